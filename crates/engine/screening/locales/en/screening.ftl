# Why a listed person scores as they do: one text for each reason. `asked` is the traveller's side, `listed` the list's,
# both in Latin letters as they were compared.

## Names

screening-name-part-same = “{ $asked }” is the same.
screening-name-part-spelled = “{ $asked }” and “{ $listed }” differ only by spelling or script.
screening-name-part-initial = “{ $asked }” and “{ $listed }”: an initial fits the word.
screening-name-part-kindred = “{ $asked }” and “{ $listed }” are forms of one name.
screening-name-part-joined = “{ $asked }” and “{ $listed }” are the same, written apart or together.
screening-name-part-cut = “{ $asked }” and “{ $listed }”: the zone may have cut the word.
screening-name-parts-contradict = The traveller has “{ $asked }” where the list has “{ $listed }”.
screening-name-parts-missing = The traveller's name lacks “{ $listed }”.
screening-name-parts-added = The list lacks “{ $asked }”.
screening-name-single-part = Only one part of a longer name agrees.
screening-name-only-initials = Nothing but initials agrees.
screening-name-order = The parts stand in another order.
screening-name-fields = Surnames on one side are given names on the other.
screening-name-surnames-exchanged = Paternal and maternal surname are exchanged: that is another family.
screening-name-father-son-exchanged = Father and son are exchanged: that is another person.
screening-name-form = The legal form differs: { $asked } and { $listed }.
screening-name-differs = No part of the names agrees.
screening-name-common = The parts that agree are common: many people bear them.
screening-name-weak-alias = The list itself calls this alias weak.

## Birth date

screening-birth-date-same = The same birth date.
screening-birth-date-within = The birth date fits what the list says.
screening-birth-date-day-month = Day and month of birth are exchanged.
screening-birth-date-placeholder = The same year of birth; the first of January often stands for an unknown day.
screening-birth-date-near = The birth date is near what the list calls approximate.
screening-birth-date-digit = The birth dates differ by one digit.
screening-birth-date-close = The birth dates differ by less than two years.
screening-birth-date-differs = The birth dates differ.

## Sex, nationality, documents

screening-sex-same = The same sex.
screening-sex-differs = The sex differs.
screening-nationality-same = A nationality the list gives.
screening-nationality-differs = A nationality the list does not give.
screening-document-same = The same document: { $number }.
screening-document-same-number = The same document number: { $number }.
screening-document-one-off = Document numbers { $asked } and { $listed } differ by one character, as a reader may err.
