# Tudalennau cyhoeddus yn Gymraeg.
#
# Cedwir <strong>, <code> ac <em>; daw <enw>…</enw> yn ddolen lle mae'r dudalen yn rhoi un o'r enw hwnnw.
# Plurals follow CLDR: zero, one, two, few (3), many (6), other.

language-name = Cymraeg

## Rhifau, rhestrau, dyddiadau

number-thousands = ,
number-point = .
number-words = { $n }
list-comma = ,{" "}
list-over = {" "}dros{" "}
list-last = { $vowel ->
    [yes] { $most } ac { $last }
   *[no] { $most } a { $last }
}
list-nobody = neb
bytes = { $n ->
    [one] { $n } beit
    [two] { $n } feit
    [few] { $n } beit
    [many] { $n } beit
   *[other] { $n } o feitiau
}
date = { $day } { $month ->
    [1] Ionawr
    [2] Chwefror
    [3] Mawrth
    [4] Ebrill
    [5] Mai
    [6] Mehefin
    [7] Gorffennaf
    [8] Awst
    [9] Medi
    [10] Hydref
    [11] Tachwedd
   *[12] Rhagfyr
} { $year }
date-and-time = { $date }, { $clock } UTC
span-day = { $date }, { $from } tan { $to } UTC
span-days = { $from } tan { $to }

## Pethau a gyfrifir

n-entries = { $n ->
    [one] { $n } cofnod
    [two] { $n } gofnod
    [few] { $n } chofnod
    [many] { $n } chofnod
   *[other] { $n } o gofnodion
}
n-files = { $n ->
    [one] { $n } ffeil
    [two] { $n } ffeil
    [few] { $n } ffeil
    [many] { $n } ffeil
   *[other] { $n } o ffeiliau
}
n-signatures = { $n ->
    [one] { $n } llofnod
    [two] { $n } lofnod
    [few] { $n } llofnod
    [many] { $n } llofnod
   *[other] { $n } o lofnodion
}
n-clocks = { $n ->
    [one] { $n } cofnod amser
    [two] { $n } gofnod amser
    [few] { $n } chofnod amser
    [many] { $n } chofnod amser
   *[other] { $n } o gofnodion amser
}
n-members = { $n ->
    [one] { $n } aelod
    [two] { $n } aelod
    [few] { $n } aelod
    [many] { $n } aelod
   *[other] { $n } o aelodau
}
n-codes-replaced = { $n ->
    [one] disodlwyd { $n } cod
    [two] disodlwyd { $n } god
    [few] disodlwyd { $n } chod
    [many] disodlwyd { $n } chod
   *[other] disodlwyd { $n } o godau
}
n-key-checks = { $n ->
    [one] { $n } gwiriad allwedd
    [two] { $n } wiriad allwedd
    [few] { $n } gwiriad allwedd
    [many] { $n } gwiriad allwedd
   *[other] { $n } o wiriadau allwedd
}
n-ballots = { $n ->
    [one] { $n } bleidlais
    [two] { $n } bleidlais
    [few] { $n } pleidlais
    [many] { $n } phleidlais
   *[other] { $n } o bleidleisiau
}
n-valid-ballots = { $n ->
    [one] { $n } bleidlais ddilys
    [two] { $n } bleidlais ddilys
    [few] { $n } pleidlais ddilys
    [many] { $n } phleidlais ddilys
   *[other] { $n } o bleidleisiau dilys
}
n-valid-votes = { $n ->
    [one] { $n } bleidlais ddilys
    [two] { $n } bleidlais ddilys
    [few] { $n } pleidlais ddilys
    [many] { $n } phleidlais ddilys
   *[other] { $n } o bleidleisiau dilys
}
n-mixes = { $n ->
    [one] { $n } cymysgiad
    [two] { $n } gymysgiad
    [few] { $n } chymysgiad
    [many] { $n } chymysgiad
   *[other] { $n } o gymysgiadau
}
n-parts = { $n ->
    [one] { $n } rhan amgryptiedig
    [two] { $n } ran amgryptiedig
    [few] { $n } rhan amgryptiedig
    [many] { $n } rhan amgryptiedig
   *[other] { $n } o rannau amgryptiedig
}
n-shares = { $n ->
    [one] { $n } gyfran ddadgryptio
    [two] { $n } gyfran ddadgryptio
    [few] { $n } cyfran ddadgryptio
    [many] { $n } chyfran ddadgryptio
   *[other] { $n } o gyfrannau dadgryptio
}
n-lists = { $n ->
    [one] { $n } rhestr
    [two] { $n } restr
    [few] { $n } rhestr
    [many] { $n } rhestr
   *[other] { $n } o restrau
}
n-candidates = { $n ->
    [one] { $n } ymgeisydd
    [two] { $n } ymgeisydd
    [few] { $n } ymgeisydd
    [many] { $n } ymgeisydd
   *[other] { $n } o ymgeiswyr
}
n-options = { $n ->
    [one] { $n } dewis
    [two] { $n } ddewis
    [few] { $n } dewis
    [many] { $n } dewis
   *[other] { $n } o ddewisiadau
}
n-seats = { $n ->
    [one] { $n } sedd
    [two] { $n } sedd
    [few] { $n } sedd
    [many] { $n } sedd
   *[other] { $n } o seddi
}

## O amgylch pob tudalen

skip = Neidio i’r dudalen
nav-pages = Tudalennau
nav-languages = Ieithoedd
tab-elections = Pob etholiad
tab-election = Etholiad
tab-result = Canlyniad
tab-candidates = Ymgeiswyr
tab-register = Cofrestr
tab-record = Log
tab-verify = Gwirio
foot-identity = Etholiad { $election }, { $entries ->
    [one] { $entries } cofnod
    [two] { $entries } gofnod
    [few] { $entries } chofnod
    [many] { $entries } chofnod
   *[other] { $entries } o gofnodion
} yn ei log. <checkpoint>Pwynt gwirio’r log</checkpoint>
believe-failed = Methodd gwiriad { $check }. { $meaning } <verify>Gwiriwch y cyfan eich hun.</verify>
believe-entries = { $n ->
    [one] { $n } cofnod
    [two] { $n } gofnod
    [few] { $n } chofnod
    [many] { $n } chofnod
   *[other] { $n } o gofnodion
} yn y log, a phob un wedi’i wirio. <verify>Gwiriwch y cyfan eich hun.</verify>
believe-so-far = { $n ->
    [one] { $n } bleidlais
    [two] { $n } bleidlais
    [few] { $n } pleidlais
    [many] { $n } phleidlais
   *[other] { $n } o bleidleisiau
} hyd yma, a phob un wedi’i gwirio. <verify>Gwiriwch y cyfan eich hun.</verify>
believe-ballots = { $n ->
    [one] { $n } bleidlais
    [two] { $n } bleidlais
    [few] { $n } pleidlais
    [many] { $n } phleidlais
   *[other] { $n } o bleidleisiau
}, a phob un wedi’i gwirio. <verify>Gwiriwch y cyfan eich hun.</verify>

## Yr hyn na ellir ei ddangos

problem-missing = Heb ei ganfod
    .mend = Nid oes dim yn y cyfeiriad hwn. Efallai iddo gael ei gamdeipio, neu nad yw’r log wedi cyrraedd mor bell.
problem-read-only = Ni ellir gwneud hyn yma
    .mend = Tudalen i’w darllen yn unig yw hon: gellir ei nôl, ond ni ellir anfon dim ati.
problem-storage = Ni ellir dangos y dudalen hon nawr
    .mend = Nid oedd modd darllen y log. Nid yw ar goll: rhowch gynnig arall arni ymhen munud, ac os na fydd dim yn newid, dywedwch wrth y swyddog canlyniadau.
problem-election = Yr etholiad
problem-record = Ei log
problem-verify = Sut i’w wirio
problem-list = Pob etholiad

## Penawdau

headline-nobody = Ni etholwyd neb
headline-elected = { $to ->
    [place] Etholwyd { $who }: { $what }
    [body] Etholwyd { $who }: { $what }
    [the-body] Etholwyd { $who }: { $what }
   *[none] Etholwyd { $who }
}
headline-carried = Derbyniwyd: { $option }
headline-not-carried = Ni dderbyniwyd
headline-result = { $title }: y canlyniad
headline-annulled = { $title }: diddymwyd
headline-interrupted = Mae toriad yn y pleidleisio
headline-suspended = Mae’r pleidleisio wedi’i atal tan { $time }
headline-open = Mae’r pleidleisio ar agor tan { $time }
headline-closed = Mae’r pleidleisio ar ben, ac mae’r pleidleisiau’n cael eu hagor

## Tudalen yr etholiad

standfirst-open = Gellir disodli pleidlais nes i’r bleidlais gau; yr un olaf sy’n cyfrif.
standfirst-closed = Mae ymddiriedolwyr yn cymysgu’r pleidleisiau, fel na ellir olrhain yr un bleidlais at bleidleisiwr, ac yna’n eu hagor gyda’i gilydd.
standfirst-votes = Corff sy’n pleidleisio: { $organisation }, { $when }.
standfirst-phase = { $phase ->
    [announced] Mae’r etholiad wedi’i gyhoeddi.
    [registered] Mae gwrthwynebiadau i’r gofrestr yn cael eu clywed.
    [ceremony] Mae allwedd yr etholiad yn cael ei gwneud.
    [stalled] Mae’r etholiad wedi stopio: mae rhy ychydig o ymddiriedolwyr ar ôl i wneud allwedd.
    [keyed] Mae’r etholiad yn barod i agor.
    [open] Mae’r etholiad ar agor.
    [closed] Mae’r etholiad ar gau, ac mae’r pleidleisiau’n cael eu cymysgu a’u hagor.
    [opened] Mae’r pleidleisiau wedi’u hagor.
    [counted] Mae’r pleidleisiau wedi’u cyfrif.
   *[certified] Mae’r canlyniad wedi’i ardystio.
}
status = { $phase ->
    [announced] wedi’i gyhoeddi
    [registered] yn clywed gwrthwynebiadau i’w gofrestr
    [ceremony] yn gwneud ei allwedd
    [stalled] wedi stopio: mae rhy ychydig o ymddiriedolwyr ar ôl i wneud allwedd
    [keyed] yn barod i agor
    [open] ar agor
    [closed] ar gau, a’r pleidleisiau’n cael eu cymysgu a’u hagor
    [opened] y pleidleisiau wedi’u hagor
    [counted] wedi’i gyfrif, heb ei ardystio eto
   *[certified] wedi’i ardystio
}
status-annulled = wedi’i ddiddymu; cyn hynny, { status }
have-voted = { $n ->
    [one] Mae { $n } aelod wedi pleidleisio.
    [two] Mae { $n } aelod wedi pleidleisio.
    [few] Mae { $n } aelod wedi pleidleisio.
    [many] Mae { $n } aelod wedi pleidleisio.
   *[other] Mae { $n } o aelodau wedi pleidleisio.
}
have-voted-of = { $n ->
    [one] Mae { $n } aelod o blith { $members } wedi pleidleisio.
   *[other] Mae { $n } o blith { $members } o aelodau wedi pleidleisio.
}
result-questions = { $n ->
    [one] Pleidleisiodd { $n } aelod
    [two] Pleidleisiodd { $n } aelod
    [few] Pleidleisiodd { $n } aelod
    [many] Pleidleisiodd { $n } aelod
   *[other] Pleidleisiodd { $n } o aelodau
} ar { $questions-n ->
    [one] { $questions } cwestiwn
    [two] { $questions } gwestiwn
    [few] { $questions } chwestiwn
    [many] { $questions } chwestiwn
   *[other] { $questions } o gwestiynau
}.
result-no-ballot = Ni fwriwyd yr un bleidlais ddilys.
result-seats = { $all ->
    [yes] { $seats-n ->
        [one] llenwyd yr un sedd.
        [two] llenwyd y 2 sedd.
       *[other] llenwyd pob un o’r { $seats } sedd.
    }
   *[no] llenwyd { $filled } o’r { $seats } sedd.
}
result-counted = { $n ->
    [one] Cyfrifwyd { $n } bleidlais ddilys
    [two] Cyfrifwyd { $n } bleidlais ddilys
    [few] Cyfrifwyd { $n } pleidlais ddilys
    [many] Cyfrifwyd { $n } phleidlais ddilys
   *[other] Cyfrifwyd { $n } o bleidleisiau dilys
}{ $stages-n ->
    [one] .
    [two] {" "}mewn { $stages } gam.
    [few] {" "}mewn { $stages } cham.
    [many] {" "}mewn { $stages } cham.
   *[other] {" "}mewn { $stages } o gamau.
}
certified-none = nid yw’r canlyniad wedi’i ardystio eto.
certified-all = ardystiwyd y canlyniad gan bob un o’r { $n } ymddiriedolwr.
certified-some = ardystiwyd y canlyniad gan { $n } o’r { $of } ymddiriedolwr.
certified-not-yet = { $n-n ->
    [one] mae { $n } o’r { $of } ymddiriedolwr sydd eu hangen wedi’i ardystio.
   *[other] mae { $n } o’r { $of } ymddiriedolwr sydd eu hangen wedi’i ardystio.
}
election-checked = Yr hyn a wiriwyd
election-replayed = Ailchwaraewyd y log cyfan o’i gofnod cyntaf: pob llofnod, pob prawf a phob swm.
election-each-check = Ystyr pob gwiriad, a’r hyn y mae’n ei brofi

## Yr hyn na ddylid ei golli

notice-annulled = Mae’r etholiad hwn wedi’i ddiddymu.
    .label = Diddymwyd
    .result = Mae’r canlyniad isod yn aros yn y log wrth ochr y diddymiad.
    .reason = Rhoddodd yr ymddiriedolwyr a’r craffwr y rheswm hwn:
notice-refused = Nid yw’r craffwr wedi llofnodi’r canlyniad hwn.
    .label = Gwrthodiad y craffwr
    .reason = Y rheswm a roddwyd:
notice-uncertified = Wedi’i gyfrif, heb ei ardystio eto.
    .label = Heb ei ardystio
    .once = Gall unrhyw un ei ailgyfrif yn barod; mae’n sefyll unwaith y bydd { $t } ymddiriedolwr wedi’i lofnodi.
notice-stalled = Ni all yr etholiad hwn fynd ymlaen.
    .label = Stopiwyd
    .why = Mae rhy ychydig o ymddiriedolwyr ar ôl i wneud ei allwedd. Yr unig ddewis yw ei ddiddymu a’i alw o’r newydd.
notice-interrupted = Mae toriad yn y pleidleisio, ac ni dderbynnir pleidleisiau.
    .label = Toriad
    .since = Yr amser olaf yn y log yw { $time }.
    .then = Mae pob pleidlais yn y log yn ddiogel. Bydd y pleidleisio’n ailddechrau unwaith y bydd y craffwr wedi llofnodi dros y toriad; cadwch y dudalen hon a rhowch gynnig arall arni.
notice-suspended = Mae’r pleidleisio wedi’i atal tan { $time }, ac ni dderbynnir pleidleisiau cyn hynny.
    .label = Ataliwyd
    .why = Mae pob pleidlais yn y log yn ddiogel, a bydd y pleidleisio’n ailddechrau ohono’i hun. Penderfynodd y trefnydd a’r craffwr hyn gyda’i gilydd; <record>mae eu rheswm yn y log</record>.

## Sefyllfa'r etholiad

stands-title = Sefyllfa’r etholiad
stands-status = Statws
stands-voting = Pleidleisio
stands-closed-by = ; caewyd gan y cofnod amser { $clock } UTC
stands-objections = Gwrthwynebiadau
stands-objections-until = i’r gofrestr tan { $time }
stands-register = Cofrestr
stands-voted = Wedi pleidleisio
stands-scrutineer = Craffwr
stands-signed = wedi llofnodi’r canlyniad
stands-complaints = Cwynion
stands-complaints-figures = <record>{ $n ->
    [one] { $n } gŵyn
    [two] { $n } gŵyn
    [few] { $n } cwyn
    [many] { $n } chwyn
   *[other] { $n } o gwynion
}</record>; cadarnhawyd { $upheld }, heb ddyfarniad eto { $open }
stands-key = Allwedd
stands-key-shared = wedi’i rhannu rhwng { $n } ymddiriedolwr; gall unrhyw { $t } ohonynt agor y pleidleisiau, ond nid llai
voted-share = { $members } ({ $share }%)
voted-replaced = { $n ->
    [one] { $voted }; disodlwyd { $n } bleidlais gan un ddiweddarach
    [two] { $voted }; disodlwyd { $n } bleidlais gan rai diweddarach
    [few] { $voted }; disodlwyd { $n } pleidlais gan rai diweddarach
    [many] { $voted }; disodlwyd { $n } phleidlais gan rai diweddarach
   *[other] { $voted }; disodlwyd { $n } o bleidleisiau gan rai diweddarach
}
voted-after-close = i’w ddweud pan fydd y bleidlais wedi cau

## Yr hyn y gellir ei wneud

next-title = Yr hyn y gallwch ei wneud nawr
next-vote = Pleidleisio
next-vote-how = Pleidleisiwch â’r cod a anfonwyd atoch. Mae pleidleisio eto yn disodli eich pleidlais.
next-object = <register>Edrychwch ar ffigurau’r gofrestr</register> a gwrthwynebwch, os ydynt yn anghywir, tan { $time }.
next-check = <check>Gwiriwch eich derbynneb</check>: bod eich pleidlais yn y log, ac mai hi yw’r un sy’n cyfrif.
next-find = <record>Dewch o hyd i’ch pleidlais</record> yn y log drwy eiriau ei holrheiniwr.
next-find-counted = <record>Dewch o hyd i’ch pleidlais</record> drwy eiriau ei holrheiniwr, a gwelwch mai hi yw’r un a gyfrifwyd.
next-candidates = <candidates>Darllenwch yr hyn y mae’r ymgeiswyr yn ei ddweud</candidates>.
next-figures = Gwelwch <result>y canlyniad yn llawn</result>, neu lawrlwythwch y cyfrif <csv>fel CSV</csv> neu <json>fel JSON</json>.
next-record = <record>Darllenwch y log</record>, { $n ->
    [one] { $n } cofnod
    [two] { $n } gofnod
    [few] { $n } chofnod
    [many] { $n } chofnod
   *[other] { $n } o gofnodion
} mewn geiriau plaen.
next-verify = <verify>Gwiriwch y cyfan eich hun</verify> ag un gorchymyn.

## Gornest

contest-was-decided = Yr hyn a benderfynwyd
contest-is-decided = Yr hyn sydd i’w benderfynu
contest-no-ballot = Ni fwriwyd yr un bleidlais ddilys, felly ni etholwyd neb.
contest-lots = Tynnir coelbrennau o’r log, o rif na allai neb ei wybod na’i wyro cyn i’r ymddiriedolwyr agor y pleidleisiau; gall unrhyw un eu tynnu eto.
contest-downloads = Y cyfrif cyfan i’w lawrlwytho: <csv>CSV</csv>, <json>JSON</json>.
fact-contest = Gornest
fact-held-by = Cynhelir gan
fact-seats = Seddi
fact-rules = Rheolau
fact-options = Dewisiadau a osodwyd â llaw
fact-reserved = Lleoedd neilltuedig
fact-valid = Dilys
fact-blank = Gwag
fact-spoilt = Wedi’u difetha
fact-quota = Cwota
fact-papers = Papurau
fact-vacancy = Sedd wag
vacancy-filled = { $who } sy’n llenwi’r sedd a adawodd { $left }.
vacancy-kept = { $n ->
    [one] Mae { $who } yn cadw’r sedd a enillodd.
   *[other] Mae { $who } yn cadw’r seddi a enillasant.
}
vacancy-papers = { $papers ->
    [own] Dim ond y papurau a etholodd { $left } a gyfrifir.
   *[all] Cyfrifir holl bapurau’r etholiad eto.
}
vacancy-election = Cyfrifwyd yr etholiad yn ôl: { $rules }.
quota-elects = mae { $votes } o bleidleisiau yn ethol
reserved-at-least = o leiaf { $n } o { $group }
reserved-at-most = dim mwy na { $n } o { $group }
spoilt-because = { $n } oherwydd: { $reason }
paper-choice = Un dewis.
paper-ranking = Yn nhrefn eich dewis: 1, 2, 3, ac mor bell ag y mynnwch.
paper-ranking-most = Yn nhrefn eich dewis: { $most } ar y mwyaf.
paper-approval = Cynifer ag yr ydych yn eu cymeradwyo.
paper-score = Sgôr i bob un.
candidates-for-seats = { $candidates }, { $seats }
column-number = Rhif
column-candidate = Ymgeisydd
column-result = Canlyniad
column-total = Cyfanswm
result-elected = Etholwyd
result-elected-at = Etholwyd, cam { $stage }
result-excluded = Eithriwyd
result-excluded-at = Eithriwyd, cam { $stage }
result-not-elected = Nis etholwyd
result-carried = Derbyniwyd
result-withdrawn = Tynnodd yn ôl
result-keeps-seat = Yn cadw’r sedd
result-left = Gadawodd y sedd

## Cyfrif

count-story = Hanes y cyfrif
count-stages = Cam wrth gam
count-figures = Y ffigurau
count-moves = Sut y symudodd y pleidleisiau
count-lots = Coelbrennau a dynnwyd
count-lot = Coelbren { $lot }, ar gyfer cam { $stage }: roedd { $tied } yn gyfartal { $purpose ->
    [surplus] o ran trosglwyddo’r gwarged yn gyntaf
    [exclusion] o ran eu heithrio
    [election] o ran eu hethol
    [equal-victories] o ran dod yn gyntaf lle mae buddugoliaethau’n gyfartal
   *[runoff] o ran mynd i’r rownd derfynol
}. Y drefn a dynnwyd: { $order }.
file-standfirst = { $valid }, { $candidates }, { $seats }.
file-decision = { $valid }, { $options }.
file-spoilt = { $n } â mwy o farciau nag y mae’r rheolau’n eu caniatáu
file-exact = Mae pob ffigur yn union. Mae’r un pleidleisiau, rheolau a choelbrennau yn rhoi’r un ffigurau, pwy bynnag sy’n eu cyfrif:

## Tabl y camau

stage-number = Cam { $n }
stage-heading = { $action ->
    [first-preferences] Dewisiadau|cyntaf
    [surplus] Gwarged|{ $who }
    [surpluses] { $n ->
        [one] Gwarged|{ $who }
       *[other] Rhannu’r|gwargedion
    }
    [exclusion] Eithrio|{ $who }
    [votes] Pleidleisiau
    [approvals] Cymeradwyaethau
    [scores] Sgorau
    [pairs] Parau a enillwyd
    [runoff] Rownd derfynol
    [grades] Gradd ganol
   *[other] { $action }
}
table-votes = Pleidleisiau ar ddiwedd pob cam; oddi tanynt, yr hyn a ychwanegodd neu a dynnodd y cam.
table-line = Saif y rhai a etholwyd uwchben y llinell.
table-quota-line = Uwchben llinell y cwota y saif y rhai a etholwyd.
non-transferable = Anhrosglwyddadwy

## Yr hyn arall y mae'r rheolau'n ei gyfrifo

working-pairs = Fesul pâr
    .note = Faint o bleidleisiau sy’n ffafrio’r ymgeisydd ar y chwith dros yr un uwchben; mewn print trwm lle mae mwy felly nag fel arall.
working-paths = Y llwybrau cryfaf
    .note = Cryfder ({ $measure ->
        [margins] mwyafrifoedd
       *[winning-votes] pleidleisiau buddugol
    }) y llwybr cryfaf o’r ymgeisydd ar y chwith at yr un uwchben: cryfder llwybr yw ei fuddugoliaeth wannaf; mewn print trwm lle mae’n gryfach na’r un yn ôl.
working-victories = Y buddugoliaethau, o’r gryfaf i lawr
    .note = Cedwir pob un oni bai bod y rhai a gadwyd o’i blaen yn arwain y ffordd arall.
working-runoffs = Y rownd derfynol
    .note = Â’r ddau sgôr uchaf i rownd derfynol; etholir yr un y mae mwy o bleidleisiau’n ei sgorio’n uwch.
working-grades = Y graddau
    .note = Faint o bleidleisiau sy’n rhoi pob gradd, yr ymgeisydd gorau yn gyntaf; y radd ganol sydd mewn print trwm.
working-tests = Yr hyn yr oedd rhaid ei fodloni
    .note = Rhaid bodloni pob un ohonynt.
working-all-pairs = Pob ymgeisydd yn erbyn pob un arall
working-same = yr un
column-preferred = Ffafrir
column-to = Dros
column-votes = Pleidleisiau
column-against = Yn erbyn
column-margin = Mwyafrif
column-found = Cafwyd
column-needed = Angen
column-what = Beth
column-outcome = Yr hyn a ddaeth ohono
column-grade = Gradd { $n }
column-score = Sgôr
column-higher = Pleidleisiau sy’n ei sgorio’n uwch
runoff-seat = Sedd { $n }
runoff-same = Y ddau yr un fath
runoff-only-one = nid oedd neb arall ar ôl
runoff-by-score = cyfartal, felly’r sgôr uwch a benderfynodd
runoff-by-highest = cyfartal, felly mwy o’r sgorau uchaf a benderfynodd
runoff-by-lot = cyfartal, felly coelbren { $lot } a benderfynodd
verdict-kept = cadwyd
verdict-left-out = gadawyd allan: { $path }
verdict-left-open = gadawyd yn agored: nid oes sedd yn dibynnu arni
test-quorum = Cymerodd digon ran
test-approval = Mae digon o blaid
test-threshold = Ei gyfran o’r pleidleisiau
test-share = { $share } o { $of }
test-met = Bodlonwyd
test-not-met = Nis bodlonwyd

## Y siart

chart-title = Sut y symudodd y pleidleisiau, gam wrth gam
chart-piles = Sut y symudodd y pleidleisiau. Pleidleisiau ymgeisydd ar ddiwedd cam yw pob pentwr.
chart-ribbons = Rhubanau yw pleidleisiau sy’n symud o warged neu oddi wrth rywun a eithriwyd.
chart-quota = Y llinell doredig yw’r cwota.
chart-table = Mae pob rhif yn y tabl uchod.
chart-same = Yr un ffigurau ar ffurf llun. Mae pob rhif yn y tabl uchod.
chart-bars = Pleidleisiau pob ymgeisydd, y rhai a etholwyd yn gyntaf
chart-pile = { $name }, cam { $stage }: { $votes }
chart-flow = Cam { $stage }: { $votes } oddi wrth { $from } at { $to }
chart-nobody = neb (anhrosglwyddadwy)

## Gwirio

verdict-holds = yn dal
verdict-not-reached = heb ei orffen
verdict-failed = methodd
figures-log = { $entries } a { $files } ({ $size }); tystion a gydlofnododd: { $cosigned } o { $witnesses }
figures-acts = { $signatures }, { $clocks }
figures-register = { $members }, { $replaced }
figures-keys = { $made ->
    [yes] gwnaed yr allwedd
   *[no] mae’r allwedd yn cael ei gwneud
} gan { $trustees } ymddiriedolwr, gall unrhyw { $threshold } agor; { $checks }
figures-ballots = { $ballots }; disodlwyd { $replaced }, mae { $counting } yn cyfrif
figures-ballots-hidden = pob pleidlais yn y log; dywedir faint pan fydd y bleidlais wedi cau
figures-mixes = { $mixes }; cymysgwyd { $parts }
figures-decryption = { $shares }, { $lists }
figures-count = cyfrifwyd { $valid }; etholwyd { $elected }
figures-certification = { $certified } o { $trustees } ymddiriedolwr yn ardystio ({ $enough ->
    [yes] angen { $needed }
   *[no] angen { $needed }, dim digon eto
}); { $scrutineer ->
    [agrees] mae’r craffwr yn cytuno
    [refuses] mae’r craffwr yn gwrthod
   *[silent] nid yw’r craffwr wedi siarad
}
figures-see-below = gweler isod
figures-up-to-there = hyd at y fan honno: { $figures }
figures-not-reached = heb ei gyrraedd
figures-nothing-yet = dim i’w wirio eto
failure-check = Gwiriad { $check }
failure-entry = Cofnod
failure-whole-log = y log cyfan
failure-signer = Llofnodwyd gan
failure-detail = Beth sydd o’i le
verify-title = Gwiriwch y cyfan eich hun
verify-standfirst = Nid oes rhaid i neb gymryd y canlyniad hwn ar air neb arall. Mae’r log yn dal popeth a wnaed, wedi’i lofnodi gan bwy bynnag a’i gwnaeth; mae un gorchymyn yn ei ailchwarae o’r cofnod cyntaf ac yn enwi pob gwiriad.
verify-how = Sut
verify-needs = Nid oes angen dim ond y log ar y rhaglen: dim cyfrif, dim allwedd, ac unwaith y bydd y log wedi’i gopïo, dim rhwydwaith. Mae’n argraffu llinell i bob teulu o wiriadau, ac yn stopio wrth y gwiriad cyntaf sy’n methu gyda’i rif, y cofnod, pwy a’i llofnododd a beth yw ystyr hynny.
verify-proves = Yr hyn y mae’n ei brofi
verify-proves-code = Bwriwyd pob pleidlais yn y log â chod o’r gofrestr, a chyfrifwyd yr un olaf gan bob aelod.
verify-proves-unchanged = Ni newidiwyd, gollyngwyd nac ychwanegwyd yr un bleidlais, ar y ffordd i’r log nac wrth gymysgu ac agor y pleidleisiau.
verify-proves-rules = Y rhai a etholwyd yw’r rhai y mae’r rheolau’n eu hethol, gan gynnwys pob coelbren.
verify-proves-mixed = Cymysgwyd y pleidleisiau gan sawl ymddiriedolwr, a phob un wedi profi na newidiodd ddim, cyn iddynt gael eu hagor.
verify-not = Yr hyn nad yw’n ei brofi
verify-not-register = Bod y gofrestr yn dal y bobl iawn. Gall pob aelod weld ei bod yn ei gynnwys unwaith; mae’r ffigurau’n gyhoeddus.
verify-not-watched = Na wyliodd neb aelod yn pleidleisio, ac na ddefnyddiodd neb god aelod. Mater i gŵyn yw pleidlais a ddygwyd.
verify-not-trustees = Na ddarllenodd ymddiriedolwyr bleidleisiau gyda’i gilydd yn y dirgel: ni all llai na { $t } ohonynt.
verify-not-who = Pwy a bleidleisiodd: mae’r log yn dangos codau heb enwau, a phryd a pha mor aml y defnyddiwyd pob un.
verify-found = Yr hyn a gafwyd
verify-checks = Pob gwiriad, a’i ystyr pan fydd yn methu
verify-family = { $family }, { $n ->
    [one] { $n } gwiriad
    [two] { $n } wiriad
    [few] { $n } gwiriad
    [many] { $n } gwiriad
   *[other] { $n } o wiriadau
}
verify-parts = O beth y gwnaed y log
verify-part-checkpoint = hyd y log ac olion bys y cyfan ohono, wedi’u llofnodi gan y gweinydd a chan dystion
verify-part-tile = y cofnodion, a’r olion bysedd sy’n eu clymu ynghyd
verify-part-blob = yr hyn sy’n rhy fawr i gofnod: y gofrestr, y pleidleisiau wedi’u cymysgu a’u hagor, profion
verify-standards = Pwyntiau gwirio a theils logiau tryloywder C2SP yw’r rhain, fel y gall rhaglenni heblaw ein rhai ni eu darllen a thystio iddynt.
command-address = O’r cyfeiriad hwn:
command-copy = Neu o gopi o’r log ar eich disg eich hun:
command-replays = Mae’n ailchwarae pob un o’r { $n } o gofnodion, a rhaid iddo gyrraedd yr olion bys hyn ar gyfer y log:

## Y log

record-title = Y log
record-title-group = Y log: { record-group }
record-standfirst = Popeth a wnaed yn yr etholiad hwn, yn y drefn y’i gwnaed. Ni ellir newid na thynnu dim ohono heb i hynny ddod i’r amlwg.
record-count = { $n ->
    [one] { $n } cofnod
    [two] { $n } gofnod
    [few] { $n } chofnod
    [many] { $n } chofnod
   *[other] { $n } o gofnodion
}, tudalen { $page } o { $pages }. Saif pob un dan amser y cofnod amser olaf o’i flaen, mewn UTC.
record-none = Nid oes cofnodion o’r math hwn.
record-kinds = Mathau o gofnod
record-everything = Popeth
record-group = { $group ->
    [setup] Sefydlu
    [keys] Yr allwedd
    [poll] Y pleidleisio
    [ballots] Pleidleisiau
    [clocks] Amserau
    [opening] Cymysgu ac agor
    [result] Y canlyniad
   *[complaints] Cwynion
}
record-before-clock = Cyn y cofnod amser cyntaf
record-pages = Tudalennau’r log
pager-first = Cyntaf
pager-earlier = Cynharach
pager-page = Tudalen { $page } o { $pages }
pager-later = Diweddarach
pager-last = Olaf
entry-number = Cofnod { $n }
entry-number-within = cofnod { $n }
entry-kicker = Cofnod { $n } y log
entry-time = Amser
entry-soon-after = { $time }, neu’n fuan wedyn
entry-before-clock = cyn y cofnod amser cyntaf
entry-kind = Math
entry-replaced = Disodlodd
entry-counts = Yn cyfrif
entry-counts-no = nac ydy: fe’i disodlwyd gan { $entry }
entry-counts-so-far = hyd yma: hi yw’r olaf o bleidleisiau’r aelod hwn
entry-counts-yes = ydy, fel yr olaf o bleidleisiau’r aelod hwn
entry-complaint = Cwyn
entry-had-seen = Wedi gweld
entry-had-verified = { $n ->
    [one] Roedd pwy bynnag a lofnododd wedi gwirio cofnod cyntaf y log.
    [two] Roedd pwy bynnag a lofnododd wedi gwirio { $n } gofnod cyntaf y log.
    [few] Roedd pwy bynnag a lofnododd wedi gwirio { $n } chofnod cyntaf y log.
    [many] Roedd pwy bynnag a lofnododd wedi gwirio { $n } chofnod cyntaf y log.
   *[other] Roedd pwy bynnag a lofnododd wedi gwirio’r { $n } cofnod cyntaf yn y log.
}
entry-tracker = Olrheiniwr
entry-identity = Hunaniaeth
entry-in-full = yn llawn
entry-signed = Llofnodwyd gan
entry-signature = llofnod
entry-itself = Y cofnod ei hun
entry-bytes = Yr union feitiau hyn sydd yn y log: dwy linell o destun, llinell wag, ac un llinell i bob llofnod.
entry-its-bytes = Ei { $size }
entry-files = Ffeiliau y mae’n eu henwi
entry-file-removable = lle nas tynnwyd ymaith
entry-fingerprint = olion bys
entry-neighbours = Cofnodion cyfagos
entry-its-page = Y dudalen y mae arni
signer-code = cod yr aelod
signer-code-part = cod yr aelod, rhan { $n }
signer-trustee = ymddiriedolwr { $n }
signer-registrar = cofrestrydd { $n }
signer-organiser = y trefnydd
signer-scrutineer = y craffwr
signer-server = y gweinydd
signer-publisher = y cyhoeddwr
signer-complainant = yr achwynydd
part-contest = Gornest { $n }
part-sealed-vote = un bleidlais wedi’i selio, gyda phrawf bod ei gwneuthurwr yn gwybod beth sydd ynddi
part-witnessed = Tystiwyd
part-witnessed-by = { $n ->
    [one] roedd { $n } tyst wedi llofnodi’r log a welodd yr ymddiriedolwr hwn
    [two] roedd { $n } dyst wedi llofnodi’r log a welodd yr ymddiriedolwr hwn
    [few] roedd { $n } thyst wedi llofnodi’r log a welodd yr ymddiriedolwr hwn
    [many] roedd { $n } thyst wedi llofnodi’r log a welodd yr ymddiriedolwr hwn
   *[other] roedd { $n } o dystion wedi llofnodi’r log a welodd yr ymddiriedolwr hwn
}
part-remarks = Sylwadau
part-text = { $text }
part-complaint = Testun
part-complaint-text = { $size }; gellir ei dynnu o’r log, ond mae ei olion bys yn aros
part-opens = Yn agor
part-closes = Yn cau
part-closes-latest = { $closes }; byth yn hwyrach na { $latest }
part-objections = Gwrthwynebiadau
part-objections-until = tan { $until }
part-trustees = Ymddiriedolwyr
part-trustees-figures = { $n }; gall unrhyw { $t } ohonynt agor y pleidleisiau
part-witnesses = Tystion
part-witnesses-figures = { $n }; rhaid i { $k } ohonynt fod wedi gweld y log
part-contest-figures = { $title }: { $candidates }, { $seats }, yn ôl y rheolau “{ $rules }”
part-outcome = dilys { $valid }, gwag { $blank }, wedi’u difetha { $spoilt }; etholwyd: { $elected }

## Yr hyn y mae pob math o gofnod yn ei ddweud

list-name = { $weight ->
    [one] gornest { $contest }
   *[other] gornest { $contest }, pwysau { $weight }
}
trustee-number = ymddiriedolwr { $n }
act-manifest = Cyhoeddwyd yr etholiad: { $title }, a gynhelir gan { $organisation }. Llofnododd pawb sydd â swydd ynddo.
act-clock = { $by ->
    [trustee] Llofnododd ymddiriedolwr { $n } yr amser: { $time }.
    [scrutineer] Llofnododd y craffwr yr amser: { $time }.
   *[server] Llofnododd y gweinydd yr amser: { $time }.
}
act-clock-outage = Bu toriad, a llofnododd y craffwr hefyd.
act-clock-closes = Gyda hyn caeodd y bleidlais.
act-register = Cyhoeddwyd y gofrestr: { $n ->
    [one] { $n } aelod
    [two] { $n } aelod
    [few] { $n } aelod
    [many] { $n } aelod
   *[other] { $n } o aelodau
}.
act-freeze = Rhewyd y gofrestr: o hyn ymlaen nid ychwanegir na thynnir neb.
act-replace = Cafodd aelod nad oedd wedi pleidleisio god newydd yn lle’r hen un.
act-open = Agorwyd y bleidlais.
act-ballot = Bwriwyd pleidlais (olrheiniwr { $tracker }).
act-ballot-replaced = Disodlodd un gynharach.
act-ballot-later = Fe’i disodlwyd gan un ddiweddarach.
act-suspend = Ataliwyd y pleidleisio tan { $until }. Y rheswm a roddwyd: { $reason }
act-extend = Estynnwyd y pleidleisio hyd { $until }. Y rheswm a roddwyd: { $reason }
act-mix = Cymysgodd ymddiriedolwr { $trustee } bleidleisiau { $list }, cymysgiad { $number }, a phrofodd na newidiwyd yr un bleidlais.
act-open-small = Cytunodd y trefnydd a’r craffwr i agor yr ychydig bleidleisiau yn { $list }.
act-shares = Agorodd ymddiriedolwr { $trustee } ei gyfran o bleidleisiau { $list }.
act-result = Postiwyd y canlyniad: cyfrifwyd { $n ->
    [one] { $n } bleidlais ddilys
    [two] { $n } bleidlais ddilys
    [few] { $n } pleidlais ddilys
    [many] { $n } phleidlais ddilys
   *[other] { $n } o bleidleisiau dilys
}.
act-certify = Ardystiodd ymddiriedolwr { $trustee } y canlyniad.
act-report-signed = Llofnododd y craffwr y canlyniad.
act-report-refused = Gwrthododd y craffwr lofnodi’r canlyniad. Y rheswm a roddwyd: { $reason }
act-complaint = Gwnaed cwyn.
act-ruling = { $upheld ->
    [yes] Cadarnhaodd y craffwr gŵyn.
   *[no] Ni chadarnhaodd y craffwr gŵyn.
} Y rheswm a roddwyd: { $reason }
act-annul = Diddymwyd yr etholiad gan { $trustees } a’r craffwr. Y rheswm a roddwyd: { $reason }
act-handover = Aeth y log i weinydd arall, { $origin }, drwy benderfyniad { $trustees } a’r craffwr.
act-key-commit = Ymrwymodd ymddiriedolwr { $trustee } i’w ran o’r allwedd.
act-key-reveal = Dangosodd ymddiriedolwr { $trustee } yr hyn yr oedd wedi ymrwymo iddo.
act-key-shares = Anfonodd ymddiriedolwr { $trustee } gyfran seliedig o’i ran o’r allwedd at bob un o’r { $n } arall.
act-key-complaint = Cwynodd ymddiriedolwr { $trustee } nad yw’r gyfran gan ymddiriedolwr { $dealer } yn ffitio.
act-key-answer = Cyhoeddodd ymddiriedolwr { $trustee } y gyfran yr oedd ymddiriedolwr { $complainer } wedi cwyno amdani.
act-key-confirm = Cadarnhaodd ymddiriedolwr { $trustee } yr allwedd ar y cyd a’i fod yn dal ei gyfran.
act-key-check = Dangosodd ymddiriedolwr { $trustee } ei fod yn dal i feddu ar ei gyfran o’r allwedd.
act-key-erased = Mae ymddiriedolwr { $trustee } yn datgan ei fod wedi dinistrio { $what ->
    [sealing-key] yr allwedd y seliwyd cyfrannau iddi
   *[share] ei gyfran o’r allwedd ar y cyd
}.
act-other = Gweithred o’r math “{ $kind }”.

## Enwau o leoedd eraill: teuluoedd o wiriadau, gwiriadau, ffeiliau, rheolau, pleidleisiau wedi'u difetha

family-L = Log a thystion
family-A = Gweithredoedd, trefn ac amser
family-R = Cofrestr
family-K = Allweddi
family-B = Pleidleisiau
family-M = Cymysgu
family-D = Dadgryptio
family-C = Cyfrif
family-Z = Ardystio

check-L1 = gellir darllen pwynt gwirio’r log
    .meaning = Nid yw’r log yn dweud pa mor hir ydyw, felly ni all neb wybod a dorrwyd rhywbeth ymaith.
check-L2 = pwynt gwirio’r etholiad hwn ydyw, wedi’i lofnodi gan ei weinydd
    .meaning = Nid yw’r gweinydd wedi mynd yn gyfrifol am y fersiwn hon o’r log.
check-L3 = mae digon o dystion wedi cydlofnodi’r pwynt gwirio
    .meaning = Gwelodd rhy ychydig o dystion annibynnol y fersiwn hon o’r log, felly gallai eraill fod wedi cael un arall.
check-L4 = mae pob cofnod y mae’r pwynt gwirio’n ei gyfrif yno
    .meaning = Mae rhan o’r log ar goll neu wedi’i difrodi.
check-L5 = y cofnodion yw’r rhai y llofnodwyd y pwynt gwirio drostynt
    .meaning = Newidiwyd, gollyngwyd neu ychwanegwyd rhywbeth ar ôl i’r log gael ei lofnodi.
check-L6 = mae pob ffeil a enwir gan weithred yno, heb ei newid
    .meaning = Mae ffeil sy’n perthyn i’r log ar goll, wedi’i difrodi neu’n ffeil arall.
check-A1 = mae pob cofnod yn nodyn wedi’i lofnodi yn ei unig ffurf
    .meaning = Nid yw’r cofnod hwn wedi’i ysgrifennu fel y mae’n rhaid i bob gweithred fod, felly gallai dwy raglen ei ddarllen yn wahanol.
check-A2 = mae pob gweithred o fath hysbys, yn ei ffurf safonol
    .meaning = Mae’r cofnod hwn yn dweud rhywbeth nad yw rheolau’r etholiad yn ei adnabod, neu’n ei ddweud mewn mwy nag un ffordd.
check-A3 = mae gan bob gweithred yr union lofnodion y mae arni eu hangen
    .meaning = Ni lofnododd rhywun yr oedd rhaid iddo lofnodi, neu llofnododd rhywun heb fod â hawl i wneud hynny.
check-A4 = mae pob llofnod yn gywir
    .meaning = Ni lofnododd y sawl a enwir y weithred hon, neu fe’i newidiwyd wedyn.
check-A5 = nid yw’r un weithred yno ddwywaith
    .meaning = Rhoddwyd yr un weithred yn y log yr ail waith.
check-A6 = y maniffest yw’r weithred gyntaf a’r unig un
    .meaning = Ni osodwyd rheolau’r etholiad unwaith, ar y dechrau.
check-A7 = mae pob gweithred yn enwi’r etholiad hwn
    .meaning = Rhoddwyd gweithred o etholiad arall yn y log hwn.
check-A8 = mae’r pwynt gwirio y mae gweithred yn ei enwi yn un o’r log hwn
    .meaning = Roedd y llofnodwr yn edrych ar fersiwn wahanol o’r log.
check-A9 = nid yw’r pwynt gwirio y mae gweithred yn ei enwi yn hŷn na’r newid olaf yn y sefyllfa
    .meaning = Llofnodwyd y weithred cyn i rywbeth pwysig ddigwydd, a’i defnyddio wedyn.
check-A10 = daw pob gweithred ar ei hadeg yn yr etholiad
    .meaning = Gwnaed rhywbeth allan o drefn.
check-A11 = mae amser yn rhedeg ymlaen
    .meaning = Mae cofnod amser yn dweud amser cynharach na’r un o’i flaen.
check-A12 = tra bo’r bleidlais ar agor, rhoddir cyfrif am bob munud
    .meaning = Am fwy na munud o’r pleidleisio ni lofnododd neb yr amser, ac ni chyfaddefwyd toriad.
check-A13 = nid oes dim yn digwydd cyn ei ddyddiad nac ar ei ôl
    .meaning = Cymerwyd cam y tu allan i’r dyddiadau y mae’r maniffest yn eu rhoi iddo.
check-A14 = mae nifer yr ymddiriedolwyr, y tystion a’r cofrestryddion yn ddiogel
    .meaning = Gallai rhy ychydig o bobl agor y pleidleisiau, atal y canlyniad, neu fynd yn gyfrifol am y log.
check-A15 = mae gan bob swydd ei hallwedd ei hun
    .meaning = Mae un allwedd yn dal dwy swydd, neu nid yw’n allwedd ddilys.
check-A16 = mae dyddiadau’r maniffest mewn trefn
    .meaning = Mae dyddiadau’r etholiad yn croes-ddweud ei gilydd.
check-A17 = gellir pleidleisio ym mhob gornest a’i chyfrif
    .meaning = Nid yw gornest neu ddosbarth o aelodau wedi’u diffinio’n iawn.
check-A18 = mae’r bleidlais fwyaf yn ffitio mewn cofnod
    .meaning = Gallai aelod gael papur pleidleisio rhy fawr i’w fwrw.
check-A19 = mae ataliadau ac estyniadau yn cadw at derfynau’r maniffest
    .meaning = Ataliwyd neu estynnwyd y pleidleisio ymhellach nag y mae ei reolau’n ei ganiatáu.
check-A20 = daw cwynion gan bobl sydd â lle yn yr etholiad, ac maent yn fyr ac yn brin
    .meaning = Gadawyd i mewn i’r log rywun heb le yn yr etholiad hwn, neu y tu hwnt i dair cwyn.
check-A21 = mae pob dyfarniad yn ateb un gŵyn, unwaith
    .meaning = Nid yw dyfarniad yn ateb yr un gŵyn yn y log hwn, neu mae’n ateb un y dyfarnwyd arni eisoes.
check-A22 = gwneir penderfyniadau ar y cyd gan ddigon o ymddiriedolwyr
    .meaning = Saif rhy ychydig o ymddiriedolwyr y tu ôl i benderfyniad y mae angen sawl un arno.
check-A23 = mae trosglwyddo’r log yn enwi allwedd newydd a chyfeiriad iawn
    .meaning = Byddai’r log yn mynd i allwedd sydd eisoes â rhan arall.
check-R1 = ffigurau’r gofrestr yw ffigurau ei rhesi
    .meaning = Mae’r gofrestr yn dweud ei bod yn dal niferoedd eraill o aelodau nag y mae.
check-R2 = mae’r gofrestr mewn trefn ac yn adnabod dosbarthiadau’r maniffest yn unig
    .meaning = Nid yw’r gofrestr yn ei hunig drefn, a gallai hynny guddio aelod a roddwyd i mewn ddwywaith.
check-R3 = mae pob cod yn allwedd ddilys
    .meaning = Cafodd aelod god na allai neb, neu y gallai unrhyw un, ei ddefnyddio.
check-R4 = nid yw’r un cod yno ddwywaith nac yn dal swydd
    .meaning = Gallai rhywun bleidleisio ddwywaith, neu rhoddwyd deiliad swydd yn y gofrestr yn llechwraidd.
check-R5 = y gofrestr a rewyd yw’r un olaf a gyhoeddwyd
    .meaning = Gwiriodd yr aelodau un gofrestr a defnyddiwyd un arall.
check-R6 = derbynnir wrth eu henwau restrau rhy fach i guddio pleidlais
    .meaning = Mae cyn lleied o aelodau’n pleidleisio ar restr fel y gellid dyfalu eu pleidleisiau, ac ni chymerodd neb gyfrifoldeb.
check-R7 = dim ond cod nad yw wedi pleidleisio a ddisodlir
    .meaning = Byddai pleidlais yn cael ei dwyn ymaith drwy ddisodli cod y pleidleisiwr.
check-R8 = mae’r codau newydd yn newydd ac yn ddilys
    .meaning = Mae’r cod newydd yn allwedd a ddefnyddiwyd eisoes yn yr etholiad hwn, neu nid yw’n allwedd ddilys.
check-R9 = gellir cyfrif yr holl bleidleisiau gyda’i gilydd
    .meaning = Gyda’r pwysau a’r sgorau hyn gallai’r canlyniad fod yn rhif rhy fawr i’w ysgrifennu.
check-K1 = mae pob ymddiriedolwr yn siarad unwaith ym mhob rownd o seremoni’r allwedd
    .meaning = Clywyd rhywun nad yw’n rhan o’r seremoni hon, neu sydd wedi siarad eisoes.
check-K2 = yr hyn y mae ymddiriedolwr yn ei ddatgelu yw’r hyn yr ymrwymodd iddo
    .meaning = Newidiodd ymddiriedolwr ei ran o’r allwedd ar ôl gweld rhannau’r lleill.
check-K3 = mae gan bob rhan t pwynt dilys ac allwedd ddilys
    .meaning = Mae rhan ymddiriedolwr o’r allwedd o’r siâp anghywir.
check-K4 = mae pob ymddiriedolwr yn gwybod y gyfrinach y tu ôl i’w ran
    .meaning = Gallai ymddiriedolwr fod wedi copïo neu ddileu rhan un arall o’r allwedd.
check-K5 = anfonodd pob ymddiriedolwr gyfran at bob un arall
    .meaning = Gadawyd ymddiriedolwr heb ei gyfran o’r allwedd.
check-K6 = mae cwyn yn y seremoni yn enwi un, unwaith
    .meaning = Nid yw cwyn yn seremoni’r allwedd yn cyhuddo neb, neu mae’n cyhuddo ddwywaith.
check-K7 = mae ateb yn y seremoni yn ateb cwyn
    .meaning = Cyhoeddodd ymddiriedolwr gyfran o’r allwedd na ofynnodd neb amdani.
check-K8 = cyfrifodd pob ymddiriedolwr yr allweddi y mae pawb yn eu cyfrif
    .meaning = Gorffennodd ymddiriedolwr y seremoni ag allwedd wahanol i’r lleill.
check-K9 = mae gwiriad allwedd yn profi bod y gyfran yn cael ei dal
    .meaning = Ni allai ymddiriedolwr ddangos ei fod yn dal ei gyfran o’r allwedd o hyd.
check-K10 = mae’r bleidlais yn agor â digon o wiriadau allwedd diweddar
    .meaning = Byddai aelodau’n pleidleisio heb fod yn hysbys y gellir agor eu pleidleisiau.
check-K11 = mae’r bleidlais yn agor â’r gofrestr hon a’r allwedd hon
    .meaning = Byddai pleidleisiau’n cael eu hamgryptio i allwedd, neu eu cymryd o gofrestr, na chytunwyd arni.
check-B1 = bwrir pob pleidlais gan res o’r gofrestr
    .meaning = Bwriodd rhywun nad yw ar y gofrestr, neu a ddisodlwyd, bleidlais.
check-B2 = mae pob pleidlais yn enwi agoriad y bleidlais hon
    .meaning = Rhoddwyd pleidlais a wnaed ar gyfer etholiad arall yn yr un hwn.
check-B3 = mae pob pleidlais yn enwi pleidlais flaenorol y pleidleisiwr
    .meaning = Gallai pleidlais gynharach gymryd lle un ddiweddarach y pleidleisiwr.
check-B4 = mae gan bob pleidlais ran i bob gornest yn ei dosbarth
    .meaning = Nid oes gan bleidlais ornest y mae gan ei phleidleisiwr lais ynddi, neu mae’n ychwanegu un.
check-B5 = ni ddefnyddiwyd yr un testun cudd o’r blaen
    .meaning = Mae pleidlais yn copïo rhan o un arall, a gallai hynny ddatgelu’r bleidlais honno.
check-B6 = gwnaed pob pleidlais o rifau dilys
    .meaning = Gellid darllen pleidlais mewn mwy nag un ffordd, neu ddim o gwbl.
check-B7 = roedd gwneuthurwr pob pleidlais yn gwybod beth sydd ynddi
    .meaning = Gwnaed pleidlais o un arall heb wybod y bleidlais honno.
check-M1 = pob cymysgiad yw’r nesaf o restr sydd eto i’w hagor
    .meaning = Gwnaed cymysgiad o restr nad yw’n bod, allan o’i dro, neu ar ôl i’r agor ddechrau.
check-M2 = nid yw’r un ymddiriedolwr yn cymysgu rhestr ddwywaith
    .meaning = Gwnaeth un person waith dau, fel bod llai’n cuddio pwy a bleidleisiodd sut.
check-M3 = mae pob cymysgiad yn dechrau lle gorffennodd yr un o’i flaen
    .meaning = Cyfnewidiwyd pleidleisiau rhwng dau gymysgiad.
check-M4 = mae pob cymysgiad yn rhoi cynifer o bleidleisiau dilys ag a gymerodd
    .meaning = Ychwanegwyd, gollyngwyd neu ddifrodwyd pleidleisiau mewn cymysgiad.
check-M5 = mae prawf pob cymysgiad yn gyflawn
    .meaning = Mae’r prawf na newidiodd cymysgiad yr un bleidlais wedi’i ddifrodi.
check-M6 = ni newidiodd yr un cymysgiad bleidlais
    .meaning = Gallai cymysgiad fod wedi newid, gollwng neu ychwanegu pleidleisiau: nid yw ei brawf yn dal.
check-D1 = agorir rhestr ar ôl digon o gymysgiadau
    .meaning = Byddai pleidleisiau’n cael eu hagor cyn i ddigon o ymddiriedolwyr eu cymysgu.
check-D2 = mae ymddiriedolwyr yn agor yr hyn a welodd y tystion, gan gynnwys y cau a’r cymysgu
    .meaning = Agorodd ymddiriedolwr bleidleisiau heb brawf i bawb weld yr un log.
check-D3 = ni agorir rhestr fach ond drwy benderfyniad ar y cyd
    .meaning = Agorwyd cyn lleied o bleidleisiau fel y gellid eu dyfalu, ac ni chymerodd neb gyfrifoldeb.
check-D4 = mae pob ymddiriedolwr yn agor un mewnbwn i bob rhestr, y cymysgiad olaf
    .meaning = Agorodd ymddiriedolwr rywbeth heblaw’r pleidleisiau cymysg, neu agorodd ddwywaith.
check-D5 = mae pob cyfran yn rhif dilys, un i bob rhan o bob pleidlais
    .meaning = Mae dadgryptiad ymddiriedolwr wedi’i ddifrodi neu’n anghyflawn.
check-D6 = dadgryptiodd pob ymddiriedolwr yn gywir
    .meaning = Gallai ymddiriedolwr fod wedi newid pleidleisiau wrth ddadgryptio: nid yw’r prawf yn dal.
check-D7 = mae caniatâd i agor rhestr fach yn enwi rhestr fach, unwaith
    .meaning = Defnyddiwyd penderfyniad ar gyfer rhestrau bach lle nad oes un.
check-C1 = mae’r canlyniad yn agor pob rhestr, a dim un arall
    .meaning = Gadawyd pleidleisiau allan o’r canlyniad, neu fe’u hychwanegwyd.
check-C2 = y pleidleisiau a agorwyd yw’r hyn y mae’r cyfrannau’n ei agor
    .meaning = Nid y pleidleisiau a gyhoeddwyd yw’r rhai a fwriodd yr aelodau.
check-C3 = tynnir y coelbrennau o’r log
    .meaning = Ni thynnwyd y coelbrennau fel y gosodwyd, felly gallai rhywun fod wedi penderfynu canlyniad cyfartal â llaw.
check-C4 = cyfrifir pleidleisiau dilys, gwag a difethedig yn gywir
    .meaning = Nid ffigurau ei bleidleisiau yw ffigurau’r canlyniad.
check-C5 = y rhai a etholwyd yw’r rhai y mae’r rheolau’n eu hethol
    .meaning = Yn ôl rheolau’r etholiad hwn etholir ymgeiswyr eraill.
check-Z1 = mae pob tystysgrif yn enwi’r canlyniad
    .meaning = Ardystiodd ymddiriedolwr rywbeth heblaw’r canlyniad hwn.
check-Z2 = mae pob ymddiriedolwr yn ardystio unwaith
    .meaning = Cyfrifwyd llofnod un ymddiriedolwr ddwywaith.
check-Z3 = mae’r craffwr yn siarad unwaith, am y canlyniad hwn, ac yn rhoi rheswm dros wrthod
    .meaning = Mae gair y craffwr am ganlyniad arall, wedi’i ailadrodd, neu’n gwrthod heb reswm.

file-the-register = y gofrestr
file-the-mixed-ballots = y pleidleisiau cymysg
file-the-mix-s-proof = prawf y cymysgiad
file-the-decryption-shares = y cyfrannau dadgryptio
file-the-opened-ballots = y pleidleisiau a agorwyd
file-the-complaint = testun y gŵyn
file-a-candidate-s-statement = datganiad ymgeisydd

spoilt-S1 = nid yw pwynt a agorwyd yn amgodiad bloc
spoilt-S2 = nid yw’r rhif a agorwyd yn bleidlais yn yr ornest hon
spoilt-S3 = rhoddwyd rhif i’r un ymgeisydd ddwywaith
spoilt-S4 = gadawyd rhif allan

rules-scottish-stv = Pleidlais sengl drosglwyddadwy, etholiadau lleol yr Alban (SSI 2011/399)
rules-ers97 = Pleidlais sengl drosglwyddadwy, rheolau’r Electoral Reform Society, 1997
rules-northern-ireland = Pleidlais sengl drosglwyddadwy, etholiadau lleol Gogledd Iwerddon (SI 1985/454)
rules-seanad = Pleidlais sengl drosglwyddadwy, paneli Seanad Éireann
rules-australian-senate = Pleidlais sengl drosglwyddadwy, Senedd Awstralia
rules-wright = Pleidlais sengl drosglwyddadwy, system Wright
rules-wigm = Pleidlais sengl drosglwyddadwy, Gregory cynhwysol pwysedig
rules-exclusive-gregory = Pleidlais sengl drosglwyddadwy, Gregory neilltuol
rules-av = Pleidlais amgen
rules-plurality = Lluosogrwydd: y nifer fwyaf o ddewisiadau cyntaf
rules-approval = Cymeradwyo: y nifer fwyaf o bapurau sy’n cymeradwyo
rules-score = Sgorio: y cyfanswm uchaf o sgorau
rules-meek = Dull Meek, rheol gyfeirio’r Proportional Representation Foundation
rules-meek-1987 = Dull Meek, Algorithm 123 Hill, Wichmann a Woodall
rules-meek-nz = Dull Meek, etholiadau lleol Seland Newydd (SR 2001/145)
rules-warren = Dull Warren, gyda’r rheol gyfeirio ar gyfer dull Meek
rules-schulze-wv = Schulze, yn ôl pleidleisiau buddugol
rules-schulze-margins = Schulze, yn ôl mwyafrifoedd
rules-ranked-pairs-wv = Parau mewn trefn, yn ôl pleidleisiau buddugol
rules-ranked-pairs-margins = Parau mewn trefn, yn ôl mwyafrifoedd
rules-block-vote = Pleidlais floc: cynifer o groesau ag o seddi, etholir y nifer fwyaf o bleidleisiau
rules-limited-vote = Pleidlais gyfyngedig: llai o groesau nag o seddi, etholir y nifer fwyaf o bleidleisiau
rules-sntv = Pleidlais sengl anhrosglwyddadwy: un groes, etholir y nifer fwyaf o bleidleisiau
rules-star = STAR: y ddau sgôr uchaf, yna’r un y mae mwy o bleidleiswyr yn ei sgorio’n uwch
rules-majority-judgment-better = Barn y mwyafrif: y radd ganol orau, y well o’r ddwy yn y canol
rules-majority-judgment-worse = Barn y mwyafrif: y radd ganol orau, y waeth o’r ddwy yn y canol
rules-decision = Penderfyniad: y dewis cyntaf yn erbyn y lleill
rules-decision-options = Penderfyniad rhwng dewisiadau: y nifer fwyaf o bleidleisiau, os ydynt yn ddigon

## Pob etholiad

elections-title = Etholiadau
elections-standfirst = Pob etholiad a gynhelir yma, gyda’i log cyfan: pwy a etholir, sut, a pham y gellir credu hynny.
elections-none = Nid oes etholiadau yma eto.
elections-open = Ar agor nawr
elections-coming = I ddod
elections-closed = Ar gau
elections-state = { $state ->
    [announced] Wedi’i gyhoeddi.
    [registered] Clywir gwrthwynebiadau i’r gofrestr.
    [ceremony] Mae’r ymddiriedolwyr yn gwneud yr allwedd.
    [stalled] Wedi stopio: mae rhy ychydig o ymddiriedolwyr ar ôl i wneud allwedd.
    [keyed] Yn barod i agor.
    [open] Mae’r pleidleisio ar agor.
    [interrupted] Mae toriad yn y pleidleisio.
    [suspended] Mae’r pleidleisio wedi’i atal.
    [closed] Mae’r pleidleisio ar ben; mae’r pleidleisiau’n cael eu cymysgu a’u hagor.
    [opened] Mae’r pleidleisio ar ben; mae’r pleidleisiau wedi’u hagor ac yn cael eu cyfrif.
    [counted] Wedi’i gyfrif, heb ei ardystio eto.
    [certified] Wedi’i gyfrif a’i ardystio.
   *[annulled] Wedi’i ddiddymu.
}
elections-until = Tan { $time }
elections-since = Daeth y pleidleisio i ben { $time }
elections-believe = Mae popeth swyddogol mewn etholiad wedi’i lofnodi ac yn gyhoeddus, a gall unrhyw un wirio’r cyfan.

## Ymgeiswyr

candidates-title = Yr ymgeiswyr
candidates-standfirst = Yn nhrefn y papur pleidleisio. Mae pob enw’n arwain at yr hyn y mae’r ymgeisydd yn ei ddweud.
candidates-no-statements = Yn nhrefn y papur pleidleisio.
candidates-slates = Ymgeiswyr sy’n sefyll gyda’i gilydd
candidate-byline = Gan { $name }
candidate-own-words = Geiriau’r ymgeisydd ei hun yw’r rhain. Fe’u gosodwyd pan gyhoeddwyd yr etholiad, ac ni all neb eu newid ers hynny.
candidate-more = Rhagor gan yr ymgeisydd hwn
candidate-slate = yn sefyll gyda { $slate }
candidate-others = Pwy arall sy’n sefyll
candidate-all = Pob ymgeisydd
statement-none = Nid yw’r ymgeisydd hwn wedi rhoi datganiad.
statement-gone = Mae testun y datganiad hwn wedi’i dynnu ymaith.
    .label = Tynnwyd y datganiad
    .why = Mae ei olion bys yn aros yn y log, fel na all testun arall gymryd ei le.
statement-unreadable = Ni ellir dangos y datganiad hwn.
    .label = Ni ddangosir y datganiad
    .why = Mae yn y log, ond nid yw wedi’i ysgrifennu fel y mae’n rhaid i ddatganiad fod.

## Y gofrestr

register-title = Y gofrestr
register-standfirst = { $n ->
    [one] Caiff { $n } aelod bleidleisio. Mae’r gofrestr yn dal cod i bob aelod, a dim enwau.
    [two] Caiff { $n } aelod bleidleisio. Mae’r gofrestr yn dal cod i bob aelod, a dim enwau.
    [few] Caiff { $n } aelod bleidleisio. Mae’r gofrestr yn dal cod i bob aelod, a dim enwau.
    [many] Caiff { $n } aelod bleidleisio. Mae’r gofrestr yn dal cod i bob aelod, a dim enwau.
   *[other] Caiff { $n } o aelodau bleidleisio. Mae’r gofrestr yn dal cod i bob aelod, a dim enwau.
}
register-unpublished = Nid yw’r gofrestr wedi’i chyhoeddi eto.
register-figures = Ei ffigurau
register-class = Dosbarth
register-members = Aelodau
register-votes-in = Yn pleidleisio yn
register-weight = (mae pob pleidlais yn cyfrif { $n } gwaith)
register-state = Sefyllfa
register-frozen = wedi’i rhewi: nid ychwanegir na thynnir neb mwyach
register-published = wedi’i chyhoeddi; clywir gwrthwynebiadau
register-not-yet = heb ei chyhoeddi eto
register-replaced = Codau a ddisodlwyd
register-replaced-figure = { $n }, pob un i aelod nad oedd wedi pleidleisio, gan y cofrestryddion a’r craffwr gyda’i gilydd
register-record = Yn y log
register-setup = ymhlith y cofnodion sefydlu
register-you = Ydych chi ynddi?
register-you-code = Anfonwyd cod atoch, neu ddolen â’r cod ynddi. Dyna’ch lle yn y gofrestr.
register-you-open = <vote>Agorwch y dudalen bleidleisio</vote> ag ef: mae’n dweud ar unwaith a yw’r gofrestr yn dal eich cod. Nid yw edrych yn anfon nac yn bwrw dim.
register-you-link = Unwaith y bydd y pleidleisio ar agor, mae’r dudalen bleidleisio’n dweud ar unwaith a yw’r gofrestr yn dal eich cod.
register-you-object = Os nad oes gennych god, neu os nad yw’n hysbys, dywedwch wrth y cofrestrydd cyn { $time }; gallwch wrthwynebu tan hynny.
register-you-complain = Os nad oes gennych god, neu os nad yw’n hysbys, dywedwch wrth y cofrestrydd: gellir rhoi un newydd i aelod nad yw wedi pleidleisio. Mae <record>cwynion</record> yn gyhoeddus, a’r hyn a ddyfarnodd y craffwr hefyd.
register-why = Pam y gallwch ei chredu
register-why-signed = { $registrars ->
    [two] Dau gofrestrydd a’i gwnaeth, hanner pob cod yr un, fel na all y naill na’r llall bleidleisio dros aelod nac ychwanegu un ar ei ben ei hun. Ffigurau rhesi’r gofrestr yw’r ffigurau uchod; gall eich corff gymharu nifer yr aelodau â’i ffigur ei hun.
   *[one] Un cofrestrydd a’i gwnaeth ac a’i llofnododd. Ffigurau rhesi’r gofrestr yw’r ffigurau uchod; gall eich corff gymharu nifer yr aelodau â’i ffigur ei hun.
}
register-why-names = Nid oes enwau yn y log. Dim ond y cofrestryddion sy’n gwybod pwy sy’n dal pa god.

## Y canlyniad

result-none = Nid oes canlyniad eto
    .closes = Mae’r pleidleisio’n cau { $time }. Agorir a chyfrifir y pleidleisiau wedyn.
    .opening = Mae’r pleidleisio ar ben, ac mae’r pleidleisiau’n cael eu cymysgu, eu hagor a’u cyfrif.
result-contests = Gornestau
result-election = Tudalen yr etholiad

## Hanes y cyfrif

story-first = { $n ->
    [one] Mae { $n } bleidlais ddilys yn mynd i’w dewis cyntaf.
    [two] Mae { $n } bleidlais ddilys yn mynd i’w dewisiadau cyntaf.
    [few] Mae { $n } pleidlais ddilys yn mynd i’w dewisiadau cyntaf.
    [many] Mae { $n } phleidlais ddilys yn mynd i’w dewisiadau cyntaf.
   *[other] Mae { $n } o bleidleisiau dilys yn mynd i’w dewisiadau cyntaf.
}
story-quota = Y cwota yw { $quota }.
story-quota-now = Y cwota bellach yw { $quota }.
story-surplus = Trosglwyddir gwarged { $name }, { $votes-n ->
    [one] { $votes } bleidlais
    [two] { $votes } bleidlais
    [few] { $votes } pleidlais
    [many] { $votes } phleidlais
   *[other] { $votes } o bleidleisiau
}, { $values ->
    [one] ar werth o { $low } y papur
    [several] ar werth rhwng { $low } a { $high } y papur, yn ôl gwerth pob un cynt
   *[none] heb bapurau
}.
story-totals = { $n ->
    [one] Cyfrifir { $n } bleidlais ddilys
    [two] Cyfrifir { $n } bleidlais ddilys
    [few] Cyfrifir { $n } pleidlais ddilys
    [many] Cyfrifir { $n } phleidlais ddilys
   *[other] Cyfrifir { $n } o bleidleisiau dilys
}, { $kind ->
    [ranking] pob un dros ei dewis cyntaf
    [approval] pob un dros bob ymgeisydd a gymeradwyir ganddi
   *[scores] gan adio sgorau pob ymgeisydd
}.
story-excluded = Eithrir { $who } â { $votes-n ->
    [one] { $votes } bleidlais
    [two] { $votes } bleidlais
    [few] { $votes } pleidlais
    [many] { $votes } phleidlais
   *[other] { $votes } o bleidleisiau
}, y nifer leiaf.
story-excluded-together = Eithrir { $who } gyda’i gilydd: â { $votes-n ->
    [one] { $votes } bleidlais
    [two] { $votes } bleidlais
    [few] { $votes } pleidlais
    [many] { $votes } phleidlais
   *[other] { $votes } o bleidleisiau
} rhyngddynt ni allant oddiweddyd y nesaf uwchben.
story-later-papers = Trosglwyddir y papurau a gafodd { $who } ar { $values } ar y gwerth hwnnw.
story-anew = Mae’r cyfrif yn dechrau o’r newydd fel pe na baent wedi sefyll.
story-nothing-transferred = Ni throsglwyddir dim: mae’r seddi olaf wedi’u llenwi.
story-worth-most-first = Trosglwyddir y papurau mwyaf eu gwerth yn gyntaf.
story-tie = Roedd { $tied } yn gyfartal { $purpose ->
    [surplus] o ran trosglwyddo’r gwarged yn gyntaf
    [exclusion] o ran eu heithrio
    [election] o ran eu hethol
    [equal-victories] o ran dod yn gyntaf lle mae buddugoliaethau’n gyfartal
   *[runoff] o ran mynd i’r rownd derfynol
}; { $why }.
story-tie-stage = gan { $chosen } yr oedd { $had ->
    [fewest] y nifer leiaf
   *[most] y nifer fwyaf
} yng ngham { $stage }
story-tie-numbers = syrthiodd y rhif y mae’r rheolau’n ei roi ar { $chosen }
story-tie-lot = syrthiodd coelbren { $lot } ar { $chosen }
story-lost = { $lost-n ->
    [one] Daw { $lost } bleidlais yn anhrosglwyddadwy.
    [two] Daw { $lost } bleidlais yn anhrosglwyddadwy.
    [few] Daw { $lost } pleidlais yn anhrosglwyddadwy.
    [many] Daw { $lost } phleidlais yn anhrosglwyddadwy.
   *[other] Daw { $lost } o bleidleisiau yn anhrosglwyddadwy.
}
story-most = { $votes-n ->
    [one] Mae’r nifer fwyaf, { $votes } bleidlais, yn mynd at { $to }.
    [two] Mae’r nifer fwyaf, { $votes } bleidlais, yn mynd at { $to }.
    [few] Mae’r nifer fwyaf, { $votes } pleidlais, yn mynd at { $to }.
    [many] Mae’r nifer fwyaf, { $votes } phleidlais, yn mynd at { $to }.
   *[other] Mae’r nifer fwyaf, { $votes } o bleidleisiau, yn mynd at { $to }.
}
story-most-and-lost = { $votes-n ->
    [one] Mae’r nifer fwyaf, { $votes } bleidlais, yn mynd at { $to }
    [two] Mae’r nifer fwyaf, { $votes } bleidlais, yn mynd at { $to }
    [few] Mae’r nifer fwyaf, { $votes } pleidlais, yn mynd at { $to }
    [many] Mae’r nifer fwyaf, { $votes } phleidlais, yn mynd at { $to }
   *[other] Mae’r nifer fwyaf, { $votes } o bleidleisiau, yn mynd at { $to }
}; { $lost-n ->
    [one] daw { $lost } bleidlais yn anhrosglwyddadwy.
    [two] daw { $lost } bleidlais yn anhrosglwyddadwy.
    [few] daw { $lost } pleidlais yn anhrosglwyddadwy.
    [many] daw { $lost } phleidlais yn anhrosglwyddadwy.
   *[other] daw { $lost } o bleidleisiau yn anhrosglwyddadwy.
}
story-reached = { $n ->
    [one] Mae { $who } yn cyrraedd y cwota ac fe’i hetholir.
   *[other] Mae { $who } yn cyrraedd y cwota ac fe’u hetholir.
}
story-elected = Etholir { $who }.
story-without-quota = { $why ->
    [active] Etholir { $who }: ni all mwy o ymgeiswyr nag sydd o seddi ar ôl gael cynifer o bleidleisiau mwyach.
    [majority] Etholir { $who }: ni all yr holl bleidleisiau eraill gyda’i gilydd oddiweddyd.
    [last-two] Etholir { $who }, yr uchaf o’r ddau olaf.
   *[last-seats] Mae cynifer o seddi ar ôl ag o ymgeiswyr: etholir { $who } heb gyrraedd y cwota.
}
