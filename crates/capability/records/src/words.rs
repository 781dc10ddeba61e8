//! Labels of kinds and of the inventory's classes, and heads that can be read aloud.

use garita_domain::{Audience, LegalBasis, Purpose, Retention};
use garita_journal::Head;
use garita_web::Translator;

/// What a kind is called. A kind of a newer program has no label here; its name stands beside it.
pub(crate) fn kind(translator: &Translator, name: &str) -> String {
    if garita_record::ALL.iter().any(|known| known.name == name) {
        translator.t(&format!("records-kind-{}", name.replace(['.', '_'], "-")))
    } else {
        translator.t("records-kind-unknown")
    }
}

/// The id of a purpose's words.
pub(crate) const fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::BorderControl => "records-purpose-border-control",
        Purpose::StaffAccess => "records-purpose-staff-access",
        Purpose::Accountability => "records-purpose-accountability",
        Purpose::Protection => "records-purpose-protection",
        Purpose::Operation => "records-purpose-operation",
    }
}

/// The id of a legal basis' words.
pub(crate) const fn basis(basis: LegalBasis) -> &'static str {
    match basis {
        LegalBasis::MigrationLaw => "records-basis-migration-law",
        LegalBasis::PublicService => "records-basis-public-service",
        LegalBasis::ProtectionLaw => "records-basis-protection-law",
        LegalBasis::NotPersonal => "records-basis-not-personal",
    }
}

/// The id of a retention class' words.
pub(crate) const fn retention(retention: Retention) -> &'static str {
    match retention {
        Retention::Crossing => "records-retention-crossing",
        Retention::Account => "records-retention-account",
        Retention::Audit => "records-retention-audit",
        Retention::Session => "records-retention-session",
        Retention::Permanent => "records-retention-permanent",
        Retention::ProtectionCase => "records-retention-protection-case",
        Retention::Alert => "records-retention-alert",
    }
}

/// The id of an audience's words.
pub(crate) const fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Inspection => "records-audience-inspection",
        Audience::AccountAdministration => "records-audience-account-administration",
        Audience::Oversight => "records-audience-oversight",
        Audience::ProtectionService => "records-audience-protection-service",
        Audience::Nobody => "records-audience-nobody",
    }
}

/// A head in groups of four digits, as one reads it over the telephone: `1234: 7F3A 91C2 …`. It reads back as a head.
pub(crate) fn grouped(head: &Head) -> String {
    let mut text = format!("{}:", head.sequence);
    for (index, digit) in head.hash.to_string().chars().enumerate() {
        if index % 4 == 0 {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use garita_journal::Hash;

    use super::*;

    #[test]
    fn a_head_in_groups_reads_back() {
        let head = Head { sequence: 1234, hash: Hash::from_bytes([0x7F; 32]) };
        let text = grouped(&head);
        assert!(text.starts_with("1234: 7F7F 7F7F "), "{text}");
        assert_eq!(text.parse(), Ok(head));
    }
}
