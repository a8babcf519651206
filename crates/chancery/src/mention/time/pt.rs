//! Portuguese words and shapes of time. The project's own.

use super::table::Table;

pub(super) static TABLE: Table = Table {
    words: "
month 1 janeiro jan. ~jan
month 2 fevereiro fev. ~fev
month 3 março mar. ~mar
month 4 abril abr. ~abr
month 5 maio mai. ~mai
month 6 junho jun. ~jun
month 7 julho jul. ~jul
month 8 agosto ago. ~ago
month 9 setembro set. ~set
month 10 outubro out. ~out
month 11 novembro nov. ~nov
month 12 dezembro dez. ~dez
weekday 1 segunda-feira segundas-feiras ~segunda
weekday 2 terça-feira terças-feiras ~terça
weekday 3 quarta-feira quartas-feiras ~quarta
weekday 4 quinta-feira quintas-feiras ~quinta
weekday 5 sexta-feira sextas-feiras ~sexta
weekday 6 sábado sábados
weekday 7 domingo domingos
season SP primavera
season SU verão
season FA outono
season WI inverno
unit S ~segundos
unit MIN ~minuto ~minutos
unit H ~hora ~horas
unit D ~dia ~dias ~jornada
unit BD ~dia_útil ~dias_úteis
unit NI ~noite ~noites
unit WE fim_de_semana fins_de_semana final_de_semana
unit FN ~quinzena ~quinzenas
share=2,unit=W quinze_dias
unit W ~semana ~semanas
unit M ~mês ~meses
unit Q ~trimestre ~trimestres
unit HY ~semestre ~semestres
unit Y ~ano ~anos
unit DE ~década ~décadas
unit C ~século ~séculos
share HALF ~e_meio ~e_meia ~meio ~meia
share QUARTER ~e_um_quarto ~um_quarto_de
qmark=0,unit=Q t q
often=0,n=1,unit=D diariamente
often=0,n=1,unit=W semanalmente semanal semanais
often=0,n=1,unit=M mensalmente mensal mensais
often=0,n=3,unit=M trimestralmente trimestral trimestrais
often=0,n=1,unit=Y anualmente anual anuais
part MO manhã madrugada manhãs
part AF tarde tardes
part EV fim_da_tarde
part NIGHT noite noites
deixis=0,part=MO esta_manhã hoje_de_manhã
deixis=0,part=AF esta_tarde
deixis=0,part=NIGHT esta_noite
deixis=-1,part=NIGHT ontem_à_noite noite_passada
clock 120000 meio-dia
clock 0 meia-noite
ampm 0 am a.m. da_manhã da_madrugada
ampm 12 pm p.m. da_tarde da_noite
addmin 30 e_meia
addmin 15 e_um_quarto
addmin -15 menos_um_quarto
dir -1 passado passada último última anterior
dir 1 próximo próxima seguinte que_vem vindouro
dir 0 este esta neste nesta deste desta corrente
dir=-1,few=0 passados passadas últimos últimas anteriores
dir=1,few=0 próximos próximas seguintes
side START primeiros primeiras primeiro primeira
side END últimos últimas último última
edge START início começo inícios princípio princípios primeira_metade
edge MID meados meio metade
edge END fim final finais fins segunda_metade
deixis 0 hoje
deixis -1 ontem
deixis 1 amanhã
deixis -2 anteontem antes_de_ontem
deixis 2 depois_de_amanhã
anaphor 1 no_dia_seguinte o_dia_seguinte dia_seguinte
anaphor -1 na_véspera a_véspera véspera no_dia_anterior o_dia_anterior
few 0 vários várias alguns algumas uns umas poucos poucas diversos diversas muitos muitas
few 2 um_par_de
holiday 1225 natal dia_de_natal
holiday 1224 véspera_de_natal
holiday 1231 réveillon véspera_de_ano-novo
holiday 0101 ano-novo ano_novo dia_de_ano-novo
holiday 0421 tiradentes
holiday 0425 dia_da_liberdade
holiday 0501 dia_do_trabalho dia_do_trabalhador
holiday 0907 dia_da_independência
holiday 1101 todos_os_santos
holiday 1102 finados
holiday 0321 nowruz newroz noruz
holiday L1001 eid_al_fitr aid_al_fitr id_al_fitr festa_do_fim_do_ramadão festa_do_fim_do_ramadã
holiday L1210 eid_al_adha aid_al_adha id_al_adha festa_do_sacrifício
holiday L0110 ashura achura
holiday L0220 arbaeen arbain
holiday L0312 mawlid
holiday L0101 ano-novo_islâmico ano_novo_islâmico
holiday 0107 natal_ortodoxo
holiday O0 páscoa_ortodoxa
era LUNAR da_hégira hégira ^ah
era SOLAR da_hégira_solar
holiday E0 páscoa domingo_de_páscoa
holiday E-2 sexta-feira_santa
holiday E-46 quarta-feira_de_cinzas
holiday E60 corpus_christi
ref PRESENT agora atualmente neste_momento hoje_em_dia no_momento atualmente
ref PAST recentemente antigamente há_muito_tempo anteriormente ultimamente outrora
ref FUTURE em_breve brevemente futuramente no_futuro
@the o a os as
@of de do da dos das
@in de do da na no à ao em pela
@on na no em à ao nas nos
@about cerca_de aproximadamente quase por_volta_de uns umas
@every cada todo todos_os todas_as toda
@to a à ao até até_o até_a e e_o e_a às - –
@from de do da desde desde_o desde_a entre entre_o entre_a a_partir_de das
@age homem mulher menino menina jovem criança adolescente soldado idoso idosa
@dayafter . ! ? ; : , ) e ou de do da em no na para a
@yearbefore em de desde até ano anos no do entre e a após antes início fim final finais meados verão inverno primavera outono ( eleições o
@yearafter e ou a em no na para por com que quando foi é era são tem após mas como segundo
",
    shapes: "
day anaphor = ANAPHOR @in~ PART?
day date = @on? < @the|DIR? WEEKDAY ,? @the|dia? DAY de? MONTH de|do|,? YEAR
day date = @on? < @the|DIR? WEEKDAY ,? @the|dia? DAY de MONTH
day date = @on? < DIR? WEEKDAY ( @the|dia? DAY de~ MONTH? )
day date = @on? < DIR? WEEKDAY ( @the|dia? DM )
day date = @on? < DIR? WEEKDAY ( NUMDAY )
day date = @on? < @the|DIR? WEEKDAY ,? dia NUMDAY
day date = @on? < @the|DIR? WEEKDAY ,? NUMDAY & @dayafter|{clock}|$
day date = @the|dia? NUMDAY|NUMTH de LUNAR|SOLAR de|,~ YEAR? ERA?
day date = durante|em|no|do < o? LUNAR! de~ YEAR?
day date = o LUNAR! de~ YEAR?
day date = @the? mês de|do LUNAR de~ YEAR?
day date = @the|dia? DAY de? MONTH de|do|,|/|-? ano? YEAR
day date = @the|dia? DAY de MONTH
day date = @the|dia? DAY de MONTH DIR
day date = @the|dia? DAY @of {loose}
day date = dia < NUMDAY
day date = no? < dia NUMDAY
day date = MONTH NUMDAY ,~ YEAR?
day date = DAY -|/ MONTH -|/ YEAR
day date = @the? WEEKDAY ,? DMY
day date = @the? WEEKDAY ,? DM
day date = DM!
day date = MONTH! de|do|,|/|-? YEAR
day date = MONTH!
day date = MONTH DIR
day date = DIR MONTH
day date = MONTH do ano DIR
day date = @the? mês de MONTH de~ YEAR?
day date = @on? < @the? WEEKDAY! PART?
day date = @on? < WEEKDAY! @in PART
day date = @on < @the? WEEKDAY & @dayafter
day date = @on? < @the? WEEKDAY DIR @in~ PART?
day date = @on? < @the? DIR WEEKDAY @in~ PART?
day date = @the SEASON de|do~ YEAR?
day date = no|na < SEASON de|do~ YEAR?
day date = no|na < SEASON DIR
day date = DIR SEASON
day date = SEASON DIR
day date = SEASON de|do? YEAR
day date = HOLIDAY de~ YEAR?
day date = HOLIDAY DIR
day year = YEAR
day date = @the? ano de? YEAR ERA
day date = @the? ano de? YEAR
day date = no < ano de? YEAR
day unit = o UNIT!
day unit = no|do|ao < UNIT!
day unit = DIR UNIT
day unit = @the DIR UNIT
day unit = no|na|nos|nas < DIR N? UNIT
day unit = @the? UNIT DIR
day unit = no|na < UNIT DIR
day unit = @the? N DIR UNIT
day unit = @the? DIR N? UNIT
day unit = @the? N UNIT DIR
day ago = há SHARE!
day ago = há @about? N UNIT SHARE?
day ago = há FEW UNIT
day ago = N UNIT atrás
day ago = FEW UNIT atrás
day ago = há N UNIT atrás
day within = dentro_de|dentro_dos|dentro_das < os|as? próximos|próximas N UNIT
day within = no_prazo_de|num_prazo_de|em_até < N UNIT
day ahead = em|dentro_de|daqui_a SHARE!
day ahead = em|dentro_de|daqui_a @about? N UNIT SHARE?
day ahead = dentro_de|daqui_a FEW UNIT
day earlier = N UNIT antes
day later = N UNIT mais_tarde
day later = N UNIT depois & .|,|;
day earlier = FEW UNIT antes
day later = FEW UNIT depois|mais_tarde
day earlier = N UNIT antes @of {day}
day later = N UNIT depois|após @of? {day}
day deixis = DEIXIS
day deixis = DEIXIS @in PART
day deixis = DEIXIS WEEKDAY
day deixis = DIR PART
day same = naquele|naquela|aquele|aquela UNIT
day same = @the mesmo|mesma UNIT
day same = no|na mesmo|mesma UNIT
day same = nesse|nessa mesmo|mesma? UNIT
day edge = no|ao|em|na|até|para? < @the? EDGE @of {day}
day edge = no|ao|em|na? < @the? EDGE @of UNIT
day weekof = na? < @the? UNIT de|do|que_começa|com_início em|a|no? dia? {day}|{range}
day weekof = na? < @the? UNIT do_dia|de NUMDAY & .|,|;|:|)|$
day stretch = @the|nos|nas? N SIDE UNIT @of {day}
day stretch = @the|nos|nas? SIDE N UNIT @of {day}
day stretch = @the|nos|nas? N SIDE UNIT @of UNIT
day stretch = @the|nos|nas? SIDE N UNIT @of UNIT
day nth = @the|no|na? ORD UNIT do|da|deste|desta UNIT
day nth = @the|no|na? DIR UNIT do|da|deste|desta UNIT
day nth = @the? ORD UNIT @of {day}
day nth = @the? ORD UNIT de? YEAR
day nth = @the? DIR UNIT @of {day}
day nth = @the? ORD WEEKDAY @of {day}
day nth = @the? DIR WEEKDAY @of {day}
day nth = @the? ORD UNIT
day nth = QMARK + NUMDAY @of? YEAR
day nth = NUMDAY + QMARK + NUMDAY
day decade = @the? anos TENS
day decade = @the? década @of TENS
day decade = EDGE @of anos TENS
day century = @the? século ROMAN|ORD|N
day century = EDGE @of século ROMAN|ORD
day weekdayof = WEEKDAY @of {day}
loose unit = @the? DIR UNIT
loose unit = @the? UNIT DIR
loose date = @the|dia? NUMDAY
clock clock = às|à|as < CLOCK horas|h? AMPM?
clock clock = às < HOUR horas|h MINUTE? AMPM?
clock clock = às < HOUR AMPM
clock clock = às < NUMDAY & @dayafter
clock clock = às < HOUR & .|,|;
clock clock = HOUR h MINUTE
clock clock = HOUR h
clock clock = às|à < HOUR ADDMIN AMPM?
clock clock = às|à < HOUR horas? e MINUTE AMPM?
clock clock = HOUR horas? AMPM
clock clock = ao|à < CLOCK
clock part = de|à|na|da|pela < PART
time at = {day} ,? {clock}
time at = {clock} @of? {day}
time at = @the? PART @of {day}
dur dur = @about? N UNIT SHARE?
dur dur = N UNIT e? N UNIT
dur dur = N SHARE UNIT
dur dur = FEW UNIT
dur dur = SHARE UNIT
dur dur = mais|menos de < N UNIT
dur whole = todo|toda @the UNIT
dur whole = @the UNIT inteiro|inteira
set set = @every N? UNIT
set set = @every WEEKDAY
set set = @every WEEKDAY {clock}
set set = @every UNIT {clock}
set set = @every PART
set set = por < UNIT
set set = OFTEN
ref ref = REF
range lasting = durante|por? N UNIT ,? a_partir_de|a_partir_do|a_partir_da|a_partir_das|a_contar_de|com_início_em {day}|{time}|{clock}
range lasting = a_partir_de|a_partir_do|a_partir_da|a_partir_das|desde {day}|{time}|{clock} durante|por N UNIT
range days = de|do|entre|entre_os_dias|dos? dia|dias? DAY a|ao|e|até|até_o dia? DAY de MONTH de~ YEAR?
range days = DAY -|–|e DAY de MONTH de~ YEAR?
range months = de|entre MONTH a|e|até MONTH de~ YEAR?
range months = MONTH! -|– MONTH de~ YEAR?
range years = de|entre|desde YEAR a|e|até YEAR
range years = YEAR -|–|/|— YEAR|YY
range range = @from {day} @to {day}
range range = @from {time} @to {time}|{clock}
range range = das|entre_as|de {clock} às|e_as|e|a {clock}
range range = {day} -|– {day}
range range = @from {day}|{time} @to {ref}
range hours = das|entre_as HOUR|CLOCK h? AMPM? às|e_as|e HOUR|CLOCK horas|h? AMPM?
range night = @the? noite de {day} para {day}
range night = na|da? < madrugada de {day} para {day}
bound since = desde|a_partir_de|a_partir_do|a_partir_da @the? < {day}
bound since = desde|a_partir_das < {clock}
bound since = há < {dur}
bound since = há mais|quase de? < {dur}
bound until = até @the|ao|à? < {day}
bound until = até às|as? < {clock}
bound until = até ao|à|o|a < SEASON
bound before = antes_de|antes_do|antes_da < {day}
bound before = antes_das|antes_de < {clock}
bound after = depois_de|depois_do|depois_da|após @the? < {day}
bound after = depois_das|após|após_as < {clock}
bound over = mais de < {day}
bound under = menos de < {day}
bound about = por_volta_de|cerca_de|por_volta_do|em_torno_de < {day}
bound about = por_volta_das|cerca_das|por_volta_de < {clock}
not none = de N anos ,|.|)|;
not none = , N anos ,|.|)|;
not none = @age de N anos
not none = um|uma WORD de N anos
not none = menores|maiores de N anos
not none = bom dia
not none = boa tarde|noite
not none = primavera árabe
not none = primavera de praga
not none = @the? segundo|segunda|primeiro|primeira|terceiro|terceira turno|lugar|vez|guerra|ministro
not none = segundo @the
not none = dia após|a dia
",
    month_first: false,
    ordinal_dot: false,
    years_in_halves: false,
    future: "próximo próxima próximos próximas será serão haverá vai vão deve devem deverá previsto prevista previstos previstas",
    future_endings: "rá rão remos",
    future_beginnings: "",
    past: "disse disseram foi foram era eram tinha tinham houve fez fizeram",
    past_endings: "ou aram eram iram avam",
    verb_follows: false,
    after: "depois após",
    after_endings: "",
    takes: "em num numa",
};
