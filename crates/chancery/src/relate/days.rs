//! Days as numbers, and the periods of a calendar. In: dates, numbers of days since 1970-01-01. Out: the same. Always: any number of a day
//! gives a date between the years 1 and 9999.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::knowledge::period;
use crate::record::Step;

/// First and last day, counted from 1970-01-01.
pub type Stretch = [i32; 2];

const ZERO: Date = Date::constant(1970, 1, 1);
/// 0001-01-01 and 9999-12-31.
const CALENDAR: Stretch = [-719_162, 2_932_896];
/// Most periods of a relation: 32 years of days, a thousand of months.
const MOST_PERIODS: i32 = 12_000;

/// First and last day of a date of EDTF level 0: a day, a month or a year.
pub fn days(date: &str) -> Option<Stretch> {
    period(date).map(|(first, last)| [first, last])
}

/// `YYYY-MM-DD` of a day; the nearest one that a calendar has.
pub fn date(day: i32) -> String {
    civil(day).to_string()
}

/// The days of a stretch that a calendar has.
pub(super) fn of_calendar(stretch: Stretch) -> Stretch {
    stretch.map(|day| day.clamp(CALENDAR[0], CALENDAR[1]))
}

fn civil(day: i32) -> Date {
    let [day, _] = of_calendar([day; 2]);
    ZERO.checked_add(i64::from(day).days()).unwrap_or(ZERO)
}

fn number(date: Date) -> i32 {
    ZERO.until(date).map_or(0, |span| span.get_days())
}

/// The first day of the period that has a day, and of the one after it.
fn around(day: i32, step: Step) -> (i32, i32) {
    let date = civil(day);
    let month = |date: Date, month: i8| Date::new(date.year(), month, 1).unwrap_or(date);
    let (start, length) = match step {
        Step::Day => (date, 1.day()),
        Step::Week => {
            let since_monday = i64::from(date.weekday().since(Weekday::Monday));
            (date.checked_sub(since_monday.days()).unwrap_or(date), 1.week())
        }
        Step::Month => (month(date, date.month()), 1.month()),
        Step::Quarter => (month(date, (date.month() - 1) / 3 * 3 + 1), 3.months()),
        Step::Year => (month(date, 1), 1.year()),
    };
    let next = start.checked_add(length).map_or(CALENDAR[1] + 1, number);
    (number(start), next.max(day.saturating_add(1)))
}

/// The periods of a stretch, whole ones: the first and the last may reach beyond it. Where there would be more than 12,000 of them, the
/// step is the next coarser one; which one it is, is given too.
pub(super) fn periods(stretch: Stretch, step: Step) -> (Step, Vec<Stretch>) {
    let [first, last] = of_calendar(stretch);
    let length = |step| match step {
        Step::Day => 1,
        Step::Week => 7,
        Step::Month => 28,
        Step::Quarter => 90,
        Step::Year => 365,
    };
    let coarser = [Step::Day, Step::Week, Step::Month, Step::Quarter, Step::Year].into_iter().filter(|s| *s >= step);
    let fits = |step: &Step| (last - first).max(0) / length(*step) + 1 < MOST_PERIODS;
    let step = coarser.into_iter().find(fits).unwrap_or(Step::Year);
    let mut found = Vec::new();
    let mut day = first;
    while day <= last {
        let (start, next) = around(day, step);
        found.push([start, next - 1]);
        day = next;
    }
    (step, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_each_others() {
        for text in ["1970-01-01", "0001-01-01", "2024-02-29", "9999-12-31", "1915-04-24"] {
            let [first, last] = days(text).unwrap();
            assert_eq!((first, date(first).as_str()), (last, text));
        }
        assert_eq!(date(i32::MIN), "0001-01-01");
        assert_eq!(date(i32::MAX), "9999-12-31");
    }

    #[test]
    fn periods_are_whole_and_meet() {
        for step in [Step::Day, Step::Week, Step::Month, Step::Quarter, Step::Year] {
            let stretch = [days("2019-11-17").unwrap()[0], days("2021-03-02").unwrap()[0]];
            let (same, all) = periods(stretch, step);
            assert_eq!(same, step);
            assert!(all[0][0] <= stretch[0] && all.last().unwrap()[1] >= stretch[1]);
            assert!(all.windows(2).all(|two| two[0][1] + 1 == two[1][0]), "{step:?}");
        }
        let months = periods([days("2024-01-31").unwrap()[0], days("2024-02-01").unwrap()[0]], Step::Month).1;
        assert_eq!(
            months.iter().flatten().map(|d| date(*d)).collect::<Vec<_>>(),
            ["2024-01-01", "2024-01-31", "2024-02-01", "2024-02-29"]
        );
        let weeks = periods([days("2024-08-21").unwrap()[0]; 2], Step::Week).1;
        assert_eq!(date(weeks[0][0]), "2024-08-19");
    }

    #[test]
    fn too_many_periods_are_coarser_ones() {
        let (step, all) = periods([i32::MIN, i32::MAX], Step::Day);
        assert_eq!((step, all.len()), (Step::Year, 9999));
        assert_eq!(periods([5, 4], Step::Day).1, [] as [Stretch; 0]);
    }
}
