//! Verification as a stream: links go in one by one, the first fault comes out with its place.

use std::collections::BTreeMap;

use garita_domain::EpochId;

use crate::{Content, EpochOpening, Hash, Head, Link, Salt};

/// What a link's content is when it is verified.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// Content and salt are there.
    Kept(&'a Content, &'a Salt),
    /// Retention destroyed them.
    Destroyed,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// An entry is missing, doubled or out of order.
    #[error("expected entry {expected} here")]
    Sequence {
        /// The sequence that should stand here.
        expected: i64,
    },
    /// The link does not name the one before it.
    #[error("does not continue the entry before it")]
    Previous,
    /// The content is not what was recorded.
    #[error("content is not what was recorded")]
    Content,
    /// The epoch continues something other than the end of its parent.
    #[error("this run continues an earlier point of the chain, not its end: a fork or a restored copy")]
    Fork,
    /// A link belongs to an epoch that was never opened.
    #[error("belongs to a run that was never opened")]
    UnknownEpoch,
    /// A head that was printed, signed or countersigned is not in the chain.
    #[error("the chain does not contain the expected head")]
    Head,
}

/// A fault and where it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {sequence} of run {epoch}: {fault}")]
pub struct FaultAt {
    /// The epoch.
    pub epoch: EpochId,
    /// The sequence where the fault shows.
    pub sequence: i64,
    /// The fault.
    #[source]
    pub fault: Fault,
}

/// Verifies the epochs of one node in the order in which they continue each other.
#[derive(Debug, Default)]
pub struct Verifier {
    opening: Option<EpochOpening>,
    next_sequence: i64,
    head: Option<Hash>,
    expected: BTreeMap<i64, Hash>,
    verified: u64,
    destroyed: u64,
}

impl Verifier {
    /// A verifier that also insists on these heads, as printed on shift reports or signed.
    pub fn expecting(heads: impl IntoIterator<Item = Head>) -> Self {
        Self { expected: heads.into_iter().map(|head| (head.sequence, head.hash)).collect(), ..Self::default() }
    }

    /// Opens the next epoch. It has to continue exactly where the one before ended.
    pub fn open(&mut self, opening: &EpochOpening) -> Result<(), FaultAt> {
        let at = |fault| FaultAt { epoch: opening.epoch, sequence: opening.first_sequence, fault };
        let continues = match &self.opening {
            None => opening.parent.is_none() && opening.parent_head.is_none() && opening.first_sequence == 1,
            Some(parent) => {
                opening.node == parent.node
                    && opening.parent == Some(parent.epoch)
                    && opening.parent_head == self.head
                    && opening.first_sequence == self.next_sequence
            }
        };
        if !continues {
            return Err(at(Fault::Fork));
        }
        self.opening = Some(*opening);
        self.next_sequence = opening.first_sequence;
        self.head = Some(opening.hash());
        Ok(())
    }

    /// Takes the next link of the open epoch.
    pub fn link(&mut self, link: &Link, part: Part<'_>) -> Result<(), FaultAt> {
        let at = |fault| FaultAt { epoch: link.epoch, sequence: link.sequence, fault };
        let Some(opening) = self.opening.filter(|opening| opening.epoch == link.epoch && opening.node == link.node) else {
            return Err(at(Fault::UnknownEpoch));
        };
        if link.sequence != self.next_sequence {
            return Err(FaultAt { epoch: opening.epoch, sequence: link.sequence, fault: Fault::Sequence { expected: self.next_sequence } });
        }
        if Some(link.previous) != self.head {
            return Err(at(Fault::Previous));
        }
        match part {
            Part::Kept(content, salt) if content.digest(salt) != link.digest => return Err(at(Fault::Content)),
            Part::Kept(..) => {}
            Part::Destroyed => self.destroyed += 1,
        }
        let hash = link.hash();
        if self.expected.remove(&link.sequence).is_some_and(|expected| expected != hash) {
            return Err(at(Fault::Head));
        }
        self.head = Some(hash);
        self.next_sequence += 1;
        self.verified += 1;
        Ok(())
    }

    /// Ends: every expected head must have been met. Returns the head of the chain, `None` for an empty one.
    pub fn finish(self) -> Result<Option<Head>, FaultAt> {
        let epoch = self.opening.map(|opening| opening.epoch);
        if let (Some((sequence, _)), Some(epoch)) = (self.expected.first_key_value(), epoch) {
            return Err(FaultAt { epoch, sequence: *sequence, fault: Fault::Head });
        }
        Ok(self.head.filter(|_| self.verified > 0).map(|hash| Head { sequence: self.next_sequence - 1, hash }))
    }

    /// Links verified so far.
    pub const fn verified(&self) -> u64 {
        self.verified
    }

    /// Links whose content was destroyed.
    pub const fn destroyed(&self) -> u64 {
        self.destroyed
    }
}

#[cfg(test)]
mod tests {
    use garita_domain::{Certainty, EntryId, NodeId, SubjectId, Timestamp};
    use proptest::{prelude::*, sample::Index};
    use uuid::Uuid;

    use super::*;
    use crate::Hlc;

    #[derive(Clone, Debug)]
    struct Chain {
        openings: Vec<EpochOpening>,
        links: Vec<(Link, Content, Salt)>,
    }

    fn chain(lengths: &[usize]) -> Chain {
        let node = NodeId::new(Uuid::from_u128(1));
        let mut chain = Chain { openings: Vec::new(), links: Vec::new() };
        let (mut head, mut sequence, mut parent) = (None, 1, None);
        for (number, length) in lengths.iter().enumerate() {
            let epoch = EpochId::new(Uuid::from_u128(100 + number as u128));
            let opening = EpochOpening { node, epoch, parent, first_sequence: sequence, parent_head: head };
            head = Some(opening.hash());
            parent = Some(epoch);
            chain.openings.push(opening);
            for _ in 0..*length {
                let content = content(sequence);
                let salt = Salt::from_bytes([u8::try_from(sequence % 251).unwrap(); 32]);
                let link = Link { node, epoch, sequence, previous: head.unwrap(), digest: content.digest(&salt) };
                head = Some(link.hash());
                sequence += 1;
                chain.links.push((link, content, salt));
            }
        }
        chain
    }

    fn content(sequence: i64) -> Content {
        Content {
            entry: EntryId::new(Uuid::from_u128(sequence.unsigned_abs().into())),
            kind: "test.kind".into(),
            version: 1,
            subject: SubjectId::new(Uuid::from_u128(7)),
            actor: None,
            occurred: Timestamp::from_micros(sequence),
            certainty: Certainty::Certain,
            recorded: Hlc::from_i64(sequence),
            payload: format!("{{\"n\":{sequence}}}").into_bytes(),
        }
    }

    fn verify(chain: &Chain, heads: impl IntoIterator<Item = Head>, destroyed: &[usize]) -> Result<Option<Head>, FaultAt> {
        let mut verifier = Verifier::expecting(heads);
        let mut links = chain.links.iter().enumerate().peekable();
        for opening in &chain.openings {
            verifier.open(opening)?;
            while let Some((n, (link, content, salt))) = links.next_if(|(_, (link, ..))| link.epoch == opening.epoch) {
                verifier.link(link, if destroyed.contains(&n) { Part::Destroyed } else { Part::Kept(content, salt) })?;
            }
        }
        for (_, (link, content, salt)) in links {
            verifier.link(link, Part::Kept(content, salt))?;
        }
        verifier.finish()
    }

    fn any_chain() -> impl Strategy<Value = Chain> {
        prop::collection::vec(1_usize..12, 1..4).prop_map(|lengths| chain(&lengths))
    }

    proptest! {
        #[test]
        fn an_untouched_chain_verifies_even_with_parts_destroyed(chain in any_chain(), gone in prop::collection::vec(any::<Index>(), 0..8)) {
            let head = verify(&chain, [], &[]).unwrap();
            let gone: Vec<_> = gone.iter().map(|index| index.index(chain.links.len())).collect();
            prop_assert_eq!(verify(&chain, head, &gone), Ok(head));
        }

        #[test]
        fn any_flipped_byte_is_found_at_its_entry(mut chain in any_chain(), which in any::<Index>(), byte in any::<Index>(), bit in 0..8_u8, part in 0..6) {
            let head = verify(&chain, [], &[]).unwrap();
            let n = which.index(chain.links.len());
            let flip = |bytes: &mut [u8]| { let at = byte.index(bytes.len()); bytes[at] ^= 1 << bit; };
            let (link, content, salt) = &mut chain.links[n];
            match part {
                0 => flip(&mut content.payload),
                1 => { let mut kind = std::mem::take(&mut content.kind).into_bytes(); flip(&mut kind); content.kind = String::from_utf8_lossy(&kind).into_owned(); }
                2 => { let mut bytes = *salt.as_bytes(); flip(&mut bytes); *salt = Salt::from_bytes(bytes); }
                3 => { let mut bytes = *link.digest.as_bytes(); flip(&mut bytes); link.digest = crate::Digest::from_bytes(bytes); }
                4 => { let mut bytes = *link.previous.as_bytes(); flip(&mut bytes); link.previous = Hash::from_bytes(bytes); }
                _ => { let mut bytes = content.occurred.micros().to_be_bytes(); flip(&mut bytes); content.occurred = Timestamp::from_micros(i64::from_be_bytes(bytes)); }
            }
            let expected = chain.links[n].0.sequence;
            prop_assert_eq!(verify(&chain, head, &[]).unwrap_err().sequence, expected);
        }

        #[test]
        fn a_removed_entry_is_found(mut chain in any_chain(), which in any::<Index>()) {
            let head = verify(&chain, [], &[]).unwrap();
            let n = which.index(chain.links.len());
            chain.links.remove(n);
            prop_assert!(verify(&chain, head, &[]).is_err());
        }

        #[test]
        fn reordered_and_inserted_entries_are_found(mut chain in any_chain(), one in any::<Index>(), two in any::<Index>(), insert in any::<bool>()) {
            let head = verify(&chain, [], &[]).unwrap();
            let (one, two) = (one.index(chain.links.len()), two.index(chain.links.len()));
            if insert {
                let copy = chain.links[one].clone();
                chain.links.insert(two, copy);
            } else {
                prop_assume!(one != two);
                chain.links.swap(one, two);
            }
            prop_assert!(verify(&chain, head, &[]).is_err());
        }

        #[test]
        fn a_rewritten_past_is_found_by_an_old_printed_head(chain_was in any_chain(), which in any::<Index>()) {
            let n = which.index(chain_was.links.len());
            let printed = Head { sequence: chain_was.links[n].0.sequence, hash: chain_was.links[n].0.hash() };
            // An insider with the whole database rewrites everything, hashes included.
            let mut rewritten = chain_was.clone();
            let mut head: Option<Hash> = None;
            for opening in &mut rewritten.openings {
                opening.parent_head = head;
                head = Some(opening.hash());
                for (link, content, salt) in rewritten.links.iter_mut().filter(|(link, ..)| link.epoch == opening.epoch) {
                    content.payload = b"{}".to_vec();
                    link.digest = content.digest(salt);
                    link.previous = head.unwrap();
                    head = Some(link.hash());
                }
            }
            prop_assert!(verify(&rewritten, [], &[]).is_ok());
            prop_assert_eq!(verify(&rewritten, [printed], &[]).unwrap_err().fault, Fault::Head);
            prop_assert!(verify(&chain_was, [printed], &[]).is_ok());
        }

        #[test]
        fn a_restored_copy_that_went_on_is_a_fork(lengths in prop::collection::vec(2_usize..8, 2..3)) {
            let mut chain = chain(&lengths);
            chain.openings[1].parent_head = Some(chain.links[0].0.hash());
            chain.openings[1].first_sequence = 2;
            prop_assert_eq!(verify(&chain, [], &[]).unwrap_err().fault, Fault::Fork);
        }
    }
}
