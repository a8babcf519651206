//! German words and shapes of time. The project's own.

use super::table::Table;

pub(super) static TABLE: Table = Table {
    words: "
month 1 januar jänner jan. jan januars
month 2 februar feber feb. feb februars
month 3 märz maerz mär. märzes
month 4 april apr. apr aprils
month 5 ~^mai ~mais
month 6 juni jun. jun
month 7 juli jul. jul
month 8 august aug. aug augusts
month 9 september sept. sept sep. sep septembers
month 10 oktober okt. okt oktobers
month 11 november nov. nov novembers
month 12 dezember dez. dez dezembers
weekday 1 montag ~^mo ~mo.
weekday 2 dienstag ~^di ~di.
weekday 3 mittwoch ~^mi ~mi.
weekday 4 donnerstag ~^do ~do.
weekday 5 freitag ~^fr ~fr.
weekday 6 samstag sonnabend ~^sa ~sa.
weekday 7 sonntag ~^so ~so.
weekday=1,part=MO montagmorgen montagvormittag montagfrüh montagmorgens montagfrühmorgens
weekday=1,part=AF montagnachmittag
weekday=1,part=EV montagabend montagspätabends
weekday=1,part=NIGHT montagnacht
weekday=2,part=MO dienstagmorgen dienstagvormittag dienstagfrüh dienstagfrühmorgens
weekday=2,part=AF dienstagnachmittag
weekday=2,part=EV dienstagabend dienstagspätabends
weekday=2,part=NIGHT dienstagnacht
weekday=3,part=MO mittwochmorgen mittwochvormittag mittwochfrüh mittwochfrühmorgens
weekday=3,part=AF mittwochnachmittag
weekday=3,part=EV mittwochabend mittwochspätabends
weekday=3,part=NIGHT mittwochnacht
weekday=4,part=MO donnerstagmorgen donnerstagvormittag donnerstagfrüh
weekday=4,part=AF donnerstagnachmittag
weekday=4,part=EV donnerstagabend
weekday=4,part=NIGHT donnerstagnacht
weekday=5,part=MO freitagmorgen freitagvormittag freitagfrüh
weekday=5,part=AF freitagnachmittag
weekday=5,part=EV freitagabend
weekday=5,part=NIGHT freitagnacht
weekday=6,part=MO samstagmorgen samstagvormittag samstagfrüh
weekday=6,part=AF samstagnachmittag
weekday=6,part=EV samstagabend sonnabendabend
weekday=6,part=NIGHT samstagnacht
weekday=7,part=MO sonntagmorgen sonntagvormittag sonntagfrüh
weekday=7,part=AF sonntagnachmittag
weekday=7,part=EV sonntagabend
weekday=7,part=NIGHT sonntagnacht
season SP frühling frühjahr frühlings frühjahrs
season SU sommer sommers
season FA herbst herbstes
season WI winter winters
unit S ~sekunde ~sekunden ~sek ~sek.
unit MIN ~minute ~minuten ~min ~min.
unit H ~stunde ~stunden ~std ~std.
unit D ~tag ~tage ~tagen ~tages ~tg ~tg.
unit BD ~werktag ~werktage ~werktagen ~arbeitstag ~arbeitstage ~arbeitstagen ~werktags
unit NI ~nacht ~nächte ~nächten
unit WE wochenende wochenenden wochenendes
unit W ~woche ~wochen ~arbeitswoche
unit M ~monat ~monate ~monaten ~monats
unit Q ~quartal ~quartale ~quartalen ~quartals ~vierteljahr
unit HY ~halbjahr ~halbjahre ~halbjahres
unit Y ~jahr ~jahre ~jahren ~jahres
unit DE ~jahrzehnt ~jahrzehnte ~jahrzehnten ~jahrzehnts
unit C ~jahrhundert ~jahrhunderte ~jahrhunderten ~jahrhunderts
share=0.5,unit=H halbe_stunde halben_stunde
share=0.25,unit=H viertelstunde
share=0.75,unit=H dreiviertelstunde
share=0.5,unit=Y halbes_jahr halben_jahr
share HALF halbe halben halbes halber
often=0,n=1,unit=D täglich tagtäglich
often=0,n=1,unit=W wöchentlich
often=0,n=1,unit=M monatlich
often=0,n=3,unit=M vierteljährlich quartalsweise
often=0,n=1,unit=Y jährlich alljährlich
often=0,weekday=1 montags
often=0,weekday=2 dienstags
often=0,weekday=3 mittwochs
often=0,weekday=4 donnerstags
often=0,weekday=5 freitags
often=0,weekday=6 samstags sonnabends
often=0,weekday=7 sonntags
part MO ~morgen morgens ~vormittag vormittags ~früh frühmorgens vormittagszeit morgenstunden
part MI ~mittag mittags mittagszeit
part AF ~nachmittag nachmittags spätnachmittags spätnachmittag
part EV ~abend abends spätabends spätabend
part NIGHT ~nacht nachts
clock 120000 mittags mittagszeit
clock 0 mitternacht mitternachts
addmin -30 halb
addmin 15 viertel_nach
addmin -15 viertel_vor dreiviertel
addmin -45 viertel
dir -1 letzter letzte letzten letztes letztem vergangener vergangene vergangenen vergangenes vergangenem voriger vorige vorigen voriges vorherige vorherigen
dir -2 vorletzter vorletzte vorletzten vorletztes vorletztem
dir 11 nächster nächste nächsten nächstes nächstem
dir 1 kommender kommende kommenden kommendes kommendem folgende folgenden
dir 2 übernächster übernächste übernächsten übernächstes übernächstem
dir 0 dieser diese diesen dieses diesem laufenden heurigen
side START erste ersten erster erstes
side END letzte letzten letzter letztes
edge START anfang beginn ersten_hälfte erste_hälfte frühen frühe
edge MID mitte
edge END ende zweiten_hälfte zweite_hälfte späten späte ausgang
deixis 0 heute
deixis -1 gestern
deixis 1 morgen
deixis -2 vorgestern
deixis 2 übermorgen
anaphor 1 am_nächsten_tag am_folgenden_tag am_tag_darauf tags_darauf am_folgetag
anaphor -1 am_vortag am_tag_zuvor tags_zuvor
few 0 mehrere mehreren einige einigen ein_paar wenige wenigen etliche
few 2 beiden beide
holiday 1225 weihnachten weihnachtstag ersten_weihnachtstag ersten_weihnachtsfeiertag erster_weihnachtstag
holiday 1226 zweiten_weihnachtstag zweiten_weihnachtsfeiertag
holiday 1224 heiligabend heiliger_abend
holiday 1231 silvester
holiday 0101 neujahr neujahrstag
holiday 0106 heilige_drei_könige dreikönigstag
holiday 0501 tag_der_arbeit maifeiertag
holiday 1003 tag_der_deutschen_einheit
holiday 1031 reformationstag
holiday 1101 allerheiligen
holiday 1206 nikolaustag
holiday 1204 barbaratag
holiday 0624 johannistag
holiday 0629 peter_und_paul
holiday 0808 augsburger_friedensfest
holiday 0601 weltkindertag
holiday 0321 nouruz nourus newroz nowruz norus
holiday L1001 zuckerfest fest_des_fastenbrechens eid_al_fitr id_al_fitr ramadanfest
holiday L1210 opferfest islamisches_opferfest islamischen_opferfest eid_al_adha id_al_adha
holiday L0110 aschura aschurafest ashura
holiday L0220 arbain
holiday L0312 maulid mawlid
holiday L0101 islamisches_neujahr islamischen_neujahr
holiday 0107 orthodoxes_weihnachtsfest orthodoxe_weihnachten orthodoxen_weihnachtsfest
holiday O0 orthodoxes_ostern orthodoxe_ostern orthodoxes_osterfest orthodoxen_osterfest orthodoxen_ostern
era LUNAR der_hidschra nach_der_hidschra hidschra ^ah
era SOLAR der_sonnenhidschra
holiday E0 ostern ostersonntag
holiday E1 ostermontag
holiday E-2 karfreitag
holiday E-1 karsamstag
holiday E-7 palmsonntag
holiday E-48 rosenmontag
holiday E-49 fastnachtssonntag
holiday E-50 fastnachtssamstag
holiday E-46 aschermittwoch
holiday E39 christi_himmelfahrt himmelfahrt
holiday E49 pfingsten pfingstsonntag
holiday E50 pfingstmontag
holiday E60 fronleichnam
ref PRESENT jetzt nun derzeit gegenwärtig zurzeit momentan aktuell heutzutage zur_zeit im_moment aktuelle
ref PAST kürzlich neulich unlängst früher einst damals vor_kurzem jüngst seinerzeit vor_langer_zeit
ref FUTURE bald demnächst in_kürze so_bald_wie_möglich in_naher_zukunft künftig
@the der die das den dem des
@of des der im in von vom am dieses
@about etwa rund ungefähr circa ca. gut knapp fast an_die
@every jeder jede jeden jedes jedem alle aller
@until bis bis_zum bis_zur bis_zu und und_dem und_der und_den - –
@from von vom zwischen zwischen_dem zwischen_der ab seit_dem von_der
@person mann frau junge mädchen kind jugendliche jugendlicher soldat baby
@dayafter . ! ? ; : , ) und oder bis von vom um ist war wird
@yearbefore in im seit bis vor nach ab um jahr jahre jahren jahres anfang ende mitte zwischen von und dem der das frühjahr sommer herbst winter ( wahl wm em olympia
@yearafter und oder in im am an auf bei zu zum zur mit von vom für als ist war wurde wurden waren hat hatte haben sind wird die der das den dem ein eine nach vor durch über noch nicht gegen
",
    shapes: "
day date = @the? WEEKDAY ,? @the? DAY MONTH ,? YEAR
day date = @the? WEEKDAY ,? @the? DAY MONTH
day date = @the? DAY MONTH ,|des? jahres? YEAR
day date = @the? DAY MONTH
day date = @the? DAY MONTH {loose}
day date = DAY -|/ MONTH -|/ YEAR
day date = MONTH -|/ DAY -|/ YEAR
day date = YEAR -|/ MONTH -|/ DAY
day date = YEAR -|/ DAY -|/ MONTH
day date = DAY -|/ YEAR -|/ MONTH
day date = MONTH -|/ YEAR -|/ DAY
day date = am|vom|bis|zum|ab|seit|den? < @the~ WEEKDAY? ,? @the? DMY
day date = @the? WEEKDAY ,? @the? DM
day date = @the? DM!
day date = am|den|dem|zum|vom|ab|seit|der < DAY MON .
day date = am < @the? DAY ORD
day date = @the? WEEKDAY ,? @the? DAY ORD YEAR?
day date = @the? WEEKDAY ,? @the? DAY /? MON .?
day date = am|den|dem|zum|vom|ab|seit < DAY / MON .?
day date = am|vom|zum? < @the? WEEKDAY ,? @the? NUMTH
day date = WEEKDAY ,? @the NUMDAY
day date = @the? WEEKDAY ,? @the? ORD & @dayafter|$
day date = am|vom|zum|bis|seit|im|ab|des|den? < NUMTH LUNAR|SOLAR ,~ YEAR? ERA?
day date = im|des|während_des|während < islamischen? heiligen? fastenmonats|fastenmonat|monat? LUNAR! YEAR?
day date = @the? fastenmonat|fastenmonats|monat|monats LUNAR YEAR?
day date = am|vom|zum|den|dem < NUMDAY . & @dayafter
day date = MONTH! ,|des|im? jahres|jahr? YEAR
day date = im|seit|bis|ab|vor|nach|von|anfang|ende|mitte|zwischen < MONTH YEAR
day date = im < MONTH
day date = MONTH!
day date = MONTH! NUMDAY
day date = DIR MONTH
day date = MONTH {loose}
day date = @the? WEEKDAY! PART?
day date = am < @the? WEEKDAY PART?
day date = DIR WEEKDAY PART?
day date = @the DIR WEEKDAY PART?
day date = in der nacht @of? WEEKDAY
day date = im < SEASON YEAR?
day date = @the? SEASON des? jahres? YEAR
day date = DIR SEASON
day date = @the? SEASON {loose}
day date = HOLIDAY im~ jahr~ YEAR?
day date = HOLIDAY im|des? {loose}
day year = YEAR
day date = @the? jahr|jahre|jahres YEAR ERA
day date = @the? jahr|jahre|jahres YEAR
day date = im < jahr|jahre YEAR
day unit = DIR UNIT PART?
day unit = @the DIR UNIT
day unit = DIR N UNIT
day unit = @the? DIR FEW? UNIT
day unit = @the DIR N UNIT
day unit = in|innerhalb|während den|der DIR N? UNIT
day unit = am|übers|zum < UNIT!
day unit = unter_der UNIT
day unit = im laufenden UNIT
day ago = vor @about? N UNIT
day ago = vor @about? N UNIT und? N UNIT
day ago = vor FEW UNIT
day ago = vor einer|einem? SHARE
day within = innerhalb|binnen|innerhalb_von|innerhalb_der der|den? nächsten|kommenden? N UNIT
day ahead = in @about? N UNIT
day ahead = in|binnen FEW UNIT
day earlier = @about? N UNIT zuvor|vorher|früher|davor
day later = @about? N UNIT später|danach|darauf
day earlier = FEW UNIT zuvor|vorher|früher|davor
day later = FEW UNIT später|danach|darauf
day earlier = N UNIT vor {day}
day later = N UNIT nach {day}
day deixis = DEIXIS PART?
day deixis = DEIXIS in_der PART
day deixis = WEEKDAY DEIXIS
day deixis = DIR PART
day anaphor = ANAPHOR
day same = am selben|gleichen|jenem UNIT
day same = in|an < jenem|jener UNIT
day same = im selben|gleichen UNIT
day same = in derselben UNIT
day edge = EDGE @of? {day}
day edge = @the? EDGE @of UNIT
day edge = EDGE UNIT
day edge = am|gegen|zu|zum < EDGE @of? {day}
day edge = am|gegen|zu|zum < EDGE @of UNIT
day edge = DIR UNIT EDGE
day weekof = @the|in_der? UNIT vom|ab|nach|beginnend dem|am? {day}|{range}
day weekof = @the|in_der? UNIT vom|ab dem? NUMTH
day stretch = in|während|seit|über? < @the? SIDE N UNIT @of {day}
day stretch = in|während|seit|über? < @the? N SIDE UNIT @of {day}
day stretch = in|während|seit|über? < @the? SIDE N UNIT @of UNIT
day stretch = in|während|seit|über? < @the? N SIDE UNIT @of UNIT
day nth = in|am|im? < @the? ORD UNIT des|der UNIT
day nth = in|am|im? < @the? DIR UNIT des|der UNIT
day nth = in|am|im? < @the? ORD UNIT @of? {day}
day nth = @the? ORD UNIT
day nth = in? < @the? DIR UNIT @of {day}
day nth = @the? ORD WEEKDAY @of {day}
day nth = @the? DIR WEEKDAY @of {day}
day nth = QMARK + NUMDAY /|-? YEAR
day decade = @the? TENS er -? jahre|jahren|jahre
day decade = @the? TENS er
day decade = @the? EDGE TENS er -? jahre|jahren?
day century = @the? ORD jahrhundert|jahrhunderts|jahrhunderte
day century = EDGE @of? ORD jahrhunderts
day weekdayof = in_der? < {loose} ,|-|am? WEEKDAY PART?
day weekdayof = WEEKDAY @of? {loose}
loose unit = DIR UNIT
loose date = @the? NUMDAY .?
clock clock = HOUR uhr MINUTE? PART?
clock clock = HOUR uhr und MINUTE
clock clock = CLOCK|HM uhr PART?
clock clock = um|gegen|ab|bis? < CLOCK uhr? PART?
clock clock = um|gegen|ab|bis? < HM uhr PART?
clock clock = um|gegen|ab|bis? < ADDMIN HOUR uhr? PART?
clock clock = um|gegen|ab|bis? < HOUR uhr MINUTE? PART?
clock clock = um|gegen|ab|bis? < HOUR uhr und MINUTE
clock clock = um < HOUR PART?
clock clock = um < HM
clock clock = ADDMIN HOUR uhr? PART?
clock clock = MINUTE|N minuten? nach HOUR uhr? PART?
clock clockto = MINUTE|N minuten? vor HOUR uhr? PART?
clock clock = PART um HOUR uhr?
clock clock = PART um? CLOCK uhr?
clock clock = HOUR PART
clock part = am|gegen|zum < PART
clock part = in_der|in_den < PART
clock part = PART!
time at = {day} um|,|gegen|@|ab? {clock}
time at = {day} {clock}
time at = {clock} am? {day}
dur dur = @about? N UNIT
dur dur = N UNIT und? N UNIT
dur dur = N SHARE
dur dur = eine|einer|ein? SHARE UNIT?
dur dur = FEW UNIT
dur dur = mehr|weniger als < N UNIT
dur whole = ganzen|ganze|ganzes|gesamten|gesamte UNIT
set set = @every N? UNIT
set set = @every WEEKDAY PART?
set set = @every WEEKDAY um? {clock}
set set = @every UNIT um? {clock}
set set = @every PART um? {clock}
set set = @every PART
set set = immer OFTEN
set set = OFTEN um? {clock}
set set = OFTEN
set set = pro < UNIT
ref ref = REF
range lasting = für? N UNIT lang? ,? ab|beginnend|beginnend_ab|angefangen dem|am|mit|von? {day}|{time}|{clock}
range lasting = ab|beginnend dem|am? {day}|{time}|{clock} für N UNIT
range days = vom|zwischen_dem|von? @the? DAY @until @the? DAY MONTH YEAR?
range days = MONTH DAY -|– DAY
range days = {loose} vom DAY bis zum DAY
range days = DAY und DAY MONTH YEAR?
range months = von|zwischen MONTH @until MONTH YEAR?
range months = MONTH! -|–|bis MONTH YEAR?
range years = von|zwischen|seit? YEAR @until YEAR
range years = YEAR -|–|/|bis YEAR
range years = YEAR -|–|/ YY
range range = @from {day} @until {day}
range range = @from {time} @until {time}|{clock}
range range = @from {clock} @until {clock}
range range = {day} -|–|bis|bis_zum {day}
range range = {time} -|–|bis {time}|{clock}
range range = {clock} -|–|bis {clock}
range hours = {day} von|zwischen? HOUR|CLOCK|HM uhr? bis|und|- HOUR|CLOCK|HM uhr? PART?
range hours = von|zwischen HOUR|CLOCK|HM uhr? bis|und|- HOUR|CLOCK|HM uhr? PART?
range hours = PART von|zwischen HOUR|CLOCK uhr? bis|und|- HOUR|CLOCK uhr?
range hours = HOUR|CLOCK|HM bis|- HOUR|CLOCK|HM uhr PART?
range night = in_der < nacht vom|von {day} auf|zum|auf_den {day}
range night = in_der < nacht auf|zum|zu {day}
range night = @the nacht auf|zum {day}
bound since = seit|ab|seit_dem|von|beginnend @the? < {day}
bound since = seit|ab|von < {time}
bound since = seit|ab|von < {clock}
bound since = seit @about? < {dur}
bound until = bis|bis_zum|bis_zur|bis_zu @the? < {day}
bound until = bis|bis_zum < {time}
bound until = bis|bis_um < {clock}
bound until = bis_zum|bis_in_den < SEASON
bound before = vor|spätestens @the? < {day}
bound before = vor|spätestens < {clock}
bound before = vor < {time}
bound after = nach @the? < {day}
bound after = nach < {clock}
bound after = nach < {time}
bound over = mehr|länger als < {day}
bound over = vor mehr als < N UNIT
bound under = vor weniger als < N UNIT
bound under = weniger|kürzer als < {day}
bound about = um|gegen|etwa|rund_um|um_den @the? < {day}
bound about = gegen|etwa|ungefähr|circa < {clock}
not none = guten morgen|tag|abend
not none = gute nacht
not none = N - jährige|jähriger|jährigen|jähriges
not none = im? alter von N jahren
not none = N jahre alt|alten|alte
not none = @person von N jahren
not none = zum? ersten|zweiten|dritten mal
not none = prager frühling
not none = arabischer|arabischen frühling|frühlings
not none = früher oder später
",
    month_first: false,
    ordinal_dot: true,
    years_in_halves: false,
    future: "wird werden nächste nächsten nächster kommende kommenden soll sollen will wollen geplant plant planen voraussichtlich",
    future_endings: "",
    future_beginnings: "",
    past: "sagte sagten erklärte erklärten teilte teilten hatte hatten war waren wurde wurden hat kündigte meldete",
    past_endings: "",
    verb_follows: false,
    after: "nach nachdem",
    after_endings: "",
    takes: "in binnen",
};
