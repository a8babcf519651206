//! Italian number words. The project's own.

use super::table::{Join, Table};

pub(super) static TABLE: Table = Table {
    cardinals: "
0 zero
1 uno un una un'
2 due
3 tre
4 quattro
5 cinque
6 sei
7 sette
8 otto
9 nove
10 dieci
11 undici
12 dodici
13 tredici
14 quattordici
15 quindici
16 sedici
17 diciassette
18 diciotto
19 diciannove
20 venti vent
21 ventuno ventun ventuna
23 ventitré
28 ventotto
30 trenta trent
31 trentuno trentun
40 quaranta quarant
50 cinquanta cinquant
60 sessanta sessant
70 settanta settant
80 ottanta ottant
90 novanta novant
",
    multipliers: "
100 cento cent
1000 mille mila
1000000 milione milioni mln mio
1000000000 miliardo miliardi mld mrd
1000000000000 bilione bilioni
",
    suffixes: "
1000 k
1000000000 g
",
    lots: "
6 mezza_dozzina
12 dozzina dozzine
",
    about_lots: "
10 decina
15 quindicina
20 ventina
30 trentina
40 quarantina
50 cinquantina
60 sessantina
70 settantina
80 ottantina
90 novantina
100 centinaio
1000 migliaio
",
    factors: "1/2 un_mezzo mezzo mezza metà",
    ordinals: "
1 primo prima primi prime
2 secondo seconda
3 terzo terza
4 quarto quarta
5 quinto quinta
6 sesto sesta
7 settimo settima
8 ottavo ottava
9 nono nona
10 decimo decima
11 undicesimo undicesima
12 dodicesimo dodicesima
13 tredicesimo tredicesima
14 quattordicesimo quattordicesima
15 quindicesimo quindicesima
16 sedicesimo sedicesima
17 diciassettesimo diciassettesima
18 diciottesimo diciottesima
19 diciannovesimo diciannovesima
20 ventesimo ventesima
21 ventunesimo ventunesima
30 trentesimo trentesima
40 quarantesimo quarantesima
50 cinquantesimo cinquantesima
100 centesimo centesima
1000 millesimo millesima
",
    parts: "
2 mezzo mezza mezzi
3 terzo terzi
4 quarto quarti
5 quinto quinti
6 sesto sesti
7 settimo settimi
8 ottavo ottavi
9 nono noni
10 decimo decimi
100 centesimo centesimi
1000 millesimo millesimi
",
    halves: "e_mezzo e_mezza",
    articles: "",
    ones: "un uno una un'",
    pronoun_after: "l' d'",
    joiners: "e",
    join: Join::AfterHundred,
    units_first: false,
    compounds: true,
    points: "virgola",
    minuses: "meno",
    overs: "su",
    parts_of: "",
    one_of: "",
    thousands: ".",
    decimals: ",",
    ordinal_suffixes: "º ª o a esimo esima",
    percents: "per_cento percento",
    units: "anno anni mese mesi settimana settimane giorno giorni ora ore minuto minuti secondi secolo secoli km chilometro chilometri metro metri m cm mm ettaro ettari kg chilo chili tonnellata tonnellate litro litri barile barili dollaro dollari euro rubli grado gradi megawatt",
    bounds: "
>= almeno come_minimo non_meno_di un_minimo_di
> più_di oltre oltre_i superiore_a
<= al_massimo fino_a non_più_di al_più un_massimo_di
< meno_di sotto
~ circa quasi all'incirca approssimativamente intorno_a attorno_a pressappoco una_stima_di più_o_meno
= esattamente solo soltanto
",
    bounds_after: "
>= o_più e_più almeno
<= o_meno al_massimo
~ circa
",
    ranges: "
tra e
fra e
da a
dai ai
- a
- o
",
    vague: "
couple un_paio_di un_paio
few alcuni alcune qualche pochi poche una_manciata_di
several diversi diverse vari varie parecchi parecchie
dozens decine_di decine dozzine_di
hundreds centinaia_di centinaia
thousands migliaia_di migliaia
tens_of_thousands decine_di_migliaia_di decine_di_migliaia
hundreds_of_thousands centinaia_di_migliaia_di centinaia_di_migliaia
millions milioni_di
many numerosi numerose molti molte tanti tante
",
};
