//! Coded reasons, before free text. Labels are messages `alerts-reason-<code>`.

/// Why a person is held to be the one on the list, or a namesake, or neither could be told.
pub const SAME_REASONS: [&str; 3] = ["document_matches", "particulars_match", "person_confirms"];

/// Why a person is a namesake.
pub const NOT_SAME_REASONS: [&str; 5] =
    ["other_birth_date", "other_appearance", "other_parents", "other_document_history", "owner_confirms"];

/// Why it could not be told.
pub const UNSURE_REASONS: [&str; 3] = ["too_little_known", "owner_not_reached", "no_time"];

/// Why an entry is proposed.
pub const LISTING_REASONS: [&str; 4] = ["court_order", "authority_request", "own_decision", "family_request"];

/// Why an entry is taken off.
pub const WITHDRAWAL_REASONS: [&str; 5] = ["order_lifted", "found", "wrong_person", "wrong_particulars", "request_withdrawn"];

/// Why an import is taken back.
pub const UNDO_REASONS: [&str; 3] = ["wrong_file", "too_many_hits", "owner_asks"];

/// Why a list is set up or changed.
pub const LIST_REASONS: [&str; 3] = ["new_list", "reviewed", "changed_law"];
