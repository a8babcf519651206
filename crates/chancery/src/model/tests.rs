use super::*;

const SENTENCES: [&str; 10] = [
    "The two governments exchanged prisoners on Monday.",
    "Les deux gouvernements ont échangé des prisonniers lundi.",
    "Los dos gobiernos intercambiaron prisioneros el lunes.",
    "Die beiden Regierungen tauschten am Montag Gefangene aus.",
    "I due governi hanno scambiato prigionieri lunedì.",
    "Os dois governos trocaram prisioneiros na segunda-feira.",
    "В понедельник правительства двух стран обменялись пленными.",
    "У понеділок уряди двох країн обмінялися полоненими.",
    "تبادلت الحكومتان الأسرى يوم الاثنين.",
    "İki hükümet pazartesi günü esir takası yaptı.",
];

#[test]
fn pieces_cover_every_word_in_order() {
    let model = Model::embedded().unwrap();
    for text in SENTENCES {
        let pieces = model.pieces().cut(text);
        let covered: String = pieces.iter().map(|p| p.span.of(text)).collect();
        assert_eq!(covered.replace(' ', ""), text.replace(' ', ""), "{text}");
        assert!(pieces.windows(2).all(|w| w[0].span.end <= w[1].span.start), "{text}");
    }
}

#[test]
fn a_sentence_reads_the_same_beside_any_other() {
    let model = Model::embedded().unwrap();
    let alone: Vec<_> = SENTENCES.iter().map(|s| model.read(s).unwrap().mentions(0.5)).collect();
    let together: Vec<_> = std::thread::scope(|scope| {
        let tasks: Vec<_> = SENTENCES.iter().map(|s| scope.spawn(|| model.read(s).unwrap().mentions(0.5))).collect();
        tasks.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(alone, together);
}

#[test]
fn no_sum_of_the_encoder_depends_on_the_width_of_vectors() {
    for graph in [&include_bytes!("../../../../models/lower.onnx")[..], include_bytes!("../../../../models/upper.onnx")]
    {
        for sum in ["LayerNormalization", "Softmax", "ReduceSum", "ReduceMean"] {
            assert!(!graph.windows(sum.len()).any(|bytes| bytes == sum.as_bytes()), "{sum}");
        }
        assert!(graph.windows(6).any(|bytes| bytes == b"MatMul"));
    }
}

#[test]
fn odd_text_is_read_without_panic() {
    let model = Model::embedded().unwrap();
    for text in ["", " ", "\u{200f}\u{0301}", "𝔘𝔫𝔦", &"слово ".repeat(5000), "a\u{0}b\r\n\tc"] {
        let reading = model.read(text).unwrap();
        for found in reading.mentions(0.0) {
            assert!(found.span.end <= text.len() && !found.pieces.is_empty());
        }
    }
}

#[test]
fn damaged_files_are_refused() {
    let folder = std::env::temp_dir().join(format!("chancery-damaged-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let missing = Model::load(&folder).err().unwrap().to_string();
    assert!(missing.contains("pieces.safetensors") && missing.contains("cannot be read"), "{missing}");
    let sound = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models"));
    let files = [PIECES, LOWER, UPPER, HEADS, meaning::MEANING];
    for damaged in files {
        for name in files.iter().filter(|name| **name != damaged) {
            std::fs::copy(sound.join(name), folder.join(name)).unwrap();
        }
        std::fs::write(folder.join(damaged), b"not a model").unwrap();
        let error = Model::load(&folder).err().unwrap().to_string();
        assert!(error.contains(damaged), "{error}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
