//! How a person's name sounds, whatever language spells it in Latin or Cyrillic letters: "Omar al-Bashir", "Ömer el-Beşir", "Omar
//! el-Béchir" and "Омар аль-Башир" are one name. Shared with the build script.
//!
//! A name is written as its consonants by class, each word after a space, with `a` for a vowel that begins a word: languages differ most in
//! vowels, in the letters for sibilants, and in what they make of j and kh.

/// Consonants that a name has at least: shorter ones sound like too many others.
const LEAST: usize = 5;
/// Ways of reading a name that are followed.
const MOST: usize = 8;

/// The sounds of a name of two words and more, once for every way of reading its doubtful letters; none where it is too short or a
/// word of it is not all of Latin or all of Cyrillic letters.
pub(crate) fn sounds(name: &str) -> Vec<String> {
    let mut ways = vec![String::new()];
    let mut words = 0;
    for word in name.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        words += 1;
        if !word.chars().all(is_latin) && !word.chars().all(is_cyrillic) {
            return Vec::new();
        }
        let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
        for way in &mut ways {
            if !way.is_empty() {
                way.push(' ');
            }
        }
        spell(&letters, &mut ways);
    }
    let consonants = |way: &String| way.chars().filter(|c| !matches!(c, ' ' | 'a')).count();
    ways.retain(|way| words >= 2 && consonants(way) >= LEAST);
    ways.sort();
    ways.dedup();
    ways
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'À'..='ɏ' | '\u{300}'..='\u{36f}' | 'ʻ' | 'ʼ')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, 'Ѐ'..='ҁ' | 'Ґ' | 'ґ')
}

/// The beginning of what a single name sounds like, in Latin, Cyrillic or Arabic letters, once for every way of reading its doubtful letters: of
/// at most so many consonants, so that endings do not matter.
#[allow(dead_code)]
pub(crate) fn beginnings(word: &str, most: usize) -> Vec<String> {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let mut ways = vec![String::new()];
    spell(&letters, &mut ways);
    for way in &mut ways {
        way.retain(|c| c != 'a');
        way.truncate(most);
    }
    ways.sort();
    ways.dedup();
    ways
}

/// Latin letters for a Cyrillic word, near enough to tell how alike two spellings are.
#[allow(dead_code)]
pub(crate) fn romanised(word: &str) -> String {
    let letter = |c: char| match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' | 'є' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ї' | 'ы' => "i",
        'й' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' | 'ё' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' | 'щ' => "sh",
        'ю' => "yu",
        'я' => "ya",
        ' ' => " ",
        _ => "",
    };
    word.chars().map(letter).collect()
}

/// Adds the sounds of a word to every way.
fn spell(letters: &[char], ways: &mut Vec<String>) {
    let mut at = 0;
    while at < letters.len() {
        let rest = &letters[at..];
        let begins = |cluster: &str| cluster.chars().enumerate().all(|(i, c)| rest.get(i) == Some(&c));
        let soft = matches!(rest.get(1), Some('e' | 'i' | 'y' | 'é' | 'è' | 'í'));
        let (length, readings): (usize, &[&str]) = match rest[0] {
            _ if begins("tsch") => (4, &["s"]),
            _ if begins("dsch") => (4, &["", "s"]),
            _ if begins("sch") || begins("tch") || begins("tsh") || begins("shch") => (3, &["s"]),
            _ if begins("dzh") => (3, &["", "s"]),
            _ if begins("dj") || begins("dž") || begins("dz") => (2, &["", "s"]),
            _ if begins("kh") => (2, &["k", ""]),
            _ if begins("ch") => (2, &["s", "k", ""]),
            _ if begins("sh") || begins("zh") || begins("ts") || begins("tz") => (2, &["s"]),
            _ if begins("ph") => (2, &["v"]),
            _ if begins("gh") || begins("ck") => (2, if rest[0] == 'g' { &["g"] } else { &["k"] }),
            _ if begins("th") => (2, &["t"]),
            _ if begins("dh") => (2, &["d"]),
            _ if begins("ou") => (2, &["a"]),
            'b' => (1, &["b"]),
            'p' => (1, &["p"]),
            'f' | 'v' | 'w' => (1, &["v"]),
            'c' if soft => (1, &["s"]),
            'c' | 'k' | 'q' => (1, &["k"]),
            'g' => (1, &["g"]),
            'j' => (1, &["", "s"]),
            'x' => (1, &["s", "ks"]),
            's' | 'z' | 'ç' | 'ć' | 'č' | 'ş' | 'š' | 'ś' | 'ș' | 'ž' | 'ż' | 'ź' | 'ß' => (1, &["s"]),
            'd' | 'đ' | 'ð' => (1, &["d"]),
            't' | 'ţ' | 'ț' => (1, &["t"]),
            'l' | 'ł' => (1, &["l"]),
            'm' => (1, &["m"]),
            'n' | 'ñ' | 'ń' | 'ň' => (1, &["n"]),
            'r' | 'ř' => (1, &["r"]),
            'h' | 'y' | 'ğ' => (1, &[""]),
            _ if begins("дж") || begins("дз") => (2, &["", "s"]),
            _ if begins("тч") || begins("тс") || begins("тш") => (2, &["s"]),
            'б' => (1, &["b"]),
            'п' => (1, &["p"]),
            'в' | 'ф' => (1, &["v"]),
            'г' | 'ґ' => (1, &["g", ""]),
            'х' => (1, &["k", ""]),
            'к' => (1, &["k"]),
            'д' => (1, &["d"]),
            'т' => (1, &["t"]),
            'ж' | 'з' | 'с' | 'ц' | 'ч' | 'ш' | 'щ' => (1, &["s"]),
            'л' => (1, &["l"]),
            'м' => (1, &["m"]),
            'н' => (1, &["n"]),
            'р' => (1, &["r"]),
            'й' | 'ь' | 'ъ' => (1, &[""]),
            'ب' => (1, &["b", "p"]),
            'پ' => (1, &["p"]),
            'ت' | 'ط' => (1, &["t"]),
            'ث' => (1, &["s", "t"]),
            'ج' => (1, &["", "s", "g"]),
            'خ' => (1, &["k", ""]),
            'د' | 'ض' | 'ذ' => (1, &["d"]),
            'ر' => (1, &["r"]),
            'ز' | 'س' | 'ص' | 'ش' | 'ظ' | 'چ' => (1, &["s"]),
            'غ' | 'گ' => (1, &["g"]),
            'ف' | 'ڤ' => (1, &["v"]),
            'ق' | 'ك' => (1, &["k"]),
            'ل' => (1, &["l"]),
            'م' => (1, &["m"]),
            'ن' => (1, &["n"]),
            'و' => (1, &["a", "v"]),
            'ح' | 'ه' | 'ة' | 'ع' => (1, &[""]),
            c if c.is_alphabetic() => (1, &["a"]),
            _ => (1, &[""]),
        };
        branch(ways, readings);
        at += length;
    }
}

/// Goes on with every reading of the next letters: a sound once where it is doubled, a vowel only at the start of a word.
fn branch(ways: &mut Vec<String>, readings: &[&str]) {
    let before = std::mem::take(ways);
    for way in &before {
        for reading in readings.iter().take(if before.len() * readings.len() > MOST { 1 } else { readings.len() }) {
            let mut way = way.clone();
            let opens = way.is_empty() || way.ends_with(' ');
            let doubled = !reading.is_empty() && way.ends_with(reading);
            if !(doubled || *reading == "a" && !opens) {
                way.push_str(reading);
            }
            ways.push(way);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sounds;

    #[test]
    fn one_name_in_many_spellings() {
        for (a, b) in [
            ("Omar al-Bashir", "Ömer el-Beşir"),
            ("Omar al-Bashir", "Omar el-Béchir"),
            ("Masoud Barzani", "Mesud Barzani"),
            ("Alija Izetbegović", "Aliya İzzetbegoviç"),
            ("Vladimir Zhirinovsky", "Wladimir Schirinowski"),
            ("Mohammad Khatami", "Mohammad Chatami"),
            ("Nursultan Nazarbayev", "Noursoultan Nazarbaïev"),
            ("Omar al-Bashir", "Омар аль-Башир"),
            ("Domitien Ndayizeye", "Домитьен Ндайизейе"),
        ] {
            assert!(sounds(a).iter().any(|way| sounds(b).contains(way)), "{a} {b}: {:?} {:?}", sounds(a), sounds(b));
        }
        for (a, b) in
            [("Omar al-Bashir", "Omar al-Bakri"), ("David Cameron", "David Coleman"), ("Ivan Petrov", "Ivan Pavlov")]
        {
            assert!(!sounds(a).iter().any(|way| sounds(b).contains(way)), "{a} {b}");
        }
    }

    #[test]
    fn short_names_and_other_scripts_have_no_sounds() {
        assert!(sounds("Li Wei").is_empty());
        assert!(sounds("Barzani").is_empty());
        assert!(sounds("عمر البشير").is_empty());
    }
}
