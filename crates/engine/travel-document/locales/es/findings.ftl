# Textos de los hallazgos sobre documentos de viaje.


## Lectura de la zona

finding-mrz-absent = Sin zona de lectura mecánica: no se examina.
finding-document-absent = Sin documento: no se examina.
finding-mrz-unreadable-empty = No se recibió nada. Lea otra vez la zona o escriba sus líneas.
finding-mrz-unreadable-too-long = Se recibieron { $bytes } bytes; una zona tiene 90 caracteres como máximo. Lea un solo documento.
finding-mrz-unreadable-character = La línea { $line }, columna { $column }, contiene «{ $found }». Una zona solo tiene letras de la A a la Z, cifras y <. Lea otra vez o corrija.
finding-mrz-unreadable-size = Se recibieron líneas de { $lengths } caracteres. Una zona tiene 2 líneas de 44, 2 de 36 o 3 de 30; un permiso de conducir, una de 30 o líneas de 9, 30 y 30. Lea otra vez o complete las líneas.
finding-mrz-not-read = La zona no se pudo leer: no se examina.
finding-mrz-form-sound = Forma { $format }, completa.
finding-mrz-form-put-right = Forma { $format }. Al recibirla se corrigieron minúsculas, espacios o el salto de línea; ningún dato cambió.
finding-mrz-form-repeated = Las dos primeras líneas son iguales: el lector envió una línea dos veces.
finding-look-scan-again = Lea otra vez la zona; si se repite, escriba las líneas a mano.
finding-look-zone-and-page = Lea otra vez. Si el resultado es el mismo, compare la zona con lo impreso en la página, carácter por carácter.

## Código del documento, nombres, sexo

finding-mrz-document-code-legal = El código de documento { $code } es propio de la forma { $format }.
finding-mrz-document-code-not-legal = El código de documento { $code } no es propio de la forma { $format }.
finding-mrz-document-code-not-harmonised = El código { $code } de la forma { $format } no está en la lista armonizada de pasaportes (2026).
finding-mrz-names-sound = Nombres bien formados.
finding-mrz-names-empty = No hay nombre en la zona.
finding-mrz-names-digits = Hay cifras en el nombre.
finding-mrz-names-filler-first = El campo del nombre comienza con relleno.
finding-mrz-names-separators = Hay más separadores entre los nombres que los previstos.
finding-mrz-names-truncated = El nombre llena su campo: el nombre impreso puede ser más largo.
finding-mrz-sex-sound = Letra de sexo prevista.
finding-mrz-sex-x = La zona lleva X en el sexo; la norma pide < en la zona.
finding-mrz-sex-unknown = El sexo dice «{ $letter }»; se espera M, F o <.

## Dígitos verificadores

finding-mrz-check-digit-right = Dígito verificador correcto: { $field ->
        [document_number] número de documento
        [birth_date] fecha de nacimiento
        [expiry_date] fecha de vencimiento
        [optional_data] datos opcionales
       *[composite] zona completa
    }.
finding-mrz-check-digit-wrong = Dígito verificador incorrecto: { $field ->
        [document_number] número de documento
        [birth_date] fecha de nacimiento
        [expiry_date] fecha de vencimiento
        [optional_data] datos opcionales
       *[composite] zona completa
    }.
finding-mrz-check-digit-repaired = Como se recibió no coincide; con los caracteres reparados sí: { $field ->
        [document_number] número de documento
        [birth_date] fecha de nacimiento
        [expiry_date] fecha de vencimiento
        [optional_data] datos opcionales
       *[composite] zona completa
    }.
finding-mrz-check-digit-not-printed = Esta forma no lleva ese dígito: { $field ->
        [document_number] número de documento
        [birth_date] fecha de nacimiento
        [expiry_date] fecha de vencimiento
        [optional_data] datos opcionales
       *[composite] zona completa
    }.
finding-mrz-composite-alone-wrong = Todos los dígitos son correctos menos el de la zona completa. Ocurre en zonas hechas a mano y con errores de lectura en los datos opcionales.
finding-mrz-long-number-absent = El número de documento cabe en su campo.
finding-mrz-long-number-standard = Número largo, continuado en los datos opcionales según la norma.
finding-mrz-long-number-counted = Número largo cuyo dígito cuenta el relleno, como en tarjetas belgas antiguas.
finding-mrz-long-number-neither = Número largo cuyo dígito no coincide de ninguna de las dos maneras conocidas.

## Reparaciones

finding-mrz-repairs-none = Ningún carácter reparado.
finding-mrz-repairs-vouched = Caracteres reparados: { $count } (línea/columna: { $places }). Los dígitos verificadores los respaldan.
finding-mrz-repairs-confirm = Caracteres reparados: { $count } (línea/columna: { $places }). Los dígitos verificadores no bastan para respaldarlos.
finding-mrz-repairs-ask = Varias lecturas cuadran con los dígitos verificadores (línea/columna y lecturas: { $readings }). No se eligió ninguna: el documento dice cuál es. Otros caracteres reparados: { $places }.
finding-look-repairs = Compare esos caracteres con el documento y confirme, o lea otra vez.

## Fechas de la zona

finding-mrz-date-real = Fecha posible: { $field ->
        [birth_date] fecha de nacimiento
       *[expiry_date] fecha de vencimiento
    }.
finding-mrz-date-partly-unknown = Fecha desconocida en todo o en parte, como permite la norma: { $field ->
        [birth_date] fecha de nacimiento
       *[expiry_date] fecha de vencimiento
    }.
finding-mrz-date-zeros = Fecha con ceros en lugar de relleno ({ $text }): { $field ->
        [birth_date] fecha de nacimiento
       *[expiry_date] fecha de vencimiento
    }.
finding-mrz-date-impossible = No existe tal día ({ $text }): { $field ->
        [birth_date] fecha de nacimiento
       *[expiry_date] fecha de vencimiento
    }.
finding-mrz-date-not-printed = Esta forma no lleva esa fecha: { $field ->
        [birth_date] fecha de nacimiento
       *[expiry_date] fecha de vencimiento
    }.

## Estado emisor y nacionalidad

finding-document-issuer-known = El código de emisor { $code } existe.
finding-document-issuer-unknown = El código de emisor { $code } no existe.
finding-document-issuer-missing = Sin código de emisor: no se examina.
finding-document-issuer-variant = El código de emisor { $code } no es el que prescribe la norma, pero hay documentos que lo llevan.
finding-document-issuer-person-code = El código { $code } designa a personas, no a un emisor.
finding-document-issuer-withdrawn = El código de emisor { $code } dejó de emitirse el { DATE($date) }.
finding-document-issuer-in-force = El código de emisor { $code } está en uso.
finding-look-issuer = Compare con el nombre del emisor impreso y con un documento de referencia.
finding-document-specimen = El código { $code } solo aparece en muestras: no es un documento de viaje.
finding-document-specimen-not = No lleva códigos de muestra.
finding-document-nationality-known = El código de nacionalidad { $code } existe.
finding-document-nationality-unknown = El código de nacionalidad { $code } no existe.
finding-document-nationality-missing = Sin código de nacionalidad: no se examina.
finding-document-nationality-same = Emisor y nacionalidad coinciden ({ $code }).
finding-document-nationality-differs = Emisor { $issuer }, nacionalidad { $nationality }. Es posible, por ejemplo en pasaportes para extranjeros.
finding-document-nationality-not-compared = En este documento emisor y nacionalidad no se comparan.
finding-look-nationality = Lea en la página la nacionalidad y la clase de documento.
finding-document-protection-not = Sin código de convenio ni de apatridia.
finding-document-protection-stateless = Documento de una persona apátrida. No es un indicio en su contra: siga la guía para estos documentos.
finding-document-protection-refugee = Documento de una persona refugiada. No es un indicio en su contra: siga la guía para estos documentos.
finding-document-protection-unspecified = Nacionalidad no especificada. No es un indicio en contra de la persona: siga la guía para estos documentos.
finding-look-protection = No consulte a las autoridades del país de origen. Aplique el procedimiento de documentos de convenio.

## Nacimiento y vencimiento

finding-document-birth-plausible = Fecha de nacimiento posible.
finding-document-birth-unknown = Fecha de nacimiento desconocida: no se examina.
finding-document-birth-future = La fecha de nacimiento { DATE($date) } está en el futuro.
finding-document-birth-too-old = La fecha de nacimiento { DATE($date) } da más de 120 años.
finding-document-expiry-valid = Válido hasta { DATE($date) } (faltan { $days } d).
finding-document-expiry-today = Vence hoy, { DATE($date) }; hoy todavía es válido.
finding-document-expiry-past = Venció el { DATE($date) } (hace { $days } d).
finding-document-expiry-unknown = Sin fecha de vencimiento conocida: no se examina.
finding-document-expiry-unreadable = La fecha de vencimiento no es una fecha: no se examina.
finding-document-expiry-not-printed = La fecha de vencimiento no está en la zona: léala en el documento.
finding-document-clock-uncertain = El reloj de este puesto no es fiable: las fechas no se examinan.
finding-look-expiry = Lea la fecha impresa y busque prórrogas.
finding-document-span-plausible = El plazo de validez es posible.
finding-document-span-too-long = Vence el { DATE($date) }, a más de { $years } años de hoy.

## Teclado del lector

finding-keyboard-spanish = El signo < llega como «;»: el lector envía teclas de Estados Unidos y el equipo usa otro teclado. Ponga en el lector la disposición del equipo (español o latinoamericano), o en el equipo la de Estados Unidos.
finding-keyboard-german = Y y Z llegan cambiadas: el equipo usa teclado alemán. Ponga esa disposición en el lector, o en el equipo la del lector.
finding-keyboard-french = A y Q llegan cambiadas o las cifras como signos: el equipo usa teclado francés. Ponga esa disposición en el lector, o en el equipo la del lector.
finding-keyboard-united-states = El signo < llega como «\» o «|»: el lector envía teclas europeas y el equipo usa teclado de Estados Unidos, británico o brasileño. Ponga en el lector la disposición del equipo.
finding-keyboard-shift-held = El signo < llega como «>»: mayúsculas queda pulsada. Quite el bloqueo de mayúsculas en el equipo y en el lector.
finding-keyboard-shift-lost = El signo < llega como «,»: el lector no envía la tecla de mayúsculas. Baje la velocidad de envío o revise el ajuste de mayúsculas del lector.
finding-keyboard-other = Llegan acentos o signos en lugar de <: lector y equipo tienen teclados distintos. Ponga en el lector la disposición del equipo.
finding-keyboard-right = El lector envía todo bien.
finding-keyboard-lower-case = Llegan minúsculas. Se leen, pero conviene quitar el bloqueo de mayúsculas del equipo o cambiar el ajuste del lector.
finding-keyboard-nothing = No llegó nada. Ponga el cursor en el campo y lea otra vez; revise el cable.
finding-keyboard-cut-short = Llegó solo el comienzo. Baje la velocidad de envío del lector o quite el Intro después de la primera línea.
finding-keyboard-unexplained = Llegó otra cosa. Lea otra vez la tarjeta de prueba; si se repite, revise la disposición del teclado en el lector y en el equipo.
