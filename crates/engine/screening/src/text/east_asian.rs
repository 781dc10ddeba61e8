//! Where a Chinese or Korean name written without spaces ends its surname.

use super::Script;

/// Chinese surnames of two characters, in both spellings.
const DOUBLE_HAN: &[&str] = &[
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "东方", "東方", "皇甫", "尉迟", "公孙", "公孫", "慕容", "司徒", "夏侯", "令狐",
    "宇文", "长孙", "長孫", "端木", "独孤", "獨孤", "南宫", "南宮",
];

/// Korean surnames of two syllables.
const DOUBLE_HANGUL: &[&str] = &["남궁", "황보", "제갈", "선우", "독고", "사공", "서문"];

/// Characters whose reading as a surname differs from their usual one.
pub(crate) const fn surname_reading(c: char) -> Option<&'static str> {
    Some(match c {
        '曾' => "zeng",
        '单' | '單' => "shan",
        '仇' => "qiu",
        '解' => "xie",
        '查' => "zha",
        '区' | '區' => "ou",
        '任' => "ren",
        '盖' | '蓋' => "ge",
        '朴' => "piao",
        '乐' | '樂' => "yue",
        '尉' => "wei",
        _ => return None,
    })
}

/// How many characters of a name of one word are its surname; `None` when it is no such name: other scripts, one
/// character, or so many that it writes a foreign name by sound.
pub(crate) fn surname_length(word: &str, script: Script) -> Option<usize> {
    let doubles = match script {
        Script::Han => DOUBLE_HAN,
        Script::Hangul => DOUBLE_HANGUL,
        Script::Latin | Script::Alphabet | Script::Sparse | Script::Kana => return None,
    };
    let length = word.chars().count();
    let double = length >= 3 && doubles.iter().any(|surname| word.starts_with(surname));
    match (length, double) {
        (3..=4, true) => Some(2),
        (2..=3, false) => Some(1),
        _ => None,
    }
}
