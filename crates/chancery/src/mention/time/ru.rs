//! Russian words and shapes of time, in their cases. The project's own.

use super::table::Table;

pub(super) static TABLE: Table = Table {
    words: "
month 1 январь января январе январю январём янв. янв
month 2 февраль февраля феврале февралю февралём фев. февр.
month 3 март марта марте марту мартом мар.
month 4 апрель апреля апреле апрелю апрелем апр.
month 5 май мая мае маю маем
month 6 июнь июня июне июню июнем июн.
month 7 июль июля июле июлю июлем июл.
month 8 август августа августе августу августом авг.
month 9 сентябрь сентября сентябре сентябрю сентябрём сент. сен.
month 10 октябрь октября октябре октябрю октябрём окт.
month 11 ноябрь ноября ноябре ноябрю ноябрём нояб. ноя.
month 12 декабрь декабря декабре декабрю декабрём дек.
weekday 1 понедельник понедельника понедельнику понедельником понедельникам
weekday 2 вторник вторника вторнику вторником вторникам
weekday 3 среда среду среды среде средой средам
weekday 4 четверг четверга четвергу четвергом четвергам
weekday 5 пятница пятницу пятницы пятнице пятницей пятницам
weekday 6 суббота субботу субботы субботе субботой субботам
weekday 7 воскресенье воскресенья воскресенью воскресеньем воскресеньям
season SP ~весна ~весны весной ~весну ~весне весною
season SU ~лето ~лета летом ~лету ~лете
season FA ~осень ~осени осенью
season WI ~зима ~зимы зимой ~зиму ~зиме зимою
unit S секунда секунды секунд секунду секундах
unit MIN минута минуты минут минуту минутах
unit H час часа часов часу часами часам
unit D день дня дней дню днём дни дням днями днях сутки суток суткам сутками сутках
unit NI ночь ночи ночей ночью ночам
unit WE выходные выходных выходным
unit W неделя недели недель неделю неделе неделей неделям неделями неделях
unit M месяц месяца месяцев месяцу месяцем месяце месяцы месяцам месяцами месяцах
unit Q квартал квартала кварталов кварталу квартале кварталом кварталы кварталах
unit HY полугодие полугодия полугодии полугодий
unit Y год года лет году годом годе годы годам годами годах годов
unit DE десятилетие десятилетия десятилетий десятилетии
unit C век века веке веков столетие столетия столетии
share=0.5,unit=Y полгода полугода
share=0.5,unit=H полчаса получаса
share=1.5,unit=Y полтора_года
often=0,n=1,unit=D ежедневно ежедневный ежедневные ежедневная каждый_день
often=0,n=1,unit=W еженедельно еженедельный еженедельные
often=0,n=1,unit=M ежемесячно ежемесячный ежемесячные
often=0,n=3,unit=M ежеквартально
often=0,n=1,unit=Y ежегодно ежегодный ежегодные ежегодная ежегодной
part MO утро утра утром утру
part AF днём дня
part EV вечер вечера вечером вечеру
part NIGHT ночь ночи ночью
clock 120000 полдень полудня
clock 0 полночь полуночи
dir -1 прошлый прошлая прошлое прошлого прошлой прошлом прошлую прошлым прошедший прошедшая прошедшей прошедшего прошедшую минувший минувшая минувшей минувшего минувшую минувшем предыдущий предыдущего предыдущей последний последнего последней последнюю
dir -2 позапрошлый позапрошлого позапрошлой позапрошлом
dir 1 следующий следующая следующего следующей следующем следующую следующее будущий будущего будущей будущем будущую ближайший ближайшего ближайшей ближайшее предстоящий предстоящего грядущий грядущей наступающий
dir 0 этот эта это этого этой этом эту этим нынешний нынешнего нынешней нынешнем нынешнюю текущий текущего текущей текущем сей сего
dir=-1,few=0 последние последних последними прошлые прошлых прошедшие прошедших минувшие минувших
dir=1,few=0 следующие следующих ближайшие ближайших предстоящие
side START первый первая первое первые первых первого первой первом первыми первую
side END последний последняя последнее последние последних последнего последней последнем последнюю
edge START начало начале начала началу первая_половина первой_половине
edge MID середина середине середины середину середину
edge END конец конце конца концу вторая_половина второй_половине исход исходе
deixis 0 сегодня
deixis -1 вчера
deixis 1 завтра
deixis -2 позавчера
deixis 2 послезавтра
deixis=-1,part=EV накануне_вечером
anaphor 1 на_следующий_день на_другой_день назавтра следующим_утром
anaphor -1 накануне за_день_до_этого днём_ранее днем_ранее
few 0 несколько нескольких нескольким пара пару
few 0 многие много многих ряд
holiday 0107 рождество рождества рождеством
holiday 0321 навруз навруза новруз новруза наврузом ноуруз ноуруза нооруз наурыз
holiday L1001 ураза_байрам ураза_байрама ураза_байраму ид_аль_фитр праздник_разговения
holiday L1210 курбан_байрам курбан_байрама курбан_байраму ид_аль_адха праздник_жертвоприношения праздника_жертвоприношения
holiday L0110 ашура ашуры ашуру
holiday L0220 арбаин арбаина
holiday L0312 мавлид мавлида
holiday L0101 мусульманский_новый_год
holiday O0 пасха пасхи пасху пасхе пасхой православная_пасха православной_пасхи православную_пасху
holiday O-2 страстная_пятница страстную_пятницу
holiday O49 троица троицы троицу день_святой_троицы
holiday E0 католическая_пасха католической_пасхи католическую_пасху
holiday 1225 католическое_рождество католического_рождества
era LUNAR по_хиджре хиджры г.х.
era SOLAR по_солнечной_хиджре солнечной_хиджры
holiday 1231 новогодняя_ночь новогоднюю_ночь
holiday 0101 новый_год нового_года новым_годом
holiday 0223 день_защитника_отечества
holiday 0308 международный_женский_день
holiday 0501 праздник_весны_и_труда
holiday 0509 день_победы дня_победы дню_победы
holiday 0612 день_россии
holiday 1104 день_народного_единства
ref PRESENT сейчас теперь ныне в_настоящее_время в_данный_момент нынче на_данный_момент
ref PAST недавно ранее прежде раньше некогда когда-то давно в_прошлом
ref FUTURE вскоре скоро в_ближайшее_время в_скором_времени в_будущем
@year год года году годом г. г гг. годы
@dayafter . ! ? ; : , ) и или с до по в на был была были
@about около примерно почти приблизительно порядка
@every каждый каждую каждое каждые каждая каждого каждой
@age мужчина мужчину мужчины женщина женщину женщины мальчик девочка подросток ребёнок ребенок парень девушка военный солдат
@yearbefore в с до к после на от и по конце начале середине между ( летом зимой весной осенью с_начала
@yearafter и или в на по до для с что который где когда как
",
    shapes: "
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
day date = в|во_время|в_течение? < священный|священного? месяц|месяца|месяце LUNAR YEAR? @year?
day date = в|во_время|в_течение < LUNAR! YEAR? @year?
day date = DAY MONTH ,? YEAR @year?
day date = DAY MONTH DIR @year
day date = DAY MONTH
day date = DAY MONTH ,|( WEEKDAY
day date = DAY числа
day date = DAY MONTH PART?
day date = DAY -|/ MONTH -|/ YEAR
day date = DMY г.?
day date = WEEKDAY ,? DMY
day date = WEEKDAY ,? DM
day date = в|на|от < DM
day date = MONTH ,? YEAR @year?
day date = MONTH DIR @year
day date = MONTH
day date = MONTH DIR
day date = DIR MONTH
day date = DIR WEEKDAY PART?
day date = WEEKDAY PART?
day date = PART в|во? WEEKDAY
day date = SEASON YEAR @year?
day date = DIR SEASON
day date = SEASON DIR @year
day date = SEASON & .|,|;|)
day date = SEASON!
day date = HOLIDAY YEAR? @year?
day year = YEAR
day date = YEAR @year
day date = YEAR - м|го|й|ом|ый|му @year?
day date = YEAR - м|го|й @year
day unit = DIR UNIT
day unit = за? < DIR N? UNIT
day unit = в_течение < DIR N? UNIT
day ago = @about? N UNIT назад|тому_назад
day ago = FEW UNIT назад
day ago = UNIT назад
day ago = SHARE назад
day ago = N UNIT N UNIT назад
day within = в_течение|в_пределах < N UNIT
day within = в_течение < ближайших|следующих N UNIT
day ahead = через @about? N UNIT
day ahead = через FEW UNIT
day ahead = через < UNIT
day ahead = через SHARE
day earlier = N UNIT ранее|раньше
day earlier = за N UNIT до этого|того
day later = N UNIT спустя|позже
day later = спустя N UNIT
day later = через N UNIT после этого|того
day earlier = FEW UNIT ранее|раньше
day later = FEW UNIT спустя|позже
day later = спустя FEW UNIT
day earlier = за N UNIT до {day}
day later = через N UNIT после {day}
day deixis = DEIXIS PART?
day deixis = PART DEIXIS
day deixis = DIR PART
day anaphor = ANAPHOR PART?
day same = в? < тот же UNIT
day same = в? < ту же UNIT
day same = в? < том же UNIT
day same = в? < тот UNIT
day same = в < том UNIT
day edge = в|к|на|во? < EDGE {day}
day edge = в|к|на|во? < DIR? EDGE UNIT
day edge = в|к? < EDGE DIR UNIT
day weekof = на? < UNIT с {day}|{range}
day weekof = на? < UNIT {range}
day stretch = в|за|на|в_течение? < SIDE N UNIT {day}
day stretch = в|за|на|в_течение? < N SIDE UNIT {day}
day stretch = в|за|на|в_течение? < SIDE N UNIT UNIT
day stretch = в|за|на|в_течение? < N SIDE UNIT UNIT
day nth = в|за|по? < ORD UNIT UNIT
day nth = в|за|по? < ORD UNIT {day}
day nth = в|за? < ORD UNIT YEAR @year?
day nth = в|за? < DIR UNIT {day}
day nth = в? < ORD WEEKDAY {day}
day nth = в? < DIR WEEKDAY {day}
day nth = в|за? < ORD UNIT
day nth = в|за? < ROMAN UNIT YEAR? @year?
day decade = в? < TENS -? е|х|ые|ых|м годы|годов|годах|гг.
day decade = EDGE TENS - х годов|гг.?
day century = в? < ORD|ROMAN век|века|веке|столетия|столетие|столетии
day century = в? < EDGE ORD|ROMAN века|столетия
day weekdayof = WEEKDAY {loose}
loose unit = на? DIR UNIT
loose date = DAY
clock clock = в|к? < CLOCK PART?
clock clock = в|к < HOUR часов|часа|час MINUTE? минут|минуты? PART?
clock clock = в|к < HOUR PART
clock clock = HOUR часов|часа|час MINUTE? минут? PART
clock clock = HOUR часов|часа|час MINUTE минут|минуты
clock clock = в < HM
clock clock = HOUR : MINUTE
clock part = PART & .|,|в|на|после|около
time at = {day} ,? {clock}
time at = {clock} ,? {day}
time at = {day} , PART
time at = {clock} по местному|московскому времени {day}
dur dur = @about? N UNIT
dur dur = N UNIT и? N UNIT
dur dur = FEW UNIT
dur dur = SHARE
dur dur = более|менее|больше|меньше|свыше < N UNIT
dur whole = весь|всю|всё|целый|целую|целое UNIT
set set = @every N? UNIT
set set = @every WEEKDAY
set set = @every WEEKDAY {clock}
set set = @every PART
set set = по < понедельникам|вторникам|средам|четвергам|пятницам|субботам|воскресеньям|выходным
set set = в < день|неделю|месяц|год
set set = OFTEN
ref ref = REF
range lasting = на? N UNIT ,? начиная_с|начиная_со {day}|{time}|{clock}
range lasting = на N UNIT ,? с|со {day}|{time}|{clock}
range lasting = с|начиная_с {day}|{time}|{clock} на|в_течение N UNIT
range days = с|от|между? DAY до|по|и DAY MONTH YEAR? @year?
range days = DAY -|–|—|и DAY MONTH YEAR? @year?
range months = с|от|между MONTH по|до|и MONTH YEAR? @year?
range months = MONTH -|–|— MONTH YEAR? @year?
range years = с|от|между YEAR @year? по|до|и YEAR @year?
range years = в? < YEAR -|–|—|/ YEAR|YY @year?
range years = в? < YEAR -|–|—|и YEAR годах|годы|годов|гг.
range range = с|от|между|со {day} до|по|и {day}
range range = с|от|между|со {time} до|по|и {time}|{clock}
range range = с|от|между {clock} до|по|и {clock}
range range = с|от {day}|{time} до|по {ref}
range hours = с|от|между HOUR|CLOCK до|по|и HOUR|CLOCK часов|часа? PART?
range night = в? < ночь с {day} на {day}
range night = в? < ночь на {day}
range night = ночью с {day} на {day}
bound since = с|со|начиная_с < {day}
bound since = с|со|начиная_с < {time}
bound since = с|начиная_с < {clock}
bound since = уже|вот_уже < {dur}
bound since = на протяжении|протяжении_последних < {dur}
bound until = до|по|вплоть_до < {day}
bound until = до|вплоть_до < {time}
bound until = до < {clock}
bound before = не_позднее|не_позже|перед < {day}
bound before = не_позднее|не_позже < {clock}
bound after = после|позднее|позже < {day}
bound after = после|позднее|позже < {clock}
bound over = более|больше|свыше чем~ < {day}
bound under = менее|меньше чем~ < {day}
bound about = около|примерно_в|примерно|ориентировочно|к < {day}
bound about = около|примерно_в|примерно < {clock}
loose clock = HOUR часов|часа|час
bound about = около|примерно_в < {loose}
bound until = до < {loose}
bound until = до < SEASON
bound after = после < {loose}
not none = в возрасте N лет|года|год
not none = в возрасте от? N до|- N лет
not none = ему|ей|им|мне N лет|года|год
not none = , N лет ,|.|)|;
not none = @age N лет|года
not none = N - летний|летняя|летнего|летней|летнему|летнюю|летних|летние
not none = N лет|года со дня
not none = доброе утро
not none = добрый день|вечер
not none = арабская|арабской весна|весны|весне
not none = пражская|пражской весна|весны
not none = день за днём
not none = изо дня в день
not none = на этот раз
",
    month_first: false,
    ordinal_dot: false,
    years_in_halves: false,
    future: "будет будут следующий следующего следующей следующем ближайшие планирует планируют планируется запланировано запланирован запланирована намечено намечен ожидается предстоящий состоится состоятся пройдёт пройдет пройдут",
    future_endings: "",
    future_beginnings: "",
    past: "был была было были",
    past_endings: "ил ила или ило ал ала али ало ел ела ели ло лся лась лись лось",
    verb_follows: false,
    after: "после спустя",
    after_endings: "",
    takes: "за",
};
