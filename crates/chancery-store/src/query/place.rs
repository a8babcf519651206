//! In: a point and a distance. Out: boxes of degrees that hold everything nearer.

use chancery::geodesy::EARTH_KM;

use super::filter::is_circle;
use crate::{Error, Result};

/// South, north, west and east of a box.
pub(super) type Bounds = [f64; 4];

/// The boxes around a point: two where it lies near the line of change of date.
pub(super) fn boxes(lat: f64, lon: f64, km: f64) -> Result<Vec<Bounds>> {
    if !is_circle(lat, lon, km) {
        let remedy = "give degrees north (-90 to 90) and east (-180 to 180), and kilometres";
        return Err(Error::query(format!("{lat},{lon},{km} is no place"), remedy));
    }
    Ok(around(lat, lon, km))
}

fn around(lat: f64, lon: f64, km: f64) -> Vec<Bounds> {
    let reach = (km / EARTH_KM).to_degrees();
    let (south, north) = (lat - reach, lat + reach);
    // Meridians meet at a pole: a circle around it has all of them.
    let widest = ((km / EARTH_KM).sin() / lat.to_radians().cos()).asin().to_degrees();
    if south <= -90.0 || north >= 90.0 || !widest.is_finite() || reach >= 90.0 {
        return vec![[south, north, -180.0, 180.0]];
    }
    let (west, east) = (lon - widest, lon + widest);
    if west < -180.0 {
        vec![[south, north, -180.0, east], [south, north, west + 360.0, 180.0]]
    } else if east > 180.0 {
        vec![[south, north, west, 180.0], [south, north, -180.0, east - 360.0]]
    } else {
        vec![[south, north, west, east]]
    }
}
