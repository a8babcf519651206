//! What the numbers of an act count, by the words beside them. In: the counts that the model gave an act, and its sentence. Out: those of victims,
//! each of the kind that its own words say. Always: a number counts one kind; none is made up.
//!
//! A part of a number ("17 dead, five of them civilians") is no count of its own, nor is what is no person ("four shots"), nor how many live
//! in a place ("a town of 12,000 people").

use super::words::{Words, has_stem, is_one_of};
use crate::code::TollKind;
use crate::mention::quantity::Quantity;
use crate::{Language, Span};

/// Words of a language about counts; `*` at the end of a word stands for any ending, `_` for a space.
struct Table {
    killed: &'static str,
    wounded: &'static str,
    captured: &'static str,
    missing: &'static str,
    displaced: &'static str,
    /// Right before a number: it is a part of another.
    part_before: &'static str,
    /// Right after it.
    part_after: &'static str,
    /// Persons that such a part is of.
    persons: &'static str,
    /// What is counted in war and is no person.
    things: &'static str,
    /// Places that have so many people, and the words between them and the number.
    settlements: &'static str,
    of: &'static str,
    /// Words of how many live somewhere.
    population: &'static str,
}

fn table(language: Language) -> &'static Table {
    match language {
        Language::En => &EN,
        Language::Fr => &FR,
        Language::Es => &ES,
        Language::De => &DE,
        Language::It => &IT,
        Language::Pt => &PT,
        Language::Ru => &RU,
        Language::Uk => &UK,
        Language::Ar => &AR,
        Language::Tr => &TR,
    }
}

const EN: Table = Table {
    killed: "kill* dead died dies die death* fatal* slain bodies corpse* perish* murder* massacr* execut* lives",
    wounded: "wound* injur* hurt maim*",
    captured: "captur* prisoner* captive* hostage* arrest* detain* abduct* kidnap* seiz* held round*",
    missing: "missing disappear* unaccounted vanish*",
    displaced: "displac* fled flee* refugee* evacuat* homeless uproot* homes",
    part_before: "including among_them among_whom",
    part_after: "of_them of_whom of_these of_those",
    persons: "civilian* child* woman women man men minor* soldier* police* officer* student* guard* foreign* teen* bab* boy* girl* worker* journalist* non-combatant* commander* medic*",
    things: "shot* round* shell* rocket* missile* drone* tank* vehicle* car cars truck* lorr* house houses village villages building* school* shop* boat* \
             ship* plane* aircraft helicopter* sheep goat* cow* cattle head harvest* post posts position* time times bomb* mine mines gun guns \
             rifle* weapon* town towns countr* point points province* strike strikes attack* blow* salvo salvos volley*",
    settlements: "exclave enclave town city village region district province island country settlement hamlet suburb port republic capital camp",
    of: "of with",
    population: "inhabitant* population",
};
const FR: Table = Table {
    killed: "tué* tuant tuer tua tuent mort* mour* meur* décè* décéd* péri* cadavre* dépouille* abattu* assassin* vie vies",
    wounded: "bless*",
    captured: "captur* prisonni* otage* arrêté* interpell* détenu* enlev* kidnapp* arrestation*",
    missing: "disparu* disparition* porté*",
    displaced: "déplac* réfugi* fui fuir fuient évacu* sans-abri chassé* foyers quitt*",
    part_before: "dont parmi_eux parmi_lesquels parmi_elles y_compris",
    part_after: "d_entre_eux d_entre_elles",
    persons: "civil* enfant* femme* homme* mineur* soldat* polici* officier* étudiant* garde* étrang* adolescent* bébé* garçon* fille* ouvri* journalist* militaire* gendarme*",
    things: "tir tirs coup coups obus roquette* missile* drone* char chars véhicule* voiture* camion* maison* village villages bâtiment* école* bateau* \
             navire* avion* hélicoptère* mouton* chèvre* vache* bêtes récolte* poste* position* fois bombe* mine mines arme armes fusil* ville* \
             pays point* province* frappe* attaque* salve salves",
    settlements: "enclave exclave ville bourg bourgade village région district province île pays cité commune localité capitale camp",
    of: "de d",
    population: "habitants âmes population",
};
const ES: Table = Table {
    killed: "muert* muri* mor* fallec* mató mata matar* matan* mataron asesin* cadáver* abat* vidas vida mortal* difunt*",
    wounded: "herid* hirió hiri* lesion*",
    captured: "captur* prisioner* rehén rehenes deten* detuv* arrest* secuestr* apres*",
    missing: "desapar*",
    displaced: "desplaz* refugi* huy* huid* huir evacu* hogares abandon* damnific*",
    part_before: "entre_ellos entre_ellas entre_los_que incluid* incluyendo",
    part_after: "de_ellos de_ellas de_los_cuales",
    persons: "civil* niñ* mujer* hombre* menor* soldad* polic* oficial* estudiant* guardia* extranjer* adolescent* bebé* chic* trabajador* periodist* militar*",
    things: "disparo* tiro tiros proyectil* cohete* misil* dron drones tanque* vehículo* coche* camión camiones casa casas aldea aldeas pueblo pueblos edificio* \
             escuela* barco* buque* avión aviones helicóptero* oveja* cabra* vaca* reses cosecha* puesto* posición posiciones vez veces bomba* \
             mina minas arma armas fusil* ciudad* país países punto* provincia* ataque* ráfaga* granada*",
    settlements: "enclave exclave ciudad pueblo aldea región distrito provincia isla país localidad municipio capital campamento",
    of: "de con",
    population: "habitantes población almas",
};
const DE: Table = Table {
    killed: "tot tote toten toter getötet* töte* starb* sterb* gestorben* leben umgekommen* umkam* gefallen* leiche* erschoss* todes* ermord* \
             todesopfer*",
    wounded: "verletz* verwund*",
    captured: "gefangen* geisel* festgenommen* festnahm* festnehm* verhaft* entführ* abgeführt* kriegsgefangen*",
    missing: "vermiss* verschwund* verschollen*",
    displaced: "vertrieb* vertreib* geflo* flieh* floh* flücht* evaku* obdachlos* verließ* verlassen*",
    part_before: "darunter davon unter_ihnen",
    part_after: "von_ihnen davon",
    persons: "zivil* kind* frau* mann männer* minderjähr* soldat* polizist* offizier* student* schüler* ausländ* jugendlich* baby* babys junge* mädchen arbeiter* journalist* grenz*",
    things: "schuss schüsse* granate* rakete* drohne* panzer* fahrzeug* auto autos lastwagen laster haus häuser* dorf dörfer* gebäude* schule* \
             boot boote* schiff* flugzeug* hubschrauber* schaf* ziege* kuh kühe* ernte* posten stellung* mal bombe* mine minen waffe* gewehr* \
             stadt städte* land länder* punkt* provinz* angriff* salve*",
    settlements: "exklave enklave stadt ort dorf region bezirk provinz insel land kleinstadt gemeinde hauptstadt lager siedlung",
    of: "mit von",
    population: "einwohner* bewohner* bevölkerung",
};
const IT: Table = Table {
    killed: "mort* morir* muo* ucci* decedut* decess* cadaver* assassin* vita vite cadut* deced* corpi salm*",
    wounded: "ferit* ferend* ferì feriron* ferir*",
    captured: "cattur* prigionier* ostagg* arrest* fermat* fermo rapit* sequestr* detenut*",
    missing: "dispers* scompars*",
    displaced: "sfollat* rifugiat* profug* fuggit* fuggi* evacu* case abbandon* senzatetto",
    part_before: "tra_cui fra_cui tra_loro fra_loro compres* di_cui inclus* dei_quali",
    part_after: "di_loro dei_quali delle_quali",
    persons: "civil* bambin* donn* uomin* minor* soldat* poliziott* ufficial* student* guardi* stranier* ragazz* neonat* operai* giornalist* militar* avventor*",
    things: "colpo colpi sparo spari proiettil* granat* razz* missil* dron* carro carri veicol* auto camion casa case villaggio villaggi edific* scuol* barc* nave navi \
             aere* elicotter* pecor* capr* mucc* raccolto raccolti postazion* posizion* volt* bomb* mina mine arma armi fucil* città paesi punto punti \
             provinc* attacc* raffic*",
    settlements: "enclave exclave città cittadina paese villaggio regione distretto provincia isola comune località capitale campo borgo",
    of: "di da con",
    population: "abitanti popolazione anime",
};
const PT: Table = Table {
    killed: "mort* morr* matou mata matar* matan* mataram falec* cadáver* abat* vida vidas óbito* assassin*",
    wounded: "ferid* ferind* feriu ferir*",
    captured: "captur* prisioneir* refém reféns detid* deteve detiv* deten* preso* presa* sequestr* prend*",
    missing: "desapar*",
    displaced: "desloc* refugi* fug* evacu* desaloj* abandon* casas",
    part_before: "entre_eles entre_elas entre_os_quais incluindo inclusive dos_quais das_quais",
    part_after: "deles delas dos_quais das_quais",
    persons: "civis civil criança* mulher* homem homens menor* soldado* polic* oficia* estudante* guarda* estrangeir* adolescent* bebé* bebê* rapaz* menin* trabalhador* jornalist* militar*",
    things: "tiro* disparo* projétil projéteis foguete* míssil mísseis drone* tanque* veículo* carro* camião camiões caminhão caminhões casa casas \
             aldeia aldeias edifício* escola* barco* navio* avião aviões helicóptero* ovelha* cabra* vaca* colheita* posto* posição posições vez vezes \
             bomba* mina minas arma armas fuzi* cidade* país países ponto* província* ataque* rajada* granada* morteiro*",
    settlements: "enclave exclave cidade vila aldeia região distrito província ilha país localidade município capital acampamento povoado",
    of: "de com",
    population: "habitantes população almas",
};
const RU: Table = Table {
    killed: "уби* погиб* гибел* мёртв* мертв* умер* сконча* жизн* жизней застрел* труп* тел",
    wounded: "ранен* ранил* ранив* пострада* травм*",
    captured: "плен* захва* задерж* арест* залож* похи* взят*",
    missing: "пропа* исчез*",
    displaced: "бежен* бежал* перемещ* эваку* покинул* дома переселен* выеха*",
    part_before: "в_том_числе среди_них из_них включая",
    part_after: "из_них",
    persons: "мирн* гражданск* дет* ребён* ребен* женщин* мужчин* несовершеннолет* солдат* полицейск* офицер* студент* пограничник* иностран* подрост* младен* мальчик* девоч* рабоч* журналист* военн*",
    things: "выстрел* снаряд* ракет* дрон* беспилотник* танк танка танков машин машины автомобил* грузовик* дом дома домов сёл* сел села деревн* здани* школы школу катер* \
             суда судов самолёт* самолет* вертолёт* вертолет* овец овцы коз коров* урожа* пост поста постов позици* раз раза бомб* мин мины оруди* \
             винтов* город* стран* точки точек провинци* удара ударов атак* залп*",
    settlements: "анклав* эксклав* город* посёл* посел* сел* деревн* регион* район* област* остров* стран* столиц* лагер*",
    of: "с в на",
    population: "населени* жител*",
};
const UK: Table = Table {
    killed: "вби* уби* загин* загиб* мертв* помер* поляг* житт* застрел* труп* тіл",
    wounded: "поранен* поранил* ранен* травм* постражд* зазна* побит* побил*",
    captured: "полон* захоп* затрим* арешт* заруч* викра* взят* узят*",
    missing: "зник* пропа*",
    displaced: "біжен* втек* переміщ* еваку* виїха* покинул* домівк* переселен*",
    part_before: "в_тому_числі у_тому_числі серед_них з_них із_них зокрема",
    part_after: "з_них із_них",
    persons: "цивільн* мирн* діт* дит* жінк* жінок чоловік* неповноліт* солдат* поліцейськ* офіцер* студент* прикордонник* інозем* підліт* немовл* хлопч* дівч* робітник* журналіст* військов*",
    things: "постріл* снаряд* ракет* дрон* безпілотник* танк танка танків танки машин машини автомобіл* вантажів* будин* сіл села сел* будів* шкіл школи школу катер* суден судна \
             літак* вертол* гелікоптер* овець овц* кіз корів коров* урожа* врожа* пост поста постів позиці* раз рази разів бомб* мін міни \
             гармат* міст* країн* точки точок провінці* удари ударів атак* залп*",
    settlements: "анклав* ексклав* міст* селищ* сел* регіон* район* област* остр* країн* столиц* табір табор*",
    of: "з із на",
    population: "населенн* мешканц* жител*",
};
const AR: Table = Table {
    killed: "قتل* قتيل* مقتل* يقتل* تقتل* مصرع* وفاة توفي* أودى أودت شهيد* شهداء استشهد* استشهاد* ميت* جثة جثث حياة حياتهم أرواح ماتوا مات اغتيال*",
    wounded: "جريح* جرحى جرح* أصيب* إصاب* مصاب* أصاب*",
    captured: "أسير* أسرى أسر* اعتقل* اعتقال* احتجز* احتجاز* رهين* رهائن خطف* مختطف* توقيف* أوقف* معتقل* اختطف* اختطاف* قبض*",
    missing: "مفقود* فقد* فقدان اختف* اختفاء",
    displaced: "نازح* نزح* نزوح* شرد* تشريد* لاجئ* فر فروا فرار تهجير* إجلاء مهجر*",
    part_before: "بينهم بينهن منهم منهن بينها من_بينهم من_بينهن",
    part_after: "منهم منهن",
    persons: "مدني* أطفال طفل* نساء امرأة رجال رجل قاصر* جنود جندي* شرطي* ضابط ضباط طالب طلاب حارس حراس أجانب أجنبي* رضيع* فتى فتاة فتيات عمال عامل صحفي* صحافي* عسكري*",
    things: "طلقة طلقات طلقتين رصاصة رصاصات قذيفة قذائف صاروخ* صواريخ مسيرة مسيّرة مسيرات دبابة دبابات مركبة مركبات سيارة سيارات شاحنة شاحنات منزل* منازل \
             قرية قرى مبنى مبان* مدرسة مدارس زورق زوارق سفينة سفن طائرة طائرات مروحي* خروف* أغنام ماعز بقرة أبقار محصول محاصيل موقع مواقع مرة مرات \
             قنبلة قنابل لغم ألغام بندقية بنادق مدينة مدن دولة دول نقطة نقاط غارة غارات هجوم هجمات ضربة ضربات",
    settlements: "جيب مدينة بلدة قرية منطقة إقليم محافظة جزيرة بلد دولة مخيم عاصمة",
    of: "من",
    population: "سكان* نسمة",
};
const TR: Table = Table {
    killed: "öl* hayatını şehit* can canı katled* katliam* ceset* cenaze* vefat*",
    wounded: "yaral*",
    captured: "esir* tutsak* tutuk* gözaltı* rehin* kaçır* yakala* alıkon*",
    missing: "kayıp* kaybol*",
    displaced: "yerinden göç* kaçtı kaçan* tahliye* mülteci* evini evlerini",
    part_before: "aralarında bunların içlerinde bunlardan",
    part_after: "",
    persons: "sivil* çocuk* kadın* erkek* reşit asker* polis* subay* öğrenci* muhafız* yabancı* bebek* genç* kız* işçi* gazeteci*",
    things: "el mermi* kurşun* roket* füze* dron* iha ihası tank* araç aracı araçlık araba* kamyon* ev evi köy köyü bina* okul* tekne* gemi* uçak* \
             helikopter* koyun* keçi* inek* hasat* karakol* mevzi* kez kere defa bomba* mayın* silah* şehir kent ülke nokta* il saldırı* atış*",
    settlements: "",
    of: "",
    population: "nüfus* nüfuslu",
};

impl Table {
    fn of(&self, kind: TollKind) -> &'static str {
        match kind {
            TollKind::Killed => self.killed,
            TollKind::Wounded => self.wounded,
            TollKind::Captured => self.captured,
            TollKind::Missing => self.missing,
            TollKind::Displaced => self.displaced,
        }
    }
}

const KINDS: [TollKind; 5] =
    [TollKind::Killed, TollKind::Wounded, TollKind::Captured, TollKind::Missing, TollKind::Displaced];

/// Words from a number within which another says what became of those counted: "21 Malian soldiers killed".
const BESIDE: usize = 3;
/// Words between a place and the number of its people: "a Tajik exclave of more than".
const OF_PLACE: usize = 3;

/// Keeps the counts of victims, of the kinds that their words say. `all` are the counts of the sentence.
pub(super) fn settle(
    text: &str,
    language: Language,
    sentence: Span,
    counts: Vec<(TollKind, Quantity)>,
    all: &[&Quantity],
) -> Vec<(TollKind, Quantity)> {
    if counts.is_empty() {
        return counts;
    }
    let table = table(language);
    let words = Words::of(text, sentence, language);
    let counts_victims = |q: &Quantity| !is_thing(&words, q, table) && !lives_somewhere(&words, q, table);
    let mut kept: Vec<(TollKind, Quantity)> = Vec::new();
    let mut parts: Vec<(TollKind, Quantity)> = Vec::new();
    for (kind, quantity) in counts.into_iter().filter(|(_, q)| counts_victims(q)) {
        let beside = beside(&words, &quantity, table).filter(|other| says_more(*other, kind, &words, table));
        let kind = beside.unwrap_or_else(|| alive(kind, &words, table));
        if is_part(&words, text, &quantity, table, language) {
            parts.push((kind, quantity));
        } else if !kept.iter().any(|(known, _)| *known == kind) {
            kept.push((kind, quantity));
        }
    }
    for (kind, part) in parts.into_iter() {
        if kept.iter().any(|(known, _)| *known == kind) {
            continue;
        }
        // What the model took a part for is told by another number: "17 dead, five of them civilians, and 24 wounded".
        let whole = all.iter().find(|q| {
            beside(&words, q, table) == Some(kind)
                && !kept.iter().any(|(_, known)| known.span == q.span)
                && !is_part(&words, text, q, table, language)
                && counts_victims(q)
        });
        // "Twelve were hurt, three of whom died": a part with a fate of its own.
        match whole {
            Some(whole) => kept.push((kind, (*whole).clone())),
            None if kept.is_empty() || !names_persons(&words, &part, table) => kept.push((kind, part)),
            None => {}
        }
    }
    kept
}

/// The kind of a count of which the sentence has no word of death but one of capture: "four soldiers, caught on a hill, are in prison".
fn alive(kind: TollKind, words: &Words, table: &Table) -> TollKind {
    let tells = |list: &str| words.list().iter().any(|word| has_stem(word, list));
    if kind == TollKind::Killed && !tells(table.killed) && tells(table.captured) { TollKind::Captured } else { kind }
}

/// Whether the word beside a number counts for more than the model: prisoners and refugees may have been killed, where the sentence says so.
fn says_more(beside: TollKind, read: TollKind, words: &Words, table: &Table) -> bool {
    let fate = !matches!(beside, TollKind::Captured | TollKind::Displaced);
    fate || !words.list().iter().any(|word| has_stem(word, table.of(read)))
}

/// What the nearest word beside a number says became of those counted.
fn beside(words: &Words, quantity: &Quantity, table: &Table) -> Option<TollKind> {
    let kind_of = |word: &str| KINDS.into_iter().find(|kind| has_stem(word, table.of(*kind)));
    let after = words.after(quantity.span.end).take(BESIDE).enumerate().find_map(|(far, w)| Some((far, kind_of(w)?)));
    let before = words.before(quantity.span.start).take(BESIDE - 1).enumerate();
    let before = before.map(|(far, w)| (far, kind_of(w))).find_map(|(far, kind)| Some((far, kind?)));
    match (before, after) {
        (Some((near, before)), Some((far, _))) if near < far => Some(before),
        (_, Some((_, after))) => Some(after),
        (before, None) => before.map(|(_, kind)| kind),
    }
}

/// Whether a number is a part of another.
fn is_part(words: &Words, text: &str, quantity: &Quantity, table: &Table, language: Language) -> bool {
    let before: Vec<&str> = words.before(quantity.span.start).take(4).collect();
    let after: Vec<&str> = words.after(quantity.span.end).take(4).collect();
    // "altısı çocuk 21 kişi": the number has the ending of "of them".
    let ending = language == Language::Tr && {
        let word = quantity.number_span.of(text).to_lowercase();
        let rest = text[quantity.number_span.end..].trim_start_matches(['\'', '’']);
        let of_them = ["sı", "si", "su", "sü", "üçü", "biri", "dördü", "beşi", "sekizi", "dokuzu", "ısının", "isinin"];
        let written = ["ü ", "i ", "u ", "ı ", "si ", "sı "];
        of_them.iter().any(|end| word.ends_with(end))
            || rest.len() < text[quantity.number_span.end..].len() && written.iter().any(|end| rest.starts_with(end))
    };
    ending
        || is_one_of(before.iter().rev().copied(), table.part_before, true)
        || is_one_of(after.iter().copied(), table.part_after, false)
}

/// Whether a part only says who they were: "five of them civilians".
fn names_persons(words: &Words, part: &Quantity, table: &Table) -> bool {
    words.after(part.span.end).take(BESIDE).any(|word| has_stem(word, table.persons))
}

/// Whether a number counts what is no person: the noun is the word after it.
fn is_thing(words: &Words, quantity: &Quantity, table: &Table) -> bool {
    let thing = |word: &str| has_stem(word, table.things);
    let person = |word: &str| KINDS.into_iter().any(|kind| has_stem(word, table.of(kind)));
    let mut after = words.after(quantity.span.end);
    after.next().is_some_and(|word| thing(word) && !person(word))
}

/// Whether a number is how many live in a place.
fn lives_somewhere(words: &Words, quantity: &Quantity, table: &Table) -> bool {
    let of = words.before(quantity.span.start).next().is_some_and(|word| has_stem(word, table.of));
    let place = words.before(quantity.span.start).skip(1).take(OF_PLACE).any(|word| has_stem(word, table.settlements));
    let counted = |word: &str| has_stem(word, table.population);
    let near = words.before(quantity.span.start).take(2).any(counted)
        || (table.of.is_empty() || of) && words.after(quantity.span.end).take(2).any(counted);
    of && place || near
}
