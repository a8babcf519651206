use std::sync::Arc;

use arrow_array::types::Int8Type;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int64Array, LargeStringArray, RecordBatch,
    StringArray, StringViewArray, TimestampMillisecondArray, TimestampNanosecondArray,
};
use chancery::read::{Columns, Options};
use chancery::record::{
    Category, Certainty, Claim, Count, Disagreement, Event, EventCount, EventParty, EventToll, Evidence, Figure,
    Granularity, Party, Polarity, Said, Status, Tense, ThirdParty, Toll, When, WhenBasis, WhenKind, Where, WhereBasis,
};
use chancery::{Chancery, Language};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::claims::{self, About, ReportedClaim};
use crate::coding::Coding;
use crate::reports::Reports;
use crate::{Error, events, parquet, periods};

fn words() -> impl Strategy<Value = String> {
    "[a-zé ع\u{1F600}\"\\\\\n\u{0}]{0,6}"
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![any::<f64>().prop_filter("finite", |n| n.is_finite()), Just(0.1 + 0.2), Just(-9.0)]
}

fn people() -> impl Strategy<Value = u64> {
    prop_oneof![0..1000u64, Just(i64::MAX as u64)]
}

fn span() -> impl Strategy<Value = [usize; 2]> {
    [0..i32::MAX as usize, 0..9usize]
}

fn category() -> impl Strategy<Value = Category> {
    (0..16usize).prop_map(|n| chancery::codebook::PLOVER[n].category)
}

fn status() -> impl Strategy<Value = Status> {
    use Certainty::{Asserted, Hypothetical, Possible};
    use Tense::{Future, Historical, Past, Present};
    let polarity = prop_oneof![Just(Polarity::Affirmed), Just(Polarity::Negated)];
    let tense = prop_oneof![Just(Past), Just(Present), Just(Future), Just(Historical)];
    let certainty = prop_oneof![Just(Asserted), Just(Possible), Just(Hypothetical)];
    (polarity, tense, certainty).prop_map(|(polarity, tense, certainty)| Status { polarity, tense, certainty })
}

fn when() -> impl Strategy<Value = When> {
    let granularity = prop_oneof![Just(Granularity::Day), Just(Granularity::Season), Just(Granularity::Vague)];
    let kind = prop_oneof![Just(WhenKind::Exact), Just(WhenKind::Unresolved), Just(WhenKind::Range)];
    let basis = prop_oneof![Just(WhenBasis::Explicit), Just(WhenBasis::Dateline), Just(WhenBasis::Inherited)];
    (words(), of(words()), of(words()), granularity, kind, basis)
        .prop_map(|(edtf, start, end, granularity, kind, basis)| When { edtf, start, end, granularity, kind, basis })
}

fn place() -> impl Strategy<Value = Where> {
    let basis = prop_oneof![Just(WhereBasis::Explicit), Just(WhereBasis::Party)];
    (words(), of(words()), of(words()), of(number()), of(number()), 1..8u8, basis).prop_map(
        |(name, id, country, lat, lon, precision, basis)| Where { name, id, country, lat, lon, precision, basis },
    )
}

fn party() -> impl Strategy<Value = Party> {
    let known = (of(words()), of(words()), of(words()), of(words()));
    (words(), of(span()), known, vec(words(), 0..3), of(words()), number()).prop_map(
        |(text, span, (entity, name, country, sector), sectors, refers_to, confidence)| Party {
            text,
            span,
            entity,
            name,
            country,
            sector,
            sectors,
            refers_to,
            confidence,
        },
    )
}

fn third_party() -> impl Strategy<Value = ThirdParty> {
    (words(), words(), vec(words(), 0..3)).prop_map(|(role, entity, between)| ThirdParty { role, entity, between })
}

fn toll<C: Clone + std::fmt::Debug>(count: impl Strategy<Value = C> + Clone) -> impl Strategy<Value = Toll<C>> {
    (of(count.clone()), of(count.clone()), of(count.clone()), of(count.clone()), of(count)).prop_map(
        |(killed, wounded, captured, missing, displaced)| Toll { killed, wounded, captured, missing, displaced },
    )
}

fn count() -> impl Strategy<Value = Count> + Clone {
    (of(people()), of(people()), of(people()), words(), words(), of(words()))
        .prop_map(|(low, best, high, text, qualifier, side)| Count { low, best, high, text, qualifier, side })
        .boxed()
}

fn evidence() -> impl Strategy<Value = Evidence> {
    (span(), span(), words()).prop_map(|(span, trigger, text)| Evidence { span, trigger, text })
}

fn claim() -> impl Strategy<Value = Claim> {
    let coded = (category(), vec(words(), 0..3), vec(words(), 0..3), 1..5u8, number(), of(words()));
    let parties = (vec(party(), 0..3), vec(party(), 0..3), vec(third_party(), 0..2), of(party()));
    let told = (status(), of(when()), of(place()), of(toll(count())), vec(evidence(), 0..3));
    (words(), words(), coded, parties, told, number(), number()).prop_map(
        |(
            id,
            report,
            (event, mode, context, quad, score, cameo),
            (actors, recipients, third_parties, speaker),
            (status, when, place, toll, evidence),
            confidence,
            status_confidence,
        )| Claim {
            id,
            report,
            event,
            mode,
            context,
            quad,
            score,
            cameo,
            actors,
            recipients,
            third_parties,
            status,
            speaker,
            when,
            place,
            toll,
            evidence,
            confidence,
            status_confidence,
        },
    )
}

fn reported() -> impl Strategy<Value = ReportedClaim> {
    let known = (of(words()), of(words()), of(words()), of(words()), of(words()), of(words()));
    let language = (0..Language::ALL.len()).prop_map(|n| Language::ALL[n]);
    (claim(), known, language, of(number()), vec(words(), 0..3), of(words())).prop_map(
        |(claim, (published, title, url, source, author, path), language, language_confidence, credits, text)| {
            let report =
                About { published, language, language_confidence, title, url, source, author, path, credits, text };
            ReportedClaim { claim, report }
        },
    )
}

fn event() -> impl Strategy<Value = Event> {
    let party = (of(words()), words(), of(words()), of(words()), number(), 0..9usize)
        .prop_map(|(entity, name, country, sector, confidence, claims)| EventParty {
            entity,
            name,
            country,
            sector,
            confidence,
            claims,
        })
        .boxed();
    let figure = (words(), of(words()), of(words()), of(people()), of(people()), words()).prop_map(
        |(claim, speaker, side, low, best, text)| Figure { claim, speaker, side, low, best, high: best, text },
    );
    let counted = (of(people()), of(people()), vec(figure, 0..3))
        .prop_map(|(low, best, figures)| EventCount { low, best, high: low, figures })
        .boxed();
    let said = (words(), vec(words(), 0..2)).prop_map(|(value, claims)| Said { value, claims });
    let disagreement = (words(), vec(said, 0..2)).prop_map(|(field, values)| Disagreement { field, values });
    let coded = (category(), vec(words(), 0..3), vec(words(), 0..3), 1..5u8, number(), of(words()));
    let parties = (vec(party.clone(), 0..3), vec(party, 0..3), vec(third_party(), 0..2));
    let told = (status(), of(when()), of(place()), of(toll(counted)), vec(words(), 0..2), vec(disagreement, 0..2));
    let sources = (0..9usize, 0..9usize, of(words()), of(words()), vec(words(), 0..3), number());
    (words(), coded, parties, told, sources).prop_map(
        |(
            id,
            (event, mode, context, quad, score, cameo),
            (actors, recipients, third_parties),
            (status, when, place, toll, denials, disagreements),
            (sources, reports, first, last, claims, confidence),
        )| {
            let toll: Option<EventToll> = toll;
            Event {
                id,
                event,
                mode,
                context,
                quad,
                score,
                cameo,
                actors,
                recipients,
                third_parties,
                status,
                when,
                place,
                toll,
                denials,
                disagreements,
                sources,
                reports,
                languages: vec![Language::Fr, Language::Uk],
                first,
                last,
                claims,
                confidence,
            }
        },
    )
}

proptest! {
    #[test]
    fn claims_come_out_as_they_went_in(rows in vec(reported(), 0..4)) {
        let batch = claims::batch(&rows).unwrap();
        prop_assert_eq!(batch.schema(), claims::schema());
        prop_assert_eq!(&claims::read(&batch).unwrap(), &rows);
        let mut file = Vec::new();
        let batches = [batch.clone(), batch];
        let written = parquet::write::<Error>(&claims::schema(), batches.into_iter().map(Ok), &mut file).unwrap();
        prop_assert_eq!(written, 2 * rows.len() as u64);
    }

    #[test]
    fn events_come_out_as_they_went_in(rows in vec(event(), 0..4)) {
        let batch = events::batch(&rows).unwrap();
        prop_assert_eq!(batch.schema(), events::schema());
        prop_assert_eq!(events::read(&batch).unwrap(), rows);
    }
}

#[test]
fn a_file_holds_what_was_written() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let rows = vec(reported(), 40).new_tree(&mut runner).unwrap().current();
    let path = std::env::temp_dir().join(format!("chancery-arrow-{}.parquet", std::process::id()));
    let batches = rows.chunks(9).map(claims::batch);
    parquet::write::<Error>(&claims::schema(), batches, std::fs::File::create(&path).unwrap()).unwrap();
    let read = parquet::read(std::fs::File::open(&path).unwrap()).unwrap();
    let again: Vec<ReportedClaim> = read.flat_map(|batch| claims::read(&batch.unwrap()).unwrap()).collect();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(again, rows);
}

fn table(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true))).unwrap()
}

#[test]
fn columns_of_many_types_hold_a_report() {
    const DAY: i64 = 86_400_000;
    let texts = ["Talks", "Fights"];
    let dictionary: DictionaryArray<Int8Type> = texts.into_iter().collect();
    let kinds: [ArrayRef; 4] = [
        Arc::new(StringArray::from_iter_values(texts)),
        Arc::new(LargeStringArray::from_iter_values(texts)),
        Arc::new(StringViewArray::from_iter_values(texts)),
        Arc::new(dictionary),
    ];
    let days: [ArrayRef; 4] = [
        Arc::new(StringArray::from_iter_values(["1970-01-02", "1969-12-31"])),
        Arc::new(Date32Array::from_iter_values([1, -1])),
        Arc::new(TimestampMillisecondArray::from_iter_values([DAY + 5, -5])),
        Arc::new(TimestampNanosecondArray::from_iter_values([DAY * 1_000_000, -1]).with_timezone("UTC")),
    ];
    let ids: [ArrayRef; 4] = [
        Arc::new(StringArray::from_iter_values(["7", "8"])),
        Arc::new(Int64Array::from_iter_values([7, 8])),
        Arc::new(Float64Array::from_iter_values([7.0, 8.0])),
        Arc::new(arrow_array::UInt16Array::from_iter_values([7, 8])),
    ];
    for ((text, day), id) in kinds.into_iter().zip(days).zip(ids) {
        let batch = table(vec![
            ("text", text),
            ("date", day),
            ("id", id),
            ("other", Arc::new(BooleanArray::from(vec![true, false]))),
        ]);
        let reports = Reports::of(&batch, &Options::default()).unwrap();
        let told: Vec<_> = (0..2).map(|row| reports.report(row, 0).unwrap()).collect();
        assert_eq!((told[0].id.as_str(), told[1].id.as_str()), ("7", "8"));
        assert_eq!(told.iter().map(|raw| raw.text.as_str()).collect::<Vec<_>>(), texts);
        assert_eq!(
            told.iter().map(|raw| raw.published.as_deref()).collect::<Vec<_>>(),
            [Some("1970-01-02"), Some("1969-12-31")]
        );
    }
}

#[test]
fn a_row_that_is_no_report_is_named() {
    let text: ArrayRef = Arc::new(StringArray::from(vec![Some("They met."), None]));
    let id: ArrayRef = Arc::new(StringArray::from(vec!["a", "b"]));
    let reports = Reports::of(&table(vec![("article", text.clone()), ("id", id)]), &Options::default()).unwrap_err();
    assert!(reports.to_string().contains("no column \"text\" or \"body\"; it has \"article\", \"id\""), "{reports}");
    let columns = Columns::parse("text=article").unwrap();
    let options = Options { columns, ..Options::default() };
    let id: ArrayRef = Arc::new(StringArray::from(vec!["a", "b"]));
    let reports = Reports::of(&table(vec![("article", text), ("id", id)]), &options).unwrap();
    assert_eq!(reports.report(0, 10).unwrap().text, "They met.");
    let reject = reports.report(1, 10).unwrap_err();
    assert_eq!((reject.row, reject.id.as_deref()), (12, Some("b")));
    assert!(reject.to_string().starts_with("row 12, report \"b\": no field \"article\"; "), "{reject}");
}

#[test]
fn what_is_no_claim_is_told_by_column_and_row() {
    let error = claims::read(&table(vec![("id", Arc::new(StringArray::from(vec!["a"])))])).unwrap_err().to_string();
    assert!(error.starts_with("no column \"report\"; give claims"), "{error}");
    let batch = events::batch(&[]).unwrap();
    assert!(events::read(&batch).unwrap().is_empty() && claims::batch(&[]).unwrap().num_rows() == 0);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let row = reported().new_tree(&mut runner).unwrap().current();
    let batch = claims::batch(std::slice::from_ref(&row)).unwrap();
    let other: ArrayRef = Arc::new(StringArray::from(vec!["NO SUCH"]));
    let schema = batch.schema();
    let names = schema.fields().iter().map(|field| field.name().as_str());
    let columns = names.zip(batch.columns().iter().cloned());
    let wrong =
        table(columns.map(|(name, column)| (name, if name == "event" { other.clone() } else { column })).collect());
    let error = claims::read(&wrong).unwrap_err().to_string();
    assert!(error.starts_with("row 1: unknown variant `NO SUCH`"), "{error}");
}

#[test]
fn periods_have_a_count_for_every_category() {
    let period = chancery::record::Period {
        start: "2024-01-01".into(),
        end: "2024-01-31".into(),
        events: 2,
        weight: 1.5,
        categories: [(Category::Agree, 2)].into(),
        quads: [2, 0, 0, 0],
        mean: None,
        level: chancery::record::Estimate { value: 1.0, low: -1.0, high: 3.0 },
        apart: Default::default(),
    };
    let batch = periods::batch(&[period]).unwrap();
    assert_eq!((batch.schema(), batch.num_rows()), (periods::schema(), 1));
    assert!(batch.column_by_name("mean").unwrap().is_null(0));
}

#[test]
fn coding_does_not_depend_on_batches_and_threads() {
    let chancery = Chancery::embedded().unwrap();
    let texts = [
        "The Armenian army shelled a village near Goris on Monday.",
        "Moscow offered Baku to mediate. Talks will be held in June.",
        "",
        "Le président français a rencontré son homologue turc à Ankara.",
        "The weather is fine.",
    ];
    let of = |rows: std::ops::Range<usize>| {
        let texts: ArrayRef = Arc::new(StringArray::from_iter_values(&texts[rows.clone()]));
        let ids: ArrayRef = Arc::new(Int64Array::from_iter_values(rows.map(|n| n as i64)));
        table(vec![("text", texts), ("id", ids)])
    };
    let coded = |batches: Vec<RecordBatch>, threads: usize| {
        let coding = Coding::<_>::new(&chancery, batches.into_iter().map(Ok::<_, Error>), Options::default(), threads);
        coding.flat_map(|step| step.unwrap()).collect::<Vec<_>>()
    };
    let whole = coded(vec![of(0..5)], 1);
    assert_eq!(whole.len(), 5);
    assert_eq!(whole.iter().position(Result::is_err), Some(2));
    assert_eq!(whole[2].as_ref().unwrap_err().to_string(), "row 3, report \"2\": no text; give a report with text");
    assert_eq!(coded(vec![of(0..2), of(2..2), of(2..5)], 3), whole);
    let reports: Vec<_> = whole.into_iter().filter_map(Result::ok).filter(|coded| !coded.claims.is_empty()).collect();
    assert!(reports.len() >= 3);
    let rows: Vec<ReportedClaim> = reports.iter().flat_map(ReportedClaim::of).collect();
    assert_eq!(claims::reports(claims::read(&claims::batch(&rows).unwrap()).unwrap()).unwrap(), reports);
    let without = rows.into_iter().map(|row| ReportedClaim { report: About { text: None, ..row.report }, ..row });
    let error = claims::reports(without).unwrap_err().to_string();
    assert!(error.starts_with("report \"0\": no claim of it has its text"), "{error}");
}
