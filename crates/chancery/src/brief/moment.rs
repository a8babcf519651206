//! When something happened, as a sentence can say it. In: periods of records. Out: [`Moment`]s. Always: a period is told no finer than
//! it is known, and the date of a report is told as that.

use crate::record::{Event, Granularity, When, WhenBasis, WhenKind};

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day {
    pub year: i16,
    pub month: u8,
    pub day: u8,
}

impl Day {
    /// Of `YYYY-MM-DD`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let date: jiff::civil::Date = text.get(..10)?.parse().ok()?;
        Some(Self { year: date.year(), month: date.month() as u8, day: date.day() as u8 })
    }

    fn date(self) -> Option<jiff::civil::Date> {
        jiff::civil::Date::new(self.year, self.month as i8, self.day as i8).ok()
    }

    fn ends_month(self) -> bool {
        self.date().is_some_and(|d| d == d.last_of_month())
    }

    /// Days from this one to another.
    pub(super) fn days_to(self, other: Day) -> i64 {
        match (self.date(), other.date()) {
            (Some(from), Some(to)) => i64::from((to - from).get_days()),
            _ => 0,
        }
    }
}

/// A stretch of the calendar in the terms that people use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stretch {
    Day(Day),
    Days(Day, Day),
    /// From Monday on.
    Week(Day),
    Month(i16, u8),
    Months((i16, u8), (i16, u8)),
    Year(i16),
    Years(i16, i16),
    /// By its first year.
    Decade(i16),
    Since(Day),
    Until(Day),
}

/// When, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Moment {
    /// The reports tell it.
    Told(Stretch),
    /// About then.
    About(Stretch),
    /// Only the date of the report is known.
    Reported(Stretch),
    Unknown,
}

impl Stretch {
    /// The widest usual term that has these bounds.
    pub(super) fn between(start: Day, end: Day) -> Self {
        let whole_months = start.day == 1 && end.ends_month();
        let whole_years = whole_months && start.month == 1 && end.month == 12;
        if start == end {
            Self::Day(start)
        } else if whole_years && start.year == end.year {
            Self::Year(start.year)
        } else if whole_years && start.year % 10 == 0 && end.year == start.year + 9 {
            Self::Decade(start.year)
        } else if whole_years {
            Self::Years(start.year, end.year)
        } else if whole_months && (start.year, start.month) == (end.year, end.month) {
            Self::Month(start.year, start.month)
        } else if whole_months {
            Self::Months((start.year, start.month), (end.year, end.month))
        } else {
            Self::Days(start, end)
        }
    }

    /// A date of EDTF level 0: day, month or year.
    pub(super) fn of_date(edtf: &str) -> Option<Self> {
        if let Some(day) = Day::parse(edtf) {
            return Some(Self::Day(day));
        }
        let mut parts = edtf.split('-');
        let year = parts.next()?.parse().ok()?;
        match parts.next() {
            None => Some(Self::Year(year)),
            Some(month) => month.parse().ok().filter(|m| (1..=12).contains(m)).map(|m| Self::Month(year, m)),
        }
    }
}

impl Moment {
    /// When an event happened: by what its claims tell, else by the date of the first report.
    pub(super) fn of(event: &Event) -> Self {
        let told = event.when.as_ref().and_then(Self::told);
        let reported = || event.first.as_deref().and_then(Stretch::of_date).map(Self::Reported);
        told.or_else(reported).unwrap_or(Self::Unknown)
    }

    /// Whether the reports themselves tell it.
    pub(super) fn is_told(&self) -> bool {
        matches!(self, Self::Told(_) | Self::About(_))
    }

    fn told(when: &When) -> Option<Self> {
        let day = |text: &Option<String>| text.as_deref().and_then(Day::parse);
        let stretch = match (day(&when.start), day(&when.end)) {
            (None, None) => return None,
            (Some(start), None) => Stretch::Since(start),
            (None, Some(end)) => Stretch::Until(end),
            (Some(start), Some(end)) if when.granularity == Granularity::Week && start.days_to(end) == 6 => {
                Stretch::Week(start)
            }
            (Some(start), Some(end)) => Stretch::between(start, end),
        };
        Some(match (when.basis, when.kind) {
            (WhenBasis::Dateline, _) => Self::Reported(stretch),
            (_, WhenKind::Approximate) => Self::About(stretch),
            _ => Self::Told(stretch),
        })
    }
}

/// The days among moments that are told to the day.
pub(super) fn days(moments: &[Moment]) -> Vec<Day> {
    moments.iter().filter_map(|m| if let Moment::Told(Stretch::Day(day)) = m { Some(*day) } else { None }).collect()
}

/// First day of an event for ordering: by what it tells, else by the date of its first report. Unknown ones are last.
pub(super) fn first_day(event: &Event) -> String {
    let told = event.when.as_ref().and_then(|w| w.start.clone().or_else(|| w.end.clone()));
    told.or_else(|| event.first.clone()).unwrap_or_else(|| "9999".to_owned())
}

/// Last day of an event, likewise.
pub(super) fn last_day(event: &Event) -> Option<String> {
    let told = event.when.as_ref().and_then(|w| w.end.clone().or_else(|| w.start.clone()));
    told.or_else(|| event.last.clone())
}
