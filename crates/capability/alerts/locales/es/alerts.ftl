alerts-title = Listas de alertas
alerts-list = Lista
alerts-caption = Listas en uso en este puesto
alerts-empty = Aún no hay listas de alertas
alerts-empty-text = La persona responsable prepara una lista, una segunda persona la aprueba, y las coincidencias se ven en la ventanilla como preguntas.
alerts-new-list = Preparar una lista
alerts-list-form = Preparar o cambiar una lista
alerts-list-form-about = Una segunda persona la aprueba antes de usarla. Una lista no decide sobre nadie: lleva, como mucho, a segunda línea.
alerts-name = Nombre
alerts-name-hint = Como la llaman los oficiales
alerts-owner = Titular
alerts-owner-hint = La autoridad que responde por ella
alerts-legal-basis = Base legal
alerts-legal-basis-hint = La ley, orden o resolución en que se apoya
alerts-purpose = Finalidad
alerts-purpose-hint = Para qué sirve, en una frase
alerts-source = Los registros vienen
alerts-source-national = de este país: cada uno propuesto por una persona y aprobado por otra
alerts-source-imported = de un archivo, completos
alerts-matter = Qué dice
alerts-matter-hint = Para los registros que no lo dicen por sí mismos
alerts-matter-exit-ban = Impedimento de salida
alerts-matter-re-entry-ban = Impedimento de ingreso
alerts-matter-revoked-visa = Visa o permiso revocado
alerts-matter-wanted-person = Persona requerida por un tribunal
alerts-matter-watch = Persona sobre la que se pregunta
alerts-matter-smuggling-facilitator = Facilitador de tráfico ilícito de migrantes, con beneficio
alerts-matter-missing-child = Niña, niño o adolescente desaparecido
alerts-matter-child-abduction = Sustracción de niña, niño o adolescente
alerts-matter-person-at-risk = Persona en riesgo
alerts-matter-missing-adult = Persona adulta desaparecida
alerts-benefit = Beneficio
alerts-benefit-hint = El tráfico ilícito consiste en facilitar la entrada ilegal por un beneficio financiero u otro beneficio material. Ayudar a la familia o por humanidad no lo es.
alerts-benefit-none = No es facilitador de tráfico
alerts-benefit-payment = Dinero pagado o prometido
alerts-benefit-goods-or-services = Bienes, trabajo o servicios
alerts-benefit-other-material = Otra ventaja material
alerts-instruction = Qué debe hacer la persona oficial
alerts-instruction-hint = Una coincidencia es una pregunta; nada aquí va más allá de segunda línea
alerts-instruction-compare = Comparar a la persona con el registro y seguir
alerts-instruction-ask = Preguntar lo que pide el titular y seguir
alerts-instruction-second-line = Segunda línea verifica con el titular
alerts-adjudicators = Quién dice si es la misma persona
alerts-adjudicators-one-officer = La persona oficial que inspecciona
alerts-adjudicators-two-officers = Dos oficiales, que deben decir lo mismo
alerts-issuer = Estado que lo pide
alerts-issuer-hint = Tres letras, como HND. Vacío para un organismo internacional
alerts-issuer-none = Organismo internacional, o no consta
alerts-state-hint = Tres letras, como HND
alerts-review = Revisar de nuevo el
alerts-review-hint = Dentro de 12 meses
alerts-expires = Vence el
alerts-expires-hint = Desde ese día no encuentra a nadie
alerts-reason = Motivo
alerts-propose = Enviar a una segunda persona
alerts-back = Volver
alerts-choose = Elija
alerts-change = Cambiar los datos de la lista
alerts-people = Personas
alerts-people-before = Personas en la versión en uso
alerts-age = Puesta al día
alerts-age-never = nunca
alerts-state = Estado
alerts-state-in-use = En uso
alerts-state-empty = Aún no tiene nada
alerts-state-over = Vencida: no encuentra a nadie
alerts-state-overdue = Revisión atrasada
alerts-precision = Coincidencias que eran la persona
alerts-precision-few = Menos de { $most } respuestas: sin cifra
alerts-precision-share = { $percent } % ({ $same } de { $answered })
alerts-done-proposed = Enviado: una segunda persona debe aprobarlo en Aprobaciones.
alerts-done-in-use = La versión nueva está en uso.
alerts-done-waits = Parece que al archivo le falta algo: una segunda persona debe confirmarlo en Aprobaciones. La versión anterior sigue en uso.
alerts-done-undone = La importación se deshizo; la versión anterior está en uso.
alerts-done-dropped = El archivo se descartó. No cambió nada.
alerts-done-answered = Su respuesta quedó en la bitácora.
alerts-done-redress = El número de desagravio quedó en la bitácora.
alerts-file = Archivo
alerts-file-choose = Archivo de la lista
alerts-file-hint = XML del Consejo de Seguridad, CSV o XML de OFAC, JSON de notificaciones de INTERPOL, FollowTheMoney en líneas JSON, o CSV con encabezados. Verá qué cambia antes de que cambie nada.
alerts-file-send = Leer y ver antes
alerts-reading = Se está leyendo { $file }. Puede dejar esta página.
alerts-refresh = Actualizar
alerts-preview = Vista previa
alerts-preview-of = Vista previa: { $list }
alerts-preview-about = Nada ha cambiado todavía. El archivo se leyó
alerts-preview-waits = Se leyó un archivo y le espera.
alerts-preview-added = { $count } nuevas (se muestran { $shown })
alerts-preview-changed = { $count } cambiadas (se muestran { $shown })
alerts-preview-removed = { $count } retiradas (se muestran { $shown })
alerts-take = Poner en uso
alerts-ask-second = Pedir confirmación a una segunda persona
alerts-drop = Descartar el archivo
alerts-suspicion-emptied = En este archivo no hay nadie, y antes sí. Se pone en uso solo si una segunda persona lo confirma.
alerts-suspicion-shrunk = Falta más de la décima parte de las personas. Se pone en uso solo si una segunda persona lo confirma.
alerts-suspicion-many-rejected = Más de un registro de cada veinte no se pudo leer. Se pone en uso solo si una segunda persona lo confirma.
alerts-malformed = Registros que no se pudieron leer
alerts-notes = Omitido o reparado
alerts-line = Línea
alerts-why = Por qué
alerts-rejected = No se pudieron leer
alerts-skipped = No son personas: pasados por alto
alerts-versions = Versiones
alerts-versions-none = Aún no se puso en uso ningún archivo.
alerts-when = Cuándo
alerts-changes = Nuevas, cambiadas, retiradas
alerts-version-in-use = En uso
alerts-version-past = Pasada
alerts-version-undone = Deshecha
alerts-undo = Deshacer esta importación
alerts-undo-why = Por qué se deshace
alerts-entries = Personas en la lista
alerts-entries-empty = No hay nadie en esta lista
alerts-entries-empty-text = Proponga un registro; una segunda persona lo aprueba.
alerts-new-entry = Proponer un registro
alerts-entry = Registro
alerts-entry-listed = En la lista
alerts-entry-withdrawn = Retirado
alerts-entry-form-about = Una segunda persona lo aprueba. A nadie se le pone en una lista por haber sido objeto de tráfico.
alerts-surname = Apellidos, o el único nombre
alerts-given-names = Nombres
alerts-alias = Otro nombre
alerts-alias-hint = Apellidos, nombres; con una coma entre ambos
alerts-weak = Los otros nombres son apodos
alerts-names = Nombres
alerts-birth-date = Fecha de nacimiento
alerts-birth-date-hint = Lo que se sepa: 1980, 1980-05 o 1980-05-17
alerts-sex = Sexo
alerts-sex-f = Femenino
alerts-sex-m = Masculino
alerts-sex-x = No consta
alerts-nationality = Nacionalidad
alerts-document = Número de documento
alerts-document-issuer = Expedido por
alerts-reference = Número del titular
alerts-reference-hint = De la orden judicial o del expediente
alerts-since = En la lista desde
alerts-withdrawn = Retirado
alerts-withdraw = Enviar a una segunda persona
alerts-withdraw-why = Retirar de la lista, porque
alerts-in-country = Personas que pueden seguir en el país
alerts-in-country-case = Abrir el caso de su entrada
alerts-screened = Comparado con { $people } personas cuyo último cruce aquí fue una entrada; puede referirse a { $found }. Pueden haber salido por otro puesto.
alerts-screened-not-yet = Se está comparando; vuelva en un momento.
alerts-points = { $points } puntos
alerts-hits = Preguntas de las listas de alertas
alerts-hits-about = Cada una es una pregunta, no un veredicto. Abrirla queda en la bitácora.
alerts-hits-none = No hay nada abierto
alerts-hits-none-text = Lo que las listas preguntaban sobre esta persona ya se respondió.
alerts-hit-of = Posible coincidencia en { $list }
alerts-hit-guidance = Indicaciones para leer a solas
alerts-hit-question = ¿Es la misma persona?
alerts-look = Abrir
alerts-back-to-case = Al caso
alerts-todo = Qué hacer
alerts-todo-compare = Compare a la persona con el registro. Si no es la misma persona, siga.
alerts-todo-ask = Pregunte, anote la respuesta y siga. El registro no detiene a nadie.
alerts-todo-second-line = Envíe a la persona a segunda línea. Allí, verifique con el titular de la lista antes que nada.
alerts-todo-missing-child = Conserve la calma y no diga nada delante de otros. Lleve a la niña o niño y a quien le acompaña a un lugar tranquilo y llame a la persona oficial de protección. No los separe a la vista de todos.
alerts-todo-child-abduction = Conserve la calma y no diga nada delante de otros. Lleve a ambos a un lugar tranquilo, uno después del otro, y llame a la persona oficial de protección.
alerts-todo-person-at-risk = Hable con la persona a solas, fuera de la vista de quien la acompaña. Pregunte si está a salvo. Ante la duda, pulse 0 En espera.
alerts-todo-missing-adult = Diga a la persona, a solas, que alguien la busca. Dónde está no se dice a nadie sin su consentimiento.
alerts-ask = Qué preguntar
alerts-ask-exit-ban = Nombres de los padres, lugar de nacimiento, y si sabe de una orden judicial.
alerts-ask-re-entry-ban = Nombres anteriores, cuándo y cómo salió la última vez, y si se levantó una orden.
alerts-ask-revoked-visa = Qué visa o permiso tiene ahora y quién lo expidió.
alerts-ask-wanted-person = Nombres de los padres, lugar de nacimiento, documentos anteriores.
alerts-ask-watch = Lo que pide el titular; nombres de los padres y lugar de nacimiento.
alerts-ask-smuggling-facilitator = Con quién viaja, quién pagó el viaje, cómo se conocen. Hable con los demás por separado.
alerts-ask-missing-child = Nada sobre la búsqueda. Nombre, edad, quién le espera.
alerts-ask-child-abduction = Nada sobre la búsqueda. Quién tiene la custodia, dónde está el otro progenitor.
alerts-ask-person-at-risk = Si viaja por su voluntad y quién guarda sus documentos.
alerts-ask-missing-adult = Si acepta que se diga a quien la busca que está bien, y dónde.
alerts-two-officers = Esta lista exige que una segunda persona oficial diga lo mismo.
alerts-own-state = { $state } puso a esta persona en la lista, y es su propio Estado o expidió su documento. Si la persona dice que huye de él, puede ser persecución: no responda aquí, pulse 0 En espera. "La misma persona" necesita una segunda persona oficial.
alerts-changed-since = Antes se respondió que no es la misma persona, pero el registro dice ahora otra cosa. Mire de nuevo.
alerts-compared = La persona junto al registro
alerts-field = Dato
alerts-this-person = Esta persona
alerts-the-list = La lista dice
alerts-evidence = Indicios
alerts-for = A favor
alerts-against = En contra
alerts-nothing = Nada
alerts-total = En total
alerts-what-list = Qué lista y con qué base
alerts-answer = Su respuesta
alerts-answer-send = Registrar la respuesta
alerts-answer-none = sin respuesta
alerts-answer-stands = { $outcome }, { $ago }.
alerts-answer-waits-you = { $outcome }, { $ago }: falta una segunda persona oficial.
alerts-answer-waits-other = Usted dijo: { $outcome }, { $ago }. Una segunda persona oficial debe decir lo mismo.
alerts-consent = ¿Acepta la persona que se diga dónde está?
alerts-consent-given = Sí
alerts-consent-not-given = No, o no se le preguntó
alerts-outcome-same = Es la misma persona
alerts-outcome-not-same = No es la misma persona
alerts-outcome-unsure = No se pudo saber
alerts-redress = Número de desagravio
alerts-redress-hint = Si la persona muestra uno: diez signos, como 7KD4-2M9X-QA
alerts-redress-send = Usar el número
alerts-slip = Imprimir el número
alerts-slip-text = Si le preguntan de nuevo si es otra persona, muestre este número, también con un pasaporte nuevo.
alerts-slip-until = Vale hasta el { $until }.
alerts-slip-foot = Este papel no dice por qué se imprimió. En cualquier puesto puede preguntar qué consta sobre usted y pedir que se corrija.
alerts-reason-document-matches = El número de documento coincide
alerts-reason-particulars-match = Los datos coinciden
alerts-reason-person-confirms = La persona lo confirma
alerts-reason-other-birth-date = Otra fecha de nacimiento
alerts-reason-other-appearance = Otro aspecto
alerts-reason-other-parents = Otros padres o lugar de nacimiento
alerts-reason-other-document-history = Documentos y viajes de otra persona
alerts-reason-owner-confirms = El titular de la lista lo confirma
alerts-reason-too-little-known = Se sabe muy poco
alerts-reason-owner-not-reached = No se pudo hablar con el titular
alerts-reason-no-time = Sin tiempo
alerts-reason-court-order = Orden judicial
alerts-reason-authority-request = Pedido de una autoridad
alerts-reason-own-decision = Decisión de esta autoridad
alerts-reason-family-request = Pedido de la familia
alerts-reason-order-lifted = La orden se levantó
alerts-reason-found = Apareció
alerts-reason-wrong-person = Persona equivocada
alerts-reason-wrong-particulars = Datos equivocados
alerts-reason-request-withdrawn = El pedido se retiró
alerts-reason-wrong-file = Archivo equivocado
alerts-reason-too-many-hits = Demasiadas coincidencias
alerts-reason-owner-asks = Lo pide el titular
alerts-reason-new-list = Lista nueva
alerts-reason-reviewed = Revisada de nuevo
alerts-reason-changed-law = Cambió la ley
alerts-reason-emptied = El archivo está vacío
alerts-reason-shrunk = Falta más de la décima parte
alerts-reason-many-rejected = Muchos registros no se pudieron leer
alerts-act-list = Lista de alertas: { $name }
alerts-act-owner = Titular: { $owner }
alerts-act-basis = Base legal: { $basis }
alerts-act-purpose = Finalidad: { $purpose }
alerts-act-list-rule = { $source ->
    [national] Registros llevados aquí
   *[imported] Importada de un archivo
 }; { $instruction ->
    [compare] comparar y seguir
    [ask] preguntar y seguir
   *[second_line] segunda línea verifica
 }; { $adjudicators ->
    [two_officers] responden dos oficiales
   *[one_officer] responde una persona oficial
 }
alerts-act-dates = Revisar de nuevo el { DATE($review) }; vence el { DATE($expires) }
alerts-act-entry = Poner en una lista de alertas: { $matter ->
    [exit_ban] impedimento de salida
    [re_entry_ban] impedimento de ingreso
    [revoked_visa] visa o permiso revocado
    [wanted_person] persona requerida por un tribunal
    [smuggling_facilitator] facilitador de tráfico ilícito de migrantes, con beneficio
    [missing_child] niña, niño o adolescente desaparecido
    [child_abduction] sustracción de niña, niño o adolescente
    [person_at_risk] persona en riesgo
    [missing_adult] persona adulta desaparecida
   *[watch] persona sobre la que se pregunta
 } ({ $reference })
alerts-act-name = Nombre: { $name }
alerts-act-birth-date = Fecha de nacimiento: { $date }
alerts-act-document = Documento: { $number }
alerts-act-withdrawal = Retirar de una lista de alertas: { $reference }
alerts-act-import = Poner en uso un archivo que parece incompleto: { $list }, { $file }
alerts-act-import-counts = { $people } personas; { $added } nuevas, { $changed } cambiadas, { $removed } retiradas; { $rejected } no se pudieron leer
alerts-refused-do = No se registró nada. Mire cómo está ahora e intente de nuevo.
alerts-refused-no-list = No existe esa lista.
alerts-refused-imported-list = Los registros de esta lista vienen de un archivo; aquí no se puede poner a nadie.
alerts-refused-national-list = Los registros de esta lista se llevan aquí; no recibe archivos.
alerts-refused-list-expired = La lista venció. Primero debe revisarse de nuevo.
alerts-refused-not-listed = Este registro no está en la lista, o ya no.
alerts-refused-nothing-staged = Ya no espera ningún archivo. Léalo de nuevo.
alerts-refused-preview-old = Desde esta vista previa se puso en uso otra versión. Lea el archivo de nuevo.
alerts-refused-content-gone = El contenido de esa versión ya no se conserva. Importe el archivo de nuevo.
alerts-refused-not-in-use = Esta versión ya no está en uso.
alerts-refused-unreadable = Esta versión del programa no puede leer la solicitud.
alerts-refused-no-hit = No hay tal pregunta sobre esta persona.
alerts-refused-not-kept = El archivo no se pudo guardar; el registro técnico dice por qué. La versión anterior sigue en uso.
alerts-refused-broken-off = El archivo no se pudo leer más allá de la línea { $line }: { $why }. La versión anterior sigue en uso.
alerts-refused-format = No se reconoció el formato del archivo. Compruebe que sea uno de los nombrados abajo; la versión anterior sigue en uso.
alerts-refused-lost-documents = Este archivo enumera documentos, no personas. La versión anterior sigue en uso.
alerts-error-choose = Elija uno
alerts-error-choose-reason = Elija un motivo
alerts-error-choose-answer = Elija una respuesta
alerts-error-benefit = Diga qué beneficio: sin él no es tráfico ilícito
alerts-error-state = Un Estado son tres letras, como HND
alerts-error-day = Escriba un día
alerts-error-birth-date = Escriba la fecha como 1980, 1980-05 o 1980-05-17, o déjela vacía
alerts-error-number = Solo letras y cifras del número de documento
alerts-error-alias = No se puede leer otro nombre; escríbalo de nuevo
alerts-error-no-file = Elija un archivo
alerts-error-redress-form = Eso no es un número de desagravio: hay un signo equivocado o falta uno
alerts-error-redress-unknown = Este número no se conoce en este puesto
alerts-error-redress-other-person = El número se imprimió para alguien con otra fecha de nacimiento u otro sexo
alerts-wrong-empty = Complete este dato
alerts-wrong-long = { $most } caracteres como máximo
alerts-wrong-hidden = Contiene caracteres invisibles; escríbalo de nuevo
alerts-wrong-smuggled = A nadie se le pone en una lista por haber sido objeto de tráfico: no es un delito suyo (Protocolo, art. 5)
alerts-wrong-imported-facilitators = Los facilitadores de tráfico se registran uno por uno, cada uno con el beneficio; no desde un archivo
alerts-wrong-no-name = Escriba al menos un nombre
alerts-wrong-too-many = { $most } como máximo
alerts-wrong-review = Elija un día dentro de los próximos { $most } meses
alerts-wrong-review-after = Debe revisarse antes de que venza
alerts-wrong-expires = Elija un día por venir
alerts-aside = Preguntas de las listas: { $open ->
    [0] todas respondidas
    [one] una abierta
   *[other] { $open } abiertas
 }{ $not_same ->
    [0] {""}
   *[other] ; no es la misma persona: { $not_same }
 }{ $same ->
    [0] {""}
   *[other] ; es la misma persona: { $same }
 }
alerts-aside-open = Leer y responder
finding-alerts-nobody = { $lists ->
    [one] Se consultó una lista de alertas: nadie
   *[other] Se consultaron { $lists } listas de alertas: nadie
 }
finding-alerts-no-lists = En este puesto no hay listas de alertas en uso
finding-alerts-late = Las listas de alertas no respondieron a tiempo: no consultadas
finding-alerts-not-asked = No se pudieron consultar las listas de alertas
finding-alerts-hit = { $list }: puede ser { $name }
finding-alerts-hit-why = Es una pregunta, no un veredicto: los homónimos son frecuentes
finding-alerts-hit-changed = { $list }: puede ser { $name }; el registro dice otra cosa que cuando se respondió
finding-alerts-hit-changed-why = Antes se respondió que no es la misma persona
finding-alerts-hit-own-state = { $list }: puede ser { $name }; lo pidió el propio Estado de la persona
finding-alerts-hit-own-state-why = Si la persona dice que huye de ese Estado, puede ser persecución
finding-alerts-not-same = Homónimo en una lista: ya se respondió que no es la misma persona
finding-alerts-guidance = Hay algo que leer
look-alerts-compare = Compare los datos
look-alerts-ask = Pregunte lo que pide el titular de la lista
look-alerts-second-line = Segunda línea verifica con el titular de la lista
look-alerts-own-state = Pregunte por qué viaja; atienda al temor de retorno
look-alerts-guidance = Ábralo cuando nadie más vea la pantalla
