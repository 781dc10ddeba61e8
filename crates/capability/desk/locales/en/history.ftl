finding-history-coverage = { $count ->
    [0] No crossings recorded here since { DATE($from) }
    [one] One crossing recorded here; record complete since { DATE($from) }
   *[other] { $count } crossings recorded here; record complete since { DATE($from) }
 }
finding-history-no-coverage = This post has no complete record yet; what is missing proves nothing
finding-history-sequence = The last crossing went the other way
finding-history-no-exit-between = Last entry without an exit known at this post; the person may have left elsewhere
finding-history-no-entry-between = Last exit without an entry known at this post; the person may have entered elsewhere
finding-history-first-seen = First time at this post; other posts may know more
finding-history-elsewhere-too-soon = The same document crossed at another post { $minutes } min ago
finding-history-again-too-soon = The same document crossed here already, the same way, { $minutes } min ago
finding-history-not-too-soon = The document has not crossed within an impossible time
finding-history-clock-uncertain = The clock could not be trusted; times cannot be compared
finding-history-stay = Stayed { $stayed } of { $days } days
finding-history-overstay = Stayed { $stayed } days; { $days } were given
finding-history-stay-on-exit = Stay is counted on exit
finding-history-stay-unknown = The entry is not known; stay cannot be counted
finding-history-stay-not-counted = This entry counts no days
finding-history-waiting = Another case of this person waits
finding-history-nothing-waits = No case waits
finding-history-late = History did not answer in time: not asked
finding-history-not-asked = History could not be asked
look-history-too-soon = Compare the person with the photograph; ask where and when they crossed
look-history-overstay = Ask why, and whether there is an extension or residence; it is no ground to prevent leaving
look-history-waiting = Call second line
