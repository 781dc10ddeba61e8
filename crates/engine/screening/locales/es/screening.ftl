# Por qué una persona de la lista tiene su puntuación: un texto por razón. `asked` es lo del viajero, `listed` lo de la
# lista; ambos en letras latinas, como se compararon.

## Nombres

screening-name-part-same = «{ $asked }» es igual.
screening-name-part-spelled = «{ $asked }» y «{ $listed }» difieren solo en la grafía o la escritura.
screening-name-part-initial = «{ $asked }» y «{ $listed }»: la inicial concuerda con la palabra.
screening-name-part-kindred = «{ $asked }» y «{ $listed }» son formas del mismo nombre.
screening-name-part-joined = «{ $asked }» y «{ $listed }» son lo mismo, escrito junto o separado.
screening-name-part-cut = «{ $asked }» y «{ $listed }»: la zona pudo cortar la palabra.
screening-name-parts-contradict = El viajero tiene «{ $asked }» donde la lista tiene «{ $listed }».
screening-name-parts-missing = Al nombre del viajero le falta «{ $listed }».
screening-name-parts-added = A la lista le falta «{ $asked }».
screening-name-single-part = Solo concuerda una parte de un nombre más largo.
screening-name-only-initials = Solo concuerdan iniciales.
screening-name-order = Las partes están en otro orden.
screening-name-fields = Los apellidos de un lado son nombres de pila en el otro.
screening-name-surnames-exchanged = Apellido paterno y materno están cambiados: es otra familia.
screening-name-father-son-exchanged = Padre e hijo están cambiados: es otra persona.
screening-name-form = La forma jurídica es otra: { $asked } y { $listed }.
screening-name-differs = Ninguna parte de los nombres concuerda.
screening-name-common = Las partes que concuerdan son comunes: muchas personas las llevan.
screening-name-weak-alias = La propia lista califica este alias de débil.

## Fecha de nacimiento

screening-birth-date-same = La misma fecha de nacimiento.
screening-birth-date-within = La fecha de nacimiento cabe en lo que dice la lista.
screening-birth-date-day-month = Día y mes de nacimiento están cambiados.
screening-birth-date-placeholder = El mismo año de nacimiento; el primero de enero suele estar por un día desconocido.
screening-birth-date-near = La fecha de nacimiento está cerca de la que la lista llama aproximada.
screening-birth-date-digit = Las fechas de nacimiento difieren en una cifra.
screening-birth-date-close = Las fechas de nacimiento difieren en menos de dos años.
screening-birth-date-differs = Las fechas de nacimiento difieren.

## Sexo, nacionalidad, documentos

screening-sex-same = El mismo sexo.
screening-sex-differs = El sexo difiere.
screening-nationality-same = Una nacionalidad que da la lista.
screening-nationality-differs = Una nacionalidad que la lista no da.
screening-document-same = El mismo documento: { $number }.
screening-document-same-number = El mismo número de documento: { $number }.
screening-document-one-off = Los números de documento { $asked } y { $listed } difieren en un carácter, como puede errar un lector.
