//! Writing DER: for signed attributes that were not given as DER, and for what the issuing module makes.

use super::ber::{BerError, CONSTRUCTED_OCTET_STRING, DEEPEST, OCTET_STRING, SET, Tag, Tlv, is_constructed, octets};

/// A value with its identifier and the shortest length.
pub(super) fn value(tag: Tag, content: &[u8]) -> Vec<u8> {
    let mut bytes: Vec<u8> = tag.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
    append_length(content.len(), &mut bytes);
    bytes.extend_from_slice(content);
    bytes
}

/// A constructed value of some parts.
pub(super) fn group<P: AsRef<[u8]>>(tag: Tag, parts: &[P]) -> Vec<u8> {
    let content: Vec<u8> = parts.iter().flat_map(|part| part.as_ref().iter().copied()).collect();
    value(tag, &content)
}

/// The parts in the order of DER's SET OF (X.690 §11.6).
pub(super) fn sorted(tag: Tag, mut parts: Vec<Vec<u8>>) -> Vec<u8> {
    parts.sort();
    group(tag, &parts)
}

/// A value as DER has it: shortest known lengths, strings whole, sets in order.
pub(super) fn canonical(tlv: Tlv<'_>) -> Result<Vec<u8>, BerError> {
    canonical_level(tlv, 0)
}

fn canonical_level(tlv: Tlv<'_>, depth: usize) -> Result<Vec<u8>, BerError> {
    if depth >= DEEPEST {
        return Err(BerError::Deep);
    }
    if tlv.tag == CONSTRUCTED_OCTET_STRING {
        return Ok(value(OCTET_STRING, &octets(tlv)?));
    }
    if !is_constructed(tlv.tag) {
        return Ok(value(tlv.tag, tlv.content));
    }
    let parts = tlv.inside().map(|part| canonical_level(part?, depth + 1)).collect::<Result<Vec<_>, _>>()?;
    Ok(if tlv.tag == SET { sorted(SET, parts) } else { group(tlv.tag, &parts) })
}

fn append_length(length: usize, bytes: &mut Vec<u8>) {
    let digits: Vec<u8> = length.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
    match (u8::try_from(length), u8::try_from(digits.len())) {
        (Ok(short), _) if short < 0x80 => bytes.push(short),
        (_, Ok(count)) => {
            bytes.push(0x80 | count);
            bytes.extend_from_slice(&digits);
        }
        // A usize has at most eight digits.
        (_, Err(_)) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chip::ber::{SEQUENCE, SET, single};

    #[test]
    fn what_is_written_reads_back() {
        for size in [0, 1, 127, 128, 255, 256, 70_000] {
            let bytes = value(0x7F61, &vec![7; size]);
            assert_eq!(single(&bytes, 0x7F61).unwrap().content.len(), size);
        }
        assert_eq!(value(SEQUENCE, &[]), [0x30, 0]);
        let odd = [0x30, 0x80, 0x24, 0x80, 0x04, 0x81, 0x01, 0x07, 0, 0, 0x31, 0x06, 2, 1, 9, 2, 1, 3, 0, 0];
        let canonical = canonical(single(&odd, SEQUENCE).unwrap()).unwrap();
        assert_eq!(canonical, [0x30, 11, 0x04, 1, 7, 0x31, 6, 2, 1, 3, 2, 1, 9]);
        assert_eq!(sorted(SET, vec![vec![2, 1, 9], vec![2, 1, 3]]), [0x31, 6, 2, 1, 3, 2, 1, 9]);
    }
}
