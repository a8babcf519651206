//! Portuguese number words. The project's own.

use super::table::{Join, Table};

pub(super) static TABLE: Table = Table {
    cardinals: "
0 zero
1 um uma
2 dois duas
3 três
4 quatro
5 cinco
6 seis
7 sete
8 oito
9 nove
10 dez
11 onze
12 doze
13 treze
14 catorze quatorze
15 quinze
16 dezesseis dezasseis
17 dezessete dezassete
18 dezoito
19 dezenove dezanove
20 vinte
30 trinta
40 quarenta
50 cinquenta
60 sessenta
70 setenta
80 oitenta
90 noventa
100 cem cento
200 duzentos duzentas
300 trezentos trezentas
400 quatrocentos quatrocentas
500 quinhentos quinhentas
600 seiscentos seiscentas
700 setecentos setecentas
800 oitocentos oitocentas
900 novecentos novecentas
",
    multipliers: "
1000 mil
1000000 milhão milhões mi
1000000000 bilhão bilhões bilião bi
1000000000000 trilhão trilhões tri
",
    suffixes: "
1000 k
1000000000 g
",
    lots: "
6 meia_dúzia
12 dúzia dúzias
",
    about_lots: "
10 dezena
15 quinzena
20 vintena
30 trintena
100 centena
1000 milhar
",
    factors: "1/2 meio meia metade",
    ordinals: "
1 primeiro primeira primeiros primeiras
2 segundo segunda
3 terceiro terceira
4 quarto quarta
5 quinto quinta
6 sexto sexta
7 sétimo sétima
8 oitavo oitava
9 nono nona
10 décimo décima
20 vigésimo vigésima
30 trigésimo trigésima
40 quadragésimo quadragésima
50 quinquagésimo quinquagésima
100 centésimo centésima
",
    parts: "
2 meio meia meios
3 terço terços
4 quarto quartos
5 quinto quintos
6 sexto sextos
7 sétimo sétimos
8 oitavo oitavos
9 nono nonos
10 décimo décimos
100 centésimo centésimos
1000 milésimo milésimos
",
    halves: "e_meio e_meia",
    articles: "",
    ones: "um uma",
    pronoun_after: "",
    joiners: "e",
    join: Join::Anywhere,
    units_first: false,
    compounds: false,
    points: "vírgula",
    minuses: "menos",
    overs: "sobre em_cada de_cada",
    parts_of: "",
    one_of: "",
    thousands: ".",
    decimals: ",",
    ordinal_suffixes: "º ª o a",
    percents: "por_cento",
    units: "ano anos mês meses semana semanas dia dias hora horas minuto minutos segundos século séculos km quilómetro quilómetros quilômetro quilômetros metro metros m cm mm hectare hectares kg quilo quilos tonelada toneladas litro litros barril barris dólar dólares euro euros real reais rublos grau graus megawatts",
    bounds: "
>= pelo_menos ao_menos no_mínimo não_menos_de um_mínimo_de
> mais_de acima_de superior_a
<= no_máximo até não_mais_de quando_muito um_máximo_de
< menos_de abaixo_de
~ cerca_de aproximadamente quase em_torno_de uns umas por_volta_de perto_de à_volta_de
= exatamente apenas somente só
",
    bounds_after: "
>= ou_mais e_mais pelo_menos no_mínimo
<= ou_menos no_máximo
~ aproximadamente mais_ou_menos
",
    ranges: "
entre e
de a
- a
- ou
",
    vague: "
couple um_par_de um_par
few alguns algumas uns_poucos umas_poucas um_punhado_de poucos poucas
several vários várias diversos diversas
dozens dezenas_de dezenas dúzias_de dúzias
hundreds centenas_de centenas
thousands milhares_de milhares
tens_of_thousands dezenas_de_milhares_de dezenas_de_milhares
hundreds_of_thousands centenas_de_milhares_de centenas_de_milhares
millions milhões_de
many numerosos numerosas muitos muitas inúmeros inúmeras
",
};
