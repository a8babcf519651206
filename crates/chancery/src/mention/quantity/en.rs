//! English number words. The project's own.

use super::table::{Join, Table};

pub(super) static TABLE: Table = Table {
    cardinals: "
0 zero nought naught
1 one
2 two
3 three
4 four
5 five
6 six
7 seven
8 eight
9 nine
10 ten
11 eleven
12 twelve
13 thirteen
14 fourteen
15 fifteen
16 sixteen
17 seventeen
18 eighteen
19 nineteen
20 twenty
30 thirty
40 forty fourty
50 fifty
60 sixty
70 seventy
80 eighty
90 ninety
",
    multipliers: "
100 hundred hundreds
1000 thousand thousands
100000 lakh lakhs
1000000 million millions mln mil mn
10000000 crore crores
1000000000 billion billions bln bn
1000000000000 trillion trillions tln tn
",
    suffixes: "
1000 k
1000000 m mm
1000000000 g b
",
    lots: "12 dozen dozens doz dozs dz dzs",
    about_lots: "20 score",
    factors: "
1/2 half a_half half_a one_half
1/4 quarter
",
    ordinals: "
1 first
2 second
3 third
4 fourth
5 fifth
6 sixth
7 seventh
8 eighth
9 ninth
10 tenth
11 eleventh
12 twelfth
13 thirteenth
14 fourteenth
15 fifteenth
16 sixteenth
17 seventeenth
18 eighteenth
19 nineteenth
20 twentieth
30 thirtieth
40 fortieth
50 fiftieth
60 sixtieth
70 seventieth
80 eightieth
90 ninetieth
100 hundredth
1000 thousandth
1000000 millionth
1000000000 billionth
",
    parts: "
2 half halves
3 third thirds
4 quarter quarters fourth fourths
5 fifth fifths
6 sixth sixths
7 seventh sevenths
8 eighth eighths
9 ninth ninths
10 tenth tenths
11 eleventh elevenths
12 twelfth twelfths
20 twentieth twentieths
21 twenty_first twenty_firsts
25 twenty_fifth twenty_fifths
30 thirtieth thirtieths
100 hundredth hundredths
1000 thousandth thousandths
1000000 millionth millionths
1000000000000 trillionth trillionths
",
    halves: "and_a_half and_half and_one_half",
    articles: "a an",
    ones: "one",
    pronoun_after: "the this that which any every no another each",
    joiners: "and",
    join: Join::AfterHundred,
    units_first: false,
    compounds: false,
    points: "point",
    minuses: "minus negative",
    overs: "out_of over",
    parts_of: "",
    one_of: "",
    thousands: ",",
    decimals: ".",
    ordinal_suffixes: "st nd rd th",
    percents: "percent per_cent pct",
    units: "year years yr yrs month months week weeks day days hour hours minute minutes second seconds decade decades century centuries km kms kilometre kilometres kilometer kilometers mile miles metre metres meter meters m cm mm foot feet ft inch inches yard yards acre acres hectare hectares kg kilo kilos kilogram kilograms tonne tonnes ton tons pound pounds litre litres liter liters barrel barrels gallon gallons dollar dollars euro euros rouble roubles ruble rubles yuan yen degree degrees mm caliber calibre megawatt megawatts gigawatts kilowatts",
    bounds: "
>= at_least no_fewer_than not_fewer_than no_less_than not_less_than a_minimum_of as_many_as_or_more_than upwards_of
> more_than over above in_excess_of greater_than upward_of
<= at_most up_to no_more_than not_more_than a_maximum_of as_many_as
< fewer_than less_than under below
~ about around some roughly approximately nearly almost close_to an_estimated estimated approx circa
= exactly precisely only just
",
    bounds_after: "
>= or_more and_more at_least or_above
> plus
<= or_fewer or_less at_most at_the_most
~ or_so
",
    ranges: "
between and
from to
- to
- or
between to
",
    vague: "
couple a_couple_of a_couple couple_of
few a_few few some_few a_handful_of a_handful
several several various a_number_of
dozens dozens_of dozens
scores scores_of scores
hundreds hundreds_of hundreds
thousands thousands_of thousands
tens_of_thousands tens_of_thousands_of tens_of_thousands
hundreds_of_thousands hundreds_of_thousands_of hundreds_of_thousands
millions millions_of millions tens_of_millions
many many countless scores_upon_scores numerous
",
};
