# Texts of the findings on travel documents.


## Reading the zone

finding-mrz-absent = No machine readable zone: not examined.
finding-document-absent = No document: not examined.
finding-mrz-unreadable-empty = Nothing was received. Scan the zone again or type its lines.
finding-mrz-unreadable-too-long = { $bytes } bytes were received; a zone has at most 90 characters. Scan one document at a time.
finding-mrz-unreadable-character = Line { $line }, column { $column } holds “{ $found }”. A zone has only A to Z, digits and <. Scan again or correct it.
finding-mrz-unreadable-size = Lines of { $lengths } characters were received. A zone has 2 lines of 44, 2 of 36 or 3 of 30, a driving licence one of 30 or lines of 9, 30 and 30. Scan again or complete the lines.
finding-mrz-not-read = The zone could not be read: not examined.
finding-mrz-form-sound = Form { $format }, complete.
finding-mrz-form-put-right = Form { $format }. Lower case, spaces or the line break were put right on receipt; no datum changed.
finding-mrz-form-repeated = The first two lines are equal: the reader sent one line twice.
finding-look-scan-again = Scan the zone again; if it happens again, type the lines by hand.
finding-look-zone-and-page = Scan again. If the result is the same, compare the zone with the printed page, character by character.

## Document code, names, sex

finding-mrz-document-code-legal = Document code { $code } belongs to form { $format }.
finding-mrz-document-code-not-legal = Document code { $code } does not belong to form { $format }.
finding-mrz-document-code-not-harmonised = Code { $code } of form { $format } is not in the harmonised list of passport codes (2026).
finding-mrz-names-sound = Names are well formed.
finding-mrz-names-empty = There is no name in the zone.
finding-mrz-names-digits = There are digits in the name.
finding-mrz-names-filler-first = The name field begins with a filler.
finding-mrz-names-separators = There are more separators between the names than the form allows.
finding-mrz-names-truncated = The name fills its field: the printed name may be longer.
finding-mrz-sex-sound = The sex letter is one the standard allows.
finding-mrz-sex-x = The zone has X for sex; the standard asks for < in the zone.
finding-mrz-sex-unknown = Sex reads “{ $letter }”; M, F or < is expected.

## Check digits

finding-mrz-check-digit-right = Check digit right: { $field ->
        [document_number] document number
        [birth_date] birth date
        [expiry_date] expiry date
        [optional_data] optional data
       *[composite] whole zone
    }.
finding-mrz-check-digit-wrong = Check digit wrong: { $field ->
        [document_number] document number
        [birth_date] birth date
        [expiry_date] expiry date
        [optional_data] optional data
       *[composite] whole zone
    }.
finding-mrz-check-digit-repaired = Wrong as received, right with the repaired characters: { $field ->
        [document_number] document number
        [birth_date] birth date
        [expiry_date] expiry date
        [optional_data] optional data
       *[composite] whole zone
    }.
finding-mrz-check-digit-not-printed = This form does not print that digit: { $field ->
        [document_number] document number
        [birth_date] birth date
        [expiry_date] expiry date
        [optional_data] optional data
       *[composite] whole zone
    }.
finding-mrz-composite-alone-wrong = Every digit is right except that over the whole zone. It happens with hand-made zones and with reading errors in the optional data.
finding-mrz-long-number-absent = The document number fits its field.
finding-mrz-long-number-standard = Long number, continued in the optional data as the standard says.
finding-mrz-long-number-counted = Long number whose digit counts the filler, as on older Belgian cards.
finding-mrz-long-number-neither = Long number whose digit fits neither of the two known ways.

## Repairs

finding-mrz-repairs-none = No character was repaired.
finding-mrz-repairs-vouched = Characters repaired: { $count } (line/column: { $places }). The check digits vouch for them.
finding-mrz-repairs-confirm = Characters repaired: { $count } (line/column: { $places }). The check digits cannot vouch for them.
finding-mrz-repairs-ask = Several readings are right by the check digits (line/column and readings: { $readings }). None was chosen: the document says which. Characters repaired besides: { $places }.
finding-look-repairs = Compare those characters with the document and confirm, or scan again.

## Dates in the zone

finding-mrz-date-real = Possible date: { $field ->
        [birth_date] birth date
       *[expiry_date] expiry date
    }.
finding-mrz-date-partly-unknown = Date unknown in whole or in part, as the standard allows: { $field ->
        [birth_date] birth date
       *[expiry_date] expiry date
    }.
finding-mrz-date-zeros = Date with zeros in place of fillers ({ $text }): { $field ->
        [birth_date] birth date
       *[expiry_date] expiry date
    }.
finding-mrz-date-impossible = There is no such day ({ $text }): { $field ->
        [birth_date] birth date
       *[expiry_date] expiry date
    }.
finding-mrz-date-not-printed = This form does not print that date: { $field ->
        [birth_date] birth date
       *[expiry_date] expiry date
    }.

## Issuer and nationality

finding-document-issuer-known = Issuer code { $code } exists.
finding-document-issuer-unknown = Issuer code { $code } does not exist.
finding-document-issuer-missing = No issuer code: not examined.
finding-document-issuer-variant = Issuer code { $code } is not the one the standard prescribes, but some documents carry it.
finding-document-issuer-person-code = Code { $code } stands for people, not for an issuer.
finding-document-issuer-withdrawn = Issuer code { $code } ceased to be issued on { DATE($date) }.
finding-document-issuer-in-force = Issuer code { $code } is in use.
finding-look-issuer = Compare with the issuer's printed name and with a reference document.
finding-document-specimen = Code { $code } is on specimens alone: this is no travel document.
finding-document-specimen-not = It carries no specimen code.
finding-document-nationality-known = Nationality code { $code } exists.
finding-document-nationality-unknown = Nationality code { $code } does not exist.
finding-document-nationality-missing = No nationality code: not examined.
finding-document-nationality-same = Issuer and nationality agree ({ $code }).
finding-document-nationality-differs = Issuer { $issuer }, nationality { $nationality }. It is possible, for example in aliens' passports.
finding-document-nationality-not-compared = On this document issuer and nationality are not compared.
finding-look-nationality = Read the nationality and the kind of document on the page.
finding-document-protection-not = No convention or stateless code.
finding-document-protection-stateless = Document of a stateless person. It counts nothing against anyone: follow the guidance for these documents.
finding-document-protection-refugee = Document of a refugee. It counts nothing against anyone: follow the guidance for these documents.
finding-document-protection-unspecified = Nationality not specified. It counts nothing against the person: follow the guidance for these documents.
finding-look-protection = Do not consult the authorities of the country of origin. Apply the procedure for convention documents.

## Birth and expiry

finding-document-birth-plausible = The birth date is plausible.
finding-document-birth-unknown = Birth date unknown: not examined.
finding-document-birth-future = Birth date { DATE($date) } lies in the future.
finding-document-birth-too-old = Birth date { DATE($date) } makes an age above 120.
finding-document-expiry-valid = Valid until { DATE($date) } ({ $days } d left).
finding-document-expiry-today = Expires today, { DATE($date) }; it is still valid today.
finding-document-expiry-past = Expired on { DATE($date) } ({ $days } d ago).
finding-document-expiry-unknown = No known expiry date: not examined.
finding-document-expiry-unreadable = The expiry date is no date: not examined.
finding-document-expiry-not-printed = The expiry date is not in the zone: read it on the document.
finding-document-clock-uncertain = This post's clock cannot be trusted: dates are not examined.
finding-look-expiry = Read the printed date and look for extensions.
finding-document-span-plausible = The span of validity is plausible.
finding-document-span-too-long = It expires on { DATE($date) }, more than { $years } years from today.

## The reader's keyboard

finding-keyboard-spanish = The sign < arrives as “;”: the reader sends United States keys and the computer has another layout. Set the reader to the computer's layout (Spanish or Latin American), or the computer to United States.
finding-keyboard-german = Y and Z arrive exchanged: the computer has a German layout. Set the reader to it, or the computer to the reader's.
finding-keyboard-french = A and Q arrive exchanged or digits as signs: the computer has a French layout. Set the reader to it, or the computer to the reader's.
finding-keyboard-united-states = The sign < arrives as “\” or “|”: the reader sends European keys and the computer has a United States, British or Brazilian layout. Set the reader to the computer's layout.
finding-keyboard-shift-held = The sign < arrives as “>”: Shift stays held. Release Shift lock on the computer and in the reader's settings.
finding-keyboard-shift-lost = The sign < arrives as “,”: the reader does not send Shift. Lower its sending speed or check its case setting.
finding-keyboard-other = Accents or signs arrive in place of <: reader and computer have different layouts. Set the reader to the computer's layout.
finding-keyboard-right = The reader sends everything as it should.
finding-keyboard-lower-case = Lower case arrives. It is read, but release Caps Lock or change the reader's case setting.
finding-keyboard-nothing = Nothing arrived. Put the cursor in the field and scan again; check the cable.
finding-keyboard-cut-short = Only the beginning arrived. Lower the reader's sending speed, or remove the Enter after the first line.
finding-keyboard-unexplained = Something else arrived. Scan the test card again; if it happens again, check the keyboard layout of reader and computer.
