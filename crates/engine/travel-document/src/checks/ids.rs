//! The checks of this room by name and version. Names are stable for ever; a change of rule is a change of version.

use garita_domain::CheckId;

macro_rules! ids {
    ($all:ident, $zone:ident: { $($z:ident = $zname:literal,)+ }, $document:ident: { $($d:ident = $dname:literal,)+ }) => {
        $(pub(super) const $z: CheckId = CheckId::new($zname, 1);)+
        $(pub(super) const $d: CheckId = CheckId::new($dname, 1);)+
        /// Checks that need a zone.
        pub(super) const $zone: &[CheckId] = &[$($z),+];
        /// Checks that need a document, with or without a zone.
        pub(super) const $document: &[CheckId] = &[$($d),+];
        /// Every check of this room, in the order of its findings.
        pub const $all: &[CheckId] = &[$($z,)+ $($d,)+];
    };
}

ids! {
    CHECKS,
    ZONE_CHECKS: {
        FORM = "mrz.form",
        DOCUMENT_CODE = "mrz.document_code",
        NAMES = "mrz.names",
        SEX = "mrz.sex",
        NUMBER_DIGIT = "mrz.document_number.check_digit",
        BIRTH_DIGIT = "mrz.birth_date.check_digit",
        EXPIRY_DIGIT = "mrz.expiry_date.check_digit",
        OPTIONAL_DIGIT = "mrz.optional_data.check_digit",
        COMPOSITE = "mrz.composite",
        LONG_NUMBER = "mrz.document_number.convention",
        REPAIRS = "mrz.repairs",
        BIRTH_REAL = "mrz.birth_date",
        EXPIRY_REAL = "mrz.expiry_date",
    },
    DOCUMENT_CHECKS: {
        ISSUER = "document.issuer",
        ISSUER_IN_FORCE = "document.issuer.in_force",
        SPECIMEN = "document.specimen",
        NATIONALITY = "document.nationality",
        ISSUER_AND_NATIONALITY = "document.issuer_and_nationality",
        PROTECTION = "document.protection_code",
        BIRTH = "document.birth_date",
        EXPIRY = "document.expiry",
        SPAN = "document.validity_span",
    }
}
