//! Tables and mapped fields: CSV, TSV, Parquet, JSON.

use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical};
use ::parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::Type;

use super::*;

fn mapped(mapping: &str) -> Options {
    Options { columns: Columns::parse(mapping).unwrap(), ..Options::default() }
}

/// The texts and errors.
fn shown(found: &[Result<Raw, Error>]) -> Vec<String> {
    found.iter().map(|r| r.as_ref().map_or_else(ToString::to_string, |r| r.text.clone())).collect()
}

#[test]
fn rows_of_a_table() {
    let table = "\u{feff}ID,title,Text,date,url,source,author,lang,more\r\n\
                 7,A title,\"One, \"\"two\"\"\r\nthree\",2024-08-19,https://e.org/a,The Courier,Ann Lee,en,x\r\n\
                 8,,Second,,,,,,\r\n";
    for (name, table) in [
        ("x.csv", table.to_owned()),
        ("x.tsv", table.replace(',', "\t").replace("One\t", "One,")),
        ("x.csv", table.replace(',', ";").replace("One;", "One,")),
    ] {
        let found = all(name, table.as_bytes());
        assert_eq!(shown(&found), ["A title\n\nOne, \"two\"\nthree", "Second"], "{name}");
        let raw = found[0].as_ref().unwrap();
        assert_eq!((raw.id.as_str(), raw.published.as_deref()), ("7", Some("2024-08-19")));
        assert_eq!((raw.source.as_deref(), raw.author.as_deref()), (Some("The Courier"), Some("Ann Lee")));
        assert_eq!((raw.url.as_deref(), raw.language.as_deref()), (Some("https://e.org/a"), Some("en")));
        assert_eq!(raw.place(), format!("{name}, line 2"));
        assert_eq!(found[1].as_ref().unwrap().place(), format!("{name}, line 4"));
    }
    // Of text and body, the one that says something.
    assert_eq!(shown(&all("x.csv", b"text,body\n,b\na,b\n")), ["b", "a"]);
}

#[test]
fn rows_that_are_refused_alone() {
    let table = b"id,text\n1,one\n2,two,more\n3\n4,\xff\n5,\n6,six,,\n7,seven\n";
    let found = shown(&all("x.csv", table));
    assert_eq!(found[0], "one");
    assert!(found[1].starts_with("x.csv, line 3: 3 columns, where the line of names has 2; put cells"), "{found:?}");
    assert!(found[2].starts_with("x.csv, line 4: 1 columns"), "{found:?}");
    assert!(found[3].starts_with("x.csv, line 5: column 2: not UTF-8 at byte 1; save it as UTF-8"), "{found:?}");
    assert!(found[4].starts_with("x.csv, line 6: no text"), "{found:?}");
    assert_eq!(found[5..], ["six", "seven"]);
    assert!(
        fault("x.csv", b"id,name\n1,a\n")
            .contains("x.csv: no column \"text\" or \"body\"; it has \"id\", \"name\"; say")
    );
    assert!(fault("x.csv", b"").contains("no text"));
    assert!(fault("x.csv", b"\xff\xfei\0d\0").contains("UTF-16"));
    let open = shown(&all("x.csv", b"id,text\n1,one\n2,\"two\n3,three\n"));
    assert!(open[1].starts_with("x.csv, line 3: a quote that is not closed"), "{open:?}");
}

#[test]
fn a_quote_that_is_never_closed_does_not_fill_the_memory() {
    let endless = Cursor::new(b"id,text\n1,one\n2,\"".to_vec()).chain(std::io::repeat(b'a').take(100 << 20));
    let found: Vec<_> = records(Box::new(BufReader::new(endless)), Path::new("x.csv"), &Options::default()).collect();
    let found = shown(&found);
    assert_eq!(found[0], "one");
    assert!(found[1].starts_with("x.csv, line 3: a row longer than 16 MB"), "{found:?}");
    assert_eq!(found.len(), 2);
}

#[test]
fn columns_are_mapped() {
    let options = mapped("text=article_text, published=pub_date,id=url");
    let table = b"url,pub_date,article_text,date\nhttps://e.org/a,2024-08-19,One,2020\n";
    let raw = with("x.csv", table, &options).remove(0).unwrap();
    assert_eq!((raw.text.as_str(), raw.published.as_deref()), ("One", Some("2024-08-19")));
    assert_eq!((raw.id.as_str(), raw.url.as_deref()), ("https://e.org/a", Some("https://e.org/a")));
    let line =
        br#"{"url": "https://e.org/a", "pub_date": "2024-08-19", "article_text": "One", "text": "x", "author": ["A"]}"#;
    for name in ["x.json", "x.jsonl"] {
        let raw = with(name, line, &options).remove(0).unwrap();
        assert_eq!((raw.text.as_str(), raw.published.as_deref()), ("One", Some("2024-08-19")));
        assert_eq!((raw.id.as_str(), raw.author), ("https://e.org/a", None));
    }
    let missing = shown(&with("x.csv", b"url,text\nu,t\n", &options));
    assert_eq!(
        missing,
        [
            "x.csv: no column \"article_text\" for text; it has \"url\", \"text\"; name one of these, as they are written"
        ]
    );
    assert!(shown(&with("x.jsonl", b"{\"text\": \"t\"}", &options))[0].contains("no field \"article_text\""));
    // Without a line of names; lists of addresses with texts, as GDELT gives them.
    let found = with(
        "x.tsv",
        b"20240819\thttps://e.org/a\tOne\n20240820\thttps://e.org/b\tTwo\nshort\n",
        &mapped("text=3,url=2,date=1"),
    );
    assert_eq!(shown(&found)[..2], ["One", "Two"]);
    assert_eq!(found[1].as_ref().unwrap().published.as_deref(), Some("2024-08-20"));
    assert_eq!(found[0].as_ref().unwrap().place(), "x.tsv, line 1");
    assert!(shown(&found)[2].contains("line 3: 1 columns, and column 3 is asked for"), "{:?}", shown(&found));
}

#[test]
fn mappings_that_are_none() {
    for (given, cause) in [
        ("", "it is empty; write FIELD=COLUMN"),
        ("article", "\"article\" names no column; write FIELD=COLUMN"),
        ("txt=a", "there is no field \"txt\"; choose of id, title, text, published, url, source, author, language"),
        ("text=", "no column for text"),
        ("text=a,body=b", "two columns for text; name one"),
        ("text=0", "there is no column 0; count from 1"),
        ("text=1,url=b", "numbers and names of columns"),
    ] {
        let error = Columns::parse(given).unwrap_err().to_string();
        assert!(error.starts_with(&format!("columns {given:?}: ")) && error.contains(cause), "{error}");
    }
    assert_eq!(Columns::parse("date=a=b").unwrap().mapped(), [(Field::Published, "a=b".to_owned())]);
}

/// A file with texts, days, times and numbers, in groups of three rows.
fn parquet(texts: &[&[u8]], compression: Compression, version_two: bool) -> Vec<u8> {
    let column = |name: &str, kind, logical| {
        let column = Type::primitive_type_builder(name, kind).with_repetition(Repetition::OPTIONAL);
        Arc::new(column.with_logical_type(logical).build().unwrap())
    };
    let schema = Type::group_type_builder("schema")
        .with_fields(vec![
            column("id", Physical::INT64, None),
            column("text", Physical::BYTE_ARRAY, Some(LogicalType::String)),
            column("date", Physical::INT32, Some(LogicalType::Date)),
            column("seen", Physical::INT64, Some(LogicalType::timestamp(true, TimeUnit::MICROS))),
        ])
        .build()
        .unwrap();
    let mut properties = WriterProperties::builder().set_compression(compression);
    if version_two {
        let delta = ::parquet::basic::Encoding::DELTA_BYTE_ARRAY;
        properties = properties
            .set_writer_version(::parquet::file::properties::WriterVersion::PARQUET_2_0)
            .set_dictionary_enabled(false)
            .set_column_encoding("text".into(), delta);
    }
    let mut writer = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties.build())).unwrap();
    for (group, texts) in texts.chunks(3).enumerate() {
        let mut rows = writer.next_row_group().unwrap();
        let rows_here = texts.len();
        let numbers: Vec<i64> = (0..rows_here).map(|i| (group * 3 + i) as i64).collect();
        let present = vec![1_i16; rows_here];
        let mut next = rows.next_column().unwrap().unwrap();
        next.typed::<Int64Type>().write_batch(&numbers, Some(&present), None).unwrap();
        next.close().unwrap();
        let filled: Vec<i16> = texts.iter().map(|t| i16::from(!t.is_empty())).collect();
        let texts: Vec<ByteArray> = texts.iter().filter(|t| !t.is_empty()).map(|t| t.to_vec().into()).collect();
        let mut next = rows.next_column().unwrap().unwrap();
        next.typed::<ByteArrayType>().write_batch(&texts, Some(&filled), None).unwrap();
        next.close().unwrap();
        let mut next = rows.next_column().unwrap().unwrap();
        next.typed::<Int32Type>().write_batch(&vec![19_954; rows_here], Some(&present), None).unwrap();
        next.close().unwrap();
        let mut next = rows.next_column().unwrap().unwrap();
        let seen = vec![-1_i64; rows_here];
        next.typed::<Int64Type>().write_batch(&seen, Some(&present), None).unwrap();
        next.close().unwrap();
        rows.close().unwrap();
    }
    writer.into_inner().unwrap()
}

fn texts() -> Vec<&'static [u8]> {
    vec![b"One.", b"Two.", b"", "Drei für vier.".as_bytes(), b"\xff", b"Six.", b"Seven."]
}

#[test]
fn rows_of_a_parquet_file() {
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(Default::default()),
        Compression::ZSTD(Default::default()),
    ] {
        for version_two in [false, true] {
            let bytes = parquet(&texts(), compression, version_two);
            for name in ["x.parquet", "-"] {
                let found = all(name, &bytes);
                let place = if name == "-" { "standard input" } else { name };
                assert!(found.len() == 7, "{compression:?} {version_two} {found:?}");
                assert_eq!(shown(&found)[..2], ["One.", "Two."]);
                assert!(
                    shown(&found)[2].starts_with(&format!("{place}, row 3: no field \"text\" or \"body\"")),
                    "{found:?}"
                );
                assert_eq!(shown(&found)[3], "Drei für vier.");
                assert!(shown(&found)[4].contains(", row 5: column \"text\": not UTF-8 at byte 1; "), "{found:?}");
                assert_eq!(shown(&found)[5..], ["Six.", "Seven."]);
                let raw = found[1].as_ref().unwrap();
                assert_eq!((raw.id.as_str(), raw.published.as_deref()), ("1", Some("2024-08-19")));
                assert_eq!(raw.place(), format!("{place}, row 2"));
            }
        }
    }
    let bytes = parquet(&texts(), Compression::SNAPPY, false);
    let raw = with("x.parquet", &bytes, &mapped("published=seen")).remove(0).unwrap();
    assert_eq!(raw.published.as_deref(), Some("1969-12-31"));
    let missing = shown(&with("x.parquet", &bytes, &mapped("text=words")));
    assert!(
        missing[0]
            .starts_with("x.parquet: no column \"words\" for text; it has \"id\", \"text\", \"date\", \"seen\"; "),
        "{missing:?}"
    );
    // From a file, its parts are read as they are needed.
    let path = std::env::temp_dir().join(format!("chancery-{}.parquet", std::process::id()));
    fs::write(&path, &bytes).unwrap();
    let found: Vec<_> = read(&Source::File(path.clone()), &Options::default()).collect();
    assert_eq!(found.iter().filter(|r| r.is_ok()).count(), 5);
    fs::remove_file(&path).unwrap();
}

#[test]
fn parquet_files_that_are_none() {
    let error = fault("x.parquet", b"");
    assert!(error.contains("damaged Parquet (too short); fetch or write the file again"), "{error}");
    assert!(fault("x.parquet", b"PAR1 and words that are long enough").contains("its end is not that"));
    let bytes = parquet(&texts(), Compression::SNAPPY, false);
    assert!(fault("x.parquet", &bytes[..bytes.len() - 20]).contains("it may be cut"));
    // A footer with a list of two thousand million groups of rows.
    let footer = [0x49, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07, 0];
    let hostile = [b"PAR1", &footer[..], &(footer.len() as u32).to_le_bytes(), b"PAR1"].concat();
    assert!(fault("x.parquet", hostile).contains("its footer claims more than a file can have"));
}

proptest! {
    #[test]
    fn any_damage_of_a_parquet_file(at in any::<prop::sample::Index>(), with in any::<u8>(), at_end in any::<bool>(), version_two in any::<bool>(), packed in any::<bool>()) {
        let compression = if packed { Compression::SNAPPY } else { Compression::UNCOMPRESSED };
        let mut bytes = parquet(&texts(), compression, version_two);
        // Half of the damage is to the footer, which tells where all else is.
        let from = if at_end { bytes.len() - bytes.len() / 3 } else { 0 };
        let place = from + at.index(bytes.len() - from);
        bytes[place] = with;
        holds(all("x.parquet", &bytes))?;
    }

    #[test]
    fn any_table(text in r#"(id|text|,|;|\t|"|\r?\n|[a-z]{1,3}|\PC){0,60}"#, which in 0..3_usize) {
        holds(all(["x.csv", "x.tsv", "x.csv.gz"][which], format!("id,text\n{text}").as_bytes()))?;
        holds(all(["x.csv", "x.tsv", "x.csv.gz"][which], text.as_bytes()))?;
    }

    #[test]
    fn tables_give_back_what_was_written(rows in proptest::collection::vec(r#"[a-z",;\n é]{0,12}x"#, 1..6)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["id", "text"]).unwrap();
        rows.iter().enumerate().for_each(|(i, row)| writer.write_record([i.to_string().as_str(), row]).unwrap());
        let found = all("x.csv", &writer.into_inner().unwrap());
        prop_assert_eq!(found.len(), rows.len());
        for (report, row) in found.into_iter().zip(&rows) {
            prop_assert_eq!(report.unwrap().text, row.trim());
        }
    }

    #[test]
    fn any_mapping(text in r"([a-z]{1,5}|text|url|=|,|[0-9]|\PC){0,20}") {
        if let Ok(columns) = Columns::parse(&text) {
            prop_assert!(!columns.mapped().is_empty());
        }
    }
}
