//! The data inventory in words: every field of every record kind and every column of every table, with purpose, legal
//! basis, retention and audience (R01, R02). Drawn from the declarations themselves, so that it cannot be out of date.

use std::sync::Arc;

use garita_domain::{Field, Language};
use garita_storage::TableDef;
use garita_web::{Catalogue, CatalogueError, Translator};

use crate::{LOCALES, words};

/// One record kind or one table.
#[derive(Debug)]
pub(crate) struct Section {
    /// What it is called; nothing for a table.
    pub(crate) label: Option<String>,
    /// Its name in the program.
    pub(crate) name: &'static str,
    pub(crate) lines: Vec<InventoryLine>,
}

/// Fields that are kept for the same reasons.
#[derive(Debug)]
pub(crate) struct InventoryLine {
    pub(crate) fields: Vec<&'static str>,
    pub(crate) purpose: String,
    pub(crate) basis: String,
    pub(crate) retention: String,
    pub(crate) audience: String,
}

/// The whole inventory.
#[derive(Debug)]
pub(crate) struct Inventory {
    pub(crate) kinds: Vec<Section>,
    pub(crate) tables: Vec<Section>,
}

/// The inventory of every record kind and of these tables.
pub(crate) fn inventory(translator: &Translator, tables: &[TableDef]) -> Inventory {
    let kinds = garita_record::ALL.iter().map(|kind| Section {
        label: Some(words::kind(translator, kind.name)),
        name: kind.name,
        lines: lines(translator, kind.fields.iter()),
    });
    let tables = tables.iter().map(|table| Section {
        label: None,
        name: table.name,
        lines: lines(translator, table.columns.iter().map(|column| &column.field)),
    });
    Inventory { kinds: kinds.collect(), tables: tables.collect() }
}

/// The inventory as a Markdown document, for `docs/data-inventory.md`.
pub fn inventory_markdown(language: Language, tables: &[TableDef]) -> Result<String, CatalogueError> {
    let mut catalogue = Catalogue::new()?;
    for (language, source) in LOCALES {
        catalogue.add(language, source)?;
    }
    let translator = Translator::new(Arc::new(catalogue), language);
    let inventory = inventory(&translator, tables);
    let mut lines = vec![format!("# {}\n\n{}", translator.t("records-inventory"), translator.t("records-inventory-about"))];
    for (heading, sections) in [("records-inventory-kinds", &inventory.kinds), ("records-inventory-tables", &inventory.tables)] {
        lines.push(format!("\n## {}", translator.t(heading)));
        lines.extend(sections.iter().flat_map(|section| section_lines(&translator, section)));
    }
    lines.push(String::new());
    Ok(lines.join("\n"))
}

fn section_lines(translator: &Translator, section: &Section) -> Vec<String> {
    let title = section.label.as_ref().map_or_else(|| format!("`{}`", section.name), |label| format!("{label} (`{}`)", section.name));
    let headings = HEADINGS.map(|id| translator.t(id)).join(" | ");
    let mut lines = vec![format!("\n### {title}\n\n| {headings} |\n|---|---|---|---|---|")];
    lines.extend(section.lines.iter().map(|line| {
        let fields = line.fields.iter().map(|field| format!("`{field}`")).collect::<Vec<_>>().join(", ");
        format!("| {fields} | {} | {} | {} | {} |", line.purpose, line.basis, line.retention, line.audience)
    }));
    lines
}

/// The headings of an inventory table.
pub(crate) const HEADINGS: [&str; 5] = [
    "records-inventory-fields",
    "records-inventory-purpose",
    "records-inventory-basis",
    "records-inventory-retention",
    "records-inventory-audience",
];

/// Fields of one justification share a line, in the order in which the first of them was declared.
fn lines<'f>(translator: &Translator, fields: impl Iterator<Item = &'f Field>) -> Vec<InventoryLine> {
    let mut groups: Vec<(&Field, Vec<&'static str>)> = Vec::new();
    for field in fields {
        let same = |other: &Field| Field { name: field.name, ..*other } == *field;
        match groups.iter_mut().find(|(other, _)| same(other)) {
            Some((_, names)) => names.push(field.name),
            None => groups.push((field, vec![field.name])),
        }
    }
    let line = |(field, fields): (&Field, Vec<&'static str>)| InventoryLine {
        fields,
        purpose: translator.t(words::purpose(field.purpose)),
        basis: translator.t(words::basis(field.basis)),
        retention: translator.t(words::retention(field.retention)),
        audience: translator.t(words::audience(field.audience)),
    };
    groups.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use garita_storage::JOURNAL_TABLES;

    use super::*;

    #[test]
    fn r02_every_field_and_every_column_stands_in_the_document_once_in_its_place() {
        for language in Language::ALL {
            let text = inventory_markdown(language, JOURNAL_TABLES).unwrap();
            assert!(!text.contains("[records-"), "a word is missing");
            let section = |name: &str| {
                let start = text.find(&format!("`{name}`")).unwrap();
                text[start..].split("\n###").next().unwrap().to_owned()
            };
            for kind in garita_record::ALL {
                let section = section(kind.name);
                for field in kind.fields {
                    assert_eq!(section.matches(&format!("`{}`", field.name)).count(), 1, "{} {}", kind.name, field.name);
                }
            }
            for table in JOURNAL_TABLES {
                let section = section(table.name);
                for column in table.columns {
                    assert!(section.contains(&format!("`{}`", column.field.name)), "{} {}", table.name, column.field.name);
                }
            }
        }
    }

    #[test]
    fn fields_of_different_reasons_do_not_share_a_line() {
        let text = inventory_markdown(Language::En, JOURNAL_TABLES).unwrap();
        let salt = text.lines().find(|line| line.contains("`salt`")).unwrap();
        assert!(!salt.contains("`payload`"), "{salt}");
    }
}
