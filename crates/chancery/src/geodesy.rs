//! Distances on the earth.

/// Mean radius of the earth in kilometres (IUGG).
pub const EARTH_KM: f64 = 6371.0088;

/// Great-circle distance of two points, each degrees north and east, in kilometres (haversine).
pub fn kilometres([lat, lon]: [f64; 2], [lat_b, lon_b]: [f64; 2]) -> f64 {
    let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
    let h = half(lat, lat_b) + lat.to_radians().cos() * lat_b.to_radians().cos() * half(lon, lon_b);
    2.0 * EARTH_KM * h.min(1.0).sqrt().asin()
}
