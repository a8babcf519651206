//! German number words. The project's own.

use super::table::{Join, Table};

pub(super) static TABLE: Table = Table {
    cardinals: "
0 null
1 ein eins eine einen einem einer eines
2 zwei zwo zweier
3 drei dreier
4 vier
5 fünf fuenf
6 sechs
7 sieben
8 acht
9 neun
10 zehn
11 elf
12 zwölf zwoelf
13 dreizehn
14 vierzehn
15 fünfzehn fuenfzehn
16 sechzehn
17 siebzehn
18 achtzehn
19 neunzehn
20 zwanzig
30 dreißig dreissig
40 vierzig
50 fünfzig fuenfzig
60 sechzig
70 siebzig
80 achtzig
90 neunzig
",
    multipliers: "
100 hundert
1000 tausend
1000000 million millionen mio mio. mill mill.
1000000000 milliarde milliarden mrd mrd.
1000000000000 billion billionen
",
    suffixes: "
1000 k
1000000000 g
",
    lots: "12 dutzend",
    about_lots: "",
    factors: "
1/2 ein_halbes eine_halbe ein_halber einer_halben halbe halbes
1.5 anderthalb eineinhalb einundhalb
2.5 zweieinhalb
3.5 dreieinhalb
4.5 viereinhalb
5.5 fünfeinhalb
6.5 sechseinhalb
7.5 siebeneinhalb
8.5 achteinhalb
9.5 neuneinhalb
0.75 dreiviertel
",
    ordinals: "
1 erste ersten erster erstes erstem einte einten
2 zweite zweiten zweiter zweites zweitem
3 dritte dritten dritter drittes drittem
4 vierte vierten vierter viertes viertem
5 fünfte fünften fünfter fünftes fünftem
6 sechste sechsten sechster sechstes sechstem
7 siebte siebten siebter siebtes siebtem siebente siebenten
8 achte achten achter achtes achtem
9 neunte neunten neunter neuntes neuntem
10 zehnte zehnten zehnter zehntes zehntem
11 elfte elften elfter elftes elftem
12 zwölfte zwölften zwölfter zwölftes zwölftem
13 dreizehnte dreizehnten dreizehnter
14 vierzehnte vierzehnten vierzehnter
15 fünfzehnte fünfzehnten fünfzehnter
16 sechzehnte sechzehnten sechzehnter
17 siebzehnte siebzehnten siebzehnter
18 achtzehnte achtzehnten achtzehnter
19 neunzehnte neunzehnten neunzehnter
20 zwanzigste zwanzigsten zwanzigster
30 dreißigste dreißigsten dreißigster
40 vierzigste vierzigsten vierzigster
50 fünfzigste fünfzigsten fünfzigster
60 sechzigste sechzigsten sechzigster
70 siebzigste siebzigsten siebzigster
80 achtzigste achtzigsten achtzigster
90 neunzigste neunzigsten neunzigster
100 hundertste hundertsten hundertster
1000 tausendste tausendsten tausendster
",
    parts: "
2 halb halbe halber halbes halben
3 drittel dritteln
4 viertel vierteln
5 fünftel
6 sechstel
7 siebtel
8 achtel
9 neuntel
10 zehntel
100 hundertstel
1000 tausendstel
",
    halves: "und_eine_halbe und_ein_halb einhalb",
    articles: "",
    ones: "ein eine einen einem einer eines",
    pronoun_after: "",
    joiners: "und",
    join: Join::Anywhere,
    units_first: true,
    compounds: true,
    points: "komma",
    minuses: "minus",
    overs: "von",
    parts_of: "",
    one_of: "",
    thousands: ".",
    decimals: ",",
    ordinal_suffixes: "te ten ter",
    percents: "prozent v._h.",
    units: "jahr jahre jahren jährige jähriger jährigen jähriges jährig monat monate monaten woche wochen tag tage tagen tägige tägigen stunde stunden stündige minute minuten minütige sekunde sekunden jahrhundert km kilometer kilometern meter metern m cm mm hektar kg kilo kilogramm tonne tonnen liter barrel fass dollar euro rubel franken grad megawatt",
    bounds: "
>= mindestens wenigstens zumindest nicht_weniger_als ein_minimum_von
> mehr_als über mehr_denn
<= höchstens maximal bis_zu nicht_mehr_als
< weniger_als unter knapp nicht_ganz
~ etwa rund ungefähr ca. ca circa zirka gegen um_die fast nahezu gut schätzungsweise an_die
= genau exakt nur lediglich
",
    bounds_after: "
>= oder_mehr und_mehr
<= oder_weniger
",
    ranges: "
zwischen und
von bis
- bis
- oder
",
    vague: "
couple ein_paar
few einige wenige einigen wenigen einiger eine_handvoll
several mehrere mehreren mehrerer etliche etlichen verschiedene
dozens dutzende dutzenden dutzende_von dutzender zig
hundreds hunderte hunderten hunderte_von mehrere_hundert einige_hundert hunderter
thousands tausende tausenden tausende_von mehrere_tausend einige_tausend tausender
tens_of_thousands zehntausende zehntausenden zehntausende_von
hundreds_of_thousands hunderttausende hunderttausenden hunderttausende_von
millions millionen_von mehrere_millionen
many viele vielen vieler zahlreiche zahlreichen unzählige
",
};
