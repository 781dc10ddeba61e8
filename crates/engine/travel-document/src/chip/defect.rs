//! What is odd in a chip or certificate without making it false. Each is reported, none is passed over in silence.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer, ser::SerializeStruct};

/// An oddity that genuine documents are known to have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Defect {
    /// A length of unknown size where DER wants a known one.
    IndefiniteLength,
    /// A length written with more bytes than it needs.
    LongLength,
    /// A string given in parts.
    SplitString,
    /// The security object has no envelope with tag 77 (ICAO 9303-10 §4.6.2).
    NoEnvelope,
    /// Bytes follow the end of the file.
    TrailingBytes,
    /// The version number does not belong to the structure.
    Version(&'static str),
    /// The signer is named otherwise than the enclosed certificate.
    SignerNotMatched,
    /// The object has several signers; the first was looked at.
    SeveralSigners,
    /// The content is signed without signed attributes (ICAO 9303-10 §4.6.2.2 wants them).
    NoSignedAttributes,
    /// Signed attributes are out of order and were signed as they stand.
    AttributesNotSorted,
    /// The signature algorithm names another hash than the digest algorithm.
    HashesDiffer,
    /// The signature algorithm names only the key.
    NoSignatureHash,
    /// A PSS signature without its parameters (RFC 4055 §3.1).
    PssParametersMissing,
    /// The PSS salt has another length than stated.
    PssSaltLength,
    /// A PSS trailer that no standard knows.
    PssTrailer,
    /// The digest in an RSA signature lacks its NULL.
    DigestInfoWithoutNull,
    /// An RSA signature has another size than its key.
    RsaSignatureSize,
    /// A positive number is written as a negative one.
    NegativeNumber,
    /// A signature as two bare numbers where a sequence belongs.
    PlainEcdsa,
    /// The curve is spelled out; its parameters equal this known curve.
    ExplicitCurve(&'static str),
    /// The inner and outer signature algorithms of a certificate differ.
    AlgorithmsDiffer,
    /// A certificate whose serial number is zero or longer than 20 bytes (RFC 5280 §4.1.2.2).
    SerialNumber,
    /// A time in a form that DER does not allow.
    TimeForm,
    /// A text in an encoding it does not have.
    TextEncoding,
    /// A security object that is labelled plain data (seen in genuine documents).
    PlainDataLabel,
    /// An extension in another form than its standard's, by object identifier.
    ExtensionForm(String),
    /// An extension that could not be read, by object identifier.
    UnreadableExtension(String),
    /// A critical extension that is not known, by object identifier.
    UnknownCriticalExtension(String),
    /// The issuer's name in a certificate differs from the name in the issuer's own certificate.
    IssuerNameDiffers,
    /// The authority was found by name; the key identifiers do not meet.
    KeyIdentifierDiffers,
    /// The authority's certificate is not marked as an authority's.
    NotMarkedAuthority,
    /// The signer's certificate is marked as an authority's.
    SignerIsAuthority,
    /// The key usage does not allow what the key was used for.
    KeyUsage,
    /// The self-signature of an authority does not verify.
    SelfSignature,
    /// A certificate in the object could not be read.
    UnreadableCertificate,
    /// A hash given twice for the same data group.
    DuplicateDataGroup,
}

impl Defect {
    /// Stable name, such as `indefinite_length`.
    pub const fn code(&self) -> &'static str {
        self.entry().0
    }

    /// One sentence in English.
    pub fn text(&self) -> String {
        let text = self.entry().1;
        if let Self::Version(what) | Self::ExplicitCurve(what) = self {
            return format!("{text}: {what}");
        }
        if let Self::ExtensionForm(what) | Self::UnreadableExtension(what) | Self::UnknownCriticalExtension(what) = self {
            return format!("{text}: {what}");
        }
        text.to_owned()
    }
    const fn entry(&self) -> (&'static str, &'static str) {
        match self {
            Self::IndefiniteLength => ("indefinite_length", "a length is left open where a known one belongs"),
            Self::LongLength => ("long_length", "a length is written longer than needed"),
            Self::SplitString => ("split_string", "a string is given in parts"),
            Self::NoEnvelope => ("no_envelope", "the security object has no envelope with tag 77"),
            Self::TrailingBytes => ("trailing_bytes", "bytes follow the end"),
            Self::Version(_) => ("version", "the version number does not belong to the structure"),
            Self::SignerNotMatched => ("signer_not_matched", "the signer is named otherwise than the certificate that verifies"),
            Self::SeveralSigners => ("several_signers", "there are several signers; the first was looked at"),
            Self::NoSignedAttributes => ("no_signed_attributes", "the signed attributes are missing"),
            Self::AttributesNotSorted => ("attributes_not_sorted", "the signed attributes are signed out of order"),
            Self::HashesDiffer => ("hashes_differ", "signature and digest algorithm name different hashes"),
            Self::NoSignatureHash => ("no_signature_hash", "the signature algorithm names only the kind of key"),
            Self::PssParametersMissing => ("pss_parameters_missing", "the PSS parameters are missing"),
            Self::PssSaltLength => ("pss_salt_length", "the PSS salt has another length than stated"),
            Self::PssTrailer => ("pss_trailer", "the PSS trailer number is not 1"),
            Self::DigestInfoWithoutNull => ("digest_info_without_null", "the digest in an RSA signature lacks its NULL"),
            Self::RsaSignatureSize => ("rsa_signature_size", "an RSA signature has another size than its key"),
            Self::NegativeNumber => ("negative_number", "a positive number is written as a negative one"),
            Self::PlainEcdsa => ("plain_ecdsa", "an ECDSA signature is written as two bare numbers"),
            Self::ExplicitCurve(_) => ("explicit_curve", "the curve is spelled out and equals a known one"),
            Self::AlgorithmsDiffer => ("algorithms_differ", "a certificate names two different signature algorithms"),
            Self::SerialNumber => ("serial_number", "a serial number is zero, negative or longer than 20 bytes"),
            Self::TimeForm => ("time_form", "a time has a form that is not allowed"),
            Self::TextEncoding => ("text_encoding", "a text is not in the encoding it states"),
            Self::PlainDataLabel => ("plain_data_label", "the security object is labelled plain data"),
            Self::ExtensionForm(_) => ("extension_form", "an extension has another form than its standard's"),
            Self::UnreadableExtension(_) => ("unreadable_extension", "an extension could not be read"),
            Self::UnknownCriticalExtension(_) => ("unknown_critical_extension", "a critical extension is not known"),
            Self::IssuerNameDiffers => ("issuer_name_differs", "the authority is named differently in its own certificate"),
            Self::KeyIdentifierDiffers => ("key_identifier_differs", "the authority was found by name, not by key identifier"),
            Self::NotMarkedAuthority => ("not_marked_authority", "the authority's certificate is not marked as one"),
            Self::SignerIsAuthority => ("signer_is_authority", "the signer's certificate is marked as an authority's"),
            Self::KeyUsage => ("key_usage", "the key usage does not allow this use"),
            Self::SelfSignature => ("self_signature", "the signature of an authority on its own certificate does not verify"),
            Self::UnreadableCertificate => ("unreadable_certificate", "an enclosed certificate could not be read"),
            Self::DuplicateDataGroup => ("duplicate_data_group", "a data group has two hashes"),
        }
    }
}

impl Serialize for Defect {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("Defect", 2)?;
        map.serialize_field("code", self.code())?;
        map.serialize_field("text", &self.text())?;
        map.end()
    }
}

/// Defects, each once, in a fixed order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Defects(BTreeSet<Defect>);

impl Defects {
    /// Adds one.
    pub fn note(&mut self, defect: Defect) {
        self.0.insert(defect);
    }

    /// Adds those of another.
    pub fn merge(&mut self, other: &Self) {
        self.0.extend(other.0.iter().cloned());
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Defect> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
