//! The period by which a claim or an event is found.

use chancery::mention::time::edtf_bounds;
use chancery::record::{Claim, Event, Tense, When};
use jiff::ToSpan;
use jiff::civil::Date;

/// A period with more days counts as long: queries look for those apart, so that all others are found by their first day.
pub(crate) const LONG_DAYS: i32 = 366;

/// What has no beginning begins here: days compare as text, and years before have a sign.
const FIRST_DAY: Date = Date::constant(1, 1, 1);

/// First and last day, ISO 8601; empty when unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Period {
    pub first: String,
    pub last: String,
    pub long: bool,
}

impl Period {
    /// Of a claim: its own, else the date of its report; not for history, which lies before the report at an unknown time.
    pub fn of_claim(claim: &Claim, published: Option<&str>) -> Self {
        let otherwise = || match claim.status.tense {
            Tense::Historical => Self::default(),
            _ => published.map(|p| Self::of_dates(p, p)).unwrap_or_default(),
        };
        claim.when.as_ref().and_then(Self::of_when).unwrap_or_else(otherwise)
    }

    /// Of an event: its own, else the dates of its reports.
    pub fn of_event(event: &Event) -> Self {
        let otherwise = || match (&event.first, &event.last, event.status.tense) {
            (Some(first), Some(last), tense) if tense != Tense::Historical => Self::of_dates(first, last),
            _ => Self::default(),
        };
        event.when.as_ref().and_then(Self::of_when).unwrap_or_else(otherwise)
    }

    /// From the beginning of one date of EDTF level 0 to the end of another; unknown when either is none.
    pub fn of_dates(first: &str, last: &str) -> Self {
        match (edtf_bounds(first), edtf_bounds(last)) {
            (Some((first, ..)), Some((_, last, _))) => Self::from_to(Some(first), Some(last)).unwrap_or_default(),
            _ => Self::default(),
        }
    }

    fn of_when(when: &When) -> Option<Self> {
        let day = |text: &Option<String>| text.as_deref().and_then(|t| t.parse::<Date>().ok());
        Self::from_to(day(&when.start), day(&when.end))
    }

    /// A period that is open on one side is as if it never began or ended.
    fn from_to(first: Option<Date>, last: Option<Date>) -> Option<Self> {
        let (first, last) = match (first, last) {
            (None, None) => return None,
            (first, last) => (first.unwrap_or(FIRST_DAY), last.unwrap_or(Date::MAX)),
        };
        Some(Self { first: first.to_string(), last: last.to_string(), long: is_long(first, last) })
    }
}

/// Whether a period has more days than [`LONG_DAYS`].
pub(crate) fn is_long(first: Date, last: Date) -> bool {
    first.checked_add(LONG_DAYS.days()).is_ok_and(|end| end <= last)
}

/// The first day on which a period that is not long can begin and still reach `day`.
pub(crate) fn reach_back(day: &str) -> String {
    let back = |day: Date| day.checked_sub(LONG_DAYS.days()).unwrap_or(FIRST_DAY).max(FIRST_DAY);
    day.parse::<Date>().map_or_else(|_| day.to_owned(), |day| back(day).to_string())
}
