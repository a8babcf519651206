//! Spanish number words. The project's own.

use super::table::{Join, Table};

pub(super) static TABLE: Table = Table {
    cardinals: "
0 cero
1 uno un una
2 dos
3 tres
4 cuatro
5 cinco
6 seis
7 siete
8 ocho
9 nueve
10 diez
11 once
12 doce
13 trece
14 catorce
15 quince
16 dieciséis
17 diecisiete
18 dieciocho
19 diecinueve
20 veinte
21 veintiuno veintiún veintiuna
22 veintidós
23 veintitrés
24 veinticuatro
25 veinticinco
26 veintiséis
27 veintisiete
28 veintiocho
29 veintinueve
30 treinta
40 cuarenta
50 cincuenta
60 sesenta
70 setenta
80 ochenta
90 noventa
100 cien ciento
200 doscientos doscientas
300 trescientos trescientas
400 cuatrocientos cuatrocientas
500 quinientos quinientas
600 seiscientos seiscientas
700 setecientos setecientas
800 ochocientos ochocientas
900 novecientos novecientas
",
    multipliers: "
1000 mil
1000000 millón millones mill
1000000000 millardo millardos
1000000000000 billón billones
1000000000000000000 trillón trillones
",
    suffixes: "
1000 k
1000000000 g
",
    lots: "
6 media_docena
12 docena docenas dz dozs
",
    about_lots: "
10 decena
15 quincena
20 veintena
30 treintena
40 cuarentena
50 cincuentena
100 centenar centena
1000 millar
",
    factors: "1/2 un_medio medio media mitad",
    ordinals: "
1 primero primera primer primeros primeras
2 segundo segunda
3 tercero tercera tercer
4 cuarto cuarta
5 quinto quinta
6 sexto sexta
7 séptimo séptima
8 octavo octava
9 noveno novena
10 décimo décima
11 undécimo undécima
12 duodécimo duodécima
20 vigésimo vigésima
30 trigésimo trigésima
40 cuadragésimo cuadragésima
50 quincuagésimo quincuagésima
100 centésimo centésima
",
    parts: "
2 medio media medios medias
3 tercio tercios
4 cuarto cuartos
5 quinto quintos quinta quintas cincoavos
6 sexto sextos
7 séptimo séptimos
8 octavo octavos
9 noveno novenos
10 décimo décimos décima décimas
12 doceavo doceavos
20 veinteavo veinteavos
21 veintiunavo veintiunavos
25 veinticincoavo veinticincoavos
30 treintavo treintavos
100 centésimo centésimos centésima centésimas
1000 milésimo milésimos milésima milésimas
1000000 millonésimo millonésimos millonésima millonésimas
1000000000000 billonésimo billonésimos billonésima billonésimas
",
    halves: "y_medio y_media con_un_medio",
    articles: "",
    ones: "un una uno",
    pronoun_after: "el la lo",
    joiners: "y e con",
    join: Join::Anywhere,
    units_first: false,
    compounds: false,
    points: "coma con punto",
    minuses: "menos",
    overs: "sobre de_cada",
    parts_of: "",
    one_of: "",
    thousands: ".",
    decimals: ",",
    ordinal_suffixes: "º ª o a er ro ra to ta",
    percents: "por_ciento por_cien",
    units: "año años mes meses semana semanas día días hora horas minuto minutos segundos siglo siglos km kilómetro kilómetros metro metros m cm mm hectárea hectáreas kg kilo kilos tonelada toneladas litro litros barril barriles dólar dólares euro euros peso pesos rublos grado grados megavatios",
    bounds: "
>= al_menos por_lo_menos como_mínimo no_menos_de un_mínimo_de cuando_menos
> más_de por_encima_de superior_a
<= a_lo_sumo como_máximo hasta no_más_de un_máximo_de
< menos_de por_debajo_de
~ unos unas alrededor_de cerca_de aproximadamente casi en_torno_a cerca_del algo_así_como poco_más_de
= exactamente solo solamente
",
    bounds_after: "
>= o_más y_más al_menos como_mínimo por_lo_menos
<= o_menos como_máximo a_lo_sumo
~ aproximadamente más_o_menos
",
    ranges: "
entre y
de a
- a
- o
- u
",
    vague: "
couple un_par_de un_par
few unos_pocos unas_pocas unos_cuantos unas_cuantas un_puñado_de algunos algunas
several varios varias diversos diversas
dozens decenas_de docenas_de decenas docenas varias_decenas_de
hundreds cientos_de centenares_de cientos centenares varios_cientos_de
thousands miles_de millares_de miles millares varios_miles_de
tens_of_thousands decenas_de_miles_de decenas_de_miles
hundreds_of_thousands cientos_de_miles_de cientos_de_miles centenares_de_miles_de
millions millones_de varios_millones_de
many numerosos numerosas muchos muchas
",
};
