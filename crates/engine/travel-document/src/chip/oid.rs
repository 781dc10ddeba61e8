//! Object identifiers by their content bytes.

/// `1.2.840.113549.1.7.2`: CMS `SignedData`.
pub(super) const SIGNED_DATA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];
/// `1.2.840.113549.1.7.1`: plain data.
pub(super) const DATA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01];
/// `1.2.840.113549.1.9.3`: attribute: content type.
pub(super) const CONTENT_TYPE: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x03];
/// `1.2.840.113549.1.9.4`: attribute: message digest.
pub(super) const MESSAGE_DIGEST: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x04];
/// `1.2.840.113549.1.9.5`: attribute: signing time.
pub(super) const SIGNING_TIME: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x05];
/// `2.23.136.1.1.1`: content of EF.SOD.
pub(super) const LDS_SECURITY_OBJECT: &[u8] = &[0x67, 0x81, 0x08, 0x01, 0x01, 0x01];
/// `2.23.136.1.1.2`: content of a master list.
pub(super) const CSCA_MASTER_LIST: &[u8] = &[0x67, 0x81, 0x08, 0x01, 0x01, 0x02];
/// `2.23.136.1.1.3`: extended key usage of a master list signer.
pub(super) const MASTER_LIST_SIGNING: &[u8] = &[0x67, 0x81, 0x08, 0x01, 0x01, 0x03];
/// `2.23.136.1.1.6.2`: extension: document types.
pub(super) const DOCUMENT_TYPES: &[u8] = &[0x67, 0x81, 0x08, 0x01, 0x01, 0x06, 0x02];
/// `2.23.136.1.1.6.1`: extension: authority changed its name.
pub(super) const NAME_CHANGE: &[u8] = &[0x67, 0x81, 0x08, 0x01, 0x01, 0x06, 0x01];
/// `1.2.840.113549.1.1.1`: RSA key.
pub(super) const RSA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];
/// `1.2.840.113549.1.1.8`: mask generation.
pub(super) const MGF1: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x08];
/// `1.2.840.113549.1.1.10`: RSASSA-PSS.
pub(super) const RSA_PSS: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A];
/// `1.2.840.113549.1.1.5`.
pub(super) const RSA_SHA1: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05];
/// `1.3.14.3.2.29`: an older name of the same.
pub(super) const RSA_SHA1_OIW: &[u8] = &[0x2B, 0x0E, 0x03, 0x02, 0x1D];
/// `1.2.840.113549.1.1.14`.
pub(super) const RSA_SHA224: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0E];
/// `1.2.840.113549.1.1.11`.
pub(super) const RSA_SHA256: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B];
/// `1.2.840.113549.1.1.12`.
pub(super) const RSA_SHA384: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0C];
/// `1.2.840.113549.1.1.13`.
pub(super) const RSA_SHA512: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0D];
/// `1.2.840.10045.2.1`: elliptic curve key.
pub(super) const EC_KEY: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];
/// `1.2.840.10045.1.1`.
pub(super) const PRIME_FIELD: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x01, 0x01];
/// `1.2.840.10045.4.1`.
pub(super) const ECDSA_SHA1: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x01];
/// `1.2.840.10045.4.3.1`.
pub(super) const ECDSA_SHA224: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x01];
/// `1.2.840.10045.4.3.2`.
pub(super) const ECDSA_SHA256: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02];
/// `1.2.840.10045.4.3.3`.
pub(super) const ECDSA_SHA384: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x03];
/// `1.2.840.10045.4.3.4`.
pub(super) const ECDSA_SHA512: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x04];
/// `0.4.0.127.0.7.1.1.4.1.1`: BSI TR-03111 ecdsa-plain.
pub(super) const PLAIN_SHA1: &[u8] = &[0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01, 0x01];
/// `0.4.0.127.0.7.1.1.4.1.2`.
pub(super) const PLAIN_SHA224: &[u8] = &[0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01, 0x02];
/// `0.4.0.127.0.7.1.1.4.1.3`.
pub(super) const PLAIN_SHA256: &[u8] = &[0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01, 0x03];
/// `0.4.0.127.0.7.1.1.4.1.4`.
pub(super) const PLAIN_SHA384: &[u8] = &[0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01, 0x04];
/// `0.4.0.127.0.7.1.1.4.1.5`.
pub(super) const PLAIN_SHA512: &[u8] = &[0x04, 0x00, 0x7F, 0x00, 0x07, 0x01, 0x01, 0x04, 0x01, 0x05];
/// `1.3.14.3.2.26`.
pub(super) const SHA1: &[u8] = &[0x2B, 0x0E, 0x03, 0x02, 0x1A];
/// `2.16.840.1.101.3.4.2.4`.
pub(super) const SHA224: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x04];
/// `2.16.840.1.101.3.4.2.1`.
pub(super) const SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
/// `2.16.840.1.101.3.4.2.2`.
pub(super) const SHA384: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02];
/// `2.16.840.1.101.3.4.2.3`.
pub(super) const SHA512: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03];
/// `2.5.29.14`: extension: subject key identifier.
pub(super) const KEY_ID: &[u8] = &[0x55, 0x1D, 0x0E];
/// `2.5.29.15`.
pub(super) const KEY_USAGE: &[u8] = &[0x55, 0x1D, 0x0F];
/// `2.5.29.16`.
pub(super) const PRIVATE_KEY_PERIOD: &[u8] = &[0x55, 0x1D, 0x10];
/// `2.5.29.17`.
pub(super) const SUBJECT_ALT_NAME: &[u8] = &[0x55, 0x1D, 0x11];
/// `2.5.29.18`.
pub(super) const ISSUER_ALT_NAME: &[u8] = &[0x55, 0x1D, 0x12];
/// `2.5.29.19`.
pub(super) const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1D, 0x13];
/// `2.5.29.21`.
pub(super) const CRL_REASON: &[u8] = &[0x55, 0x1D, 0x15];
/// `2.5.29.31`.
pub(super) const CRL_DISTRIBUTION: &[u8] = &[0x55, 0x1D, 0x1F];
/// `2.5.29.32`.
pub(super) const CERTIFICATE_POLICIES: &[u8] = &[0x55, 0x1D, 0x20];
/// `2.5.29.35`.
pub(super) const AUTHORITY_KEY_ID: &[u8] = &[0x55, 0x1D, 0x23];
/// `2.5.29.37`.
pub(super) const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1D, 0x25];
/// `2.5.4.3`.
pub(super) const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];
/// `2.5.4.4`.
pub(super) const SURNAME: &[u8] = &[0x55, 0x04, 0x04];
/// `2.5.4.5`.
pub(super) const SERIAL_NUMBER: &[u8] = &[0x55, 0x04, 0x05];
/// `2.5.4.6`.
pub(super) const COUNTRY: &[u8] = &[0x55, 0x04, 0x06];
/// `2.5.4.7`.
pub(super) const LOCALITY: &[u8] = &[0x55, 0x04, 0x07];
/// `2.5.4.8`.
pub(super) const STATE: &[u8] = &[0x55, 0x04, 0x08];
/// `2.5.4.10`.
pub(super) const ORGANIZATION: &[u8] = &[0x55, 0x04, 0x0A];
/// `2.5.4.11`.
pub(super) const UNIT: &[u8] = &[0x55, 0x04, 0x0B];
/// `2.5.4.97`.
pub(super) const ORGANIZATION_ID: &[u8] = &[0x55, 0x04, 0x61];
/// `1.2.840.113549.1.9.1`.
pub(super) const EMAIL: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x01];
/// `0.9.2342.19200300.100.1.25`.
pub(super) const DOMAIN: &[u8] = &[0x09, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 0x01, 0x19];

/// The dotted form; `malformed` when the bytes are no identifier.
pub(super) fn dotted(content: &[u8]) -> String {
    let mut arcs: Vec<u64> = Vec::new();
    let mut arc = 0_u64;
    for byte in content.iter().take(64) {
        let Some(shifted) = arc.checked_mul(128) else { return "malformed".to_owned() };
        arc = shifted | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            if arcs.is_empty() {
                let first = (arc / 40).min(2);
                arcs.extend([first, arc - 40 * first]);
            } else {
                arcs.push(arc);
            }
            arc = 0;
        }
    }
    if arcs.is_empty() {
        return "malformed".to_owned();
    }
    arcs.iter().map(u64::to_string).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_print_as_the_standards_write_them() {
        assert_eq!(dotted(LDS_SECURITY_OBJECT), "2.23.136.1.1.1");
        assert_eq!(dotted(RSA_PSS), "1.2.840.113549.1.1.10");
        assert_eq!(dotted(PLAIN_SHA256), "0.4.0.127.0.7.1.1.4.1.3");
        assert_eq!(dotted(&[]), "malformed");
        assert_eq!(dotted(&[0xFF; 20]), "malformed");
    }
}
