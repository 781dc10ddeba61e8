//! Coded reasons, before free text (DESIGN §8). Labels are messages `desk-reason-<code>`; the national pack may name the
//! articles of law behind them.

/// Why entry may be refused, in the order a list shows them. The grounds follow the standard refusal form of Regulation (EU)
/// 2016/399 annex V part B (A to I), in neutral words; a national pack may shorten the list.
pub const REFUSAL_REASONS: [&str; 9] = [
    "no-valid-document",
    "false-document",
    "no-visa-or-permit",
    "false-visa-or-permit",
    "purpose-not-shown",
    "stay-used-up",
    "means-not-shown",
    "re-entry-ban",
    "public-order",
];

/// Why a person is sent to second line.
pub const SECOND_LINE_REASONS: [&str; 6] =
    ["document-doubt", "identity-doubt", "history-question", "alert-question", "purpose-question", "officer-question"];

/// Why something recorded is corrected.
pub const CORRECTION_REASONS: [&str; 4] = ["misread", "typed-wrong", "shown-later", "requested"];

/// Why a person's file is opened outside an inspection.
pub const FILE_REASONS: [&str; 5] = ["second-line", "correction", "complaint", "person-asks", "supervision"];

/// Why two subjects are held to be one person.
pub const LINK_REASONS: [&str; 3] = ["new-passport", "other-document", "person-confirms"];

/// Why two subjects are not one person after all.
pub const UNLINK_REASONS: [&str; 3] = ["not-same-person", "document-of-another", "misread"];

/// Whether a code may stand in a refusal.
pub fn is_refusal_reason(code: &str) -> bool {
    REFUSAL_REASONS.contains(&code)
}

/// Whether a code may stand in a referral to second line.
pub fn is_second_line_reason(code: &str) -> bool {
    SECOND_LINE_REASONS.contains(&code)
}

/// Languages in which the question about fear of return is asked, as BCP 47 primary tags, in the order a list shows them:
/// languages of people who cross the region's borders. `mis` (ISO 639-2) is any other.
pub const QUESTION_LANGUAGES: [&str; 16] =
    ["es", "en", "pt", "fr", "ht", "ar", "zh", "hi", "ne", "bn", "ps", "fa", "ru", "uk", "so", "mis"];

/// What people travel in, in the order a list shows them.
pub const CONVEYANCES: [&str; 8] = ["foot", "car", "bus", "truck", "boat", "ship", "aircraft", "train"];

/// Longest plate, flight or vessel, in characters.
pub const LONGEST_REFERENCE: usize = 40;
