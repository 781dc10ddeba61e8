//! Rebuilding a projection beside the live tables: in short steps through the writer, resumable, then swapped.
//!
//! Entries are read in order of subject. What is appended meanwhile to subjects already built goes into both
//! generations; the rest is found when the build comes to it. A following projection is built as of the build's beginning
//! and left to its follower from there.

use std::sync::Arc;

use garita_domain::{EntryId, SubjectId};

use crate::{
    Command, Grouping, Journal, Mode, Projection, StorageError, StorageErrorKind, StoredEntry, Unit,
    chain_state::Building,
    error::inconsistent,
    journal_tables::{content_columns, kind_list, subjects_entries_of},
    plan::{self, drop_generation, make_generation, with_tables},
    projection_store::{Until, groups, insert, keyed, rows_of},
};

/// Entries in one step: keeps the write transaction short (DESIGN §5).
const STEP: usize = 400;

/// How far a rebuild has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RebuildProgress {
    /// Entries read so far, those of an interrupted run included.
    pub done: u64,
    /// Entries the projection reads in all, as of the beginning.
    pub total: u64,
}

/// Rebuilds one projection by name and swaps it in. A run that was broken off goes on where it was.
pub async fn rebuild(journal: &Journal, projection: &str, mut progress: impl FnMut(RebuildProgress)) -> Result<u64, StorageError> {
    let unknown = || StorageError::new("rebuild: there is no such projection", StorageErrorKind::Inconsistent, projection.to_owned());
    let (index, _) = journal.shared().projection(projection).ok_or_else(unknown)?;
    let mut state = journal.submit(Begin { index }).await?;
    progress(state);
    loop {
        let step = journal.submit(Step { index }).await?;
        if step == 0 {
            break;
        }
        state.done += step;
        progress(state);
    }
    journal.submit(Finish { index }).await?;
    journal.shared().wake.notify_one();
    Ok(state.done)
}

struct Begin {
    index: usize,
}

impl Command for Begin {
    type Output = RebuildProgress;
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<RebuildProgress, StorageError> {
        let projection = projection(unit, self.index)?;
        let name = projection.name();
        let sql = format!("SELECT count(*) FROM journal_content WHERE kind IN ({})", kind_list(projection.kinds()));
        let total = unit.session.rows_resolved(sql.into(), &[]).await?;
        let total = total.first().map_or(Ok(0), |row| row.integer(0))?.unsigned_abs();
        let state = plan::state(unit.session, name).await?;
        if unit.chain.building.iter().any(|building| building.projection == self.index) {
            return Ok(RebuildProgress { done: state.built_count.unsigned_abs(), total });
        }
        let generations = [Some(state.generation), state.building, state.retired];
        let next = generations.into_iter().flatten().max().unwrap_or(0) + 1;
        make_generation(unit.session, projection.as_ref(), next).await?;
        let start = unit.head().sequence;
        unit.execute(
            "UPDATE journal_projection SET building = $1, building_version = $2, built_subject = NULL, built_entry = NULL, built_count = 0,
                    start = $3, tables = $4 WHERE name = $5",
            &[next.into(), projection.version().into(), start.into(), with_tables(&state.tables, projection.as_ref()).into(), name.into()],
        )
        .await?;
        let tables: Vec<_> = projection.tables().iter().map(|table| table.name).collect();
        let names = unit.chain.names.with(&tables, next);
        let until = match projection.mode() {
            Mode::Inline => i64::MAX,
            Mode::Following => start,
        };
        unit.chain.building.push(Building { projection: self.index, names, built: None, until });
        Ok(RebuildProgress { done: 0, total })
    }
}

struct Step {
    index: usize,
}

impl Command for Step {
    /// Entries read in this step; none when the build is complete.
    type Output = u64;
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<u64, StorageError> {
        let projection = projection(unit, self.index)?;
        let place = unit.chain.building.iter().position(|building| building.projection == self.index);
        let Some(place) = place else { return Ok(0) };
        let Some(building) = unit.chain.building.get(place).cloned() else { return Ok(0) };
        let entries = next_entries(unit, projection.as_ref(), building.built).await?;
        let Some(last) = entries.last() else { return Ok(0) };
        let built = (last.content.subject, last.content.entry);
        let count = i64::try_from(entries.len()).unwrap_or(i64::MAX);
        let until = Until { node: unit.node(), sequence: building.until };
        let mut rows = Vec::new();
        for group in groups(projection.as_ref(), entries.iter().filter(|entry| until.covers(entry))) {
            rows.extend(rows_of(projection.as_ref(), &group)?);
        }
        insert(unit.session, projection.as_ref(), &building.names, keyed(projection.as_ref(), rows)?).await?;
        unit.execute(
            "UPDATE journal_projection SET built_subject = $1, built_entry = $2, built_count = built_count + $3 WHERE name = $4",
            &[built.0.into(), built.1.into(), count.into(), projection.name().into()],
        )
        .await?;
        if let Some(building) = unit.chain.building.get_mut(place) {
            building.built = Some(built);
        }
        Ok(count.unsigned_abs())
    }
}

struct Finish {
    index: usize,
}

impl Command for Finish {
    type Output = ();
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        let projection = projection(unit, self.index)?;
        let Some(building) = unit.chain.building.iter().find(|building| building.projection == self.index).cloned() else { return Ok(()) };
        let name = projection.name();
        let state = plan::state(unit.session, name).await?;
        // Snapshots that still name the generation before the live one ended long ago.
        if let Some(retired) = state.retired {
            drop_generation(unit.session, &state.tables, retired).await?;
        }
        let swap = "UPDATE journal_projection SET retired = generation, generation = building, version = building_version, building = NULL,
                           building_version = NULL, built_subject = NULL, built_entry = NULL WHERE name = $1";
        unit.execute(swap, &[name.into()]).await?;
        if projection.mode() == Mode::Following {
            plan::set_followed(unit.session, name, unit.shared.node, building.until).await?;
        }
        let plan = plan::read(unit.session, &unit.shared.projections).await?;
        (unit.chain.names, unit.chain.live, unit.chain.building) = (plan.names, plan.live, plan.building);
        Ok(())
    }
}

fn projection(unit: &Unit<'_>, index: usize) -> Result<Arc<dyn Projection>, StorageError> {
    unit.shared.projections.get(index).cloned().ok_or_else(|| inconsistent("a projection's number"))
}

/// The next entries in order of subject; for subject-wise projections never half a subject.
async fn next_entries(
    unit: &mut Unit<'_>,
    projection: &dyn Projection,
    after: Option<(SubjectId, EntryId)>,
) -> Result<Vec<StoredEntry>, StorageError> {
    let (subject, entry) = after.unwrap_or((SubjectId::new(uuid::Uuid::nil()), EntryId::new(uuid::Uuid::nil())));
    // What was appended to the last subject after it was built went into both generations.
    let later = match (projection.grouping(), after) {
        (Grouping::Subject | Grouping::Thread, Some(_)) => "subject > $1",
        (Grouping::Subject | Grouping::Thread, None) | (Grouping::Entry, _) => "(subject, entry) > ($1, $2)",
    };
    let parameters = [subject.into(), entry.into()];
    let parameters = if later == "subject > $1" { parameters.get(..1) } else { parameters.get(..) };
    let sql = format!(
        concat!("SELECT ", content_columns!(), " FROM journal_content WHERE {} AND kind IN ({}) ORDER BY subject, entry LIMIT {}"),
        later,
        kind_list(projection.kinds()),
        STEP
    );
    let rows = unit.session.rows_resolved(sql.into(), parameters.unwrap_or_default()).await?;
    let mut entries = rows.iter().map(StoredEntry::from_row).collect::<Result<Vec<_>, _>>()?;
    if projection.grouping() == Grouping::Entry || entries.len() < STEP {
        return Ok(entries);
    }
    let Some(last) = entries.last().map(|entry| entry.content.subject) else { return Ok(entries) };
    if entries.first().is_some_and(|first| first.content.subject != last) {
        entries.retain(|entry| entry.content.subject != last);
        return Ok(entries);
    }
    subjects_entries_of(unit.session, &[last], projection.kinds()).await
}
