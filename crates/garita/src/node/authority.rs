//! The post's own certificate authority: booths trust it once, and nothing of the outside is needed (DESIGN §7).

use anyhow::Context;
use garita_domain::{Environment, NodeId, Secret, Timestamp};
use jiff::tz::TimeZone;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    SerialNumber, date_time_ymd,
};

use super::{
    directory::{Directory, write_public},
    keys::NodeKeys,
};

/// Years the authority is valid: as long as a post stands, because booths trust it by hand.
const AUTHORITY_YEARS: i64 = 20;
/// Days a server certificate is valid; a new one is made at every start.
const SERVER_DAYS: i64 = 800;

/// A certificate chain with its private key, PEM.
pub struct ServerIdentity {
    /// The server's certificate, then the authority's.
    pub certificates: String,
    /// The server's private key.
    pub key: Secret<String>,
}

/// Makes the authority: writes its certificate, returns its private key for the key file.
pub fn make(directory: &Directory, environment: &Environment, node: NodeId, now: Timestamp) -> anyhow::Result<String> {
    let key = KeyPair::generate().context("could not make the authority's key")?;
    let params = authority_params(environment, node, now)?;
    let certificate = params.self_signed(&key).context("could not sign the authority's certificate")?;
    write_public(&directory.authority(), certificate.pem().as_bytes())?;
    Ok(key.serialize_pem())
}

/// The authority, able to sign.
pub struct Authority {
    node: NodeId,
    certificate: String,
    key: KeyPair,
}

impl Authority {
    /// Reads its certificate; its key is among the node's secrets.
    pub fn load(directory: &Directory, keys: &NodeKeys) -> anyhow::Result<Self> {
        let path = directory.authority();
        let certificate = std::fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
        let key = KeyPair::from_pem(keys.authority.expose()).context("the authority's key in node.key is damaged")?;
        Ok(Self { node: keys.node, certificate, key })
    }

    /// A fresh server certificate for these names.
    pub fn issue(self, environment: &Environment, names: &[String], now: Timestamp) -> anyhow::Result<ServerIdentity> {
        let issuer = Issuer::new(authority_params(environment, self.node, now)?, self.key);
        let key = KeyPair::generate().context("could not make the server's key")?;
        let mut all = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
        all.extend(names.iter().filter(|name| !all.contains(name)).cloned().collect::<Vec<_>>());
        let mut params = params(environment, "Garita", all)?;
        valid(&mut params, now, SERVER_DAYS);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let certificate = params.signed_by(&key, &issuer).context("could not sign the server's certificate")?;
        Ok(ServerIdentity { certificates: format!("{}{}", certificate.pem(), self.certificate), key: Secret::new(key.serialize_pem()) })
    }
}

/// The authority is named after the node, so that the same name can be written again without reading its certificate.
fn authority_params(environment: &Environment, node: NodeId, now: Timestamp) -> anyhow::Result<CertificateParams> {
    let mut params = params(environment, &format!("Garita post {node}"), Vec::new())?;
    valid(&mut params, now, AUTHORITY_YEARS * 366);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    Ok(params)
}

fn params(environment: &Environment, name: &str, names: Vec<String>) -> anyhow::Result<CertificateParams> {
    let mut params = CertificateParams::new(names).context("a name in the settings cannot stand in a certificate")?;
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.serial_number = Some(SerialNumber::from_slice(&environment.random::<16>()));
    Ok(params)
}

/// Valid from a year ago, because a booth's clock may be behind, for so many days from now.
fn valid(params: &mut CertificateParams, now: Timestamp, days: i64) {
    let date = |at: Timestamp| {
        let date = at.date(&TimeZone::UTC);
        date_time_ymd(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs())
    };
    params.not_before = date(now.plus(-366 * Timestamp::DAY));
    params.not_after = date(now.plus(days * Timestamp::DAY));
}
