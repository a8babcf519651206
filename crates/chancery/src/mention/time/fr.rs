//! French words and shapes of time. The project's own.

use super::table::Table;

pub(super) static TABLE: Table = Table {
    words: "
month 1 janvier janv janv. jan
month 2 février févr févr. fév fév.
month 3 mars
month 4 avril avr avr.
month 5 mai
month 6 juin
month 7 juillet juil juil.
month 8 août aout
month 9 septembre sept. sep ~sept
month 10 octobre oct oct.
month 11 novembre nov nov.
month 12 décembre déc déc. dec
weekday 1 lundi lundis ~lun. ~lun
weekday 2 mardi mardis ~mar. ~mar
weekday 3 mercredi mercredis ~mer. ~mer
weekday 4 jeudi jeudis ~jeu. ~jeu
weekday 5 vendredi vendredis ~ven. ~ven
weekday 6 samedi samedis ~sam. ~sam
weekday 7 dimanche dimanches ~dim. ~dim
season SP printemps
season SU été étés
season FA automne automnes
season WI hiver hivers
unit S ~secondes ~sec
unit MIN ~minute ~minutes ~min ~mn
unit H ~heure ~heures
unit D ~jour ~jours ~journée ~journées
unit BD ~jours_ouvrables ~jour_ouvrable ~jours_ouvrés
unit NI ~nuit ~nuits
unit WE week-end week-ends weekend weekends fin_de_semaine
unit FN ~quinzaine ~quinzaines
share=2,unit=W quinze_jours une_quinzaine_de_jours
unit W ~semaine ~semaines
unit M ~mois
unit Q ~trimestre ~trimestres
unit HY ~semestre ~semestres
unit Y ~an ~ans ~année ~années
unit DE ~décennie ~décennies
unit C ~siècle ~siècles
share HALF ~et_demi ~et_demie ~demi-
share QUARTER ~et_quart ~un_quart_de
part MO matin matinée
part AF après-midi
part EV soir soirée
part NIGHT nuit
clock 120000 midi
clock 0 minuit
ampm 0 am a.m. a.m du_matin
ampm 12 pm p.m. p.m de_l'après-midi du_soir
addmin 30 et_demie et_demi
addmin 15 et_quart
addmin -15 moins_le_quart moins_quart
dir -1 dernier dernière passé passée écoulé écoulée
dir 1 prochain prochaine suivant suivante
dir 0 ce cet cette
dir=-1,few=0 derniers dernières passés passées
dir=1,few=0 prochains prochaines
dir=-1,few=0 ces_derniers ces_dernières
side START premier première premiers premières tout_premiers toutes_premières
side END dernier dernière derniers dernières
edge START début commencement débuts première_moitié
edge MID mi- milieu mi courant
edge END fin fins seconde_moitié deuxième_moitié
deixis 0 aujourd'hui aujourd_hui
deixis -1 hier
deixis 1 demain
deixis -2 avant-hier
deixis 2 après-demain
anaphor 1 le_lendemain lendemain
anaphor -1 la_veille
anaphor 2 le_surlendemain
anaphor -2 l'avant-veille
few 0 plusieurs quelques divers quel_ques
few 2 deux_ou_trois
holiday 1225 noël
holiday 0101 le_nouvel_an jour_de_l'an le_jour_de_l'an
holiday 1231 la_saint-sylvestre
holiday 1101 la_toussaint
holiday 0815 l'assomption
holiday 0321 norouz nowrouz newroz nevrouz norooz
holiday L1001 aïd_al_fitr aïd_el_fitr aïd_el_fitre l'aïd_al_fitr l'aïd_el_fitr
holiday L1210 aïd_al_adha aïd_el_adha aïd_el_kébir aïd_al_kabir fête_du_sacrifice la_fête_du_sacrifice l'aïd_al_adha l'aïd_el_kébir
holiday L0110 achoura l'achoura
holiday L0220 arbaïn
holiday L0312 mawlid le_mawlid mouloud le_mouloud
holiday L0101 nouvel_an_hégirien nouvel_an_musulman
holiday 0107 noël_orthodoxe
holiday O0 pâque_orthodoxe la_pâque_orthodoxe pâques_orthodoxe pâques_orthodoxes les_pâques_orthodoxes
era LUNAR de_l'hégire hégire h. ^ah
era SOLAR hégire_solaire de_l'hégire_solaire
holiday E0 pâques le_dimanche_de_pâques
holiday E1 lundi_de_pâques le_lundi_de_pâques
holiday E-2 vendredi_saint le_vendredi_saint
holiday E39 l'ascension le_jeudi_de_l'ascension
holiday E49 la_pentecôte
ref PRESENT maintenant actuellement désormais à_l'heure_actuelle en_ce_moment à_présent de_nos_jours dorénavant
ref PAST récemment auparavant naguère autrefois jadis dernièrement nouvellement il_y_a_longtemps par_le_passé
ref FUTURE bientôt prochainement le_plus_tôt_possible sous_peu
@the le la les l'
@to au à aux
@of de du d' de_la de_l' des
@about environ près_de à_peu_près presque quelque
@month mois_de mois_d'
@dayafter . ! ? ; : , ) et ou de du à au entre pour dans est a sera avait lors par sur vers en
@lasting peine peines période durée mandat délai contrat trêve cessez-le-feu bail prison condamné condamnée condamnés réclusion
@lasting sanctions moratoire prolongation séjour voyage visite règne exil siège occupation guerre conflit absence plan programme
@person homme femme garçon fille fillette enfant adolescent adolescente jeune bébé vieillard soldat policier militant
@person étudiant étudiante civil journaliste conducteur conductrice chauffeur automobiliste
often=0,n=1,unit=D quotidiennement
often=0,n=1,unit=W hebdomadaire hebdomadaires hebdomadairement
often=0,n=1,unit=M mensuel mensuelle mensuels mensuelles mensuellement
often=0,n=3,unit=M trimestriel trimestrielle
often=0,n=1,unit=Y annuel annuelle annuels annuelles annuellement
@every chaque tous_les toutes_les
@yearbefore en depuis dès avant après vers an année années fin début mi jusqu'en entre de du et ou à courant l'an ( été hiver
@yearbefore printemps automne saison élection présidentielle dès_l'an
@yearafter et ou à au aux en de du des dans par pour sur est a ont était sont était étaient fut avait qui que mais où
@yearafter comme lors avec sous contre les le la un une l d selon alors quand car après avant
",
    shapes: "
day date = @the|ce? WEEKDAY DAY MONTH de~ YEAR|YY? PART?
day date = @the|ce? WEEKDAY @the? NUMDAY & @dayafter|PART|DIR|{clock}|$
day date = @the|ce? WEEKDAY @the? NUMDAY DIR
day date = @the|ce? WEEKDAY @the? NUMTH
day date = @the|ce? NUMDAY WEEKDAY
day date = le < DAY WEEKDAY
day date = @the? NUMDAY|NUMTH LUNAR|SOLAR ,~ YEAR? ERA?
day date = pendant|durant|au|du? < le LUNAR! YEAR?
day date = au|en|du|de|pendant|durant < LUNAR! YEAR?
day date = @the? mois|jeûne de|du LUNAR YEAR?
day date = @the|ce? WEEKDAY DAY MONTH DIR PART?
day date = @the? DAY MONTH de~ YEAR|YY?
day date = @the? DAY de MONTH YEAR?
day date = @the? DAY MONTH DIR
day date = @the? DAY MONTH de l'|cette année DIR?
day date = le < NUMDAY & @dayafter
day date = le < NUMDAY & $
day date = @the? MONTH NUMDAY de~ YEAR?
day date = DAY -|/ MONTH -|/ YEAR
day date = MONTH -|/ DAY -|/ YEAR
day date = MONTH -|/ YEAR -|/ DAY
day date = YEAR -|/ MONTH -|/ DAY
day date = YEAR -|/ DAY -|/ MONTH
day date = DAY -|/ YEAR -|/ MONTH
day date = DAY MON YEAR
day date = MONTH / DAY
day date = @the|ce? WEEKDAY DMY
day date = @the|ce? WEEKDAY DM
day date = le|du|au < DM
day date = DM!
day date = MONTH! YEAR|YY?
day date = MONTH de YEAR
day date = MONTH! DIR
day date = ce|cet|cette < MONTH
day date = DIR MONTH
day date = @the? @month MONTH YEAR?
day date = @the? @month MONTH DIR
day date = @the? mois d' SEASON
day date = @the|ce? WEEKDAY! DIR? PART?
day same = ce|cette même WEEKDAY PART?
day date = DIR WEEKDAY PART?
day date = @the? WEEKDAY PART DIR
day date = l' SEASON YEAR?
day date = le printemps YEAR?
day date = en|d'|au < SEASON YEAR
day date = en|au < SEASON
day date = DIR SEASON
day date = @the? SEASON YEAR
day date = @the? SEASON DIR
day date = @the? SEASON de l'|cette année? YEAR
day date = HOLIDAY YEAR?
day date = HOLIDAY DIR
day year = YEAR
day date = @the|cette? année|an YEAR ERA
day date = @the|cette? année|an YEAR
day unit = le UNIT!
day unit = du|au < UNIT!
day unit = DIR UNIT -? ci?
day unit = @the? UNIT DIR
day unit = @the? UNIT en cours
day unit = @the|ces|nos? N DIR UNIT
day unit = @the|ces? DIR N? UNIT
day unit = ces N DIR UNIT
day ago = il_y_a|voici|voilà|il_ya < SHARE!
day ago = il_y_a|voici|voilà|il_ya < @about? N UNIT SHARE?
day ago = il_y_a|voici|voilà < FEW UNIT
day within = dans|d'ici < les N UNIT
day ahead = dans|d'ici|sous < SHARE!
day ahead = dans|d'ici|sous|d'ici_à < @about? N UNIT SHARE?
day ahead = dans|d'ici < FEW UNIT
day earlier = @about? N UNIT > plus_tôt|auparavant
day later = @about? N UNIT > plus_tard
day earlier = @about? N UNIT > avant & .|,|;
day later = @about? N UNIT > après & .|,|;
day earlier = FEW UNIT > plus_tôt|auparavant|avant
day later = FEW UNIT > plus_tard|après
day earlier = N UNIT avant {day}
day later = N UNIT après {day}
day deixis = DEIXIS
day deixis = DEIXIS PART
day deixis = DEIXIS au|dans_la|dans_le PART
day deixis = DEIXIS WEEKDAY
day anaphor = ANAPHOR
day anaphor = ANAPHOR au|dans_la? PART
day same = le jour même
day same = ce|cet|cette UNIT - là
day same = le|la même UNIT
day same = à < la même époque
day edge = @the? EDGE @of? {day}
day edge = @the? EDGE @of UNIT
day edge = @the? EDGE de cette UNIT
day edge = @the? tout EDGE {day}
day edge = @the? EDGE UNIT
day weekof = @the|cette? UNIT du|commençant|débutant le? {day}|{range}
day weekof = @the? UNIT {range}
day weekof = @the? UNIT du NUMDAY & .|,|;|:|)|$
day stretch = @the? N SIDE UNIT @of {day}
day stretch = @the? SIDE N UNIT @of {day}
day stretch = @the? N SIDE UNIT @of cette? UNIT
day stretch = @the? SIDE N UNIT @of cette? UNIT
day nth = @the? ORD UNIT @of cette? UNIT
day nth = @the? DIR UNIT @of cette? UNIT
day nth = @the? ORD UNIT @of? {day}
day nth = @the? ORD WEEKDAY @of {day}
day nth = @the? ORD UNIT
day nth = @the? DIR UNIT @of {day}
day decade = @the? années TENS
day decade = @the? EDGE @of? @the? années TENS
day century = @the? ORD|ROMAN siècle
day century = @the? ROMAN + e|ème siècle
day century = EDGE @of? ORD siècle
day weekdayof = WEEKDAY de? {day}
clock clock = HOUR h MINUTE
clock clock = HOUR h
clock clock = à < HOUR heure|heures|h et? MINUTE? minutes? AMPM?
clock clock = HOUR heures et? MINUTE minutes?
clock clockto = à? < HOUR heure|heures moins MINUTE minutes?
clock clock = CLOCK|HOUR AMPM
clock clock = HOUR h MINUTE? AMPM
clock clock = à < HOUR heure|heures ADDMIN AMPM?
clock clock = à < CLOCK AMPM?
clock clock = à < HM
clock part = @the PART
clock part = le matin même
day deixis = DIR PART
time at = {day} {clock}
time at = {day} à {clock}
time at = {clock} {day}
dur dur = @lasting @of < @about? N UNIT
dur dur = @about? N UNIT SHARE?
dur dur = @about? N SHARE UNIT
dur dur = N UNIT et? N UNIT
dur dur = FEW UNIT
dur dur = pendant|durant|depuis|après|dans < des UNIT
dur dur = SHARE UNIT
dur dur = un < SHARE UNIT
dur whole = tout|toute @the UNIT
set set = @every UNIT
set set = @every N UNIT
set set = @every WEEKDAY PART?
set set = @every WEEKDAY à? {clock}
set set = {clock} @every WEEKDAY
set set = {clock} @every UNIT
set set = @every PART
set set = par < UNIT
set set = OFTEN
ref ref = REF
range lasting = pendant|pour|durant N UNIT ,? à_partir_du|à_partir_de|à_compter_du|à_compter_de|dès|depuis {day}|{time}|{clock}
range lasting = N UNIT à_partir_du|à_partir_de|à_compter_du|à_compter_de {day}|{time}|{clock}
range lasting = à_partir_du|à_partir_de|à_compter_du|à_compter_de|dès {day}|{time}|{clock} pendant|pour|durant N UNIT
range days = du|de|entre_le < DAY au|et|et_le DAY MONTH de~ YEAR?
range days = entre le < DAY et le DAY MONTH YEAR?
range days = DAY -|– DAY MONTH YEAR?
range days = < les DAY et|,|ou DAY MONTH DIR? YEAR?
range months = de|d'|entre < MONTH à|et MONTH YEAR?
range months = MONTH -|– MONTH YEAR?
range years = de|entre < YEAR à|et YEAR
range years = YEAR -|–|/|— YEAR|YY
range years = de < YEAR -|– YEAR
range range = de|du|d'|entre|depuis < {day} à|au|et|jusqu'au|jusqu'à|jusqu'en|aux {day}
range range = de|du|d'|entre|depuis < {time} à|au|et|jusqu'au|jusqu'à {time}
range range = de|d'|entre < {clock} à|et|jusqu'à {clock}
range range = {clock} -|– {clock}
range hours = de|entre < HOUR à|et HOUR heures|h AMPM?
range hours = HOUR -|– HOUR heures|h
range night = @the? nuit de|du < {day} à|au {day}
bound since = depuis|à_partir_de|à_partir_du|à_partir_d'|à_compter_de|à_compter_du < {day}
bound since = depuis|à_partir_de|à_partir_du|à_partir_d'|à_compter_de < {time}
bound since = depuis|à_partir_de|à_partir_d' < {clock}
bound since = depuis < {dur}
bound since = depuis plus|près|moins de|d' < {dur}
bound until = jusqu'|jusque @to|en? < {day}
bound until = jusqu' @to < {time}
bound until = jusqu' @to < {clock}
bound before = avant|d'ici|d'ici_à|d'ici_au < {day}
bound before = avant|d'ici < {clock}
bound before = avant < {time}
bound before = {day} avant {clock}
bound before = avant @the? fin @of < {day}
bound after = après < {day}
bound after = après < {clock}
bound over = plus|davantage de|d' < {day}
bound over = il_y_a|voici|voilà plus|davantage de|d' < N UNIT
bound under = il_y_a|voici|voilà moins de|d' < N UNIT
bound under = moins de|d' < {day}
bound about = vers|autour_de|autour_du|aux_alentours_de|aux_alentours_du|aux_environs_de|aux_environs_du|environ < {day}
bound about = vers|autour_de|aux_alentours_de|aux_environs_de < {clock}
not none = âgé|âgée|âgés|âgées de|d' @about? N ans
not none = , N ans ,|.|)|;|:
not none = ( N ans ,|)
not none = @person WORD? WORD? WORD? de|d' N ans
not none = un|une|d'un|d'une WORD de N ans
not none = les|des|aux|de_l'|l' moins|plus de N ans
not none = moins|plus de N ans ,|.
not none = @the? N -|à N ans
not none = le|la|au|du|de_la premier|première|second|seconde|1er
not none = printemps arabe|de_prague
not none = jeux olympiques? d' SEASON
not none = une fois
not none = d' une vingtaine|trentaine|quarantaine|cinquantaine|soixantaine d'années
",
    month_first: false,
    ordinal_dot: false,
    years_in_halves: false,
    future: "demain prochain prochaine prochains prochaines prévu prévue prévus prévues sera seront aura auront devrait devraient va vont doit doivent ira iront fera feront attendu attendue attendus",
    future_endings: "era eront ira iront dra dront vra vront rra rront",
    future_beginnings: "",
    past: "ont avait avaient était étaient fut furent dit déclaré affirmé indiqué",
    past_endings: "èrent irent urent aient",
    verb_follows: false,
    after: "après",
    after_endings: "",
    takes: "en",
};
