//! Who looked at travellers, and who signed in (R18): counts by person, without anybody they looked at.

use std::collections::BTreeMap;

use garita_domain::AccountId;
use garita_record::{FileOpened, HitLooked, Kind, SignInRefused, SignedIn, TravellerPresented};
use garita_storage::{Snapshot, StorageError, Value};

use crate::{chain::Chain, listing::MOST_KINDS};

/// The kinds that are an access.
pub(crate) const KINDS: [&str; MOST_KINDS] =
    [TravellerPresented::NAME, FileOpened::NAME, HitLooked::NAME, SignedIn::NAME, SignInRefused::NAME];

/// How often somebody did each of [`KINDS`], in its order.
pub(crate) type Counts = [i64; MOST_KINDS];

/// Counts by account over `low..high`; nobody stands for the node, or for a sign-in under an unknown name.
pub(crate) async fn counts(
    snapshot: &mut Snapshot,
    chain: &Chain,
    low: i64,
    high: i64,
) -> Result<BTreeMap<Option<AccountId>, Counts>, StorageError> {
    let sql = "SELECT kind, actor, count(*) FROM journal_content WHERE node = $1 AND epoch = $2 AND sequence >= $3 AND sequence < $4
               AND kind IN ($5, $6, $7, $8, $9) GROUP BY kind, actor";
    let mut counts: BTreeMap<Option<AccountId>, Counts> = BTreeMap::new();
    for (run, from, to) in chain.within(low, high) {
        let mut values: Vec<Value> = vec![chain.node.into(), run.epoch.into(), from.into(), to.into()];
        values.extend(KINDS.map(Value::from));
        for row in snapshot.rows(sql, &values).await? {
            let kind = row.text(0)?;
            let line = counts.entry(row.optional_id(1)?.map(AccountId::new)).or_default();
            if let Some(place) = KINDS.iter().position(|known| *known == kind).and_then(|place| line.get_mut(place)) {
                *place += row.integer(2)?;
            }
        }
    }
    Ok(counts)
}
