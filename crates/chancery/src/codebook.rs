//! The codebook: PLOVER's categories with their quad classes, scores and modes (PLOVER manual, draft 2.0, section 2), and
//! the CAMEO 1.1b3 code that PLOVER's crosswalk of 2021 gives each.

use crate::record::Category;

/// One category.
pub struct Entry {
    /// The category.
    pub category: Category,
    /// Its name.
    pub name: &'static str,
    /// What it covers, in a line.
    pub covers: &'static str,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad: u8,
    /// Score without a mode. The manual prints ACCUSE as 3: a sign error, its modes are negative.
    pub score: f64,
    /// CAMEO 1.1b3 code without a mode.
    pub cameo: &'static str,
    /// Modes with their score and CAMEO code.
    pub modes: &'static [(&'static str, f64, &'static str)],
}

/// The codebook, in the manual's order.
pub const PLOVER: [Entry; 16] = [
    Entry {
        category: Category::Agree,
        name: "AGREE",
        covers: "offer, promise or agree to cooperate; future cooperation",
        quad: 1,
        score: 2.5,
        cameo: "030",
        modes: &[],
    },
    Entry {
        category: Category::Consult,
        name: "CONSULT",
        covers: "meet, visit, call, talk, negotiate, mediate",
        quad: 1,
        score: 2.5,
        cameo: "040",
        modes: &[
            ("visit", 4.0, "042"),
            ("third-party", 1.0, "044"),
            ("multilateral", 4.0, "040"),
            ("phone", 1.5, "041"),
        ],
    },
    Entry {
        category: Category::Support,
        name: "SUPPORT",
        covers: "diplomatic cooperation: praise, recognise, sign or ratify, draw closer",
        quad: 1,
        score: 5.0,
        cameo: "050",
        modes: &[],
    },
    Entry {
        category: Category::Concede,
        name: "CONCEDE",
        covers: "yield in words: announce a ceasefire, ease, pardon, regret",
        quad: 1,
        score: 4.5,
        cameo: "080",
        modes: &[],
    },
    Entry {
        category: Category::Cooperate,
        name: "COOPERATE",
        covers: "mutual material cooperation: trade, joint exercises, extradition, intelligence sharing",
        quad: 2,
        score: 9.5,
        cameo: "060",
        modes: &[],
    },
    Entry {
        category: Category::Aid,
        name: "AID",
        covers: "material help to the recipient: money, arms, troops, asylum, rescue, debt relief",
        quad: 2,
        score: 10.0,
        cameo: "070",
        modes: &[],
    },
    Entry {
        category: Category::Retreat,
        name: "RETREAT",
        covers: "a concession carried out: withdraw, release, disarm, observe a ceasefire, resign",
        quad: 2,
        score: 6.5,
        cameo: "084",
        modes: &[
            ("withdraw", 8.0, "0874"),
            ("release", 6.5, "0841"),
            ("disarm", 10.0, "087"),
            ("ceasefire", 7.5, "0871"),
            ("access", 6.5, "086"),
            ("resign", 4.5, "083"),
        ],
    },
    Entry {
        category: Category::Request,
        name: "REQUEST",
        covers: "request, demand, order",
        quad: 3,
        score: 0.0,
        cameo: "100",
        modes: &[("assist", 0.5, "101"), ("change", -1.0, "104"), ("yield", -1.0, "105"), ("meet", 0.0, "106")],
    },
    Entry {
        category: Category::Accuse,
        name: "ACCUSE",
        covers: "disapprove, investigate, allege, sue, charge",
        quad: 3,
        score: -3.0,
        cameo: "112",
        modes: &[("disapprove", -2.0, "110"), ("investigate", -3.5, "090"), ("allege", -3.5, "112")],
    },
    Entry {
        category: Category::Reject,
        name: "REJECT",
        covers: "refuse, veto, decline, break off talks",
        quad: 3,
        score: -2.0,
        cameo: "120",
        modes: &[("assist", -1.5, "121"), ("change", -2.0, "123"), ("yield", -2.0, "124"), ("meet", -2.0, "125")],
    },
    Entry {
        category: Category::Threaten,
        name: "THREATEN",
        covers: "threats, warnings, ultimatums",
        quad: 3,
        score: -3.5,
        cameo: "130",
        modes: &[
            ("restrict", -3.0, "132"),
            ("arrest", -3.5, "132"),
            ("relations", -3.5, "1313"),
            ("expel", -3.5, "136"),
            ("territory", -4.0, "1382"),
            ("violence", -3.5, "138"),
        ],
    },
    Entry {
        category: Category::Protest,
        name: "PROTEST",
        covers: "demonstrate, strike, boycott, obstruct, riot",
        quad: 4,
        score: -5.0,
        cameo: "140",
        modes: &[
            ("demo", -5.0, "141"),
            ("riot", -7.0, "145"),
            ("strike", -5.0, "143"),
            ("hunger", -4.5, "142"),
            ("boycott", -4.5, "143"),
            ("obstruct", -4.5, "144"),
            ("vandalize", -5.0, "145"),
        ],
    },
    Entry {
        category: Category::Sanction,
        name: "SANCTION",
        covers: "reduce relations: convict, expel, withdraw from, discontinue",
        quad: 4,
        score: -6.0,
        cameo: "160",
        modes: &[
            ("convict", -6.0, "160"),
            ("expel", -5.5, "166"),
            ("withdraw", -6.0, "161"),
            ("discontinue", -6.0, "162"),
        ],
    },
    Entry {
        category: Category::Mobilize,
        name: "MOBILIZE",
        covers: "force posture short of use",
        quad: 4,
        score: -5.5,
        cameo: "150",
        modes: &[("troops", -6.5, "154"), ("weapons", -6.5, "154"), ("police", -5.5, "153"), ("militia", -6.0, "150")],
    },
    Entry {
        category: Category::Coerce,
        name: "COERCE",
        covers: "repression short of violence: arrest, seize, ban, censor, deport, hack",
        quad: 4,
        score: -7.0,
        cameo: "170",
        modes: &[
            ("seize", -7.0, "171"),
            ("restrict", -7.0, "172"),
            ("censor", -6.5, "172"),
            ("curfew", -6.5, "1723"),
            ("martial-law", -7.5, "1724"),
            ("arrest", -7.0, "173"),
            ("deport", -7.0, "174"),
            ("withhold", -7.0, "170"),
            ("misinformation", -6.5, "170"),
            ("cyber", -7.0, "170"),
        ],
    },
    Entry {
        category: Category::Assault,
        name: "ASSAULT",
        covers: "force: shoot, bomb, shell, abduct, torture, fight, kill",
        quad: 4,
        score: -9.0,
        cameo: "190",
        modes: &[
            ("abduct", -8.5, "181"),
            ("beat", -7.5, "182"),
            ("torture", -8.5, "1822"),
            ("sexual", -8.5, "1821"),
            ("targeted", -9.5, "186"),
            ("destroy", -8.5, "1712"),
            ("primitive", -8.0, "182"),
            ("firearms", -9.0, "193"),
            ("explosives", -9.0, "183"),
            ("suicide-attack", -9.5, "1831"),
            ("aerial", -9.5, "195"),
            ("drone", -9.5, "195"),
            ("heavy-weapons", -9.5, "194"),
            ("crowd-control", -7.5, "175"),
            ("unconventional", -10.0, "204"),
        ],
    },
];

impl Category {
    /// Its entry in the codebook.
    pub fn entry(self) -> &'static Entry {
        &PLOVER[self as usize]
    }

    /// The category of a name such as `ASSAULT`.
    pub fn from_name(name: &str) -> Option<Category> {
        PLOVER.iter().find(|e| e.name == name).map(|e| e.category)
    }
}

impl std::fmt::Display for Category {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.entry().name)
    }
}

/// Score and CAMEO code of a category with its modes: those of the first mode that has them.
pub fn score_and_cameo(category: Category, modes: &[String]) -> (f64, &'static str) {
    let entry = category.entry();
    let known = modes.iter().find_map(|m| entry.modes.iter().find(|(name, ..)| name == m));
    known.map_or((entry.score, entry.cameo), |&(_, score, cameo)| (score, cameo))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_in_the_order_of_the_categories() {
        for (i, entry) in PLOVER.iter().enumerate() {
            assert_eq!(entry.category as usize, i);
            assert_eq!(Category::from_name(entry.name), Some(entry.category));
            assert!(entry.modes.iter().all(|m| m.1.signum() == entry.score.signum() || entry.score == 0.0));
        }
    }

    #[test]
    fn a_mode_refines_score_and_code() {
        assert_eq!(score_and_cameo(Category::Consult, &["visit".into()]), (4.0, "042"));
        assert_eq!(score_and_cameo(Category::Consult, &["unknown".into()]), (2.5, "040"));
    }
}
