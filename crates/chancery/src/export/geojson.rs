//! GeoJSON (RFC 7946): a record a feature, a line each. In: records. Out: a document in parts. Always: a record without coordinates is a feature without
//! a geometry; what was written before is never needed again.

use serde::Serialize;
use serde_json::json;

use super::format::{Format, OWN_CODES, Shape};

/// What stands before the features.
pub const GEOJSON_HEAD: &str = "{\"type\":\"FeatureCollection\",\"features\":[";
/// What stands after them.
pub const GEOJSON_TAIL: &str = "\n]}\n";

/// The format.
pub const GEOJSON: Format = Format {
    name: "geojson",
    what: "events or claims as points on a map (GeoJSON)",
    shape: Shape::Features,
    columns: &[],
    claims: true,
    cameo: super::cameo::VERSION,
    quad: "PLOVER's, 1 to 4",
    open: &[],
    notes: "The geometry is the point of the place, in degrees east and north; null where no place is known. The properties are the record, as `events` and \
            `claims` write it in JSON; objects in it are text to programs that know only flat tables. A region or country is a point inside it: `where.precision` \
            says how exact a point is.",
    leaves_out: &[],
    codes: OWN_CODES,
    rows: None,
};

/// A feature of a document, the first one or a later one; `point` is degrees north and east.
///
/// # Errors
/// When the record cannot be written as JSON.
pub fn feature(
    first: bool,
    id: &str,
    point: Option<[f64; 2]>,
    properties: &impl Serialize,
) -> serde_json::Result<String> {
    let geometry = point.map(|[lat, lon]| json!({"type": "Point", "coordinates": [lon, lat]}));
    let properties = serde_json::to_value(properties)?;
    let feature = json!({"type": "Feature", "id": id, "geometry": geometry, "properties": properties});
    Ok(format!("{}{feature}", if first { "\n" } else { ",\n" }))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn parts_make_a_document() {
        let none: Value = serde_json::from_str(&[GEOJSON_HEAD, GEOJSON_TAIL].concat()).unwrap();
        assert_eq!(none["features"], json!([]));
        let one = feature(true, "a", Some([39.7, 44.8]), &json!({"name": "line\u{2028}\n"})).unwrap();
        let other = feature(false, "b", None, &json!({})).unwrap();
        let written = [GEOJSON_HEAD, &one, &other, GEOJSON_TAIL].concat();
        let read: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read["features"][0]["geometry"], json!({"type": "Point", "coordinates": [44.8, 39.7]}));
        assert_eq!((&read["features"][1]["geometry"], written.lines().count()), (&Value::Null, 4));
    }
}
