### Words of the frames and components.

web-demo = DEMO
web-demo-strip = Demonstration: all people, documents and crossings are invented.
web-demo-print = DEMONSTRATION · NOT VALID · INVENTED PERSON
web-skip = Go to the content
web-menu = Menu
web-my-settings = language, appearance and sign-out
web-language = Language
web-theme = Appearance
web-theme-system = Like the system
web-theme-light = Light
web-theme-dark = Dark
web-theme-contrast = High contrast
web-sign-out = Sign out
web-lock = Lock
web-search = Search
web-status = State of the post
web-waiting = waiting
web-entry = Entry
web-exit = Exit

web-desk = Inspection
web-role-officer = Officer
web-role-supervisor = Supervisor
web-role-administrator = Administrator
web-role-protection-officer = Protection officer
web-role-overseer = Overseer
web-role-list-owner = List owner

web-desk-who = Person and document
web-desk-findings = Findings and history
web-desk-decide = Decision

web-scan = Scan or type the machine readable zone
web-look-at = Look at
web-evidence = Facts of the finding
web-check = Check
web-nothing-found = Nothing found
web-show-checks = Show the checks
web-printed = Printed
web-zone = Machine readable
web-differs = does not match

web-finding-conclusive = Attention
web-finding-suspicious = Examine
web-finding-retry = Read again
web-finding-note = Note
web-finding-undetermined = Undetermined
web-finding-not-supported = Not available here
web-finding-aborted = Interrupted
web-finding-successful = Conforms

web-undo = Undo
web-print = Print
web-pages = Pages
web-previous = Previous
web-next = Next

web-date-unknown = date unknown
web-ago-now = { $n ->
   *[other] a moment ago
}
web-ago-minutes = { $n } min ago
web-ago-hours = { $n } h ago
web-ago-days = { $n } d ago

web-error = Error
web-error-summary = Correct the following to go on
web-error-home = Back to the start
web-error-id = Code of this notice:
web-error-id-hint = Give it when you ask for help: it finds the details in the log of the post.
web-error-not-found = This page does not exist
web-error-not-found-do = The address may be mistyped, or what you looked for is no longer here. Go back to the start and look again.
web-error-forbidden = Your role has no access to this page
web-error-forbidden-do = If you need it for your work, ask the shift supervisor to review your roles.
web-error-sign-in = Nobody is signed in
web-error-locked = The session is locked
web-error-sign-in-do = Sign in, or unlock the session with your PIN, and send it again.
web-error-stale-form = The form was no longer valid and nothing was saved
web-error-stale-form-do = The page was open too long or the session changed. Open it again and send the form once more.
web-error-bad-request = What was sent was not understood and nothing was saved
web-error-bad-request-do = Go back to the page before, review the data and send them again.
web-error-too-large = More was sent than can be taken and nothing was saved
web-error-too-large-do = Send a shorter text or a smaller file.
web-error-unavailable = Entries cannot be saved at the moment
web-error-unavailable-do = Everything confirmed so far is safe and can be read. Change to the paper procedure and tell the person who runs the post.
web-error-internal = The program failed to answer
web-error-internal-do = Everything confirmed so far is safe. Try again; if it happens again, tell the person who runs the post.
web-error-not-a-booth = This browser is no enrolled booth
web-error-not-a-booth-do = Travellers are inspected at an enrolled booth. Ask the administrator for a code and enter it at /enrol.
