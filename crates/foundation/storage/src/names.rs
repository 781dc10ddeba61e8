//! Table names: `@crossing` in a statement becomes the table of the generation that is live, or of the one being rebuilt.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, PoisonError, RwLock},
};

/// Which generation each projection's tables are in. Swapped whole when a rebuild ends.
#[derive(Clone, Debug, Default)]
pub struct TableNames {
    generations: Arc<BTreeMap<&'static str, i64>>,
    /// The sum of all generations: rises with every swap, so that it tells one set of names from another.
    stamp: i64,
    cache: Arc<RwLock<HashMap<&'static str, Arc<str>>>>,
}

impl TableNames {
    pub(crate) fn new(generations: BTreeMap<&'static str, i64>, stamp: i64) -> Self {
        Self { generations: Arc::new(generations), stamp, cache: Arc::default() }
    }

    pub(crate) const fn stamp(&self) -> i64 {
        self.stamp
    }

    /// The names with one projection's tables in another generation, for building it.
    pub(crate) fn with(&self, tables: &[&'static str], generation: i64) -> Self {
        let mut generations = (*self.generations).clone();
        generations.extend(tables.iter().map(|table| (*table, generation)));
        Self::new(generations, self.stamp)
    }

    /// The physical name of a declared table.
    pub(crate) fn physical(&self, table: &str) -> String {
        self.generations.get(table).map_or_else(|| table.to_owned(), |generation| format!("{table}_g{generation}"))
    }

    /// The statement with every `@name` replaced. Statements are few and static; each is worked out once.
    pub(crate) fn resolve(&self, sql: &'static str) -> Arc<str> {
        if let Some(resolved) = self.cache.read().unwrap_or_else(PoisonError::into_inner).get(sql) {
            return resolved.clone();
        }
        let resolved: Arc<str> = self.replace(sql).into();
        self.cache.write().unwrap_or_else(PoisonError::into_inner).insert(sql, resolved.clone());
        resolved
    }

    /// As [`Self::resolve`], for a statement put together at run time.
    pub(crate) fn replace(&self, sql: &str) -> String {
        let mut parts = sql.split('@');
        let mut resolved = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(part.len());
            let (name, rest) = part.split_at(end);
            resolved.push_str(&self.physical(name));
            resolved.push_str(rest);
        }
        resolved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_tables_take_their_generation_and_others_their_own_name() {
        let names = TableNames::new(BTreeMap::from([("desk_crossing", 2)]), 2);
        let sql = "SELECT 1 FROM @desk_crossing c JOIN @journal_link l ON l.id = c.id";
        assert_eq!(&*names.resolve(sql), "SELECT 1 FROM desk_crossing_g2 c JOIN journal_link l ON l.id = c.id");
        assert_eq!(names.with(&["desk_crossing"], 3).physical("desk_crossing"), "desk_crossing_g3");
    }
}
