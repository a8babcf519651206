//! Ukrainian words and shapes of time, in their cases. The project's own.

use super::table::Table;

pub(super) static TABLE: Table = Table {
    words: "
month 1 січень січня січні січню січнем січ.
month 2 лютий лютого лютому лютим лют.
month 3 березень березня березні березню березнем бер.
month 4 квітень квітня квітні квітню квітнем квіт.
month 5 травень травня травні травню травнем трав.
month 6 червень червня червні червню червнем черв.
month 7 липень липня липні липню липнем лип.
month 8 серпень серпня серпні серпню серпнем серп.
month 9 вересень вересня вересні вересню вереснем вер.
month 10 жовтень жовтня жовтні жовтню жовтнем жовт.
month 11 листопад листопада листопаді листопаду листопадом лист.
month 12 грудень грудня грудні грудню груднем груд.
weekday 1 понеділок понеділка понеділку понеділком понеділкам
weekday 2 вівторок вівторка вівторку вівторком вівторкам
weekday 3 середа середу середи середі середою середам
weekday 4 четвер четверга четвергу четвергом четвергам
weekday 5 п'ятниця п'ятницю п'ятниці п'ятницею п'ятницям
weekday 6 субота суботу суботи суботі суботою суботам
weekday 7 неділя неділю неділі неділею неділям
season SP ~весна ~весни весною навесні ~весну
season SU ~літо ~літа влітку літом літку
season FA ~осінь ~осені восени осінню
season WI ~зима ~зими взимку зимою ~зиму узимку
unit S секунда секунди секунд секунду
unit MIN хвилина хвилини хвилин хвилину хвилинах
unit H година години годин годину годинах годині
unit D день дня днів дню днем дні дням днями днях доба доби добу діб добі
unit NI ніч ночі ночей
unit WE вихідні вихідних вихідними
unit W тиждень тижня тижнів тижню тижнем тижні тижнями тижнях
unit M місяць місяця місяців місяцю місяцем місяці місяцями місяцях
unit Q квартал кварталу кварталів кварталі квартали кварталах
unit HY півріччя піврічч
unit Y рік року років році роком роки роках роками рокам
unit DE десятиліття десятиріччя десятиліть десятилітті
unit C століття сторіччя століть вік
share=0.5,unit=Y півроку
share=0.5,unit=H півгодини
often=0,n=1,unit=D щодня щоденно щоденний щоденна щоденні
often=0,n=1,unit=W щотижня щотижневий щотижнева
often=0,n=1,unit=M щомісяця щомісячно щомісячний
often=0,n=3,unit=M щоквартально
often=0,n=1,unit=Y щороку щорічно щорічний щорічна щорічні
part MO ранок ранку вранці зранку уранці
part AF вдень удень дня
part EV вечір вечора ввечері увечері вечором
part NIGHT ніч ночі вночі уночі
clock 120000 полудень опівдні полудня
clock 0 північ опівночі півночі
dir -1 минулий минула минуле минулого минулої минулому минулій минулу попередній попереднього попередньої торішній останній останнього останньої
dir -2 позаминулий позаминулого позаминулої позаминулому
dir 1 наступний наступна наступне наступного наступної наступному наступній наступну найближчий найближчого найближчої майбутній майбутнього прийдешній
dir 0 цей ця це цього цієї цьому цій цю нинішній нинішнього нинішньої нинішньому поточний поточного поточної поточному
qmark=0,dir=-1,unit=Y торік
dir=-1,few=0 останні останніх останніми минулі минулих
dir=1,few=0 наступні наступних найближчі найближчих
side START перший перша перше перші перших першого першої першому першими першу
side END останній остання останнє останні останніх останнього останньої останньому останню
edge START на_початку початок початку перша_половина першій_половині
edge MID середина середині середини
edge END наприкінці під_кінець кінець кінці кінця друга_половина другій_половині
deixis 0 сьогодні
deixis -1 вчора учора
deixis 1 завтра
deixis -2 позавчора
deixis 2 післязавтра
anaphor 1 наступного_дня на_наступний_день назавтра
anaphor -1 напередодні за_день_до_цього днем_раніше
few 0 кілька кількох кільком декілька декількох пара пару
few 0 багато багатьох низка
holiday 0321 навруз наврузу новруз новрузу наурис
holiday L1001 ураза_байрам ураза_байраму рамазан_байрам рамазан_байраму ід_аль_фітр
holiday L1210 курбан_байрам курбан_байраму ід_аль_адха свято_жертвопринесення
holiday L0110 ашура ашури ашуру
holiday L0220 арбаїн
holiday L0312 мавлід мавліду
holiday O0 великдень великодня великодню великоднем пасха пасхи пасху православний_великдень
holiday O-2 страсна_п'ятниця страсну_п'ятницю
holiday O49 трійця трійці трійцю
holiday E0 католицький_великдень католицького_великодня
era LUNAR за_хіджрою хіджри
era SOLAR за_сонячною_хіджрою
holiday 0107 різдво різдва
holiday 0101 новий_рік нового_року
holiday 0308 міжнародний_жіночий_день
holiday 0824 день_незалежності дня_незалежності
holiday 1014 день_захисників
holiday 0628 день_конституції
holiday 0509 день_перемоги
ref PRESENT зараз тепер нині наразі на_цей_час на_даний_момент
ref PAST нещодавно раніше колись недавно давно в_минулому
ref FUTURE незабаром скоро найближчим_часом у_майбутньому
@year рік року році роком р. р рр. роки
@in у в на
@dayafter . ! ? ; : , ) і й та або з до по в у на був була були
@about близько приблизно майже орієнтовно
@every кожен кожну кожного кожної кожна кожне кожні що
@age чоловік чоловіка жінка жінку жінки хлопчик дівчинка підліток дитина хлопець дівчина військовий
@yearbefore у в з до від після на і по кінці початку середині між ( влітку взимку навесні восени із
@yearafter і й та або у в на по до для з що який де коли як
",
    shapes: "
day anaphor = ANAPHOR PART?
day date = WEEKDAY ,? DAY MONTH YEAR @year?
day date = WEEKDAY ,? DAY MONTH
day date = WEEKDAY ,? NUMTH числа?
day date = WEEKDAY ,? NUMDAY числа
day date = WEEKDAY ,? ORD числа
day date = WEEKDAY , NUMDAY & @dayafter|$
day date = DAY LUNAR|SOLAR ,~ YEAR @year? ERA?
day date = NUMDAY LUNAR|SOLAR ,~ YEAR @year? ERA?
day date = LUNAR|SOLAR YEAR @year? ERA?
day date = YEAR @year ERA
day date = у|в|під_час|протягом? < священний|священного? місяць|місяця|місяці LUNAR YEAR? @year?
day date = у|в|під_час|протягом < LUNAR! YEAR? @year?
day date = DAY MONTH ,? YEAR @year?
day date = DAY MONTH DIR @year
day date = DAY MONTH PART?
day date = DAY MONTH ,|( WEEKDAY
day date = DAY числа
day date = DAY -|/ MONTH -|/ YEAR
day date = DMY р.?
day date = WEEKDAY ,? DMY
day date = WEEKDAY ,? DM
day date = @in < DM
day date = MONTH ,? YEAR @year?
day date = MONTH DIR @year
day date = MONTH
day date = MONTH DIR
day date = DIR MONTH
day date = DIR WEEKDAY PART?
day date = WEEKDAY PART?
day date = PART @in? WEEKDAY
day date = SEASON YEAR @year?
day date = DIR SEASON
day date = SEASON DIR @year
day date = SEASON & .|,|;|)
day date = SEASON!
day date = HOLIDAY YEAR? @year?
day year = YEAR
day date = YEAR @year
day date = YEAR - го|й|му|ого|ому @year?
day unit = DIR UNIT
day unit = QMARK
day unit = за? < DIR N? UNIT
day unit = протягом|упродовж|впродовж < DIR N? UNIT
day ago = @about? N UNIT тому
day ago = FEW UNIT тому
day ago = UNIT тому
day ago = SHARE тому
day ago = N UNIT N UNIT тому
day within = протягом|упродовж|впродовж < наступних|найближчих? N UNIT
day ahead = за|через @about? N UNIT
day ahead = за|через FEW UNIT
day ahead = через < UNIT
day ahead = через SHARE
day earlier = N UNIT раніше
day earlier = за N UNIT до цього|того
day later = N UNIT потому|пізніше
day later = через N UNIT після цього|того
day earlier = FEW UNIT раніше
day later = FEW UNIT потому|пізніше
day earlier = за N UNIT до {day}
day later = через N UNIT після {day}
day deixis = DEIXIS PART?
day deixis = PART DEIXIS
day deixis = DIR PART
day same = @in? < того ж UNIT
day same = @in? < той же UNIT
day same = @in? < той самий UNIT
day same = @in? < тому ж UNIT
day same = того UNIT
day same = у|в < тому UNIT
day edge = @in? < EDGE {day}
day edge = @in? < DIR? EDGE UNIT
day edge = @in? < EDGE DIR UNIT
day weekof = на? < UNIT з|із|від {day}|{range}
day weekof = на? < UNIT {range}
day stretch = @in|за|протягом|упродовж|впродовж? < SIDE N UNIT {day}
day stretch = @in|за|протягом|упродовж|впродовж? < N SIDE UNIT {day}
day stretch = @in|за|протягом|упродовж|впродовж? < SIDE N UNIT UNIT
day stretch = @in|за|протягом|упродовж|впродовж? < N SIDE UNIT UNIT
day nth = @in|за? < ORD UNIT UNIT
day nth = @in|за? < ORD UNIT {day}
day nth = @in|за? < ORD UNIT YEAR @year?
day nth = @in|за? < DIR UNIT {day}
day nth = @in? < ORD WEEKDAY {day}
day nth = @in? < DIR WEEKDAY {day}
day nth = @in|за? < ORD UNIT
day nth = @in|за? < ROMAN UNIT YEAR? @year?
day decade = @in? < TENS -? ті|х|і|их роки|років|роках|рр.
day decade = EDGE TENS - х років|рр.?
day century = @in? < ORD|ROMAN століття|столітті|сторіччя|ст.
day century = @in? < EDGE ORD|ROMAN століття|сторіччя
day weekdayof = WEEKDAY {loose}
loose unit = DIR UNIT
loose date = DAY
clock clock = о|об? < CLOCK PART?
clock clock = о|об|до|близько|після < HOUR годині|годин|години|год MINUTE? хвилин? PART?
clock clock = HOUR годині|година PART?
clock clock = HOUR : MINUTE
clock clock = о|об < HM
clock part = PART & .|,|в|у|на|після|близько
time at = {day} ,? {clock}
time at = {clock} ,? {day}
dur dur = @about? N UNIT
dur dur = N UNIT і|та? N UNIT
dur dur = FEW UNIT
dur dur = SHARE
dur dur = понад|більше|менше < N UNIT
dur whole = весь|всю|все|цілий|цілу|увесь UNIT
set set = @every N? UNIT
set set = @every WEEKDAY
set set = @every WEEKDAY {clock}
set set = @every PART
set set = на < день|тиждень|місяць|рік
set set = OFTEN
ref ref = REF
range lasting = на? N UNIT ,? починаючи_з|починаючи_від {day}|{time}|{clock}
range lasting = на N UNIT ,? з|із|від {day}|{time}|{clock}
range lasting = з|із|починаючи_з {day}|{time}|{clock} на|протягом N UNIT
range days = з|від|між|із? DAY до|по|та|і DAY MONTH YEAR? @year?
range days = DAY -|–|—|і|та DAY MONTH YEAR? @year?
range months = з|від|між|із MONTH по|до|і|та MONTH YEAR? @year?
range months = MONTH -|–|— MONTH YEAR? @year?
range years = з|від|між|із YEAR @year? по|до|і|та YEAR @year?
range years = у|в? < YEAR -|–|—|/ YEAR|YY @year?
range years = у|в? < YEAR -|–|—|і|та YEAR роках|роки|років|рр.
range range = з|від|між|із {day} до|по|та|і {day}
range range = з|від|між|із {time} до|по|та|і {time}|{clock}
range range = з|від|між {clock} до|по|та|і {clock}
range range = з|від {day}|{time} до|по {ref}
range hours = з|від|між HOUR|CLOCK до|по|та|і HOUR|CLOCK години|годин? PART?
range night = у|в? < ніч з|із {day} на {day}
range night = у|в? < ніч на {day}
range night = вночі з|із {day} на {day}
bound since = з|із|починаючи_з|зі < {day}
bound since = з|із|починаючи_з < {time}
bound since = з|починаючи_з < {clock}
bound since = вже|уже < {dur}
bound until = до|по|аж_до < {day}
bound until = до|аж_до < {time}
bound until = до < {clock}
bound until = до < SEASON
bound before = не_пізніше|перед < {day}
bound before = не_пізніше < {clock}
bound after = після|пізніше < {day}
bound after = після|пізніше < {clock}
bound over = понад|більше|більш ніж~ < {day}
bound under = менше|менш ніж~ < {day}
bound about = близько|приблизно|орієнтовно < {day}
bound about = близько|приблизно < {clock}
not none = у|в віці N років
not none = віком N років
not none = йому|їй|їм|мені N років|роки|рік
not none = , N років ,|.|)|;
not none = @age N років
not none = N - річний|річна|річного|річної|річному|річну|річні|річних
not none = доброго ранку|дня|вечора
not none = добрий день|вечір
not none = арабська|арабської весна|весни
not none = празька|празької весна|весни
not none = день за днем
not none = цього разу
",
    month_first: false,
    ordinal_dot: false,
    years_in_halves: false,
    future: "буде будуть наступний наступного наступної наступному найближчі планує планують планується заплановано очікується відбудеться відбудуться пройде",
    future_endings: "тиме тимуть тимемо",
    future_beginnings: "",
    past: "був була було були",
    past_endings: "ив ила или ило ав ала али ало ів іла іли лися лася лось вся",
    verb_follows: false,
    after: "після",
    after_endings: "",
    takes: "за",
};
