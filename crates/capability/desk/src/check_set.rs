//! Which checks were made: declared once, then named by their digest, so that a presentation need not repeat them.

use std::sync::Arc;

use garita_domain::{Check, CheckId, EntryId, Finding, Verdict};
use garita_record::ChecksDeclared;
use garita_storage::{NewEntry, StorageError, Unit};

/// The checks of this program in their fixed order.
#[derive(Clone, Debug)]
pub struct CheckSet {
    declared: ChecksDeclared,
    entry: EntryId,
    checks: Vec<CheckId>,
}

impl CheckSet {
    /// The set of everything that is plugged in.
    pub fn of(checks: &[Arc<dyn Check>]) -> Self {
        let checks: Vec<CheckId> = checks.iter().flat_map(|check| check.checks().iter().cloned()).collect();
        let names: Vec<String> = checks.iter().map(|check| format!("{}@{}", check.name, check.version)).collect();
        let digest = blake3::hash(names.join("\n").as_bytes());
        let mut id = [0; 16];
        id.iter_mut().zip(digest.as_bytes()).for_each(|(to, from)| *to = *from);
        let entry = uuid::Builder::from_custom_bytes(id).into_uuid();
        Self { declared: ChecksDeclared { set: entry.simple().to_string(), checks: names }, entry: EntryId::new(entry), checks }
    }

    /// The set's name in presentations.
    pub fn id(&self) -> &str {
        &self.declared.set
    }

    /// One letter a check, in the set's order: `s`uccessful, `f`ailed, `u`ndetermined, `n`ot supported, `a`borted, `-` for
    /// a check that said nothing. Of several findings of one check the worst counts.
    pub fn results(&self, findings: &[Finding]) -> String {
        let letter = |check: &CheckId| {
            let verdicts = findings.iter().filter(|finding| finding.check == *check).map(|finding| match finding.verdict {
                Verdict::Failed => 'f',
                Verdict::Aborted => 'a',
                Verdict::Undetermined => 'u',
                Verdict::NotSupported => 'n',
                Verdict::Successful => 's',
            });
            verdicts.min_by_key(|verdict| "fauns".find(*verdict)).unwrap_or('-')
        };
        self.checks.iter().map(letter).collect()
    }

    /// Makes sure that the journal says what the set's name means.
    pub async fn declare(&self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        let subject = unit.node().as_subject();
        unit.append(NewEntry { entry: self.entry, subject, actor: None, occurred: None, payload: &self.declared }).await.map(drop)
    }
}

/// The findings a presentation stores: what was not plainly successful and not beside the point.
pub fn worth_storing(findings: Vec<Finding>) -> Vec<Finding> {
    findings.into_iter().filter(|finding| !matches!(finding.verdict, Verdict::Successful | Verdict::NotSupported)).collect()
}

#[cfg(test)]
mod tests {
    use garita_domain::{Advice, Evidence, Message, Weight};

    use super::*;

    static CHECKS: [CheckId; 3] = [CheckId::new("a", 1), CheckId::new("b", 2), CheckId::new("c", 1)];

    struct Three;
    impl Check for Three {
        fn checks(&self) -> &'static [CheckId] {
            &CHECKS
        }
        fn examine(&self, _: &Evidence) -> Vec<Finding> {
            Vec::new()
        }
    }

    #[test]
    fn results_name_the_worst_verdict_of_each_check_in_a_fixed_order() {
        let set = CheckSet::of(&[Arc::new(Three)]);
        let what = || Message::new("x");
        let findings = [
            Finding::successful(CHECKS[1].clone(), what()),
            Finding::failed(CHECKS[1].clone(), Weight::Hint, what(), Advice::Clear),
            Finding::not_supported(CHECKS[0].clone(), what()),
        ];
        assert_eq!(set.results(&findings), "nf-");
        assert_eq!(set.id(), CheckSet::of(&[Arc::new(Three)]).id());
        assert_eq!(worth_storing(findings.to_vec()).len(), 1);
    }
}
