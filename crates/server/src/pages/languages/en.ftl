# The public pages in English.
#
# <strong>, <code> and <em> are kept; <name>…</name> becomes a link where the page gives one of that name;
# everything else is text. Numbers are written the language's way by themselves: do not write $n as words.
# What is called by a name of its own in docs/protocol.md (checks, files, rules) has no entry here: English
# takes it from where it is defined.

language-name = English

## Numbers, lists, dates

number-thousands = ,
number-point = .
number-words = { $n ->
    [0] no
    [1] one
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
    [7] seven
    [8] eight
    [9] nine
    [10] ten
    [11] eleven
    [12] twelve
   *[other] { $n }
}
list-comma = ,{" "}
list-over = {" "}over{" "}
list-last = { $most } and { $last }
list-nobody = nobody
bytes = { $n ->
    [one] { $n } byte
   *[other] { $n } bytes
}
date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
date-and-time = { $date }, { $clock } UTC
span-day = { $date }, { $from } to { $to } UTC
span-days = { $from } to { $to }

## Things counted

n-entries = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
}
n-files = { $n ->
    [one] { $n } file
   *[other] { $n } files
}
n-signatures = { $n ->
    [one] { $n } signature
   *[other] { $n } signatures
}
n-clocks = { $n ->
    [one] { $n } clock entry
   *[other] { $n } clock entries
}
n-members = { $n ->
    [one] { $n } member
   *[other] { $n } members
}
n-codes-replaced = { $n ->
    [one] { $n } code replaced
   *[other] { $n } codes replaced
}
n-key-checks = { $n ->
    [one] { $n } key check
   *[other] { $n } key checks
}
n-ballots = { $n ->
    [one] { $n } ballot
   *[other] { $n } ballots
}
n-valid-ballots = { $n ->
    [one] { $n } valid ballot
   *[other] { $n } valid ballots
}
n-valid-votes = { $n ->
    [one] { $n } valid vote
   *[other] { $n } valid votes
}
n-mixes = { $n ->
    [one] { $n } mix
   *[other] { $n } mixes
}
n-parts = { $n ->
    [one] { $n } encrypted part
   *[other] { $n } encrypted parts
}
n-shares = { $n ->
    [one] { $n } decryption share
   *[other] { $n } decryption shares
}
n-lists = { $n ->
    [one] { $n } list
   *[other] { $n } lists
}
n-candidates = { $n ->
    [one] { $n } candidate
   *[other] { $n } candidates
}
n-options = { $n ->
    [one] { $n } option
   *[other] { $n } options
}
n-seats = { $n ->
    [one] { $n } seat
   *[other] { $n } seats
}

## Around every page

skip = Skip to the page
nav-pages = Pages
nav-languages = Languages
tab-elections = All elections
tab-election = Election
tab-result = Result
tab-candidates = Candidates
tab-register = Register
tab-record = Record
tab-verify = Verify
foot-identity = Election { $election }, { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
} in its record. <checkpoint>The record’s checkpoint</checkpoint>
believe-failed = Check { $check } failed. { $meaning } <verify>Verify it yourself.</verify>
believe-entries = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
} in the record, every one checked. <verify>Verify it yourself.</verify>
believe-so-far = { $n ->
    [one] { $n } ballot
   *[other] { $n } ballots
} so far, every one checked. <verify>Verify it yourself.</verify>
believe-ballots = { $n ->
    [one] { $n } ballot
   *[other] { $n } ballots
}, every one checked. <verify>Verify it yourself.</verify>

## What cannot be shown

problem-missing = Not found
    .mend = There is nothing at this address. It may have been mistyped, or the record may not have come so far.
problem-read-only = This cannot be done here
    .mend = This page is read only: it can be fetched, and nothing can be sent to it.
problem-storage = This page cannot be shown now
    .mend = The record could not be read. It is not lost: try again in a minute, and if it stays so tell the returning officer.
problem-election = The election
problem-record = Its record
problem-verify = How to verify it
problem-list = All elections

## Headlines

headline-nobody = Nobody elected
headline-elected = { $to ->
    [place] { $who } elected in { $what }
    [body] { $who } elected to { $what }
    [the-body] { $who } elected to the { $what }
   *[none] { $who } elected
}
headline-carried = Carried: { $option }
headline-not-carried = Not carried
headline-result = { $title }: the result
headline-annulled = { $title }: annulled
headline-interrupted = Voting is interrupted
headline-suspended = Voting is suspended until { $time }
headline-open = Voting is open until { $time }
headline-closed = Voting is over and the ballots are being opened

## The election's page

standfirst-open = A vote can be replaced until the poll closes; the last one counts.
standfirst-closed = Trustees mix the ballots, so that no vote can be traced to a voter, and then open them together.
standfirst-votes = { $organisation } votes: { $when }.
standfirst-phase = The election is { $phase ->
    [announced] announced
    [registered] hearing objections to its register
    [ceremony] making its key
    [stalled] stopped: too few trustees are left to make a key
    [keyed] ready to open
    [open] open
    [closed] closed and being mixed and opened
    [opened] opened
    [counted] counted
   *[certified] certified
}.
status = { $phase ->
    [announced] announced
    [registered] hearing objections to its register
    [ceremony] making its key
    [stalled] stopped: too few trustees are left to make a key
    [keyed] ready to open
    [open] open
    [closed] closed and being mixed and opened
    [opened] opened
    [counted] counted, not yet certified
   *[certified] certified
}
status-annulled = annulled; before that, { status }
have-voted = { $n ->
    [one] { $n } member has voted.
   *[other] { $n } members have voted.
}
have-voted-of = { $n ->
    [one] { $n } member has voted of { $members }.
   *[other] { $n } members have voted of { $members }.
}
result-questions = { $n ->
    [one] { $n } member
   *[other] { $n } members
} voted on { $questions-n ->
    [one] one question
   *[other] { $questions } questions
}.
result-no-ballot = No valid ballot was cast.
result-seats = { $all ->
    [yes] { $seats-n ->
        [one] the one seat is filled.
       *[other] all { $seats } seats are filled.
    }
   *[no] { $filled } of { $seats-n ->
        [one] one seat
       *[other] { $seats } seats
    } are filled.
}
result-counted = { $n ->
    [one] { $n } valid ballot was counted
   *[other] { $n } valid ballots were counted
}{ $stages-n ->
    [one] .
   *[other] {" "}in { $stages } stages.
}
certified-none = the result is not certified yet.
certified-all = all { $n } trustees certified the result.
certified-some = { $n } of { $of } trustees certified the result.
certified-not-yet = { $n } of the { $of } trustees needed { $n-n ->
    [one] has
   *[other] have
} certified it.
election-checked = What was checked
election-replayed = The whole record was replayed from its first entry: every signature, every proof and every sum.
election-each-check = What each check means, and what it proves

## What must not be overlooked

notice-annulled = This election is annulled.
    .label = Annulled
    .result = The result below stands in the record beside the annulment.
    .reason = The trustees and the scrutineer gave this reason:
notice-refused = The scrutineer has not signed this result.
    .label = The scrutineer’s refusal
    .reason = The reason given:
notice-uncertified = Counted, not yet certified.
    .label = Not certified
    .once = Anyone can recount it already; it stands once { $t } trustees have signed it.
notice-stalled = This election cannot go on.
    .label = Stopped
    .why = Too few trustees are left to make its key. It can only be annulled and called anew.
notice-interrupted = Voting is interrupted, and no ballots are taken.
    .label = Interrupted
    .since = The last moment on record is { $time }.
    .then = Every ballot in the record is safe. Voting goes on once the scrutineer has signed for the outage; keep this page and try again.
notice-suspended = Voting is suspended until { $time }, and no ballots are taken before that.
    .label = Suspended
    .why = Every ballot in the record is safe, and voting goes on by itself. Organiser and scrutineer decided this together; <record>their reason is in the record</record>.

## Where it stands

stands-title = Where it stands
stands-status = Status
stands-voting = Voting
stands-closed-by = ; closed by the clock entry of { $clock } UTC
stands-objections = Objections
stands-objections-until = to the register until { $time }
stands-register = Register
stands-voted = Voted
stands-scrutineer = Scrutineer
stands-signed = has signed the result
stands-complaints = Complaints
stands-complaints-figures = <record>{ $n ->
    [one] { $n } complaint
   *[other] { $n } complaints
}</record>, { $upheld } upheld, { $open } not ruled on yet
stands-key = Key
stands-key-shared = shared by { $n } trustees; any { $t } of them open the ballots, fewer cannot
voted-share = { $members } ({ $share }%)
voted-replaced = { $n ->
    [one] { $voted }; { $n } ballot was replaced by a later one
   *[other] { $voted }; { $n } ballots were replaced by later ones
}
voted-after-close = is said when the poll has closed

## What one can do

next-title = What you can do now
next-vote = Vote
next-vote-how = Vote, with the code that you were sent. Voting again replaces your vote.
next-object = <register>Look at the register’s figures</register> and object, if they are wrong, until { $time }.
next-check = <check>Check your receipt</check>: that your ballot is in the record, and that it is the one that counts.
next-find = <record>Find your ballot</record> in the record by the words of its tracker.
next-find-counted = <record>Find your ballot</record> by the words of its tracker and see that it is the one that was counted.
next-candidates = <candidates>Read what the candidates say</candidates>.
next-figures = See <result>the result in full</result>, or take the count away <csv>as CSV</csv> or <json>as JSON</json>.
next-record = <record>Read the record</record>, { $n ->
    [one] { $n } entry
   *[other] { $n } entries
} in plain words.
next-verify = <verify>Verify it yourself</verify> with one command.

## A contest

contest-was-decided = What was decided
contest-is-decided = What is decided
contest-no-ballot = No valid ballot was cast, so nobody is elected.
contest-lots = Lots are drawn from the record, from a number that nobody could know or bend before the trustees opened the ballots; anyone can draw them again.
contest-downloads = The whole count to take away: <csv>CSV</csv>, <json>JSON</json>.
fact-contest = Contest
fact-held-by = Held by
fact-seats = Seats
fact-rules = Rules
fact-options = Options set by hand
fact-reserved = Reserved places
fact-valid = Valid
fact-blank = Blank
fact-spoilt = Spoilt
fact-quota = Quota
fact-papers = Papers
fact-vacancy = Vacancy
vacancy-filled = { $who } fills the seat that { $left } left.
vacancy-kept = { $n ->
    [one] { $who } keeps the seat won.
   *[other] { $who } keep the seats won.
}
vacancy-papers = { $papers ->
    [own] Only the papers that elected { $left } are counted.
   *[all] All papers of the election are counted again.
}
vacancy-election = The election was counted by: { $rules }.
quota-elects = { $votes } votes elect
reserved-at-least = at least { $n } of { $group }
reserved-at-most = at most { $n } of { $group }
spoilt-because = { $n } because { $reason }
paper-choice = One choice.
paper-ranking = In order of preference: 1, 2, 3, and as far as you like.
paper-ranking-most = In order of preference: at most { $most }.
paper-approval = As many as you approve of.
paper-score = A score for each.
candidates-for-seats = { $candidates } for { $seats }
column-number = Number
column-candidate = Candidate
column-result = Result
column-total = Total
result-elected = Elected
result-elected-at = Elected, stage { $stage }
result-excluded = Excluded
result-excluded-at = Excluded, stage { $stage }
result-not-elected = Not elected
result-carried = Carried
result-withdrawn = Withdrawn
result-keeps-seat = Keeps the seat
result-left = Left the seat

## A count

count-story = The story of the count
count-stages = Stage by stage
count-figures = The figures
count-moves = How the votes moved
count-lots = Lots drawn
count-lot = Lot { $lot }, for stage { $stage }: { $tied } were tied { $purpose ->
    [surplus] to have the surplus transferred first
    [exclusion] to be excluded
    [election] to be elected
    [equal-victories] to come first where victories are equal
   *[runoff] to go to the runoff
}. Drawn in the order { $order }.
file-standfirst = { $valid }, { $candidates } for { $seats }.
file-decision = { $valid }, { $options }.
file-spoilt = { $n } with more marks than the rules allow
file-exact = Every figure is exact. The same ballots, rules and lots give the same figures, whoever counts them:

## The stage table. A stroke is where a heading may be broken.

stage-number = Stage { $n }
stage-heading = { $action ->
    [first-preferences] First|preferences
    [surplus] Surplus of|{ $who }
    [surpluses] { $n ->
        [one] Surplus of|{ $who }
       *[other] Surpluses|shared out
    }
    [exclusion] Exclusion of|{ $who }
    [votes] Votes
    [approvals] Approvals
    [scores] Scores
    [pairs] Pairs won
    [runoff] Runoff
    [grades] Middle grade
   *[other] { $action }
}
table-votes = Votes at the end of each stage; below them, what the stage added or took away.
table-line = The elected stand above the line.
table-quota-line = Above the line of the quota stand the elected.
non-transferable = Non-transferable

## What rules work out besides

working-pairs = Pair by pair
    .note = How many ballots prefer the candidate at the left to the one above; bold where more do than the other way round.
working-paths = Strongest paths
    .note = The strength ({ $measure ->
        [margins] margins
       *[winning-votes] winning votes
    }) of the strongest path from the candidate at the left to the one above: of a path, its weakest victory; bold where it is stronger than the one back.
working-victories = The victories, from the strongest down
    .note = Each is kept unless those kept before lead the other way.
working-runoffs = The runoff
    .note = The two highest scores go to a runoff; whoever more ballots score higher is elected.
working-grades = The grades
    .note = How many ballots give each grade, the best candidate first; bold is the middle grade.
working-tests = What had to be met
    .note = All of them have to be met.
working-all-pairs = Every candidate against every other
working-same = the same
column-preferred = Preferred
column-to = To
column-votes = Votes
column-against = Against
column-margin = Margin
column-found = Found
column-needed = Needed
column-what = What
column-outcome = What came of it
column-grade = Grade { $n }
column-score = Score
column-higher = Ballots that score it higher
runoff-seat = Seat { $n }
runoff-same = Both the same
runoff-only-one = nobody else was left
runoff-by-score = level, so the higher score decided
runoff-by-highest = level, so more of the highest scores decided
runoff-by-lot = level, so lot { $lot } decided
verdict-kept = kept
verdict-left-out = left out: { $path }
verdict-left-open = left open: no seat hangs on it
test-quorum = Enough took part
test-approval = Enough are for it
test-threshold = Its share of the votes
test-share = { $share } of { $of }
test-met = Met
test-not-met = Not met

## The chart

chart-title = How the votes moved, stage by stage
chart-piles = How the votes moved. Each pile is a candidate’s votes at the end of a stage.
chart-ribbons = Ribbons are votes passing from a surplus or from someone excluded.
chart-quota = The dashed line is the quota.
chart-table = Every number is in the table above.
chart-same = The same figures, drawn. Every number is in the table above.
chart-bars = Votes of each candidate, the elected first
chart-pile = { $name }, stage { $stage }: { $votes }
chart-flow = Stage { $stage }: { $votes } from { $from } to { $to }
chart-nobody = nobody (non-transferable)

## Verification

verdict-holds = holds
verdict-not-reached = not finished
verdict-failed = failed
figures-log = { $entries } and { $files } ({ $size }), cosigned by { $cosigned } of { $witnesses } witnesses
figures-acts = { $signatures }, { $clocks }
figures-register = { $members }, { $replaced }
figures-keys = { $made ->
    [yes] key made
   *[no] key being made
} by { $trustees } trustees, any { $threshold } can open; { $checks }
figures-ballots = { $ballots }, { $replaced } replaced, { $counting } count
figures-ballots-hidden = every ballot of the record; how many is said when the poll has closed
figures-mixes = { $mixes }, { $parts } shuffled
figures-decryption = { $shares }, { $lists }
figures-count = { $valid } counted, { $elected } elected
figures-certification = { $certified } of { $trustees } trustees certify ({ $enough ->
    [yes] { $needed } needed
   *[no] { $needed } needed, not enough yet
}); { $scrutineer ->
    [agrees] the scrutineer agrees
    [refuses] the scrutineer refuses
   *[silent] the scrutineer has not spoken
}
figures-see-below = see below
figures-up-to-there = up to there: { $figures }
figures-not-reached = not reached
figures-nothing-yet = nothing to check yet
failure-check = Check { $check }
failure-entry = Entry
failure-whole-log = the log as a whole
failure-signer = Signed by
failure-detail = What is wrong
verify-title = Verify it yourself
verify-standfirst = Nobody has to take this result on trust. The record holds everything that was done, signed by whoever did it; one command replays it from the first entry and names every check.
verify-how = How
verify-needs = The program needs nothing but the record: no account, no key, and once the record is copied no network. It prints a line for each family of checks, and stops at the first check that fails with its number, the entry, who signed it and what that means.
verify-proves = What it proves
verify-proves-code = Every ballot in the record was cast with a code of the register, and the last one of each member was counted.
verify-proves-unchanged = No ballot was changed, dropped or added, on the way into the record or when the ballots were mixed and opened.
verify-proves-rules = The elected are those whom the rules elect, every lot included.
verify-proves-mixed = The ballots were mixed by several trustees, each of whom proved to have changed nothing, before they were opened.
verify-not = What it does not prove
verify-not-register = That the register holds the right people. Each member can see that it holds them once; the figures are public.
verify-not-watched = That nobody watched a member vote, or used a member’s code. A stolen vote is a matter for a complaint.
verify-not-trustees = That trustees did not read votes together in secret: fewer than { $t } of them cannot.
verify-not-who = Who voted: the record shows codes without names, and when and how often each was used.
verify-found = What was found
verify-checks = Every check, and what it means when it fails
verify-family = { $family }, { $n ->
    [one] { $n } check
   *[other] { $n } checks
}
verify-parts = What the record is made of
verify-part-checkpoint = how long the record is and a fingerprint of all of it, signed by the server and by witnesses
verify-part-tile = the entries, and the fingerprints that tie them together
verify-part-blob = what is too large for an entry: the register, the mixed and opened ballots, proofs
verify-standards = Checkpoint and tiles are those of the C2SP transparency logs, so that programs other than ours can read and witness them.
command-address = From this address:
command-copy = Or from a copy of the record on your own disk:
command-replays = It replays all { $n } entries and must arrive at this fingerprint of the record:

## The record

record-title = The record
record-title-group = The record: { record-group }
record-standfirst = Everything that was done in this election, in the order in which it was done. Nothing in it can be changed or taken out without its showing.
record-count = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
}, page { $page } of { $pages }. Each stands under the time of the last clock entry before it, in UTC.
record-none = There are no entries of this kind.
record-kinds = Kinds of entry
record-everything = Everything
record-group = { $group ->
    [setup] Setting up
    [keys] The key
    [poll] The poll
    [ballots] Ballots
    [clocks] Clocks
    [opening] Mixing and opening
    [result] The result
   *[complaints] Complaints
}
record-before-clock = Before the first clock
record-pages = Pages of the record
pager-first = First
pager-earlier = Earlier
pager-page = Page { $page } of { $pages }
pager-later = Later
pager-last = Last
entry-number = Entry { $n }
entry-number-within = entry { $n }
entry-kicker = Entry { $n } of the record
entry-time = Time
entry-soon-after = at or soon after { $time }
entry-before-clock = before the first clock entry
entry-kind = Kind
entry-replaced = Replaced
entry-counts = Counts
entry-counts-no = no: { $entry } replaced it
entry-counts-so-far = so far: it is the last of this member’s ballots
entry-counts-yes = yes, as the last of this member’s ballots
entry-complaint = Complaint
entry-had-seen = Had seen
entry-had-verified = { $n ->
    [one] Whoever signed had verified the record’s first entry.
   *[other] Whoever signed had verified the record’s first { $n } entries.
}
entry-tracker = Tracker
entry-identity = Identity
entry-in-full = in full
entry-signed = Signed by
entry-signature = signature
entry-itself = The entry itself
entry-bytes = Exactly these bytes are in the record: two lines of text, an empty line, and a signature a line.
entry-its-bytes = Its { $size }
entry-files = Files that it names
entry-file-removable = where it was not removed
entry-fingerprint = fingerprint
entry-neighbours = Neighbouring entries
entry-its-page = The page it stands on
signer-code = the member’s code
signer-code-part = the member’s code, part { $n }
signer-trustee = trustee { $n }
signer-registrar = registrar { $n }
signer-organiser = the organiser
signer-scrutineer = the scrutineer
signer-server = the server
signer-publisher = the publisher
signer-complainant = the complainant
part-contest = Contest { $n }
part-sealed-vote = one sealed vote, with a proof that its maker knew what is in it
part-witnessed = Witnessed
part-witnessed-by = { $n ->
    [one] { $n } witness had signed the record that this trustee saw
   *[other] { $n } witnesses had signed the record that this trustee saw
}
part-remarks = Remarks
part-text = { $text }
part-complaint = Text
part-complaint-text = { $size }, which may be removed from the record; its fingerprint stays
part-opens = Opens
part-closes = Closes
part-closes-latest = { $closes }; never later than { $latest }
part-objections = Objections
part-objections-until = until { $until }
part-trustees = Trustees
part-trustees-figures = { $n }, any { $t } of whom open the ballots
part-witnesses = Witnesses
part-witnesses-figures = { $n }, of whom { $k } must have seen the record
part-contest-figures = { $title }: { $candidates } for { $seats }, by the rules “{ $rules }”
part-outcome = { $valid } valid, { $blank } blank, { $spoilt } spoilt; elected: { $elected }

## What each kind of entry says

list-name = { $weight ->
    [one] contest { $contest }
   *[other] contest { $contest }, weight { $weight }
}
trustee-number = trustee { $n }
act-manifest = The election was announced: { $title }, held by { $organisation }. All who hold an office in it signed.
act-clock = { $by ->
    [trustee] Trustee { $n }
    [scrutineer] The scrutineer
   *[server] The server
} signed the time: { $time }.
act-clock-outage = There had been an outage, and the scrutineer signed as well.
act-clock-closes = With it the poll closed.
act-register = The register was published: { $n ->
    [one] { $n } member
   *[other] { $n } members
}.
act-freeze = The register was frozen: from here on nobody is added or removed.
act-replace = A member who had not voted was given a new code in place of the old one.
act-open = The poll was opened.
act-ballot = A ballot was cast (tracker { $tracker }).
act-ballot-replaced = It replaced an earlier one.
act-ballot-later = A later one replaced it.
act-suspend = The poll was suspended until { $until }. The reason given: { $reason }
act-extend = The poll was extended to { $until }. The reason given: { $reason }
act-mix = Trustee { $trustee } mixed the ballots of { $list }, mix { $number }, and proved that no vote was changed.
act-open-small = Organiser and scrutineer agreed to open the few ballots of { $list }.
act-shares = Trustee { $trustee } opened its share of the ballots of { $list }.
act-result = The result was posted: { $n ->
    [one] { $n } valid ballot
   *[other] { $n } valid ballots
} counted.
act-certify = Trustee { $trustee } certified the result.
act-report-signed = The scrutineer signed the result.
act-report-refused = The scrutineer refused to sign the result. The reason given: { $reason }
act-complaint = A complaint was made.
act-ruling = The scrutineer { $upheld ->
    [yes] upheld
   *[no] did not uphold
} a complaint. The reason given: { $reason }
act-annul = The election was annulled by { $trustees } and the scrutineer. The reason given: { $reason }
act-handover = The record passed to another server, { $origin }, by decision of { $trustees } and the scrutineer.
act-key-commit = Trustee { $trustee } bound itself to its part of the key.
act-key-reveal = Trustee { $trustee } showed what it had bound itself to.
act-key-shares = Trustee { $trustee } sent each of { $n ->
    [one] { $n } other trustee
   *[other] { $n } other trustees
} a sealed share of its part of the key.
act-key-complaint = Trustee { $trustee } complained that the share from trustee { $dealer } does not fit.
act-key-answer = Trustee { $trustee } published the share that trustee { $complainer } had complained of.
act-key-confirm = Trustee { $trustee } confirmed the joint key and that it holds its share.
act-key-check = Trustee { $trustee } showed that it still holds its share of the key.
act-key-erased = Trustee { $trustee } states that it has destroyed { $what ->
    [sealing-key] the key to which shares had been sealed
   *[share] its share of the joint key
}.
act-other = An act of kind “{ $kind }”.

## All elections

elections-title = Elections
elections-standfirst = Every election that is held here, with its whole record: who is elected, how, and why that may be believed.
elections-none = There are no elections here yet.
elections-open = Open now
elections-coming = Coming
elections-closed = Closed
elections-state = { $state ->
    [announced] Announced.
    [registered] Objections to the register are heard.
    [ceremony] The trustees make the key.
    [stalled] Stopped: too few trustees are left to make a key.
    [keyed] Ready to open.
    [open] Voting is open.
    [interrupted] Voting is interrupted.
    [suspended] Voting is suspended.
    [closed] Voting is over; the ballots are being mixed and opened.
    [opened] Voting is over; the ballots are open and being counted.
    [counted] Counted, not yet certified.
    [certified] Counted and certified.
   *[annulled] Annulled.
}
elections-until = Until { $time }
elections-since = Voting ended { $time }
elections-believe = Everything official in an election is signed and public, and anyone can check all of it.

## Candidates

candidates-title = The candidates
candidates-standfirst = In the order of the ballot paper. Each name leads to what the candidate says.
candidates-no-statements = In the order of the ballot paper.
candidates-slates = Candidates who stand together
candidate-byline = By { $name }
candidate-own-words = These are the candidate’s own words. They were fixed when the election was announced, and nobody can change them since.
candidate-more = More from this candidate
candidate-slate = stands with { $slate }
candidate-others = Who else stands
candidate-all = All candidates
statement-none = This candidate has given no statement.
statement-gone = The text of this statement has been removed.
    .label = Statement removed
    .why = Its fingerprint stays in the record, so that no other text can take its place.
statement-unreadable = This statement cannot be shown.
    .label = Statement not shown
    .why = It is in the record, but not written as a statement must be.

## The register

register-title = The register
register-standfirst = { $n ->
    [one] { $n } member may vote. The register holds a code for each member and no names.
   *[other] { $n } members may vote. The register holds a code for each member and no names.
}
register-unpublished = The register has not been published yet.
register-figures = Its figures
register-class = Class
register-members = Members
register-votes-in = Votes in
register-weight = (each vote counts { $n } times)
register-state = Standing
register-frozen = frozen: nobody is added or removed any more
register-published = published; objections are heard
register-not-yet = not published yet
register-replaced = Codes replaced
register-replaced-figure = { $n }, each for a member who had not voted, by the registrars and the scrutineer together
register-record = In the record
register-setup = among the entries of setting up
register-you = Are you in it?
register-you-code = You were sent a code, or a link with the code in it. It is your place in the register.
register-you-open = <vote>Open the voting page</vote> with it: it says at once whether the register holds your code. Looking sends nothing and casts nothing.
register-you-link = Once voting is open, the voting page says at once whether the register holds your code.
register-you-object = If you have no code, or it is not known, tell the registrar before { $time }; you can object until then.
register-you-complain = If you have no code, or it is not known, tell the registrar: a member who has not voted can be given a new one. <record>Complaints</record> are public, and so is what the scrutineer ruled.
register-why = Why you may believe it
register-why-signed = { $registrars ->
    [two] Two registrars made it, each half of every code, so that neither can vote for a member or add one alone. The figures above are those of the register’s rows; the number of members is a figure that your organisation can compare with its own.
   *[one] One registrar made it and signed it. The figures above are those of the register’s rows; the number of members is a figure that your organisation can compare with its own.
}
register-why-names = No names are in the record. Who holds which code is known to the registrars alone.

## The result

result-none = There is no result yet
    .closes = Voting closes { $time }. The ballots are opened and counted after that.
    .opening = Voting is over, and the ballots are being mixed, opened and counted.
result-contests = Contests
result-election = The election’s page

## The story of a count. In English these must be the count’s own sentences to the letter: a test compares them.

story-first = { $n ->
    [one] { $n } valid ballot goes to their first preferences.
   *[other] { $n } valid ballots go to their first preferences.
}
story-quota = The quota is { $quota }.
story-quota-now = The quota is now { $quota }.
story-surplus = { $ends-in-s ->
    [yes] { $name }'
   *[no] { $name }'s
} surplus of { $votes-n ->
    [one] { $votes } vote
   *[other] { $votes } votes
} is transferred { $values ->
    [one] at { $low } a paper
    [several] at between { $low } and { $high } a paper, in proportion to what each was worth
   *[none] without papers
}.
story-totals = { $n } valid ballots are counted, { $kind ->
    [ranking] each counting for its first preference
    [approval] each counting for every candidate approved of
   *[scores] each candidate's scores added up
}.
story-excluded = { $votes-n ->
    [one] { $who } is excluded with { $votes } vote, the fewest.
   *[other] { $who } is excluded with { $votes } votes, the fewest.
}
story-excluded-together = { $votes-n ->
    [one] { $who } are excluded together: with { $votes } vote between them they cannot overtake the next above.
   *[other] { $who } are excluded together: with { $votes } votes between them they cannot overtake the next above.
}
story-later-papers = The papers that { $who } had received at { $values } are transferred at that value.
story-anew = The count begins anew as if they had not stood.
story-nothing-transferred = Nothing is transferred: the last seats are filled.
story-worth-most-first = The papers worth most are transferred first.
story-tie = { $tied } were tied { $purpose ->
    [surplus] to have the surplus transferred first
    [exclusion] to be excluded
    [election] to be elected
    [equal-victories] to come first where victories are equal
   *[runoff] to go to the runoff
}; { $why }.
story-tie-stage = { $chosen } had the { $had ->
    [fewest] fewest
   *[most] most
} at stage { $stage }
story-tie-numbers = the number that the rules derive falls on { $chosen }
story-tie-lot = lot { $lot } falls on { $chosen }
story-lost = { $lost-n ->
    [one] { $lost } vote becomes non-transferable.
   *[other] { $lost } votes become non-transferable.
}
story-most = { $votes-n ->
    [one] The most, { $votes } vote, goes to { $to }.
   *[other] The most, { $votes } votes, go to { $to }.
}
story-most-and-lost = { $votes-n ->
    [one] The most, { $votes } vote, goes to { $to }
   *[other] The most, { $votes } votes, go to { $to }
}; { $lost-n ->
    [one] { $lost } vote becomes non-transferable.
   *[other] { $lost } votes become non-transferable.
}
story-reached = { $n ->
    [one] { $who } reaches the quota and is elected.
   *[other] { $who } reach the quota and are elected.
}
story-elected = { $n ->
    [one] { $who } is elected.
   *[other] { $who } are elected.
}
story-without-quota = { $why ->
    [active] { $n ->
        [one] { $who } is elected: no more candidates than there are seats left can still have as many votes.
       *[other] { $who } are elected: no more candidates than there are seats left can still have as many votes.
    }
    [majority] { $n ->
        [one] { $who } is elected: all other votes together cannot overtake.
       *[other] { $who } are elected: all other votes together cannot overtake.
    }
    [last-two] { $n ->
        [one] { $who } is elected, the higher of the last two.
       *[other] { $who } are elected, the higher of the last two.
    }
   *[last-seats] { $n ->
        [one] As many seats remain as candidates: { $who } is elected without reaching the quota.
       *[other] As many seats remain as candidates: { $who } are elected without reaching the quota.
    }
}
