//! CAMEO 1.1b3 beside PLOVER. In: a code that the codebook gives. Out: its words, its Goldstein score, its class. Always: numbering and scores are those
//! of one version, 1.1b3; the tables of older versions number 10, 12 and 16 otherwise.

/// The version, as every export names it.
pub const VERSION: &str = "CAMEO 1.1b3, by PLOVER's crosswalk of 2021";

/// A code with its Goldstein score (-10 conflict to 10 cooperation) and what it stands for.
type Row = (&'static str, f64, &'static str);

/// Every code of the codebook.
const CODES: [Row; 69] = [
    ("030", 4.0, "Express intent to cooperate"),
    ("040", 1.0, "Consult"),
    ("041", 1.0, "Discuss by telephone"),
    ("042", 1.9, "Make a visit"),
    ("044", 2.5, "Meet at a third location"),
    ("050", 3.5, "Engage in diplomatic cooperation"),
    ("060", 6.0, "Engage in material cooperation"),
    ("070", 7.0, "Provide aid"),
    ("080", 5.0, "Yield"),
    ("083", 5.0, "Accede to demands for political reform"),
    ("084", 7.0, "Return, release"),
    ("0841", 7.0, "Return, release persons"),
    ("086", 9.0, "Allow international involvement"),
    ("087", 9.0, "De-escalate military engagement"),
    ("0871", 9.0, "Declare truce, ceasefire"),
    ("0874", 10.0, "Retreat or surrender militarily"),
    ("090", -2.0, "Investigate"),
    ("100", -5.0, "Demand"),
    ("101", -5.0, "Demand material cooperation"),
    ("104", -5.0, "Demand political reform"),
    ("105", -5.0, "Demand that target yields"),
    ("106", -5.0, "Demand meeting, negotiation"),
    ("110", -2.0, "Disapprove"),
    ("112", -2.0, "Accuse"),
    ("120", -4.0, "Reject"),
    ("121", -4.0, "Reject material cooperation"),
    ("123", -4.0, "Reject demand for political reform"),
    ("124", -5.0, "Refuse to yield"),
    ("125", -5.0, "Reject proposal to meet, discuss, negotiate"),
    ("130", -4.4, "Threaten"),
    ("1313", -5.8, "Threaten to reduce or break relations"),
    ("132", -5.8, "Threaten with administrative sanctions"),
    ("136", -7.0, "Threaten to halt international involvement"),
    ("138", -7.0, "Threaten with military force"),
    ("1382", -7.0, "Threaten occupation"),
    ("140", -6.5, "Engage in political dissent"),
    ("141", -6.5, "Demonstrate or rally"),
    ("142", -6.5, "Conduct hunger strike"),
    ("143", -6.5, "Conduct strike or boycott"),
    ("144", -7.5, "Obstruct passage, block"),
    ("145", -7.5, "Protest violently, riot"),
    ("150", -7.2, "Demonstrate military or police power"),
    ("153", -7.2, "Mobilize or increase police power"),
    ("154", -7.2, "Mobilize or increase armed forces"),
    ("160", -4.0, "Reduce relations"),
    ("161", -4.0, "Reduce or break diplomatic relations"),
    ("162", -5.6, "Reduce or stop aid"),
    ("166", -7.0, "Expel or withdraw"),
    ("170", -7.0, "Coerce"),
    ("171", -9.2, "Seize or damage property"),
    ("1712", -9.2, "Destroy property"),
    ("172", -5.0, "Impose administrative sanctions"),
    ("1723", -5.0, "Impose curfew"),
    ("1724", -5.0, "Impose state of emergency or martial law"),
    ("173", -5.0, "Arrest, detain"),
    ("174", -5.0, "Expel or deport individuals"),
    ("175", -9.0, "Use tactics of violent repression"),
    ("181", -9.0, "Abduct, hijack, take hostage"),
    ("182", -9.5, "Physically assault"),
    ("1821", -9.0, "Sexually assault"),
    ("1822", -9.0, "Torture"),
    ("183", -10.0, "Conduct suicide, car or other non-military bombing"),
    ("1831", -10.0, "Carry out suicide bombing"),
    ("186", -10.0, "Assassinate"),
    ("190", -10.0, "Use conventional military force"),
    ("193", -10.0, "Fight with small arms and light weapons"),
    ("194", -10.0, "Fight with artillery and tanks"),
    ("195", -10.0, "Employ aerial weapons"),
    ("204", -10.0, "Use weapons of mass destruction"),
];

/// Words and Goldstein score of a code; `None` for one that the codebook does not give.
pub fn goldstein(code: &str) -> Option<(f64, &'static str)> {
    let row = CODES.iter().find(|(of, ..)| *of == code)?;
    Some((row.1, row.2))
}

/// The class of a code as GDELT has it, by its root: 01 to 05 verbal cooperation (1), 06 to 08 material cooperation (2), 09 to 13 verbal conflict (3),
/// 14 to 20 material conflict (4).
pub fn quad(code: &str) -> Option<u8> {
    Some(match code.get(..2)?.parse().ok()? {
        1u8..=5 => 1,
        6..=8 => 2,
        9..=13 => 3,
        14..=20 => 4,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::PLOVER;
    use crate::record::Category;

    #[test]
    fn every_code_of_the_codebook_is_known_and_in_its_class() {
        let mut used = Vec::new();
        for entry in &PLOVER {
            for code in entry.modes.iter().map(|mode| mode.2).chain([entry.cameo]) {
                let (score, words) = goldstein(code).unwrap_or_else(|| panic!("{code}"));
                assert!((-10.0..=10.0).contains(&score) && !words.is_empty());
                // A concession is verbal cooperation in PLOVER, and material in GDELT, whose root 08 it shares with what is carried out.
                let class = if entry.category == Category::Concede { 2 } else { entry.quad };
                assert_eq!(quad(code), Some(class), "{} {code}", entry.name);
                used.push(code);
            }
        }
        assert!(CODES.iter().all(|(code, ..)| used.contains(code)));
        assert_eq!((goldstein("999"), quad(""), quad("210")), (None, None, None));
    }
}
