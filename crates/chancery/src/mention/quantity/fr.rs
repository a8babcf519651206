//! French number words. The project's own.

use super::table::{Join, Table};

pub(super) static TABLE: Table = Table {
    cardinals: "
0 zéro
1 un une
2 deux
3 trois
4 quatre
5 cinq
6 six
7 sept
8 huit
9 neuf
10 dix
11 onze
12 douze
13 treize
14 quatorze
15 quinze
16 seize
17 dix_sept
18 dix_huit
19 dix_neuf
20 vingt vingts
21 vingt_et_un vingt_et_une
30 trente
31 trente_et_un trente_et_une
40 quarante
41 quarante_et_un quarante_et_une
50 cinquante
51 cinquante_et_un cinquante_et_une
60 soixante
61 soixante_et_un soixante_et_une
70 soixante_dix septante
71 soixante_et_onze soixante_onze septante_et_un septante_et_une
72 soixante_douze
73 soixante_treize
74 soixante_quatorze
75 soixante_quinze
76 soixante_seize
77 soixante_dix_sept
78 soixante_dix_huit
79 soixante_dix_neuf
80 quatre_vingt quatre_vingts huitante octante
90 quatre_vingt_dix nonante
91 quatre_vingt_onze
92 quatre_vingt_douze
93 quatre_vingt_treize
94 quatre_vingt_quatorze
95 quatre_vingt_quinze
96 quatre_vingt_seize
97 quatre_vingt_dix_sept
98 quatre_vingt_dix_huit
99 quatre_vingt_dix_neuf
",
    multipliers: "
100 cent cents
1000 mille
1000000 million millions mio
1000000000 milliard milliards md mds
1000000000000 billion billions
",
    suffixes: "
1000 k
1000000000 g
",
    lots: "
6 demi_douzaine
12 douzaine douzaines
",
    about_lots: "
8 huitaine
10 dizaine
15 quinzaine
20 vingtaine
30 trentaine
40 quarantaine
50 cinquantaine
60 soixantaine
100 centaine
1000 millier
",
    factors: "1/2 un_demi demi la_moitié",
    ordinals: "
1 premier première premiers premières unième
2 deuxième second seconde
3 troisième
4 quatrième
5 cinquième
6 sixième
7 septième
8 huitième
9 neuvième
10 dixième
11 onzième
12 douzième
13 treizième
14 quatorzième
15 quinzième
16 seizième
17 dix_septième
18 dix_huitième
19 dix_neuvième
20 vingtième
21 vingt_et_unième
30 trentième
40 quarantième
50 cinquantième
60 soixantième
70 soixante_dixième
80 quatre_vingtième
90 quatre_vingt_dixième
100 centième
1000 millième
",
    parts: "
2 demi demie demis demies
3 tiers
4 quart quarts quatrième quatrièmes
5 cinquième cinquièmes
6 sixième sixièmes
7 septième septièmes
8 huitième huitièmes
9 neuvième neuvièmes
10 dixième dixièmes
12 douzième douzièmes
20 vingtième vingtièmes
21 vingt_et_unième vingt_et_unièmes
25 vingt_cinquième vingt_cinquièmes
100 centième centièmes
1000 millième millièmes
1000000 millionième millionièmes
1000000000000 billionième billionièmes
",
    halves: "et_demi et_demie et_un_demi",
    articles: "",
    ones: "un une",
    pronoun_after: "l' d'",
    joiners: "et",
    join: Join::Never,
    units_first: false,
    compounds: false,
    points: "virgule",
    minuses: "moins",
    overs: "sur",
    parts_of: "",
    one_of: "",
    thousands: ".",
    decimals: ",",
    ordinal_suffixes: "er ère ere e è ème eme nd nde ième",
    percents: "pour_cent pourcent pc",
    units: "an ans année années mois semaine semaines jour jours heure heures minute minutes seconde secondes siècle siècles km kilomètre kilomètres mètre mètres m cm mm hectare hectares ha kg kilo kilos tonne tonnes litre litres baril barils dollar dollars euro euros francs franc roubles livres yuans degré degrés mégawatts",
    bounds: "
>= au_moins au_minimum pas_moins_de un_minimum_de au_bas_mot
> plus_de plus_d' au-delà_de au-dessus_de supérieur_à
<= au_plus jusqu'à au_maximum pas_plus_de tout_au_plus un_maximum_de
< moins_de moins_d' au-dessous_de en_dessous_de
~ environ quelque quelques près_de près_d' autour_de autour_d' presque à_peu_près quasiment dans_les aux_alentours_de
= exactement seulement
",
    bounds_after: "
>= au_moins au_minimum ou_plus et_plus
<= au_plus au_maximum ou_moins
~ environ
",
    ranges: "
entre et
de à
d' à
- à
- ou
",
    vague: "
couple deux_ou_trois
few quelques une_poignée_de une_poignée quelques-uns quelques-unes
several plusieurs divers diverses
dozens des_dizaines_de des_dizaines plusieurs_dizaines_de plusieurs_dizaines quelques_dizaines_de des_douzaines_de dizaines_de
hundreds des_centaines_de des_centaines plusieurs_centaines_de plusieurs_centaines quelques_centaines_de centaines_de
thousands des_milliers_de des_milliers plusieurs_milliers_de plusieurs_milliers quelques_milliers_de milliers_de
tens_of_thousands des_dizaines_de_milliers_de des_dizaines_de_milliers plusieurs_dizaines_de_milliers_de plusieurs_dizaines_de_milliers dizaines_de_milliers_de
hundreds_of_thousands des_centaines_de_milliers_de des_centaines_de_milliers plusieurs_centaines_de_milliers_de centaines_de_milliers_de
millions des_millions_de des_millions plusieurs_millions_de plusieurs_millions
many de_nombreux de_nombreuses nombreux nombreuses beaucoup_de d'innombrables
",
};
