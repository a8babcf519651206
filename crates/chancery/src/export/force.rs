//! Who uses force on whom, for the data sets that count armed actors. In: a party to an event. Out: what it is in a fight. Always: by its sector alone;
//! what has none is a state if its country is one, and else unknown.

use crate::knowledge::countries::Scheme;
use crate::record::EventParty;

/// What a party is in a fight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Force {
    /// A state: government, army, police, intelligence.
    State,
    /// Armed opposition.
    Rebels,
    /// Armed for a government, or of unknown allegiance.
    Militia,
    /// The forces of an international organisation.
    External,
    /// Unarmed: civilians, journalists, refugees, parties, opposition, courts, parliaments.
    Civilians,
    /// Not told.
    Unknown,
}

impl Force {
    /// What a party is.
    pub fn of(party: &EventParty) -> Force {
        let is_state = party.country.as_deref().is_some_and(|country| Scheme::Iso3.code(country).is_some());
        match party.sector.as_deref() {
            Some("GOV" | "MIL" | "COP" | "SPY") if is_state => Force::State,
            Some("GOV" | "MIL" | "COP" | "SPY") => Force::External,
            Some("REB") => Force::Rebels,
            Some("PRM" | "UAF") => Force::Militia,
            Some(
                "CVL" | "REF" | "JRN" | "MED" | "EDU" | "LAB" | "AGR" | "BUS" | "REL" | "SOC" | "PTY" | "OPP" | "JUD"
                | "LEG" | "ELI",
            ) => Force::Civilians,
            None if is_state => Force::State,
            _ if party.country.as_deref() == Some("IMG") => Force::Rebels,
            _ => Force::Unknown,
        }
    }

    /// Whether it is organised and armed.
    pub fn is_armed(self) -> bool {
        matches!(self, Force::State | Force::Rebels | Force::Militia | Force::External)
    }
}
