//! Why two claims were taken for one event or not, for a person to read.

use super::signs::OF_CLAIMS;

/// The signs of two claims in words: what they agree on, and what they differ in.
pub fn reasons(signs: &[f64]) -> Vec<String> {
    let sign = |name: &str| {
        let at = OF_CLAIMS.iter().position(|n| *n == name)?;
        signs.get(at).copied().filter(|value| *value >= 0.0)
    };
    let is = |name: &str| sign(name) == Some(1.0);
    let mut reasons = Vec::new();
    let mut say = |reason: String| reasons.push(reason);
    say(if is("same_category") { "same category".into() } else { "other category".into() });
    match sign("countries") {
        Some(1.0) => say("same countries".into()),
        Some(share) if share > 0.0 => say("countries in common".into()),
        Some(_) => say("other countries".into()),
        None => {}
    }
    match sign("days_apart") {
        Some(0.0) => say("same time".into()),
        Some(days) => say(format!("{days:.0} days apart")),
        None => {}
    }
    if is("place") {
        say("same place".into());
    } else if let Some(log) = sign("place_distance") {
        // The sign is the logarithm of 1 and the kilometres.
        say(format!("places {:.0} km apart", log.exp() - 1.0));
    }
    match sign("killed") {
        Some(1.0) => say("tolls of killed agree".into()),
        Some(share) => say(format!("tolls of killed as 1 to {:.1}", 1.0 / share.max(0.01))),
        None => {}
    }
    if is("same_report") {
        say("same report".into());
    } else if let Some(probability) = sign("one_happening") {
        say(format!("reports of one happening: {probability:.2}"));
    }
    if is("one_negated") {
        say("one denies it".into());
    }
    reasons
}
