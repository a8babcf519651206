//! Spanish words and shapes of time. The project's own.

use super::table::Table;

pub(super) static TABLE: Table = Table {
    words: "
month 1 enero ene. ene
month 2 febrero feb. feb
month 3 marzo mar. ~mar
month 4 abril abr. abr
month 5 mayo may. ~may
month 6 junio jun. jun
month 7 julio jul. jul
month 8 agosto ago. ago
month 9 septiembre setiembre sept. sept sep. sep
month 10 octubre oct. oct
month 11 noviembre nov. nov
month 12 diciembre dic. dic
weekday 1 lunes lun. ~lun
weekday 2 martes mart. ~mar. ~mar
weekday 3 miércoles mié. ~mie
weekday 4 jueves jue. ~jue
weekday 5 viernes vie. ~vie
weekday 6 sábado sábados sáb. ~sab
weekday 7 domingo domingos dom. ~dom
season SP primavera
season SU verano
season FA otoño
season WI invierno
unit S ~segundos ~seg
unit MIN ~minuto ~minutos ~min
unit H ~hora ~horas ~hrs ~h
unit D ~día ~días ~jornada ~jornadas
unit BD ~día_hábil ~días_hábiles ~día_laborable ~días_laborables
unit NI ~noche ~noches
unit WE fin_de_semana fines_de_semana
unit FN ~quincena ~quincenas
share=2,unit=W quince_días
unit W ~semana ~semanas
unit M ~mes ~meses
unit Q ~trimestre ~trimestres
unit HY ~semestre ~semestres
unit Y ~año ~años
unit DE ~década ~décadas ~decenio ~decenios
unit C ~siglo ~siglos
qmark=0,unit=Q t
share HALF ~y_media ~y_medio ~media ~medio
share QUARTER ~y_cuarto ~un_cuarto_de
often=0,n=1,unit=D diariamente a_diario cotidianamente
often=0,n=1,unit=W semanalmente semanal semanales
often=0,n=2,unit=W quincenalmente quincenal
often=0,n=1,unit=M mensualmente mensual mensuales
often=0,n=3,unit=M trimestralmente trimestral
often=0,n=6,unit=M semestralmente semestral
often=0,n=1,unit=Y anualmente anual anuales
part MO mañana madrugada mañanas
part AF pasado_mediodía
part AF tarde tardes
part NIGHT noche noches
clock 120000 mediodía
clock 0 medianoche
ampm 0 am a.m. a.m de_la_mañana de_la_madrugada por_la_mañana
ampm 12 pm p.m. p.m de_la_tarde de_la_noche por_la_tarde por_la_noche
addmin 30 y_media
addmin 15 y_cuarto y_un_cuarto
addmin -15 menos_cuarto menos_un_cuarto
dir -1 pasado pasada último última anterior
dir 1 próximo próxima siguiente entrante que_viene que_entra
dir 0 este esta ese esa
dir=-1,few=0 anteriores pasados pasadas últimos últimas ultimos ultimas
dir=1,few=0 próximos próximas siguientes
side START primeros primeras primer primera
side END últimos últimas último última
edge START principios comienzos inicios comienzo principio inicio primeros primera_mitad primera_quincena
edge MID mediados medio mitad
edge END finales fines fin final segunda_mitad segunda_quincena
deixis 0 hoy
deixis -1 ayer
deixis=-1,part=NIGHT anoche
deixis 1 mañana
deixis -2 anteayer antes_de_ayer antier
deixis 2 pasado_mañana
anaphor 1 al_día_siguiente el_día_siguiente día_siguiente
anaphor -1 la_víspera el_día_anterior el_día_previo
few 0 varios varias algunos algunas unos unas unos_pocos unas_pocas unos_cuantos unas_cuantas pocos pocas
few 2 un_par_de
holiday 1225 navidad día_de_navidad
holiday 1224 nochebuena
holiday 1231 nochevieja fin_de_año
holiday 0101 año_nuevo día_de_año_nuevo
holiday 0106 día_de_reyes
holiday 0501 día_del_trabajo día_del_trabajador día_internacional_de_los_trabajadores
holiday 1101 todos_los_santos día_de_todos_los_santos
holiday 0422 día_de_la_tierra
holiday 0317 día_de_san_patricio san_patricio
holiday 1012 día_de_la_hispanidad
holiday 0321 nouruz noruz nowruz newroz
holiday L1001 eid_al_fitr aíd_al_fitr aid_el_fitr id_al_fitr fiesta_del_fin_del_ramadán
holiday L1210 eid_al_adha aíd_al_adha aid_el_kebir aid_al_kabir id_al_adha fiesta_del_sacrificio fiesta_del_cordero
holiday L0110 ashura achura
holiday L0220 arbaín arbaeen
holiday L0312 mawlid maulid
holiday L0101 año_nuevo_islámico año_nuevo_musulmán
holiday 0107 navidad_ortodoxa
holiday O0 pascua_ortodoxa domingo_de_pascua_ortodoxa
era LUNAR de_la_hégira hégira ^ah a.h. h.
era SOLAR de_la_hégira_solar
holiday E0 domingo_de_pascua domingo_de_resurrección pascua
holiday E-2 viernes_santo
holiday E-3 jueves_santo
holiday E-46 miércoles_de_ceniza
holiday E-7 domingo_de_ramos
ref PRESENT ahora actualmente hoy_en_día en_la_actualidad en_este_momento ahora_mismo en_estos_momentos
ref PAST recientemente antiguamente anteriormente hace_tiempo últimamente hace_mucho_tiempo
ref FUTURE pronto próximamente en_breve lo_antes_posible cuanto_antes en_el_futuro
@the el la los las
@of de del de_la de_los de_las
@in en del al de por
@about unos unas casi alrededor_de aproximadamente cerca_de
@every cada todos_los todas_las todo todos
@until a al hasta hasta_el hasta_la y_el y_la a_el a_la a_las a_los y_las y - –
@from de del desde desde_el desde_la entre entre_el entre_la desde_las entre_las de_las
@age hombre mujer niño niña joven menor adolescente soldado bebé anciano anciana
@dayafter . ! ? ; : , ) y o u de del al para en a desde entre hasta
@yearbefore en de del desde hasta año años entre y a hacia antes después fines finales principios comienzos mediados durante ( verano invierno primavera otoño elecciones desde_el el
@yearafter y o u a al en de del desde hasta por para con que cuando fue era es son han ha había donde como según durante pero
",
    shapes: "
day same = ese|esa UNIT
day date = @the? WEEKDAY ,? @the|día? DAY de? MONTH de|del|,? año? YEAR
day date = @the|DIR? WEEKDAY ,? @the|día? DAY de? MONTH
day date = @the? WEEKDAY DAY -|/ MONTH -|/ YEAR
day date = DIR WEEKDAY ,? DAY de MONTH de~ YEAR?
day date = el|día < NUMDAY del MON
day date = @the|día? DAY de MON de YEAR
day date = @the|día? DAY @of? MONTH de|del|,|/|-? año? YEAR
day date = @the|día? DAY @of? MONTH
day date = @the|día? DAY @of? mes? de MONTH
day date = @the|día? DAY de MONTH DIR
day date = @the|día? DAY @of {loose}
day date = @the|día? DAY @of? MONTH @of {loose}
day date = el|día < NUMDAY & @dayafter
day date = el|día < NUMDAY & $
day date = el < DAY DIR
day date = MONTH NUMDAY ,|de|del~ YEAR?
day date = DAY -|/ MONTH -|/ YEAR|YY
day date = MONTH -|/ DAY -|/ YEAR
day date = YEAR -|/ MONTH -|/ DAY
day date = YEAR -|/ DAY -|/ MONTH
day date = DAY -|/ YEAR -|/ MONTH
day date = MONTH -|/ YEAR -|/ DAY
day date = MONTH / DAY
day date = DAY / MONTH
day date = DAY MON YEAR
day date = @the|este|próximo? WEEKDAY ,? DMY
day date = @the? WEEKDAY DMY
day date = @the? WEEKDAY ,? DM
day date = DIR WEEKDAY? ,? DM
day date = DM!
day date = MONTH! de|del|,|-|/|en? YEAR
day date = MONTH de|del < @the? año YEAR
day date = MONTH ' YY
day date = YEAR ,? MONTH
day date = MONTH!
day date = MONTH DIR
day date = DIR MONTH
day date = MONTH @of {loose}
day date = @the? mes de MONTH de~ YEAR?
day date = @the|día? WEEKDAY PART?
day date = @the? WEEKDAY @in @the? PART
day date = @the? WEEKDAY DIR @in~ @the~ PART?
day date = @the? DIR DIR? WEEKDAY @in~ @the~ PART?
day date = @the? WEEKDAY ,? @the|día? NUMDAY & @dayafter|{clock}|$
day date = @the? WEEKDAY @the? día DAY
day date = @the WEEKDAY @the|día? DAY & @dayafter|{clock}|$
day date = @the? NUMDAY|NUMTH de LUNAR|SOLAR de|del|,~ YEAR? ERA?
day date = en|durante|del? < el LUNAR! de|del~ YEAR?
day date = en|durante < LUNAR! de|del~ YEAR?
day date = @the? mes de|del LUNAR de|del~ YEAR?
day date = @the? NUMDAY WEEKDAY
day date = @the SEASON @of~ YEAR?
day date = DIR SEASON
day date = @the? SEASON DIR
day date = SEASON de|del? YEAR
day date = en < SEASON
day date = HOLIDAY de|del~ YEAR?
day date = HOLIDAY @of {loose}
day date = DIR HOLIDAY
day year = YEAR
day date = @the? año YEAR ERA
day date = @the? año YEAR
day unit = el UNIT!
day unit = del|al < UNIT!
day unit = DIR UNIT
day unit = @the DIR UNIT
day unit = @the? UNIT DIR
day unit = @the? UNIT actual|en_curso
day unit = @the? N DIR UNIT
day unit = @the? DIR N? UNIT
day unit = @the? N UNIT DIR
day unit = a_lo_largo < @of UNIT
day ago = hace SHARE!
day ago = hace @about? N UNIT SHARE?
day ago = hace FEW UNIT
day ago = N UNIT atrás
day ago = FEW UNIT atrás
day ago = N UNIT SHARE atrás
day within = dentro_de < los|las N próximos|próximas UNIT
day within = dentro_de < los|las próximos|próximas N UNIT
day ahead = en|dentro_de SHARE!
day ahead = en|dentro_de @about? N UNIT SHARE?
day ahead = en|dentro_de FEW UNIT
day earlier = N UNIT antes & .|,|;
day later = N UNIT después & .|,|;
day later = N UNIT más_tarde|luego
day earlier = FEW UNIT antes
day later = FEW UNIT después|más_tarde
day earlier = N UNIT antes de|del {day}
day later = N UNIT después|a_partir|desde de|del? {day}
day later = N UNIT a_partir_de {day}
day deixis = DEIXIS
day deixis = DEIXIS @in? @the? PART
day deixis = @the? PART de DEIXIS
day deixis = DEIXIS WEEKDAY
day deixis = DIR PART
day anaphor = ANAPHOR @in~ @the~ PART?
day same = DIR mismo|misma UNIT
day same = aquel|aquella UNIT
day same = ese|esa mismo|misma? UNIT
day same = @the mismo|misma UNIT
day edge = a? < EDGE @of? {day}
day edge = a? < @the? EDGE @of @the? UNIT
day edge = a? < @the EDGE @of {day}
day edge = @the? primeros|últimos UNIT de {day}
day weekof = @the|esta|esa? UNIT del|que_empieza|que_comienza|a_partir_del el? {day}|{range}
day weekof = @the? UNIT del NUMDAY & .|,|;|:|)|$
day stretch = @the? N SIDE UNIT @of {day}
day stretch = @the? SIDE N UNIT @of {day}
day stretch = @the? N SIDE UNIT @of este|esta? UNIT
day stretch = @the? SIDE N UNIT @of este|esta? UNIT
day nth = @the? ORD UNIT @of este|esta? UNIT
day nth = @the? DIR UNIT @of este|esta? UNIT
day nth = @the? UNIT N @of {day}
day nth = @the? ORD UNIT @of {day}
day nth = @the? ORD UNIT del? año? YEAR
day nth = @the? DIR UNIT @of {day}
day nth = @the? UNIT DIR @of {day}
day nth = @the? ORD WEEKDAY @of {day}
day nth = @the? DIR WEEKDAY @of {day}
day nth = @the? ORD UNIT
day nth = QMARK + NUMDAY -|de|del? YEAR
day nth = YEAR -|de? QMARK + NUMDAY
day nth = @the? UNIT N @of~ YEAR?
day nth = @the? semana N
day decade = @the? años TENS
day decade = @the? década de|del @the? años? TENS
day decade = EDGE @of @the? años TENS
day century = @the? siglo ROMAN|ORD|N
day century = @the? ORD siglo
day century = a? < EDGE del siglo ROMAN|ORD
day weekdayof = @the? WEEKDAY @of? {day}
day weekdayof = {loose} ,|-|el|del? WEEKDAY PART?
day weekdayof = {loose} ,|-? el WEEKDAY @in~ @the~ PART?
loose unit = @the? DIR UNIT
loose unit = @the? UNIT DIR
loose date = DM
clock clock = a? la|las? < CLOCK AMPM?
clock clock = a|sobre? las < HOUR horas? AMPM?
clock clock = a la < HOUR AMPM?
clock clock = a la|las < HOUR y|con? MINUTE minutos? AMPM?
clock clock = a? la|las? < HOUR en_punto AMPM?
clock clock = a|son|eran? la|las < HOUR ADDMIN AMPM?
clock clock = HOUR ADDMIN AMPM
clock clock = la|las < HOUR y MINUTE AMPM?
clock clockto = a? la|las? < HOUR AMPM? menos MINUTE|N minutos? AMPM?
clock clock = a? la|las? < HOUR AMPM ADDMIN
clock clock = HOUR AMPM
clock clock = HOUR h|hs|hrs
clock clock = a las < HM AMPM?
clock clock = HM AMPM
clock clock = CLOCK horas|h|hs|hrs
clock clock = HOUR h MINUTE
clock clock = @in @the PART a @the HOUR
clock clock = por_la|de_la PART a? @the? CLOCK|HOUR
clock part = en|por|de|a < @the PART
clock part = al < PART
clock part = DIR PART
time at = {day} ,|a|-|@? {clock}
time at = {day} @in @the PART {clock}
time at = @the PART @of {day}
time at = {clock} de|del|el? {day}
time at = {clock} , {day}
dur dur = @about? N UNIT SHARE?
dur dur = N UNIT y? N UNIT
dur dur = N SHARE UNIT
dur dur = FEW UNIT
dur dur = SHARE UNIT
dur dur = otro|otra UNIT
dur dur = más|menos de < N UNIT
dur whole = todo|toda @the UNIT
dur whole = @the UNIT entero|entera
set set = @every N? UNIT
set set = @every WEEKDAY PART?
set set = @every WEEKDAY {clock}
set set = @every UNIT {clock}
set set = {clock} @every UNIT|WEEKDAY
set set = @every PART
set set = @every PART {clock}
set set = @every ORD UNIT
set set = los < WEEKDAY
set set = por < UNIT
set set = OFTEN
set set = OFTEN {clock}
ref ref = REF
range lasting = durante|por? N UNIT ,? a_partir_del|a_partir_de|desde_el|desde|empezando el|la|las? {day}|{time}|{clock}
range lasting = a_partir_de|desde|empezando el|la|las? {day}|{time}|{clock} durante|por N UNIT
range lasting = {day} desde|a_partir_de la|las? {clock} durante|por N UNIT
range days = de|del|desde_el|entre_el|desde? @the? DAY @until @the? DAY de? MONTH de|del|,~ YEAR?
range days = entre? @the? DAY y @the? DAY de MONTH de|del|,~ YEAR?
range days = MONTH DAY -|– DAY
range days = de|del|desde? @the? DAY @until @the? DAY de|del {day}
range months = de|desde|entre MONTH @until MONTH de|del|,|en~ YEAR?
range months = MONTH! -|– MONTH de|del~ YEAR?
range years = @from YEAR @until YEAR
range years = desde? YEAR -|–|~|/|— YEAR
range years = YEAR -|– YY
range years = de YEAR a|hasta YEAR
range range = @from {day} @until {day}
range range = @from {time} @until {time}|{clock}
range range = @from {clock} @until {clock}
range range = {day} -|–|a|hasta|al {day}
range range = {time} -|–|a|hasta {time}|{clock}
range range = {clock} -|–|a|hasta {clock}
range range = @from {loose} @until {day}
range range = desde|entre @the? {loose} hasta|y @the? {loose}
range range = @from {day}|{time}|{clock} @until {ref}
range range = @from {ref} @until {day}|{time}|{clock}
range hours = @from @the? HOUR|CLOCK|HM AMPM? @until @the? HOUR|CLOCK|HM AMPM? de|del|el? {day}
range hours = {day} ,? @from @the? HOUR|CLOCK|HM AMPM? @until @the? HOUR|CLOCK|HM AMPM?
range hours = {day} HOUR|CLOCK - HOUR|CLOCK AMPM?
range hours = @from @the? HOUR|CLOCK|HM AMPM? @until @the? HOUR|CLOCK|HM AMPM
range hours = de|entre|desde las|la HOUR|CLOCK|HM @until HOUR|CLOCK|HM
range hours = entre las|la HOUR y las|la HOUR
range hours = de HOUR a HOUR & @dayafter
range hours = de HOUR a HOUR & $
range night = @the? noche del? {day} al {day}
range night = @the? madrugada del? {day} al {day}
bound since = desde|a_partir_de|a_partir_del|a_contar_de @the? < {day}
bound since = desde|a_partir_de @the? < {time}
bound since = desde|a_partir_de|después_de? @the? < {clock} en_adelante
bound since = desde|a_partir_de @the? < {clock}
bound since = desde hace < {dur}
bound since = {day} o|y|en adelante|después|posterior|más_tarde
bound since = {clock} o|y|en adelante|después|posterior|más_tarde @of? el? {day}
bound until = hasta @the? < {day}
bound until = hasta @the? < {time}
bound until = hasta|tan_tarde_como @the? < {clock}
bound before = antes_de|antes_del|previo_a|a_más_tardar|no_más_tarde_de @the? < {day}
bound before = antes_de|antes_del|a_más_tardar @the? < {clock}
bound before = antes_de|antes_del @the? < {time}
bound before = {day} antes_de|no_más_tarde_de|a_más_tardar {clock}
bound after = después_de|después_del|tras|luego_de|posterior_a|más_tarde_de @the? < {day}
bound after = después_de|tras|luego_de|más_tarde_de @the? < {clock}
bound after = después_de|tras|luego_de @the? < {time}
bound after = {day} después_de|más_tarde_de {clock}
bound over = más de < {day}
bound over = hace más de < N UNIT
bound under = hace menos de < N UNIT
bound under = menos de < {day}
bound about = hacia|alrededor_de|alrededor_del|en_torno_a|cerca_de|cerca_del|sobre @the? < {day}
bound about = hacia|alrededor_de|en_torno_a|cerca_de|sobre @the? < {clock}
bound about = alrededor_de|cerca_de @the? < {time}
not none = de N años de edad
not none = , de? N años ,|.|)|;
not none = @age de N años
not none = un|una WORD de N años
not none = @the? menores|mayores de N años
not none = buenos_días
not none = buenas_tardes
not none = buenas_noches
not none = lindo|buen|buena|gran día|semana|año|mes|fin_de_semana
not none = primavera árabe
not none = @the? segundo|segunda|primer|primera|tercer|tercera lugar|puesto|vuelta|ronda|clase|vez
not none = día a|tras día
not none = de_una vez
",
    month_first: false,
    ordinal_dot: false,
    years_in_halves: false,
    future: "próximo próxima próximos próximas será serán habrá va van prevé prevén previsto prevista previstos debe deben debería",
    future_endings: "rá rán remos ré",
    future_beginnings: "",
    past: "dijo fue fueron había habían ha han era eran hizo hubo",
    past_endings: "ó aron ieron aban ían",
    verb_follows: false,
    after: "después tras",
    after_endings: "",
    takes: "en",
};
