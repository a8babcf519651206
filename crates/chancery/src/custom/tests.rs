use super::*;
use crate::Chancery;
use crate::record::Report;

const DEFINITION: &str = "name = \"health\"\nversion = \"1\"\n[[category]]\nname = \"attack\"\n";

/// Ten sentences that tell an attack on health care, ten that do not, all near one another.
const ATTACKS: [&str; 10] = [
    "Shells hit the maternity hospital in Mykolaiv on Monday.",
    "Gunmen burned an ambulance and beat its driver.",
    "Un drone a frappé le centre de santé de Sake.",
    "Des miliciens ont tué deux infirmières à Beni.",
    "Kämpfer beschossen das Krankenhaus von Aleppo.",
    "Bewaffnete überfielen einen Rettungswagen bei Goma.",
    "Hombres armados atacaron el hospital de Tumaco.",
    "Боевики обстреляли больницу в посёлке.",
    "قصفت الطائرات مستشفى المدينة ليلا.",
    "Silahlı kişiler hastaneye ateş açtı.",
];
const OTHERS: [&str; 10] = [
    "Shells hit the grain terminal in Mykolaiv on Monday.",
    "The minister opened a maternity hospital in Mykolaiv.",
    "Un drone a frappé le dépôt de carburant de Sake.",
    "Les infirmières de Beni ont reçu des vaccins.",
    "Kämpfer beschossen die Kaserne von Aleppo.",
    "Das Krankenhaus bekommt ein neues Dach.",
    "El hospital de Tumaco contrató a doce médicos.",
    "Врачи спасли троих пострадавших в аварии.",
    "افتتح الوزير مستشفى المدينة.",
    "Hastaneye yeni bir bölüm eklendi.",
];

fn given() -> Vec<Example> {
    let example = |text: &&str, has: bool| Example {
        text: (*text).to_owned(),
        categories: if has { vec!["attack".to_owned()] } else { Vec::new() },
        group: None,
    };
    ATTACKS.iter().map(|t| example(t, true)).chain(OTHERS.iter().map(|t| example(t, false))).collect()
}

/// A folder of its own that goes when it is dropped.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("chancery-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: &str) -> std::path::PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_codebook_is_learnt_written_read_and_applied() {
    let folder = Folder::new("codebook");
    let model = Model::embedded().unwrap();
    let definition = Definition::read(&folder.file("d.toml", DEFINITION)).unwrap();
    let learnt = learn(model, &definition, &given()).unwrap();
    assert_eq!(learnt, learn(model, &definition, &given()).unwrap());
    let path = folder.file("c.json", &serde_json::to_string(&learnt.codebook).unwrap());
    let codebook = CustomCodebook::read(&path, model).unwrap();
    assert_eq!(codebook, learnt.codebook);

    let heading = "Night of shelling";
    let attack = "Rockets struck the children's hospital and killed three nurses on Monday.";
    let report = Report {
        id: "r".into(),
        path: None,
        title: None,
        published: None,
        url: None,
        source: None,
        author: None,
        language: crate::Language::En,
        language_confidence: 1.0,
        credits: Vec::new(),
        text: format!("{heading}\n\nThe café was open. {attack} The president welcomed a delegation from Peru."),
    };
    let coded = Chancery::embedded().unwrap().with_codebook(codebook).code_report(report.clone()).unwrap();
    let plain = Chancery::embedded().unwrap().code_report(report.clone()).unwrap();
    assert_eq!(coded.claims, plain.claims, "a codebook adds labels and changes no claim");
    let label = coded.labels.iter().find(|l| l.text == attack).expect("the attack is labelled");
    let told: String = report.text.chars().skip(label.span[0]).take(label.span[1] - label.span[0]).collect();
    assert_eq!(told, attack);
    assert_eq!((label.codebook.as_str(), label.category.as_str()), ("health", "attack"));
    assert!(!label.claims.is_empty() && label.claims.iter().all(|id| coded.claims.iter().any(|c| c.id == *id)));
    assert!(coded.labels.iter().all(|l| !l.text.contains("Peru")));
}

#[test]
fn wrong_definitions_and_examples_name_their_fault() {
    let folder = Folder::new("codebook-faults");
    for (text, cause) in [
        ("name = \"x\"", "missing field `category`"),
        ("name = \"x\"\ncategory = []", "it has no category"),
        ("name = \" \"\n[[category]]\nname = \"a\"", "its name is empty"),
        ("name = \"x\"\n[[category]]\nname = \"a\"\n[[category]]\nname = \"a\"", "two categories are called 'a'"),
        ("name = \"x\"\nweights = 3", "unknown field `weights`"),
        ("\u{0}", "TOML parse error"),
    ] {
        let error = Definition::read(&folder.file("d.toml", text)).unwrap_err().to_string();
        assert!(error.contains(cause) && error.contains("d.toml"), "{text:?}: {error}");
    }
    let definition = Definition::read(&folder.file("d.toml", DEFINITION)).unwrap();
    for (text, cause) in [
        ("{\"text\": \"a\", \"categories\": [\"b\"]}", "line 1: the definition has no category 'b'"),
        ("\n{\"text\": \"\"}", "line 2: a text of 0 bytes"),
        ("{\"text\": \"a\", \"label\": 1}", "unknown field `label`"),
        ("not json", "line 1"),
        ("{\"text\": \"a\", \"categories\": [\"attack\"]}", "'attack' has 1 examples"),
    ] {
        let error = examples(&folder.file("e.jsonl", text), &definition).unwrap_err().to_string();
        assert!(error.contains(cause) && error.contains("e.jsonl"), "{text:?}: {error}");
    }
    let missing = examples(&folder.0.join("none.jsonl"), &definition).unwrap_err();
    assert!(matches!(missing, Error::Codebook { .. }) && missing.to_string().contains("none.jsonl"), "{missing}");
    std::fs::write(folder.0.join("latin.jsonl"), b"{\"text\": \"a\"}\n{\"text\": \"\xe9\"}").unwrap();
    let latin = examples(&folder.0.join("latin.jsonl"), &definition).unwrap_err().to_string();
    assert!(latin.contains("line 2 is no UTF-8"), "{latin}");
    // One group is never parted: nothing is left to measure on.
    let one = |i: usize| {
        format!("{{\"text\": \"{i}\", \"categories\": [\"attack\"], \"group\": \"g\"}}\n{{\"text\": \"b{i}\"}}\n")
    };
    let grouped = folder.file("e.jsonl", &(0..12).map(one).collect::<String>());
    let error = examples(&grouped, &definition).unwrap_err().to_string();
    assert!(error.contains("in 1 groups"), "{error}");
}

#[test]
fn what_was_learnt_from_is_no_measure() {
    let folder = Folder::new("codebook-unseen");
    let definition = Definition::read(&folder.file("d.toml", DEFINITION)).unwrap();
    let path = folder.file("u.jsonl", "\u{feff}{\"text\": \" Gunmen burned an ambulance and beat its driver.\"}");
    let error = unseen(&path, &definition, &given()).unwrap_err().to_string();
    assert!(error.contains("is among the examples learnt from"), "{error}");
    assert_eq!(unseen(&path, &definition, &[]).unwrap().len(), 1);
}

#[test]
fn a_codebook_of_another_model_or_with_damaged_weights_is_refused() {
    let folder = Folder::new("codebook-other");
    let model = Model::embedded().unwrap();
    let category =
        LearntCategory { name: "a".into(), description: String::new(), floor: 0.5, bias: 0.0, weights: vec![0.0; 3] };
    let mut codebook =
        CustomCodebook { name: "x".into(), version: String::new(), model: "0".into(), categories: vec![category] };
    let refused = |codebook: &CustomCodebook| {
        let path = folder.file("c.json", &serde_json::to_string(codebook).unwrap());
        CustomCodebook::read(&path, model).unwrap_err().to_string()
    };
    assert!(refused(&codebook).contains("another model"));
    codebook.model = model.fingerprint();
    assert!(refused(&codebook).contains("the weights of 'a' are damaged"));
    let path = folder.file("c.json", "[1, 2]");
    assert!(CustomCodebook::read(&path, model).unwrap_err().to_string().contains("no learnt codebook"));
}

#[test]
fn a_line_parts_what_can_be_parted_and_the_penalty_shrinks_it() {
    let rows: Vec<Vec<f32>> = (0..40).map(|i| vec![(i % 8) as f32 - 3.5, (i / 8) as f32]).collect();
    let gold: Vec<bool> = rows.iter().map(|row| row[0] > 0.0).collect();
    let rows: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
    let loose = logistic::fit(&rows, &gold, 0.01, None);
    let tight = logistic::fit(&rows, &gold, 10.0, None);
    let right = rows
        .iter()
        .zip(&gold)
        .filter(|(row, gold)| (logistic::probability(&loose.weights, loose.bias, row) > 0.5) == **gold);
    assert_eq!(right.count(), 40);
    assert!(tight.weights[0] > 0.0 && tight.weights[0] < loose.weights[0] / 5.0);
    assert!(loose.weights[1].abs() < loose.weights[0] / 10.0, "what tells nothing weighs little");
}
