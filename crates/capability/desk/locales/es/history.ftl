finding-history-coverage = { $count ->
    [0] Sin cruces registrados aquí desde { DATE($from) }
    [one] Un cruce registrado aquí; registro completo desde { DATE($from) }
   *[other] { $count } cruces registrados aquí; registro completo desde { DATE($from) }
 }
finding-history-no-coverage = Este puesto aún no tiene un registro completo; lo que falta no prueba nada
finding-history-sequence = El último cruce fue en sentido contrario
finding-history-no-exit-between = Última entrada sin salida conocida en este puesto; pudo salir por otro
finding-history-no-entry-between = Última salida sin entrada conocida en este puesto; pudo entrar por otro
finding-history-first-seen = Primera vez en este puesto; otros puestos pueden saber más
finding-history-elsewhere-too-soon = El mismo documento cruzó en otro puesto hace { $minutes } min
finding-history-again-too-soon = El mismo documento ya cruzó aquí, en el mismo sentido, hace { $minutes } min
finding-history-not-too-soon = El documento no ha cruzado en un tiempo imposible
finding-history-clock-uncertain = El reloj no era fiable; los tiempos no se pueden comparar
finding-history-stay = Permaneció { $stayed } de { $days } días
finding-history-overstay = Permaneció { $stayed } días; se le dieron { $days }
finding-history-stay-on-exit = La estadía se cuenta a la salida
finding-history-stay-unknown = No se conoce la entrada; la estadía no se puede contar
finding-history-stay-not-counted = A esta entrada no se le cuentan días
finding-history-waiting = Hay otro caso en espera de esta persona
finding-history-nothing-waits = Ningún caso en espera
finding-history-late = El historial no respondió a tiempo: no consultado
finding-history-not-asked = El historial no se pudo consultar
look-history-too-soon = Compare a la persona con la fotografía; pregunte por dónde y cuándo cruzó
look-history-overstay = Pregunte el motivo y si tiene prórroga o residencia; no es motivo para impedir la salida
look-history-waiting = Llame a segunda línea
