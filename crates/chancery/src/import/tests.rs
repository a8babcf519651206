use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// Rows are invented: no data set has them.
struct File(PathBuf);

impl File {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let unique = format!("chancery-import-{}-{:?}-{name}", std::process::id(), std::thread::current().id());
        let path = std::env::temp_dir().join(unique);
        std::fs::write(&path, bytes).unwrap();
        Self(path)
    }

    fn read(&self, format: Format) -> Vec<Result<Row, String>> {
        read(&self.0, format)
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn read(path: &Path, format: Format) -> Vec<Result<Row, String>> {
    let mut rows = Vec::new();
    each(&Source::File(path.to_owned()), format, Knowledge::embedded(), |row| {
        rows.push(row.map_err(|error| error.to_string()));
        ControlFlow::Continue(())
    });
    rows
}

fn rows(name: &str, text: &str, format: Format) -> Vec<Result<Row, String>> {
    File::new(name, text.as_bytes()).read(format)
}

fn one(rows: Vec<Result<Row, String>>) -> Imported {
    assert_eq!(rows.len(), 1, "{rows:?}");
    match rows.into_iter().next() {
        Some(Ok(Row::Event(event))) => *event,
        other => panic!("{other:?}"),
    }
}

fn parties(event: &Imported) -> Vec<(bool, &str, Option<&str>, Option<&str>)> {
    event.parties.iter().map(|party| (party.acts, party.name.as_str(), party.country, party.sector)).collect()
}

/// A row of GDELT 2.0: an actor with country and type, another, a code, and an act in a city.
fn gdelt_two(id: u64, code: &str, changes: &[(usize, &str)]) -> String {
    let mut cells = vec![String::new(); 61];
    let set = [
        (0, id.to_string()),
        (1, "20240819".into()),
        (2, "202408".into()),
        (3, "2024".into()),
        (5, "ROMGOV".into()),
        (6, "BUCHAREST".into()),
        (7, "ROM".into()),
        (12, "GOV".into()),
        (15, "UNO".into()),
        (16, "UNITED NATIONS".into()),
        (18, "UNO".into()),
        (22, "IGO".into()),
        (25, "1".into()),
        (26, code.into()),
        (29, "1".into()),
        (30, "1.9".into()),
        (31, "12".into()),
        (32, "3".into()),
        (33, "12".into()),
        (51, "4".into()),
        (52, "Bucharest, Bucuresti, Romania".into()),
        (53, "RO".into()),
        (56, "44.4333".into()),
        (57, "26.1".into()),
        (59, "20240820101500".into()),
        (60, "https://example.org/a?b=1".into()),
    ];
    set.into_iter().for_each(|(at, cell)| cells[at] = cell);
    changes.iter().for_each(|(at, cell)| cells[*at] = (*cell).to_owned());
    cells.join("\t")
}

#[test]
fn gdelt_two_is_read() {
    let event = one(rows("two", &gdelt_two(17, "042", &[]), Format::Gdelt));
    assert_eq!((event.id.as_str(), event.category, event.mode), ("17", Category::Consult, Some("visit")));
    assert_eq!(event.cameo.as_deref(), Some("042"));
    let told = [(true, "BUCHAREST", Some("ROU"), Some("GOV")), (false, "UNITED NATIONS", Some("UNO"), None)];
    assert_eq!(parties(&event), told);
    assert_eq!(event.when.first.to_string(), "2024-08-19");
    assert_eq!(event.published.map(|day| day.to_string()).as_deref(), Some("2024-08-20"));
    let place = event.place.unwrap();
    assert_eq!((place.country, place.point, place.precision), (Some("ROU"), Some([44.4333, 26.1]), 1));
    assert_eq!((event.sources, event.mentions, event.root), (3, Some(12), true));
    assert_eq!(event.url.as_deref(), Some("https://example.org/a?b=1"));
}

#[test]
fn gdelt_one_has_fewer_columns() {
    let cells: Vec<String> = gdelt_two(5, "190", &[]).split('\t').map(str::to_owned).collect();
    let without = |mut cells: Vec<String>| {
        [54, 46, 38].into_iter().for_each(|at| drop(cells.remove(at)));
        // The last but one of the place's columns is now where the district was.
        cells
    };
    let mut cells = without(cells);
    let event = one(rows("one", &cells.join("\t"), Format::Gdelt1));
    assert_eq!((event.category, event.place.unwrap().point), (Category::Assault, Some([44.4333, 26.1])));
    cells.pop();
    assert_eq!(one(rows("old", &cells.join("\t"), Format::Gdelt1)).url, None);
    let wrong = rows("wrong", &cells.join("\t"), Format::Gdelt);
    assert!(wrong[0].as_ref().unwrap_err().contains("57 columns"), "{wrong:?}");
}

#[test]
fn what_gdelt_says_without_a_category_is_left_out_and_what_is_wrong_is_named() {
    let text = [
        gdelt_two(1, "010", &[]),
        gdelt_two(2, "0211", &[]),
        gdelt_two(3, "---", &[]),
        gdelt_two(4, "99", &[]),
        gdelt_two(5, "190", &[(1, "20241340")]),
        gdelt_two(6, "190", &[(56, "nan")]),
        gdelt_two(7, "190", &[(56, "91")]),
        gdelt_two(8, "190", &[(25, "x")]),
        gdelt_two(9, "190", &[(0, "x9")]),
        "\u{0}\t\"".to_owned(),
        String::new(),
        gdelt_two(10, "190", &[(25, "0"), (51, "0"), (60, "ftp://x")]),
    ]
    .join("\r\n");
    let found = rows("mixed", &text, Format::Gdelt);
    assert!(found[..3].iter().all(|row| matches!(row, Ok(Row::LeftOut(_)))), "{found:?}");
    let wrong: Vec<&String> = found[3..10].iter().map(|row| row.as_ref().unwrap_err()).collect();
    for (n, (error, cause)) in wrong
        .iter()
        .zip(["EventCode", "SQLDATE", "degrees", "degrees", "IsRootEvent", "GLOBALEVENTID", "2 columns"])
        .enumerate()
    {
        assert!(error.contains(cause) && error.contains(&format!("line {}", n + 4)), "{error}");
    }
    let Ok(Row::Event(last)) = &found[10] else { panic!("{found:?}") };
    assert!(!last.root && last.place.is_none() && last.url.is_none());
}

const POLECAT: &str = "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion";

fn polecat(id: &str, event: &str, actor: [&str; 4], place: [&str; 5]) -> String {
    let [name, country, cow, sector] = actor;
    let [city, land, lat, lon, geonames] = place;
    format!(
        "{id}\t2024-08-19\t{event}\tviolence\t-3.5\t3\tmilitary; Human Rights;nonsense\t{name}\t{country}\t{cow}\t{sector}\t{sector}\t\t{name}\t\tFrance\tFRA\t220\tGOV\tGOV\t\tParis\t\t{city}\t{city}\t\t\t{land}\t{lat}\t{lon}\t{geonames}\t\tPPLC\tThe Paper\t2024-08-20\t\t\t\ten\t2.0"
    )
}

#[test]
fn polecat_is_read_also_in_latin_one_and_with_lines_and_tabs_too_many() {
    let row = polecat(
        "20240819-7",
        "threaten",
        ["São Tomé", "STP", "403", "GOV"],
        ["Orléans", "FRA", "47.9", "1.9", "2989317.0"],
    );
    let text = format!("\u{feff}{POLECAT}\t\t\r\n\r\n{row}\t\r\n{POLECAT}\t\t\r\n");
    // The names have two empty ones at their end, and so have the rows.
    let text = text.replace(&format!("{row}\t\r\n"), &format!("{row}\t\t\t\r\n"));
    let event = one(rows("utf8", &text, Format::Polecat));
    let latin: Vec<u8> =
        text.trim_start_matches('\u{feff}').chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let same = one(File::new("latin", &latin).read(Format::Polecat));
    assert_eq!(Imported { digest: 0, ..same }, Imported { digest: 0, ..event.clone() });
    assert_eq!((event.id.as_str(), event.category, event.mode), ("20240819-7", Category::Threaten, Some("violence")));
    assert_eq!(event.context, ["military", "human_rights"]);
    assert_eq!(parties(&event)[0], (true, "São Tomé", Some("STP"), Some("GOV")));
    assert_eq!(parties(&event)[1], (false, "France", Some("FRA"), Some("GOV")));
    let place = event.place.unwrap();
    assert_eq!(
        (place.name.as_str(), place.id.as_deref(), place.country),
        ("Orléans", Some("geonames:2989317"), Some("FRA"))
    );
    assert_eq!(event.publisher.as_deref(), Some("The Paper"));
}

#[test]
fn polecat_lists_are_parties_each() {
    let place = ["", "", "", "", ""];
    let text = [
        POLECAT.to_owned(),
        polecat("1", "CONSULT", ["Armenia; Azerbaijan", "ARM; AZE", "", "GOV; MIL"], place),
        polecat("2", "CONSULT", ["some ministers", "ARM;AZE", "", "GOV"], place),
        polecat("3", "CONSULT", ["Somebody", "", "371", ""], place),
        polecat("4", "NONSENSE", ["Somebody", "", "", ""], place),
        "5\t2024".to_owned(),
    ]
    .join("\n");
    let found = rows("lists", &text, Format::Polecat);
    let event = |n: usize| match &found[n] {
        Ok(Row::Event(event)) => event,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        parties(event(0))[..2],
        [(true, "Armenia", Some("ARM"), Some("GOV")), (true, "Azerbaijan", Some("AZE"), Some("MIL"))]
    );
    assert_eq!(
        parties(event(1))[..2],
        [(true, "ARM", Some("ARM"), Some("GOV")), (true, "AZE", Some("AZE"), Some("GOV"))]
    );
    assert_eq!(parties(event(2))[0], (true, "Somebody", Some("ARM"), None));
    assert!(event(0).place.is_none());
    assert!(found[3].as_ref().unwrap_err().contains("NONSENSE"));
    assert!(found[4].as_ref().unwrap_err().contains("2 columns"));
}

#[test]
fn icews_is_read() {
    let text = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n\
        31\t2015-02-03\tArmy (Mali)\tMilitary,Government\tMali\tSomething\t190\t-10\tInsurgents (Mali)\tInsurgents\tMali\t9\t2\tThe Paper\t\tCercle\tGao\tMali\t16.2\t0.1\n\
        32\t2015-02-03\tUnited Nations\t\t\tSomething\t42\t1\tMali\t\tMali\t9\t2\t\t\t\t\tMali\t\t\n\
        33\t2015-02-03\tMali\t\tMali\tSomething\tx\t1\tMali\t\tMali\t9\t2\t\t\t\t\tMali\t\t\n";
    let found = rows("icews", text, Format::Icews);
    let (Ok(Row::Event(one)), Ok(Row::Event(two))) = (&found[0], &found[1]) else { panic!("{found:?}") };
    assert_eq!(
        parties(one),
        [(true, "Army (Mali)", Some("MLI"), Some("MIL")), (false, "Insurgents (Mali)", Some("MLI"), Some("REB"))]
    );
    let place = one.place.as_ref().unwrap();
    assert_eq!((place.name.as_str(), place.precision, place.country), ("Cercle", 3, Some("MLI")));
    assert_eq!((two.cameo.as_deref(), two.category), (Some("042"), Category::Consult));
    assert_eq!(parties(two)[0], (true, "United Nations", Some("UNO"), None));
    assert_eq!(two.place.as_ref().unwrap().precision, 6);
    assert!(found[2].as_ref().unwrap_err().contains("CAMEO"));
}

const ACLED: &str = "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp";

fn acled(id: &str, sub_type: &str, [one, two]: [(&str, &str); 2], dead: u32) -> String {
    let ((actor, kind), (other, other_kind)) = (one, two);
    format!(
        "{id},19 August 2024,2024,2,x,x,{sub_type},{actor},,{kind},{other},,{other_kind},12,,466,Western Africa,Mali,Gao,Ansongo,,Labbezanga,14.96,0.70,2,One Paper; Other Paper,National,\"A note, with \"\"quotes\"\"\nand a line\",{dead},,1724000000"
    )
}

#[test]
fn acled_is_read_by_its_sub_types() {
    let army = ("Military Forces of Mali (2021-)", "State forces");
    let rebels = ("JNIM: Group", "Rebel group");
    let civilians = ("Civilians (Mali)", "7");
    let text = [
        ACLED.to_owned(),
        acled("MLI1", "Armed clash", [army, rebels], 4),
        acled("MLI2", "Attack", [civilians, rebels], 0),
        acled(
            "MLI3",
            "Excessive force against protesters",
            [("Protesters (Mali)", "6"), ("Police Forces of Mali (2021-)", "1")],
            1,
        ),
        acled(
            "MLI4",
            "Peaceful protest",
            [("Protesters (Mali)", "Protesters"), ("Police Forces of Mali (2021-)", "State forces")],
            0,
        ),
        acled("MLI5", "Air/drone strike", [army, civilians], 2),
        acled("MLI6", "Other", [army, ("", "")], 0),
        acled("MLI7", "Sing-along", [army, ("", "")], 0),
        "MLI8,\"a quote that is not closed,2024".to_owned(),
        acled("MLI9", "Arrests", [("Military Forces of Niger (2023-)", "8"), civilians], 0).replace("\nand a line", ""),
    ]
    .join("\n");
    let found = rows("acled", &text, Format::Acled);
    let event = |n: usize| match &found[n] {
        Ok(Row::Event(event)) => event,
        other => panic!("{other:?}"),
    };
    let clash = event(0);
    assert_eq!(parties(clash), [(true, army.0, Some("MLI"), Some("MIL")), (true, rebels.0, None, Some("REB"))]);
    assert_eq!(clash.killed.as_ref().map(|killed| (killed.low, killed.best, killed.high)), Some((None, 4, None)));
    assert_eq!((clash.when.first.to_string(), clash.when.granularity), ("2024-08-16".into(), Granularity::Week));
    assert_eq!(clash.sources, 2);
    let place = clash.place.as_ref().unwrap();
    assert_eq!((place.name.as_str(), place.country, place.precision), ("Labbezanga", Some("MLI"), 3));
    let sides = |n: usize| event(n).parties.iter().map(|party| party.acts).collect::<Vec<_>>();
    assert_eq!((sides(1), event(1).killed.clone()), (vec![false, true], None));
    assert_eq!((sides(2), event(2).mode), (vec![false, true], Some("crowd-control")));
    assert_eq!((sides(3), event(3).category, event(3).mode), (vec![true], Category::Protest, Some("demo")));
    assert_eq!((sides(4), event(4).mode), (vec![true, false], Some("aerial")));
    assert!(matches!(found[5], Ok(Row::LeftOut(_))));
    assert!(found[6].as_ref().unwrap_err().contains("Sing-along"));
    assert!(found[7].as_ref().unwrap_err().contains("quote"), "{found:?}");
    // The lines after the open quote are rows of their own.
    let last = found.iter().rev().find_map(|row| match row {
        Ok(Row::Event(event)) => Some(event),
        _ => None,
    });
    assert_eq!(last.map(|event| (event.id.as_str(), event.category)), Some(("MLI9", Category::Coerce)));
}

const GED: &str = "id,relid,year,type_of_violence,side_a,side_b,number_of_sources,source_office,where_prec,where_coordinates,adm_1,latitude,longitude,country,country_id,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob";

#[test]
fn ged_is_read() {
    let text = format!(
        "{GED}\n\
         400001,X,2019,1,Government of Mali,JNIM,-1,,2,Gao town,Gao,16.27,-0.05,Mali,432,1,2019-04-01 00:00:00.000,2019-04-01 00:00:00.000,3,4,1,0,8,10,7,432,\n\
         400002,X,2019,3,JNIM,Civilians,2,Paper,4,,Gao,16.2,-0.1,Mali,432,4,2019-04-01,2019-04-30,0,0,5,0,5,5,5,,\n\
         400003,X,2019,1,Government of Eritrea,Government of Ethiopia,2,Paper,6,,,9.1,40.5,Ethiopia,530,5,2019-01-01,2019-12-31,0,0,0,0,0,0,0,531,530\n\
         400004,X,2019,4,A,B,2,Paper,6,,,9.1,40.5,Ethiopia,530,5,2019-01-01,2019-12-31,0,0,0,0,0,0,0,,\n\
         400005,X,2019,1,A,B,2,Paper,6,,,9.1,40.5,Ethiopia,530,1,2019-02-01,2019-01-31,0,0,0,0,0,0,0,,\n"
    );
    let found = rows("ged", &text, Format::Ged);
    let event = |n: usize| match &found[n] {
        Ok(Row::Event(event)) => event,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        parties(event(0)),
        [(true, "Government of Mali", Some("MLI"), Some("MIL")), (true, "JNIM", None, Some("REB"))]
    );
    let killed = event(0).killed.as_ref().unwrap();
    assert_eq!((killed.low, killed.best, killed.high), (Some(7), 8, Some(10)));
    assert_eq!(killed.of, [("Government of Mali".into(), 3), ("JNIM".into(), 4), ("civilians".into(), 1)]);
    assert_eq!((event(0).place.as_ref().unwrap().precision, event(0).sources), (2, 1));
    assert_eq!(parties(event(1)), [(true, "JNIM", None, None), (false, "Civilians", None, Some("CVL"))]);
    assert_eq!(event(1).when.granularity, Granularity::Month);
    let states: Vec<_> = event(2).parties.iter().map(|party| party.country).collect();
    assert_eq!((states, event(2).killed.clone()), (vec![Some("ERI"), Some("ETH")], None));
    assert_eq!(event(2).when.granularity, Granularity::Year);
    assert!(found[3].as_ref().unwrap_err().contains("type_of_violence"));
    assert!(found[4].as_ref().unwrap_err().contains("before"));
}

#[test]
fn archives_and_packed_files_are_read_as_they_come() {
    let rows = [gdelt_two(1, "190", &[]), gdelt_two(2, "190", &[])].map(|row| row + "\n");
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, row) in ["a.CSV", ".hidden", "b.CSV"].into_iter().zip([&rows[0], &rows[0], &rows[1]]) {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(row.as_bytes()).unwrap();
    }
    let zip = archive.finish().unwrap().into_inner();
    let mut gzip = Vec::new();
    for row in &rows {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(row.as_bytes()).unwrap();
        gzip.extend(encoder.finish().unwrap());
    }
    for bytes in [&zip, &gzip] {
        let found = File::new("packed", bytes).read(Format::Gdelt);
        let ids: Vec<_> = found.iter().map(|row| matches!(row, Ok(Row::Event(_)))).collect();
        assert_eq!(ids, [true, true], "{found:?}");
        // What is cut is told, and what comes before is there.
        let found = File::new("cut", &bytes[..bytes.len() - 30]).read(Format::Gdelt);
        assert!(found.last().unwrap().is_err(), "{found:?}");
    }
    let missing = read(Path::new("/no/such/file"), Format::Gdelt);
    assert!(missing[0].as_ref().unwrap_err().contains("cannot be read"));
}

#[test]
fn files_of_another_kind_are_told_so_once() {
    for (format, column) in [
        (Format::Polecat, "Actor Name"),
        (Format::Icews, "Source Name"),
        (Format::Acled, "event_id_cnty"),
        (Format::Ged, "type_of_violence"),
    ] {
        let found =
            rows("other", "id\tEvent ID\tEvent Date\tEvent Type\tCAMEO Code\n1\t2\t3\t4\t5\n1\t2\t3\t4\t5\n", format);
        assert_eq!(found.len(), 1);
        let error = found[0].as_ref().unwrap_err();
        assert!(error.contains(column) && error.contains("it begins with id"), "{error}");
    }
    let utf16 = File::new("utf16", b"\xff\xfei\0d\0\n\0").read(Format::Acled);
    assert!(utf16[0].as_ref().unwrap_err().contains("UTF-16"));
    assert!(rows("empty", "", Format::Ged)[0].is_err());
}

#[test]
fn a_line_without_an_end_is_passed_over() {
    let mut text = vec![b'x'; (2 << 20) + 5];
    text.push(b'\n');
    text.extend(gdelt_two(3, "190", &[]).as_bytes());
    let found = File::new("long", &text).read(Format::Gdelt);
    assert!(found[0].as_ref().unwrap_err().contains("longer than"), "{found:?}");
    assert!(matches!(found[1], Ok(Row::Event(_))));
}

#[test]
fn the_same_row_has_the_same_digest_and_another_one_another() {
    let digest = |changes: &[(usize, &str)]| one(rows("digest", &gdelt_two(1, "190", changes), Format::Gdelt)).digest;
    assert_eq!(digest(&[]), digest(&[]));
    assert_ne!(digest(&[]), digest(&[(31, "13")]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..600), head in 0..6usize) {
        let names = [POLECAT, ACLED, GED, "", "\u{1f}", "PK\u{3}\u{4}"][head];
        let mut all = names.as_bytes().to_vec();
        all.push(b'\n');
        all.extend(&bytes);
        let file = File::new("any", &all);
        for format in Format::ALL {
            let _ = file.read(format);
        }
    }

    #[test]
    fn no_cell_breaks_it(cells in prop::collection::vec("[\\PC\"\t,]{0,12}", 70), format in 0..6usize) {
        let format = Format::ALL[format];
        let (names, between) = match format {
            Format::Gdelt | Format::Gdelt1 => ("", "\t"),
            Format::Polecat => (POLECAT, "\t"),
            Format::Icews => ("Event ID\tEvent Date\tSource Name\tCAMEO Code\tTarget Name\tLatitude\tLongitude", "\t"),
            Format::Acled => (ACLED, ","),
            Format::Ged => (GED, ","),
        };
        let columns = if names.is_empty() { 61 } else { names.split(between).count() };
        let text = format!("{names}\n{}", cells[..columns].join(between));
        let file = File::new("cells", text.as_bytes());
        let _ = file.read(format);
    }
}
