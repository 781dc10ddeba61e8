alerts-title = Alert lists
alerts-list = List
alerts-caption = Lists in use at this post
alerts-empty = No alert lists yet
alerts-empty-text = The list owner sets a list up, a second person approves it, and hits on it show at the counter as questions.
alerts-new-list = Set up a list
alerts-list-form = Set up or change a list
alerts-list-form-about = A second person approves it before it is used. A list decides about nobody: it leads to second line at most.
alerts-name = Name
alerts-name-hint = What officers call it
alerts-owner = Owner
alerts-owner-hint = The authority that answers for it
alerts-legal-basis = Legal basis
alerts-legal-basis-hint = The law, order or resolution it rests on
alerts-purpose = Purpose
alerts-purpose-hint = What it is for, in one sentence
alerts-source = Entries come
alerts-source-national = from this country: each one proposed by one person and approved by another
alerts-source-imported = from a file, whole
alerts-matter = What it says
alerts-matter-hint = For entries that do not say it themselves
alerts-matter-exit-ban = Exit ban
alerts-matter-re-entry-ban = Re-entry ban
alerts-matter-revoked-visa = Visa or permit revoked
alerts-matter-wanted-person = Wanted by a court
alerts-matter-watch = To be asked about
alerts-matter-smuggling-facilitator = Facilitator of migrant smuggling, for a benefit
alerts-matter-missing-child = Missing child
alerts-matter-child-abduction = Child abduction
alerts-matter-person-at-risk = Person at risk
alerts-matter-missing-adult = Missing adult
alerts-benefit = Benefit
alerts-benefit-hint = Smuggling is procuring illegal entry for a financial or other material benefit. Help to family or out of humanity is not.
alerts-benefit-none = Not a facilitator of smuggling
alerts-benefit-payment = Money paid or promised
alerts-benefit-goods-or-services = Goods, labour or services
alerts-benefit-other-material = Another material advantage
alerts-instruction = What the officer should do
alerts-instruction-hint = A hit is a question; nothing here goes further than second line
alerts-instruction-compare = Compare the person with the entry, then go on
alerts-instruction-ask = Ask what the owner wants asked, then go on
alerts-instruction-second-line = Second line verifies with the owner
alerts-adjudicators = Who says whether it is the same person
alerts-adjudicators-one-officer = The officer who inspects
alerts-adjudicators-two-officers = Two officers, who must say the same
alerts-issuer = State that asks
alerts-issuer-hint = Three letters, such as HND. Empty for an international body
alerts-issuer-none = International body, or not stated
alerts-state-hint = Three letters, such as HND
alerts-review = Look through again on
alerts-review-hint = Within 12 months
alerts-expires = Expires on
alerts-expires-hint = From that day it finds nobody
alerts-reason = Reason
alerts-propose = Send to a second person
alerts-back = Back
alerts-choose = Choose
alerts-change = Change what is known of the list
alerts-people = People
alerts-people-before = People in the version in use
alerts-age = Brought up to date
alerts-age-never = never
alerts-state = State
alerts-state-in-use = In use
alerts-state-empty = Nothing in it yet
alerts-state-over = Expired: finds nobody
alerts-state-overdue = Review overdue
alerts-precision = Hits that meant the person
alerts-precision-few = Fewer than { $most } answers: no figure
alerts-precision-share = { $percent } % ({ $same } of { $answered })
alerts-done-proposed = Sent: a second person must approve it under Approvals.
alerts-done-in-use = The new version is in use.
alerts-done-waits = Something seems to be missing from the file: a second person must confirm it under Approvals. The old version stays in use.
alerts-done-undone = The import was taken back; the version before it is in use.
alerts-done-dropped = The file was dropped. Nothing changed.
alerts-done-answered = Your answer is recorded.
alerts-done-redress = The redress number is recorded.
alerts-file = File
alerts-file-choose = File of the list
alerts-file-hint = UN Security Council XML, OFAC CSV or XML, INTERPOL notices JSON, FollowTheMoney JSON lines, or CSV with a header line. You see what changes before anything does.
alerts-file-send = Read and preview
alerts-reading = { $file } is being read. You may leave this page.
alerts-refresh = Refresh
alerts-preview = Preview
alerts-preview-of = Preview: { $list }
alerts-preview-about = Nothing has changed yet. The file was read
alerts-preview-waits = A file was read and waits for you.
alerts-preview-added = { $count } added (first { $shown } shown)
alerts-preview-changed = { $count } changed (first { $shown } shown)
alerts-preview-removed = { $count } removed (first { $shown } shown)
alerts-take = Take into use
alerts-ask-second = Ask a second person to confirm
alerts-drop = Drop the file
alerts-suspicion-emptied = There is nobody in this file, and there was before. It is taken into use only when a second person confirms it.
alerts-suspicion-shrunk = More than a tenth of the people are gone. It is taken into use only when a second person confirms it.
alerts-suspicion-many-rejected = More than one record in twenty could not be read. It is taken into use only when a second person confirms it.
alerts-malformed = Records that could not be read
alerts-notes = Left out or repaired
alerts-line = Line
alerts-why = Why
alerts-rejected = Could not be read
alerts-skipped = Not people: passed over
alerts-versions = Versions
alerts-versions-none = No file was taken into use yet.
alerts-when = When
alerts-changes = Added, changed, removed
alerts-version-in-use = In use
alerts-version-past = Past
alerts-version-undone = Taken back
alerts-undo = Take this import back
alerts-undo-why = Why take it back
alerts-entries = People on the list
alerts-entries-empty = Nobody is on this list
alerts-entries-empty-text = Propose an entry; a second person approves it.
alerts-new-entry = Propose an entry
alerts-entry = Entry
alerts-entry-listed = On the list
alerts-entry-withdrawn = Taken off
alerts-entry-form-about = A second person approves it. Nobody is listed for having been smuggled.
alerts-surname = Surnames, or the only name
alerts-given-names = Given names
alerts-alias = Other name
alerts-alias-hint = Surnames, given names; with a comma between them
alerts-weak = The other names are nicknames
alerts-names = Names
alerts-birth-date = Birth date
alerts-birth-date-hint = As far as known: 1980, 1980-05 or 1980-05-17
alerts-sex = Sex
alerts-sex-f = Female
alerts-sex-m = Male
alerts-sex-x = Not stated
alerts-nationality = Nationality
alerts-document = Document number
alerts-document-issuer = Issued by
alerts-reference = Owner's number
alerts-reference-hint = Of the court order or the file
alerts-since = On the list since
alerts-withdrawn = Taken off
alerts-withdraw = Send to a second person
alerts-withdraw-why = Take off the list, because
alerts-in-country = People who may still be in the country
alerts-in-country-case = Open the case of their entry
alerts-screened = Compared with { $people } people whose last crossing here was an entry; it may mean { $found } of them. They may have left by another post.
alerts-screened-not-yet = Being compared; come back in a moment.
alerts-points = { $points } points
alerts-hits = Questions from the alert lists
alerts-hits-about = Each is a question, not a verdict. Opening one is recorded.
alerts-hits-none = Nothing is open
alerts-hits-none-text = What the lists asked about this person was settled before.
alerts-hit-of = Possible hit on { $list }
alerts-hit-guidance = Guidance to read alone
alerts-hit-question = Is it the same person?
alerts-look = Open
alerts-back-to-case = To the case
alerts-todo = What to do
alerts-todo-compare = Compare the person with the entry. If it is not the same person, go on.
alerts-todo-ask = Ask, note the answer, and go on. The entry stops nobody.
alerts-todo-second-line = Send the person to second line. There, verify with the list's owner before anything else.
alerts-todo-missing-child = Stay calm and say nothing in front of others. Take the child and whoever is with them to a quiet room, and call the protection officer. Do not separate them in the open.
alerts-todo-child-abduction = Stay calm and say nothing in front of others. Lead both to a quiet room one after the other, and call the protection officer.
alerts-todo-person-at-risk = Speak with the person alone, out of sight of their company. Ask whether they are safe. If in doubt, press 0 Hold.
alerts-todo-missing-adult = Tell the person alone that somebody is looking for them. Where they are is told to nobody without their consent.
alerts-ask = What to ask
alerts-ask-exit-ban = Parents' names, place of birth, and whether they know of an order by a court.
alerts-ask-re-entry-ban = Former names, when and how they last left, and whether an order was lifted.
alerts-ask-revoked-visa = Which visa or permit they hold now, and who issued it.
alerts-ask-wanted-person = Parents' names, place of birth, earlier documents.
alerts-ask-watch = What the owner wants asked; parents' names and place of birth.
alerts-ask-smuggling-facilitator = Who travels with them, who paid for the journey, how they know each other. Talk to the others apart.
alerts-ask-missing-child = Nothing about the search. Name, age, who is waiting for them.
alerts-ask-child-abduction = Nothing about the search. Who has custody, where the other parent is.
alerts-ask-person-at-risk = Whether they travel of their own will, and who keeps their documents.
alerts-ask-missing-adult = Whether they agree that the one who looks for them is told that they are well, and where.
alerts-two-officers = This list demands that a second officer says the same.
alerts-own-state = { $state } listed this person, and it is their own State or issued their document. If the person says they flee it, this may be persecution: do not answer here, press 0 Hold. "The same person" needs a second officer.
alerts-changed-since = It was found before that this is not the same person, but the entry says something else now. Look again.
alerts-compared = The person beside the entry
alerts-field = Particular
alerts-this-person = This person
alerts-the-list = The list says
alerts-evidence = Evidence
alerts-for = For
alerts-against = Against
alerts-nothing = Nothing
alerts-total = Together
alerts-what-list = Which list, and on what basis
alerts-answer = Your answer
alerts-answer-send = Record the answer
alerts-answer-none = not answered
alerts-answer-stands = { $outcome }, { $ago }.
alerts-answer-waits-you = { $outcome }, { $ago }: needs a second officer.
alerts-answer-waits-other = You said: { $outcome }, { $ago }. A second officer must say the same.
alerts-consent = Does the person agree that their whereabouts are told?
alerts-consent-given = Yes
alerts-consent-not-given = No, or not asked
alerts-outcome-same = The same person
alerts-outcome-not-same = Not the same person
alerts-outcome-unsure = Could not be told
alerts-redress = Redress number
alerts-redress-hint = If the person shows one: ten signs, such as 7KD4-2M9X-QA
alerts-redress-send = Use the number
alerts-slip = Print the number
alerts-slip-text = If you are asked again whether you are another person, show this number, also with a new passport.
alerts-slip-until = Holds until { $until }.
alerts-slip-foot = This paper says nothing about why it was printed. You can ask at any post what is recorded about you, and have it corrected.
alerts-reason-document-matches = The document number matches
alerts-reason-particulars-match = The particulars match
alerts-reason-person-confirms = The person confirms it
alerts-reason-other-birth-date = Another birth date
alerts-reason-other-appearance = Another appearance
alerts-reason-other-parents = Other parents or place of birth
alerts-reason-other-document-history = Documents and journeys of another person
alerts-reason-owner-confirms = The list's owner confirms it
alerts-reason-too-little-known = Too little is known
alerts-reason-owner-not-reached = The owner could not be reached
alerts-reason-no-time = No time
alerts-reason-court-order = Order of a court
alerts-reason-authority-request = Request of an authority
alerts-reason-own-decision = Decision of this authority
alerts-reason-family-request = Request of the family
alerts-reason-order-lifted = The order was lifted
alerts-reason-found = Found
alerts-reason-wrong-person = The wrong person
alerts-reason-wrong-particulars = Wrong particulars
alerts-reason-request-withdrawn = The request was withdrawn
alerts-reason-wrong-file = The wrong file
alerts-reason-too-many-hits = Too many hits
alerts-reason-owner-asks = The owner asks
alerts-reason-new-list = New list
alerts-reason-reviewed = Looked through again
alerts-reason-changed-law = The law changed
alerts-reason-emptied = The file is empty
alerts-reason-shrunk = More than a tenth is gone
alerts-reason-many-rejected = Many records could not be read
alerts-act-list = Alert list: { $name }
alerts-act-owner = Owner: { $owner }
alerts-act-basis = Legal basis: { $basis }
alerts-act-purpose = Purpose: { $purpose }
alerts-act-list-rule = { $source ->
    [national] Entries kept here
   *[imported] Imported from a file
 }; { $instruction ->
    [compare] compare, then go on
    [ask] ask, then go on
   *[second_line] second line verifies
 }; { $adjudicators ->
    [two_officers] two officers answer
   *[one_officer] one officer answers
 }
alerts-act-dates = To be looked at again on { DATE($review) }; expires on { DATE($expires) }
alerts-act-entry = Put on an alert list: { $matter ->
    [exit_ban] exit ban
    [re_entry_ban] re-entry ban
    [revoked_visa] visa or permit revoked
    [wanted_person] wanted by a court
    [smuggling_facilitator] facilitator of migrant smuggling, for a benefit
    [missing_child] missing child
    [child_abduction] child abduction
    [person_at_risk] person at risk
    [missing_adult] missing adult
   *[watch] to be asked about
 } ({ $reference })
alerts-act-name = Name: { $name }
alerts-act-birth-date = Birth date: { $date }
alerts-act-document = Document: { $number }
alerts-act-withdrawal = Take off an alert list: { $reference }
alerts-act-import = Take a file into use that seems incomplete: { $list }, { $file }
alerts-act-import-counts = { $people } people; { $added } added, { $changed } changed, { $removed } removed; { $rejected } could not be read
alerts-refused-do = Nothing was recorded. Look at how things stand now and try again.
alerts-refused-no-list = There is no such list.
alerts-refused-imported-list = Entries of this list come from a file; people cannot be put on it here.
alerts-refused-national-list = Entries of this list are kept here; it takes no file.
alerts-refused-list-expired = The list has expired. Have it looked through again first.
alerts-refused-not-listed = This entry is not on the list, or no longer.
alerts-refused-nothing-staged = No file waits any more. Read it again.
alerts-refused-preview-old = Another version was taken into use since this preview. Read the file again.
alerts-refused-content-gone = The content of that version is not kept any more. Import the file again.
alerts-refused-not-in-use = This version is not in use any more.
alerts-refused-unreadable = The request cannot be read by this version of the program.
alerts-refused-no-hit = There is no such question about this person.
alerts-refused-not-kept = The file could not be kept; the log says why. The old version stays in use.
alerts-refused-broken-off = The file could not be read beyond line { $line }: { $why }. The old version stays in use.
alerts-refused-format = The format of the file was not recognised. Check that it is one of those named below; the old version stays in use.
alerts-refused-lost-documents = This file lists documents, not people. The old version stays in use.
alerts-error-choose = Choose one
alerts-error-choose-reason = Choose a reason
alerts-error-choose-answer = Choose an answer
alerts-error-benefit = Say which benefit: without one it is not smuggling
alerts-error-state = A State is three letters, such as HND
alerts-error-day = Enter a day
alerts-error-birth-date = Enter a birth date as 1980, 1980-05 or 1980-05-17, or leave it empty
alerts-error-number = Letters and digits of the document number only
alerts-error-alias = Another name cannot be read; type it again
alerts-error-no-file = Choose a file
alerts-error-redress-form = That is no redress number: a sign is wrong or missing
alerts-error-redress-unknown = This number is not known at this post
alerts-error-redress-other-person = The number was printed for somebody with another birth date or sex
alerts-wrong-empty = Fill this in
alerts-wrong-long = { $most } characters at most
alerts-wrong-hidden = It holds invisible characters; type it again
alerts-wrong-smuggled = Nobody is listed for having been smuggled: they are not offenders for it (Smuggling Protocol, Art. 5)
alerts-wrong-imported-facilitators = Facilitators of smuggling are listed one by one, each with the benefit; not from a file
alerts-wrong-no-name = Enter at least one name
alerts-wrong-too-many = { $most } at most
alerts-wrong-review = Choose a day within the next { $most } months
alerts-wrong-review-after = Must be looked at again before it expires
alerts-wrong-expires = Choose a day to come
alerts-aside = Questions from the lists: { $open ->
    [0] all answered
    [one] one open
   *[other] { $open } open
 }{ $not_same ->
    [0] {""}
   *[other] ; not the same person: { $not_same }
 }{ $same ->
    [0] {""}
   *[other] ; the same person: { $same }
 }
alerts-aside-open = Read and answer
finding-alerts-nobody = { $lists ->
    [one] One alert list asked: nobody
   *[other] { $lists } alert lists asked: nobody
 }
finding-alerts-no-lists = No alert list is in use at this post
finding-alerts-late = The alert lists did not answer in time: not asked
finding-alerts-not-asked = The alert lists could not be asked
finding-alerts-hit = { $list }: may be { $name }
finding-alerts-hit-why = A question, not a verdict: namesakes are common
finding-alerts-hit-changed = { $list }: may be { $name }; the entry says something else than when this was answered
finding-alerts-hit-changed-why = It was found before that this is not the same person
finding-alerts-hit-own-state = { $list }: may be { $name }; listed by the person's own State
finding-alerts-hit-own-state-why = If the person says they flee that State, this may be persecution
finding-alerts-not-same = A namesake on a list: answered before, not the same person
finding-alerts-guidance = There is something to read
look-alerts-compare = Compare the particulars
look-alerts-ask = Ask what the list's owner wants asked
look-alerts-second-line = Second line verifies with the list's owner
look-alerts-own-state = Ask why they travel; listen for fear of return
look-alerts-guidance = Open it when nobody else can see the screen
