use std::fs;
use std::io::{BufReader, Cursor};
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;

mod archives;
mod pages;
mod tables;

fn all(name: &str, bytes: &[u8]) -> Vec<Result<Raw, Error>> {
    with(name, bytes, &Options::default())
}

fn with(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<Raw, Error>> {
    records(Box::new(Cursor::new(bytes.to_vec())), Path::new(name), options).collect()
}

fn one(name: &str, bytes: impl AsRef<[u8]>) -> Raw {
    let mut found = all(name, bytes.as_ref());
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0).unwrap()
}

/// The error of an input that has one.
fn fault(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let mut found = all(name, bytes.as_ref());
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0).unwrap_err().to_string()
}

#[test]
fn plain_text_with_front_matter() {
    let raw = one(
        "a/b.txt",
        "---\ntitle: \"Le pont\"\ndate: 2024-08-19\nurl: https://example.org/a?b=1\nsource: Le Veilleur\nlang: fr\n---\nLe pont\r\n\r\nIl a rouvert.\r\n",
    );
    assert_eq!(raw.text, "Le pont\n\nIl a rouvert.");
    assert_eq!(raw.title.as_deref(), Some("Le pont"));
    assert_eq!(raw.published.as_deref(), Some("2024-08-19"));
    assert_eq!(raw.url.as_deref(), Some("https://example.org/a?b=1"));
    assert_eq!(raw.source.as_deref(), Some("Le Veilleur"));
    assert_eq!(raw.language.as_deref(), Some("fr"));
    assert_eq!(raw.path.as_deref(), Some("a/b.txt"));
    assert_eq!(raw.id.len(), 16);
    assert_eq!(one("elsewhere.txt", "Le pont\n\nIl a rouvert.").id, raw.id);
    // A rule is no front matter.
    assert_eq!(one("a.txt", "---\nNo keys here\n---\nText").text, "---\nNo keys here\n---\nText");
}

#[test]
fn dates_and_credits_lead_in_ten_languages() {
    let cases = [
        ("Date: 2024-08 Photo: Ann Lee/Reuters", "Photo: Ann Lee/Reuters"),
        (" date 2024-08 PHOTO/PAUL LENOIR/AFP", "PHOTO/PAUL LENOIR/AFP"),
        ("Fecha: 2024-08 Foto: Ana Ruiz", "Foto: Ana Ruiz"),
        ("Datum: 2024-08 (Foto: dpa)", "Foto: dpa"),
        ("Data: 2024-08 Foto di Ugo Neri", "Foto di Ugo Neri"),
        ("Data de publicação: 2024-08 | Foto: Rui Mota/Lusa", "Foto: Rui Mota/Lusa"),
        ("Дата: 2024-08 Фото: Иван Петров/ТАСС", "Фото: Иван Петров/ТАСС"),
        ("Дата публікації: 2024-08 Фото: Олег Коваль", "Фото: Олег Коваль"),
        ("تاريخ النشر: 2024-08 تصوير: سامي حداد", "تصوير: سامي حداد"),
        ("Tarih: 2024-08 Fotoğraf: Ali Kaya/AA", "Fotoğraf: Ali Kaya/AA"),
    ];
    for (line, credit) in cases {
        let raw = one("x.txt", format!("{line}\n\nWords of the report."));
        assert_eq!(raw.published.as_deref(), Some("2024-08"), "{line}");
        assert_eq!(raw.credits, [credit], "{line}");
        assert_eq!(raw.text, "Words of the report.", "{line}");
    }
    let raw = one(
        "x.txt",
        "Talks resume\n2024-08-19 07:30 UTC\n\nThey met. PHOTO/ANN LEE/AFP\n© 2024 The Courier\n\nThey left (Photo: AFP).",
    );
    assert_eq!(raw.text, "Talks resume\n\n\nThey met.\n\n\nThey left (Photo: AFP).");
    assert_eq!(raw.credits, ["PHOTO/ANN LEE/AFP", "© 2024 The Courier"]);
    assert_eq!(raw.published.as_deref(), Some("2024-08-19"));
}

#[test]
fn sentences_are_no_credits() {
    let text = "2024-08-19 was a hard day.\nPhoto: the two ministers shook hands on Monday.\nFotos de soldados muertos circulan desde ayer.\n2024\nImage: AFP correspondents say that Kabul fell.\nHe spoke of KABUL/ISLAMABAD.";
    let raw = one("x.txt", text);
    assert_eq!(raw.text, text);
    assert!(raw.credits.is_empty() && raw.published.is_none());
}

#[test]
fn markdown_loses_its_marks() {
    let raw = one(
        "x.md",
        "# The **bridge**\n\nOpened on [Monday](https://e.org/a_b), see ![map](m.png) `here`.\n\nA rule\n------\n> 2 * 3 = 6, snake_case, \\*star\\*\n\n- one\n",
    );
    assert_eq!(
        raw.text,
        "The bridge\n\nOpened on Monday, see  here.\n\nA rule\n\n2 * 3 = 6, snake_case, *star*\n\n- one"
    );
}

#[test]
fn every_encoding_gives_the_same_text() {
    let russian = "Правительства двух стран решили в понедельник вновь открыть мост, закрытый после майских боёв.";
    let arabic = "قررت الحكومتان يوم الاثنين إعادة فتح الجسر الذي أغلق منذ معارك مايو";
    let turkish = "İki hükümet, çatışmalardan beri kapalı olan köprüyü pazartesi günü yeniden açmaya karar verdi, dışişleri bakanı söyledi.";
    let french = "Les deux gouvernements ont décidé de rouvrir le pont, fermé depuis les combats où périrent « douze » soldats à l’été.";
    for (text, label) in [
        (russian, "windows-1251"),
        (russian, "koi8-r"),
        (arabic, "windows-1256"),
        (turkish, "windows-1254"),
        (french, "windows-1252"),
    ] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        assert_eq!(one("x.txt", encoding.encode(text).0).text, text, "{label}");
    }
    for text in [russian, arabic, turkish, french] {
        for big in [false, true] {
            let wide: Vec<u8> =
                text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect();
            let mark: &[u8] = if big { b"\xfe\xff" } else { b"\xff\xfe" };
            assert_eq!(one("x.txt", &wide).text, text);
            assert_eq!(one("x.txt", [mark, &wide].concat()).text, text);
        }
        assert_eq!(one("x.txt", [b"\xef\xbb\xbf", text.as_bytes()].concat()).text, text);
    }
    let page = format!(
        "<html><head><meta charset=\"windows-1251\"><title>Мост</title></head><body><p>{russian}</p></body></html>"
    );
    let bytes = encoding_rs::WINDOWS_1251.encode(&page).0;
    assert!(one("x.html", bytes).text.ends_with(russian));
}

#[test]
fn json_of_every_shape() {
    let raw = one(
        "x.json",
        r#"{"id": 7, "title": "A\nB", "body": "C.\r\nD.", "published": "2024-08-19T23:30:00Z", "lang": "en", "extra": {"deep": [1, {}]}}"#,
    );
    assert_eq!((raw.id.as_str(), raw.text.as_str()), ("7", "A B\n\nC.\nD."));
    assert_eq!(raw.published.as_deref(), Some("2024-08-19"));
    assert_eq!(raw.place(), "x.json");
    let found =
        all("x.json", br#"[{"text": "one"}, 5, {"text": 5}, {"title": "only"}, {"text": ""}, null, {"text": "two"}]"#);
    let shown: Vec<String> =
        found.iter().map(|r| r.as_ref().map_or_else(ToString::to_string, |r| r.text.clone())).collect();
    assert_eq!(shown[0], "one");
    assert!(shown[1].starts_with("x.json, record 2: a number where a report should be"), "{}", shown[1]);
    assert!(shown[2].contains("record 3: field \"text\" is a number, not a string"), "{}", shown[2]);
    assert_eq!(shown[3], "only");
    assert!(shown[4].contains("record 5: no text"), "{}", shown[4]);
    assert!(shown[5].contains("record 6: null where"), "{}", shown[5]);
    assert_eq!(shown[6], "two");
    assert_eq!(all("-", b"[]").len(), 0);
    // Records of our own come back as they were, title and all.
    assert_eq!(one("x.json", r#"{"title": "A", "text": "A\n\nB."}"#).text, "A\n\nB.");
    let lines_in_json = all("x.json", b"{\"text\": \"one\"}\n{\"text\": \"two\"}\n");
    assert_eq!(lines_in_json.iter().filter(|r| r.is_ok()).count(), 2);
}

#[test]
fn json_lines_go_on_after_a_bad_line() {
    let input = b"\xef\xbb\xbf{\"text\": \"one\"}\n\n{\"text\": \n{\"text\": \"\xff\"}\n[1]\n{\"text\": \"two\", \"published\": \"yesterday\"}\n{\"text\": \"three\"}";
    let found = all("x.jsonl", input);
    let shown: Vec<String> = found.iter().map(|r| r.as_ref().map_or_else(ToString::to_string, |r| r.place())).collect();
    assert_eq!(shown.len(), 6, "{shown:#?}");
    assert_eq!(shown[0], "x.jsonl, line 1");
    assert!(shown[1].starts_with("x.jsonl, line 3: not JSON: EOF"), "{}", shown[1]);
    assert!(shown[2].starts_with("x.jsonl, line 4: not UTF-8 at byte 11; save it as UTF-8"), "{}", shown[2]);
    assert!(shown[3].starts_with("x.jsonl, line 5: an array where"), "{}", shown[3]);
    assert!(shown[4].contains("line 6: cannot read the date \"yesterday\"; write it as"), "{}", shown[4]);
    assert_eq!(shown[5], "x.jsonl, line 7");
}

#[test]
fn formats_are_told_by_content() {
    assert_eq!(by_content(b" [ {\"text\""), Format::Json);
    assert_eq!(by_content(b"[photo] A text in brackets"), Format::Text);
    assert_eq!(by_content(b"{\"text\": \"a\"}\n{"), Format::JsonLines);
    assert_eq!(by_content(b"{\n  \"text\": \"a\"\n}"), Format::Json);
    assert_eq!(by_content(b"{curly} words"), Format::Text);
    assert_eq!(by_content(b"\n<!DOCTYPE html><p>"), Format::Html);
    assert_eq!(by_content(b"<3 peace"), Format::Text);
    assert_eq!(all("-", b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n").len(), 2);
    assert_eq!(one("-", "Plain words.").path, None);
}

const PAGE: &str = r#"<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Le pont de Karm rouvre | Le Veilleur</title>
<meta property="og:site_name" content="Le Veilleur"><meta name="date" content="2024-08-19"><link rel="canonical" href="https://example.org/karm">
<script>var a = "<div><div>";</script></head><body>
<header><nav><ul><li><a href="/">Accueil</a></li><li><a href="/monde">Monde</a></li></ul></nav></header>
<div class="cookie-banner">Nous utilisons des cookies. <button>Accepter</button></div>
<main><article><h1>Le pont de Karm rouvre</h1>
<figure><img src="a.jpg"><figcaption>Le pont, lundi. PHOTO/PAUL LENOIR/AFP</figcaption></figure>
<p>Les deux gouvernements ont rouvert lundi le pont de Karm,
fermé depuis les combats de mai qui avaient fait douze morts.</p>
<h2>Une frontière encore minée ?</h2><p>Des équipes de déminage travaillent toujours sur la rive nord, selon l’armée.</p><p>Brève fin.</p>
<aside class="related"><ul><li><a href="/x">La récolte de blé recule</a></li></ul></aside></article></main>
<section class="comments"><h3>Commentaires</h3><p>Il était temps que ce pont rouvre, franchement, après tous ces mois.</p></section>
<footer><p>Tous droits réservés.</p></footer></body></html>"#;

#[test]
fn a_page_gives_its_article() {
    let raw = one("x.html", PAGE);
    assert_eq!(
        raw.text,
        "Le pont de Karm rouvre\n\nLe pont, lundi.\n\nLes deux gouvernements ont rouvert lundi le pont de Karm, fermé depuis les \
         combats de mai qui avaient fait douze morts.\n\nUne frontière encore minée ?\n\nDes équipes de déminage travaillent \
         toujours sur la rive nord, selon l’armée.\n\nBrève fin."
    );
    assert_eq!(raw.credits, ["PHOTO/PAUL LENOIR/AFP"]);
    assert_eq!(raw.published.as_deref(), Some("2024-08-19"));
    assert_eq!(raw.language.as_deref(), Some("fr"));
    assert_eq!(raw.source.as_deref(), Some("Le Veilleur"));
    assert_eq!(raw.url.as_deref(), Some("https://example.org/karm"));
}

#[test]
fn pages_in_ten_languages_keep_their_words() {
    let paragraphs = [
        "The two ministers left the capital without a deal, officials said.",
        "Les deux ministres ont quitté la capitale sans accord, selon des responsables.",
        "Los dos ministros salieron de la capital sin acuerdo, según fuentes oficiales.",
        "Die beiden Minister verließen die Hauptstadt ohne Einigung, hieß es.",
        "I due ministri hanno lasciato la capitale senza un accordo, dicono fonti ufficiali.",
        "Os dois ministros deixaram a capital sem acordo, segundo as autoridades.",
        "Оба министра покинули столицу без соглашения, сообщили чиновники.",
        "Обидва міністри залишили столицю без угоди, повідомили посадовці.",
        "غادر الوزيران العاصمة دون اتفاق، بحسب مسؤولين.",
        "İki bakan anlaşma olmadan başkentten ayrıldı, yetkililer söyledi.",
    ];
    for words in paragraphs {
        let page = format!(
            "<html><head><title>T</title></head><body><nav><a href=/>Menu</a></nav><article><p>{words}</p><p>{words}</p></article></body></html>"
        );
        assert_eq!(one("x.html", page).text, format!("T\n\n{words}\n\n{words}"));
    }
}

#[test]
fn hostile_pages_are_refused_in_time() {
    let started = std::time::Instant::now();
    let deep = format!("<html><body>{}text", "<div>".repeat(200_000));
    assert!(fault("x.html", deep).contains("nested deeper than 512"));
    let tables = format!("<html><body>{}x", "<table><tr><td>".repeat(50_000));
    assert!(fault("x.html", tables).contains("nested deeper"));
    let crossed = format!("<html><body>{}x", "<span><div></span>".repeat(5_000));
    assert!(fault("x.html", crossed).contains("nested deeper"));
    for hidden in [
        "<!-->",
        "<!--",
        "<script>",
        "<noscript><script></noscript>",
        "<textarea><script></textarea>",
        "<svg><title>",
        "<rt>",
    ] {
        let page = format!("<html><body><p>Some words.</p>{hidden}{}x</script>", "<div>".repeat(200_000));
        let started = std::time::Instant::now();
        all("x.html", page.as_bytes());
        assert!(started.elapsed().as_secs() < 20, "{hidden}");
    }
    let fonts: String = (0..3000).map(|i| format!("<font color={i}>")).collect();
    assert!(all("x.html", format!("<html><body>{fonts}{}", "<p>x".repeat(3000)).as_bytes())[0].is_err());
    let many = "<br>".repeat(MAX_FILE_BYTES / 8);
    assert!(fault("x.html", many).contains("too many elements"));
    let broad = format!("<html><body>{}{}", "<div>".repeat(400), "<span>a </span>".repeat(100_000));
    assert!(fault("x.html", broad).contains("too many elements"));
    assert!(fault("x.html", "<html><body></body></html>").contains("; "));
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn what_is_no_text_is_refused() {
    assert!(fault("x.txt", "").starts_with("x.txt: no text; "));
    assert!(fault("x.txt", " \n\u{feff}\n").starts_with("x.txt: no text; "));
    assert!(fault("x.txt", b"\x00\x01\x02\x03binary\x00").contains("a binary file"));
    assert!(fault("x", b"%PDF-1.7\nstream").contains("a PDF file, not text"));
    let noise: Vec<u8> =
        (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).filter(|b| *b != 0).collect();
    assert!(fault("x.txt", &noise).contains("not text"), "{}", fault("x.txt", &noise));
    let damaged = ["déjà vu à côté, où l’été".as_bytes(), b" \xff "].concat();
    assert!(fault("x.txt", damaged).contains("damaged UTF-8 at byte"));
    assert!(fault("x.json", "[1, ").contains("record 1: a number"));
    assert!(fault("x.json", b"{\"text\": \"\xff\"}").contains("not UTF-8 at byte 11"));
    assert!(fault("x.txt", "a\u{e000} ".repeat(MAX_TEXT_BYTES / 2)).contains("a text of more than 2 MB"));
}

#[test]
fn deep_json_is_passed_over_or_refused() {
    let deep = "[".repeat(100_000);
    assert!(fault("x.json", &deep).contains("not JSON"));
    assert!(fault("x.json", format!("{{\"text\": {deep}")).contains("not JSON"));
    assert!(fault("x.jsonl", format!("{{\"x\": {deep}")).contains("not JSON"));
    let closed = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let found = all("x.jsonl", format!("{{\"x\": {closed}, \"text\": \"a\"}}\n{{\"text\": \"b\"}}").as_bytes());
    assert!(found.len() == 2 && found[1].is_ok());
}

#[test]
fn a_huge_line_is_refused_without_keeping_it() {
    // 200 MB that are never in memory, then a good record.
    let huge = std::io::repeat(b'a').take(200 << 20).chain(Cursor::new(b"\n{\"text\": \"good\"}\n".to_vec()));
    let input = Box::new(BufReader::with_capacity(1 << 16, huge));
    let mut reports = records(input, Path::new("x.jsonl"), &Options::default());
    assert!(reports.next().unwrap().unwrap_err().to_string().starts_with("x.jsonl, line 1: longer than 16 MB"));
    if let Kind::Lines(lines) = &reports.0 {
        assert!(lines.kept() <= MAX_RECORD_BYTES * 2);
    }
    assert_eq!(reports.next().unwrap().unwrap().text, "good");
    assert!(reports.next().is_none());
    let endless = Box::new(BufReader::new(std::io::repeat(b'a').take(200 << 20)));
    let found: Vec<_> = records(endless, Path::new("x.txt"), &Options::default()).collect();
    assert!(found[0].as_ref().unwrap_err().to_string().contains("larger than 64 MB"));
}

#[test]
fn dates_of_publication() {
    for (given, expected) in [
        ("2024", "2024"),
        ("2024-08", "2024-08"),
        ("2024-08-19", "2024-08-19"),
        (" 2024/08/19 ", "2024-08-19"),
        ("20240819", "2024-08-19"),
        ("2024-08-19T23:59:59.123+02:00", "2024-08-19"),
        ("2024-08-19 07:30:00 UTC", "2024-08-19"),
        ("2024-02-29T00:00Z", "2024-02-29"),
        ("Mon, 19 Aug 2024 07:30:00 +0200", "2024-08-19"),
    ] {
        assert_eq!(published(given).as_deref(), Some(expected), "{given}");
    }
    for bad in [
        "",
        "yesterday",
        "2023-02-29",
        "2024-13",
        "03/04/2024",
        "2024-08-19x",
        "20241",
        "99999999",
        "2024-08-19 and on",
    ] {
        assert_eq!(published(bad), None, "{bad}");
    }
    let options = Options { published: Some("2020".into()), ..Options::default() };
    let dates: Vec<_> = with("x.jsonl", b"{\"text\": \"a\"}\n{\"text\": \"b\", \"published\": 2024}", &options)
        .into_iter()
        .map(|r| r.unwrap().published.unwrap())
        .collect();
    assert_eq!(dates, ["2020", "2024"]);
}

#[test]
fn folders_are_walked_in_order() {
    let root = std::env::temp_dir().join(format!("chancery-read-{}", std::process::id()));
    fs::create_dir_all(root.join("b/.hidden")).unwrap();
    for name in ["c.txt", "a.txt", "b/z.txt", "b/.x.txt", "b/.hidden/y.txt"] {
        fs::write(root.join(name), name).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(&root, root.join("b/loop")).unwrap();
    let paths = [root.clone(), PathBuf::from("-"), root.join("missing")];
    let found = sources(&paths);
    let names: Vec<String> = found
        .iter()
        .map(|s| {
            s.as_ref().map_or_else(
                |e| e.to_string(),
                |s| s.path().strip_prefix(&root).unwrap_or(s.path()).display().to_string(),
            )
        })
        .collect();
    assert_eq!(names[..4], ["a.txt", "b/z.txt", "c.txt", "-"]);
    assert!(names[4].contains("missing: cannot be read"));
    let first: Vec<_> = read(found[0].as_ref().unwrap(), &Options::default()).collect();
    assert_eq!(first[0].as_ref().unwrap().text, "a.txt");
    assert!(read(&Source::File(root.clone()), &Options::default()).next().unwrap().is_err());
    fs::remove_dir_all(&root).unwrap();
}

/// What holds of every report that is read.
fn holds(found: Vec<Result<Raw, Error>>) -> Result<(), TestCaseError> {
    for raw in found.into_iter().flatten() {
        prop_assert!(!raw.text.is_empty() && raw.text == raw.text.trim() && !raw.id.is_empty());
        prop_assert!(!raw.text.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
        prop_assert!(raw.published.as_deref().is_none_or(|p| published(p).as_deref() == Some(p)));
        prop_assert!(raw.title.as_deref().is_none_or(|t| raw.text.starts_with(t)));
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_in_any_format(bytes in proptest::collection::vec(any::<u8>(), 0..400), which in 0..9_usize) {
        let name = ["x.txt", "x.md", "x.html", "x.json", "x.jsonl", "-", "x.warc", "x.csv", "x.parquet"][which];
        holds(all(name, &bytes))?;
    }

    #[test]
    fn any_text_in_any_format(text in r#"(---\n|date|2024-08|[ \n\r\t#*_\[\]()!`>/:]|PHOTO/|Foto: |©|<p>|<a|</|-->|\{"text": "|"\}|\PC){0,60}"#, which in 0..6_usize) {
        let name = ["x.txt", "x.md", "x.html", "x.json", "x.jsonl", "-"][which];
        holds(all(name, text.as_bytes()))?;
    }

    #[test]
    fn dates_never_panic(text in r"[0-9T:+/ .Z-]{0,30}|\PC{0,30}") {
        if let Some(date) = published(&text) {
            prop_assert_eq!(published(&date), Some(date));
        }
    }
}
