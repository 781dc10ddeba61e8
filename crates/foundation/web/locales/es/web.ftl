### Words of the frames and components.

web-demo = DEMO
web-demo-strip = Demostración: todas las personas, documentos y cruces son inventados.
web-demo-print = DEMOSTRACIÓN · SIN VALIDEZ · PERSONA INVENTADA
web-skip = Ir al contenido
web-menu = Menú
web-my-settings = idioma, aspecto y salida
web-language = Idioma
web-theme = Aspecto
web-theme-system = Como el sistema
web-theme-light = Claro
web-theme-dark = Oscuro
web-theme-contrast = Alto contraste
web-sign-out = Cerrar sesión
web-lock = Bloquear
web-search = Buscar
web-status = Estado del puesto
web-waiting = en espera
web-entry = Entrada
web-exit = Salida

web-desk = Inspección
web-role-officer = Oficial
web-role-supervisor = Supervisión
web-role-administrator = Administración
web-role-protection-officer = Protección
web-role-overseer = Supervisión independiente
web-role-list-owner = Responsable de listas

web-desk-who = Persona y documento
web-desk-findings = Hallazgos e historial
web-desk-decide = Decisión

web-scan = Lea o escriba la zona de lectura mecánica
web-look-at = Mire
web-evidence = Datos del hallazgo
web-check = Verificación
web-nothing-found = Sin hallazgos
web-show-checks = Ver las verificaciones
web-printed = Impreso
web-zone = Zona mecánica
web-differs = no coincide

web-finding-conclusive = Atención
web-finding-suspicious = Revisar
web-finding-retry = Leer de nuevo
web-finding-note = Nota
web-finding-undetermined = Sin determinar
web-finding-not-supported = No disponible aquí
web-finding-aborted = Interrumpida
web-finding-successful = Conforme

web-undo = Deshacer
web-print = Imprimir
web-pages = Páginas
web-previous = Anteriores
web-next = Siguientes

web-date-unknown = fecha desconocida
web-ago-now = { $n ->
   *[other] hace un momento
}
web-ago-minutes = hace { $n } min
web-ago-hours = hace { $n } h
web-ago-days = hace { $n } d

web-error = Error
web-error-summary = Corrija lo siguiente para continuar
web-error-home = Volver al inicio
web-error-id = Código de este aviso:
web-error-id-hint = Indíquelo si pide ayuda: con él se encuentran los detalles en el registro del puesto.
web-error-not-found = Esta página no existe
web-error-not-found-do = La dirección puede estar mal escrita o lo que buscaba ya no está aquí. Vuelva al inicio y búsquelo de nuevo.
web-error-forbidden = Su función no tiene acceso a esta página
web-error-forbidden-do = Si la necesita para su trabajo, pida a la supervisión del turno que revise sus funciones.
web-error-sign-in = No hay una sesión iniciada
web-error-locked = La sesión está bloqueada
web-error-sign-in-do = Inicie la sesión, o desbloquéela con su PIN, y envíelo de nuevo.
web-error-stale-form = El formulario ya no era válido y no se guardó nada
web-error-stale-form-do = La página estuvo abierta demasiado tiempo o la sesión cambió. Vuelva a abrirla y envíe el formulario otra vez.
web-error-bad-request = No se entendió lo enviado y no se guardó nada
web-error-bad-request-do = Vuelva a la página anterior, revise los datos y envíelos otra vez.
web-error-too-large = Se envió más de lo que se puede recibir y no se guardó nada
web-error-too-large-do = Envíe un texto o archivo más pequeño.
web-error-unavailable = Por ahora no se pueden guardar asientos
web-error-unavailable-do = Lo confirmado hasta ahora está a salvo y se puede consultar. Pase al procedimiento en papel y avise a quien administra el puesto.
web-error-internal = El programa falló al responder
web-error-internal-do = Lo confirmado hasta ahora está a salvo. Inténtelo de nuevo; si se repite, avise a quien administra el puesto.
web-error-not-a-booth = Este navegador no es una ventanilla inscrita
web-error-not-a-booth-do = Las personas viajeras se inspeccionan en una ventanilla inscrita. Pida al administrador un código y escríbalo en /enrol.
