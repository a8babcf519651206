//! Italian words and shapes of time. The project's own.

use super::table::Table;

pub(super) static TABLE: Table = Table {
    words: "
month 1 gennaio genn. gen. ~gen
month 2 febbraio febb. feb. ~feb
month 3 marzo mar. ~mar
month 4 aprile apr. ~apr
month 5 maggio magg. mag. ~mag
month 6 giugno giu. ~giu
month 7 luglio lug. ~lug
month 8 agosto ago. ~ago
month 9 settembre sett. set. ~set
month 10 ottobre ott. ~ott
month 11 novembre nov. ~nov
month 12 dicembre dic. ~dic
weekday 1 lunedì ~lun.
weekday 2 martedì ~mar.
weekday 3 mercoledì ~mer.
weekday 4 giovedì ~gio.
weekday 5 venerdì ~ven.
weekday 6 sabato sabati ~sab.
weekday 7 domenica domeniche ~dom.
season SP primavera
season SU estate
season FA autunno
season WI inverno
unit S ~secondi
unit MIN ~minuto ~minuti
unit H ~ora ~ore
unit D ~giorno ~giorni ~giornata ~giornate
unit BD ~giorno_lavorativo ~giorni_lavorativi
unit NI ~notte ~notti ~nottata
unit WE fine_settimana weekend week-end
share=2,unit=W quindici_giorni una_quindicina_di_giorni
unit W ~settimana ~settimane
unit M ~mese ~mesi
unit Q ~trimestre ~trimestri
unit HY ~semestre ~semestri
unit Y ~anno ~anni
unit DE ~decennio ~decenni
unit C ~secolo ~secoli
share HALF ~e_mezzo ~e_mezza ~mezzo ~mezza ~mezz'
share QUARTER ~un_quarto_di ~un_quarto_d'
qmark=0,unit=Q q t
often=0,n=1,unit=D quotidianamente giornalmente ogni_giorno
often=0,n=1,unit=W settimanalmente settimanale settimanali
often=0,n=1,unit=M mensilmente mensile mensili
often=0,n=3,unit=M trimestralmente trimestrale trimestrali
often=0,n=1,unit=Y annualmente annuale annuali
part MO mattina mattino mattinata mattine
part AF pomeriggio pomeriggi
part EV sera serata sere
part NIGHT notte nottata notti
deixis=0,part=MO stamattina stamani stamane questa_mattina
deixis=0,part=EV stasera questa_sera
deixis=0,part=NIGHT stanotte questa_notte
deixis=0,part=AF oggi_pomeriggio questo_pomeriggio
deixis=-1,part=EV ieri_sera
deixis=-1,part=MO ieri_mattina
deixis=-1,part=AF ieri_pomeriggio
deixis=-1,part=NIGHT ieri_notte la_notte_scorsa la_scorsa_notte
clock 120000 mezzogiorno
clock 0 mezzanotte
ampm 0 am a.m. di_mattina del_mattino della_mattina
ampm 12 pm p.m. di_sera del_pomeriggio della_sera di_pomeriggio
addmin 30 e_mezza e_mezzo
addmin 15 e_un_quarto
addmin -15 meno_un_quarto
dir -1 scorso scorsa passato passata ultimo ultima precedente
dir 1 prossimo prossima seguente successivo successiva venturo ventura che_viene entrante
dir 0 questo questa quest' corrente
dir=-1,few=0 scorsi scorse passati passate ultimi ultime precedenti
dir=1,few=0 prossimi prossime seguenti successivi successive
side START primi prime primo prima
side END ultimi ultime ultimo ultima
edge START inizio inizi principio prima_metà primi prime
edge MID metà
edge END fine seconda_metà
deixis 0 oggi
deixis -1 ieri
deixis 1 domani
deixis -2 l'altro_ieri altro_ieri ieri_l'altro avantieri
deixis 2 dopodomani
anaphor 1 il_giorno_dopo il_giorno_seguente il_giorno_successivo l'indomani indomani
anaphor -1 il_giorno_prima il_giorno_precedente la_vigilia alla_vigilia
few 0 alcuni alcune diversi diverse vari varie parecchi parecchie pochi poche qualche molti molte
few 2 un_paio_di un_paio_d'
holiday 1225 natale giorno_di_natale
holiday 1224 vigilia_di_natale
holiday 1226 santo_stefano
holiday 1231 san_silvestro
holiday 0101 capodanno
holiday 0106 epifania
holiday 0425 festa_della_liberazione
holiday 0501 festa_del_lavoro festa_dei_lavoratori primo_maggio
holiday 0602 festa_della_repubblica
holiday 0815 ferragosto
holiday 1101 ognissanti
holiday 0321 nowruz newroz norouz nawruz
holiday L1001 eid_al_fitr id_al_fitr aid_al_fitr festa_della_fine_del_ramadan
holiday L1210 eid_al_adha id_al_adha aid_al_adha festa_del_sacrificio
holiday L0110 ashura achoura
holiday L0220 arbain arbaeen
holiday L0312 mawlid
holiday L0101 capodanno_islamico
holiday 0107 natale_ortodosso
holiday O0 pasqua_ortodossa
era LUNAR dell'egira egira ^ah
era SOLAR dell'egira_solare
holiday E0 pasqua domenica_di_pasqua
holiday E1 pasquetta lunedì_dell'angelo
holiday E-2 venerdì_santo
holiday E49 pentecoste
ref PRESENT ora adesso attualmente oggigiorno al_momento in_questo_momento ormai
ref PAST recentemente di_recente in_passato tempo_fa in_precedenza ultimamente un_tempo
ref FUTURE presto prossimamente a_breve in_futuro quanto_prima
@the il lo la l' i gli le
@of di del dello della dell' dei d'
@in di del della nel nella al alla in nell'
@about circa quasi più_o_meno all'incirca
@every ogni tutti_i tutte_le ciascun
@to a al alla all' alle ad e - –
@from da dal dalla dall' dalle tra fra tra_il fra_il tra_la fra_la tra_le fra_le tra_l'
@age uomo donna ragazzo ragazza bambino bambina giovane soldato anziano anziana
@dayafter . ! ? ; : , ) e o dal dalla alle nel in a per
@yearbefore nel dal del al fino_al dopo prima anno anni fine inizio metà estate autunno inverno primavera tra fra e ( elezioni il entro nell'anno
@yearafter e o a ad in nel al per con che quando è era sono ha hanno fu dopo ma come secondo
",
    shapes: "
day date = @the? WEEKDAY ,? @the? DAY MONTH del|,? YEAR
day date = @the? WEEKDAY ,? @the? DAY MONTH
day date = @the? DAY @of? MONTH del|dell'anno|,|/|-? YEAR
day date = @the? DAY @of? MONTH
day date = @the? DAY MONTH DIR
day date = @the? DIR DAY MONTH
day date = MONTH NUMDAY ,~ YEAR?
day date = DAY -|/ MONTH -|/ YEAR
day date = il < NUMDAY & @dayafter
day date = il < NUMDAY & $
day date = @the? WEEKDAY ,? DMY
day date = @the? WEEKDAY DM
day date = DM!
day date = MONTH! del|dell'|,|/|-? YEAR
day date = MONTH ' YY
day date = YEAR MONTH
day date = MONTH!
day date = MONTH DIR
day date = @the? DIR MONTH
day date = MONTH dell' anno DIR
day date = @the? mese di MONTH YEAR?
day date = @the? WEEKDAY PART?
day date = @the? WEEKDAY @in? PART
day date = @the? WEEKDAY DIR PART?
day date = @the? DIR WEEKDAY PART?
day date = DIR stesso? WEEKDAY PART?
day date = @the? WEEKDAY ,? @the? NUMDAY & @dayafter|{clock}|$
day date = @the? NUMDAY|NUMTH di? LUNAR|SOLAR del|,~ YEAR? ERA?
day date = nel|durante|del? < il LUNAR! del|di~ YEAR?
day date = in|durante|nel < LUNAR! del|di~ YEAR?
day date = @the? mese di|del LUNAR del|di~ YEAR?
day date = @the SEASON del|dell'|di~ YEAR?
day date = in|d'|nell' < SEASON
day date = DIR SEASON
day date = @the? SEASON DIR
day date = SEASON del|di? YEAR
day date = HOLIDAY del~ YEAR?
day date = HOLIDAY DIR
day year = YEAR
day date = @the? anno YEAR ERA
day date = @the? anno YEAR
day date = nell'|l'|dell' < anno YEAR
day unit = il UNIT!
day unit = nel|del < UNIT!
day unit = DIR UNIT
day unit = @the DIR UNIT
day unit = @the? UNIT DIR
day unit = @the? UNIT in corso
day unit = @the? N DIR UNIT
day unit = @the? DIR N? UNIT
day unit = negli|nelle|nei|gli|le|i DIR N? UNIT
day unit = @the? N UNIT DIR
day ago = SHARE! fa|orsono
day ago = @about? N UNIT SHARE? fa|orsono|or_sono|addietro
day ago = FEW UNIT fa|orsono|addietro
day ago = SHARE UNIT fa
day ahead = tra|fra @about? N UNIT SHARE?
day ahead = tra|fra|entro FEW UNIT
day within = entro i|le|gli? prossimi|prossime? N UNIT
day ahead = tra|fra SHARE!
day earlier = N UNIT in_precedenza
day later = N UNIT più_tardi
day earlier = N UNIT prima & .|,|;
day later = N UNIT dopo & .|,|;
day earlier = FEW UNIT prima
day later = FEW UNIT dopo|più_tardi
day earlier = N UNIT prima @of {day}
day later = N UNIT dopo @the? {day}
day deixis = DEIXIS @in~ PART?
day deixis = DEIXIS WEEKDAY
day deixis = DIR PART
day anaphor = ANAPHOR @in~ PART?
day same = quel|quella|quello|quell' UNIT
day same = quello stesso UNIT
day same = @the stesso|stessa UNIT
day same = lo|la stesso|stessa UNIT
day edge = a|alla|all'|agli|verso|per|da|dalla|dall'? < @the? EDGE @of? {day}
day edge = a|alla|all'? < @the? EDGE @of @the? UNIT
day weekof = @the? UNIT del|dell'|che_inizia|che_comincia il? {day}|{range}
day weekof = @the? UNIT del NUMDAY & .|,|;|:|)|$
day stretch = negli|nelle|nei? < @the? N SIDE UNIT @of {day}
day stretch = negli|nelle|nei? < @the? SIDE N UNIT @of {day}
day stretch = negli|nelle|nei? < @the? N SIDE UNIT @of UNIT
day stretch = negli|nelle|nei? < @the? SIDE N UNIT @of UNIT
day nth = @the? ORD UNIT @of UNIT
day nth = @the? DIR UNIT @of UNIT
day nth = @the? ORD UNIT @of {day}
day nth = @the? ORD UNIT del? YEAR
day nth = @the? DIR UNIT @of {day}
day nth = @the? ORD WEEKDAY @of {day}
day nth = @the? DIR WEEKDAY @of {day}
day nth = @the? ORD UNIT
day nth = QMARK + NUMDAY @of? YEAR
day decade = @the? anni ' TENS
day decade = @the? anni TENS
day decade = EDGE degli|anni anni? '? TENS
day century = @the? ROMAN|ORD secolo
day century = @the? secolo ROMAN
day century = EDGE @of ROMAN|ORD secolo
day weekdayof = WEEKDAY @of {day}
day weekdayof = {loose} ,? WEEKDAY
loose unit = @the? DIR UNIT
loose unit = @the? UNIT DIR
loose date = @the? NUMDAY
clock clock = alle|all'|ore|per_le|dalle? < ore? CLOCK AMPM?
clock clock = alle ore? < HM AMPM?
clock clock = ore < HM|CLOCK
clock clock = alle|all' ore? < HOUR AMPM?
clock clock = alle|le < HOUR ADDMIN AMPM?
clock clock = alle|le < HOUR e MINUTE AMPM?
clock clockto = alle|le < HOUR meno MINUTE|N AMPM?
clock clock = ore < HOUR
clock clock = HOUR AMPM
clock clock = a < CLOCK
clock part = in|di|nella|nel|al|alla < PART
clock part = @the PART
time at = {day} ,? {clock}
time at = {clock} @of? {day}
time at = @the? PART @of {day}
dur dur = @about? N UNIT SHARE?
dur dur = N UNIT e? N UNIT
dur dur = N SHARE UNIT
dur dur = FEW UNIT
dur dur = SHARE UNIT
dur dur = più|meno di < N UNIT
dur whole = tutto|tutta @the UNIT
dur whole = @the? intero|intera UNIT
set set = @every N? UNIT
set set = @every WEEKDAY PART?
set set = @every WEEKDAY {clock}
set set = @every UNIT {clock}
set set = @every PART
set set = al|alla|all' < UNIT & .|,|;|)
set set = OFTEN
ref ref = REF
range lasting = per? N UNIT ,? a_partire_da|a_partire_dal|a_partire_dalle|a_decorrere_dal {day}|{time}|{clock}
range lasting = per N UNIT dal|dalle {day}|{clock}
range lasting = a_partire_da|a_partire_dal|dal|dalle {day}|{time}|{clock} per N UNIT
range days = dal|dall'|tra_il|fra_il|da? DAY al|all'|e|e_il|a DAY MONTH del~ YEAR?
range days = DAY -|–|/ DAY MONTH YEAR?
range days = il < DAY e DAY MONTH YEAR?
range months = da|tra|fra MONTH a|e MONTH del~ YEAR?
range months = MONTH! -|– MONTH del~ YEAR?
range years = dal|tra_il|fra_il|da YEAR al|e_il|e|a YEAR
range years = YEAR -|–|/|— YEAR|YY
range range = @from {day} @to {day}
range range = @from {time} @to {time}|{clock}
range range = dalle|tra_le|fra_le {clock} alle|e_le {clock}
range range = {day} -|– {day}
range range = @from {day}|{time} @to {ref}
range hours = dalle|tra_le|fra_le HOUR|CLOCK|HM AMPM? alle|e_le|e HOUR|CLOCK|HM AMPM?
range hours = {day} ,? dalle HOUR|CLOCK|HM alle HOUR|CLOCK|HM
range night = @the? notte tra|fra {day} e {day}
range night = nella < notte tra|fra {day} e {day}
range night = nella? < notte da|dal {day} a|al {day}
bound since = dal|dalla|dall'|da|a_partire_da|a_partire_dal|a_partire_dalla|sin_dal|fin_dal @the? < {day}
bound since = dalle|a_partire_dalle < {clock}
bound since = da < {dur}
bound until = fino_a|fino_al|fino_alla|fino_all'|sino_al|sino_a|fino_ad @the? < {day}
bound until = fino_alle|fino_a|sino_alle < {clock}
bound until = fino_a < {time}
bound until = fino_all'|fino_alla|fino_al < SEASON
bound before = prima_di|prima_del|prima_della|prima_dell'|entro|entro_il|entro_la|entro_la_fine_del < {day}
bound before = prima_delle|entro_le|prima_di < {clock}
bound after = dopo @the? < {day}
bound after = dopo|dopo_le < {clock}
bound over = più di < {day}
bound under = meno di < {day}
bound about = verso|intorno_al|intorno_a|attorno_al|attorno_a|circa @the? < {day}
bound about = verso|intorno_alle|attorno_alle|circa @the? < {clock}
not none = di N anni ,|.|)|;
not none = , N anni ,|.|)|;
not none = @age di N anni
not none = un|una WORD di N anni
not none = minori|maggiori di N anni
not none = buon giorno
not none = primavera araba
not none = primavera di praga
not none = @the? primo|prima|secondo|seconda|terzo ministro|volta|turno|posto|guerra
not none = giorno dopo giorno
not none = prima o poi
",
    month_first: false,
    ordinal_dot: false,
    years_in_halves: false,
    future: "prossimo prossima prossimi prossime sarà saranno avrà avranno previsto prevista previsti previste dovrebbe dovrebbero deve devono",
    future_endings: "rà ranno remo",
    future_beginnings: "",
    past: "ha hanno aveva avevano era erano fu furono disse",
    past_endings: "arono irono ettero avano evano ivano",
    verb_follows: false,
    after: "dopo",
    after_endings: "",
    takes: "in",
};
