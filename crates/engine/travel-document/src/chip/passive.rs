//! Passive authentication: is the security object genuine, and are the data groups the signed ones (ICAO 9303-11 §5.1).

use std::collections::{BTreeMap, BTreeSet};

use garita_domain::Verdict;
use jiff::civil::{Date, DateTime};

use super::{
    ber::Reader,
    certificate::{AuthorityMark, Certificate, Extensions},
    defect::{Defect, Defects},
    hash::Hash,
    report::{Authority, ChipReport, DataGroupHash, HashComparison, Period, Reason, SignatureFacts, Validity, verdict},
    signature::SignatureError,
    sod::Sod,
    trust::{Chain, TrustStore},
};

/// Most enclosed certificates that are tried when the signer names none of them.
const MOST_TRIED: usize = 4;

/// What was read from a chip.
#[derive(Clone, Default)]
pub struct ChipFiles<'a> {
    /// EF.SOD.
    pub sod: &'a [u8],
    /// Data groups by number, whole files.
    pub data_groups: BTreeMap<u8, &'a [u8]>,
    /// Signers' certificates that came by another way, for security objects that enclose none.
    pub signer_certificates: &'a [Certificate],
}

/// Verifies a chip's files. `on` is the day for the validity periods, which are reported apart.
pub fn passive_authentication(files: &ChipFiles<'_>, trust: &TrustStore, on: Date) -> ChipReport {
    let mut report = ChipReport {
        passive_authentication: Verdict::Undetermined,
        reasons: Vec::new(),
        signer: None,
        authority: None,
        signature: None,
        data_groups: Vec::new(),
        validity: None,
        lds_version: None,
        defects: Defects::default(),
    };
    match Sod::parse(files.sod) {
        Err(error) => report.reasons.push(Reason::Unreadable(error)),
        Ok(sod) => examine(&sod, files, trust, on, &mut report),
    }
    report.passive_authentication = verdict(&report.reasons);
    report
}

fn examine(sod: &Sod, files: &ChipFiles<'_>, trust: &TrustStore, on: Date, report: &mut ChipReport) {
    report.defects.merge(&sod.defects);
    report.lds_version.clone_from(&sod.content.lds_version);
    let signing_time = sod.signed.signer.signing_time();
    report.signature = Some(SignatureFacts {
        algorithm: sod.signed.signer.signature_name(),
        data_group_hash: sod.content.hash.as_ref().map_or_else(Clone::clone, |hash| hash.name().to_owned()),
        signing_time,
    });
    if let Err(error) = sod.signed.check_content() {
        report.reasons.push(Reason::Content(error));
    }
    match signer(sod, files.signer_certificates, &mut report.defects) {
        Ok(certificate) => {
            note_role(certificate, &mut report.defects);
            report.defects.merge(certificate.defects());
            find_authority(certificate, trust, report);
            report.validity = Some(validity(certificate, report.authority.as_ref(), signing_time, on));
            report.signer = Some(certificate.clone());
        }
        Err(reason) => report.reasons.push(reason),
    }
    compare_hashes(sod, &files.data_groups, report);
}

/// The certificate whose key made the signature: one that the signer names, or else an enclosed one that fits.
fn signer<'a>(sod: &'a Sod, also: &'a [Certificate], defects: &mut Defects) -> Result<&'a Certificate, Reason> {
    let mut failure: Option<SignatureError> = None;
    let mut attempt = |certificate: &'a Certificate, defects: &mut Defects| {
        let mut odd = Defects::default();
        match sod.signed.check_signature(certificate, &mut odd) {
            Ok(()) => {
                defects.merge(&odd);
                Some(certificate)
            }
            Err(error) => {
                // The first certificate tried is the one that the signer names, if it names any.
                failure.get_or_insert(error);
                None
            }
        }
    };
    for certificate in sod.signed.named_certificates(also).take(MOST_TRIED) {
        if let Some(certificate) = attempt(certificate, defects) {
            return Ok(certificate);
        }
    }
    for certificate in sod.signed.certificates.iter().chain(also).take(MOST_TRIED) {
        if let Some(certificate) = attempt(certificate, defects) {
            defects.note(Defect::SignerNotMatched);
            return Ok(certificate);
        }
    }
    Err(failure.map_or(Reason::SignerMissing, Reason::Signature))
}

fn find_authority(signer: &Certificate, trust: &TrustStore, report: &mut ChipReport) {
    match trust.chain(signer, &mut report.defects) {
        Chain::Trusted { anchor, by } => {
            let mut ignored = 0;
            if let Some((revocation, _)) = trust.revocation(signer, anchor, &mut ignored) {
                report.reasons.push(Reason::Revoked { since: revocation.since, code: revocation.reason });
            }
            if ignored > 0 {
                report.reasons.push(Reason::CrlIgnored(ignored));
            }
            report.authority = Some(Authority { certificate: anchor.certificate.clone(), source: anchor.source.clone(), found_by: by });
        }
        Chain::Wrong { error, .. } => report.reasons.push(Reason::ChainWrong(error)),
        Chain::NotChecked { error, .. } => report.reasons.push(Reason::ChainNotChecked(error)),
        Chain::Unknown { same_name } => report.reasons.push(Reason::AuthorityUnknown { same_name }),
    }
}

fn compare_hashes(sod: &Sod, given: &BTreeMap<u8, &[u8]>, report: &mut ChipReport) {
    let listed = &sod.content.hashes;
    if let (Err(identifier), false) = (&sod.content.hash, given.is_empty()) {
        report.reasons.push(Reason::HashNotSupported(identifier.clone()));
    }
    let numbers: BTreeSet<u8> = listed.keys().chain(given.keys()).copied().collect();
    for number in numbers {
        let hash = match (listed.get(&number), given.get(&number), &sod.content.hash) {
            (_, None, _) => HashComparison::NotGiven,
            (None, Some(_), _) => {
                report.reasons.push(Reason::DataGroupNotListed(number));
                HashComparison::NotListed
            }
            (Some(_), Some(_), Err(_)) => HashComparison::NotChecked,
            (Some(signed), Some(file), Ok(hash)) => {
                if is_signed(*hash, file, signed, &mut report.defects) {
                    HashComparison::Matches
                } else {
                    report.reasons.push(Reason::DataGroupDiffers(number));
                    HashComparison::Differs
                }
            }
        };
        report.data_groups.push(DataGroupHash { number, hash });
    }
}

/// The whole file is hashed; when that differs, the file without bytes that follow its value, which readers add.
fn is_signed(hash: Hash, file: &[u8], signed: &[u8], defects: &mut Defects) -> bool {
    if hash.digest(&[file]) == signed {
        return true;
    }
    let Ok(value) = Reader::new(file).any() else { return false };
    let trailing = value.whole.len() < file.len() && hash.digest(&[value.whole]) == signed;
    if trailing {
        defects.note(Defect::TrailingBytes);
    }
    trailing
}

fn validity(signer: &Certificate, authority: Option<&Authority>, signing_time: Option<DateTime>, on: Date) -> Validity {
    let (first, last) = signer.extensions().private_key_period;
    let first = first.unwrap_or(signer.not_before()).max(signer.not_before());
    let last = last.unwrap_or(signer.not_after()).min(signer.not_after());
    Validity {
        on: on.to_string(),
        signer: Period::of(signer, on),
        authority: authority.map(|authority| Period::of(&authority.certificate, on)),
        signed_within: signing_time.map(|time| (first..=last).contains(&time)),
    }
}

fn note_role(signer: &Certificate, defects: &mut Defects) {
    let extensions = signer.extensions();
    if extensions.is_authority == Some(AuthorityMark::Authority) {
        defects.note(Defect::SignerIsAuthority);
    }
    if extensions.key_usage.is_some_and(|usage| usage & Extensions::DIGITAL_SIGNATURE == 0) {
        defects.note(Defect::KeyUsage);
    }
}
