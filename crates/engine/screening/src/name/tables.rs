//! Words around names: titles, particles, markers of descent.

/// Titles and forms of address; they are no part of a name.
pub(super) const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mister",
    "dr",
    "doctor",
    "prof",
    "professor",
    "sir",
    "madam",
    "president",
    "prasident",
    "presidente",
    "monsieur",
    "madame",
    "mme",
    "mlle",
    "herr",
    "frau",
    "senor",
    "senora",
    "sr",
    "sra",
    "srta",
    "don",
    "dona",
    "general",
    "gen",
    "colonel",
    "col",
    "major",
    "maj",
    "captain",
    "capt",
    "lieutenant",
    "lt",
    "brigadier",
    "brig",
    "sergeant",
    "commander",
    "admiral",
    "eng",
    "engineer",
    "ing",
    "lic",
    "dipl",
    "sheikh",
    "shaikh",
    "shaykh",
    "sheik",
    "cheikh",
    "shykh",
    "mullah",
    "mulla",
    "molla",
    "maulavi",
    "mawlawi",
    "maulawi",
    "mawlavi",
    "qari",
    "mufti",
    "ayatollah",
    "hojjatoleslam",
    "ustad",
    "ustaz",
    "dato",
    "datuk",
    "jr",
    "ii",
    "iii",
    "iv",
    "junior",
    "senior",
    "phd",
];

/// Honorifics that many bear as part of their name: they count for little.
pub(super) const HONORIFICS: &[&str] = &[
    "haji", "hajj", "hajji", "hadji", "elhadj", "hafiz", "imam", "sayyid", "sayed", "seyed", "syed", "sayyed", "khan", "bibi", "gul", "md",
];

/// Little words that join names in Europe and the Americas.
pub(super) const PARTICLES: &[&str] = &[
    "de", "del", "della", "dello", "di", "da", "do", "dos", "das", "du", "des", "la", "le", "les", "las", "los", "lo", "van", "von", "vom",
    "der", "den", "ter", "ten", "zu", "zum", "zur", "y", "und", "and", "of", "the", "af", "av", "st",
];

/// Little words in names of bodies.
pub(super) const BODY_PARTICLES: &[&str] =
    &["of", "the", "and", "for", "in", "de", "del", "des", "do", "da", "y", "und", "fur", "la", "le"];

/// Arabic articles as they are written apart.
pub(super) const ARTICLES: &[&str] =
    &["al", "el", "ul", "il", "ud", "ur", "us", "ed", "er", "es", "ar", "as", "ash", "ad", "az", "an", "at"];

/// Articles that are always one, whatever follows.
pub(super) const PLAIN_ARTICLES: &[&str] = &["al", "el", "ul", "il", "ud", "ur"];

/// "Son of", "daughter of": what follows is the father's name.
pub(super) const DESCENT: &[&str] = &[
    "bin", "ibn", "ben", "bint", "binti", "binte", "ould", "wuld", "ouled", "bn", "abn", "bnt", "oglu", "ogly", "kizi", "qizi", "bar",
    "dit",
];

/// Words that a husband's surname follows.
pub(super) const MARRIED: &[&str] = &["de", "viuda", "vda"];
