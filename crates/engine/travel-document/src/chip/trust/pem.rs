//! PEM (RFC 7468) around certificates, lists and revocation lists.

use data_encoding::BASE64;

/// The DER objects of a file: those between PEM boundaries where there are any, else the file itself. Text that is no
/// base64 between boundaries gives nothing for that block.
pub fn unwrapped(file: &[u8]) -> Vec<Vec<u8>> {
    let Ok(text) = std::str::from_utf8(file) else { return vec![file.to_vec()] };
    if !text.contains("-----BEGIN ") {
        return vec![file.to_vec()];
    }
    let mut objects = Vec::new();
    let mut block: Option<String> = None;
    for line in text.lines().map(str::trim) {
        if line.starts_with("-----BEGIN ") {
            block = Some(String::new());
        } else if line.starts_with("-----END ") {
            objects.extend(block.take().and_then(|body| BASE64.decode(body.as_bytes()).ok()));
        } else if let Some(body) = &mut block {
            body.push_str(line);
        }
    }
    objects
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_of_a_file_is_found() {
        let text = "note\n-----BEGIN CERTIFICATE-----\nMAMC\nAQE=\n-----END CERTIFICATE-----\r\n-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n";
        assert_eq!(unwrapped(text.as_bytes()), [vec![0x30, 3, 2, 1, 1], vec![0x30, 0]]);
        assert_eq!(unwrapped(&[0x30, 0]), [vec![0x30, 0]]);
        assert!(unwrapped(b"-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----").is_empty());
    }
}
