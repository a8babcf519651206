//! English words and shapes of time. The project's own.

use super::table::Table;

pub(super) static TABLE: Table = Table {
    words: "
month 1 january jan. jan
month 2 february feb. feb
month 3 ~march mar. ~mar
month 4 april apr. apr
month 5 ~^may
month 6 june jun. jun
month 7 july jul. jul
month 8 august aug. aug
month 9 september sept. sept sep. sep
month 10 october oct. oct
month 11 november nov. nov
month 12 december dec. dec
weekday 1 monday mon. ~mon
weekday 2 tuesday tue. ~tue ~tues tues.
weekday 3 wednesday wed. ~wed
weekday 4 thursday thu. ~thu ~thur ~thurs thurs.
weekday 5 friday fri. ~fri
weekday 6 saturday sat. ~sat
weekday 7 sunday ~sun. ~sun
season SP spring springtime
season SU summer summertime
season FA autumn fall
season WI winter wintertime
unit S ~seconds ~sec ~secs
unit MIN ~minute ~minutes ~min ~mins
unit H ~hour ~hours ~hr ~hrs ~h
unit D ~day ~days
unit BD ~business_day ~business_days ~working_day ~working_days ~weekday ~weekdays
unit NI ~night ~nights
unit WE weekend weekends
unit FN ~fortnight ~fortnights
unit W ~week ~weeks ~wk ~wks
unit BD ~business_week
unit M ~month ~months
unit Q ~quarter ~quarters
unit HY ~half_year ~half-year
unit Y ~year ~years ~yr ~yrs
unit DE ~decade ~decades
unit C ~century ~centuries
share HALF and_a_half and_half half_a half_an
qmark=0,unit=Q q
qmark=0,unit=HY h
often=0,weekday=1 mondays
often=0,weekday=2 tuesdays
often=0,weekday=3 wednesdays
often=0,weekday=4 thursdays
often=0,weekday=5 fridays
often=0,weekday=6 saturdays
often=0,weekday=7 sundays
often=0,part=MO ~mornings
often=0,part=AF ~afternoons
often=0,part=EV ~evenings
often=0,n=1,unit=WE weekends
often=0,n=1,unit=D daily everyday
often=0,n=1,unit=W weekly
often=0,n=2,unit=W biweekly bi-weekly fortnightly
often=0,n=1,unit=M monthly
often=0,n=2,unit=M bimonthly bi-monthly
often=0,n=3,unit=M quarterly
often=0,n=1,unit=Y annually annual yearly
often=0,n=0.5,unit=Y semi-annually semiannual semi-annual semiannually biannual
share QUARTER and_a_quarter a_quarter_of_a a_quarter_of_an
part MO morning
part AF afternoon
part EV evening
part NIGHT night nights
part DT daytime
clock 120000 noon midday 12_noon
clock 0 midnight
ampm 0 am a.m. a.m a_m a.
ampm 12 pm p.m. p.m p_m p.
addmin 30 half_past
addmin 15 quarter_past a_quarter_past
addmin -15 quarter_to a_quarter_to quarter_of
dir -11 last previous
dir -1 past this_past
dir 11 next following
dir 2 after_next
dir 1 coming upcoming this_coming this_upcoming
dir 0 this current same
side START first opening
side END last final closing
edge START early earlier ~beginning ~start ~the_beginning ~the_start ~the_first_half ~first_half
edge MID mid mid- ~middle ~the_middle
edge END late later ~end ~the_end ~the_second_half ~second_half ~close ~the_close
deixis 0 today
deixis=0,part=NIGHT tonight tonite
deixis=-1,part=NIGHT last_night
deixis -1 yesterday
deixis 1 tomorrow tmrw tmr
deixis -2 the_day_before_yesterday day_before_yesterday
deixis 2 the_day_after_tomorrow day_after_tomorrow
anaphor 1 the_next_day the_following_day the_day_after the_day_afterwards
anaphor -1 the_previous_day the_day_before the_preceding_day
few 0 several some many few a_few
few 2 a_couple_of a_couple couple couple_of
holiday 1225 christmas christmas_day xmas
holiday 1224 christmas_eve
holiday 0101 new_year's_day new_years_day new_year's
holiday 1231 new_year's_eve new_years_eve
holiday 0704 independence_day fourth_of_july
holiday 1031 halloween
holiday 0214 valentine's_day valentines_day
holiday 0501 may_day international_workers_day international_workers'_day labour_day
holiday 0308 women's_day
holiday 0422 earth_day
holiday 0317 st_patrick's_day saint_patrick
holiday 0101 new_year_day
holiday 1111 veterans_day armistice_day
holiday 0321 nowruz newroz navruz navroz nauryz norouz nowrouz nauroz
holiday L1001 eid_al_fitr eid_ul_fitr eid_el_fitr id_al_fitr eid'l_fitr
holiday L1210 eid_al_adha eid_ul_adha eid_el_adha id_al_adha eid_al_azha eid_ul_azha feast_of_sacrifice feast_of_the_sacrifice
holiday L0110 ashura ashoura
holiday L0220 arbaeen arba'in arbaeen_pilgrimage
holiday L0312 mawlid mawlid_al_nabi mawlid_an_nabi milad_un_nabi prophet's_birthday prophet_muhammad's_birthday
holiday L0927 laylat_al_qadr
holiday L0101 islamic_new_year hijri_new_year
holiday 0619 juneteenth
holiday 0107 orthodox_christmas
holiday O0 orthodox_easter orthodox_easter_sunday eastern_orthodox_easter
holiday O-2 orthodox_good_friday
era LUNAR ^ah a.h. hijri hijriyah
era SOLAR ^sh a.h.s. solar_hijri
holiday E0 easter easter_sunday
holiday E1 easter_monday
holiday E-2 good_friday
holiday E-47 mardi_gras
holiday E-46 ash_wednesday
holiday E49 pentecost whit_sunday
ref PRESENT now currently nowadays at_present at_the_moment presently right_now at_this_time at_this_moment these_days
ref PAST recently lately formerly long_ago a_long_time_ago previously
ref FUTURE soon shortly in_the_near_future as_soon_as_possible asap
@the the
@of of in for
@about about around roughly nearly almost approximately some
@every every each
@until until till til through to thru
@dash - – — ~
@hourafter . , ; ? ! ) on tomorrow today
@person man woman boy girl child teenager teen soldier baby victim suspect
@dayend . , ; : ! ? ) at and or in on to from until till for with when as after before between around around - – — this next last
@yearbefore in since by until of from during before after around about late early mid year years circa and to between for till through the 's than ( within spring summer autumn fall winter
@yearafter and or to in at on by the a an with after before when as was is are were has had have will would for from but who that which of if while until
",
    shapes: "
day anaphor = ANAPHOR PART?
day date = @the? WEEKDAY ,|-? @the? DAY -? day? @of? MONTH ,~ of~ YEAR|YY?
day date = @the? WEEKDAY ,|-? MONTH ,|.? @the? DAY ,~ YEAR?
day date = @the? WEEKDAY ,? MONTH ,|.? @the? DAY ,~ YEAR?
day date = WEEKDAY ( MONTH - DAY )
day date = DIR WEEKDAY -|,? MONTH -? DAY
day date = DIR WEEKDAY ( MONTH -? DAY )
day date = @the? DAY -? of|day_of? MONTH ,|of|in? YEAR
day date = @the? DAY -? of|day_of? MONTH
day date = @the? DAY of {loose}
day date = the < DAY DIR month
day date = MONTH .? ,? @the? DAY ,|of|in? YEAR
day date = MONTH .? ,|-|/? @the? DAY
day date = MONTH @the? DAY {loose}
day date = MONTH / DAY
day date = MONTH -|/ DAY -|/ YEAR
day date = DAY -|/ MONTH -|/ YEAR|YY
day date = YEAR -|/ MONTH -|/ DAY
day date = YEAR -|/ DAY -|/ MONTH
day date = MONTH -|/ YEAR -|/ DAY
day date = DAY -|/ YEAR -|/ MONTH
day date = on|this? < the? WEEKDAY ,? DMY
day date = WEEKDAY ,? ISO
day date = on|this? < the? WEEKDAY ,? DM
day date = on|this|by|until|since|from|due < DM
day date = DM!
day date = MON / YEAR
day date = MON - YEAR
day date = MONTH ,|-|/|of|in? YEAR
day date = MONTH ' YY
day date = YEAR ,? MONTH
day date = MONTH!
day date = in|during|of < MONTH ,|of|in? YEAR
day date = of < MONTH .? ,? @the? DAY ,|of|in? YEAR
day date = of < MONTH .? @the? DAY
day date = in|during|of < MONTH
day date = DIR MONTH
day date = MONTH of? {loose}
day date = @the? WEEKDAY! PART?
day date = @the? WEEKDAY! in_the|at? PART
day date = DIR WEEKDAY PART? in_the~ PART?
day date = on < WEEKDAY PART?
day date = DIR WEEKDAY PART?
day date = on? < @the? WEEKDAY ,? @the? NUMTH
day date = on? < @the? WEEKDAY ,? the ORD & @dayend|{clock}|$
day date = on? < WEEKDAY the? NUMDAY & @dayend|$
day date = in|during|throughout|within < the? holy|fasting? month? of~ LUNAR! YEAR?
day date = @the? holy|fasting? month of LUNAR YEAR?
day date = @the? NUMTH|ORD|NUMDAY of LUNAR|SOLAR ,~ YEAR? ERA?
day date = @the? month of MONTH YEAR?
day date = @the SEASON of~ YEAR?
day date = DIR SEASON
day date = SEASON of? YEAR
day date = in|during < SEASON
day ahead = in N SHARE UNIT
day ahead = in SHARE UNIT
day ahead = SHARE UNIT from now
day date = @the? HOLIDAY of~ YEAR?
day date = @the? HOLIDAY of {loose}
day date = DIR HOLIDAY
day date = on < the DAY
day date = on|by|around < the ORD
day year = YEAR
day date = @the? year of? YEAR ERA
day date = @the? year of? YEAR
day date = fiscal|calendar? year YEAR
day unit = DIR UNIT
day unit = DIR fiscal|financial|school|calendar|academic UNIT
day unit = @the DIR UNIT
day unit = the N DIR UNIT
day unit = @the? DIR N? UNIT
day unit = @the? DIR FEW UNIT
day unit = the UNIT DIR
day unit = over|in|during|for|within? @the? DIR N UNIT
day unit = over|at|on|during|for? < the UNIT!
day unit = the UNIT to date
day unit = UNIT to date
day ago = @about? N UNIT and~ N? UNIT? ago
day ago = N UNIT SHARE ago
day ago = FEW UNIT ago
day ago = N UNIT back
day within = within|inside < the? next|coming? @about? N UNIT and~ N~ UNIT?
day ahead = in @about? N UNIT
day ahead = in N UNIT and? N UNIT
day ahead = in|within FEW UNIT
day ahead = N UNIT from now
day ahead = N UNIT hence
day earlier = @about? N UNIT earlier|previously
day later = @about? N UNIT later|afterwards
day later = N UNIT and? N UNIT later|afterwards
day later = N UNIT and? N UNIT and? N UNIT later|afterwards
day ago = N UNIT and? N UNIT and? N UNIT ago
day earlier = @about? N UNIT before & .|,|;
day later = @about? N UNIT after & .|,|;
day earlier = FEW UNIT earlier
day later = FEW UNIT later
day earlier = N UNIT before|prior_to {day}
day later = N UNIT after|from|since|following {day}
day later = in N UNIT from|after|since {day}
day later = N UNIT starting? from {day}
day deixis = DEIXIS 's? PART? in_the~ PART?
day deixis = DEIXIS AMPM
day deixis = WEEKDAY DEIXIS
day same = that|the_same|same UNIT
day same = that|the_same|same PART
day edge = EDGE! on|in|during? -? {day}
day edge = EDGE! -? {loose}
day edge = @the? EDGE of {day}
day edge = @the? EDGE of {loose}
day edge = EDGE of|in @the? UNIT
day edge = at|by < @the? end of UNIT
loose date = MONTH
loose unit = DIR UNIT
loose date = @the? ORD
loose date = DM
day stretch = over|in|during|for|within? < @the? SIDE N|FEW UNIT of|in {day}
day stretch = over|in|during|for|within? < @the? SIDE N|FEW UNIT of @the UNIT
day nth = @the? ORD UNIT of @the UNIT
day nth = @the? DIR UNIT of @the UNIT
day nth = @the? ORD UNIT of|in|for {day}
day nth = @the? ORD UNIT ,? of? YEAR
day nth = {loose} 's ORD UNIT
day nth = YEAR 's ORD UNIT
day nth = @the? DIR UNIT of|in {day}
day nth = @the? ORD WEEKDAY PART? of|in {day}
day nth = @the? DIR WEEKDAY of|in {day}
day nth = UNIT N of|in~ YEAR?
day nth = @the? UNIT N of {day}
day nth = @the? week N
day nth = @the? ORD UNIT
day nth = QMARK + NUMDAY of|-? YEAR
day nth = YEAR -? QMARK + NUMDAY
day nth = QMARK + NUMDAY of {day}
day decade = @the? TENS ' s
day decade = @the? ' TENS s
day decade = @the? TENS s
day decade = @the? EDGE -? TENS s
day century = @the? ORD century
day century = EDGE ORD century
day weekdayof = WEEKDAY PART? of? {day}
day weekdayof = {loose} ,|-|on? WEEKDAY PART?
day weekdayof = on < WEEKDAY PART? of {day}
day weekof = @the? UNIT of|beginning|commencing|starting|ending on? {day}|{range}
day weekof = @the? UNIT of|beginning|commencing|starting on? the NUMTH
day weekof = w / c on? {day}
day weekof = w / c on? the? NUMTH
clock clock = at|by? < HOUR AMPM
clock clock = HOUR : AMPM
clock clock = CLOCK|HM AMPM
clock clock = at|by < HM AMPM?
clock clock = at < HOUR & @hourafter
clock clock = at < HOUR & $
clock clock = HOUR o'clock|oclock|o_clock
clock clock = HOUR MINUTE AMPM
clock clock = at < HOUR MINUTE
clock clock = CLOCK hours|hrs|gmt|utc
clock clock = ADDMIN HOUR AMPM? o'clock?
clock clock = at? < MINUTE|N min|mins|minutes? past|after HOUR
clock clock = MINUTE|N min|mins|minutes? past|after HOUR in_the PART
clock clockto = MINUTE|N min|mins|minutes to|till|before HOUR
clock clockto = at < MINUTE|N to HOUR
clock clock = HOUR AMPM? o'clock|oclock? in_the|at PART
clock clock = HOUR AMPM? DIR PART
clock clock = CLOCK AMPM? in_the|at PART
clock clock = in_the PART at? HOUR AMPM?
clock clock = in_the PART at? HOUR o'clock|oclock
clock clock = in_the PART at? CLOCK
clock clock = MINUTE minutes past HOUR in_the PART
clock part = in_the < PART
clock part = in < the PART
clock part = at < night
clock part = the PART of
clock clock = CLOCK + ish
clock clock = HOUR + ish
clock clock = noonish
time at = {day} at|@|,|-|by|from? {clock}
time at = {day} in_the~ PART? at {clock}
time at = {clock} on|of? {day}
time at = {clock} , {day}
time at = HOUR , {day}
day deixis = DIR PART
dur dur = @about? N -? UNIT
dur dur = N UNIT and? N UNIT
dur dur = N UNIT SHARE
dur dur = N SHARE UNIT
dur dur = FEW UNIT
dur dur = SHARE UNIT
dur dur = another UNIT
dur dur = more|less than < N UNIT
dur dur = more|less than < N UNIT and? N UNIT
dur whole = all|whole|entire|full|the_whole|the_entire|the_full @the? UNIT
dur whole = @the whole|entire|full UNIT
set set = @every N? UNIT
set set = @every WEEKDAY PART?
set set = @every WEEKDAY at? {clock}
set set = {clock} @every UNIT|WEEKDAY
set set = @every PART
set set = @every other UNIT|WEEKDAY
set set = WEEKDAY OFTEN
set set = OFTEN!
set set = OFTEN! at? {clock}
set set = {clock} on? OFTEN
set set = @every UNIT at? {clock}
set set = @every PART at? {clock}
set set = on < OFTEN!
ref ref = REF
time hours = {day} between HHMM @dash|to|and HHMM
range hours = from|between HHMM @dash|to|and HHMM
range lasting = for N UNIT and~ N~ UNIT? ,? from {day}|{time}|{clock}
range lasting = for? N UNIT and~ N~ UNIT? ,? starting|beginning|commencing from|on? {day}|{time}|{clock}
range lasting = from|starting|beginning|at on? {day}|{time}|{clock} for N UNIT and~ N~ UNIT?
range lasting = {day} ,? for N UNIT and~ N~ UNIT? from|starting|at {clock}
range lasting = {day} ,? from|starting|at {clock} for N UNIT and~ N~ UNIT?
range days = from|between|on? MONTH DAY @dash|@until|and DAY ,~ YEAR?
range days = from|between? @the? DAY @dash|@until|and @the? DAY of? MONTH ,~ YEAR?
range days = from|between? DAY @dash|@until|and DAY in|of {day}
range months = from|between|in? MONTH @dash|@until|and MONTH ,? YEAR
range months = from|between MONTH @dash|@until|and MONTH
range months = MONTH! @dash|to|through MONTH!
range years = from|in? @the? YEAR @dash|@until YEAR
range years = between @the? YEAR @dash|@until|and YEAR
range years = YEAR @dash|@until|/ YEAR
range years = YEAR -|– YY
time hours = {day} from|between? HOUR|CLOCK|HM AMPM? @dash|to|and HOUR|CLOCK|HM AMPM?
time hours = from|between? HOUR|CLOCK|HM AMPM? @dash|to|and HOUR|CLOCK|HM AMPM? on? {day}
range range = from|between|starting {day} @dash|@until|and {day}
range range = from|between {loose} @dash|@until|and {day}
range range = from|between {loose} @dash|@until|and {loose}
range range = from|between {day}|{time}|{clock} @dash|@until|and {ref}
range range = from|between {ref} @dash|@until|and {day}|{time}|{clock}
range range = {day} @dash|@until {day}
range range = from|between {time} @dash|@until|and {time}
range range = {time} @dash|@until {time}
range range = {time} @dash|@until {clock}
range range = from|between {time} @dash|@until|and {clock}
range range = from|between {clock} @dash|@until|and {clock}
range range = {clock} @dash|@until {clock}
range hours = from|between? HOUR|CLOCK|HM @dash|@until|and HOUR|CLOCK|HM AMPM
range hours = from|between? CLOCK|HM @dash|@until|and HOUR|CLOCK|HM
range hours = from|between? HOUR @dash|@until|and CLOCK|HM
range hours = from|between HOUR @dash|@until|and HOUR & @hourafter
range hours = from|between HOUR @dash|@until|and HOUR & $
range hours = from|between? HOUR @dash|@until|and HOUR in_the PART
bound since = since|from|starting|beginning|as_of|as_early_as on|from? < {day}
bound since = since < {loose}
bound since = since|from|starting|beginning|as_of|as_early_as < {time}
bound since = since|from|any_time_from|as_early_as|not_before|no_earlier_than < {clock}
bound since = {day} or|and later|after|greater|onwards
bound since = {clock} or|and later|after|onwards
bound since = {clock} or later on? {day}
bound since = for more_than|over|nearly|the_past < {dur}
bound until = until|till|through|up_to|as_late_as < {day}
bound until = until|till < {loose}
bound until = until|till < SEASON
bound until = until|till|up_to|as_late_as < {time}
bound until = until|till|up_to|as_late_as < {clock}
bound before = before|by|prior_to|no_later_than|earlier_than|ahead_of|sooner_than < {day}
bound before = before|by < {loose}
bound after = after < {loose}
bound after = {day} after|later_than {clock}
bound before = before|by|prior_to|no_later_than|earlier_than < {clock}
bound before = before|by|prior_to|no_later_than|earlier_than < {time}
bound before = {day} before|by|no_later_than {clock}
bound after = after|later_than|following < {day}
bound after = after|later_than|past < {clock}
bound after = after|later_than < {time}
bound over = more|longer|over|greater than~ < {day}
bound under = less|fewer|under|shorter than~ < {day}
bound about = about|around|circa|approximately|sometime|towards < {day}
bound about = about|around|approximately < {clock}
bound about = around|about|approximately < {time}
not none = aged N
not none = N - year|years - old|olds
not none = N - year - old
not none = N years old
not none = N - month|months|week|weeks|day|days - old
not none = , N , who|was|is|from
not none = good|have_a|nice|great|happy morning|afternoon|evening|night|day|week|month|year|weekend
not none = a great|nice|good day|week|month|year|weekend
not none = day after|by|to day
not none = day in day out
not none = theresa may
not none = may|might|can|will not? be|have|take|also|not|well|get|result|ask
not none = a? second|third|first class|place|lady|phase|round|wave|time
not none = one|two|three of the?
not none = good friday agreement
not none = shortly|soon|moments|just after|before|thereafter
not none = daily news|mail|telegraph|express|mirror|star|beast|times
not none = @the? NUMTH|DAY of? LUNAR|MONTH city|bridge|university
not none = 9 / 11
not none = sunday times|telegraph
not none = arab spring
not none = prague spring
",
    month_first: true,
    ordinal_dot: false,
    years_in_halves: true,
    future: "will ll shall next upcoming scheduled expected due plans plan planned",
    future_endings: "",
    future_beginnings: "",
    past: "said told was were had did announced went came took began met",
    past_endings: "",
    verb_follows: false,
    after: "after following since",
    after_endings: "",
    takes: "in within",
};
