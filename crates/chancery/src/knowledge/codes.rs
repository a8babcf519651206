//! The closed lists that knowledge tables draw on: languages, sectors, offices, kinds. Shared with the build script, so it depends
//! on nothing else.

/// Makes an enum whose members have a fixed code each, in the order of the list.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$note:meta])* $member:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $($(#[$note])* $member,)* }

        #[allow(dead_code)]
        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$member,)*];

            /// The code that tables and records use.
            pub fn code(self) -> &'static str {
                match self { $($name::$member => $code,)* }
            }

            /// The member with this code.
            pub fn from_code(code: &str) -> Option<$name> {
                match code { $($code => Some($name::$member),)* _ => None }
            }

            /// The member at this place of the list.
            pub(crate) fn from_index(index: u8) -> Option<$name> {
                Self::ALL.get(usize::from(index)).copied()
            }
        }
    };
}

coded! {
    /// What kind of actor: PLOVER's sectors.
    Sector {
        /// Government, executive.
        Government = "GOV",
        /// Military of a state.
        Military = "MIL",
        /// Police.
        Police = "COP",
        /// Courts.
        Judiciary = "JUD",
        /// Parliament.
        Legislature = "LEG",
        /// Armed groups loyal to the government.
        Paramilitary = "PRM",
        /// Political party.
        Party = "PTY",
        /// Armed opposition.
        Rebels = "REB",
        /// Intelligence services.
        Intelligence = "SPY",
        /// Armed, of unknown allegiance.
        UnidentifiedArmed = "UAF",
        /// Unidentified.
        Unidentified = "UNK",
        /// Farmers.
        Agriculture = "AGR",
        /// Business.
        Business = "BUS",
        /// Criminals.
        Criminal = "CRM",
        /// Civilians.
        Civilian = "CVL",
        /// Education.
        Education = "EDU",
        /// Former officials.
        Elite = "ELI",
        /// Journalists and their media.
        Journalist = "JRN",
        /// Workers.
        Labour = "LAB",
        /// Health.
        Health = "MED",
        /// Refugees and displaced people.
        Refugee = "REF",
        /// Political opposition.
        Opposition = "OPP",
        /// Partly recognised entity.
        PartlyRecognised = "PRE",
        /// Religious community.
        Religious = "REL",
        /// Civil society.
        Social = "SOC",
    }
}

coded! {
    /// An office that persons hold for a term.
    Office {
        /// President, monarch.
        HeadOfState = "head_of_state",
        /// Prime minister, chancellor.
        HeadOfGovernment = "head_of_government",
        /// Foreign minister.
        ForeignMinister = "foreign_minister",
        /// Defence minister.
        DefenceMinister = "defence_minister",
        /// Leader of an organisation or group.
        Leader = "leader",
        /// Leader of the opposition.
        Opposition = "opposition",
        /// Interior minister.
        InteriorMinister = "interior_minister",
        /// Any other minister, vice president, governor, mayor of a big city, spokesman of a government.
        Minister = "minister",
        /// Chief of staff, commander of a state's forces or of a mission.
        Commander = "commander",
        /// Speaker or well-known member of a parliament.
        Legislator = "legislator",
        /// Judge or prosecutor.
        Judge = "judge",
        /// Head of an intelligence service.
        SpyChief = "spy_chief",
        /// Head of a police.
        PoliceChief = "police_chief",
        /// Ambassador, special envoy, negotiator.
        Envoy = "envoy",
        /// Defender of human rights, leader of protests.
        Activist = "activist",
        /// Bishop, patriarch, ayatollah, rabbi.
        Cleric = "cleric",
        /// Journalist.
        Journalist = "journalist",
        /// Head or owner of a company.
        Business = "business",
    }
}

#[allow(dead_code)]
impl Office {
    /// PLOVER's sector of who holds it; that of a leader is his group's.
    pub fn sector(self) -> Option<Sector> {
        Some(match self {
            Office::Leader => return None,
            Office::HeadOfState
            | Office::HeadOfGovernment
            | Office::ForeignMinister
            | Office::DefenceMinister
            | Office::InteriorMinister
            | Office::Minister
            | Office::Envoy => Sector::Government,
            Office::Opposition => Sector::Opposition,
            Office::Commander => Sector::Military,
            Office::Legislator => Sector::Legislature,
            Office::Judge => Sector::Judiciary,
            Office::SpyChief => Sector::Intelligence,
            Office::PoliceChief => Sector::Police,
            Office::Activist => Sector::Social,
            Office::Cleric => Sector::Religious,
            Office::Journalist => Sector::Journalist,
            Office::Business => Sector::Business,
        })
    }

    /// Whether who held it is of the elite afterwards: all but callings that one does not leave.
    pub fn makes_elite(self) -> bool {
        !matches!(self, Office::Opposition | Office::Activist | Office::Cleric | Office::Journalist | Office::Business)
    }
}

coded! {
    /// What an entity of the tables is.
    TableKind {
        /// A state, partly recognised ones included.
        State = "state",
        /// An organisation: international, a state's, a party's.
        Organisation = "organisation",
        /// An armed or political group.
        Group = "group",
        /// A company.
        Company = "company",
        /// A newspaper, agency or station.
        Media = "media",
    }
}

coded! {
    /// What a place is.
    PlaceKind {
        /// A state's territory.
        Country = "country",
        /// First-level division.
        Province = "province",
        /// Second-level division.
        District = "district",
        /// Capital of a state.
        Capital = "capital",
        /// City, town, village, quarter.
        City = "city",
        /// A region without an administration of its own, or one that crosses borders: a conflict region, an island.
        Region = "region",
        /// A site: base, airport, camp, crossing, dam.
        Site = "site",
        /// River, border, road, valley, mountains: somewhere along it.
        Line = "line",
        /// Sea, strait, gulf, airspace.
        Sea = "sea",
        /// Continent or part of the world.
        Continent = "continent",
    }
}

coded! {
    /// What a word of `grammar.tsv` does in a noun phrase.
    Marker {
        /// Ends the head: what follows belongs to it ("of", "de", "von").
        Of = "of",
        /// The place is near, not in, what follows.
        Near = "near",
        /// The office is held no more.
        Former = "former",
        /// Joins a sympathy, not a nationality, to what follows ("pro-Russian").
        Pro = "pro",
        /// Joins a sponsor, not a nationality, to what precedes ("US-backed").
        Backed = "backed",
        /// Goes before a person's name ("Mr").
        Title = "title",
        /// Says that a place is a province.
        Province = "province",
        /// Says that a place is a district.
        District = "district",
        /// Says that a place is a city, town or village.
        City = "city",
        /// A thing that is called after somebody: a street, a cup, a stadium.
        Thing = "thing",
    }
}

/// ISO 639-1 codes of the languages with tables, in the order of [`crate::Language::ALL`].
#[allow(dead_code)]
pub const LANGUAGES: [&str; 10] = ["en", "fr", "es", "de", "it", "pt", "ru", "uk", "ar", "tr"];

/// PLOVER's codes for actors that belong to no single state, and Antarctica.
#[allow(dead_code)]
pub const SUPRANATIONAL: [&str; 8] = ["ATA", "UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"];
