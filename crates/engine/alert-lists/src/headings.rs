//! Which column of a table is which, by its heading.

use std::collections::BTreeMap;

/// What a column of a table can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The list's own id of the entry, or the row's.
    Id,
    /// The whole name.
    Name,
    /// Surnames.
    Surname,
    /// Given names.
    GivenNames,
    /// Other names, separated by `;` or `|`.
    Aliases,
    /// Nicknames and other names that are never enough alone, separated likewise.
    WeakAliases,
    /// Birth date; several may be separated likewise.
    BirthDate,
    /// F, M or X.
    Sex,
    /// Nationality as code or name; several may be separated likewise.
    Nationality,
    /// Document number; several may be separated likewise.
    DocumentNumber,
    /// Last number of a series of documents.
    LastNumber,
    /// Who issued the document.
    Issuer,
    /// What sort of entry it is, or why a document is listed.
    Kind,
    /// `add` or `remove`, in lists of changes.
    Change,
    /// Since when it is listed.
    ListedOn,
    /// Legal reference.
    LegalReference,
    /// Remarks.
    Remarks,
    /// First name of a pair to compare.
    FirstName,
    /// Second name of a pair to compare.
    SecondName,
}

impl Column {
    /// Every column.
    pub const ALL: [Self; 19] = [
        Self::Id,
        Self::Name,
        Self::Surname,
        Self::GivenNames,
        Self::Aliases,
        Self::WeakAliases,
        Self::BirthDate,
        Self::Sex,
        Self::Nationality,
        Self::DocumentNumber,
        Self::LastNumber,
        Self::Issuer,
        Self::Kind,
        Self::Change,
        Self::ListedOn,
        Self::LegalReference,
        Self::Remarks,
        Self::FirstName,
        Self::SecondName,
    ];

    /// The heading this program writes and expects.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Surname => "surname",
            Self::GivenNames => "given_names",
            Self::Aliases => "aliases",
            Self::WeakAliases => "weak_aliases",
            Self::BirthDate => "birth_date",
            Self::Sex => "sex",
            Self::Nationality => "nationality",
            Self::DocumentNumber => "document_number",
            Self::LastNumber => "last_number",
            Self::Issuer => "issuer",
            Self::Kind => "kind",
            Self::Change => "change",
            Self::ListedOn => "listed_on",
            Self::LegalReference => "legal_reference",
            Self::Remarks => "remarks",
            Self::FirstName => "name1",
            Self::SecondName => "name2",
        }
    }

    /// The column with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.code() == code)
    }

    /// Other headings met, in English and Spanish.
    const fn also(self) -> &'static [&'static str] {
        match self {
            Self::Id => &["entry_id", "record_id", "identificador", "codigo"],
            Self::Name => &["full_name", "nombre_completo", "nombre"],
            Self::Surname => &["surnames", "last_name", "family_name", "apellidos", "apellido"],
            Self::GivenNames => &["given_name", "first_name", "forename", "forenames", "nombres", "nombres_de_pila"],
            Self::Aliases => &["alias", "aka", "other_names", "otros_nombres"],
            Self::WeakAliases => &["weak_alias", "nicknames", "apodos", "apodo"],
            Self::BirthDate => &["date_of_birth", "dob", "birthdate", "fecha_de_nacimiento", "fecha_nacimiento", "nacimiento"],
            Self::Sex => &["gender", "sexo", "genero"],
            Self::Nationality => &["nationalities", "citizenship", "nacionalidad", "nacionalidades"],
            Self::DocumentNumber => &[
                "number",
                "document",
                "passport",
                "passport_number",
                "document_no",
                "numero_de_documento",
                "numero_documento",
                "numero",
                "pasaporte",
                "documento",
            ],
            Self::LastNumber => &["number_to", "to_number", "to", "hasta", "ultimo_numero", "numero_final"],
            Self::Issuer => &["issuing_state", "issuing_country", "country", "emisor", "pais_emisor", "pais", "expedido_por"],
            Self::Kind => &["type", "status", "reason", "tipo", "motivo", "estado"],
            Self::Change => &["action", "cambio", "accion"],
            Self::ListedOn => &["listed", "date_listed", "fecha_de_inclusion", "fecha_de_alta"],
            Self::LegalReference => &["legal_basis", "reference", "case", "referencia", "base_legal", "expediente", "oficio"],
            Self::Remarks => &["notes", "comments", "observaciones", "notas", "comentarios"],
            Self::FirstName => &["name_1", "a", "left"],
            Self::SecondName => &["name_2", "b", "right"],
        }
    }
}

/// How a table is read: which separator, which heading means what. The default finds both out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The separator; `None` finds the commonest of `,` `;` and tab in the first line.
    pub separator: Option<u8>,
    /// Headings that mean a column; they come before the headings that are known.
    pub headings: BTreeMap<Column, String>,
}

impl Mapping {
    /// Says which heading means a column.
    #[must_use]
    pub fn with(mut self, column: Column, heading: &str) -> Self {
        self.headings.insert(column, heading.to_owned());
        self
    }
}

/// Where each column stands in one table.
pub struct Headings {
    places: BTreeMap<Column, usize>,
    /// Headings that mean nothing, with their places.
    pub others: Vec<(usize, String)>,
}

impl Headings {
    pub fn new(header: &[String], mapping: &Mapping) -> Self {
        let plain: Vec<String> = header.iter().map(|heading| plain(heading)).collect();
        let mut places = BTreeMap::new();
        let mut taken = vec![false; header.len()];
        let mut place = |column: Column, heading: &str, taken: &mut Vec<bool>| {
            if places.contains_key(&column) {
                return;
            }
            let wanted = self::plain(heading);
            let found = plain.iter().zip(taken.iter()).position(|(heading, taken)| *heading == wanted && !taken);
            if let Some(found) = found {
                places.insert(column, found);
                taken.iter_mut().skip(found).take(1).for_each(|taken| *taken = true);
            }
        };
        for (column, heading) in &mapping.headings {
            place(*column, heading, &mut taken);
        }
        for column in Column::ALL {
            place(column, column.code(), &mut taken);
        }
        for column in Column::ALL {
            for heading in column.also() {
                place(column, heading, &mut taken);
            }
        }
        let others = header.iter().cloned().enumerate().filter(|(at, _)| taken.get(*at) == Some(&false)).collect();
        Self { places, others }
    }

    pub fn has(&self, column: Column) -> bool {
        self.places.contains_key(&column)
    }

    /// The trimmed text of a row's column; empty when it has none.
    pub fn get<'a>(&self, row: &'a [String], column: Column) -> &'a str {
        self.places.get(&column).and_then(|place| row.get(*place)).map_or("", |text| text.trim())
    }
}

/// Texts of a column that may hold several.
pub fn several(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '|']).map(str::trim).filter(|text| !text.is_empty())
}

/// Lower case without accents; anything between words is one underscore.
fn plain(heading: &str) -> String {
    let mut plain = String::new();
    for c in heading.trim().chars().take(100) {
        match c {
            'á' | 'Á' => plain.push('a'),
            'é' | 'É' => plain.push('e'),
            'í' | 'Í' => plain.push('i'),
            'ó' | 'Ó' => plain.push('o'),
            'ú' | 'Ú' | 'ü' | 'Ü' => plain.push('u'),
            'ñ' | 'Ñ' => plain.push('n'),
            c if c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            _ if plain.ends_with('_') => {}
            _ => plain.push('_'),
        }
    }
    plain.trim_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(header: &[&str], mapping: &Mapping) -> Headings {
        Headings::new(&header.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>(), mapping)
    }

    #[test]
    fn headings_are_found_in_both_languages_and_by_the_mapping() {
        let row: Vec<String> = ["7", "Pérez", "Ana", "x"].map(str::to_owned).to_vec();
        let found = headings(&["Código", "APELLIDOS", "Nombres", "Color"], &Mapping::default());
        assert_eq!(
            (found.get(&row, Column::Id), found.get(&row, Column::Surname), found.get(&row, Column::GivenNames)),
            ("7", "Pérez", "Ana")
        );
        assert_eq!(found.others, [(3, "Color".to_owned())]);
        let mapped = headings(&["k", "id", "x", "y"], &Mapping::default().with(Column::Id, "K"));
        assert_eq!(mapped.get(&row, Column::Id), "7");
    }

    #[test]
    fn no_heading_means_two_columns() {
        let mut all = BTreeMap::new();
        for column in Column::ALL {
            for heading in column.also().iter().copied().chain([column.code()]) {
                assert_eq!(plain(heading), heading);
                assert_eq!(all.insert(heading, column), None, "{heading}");
            }
        }
    }
}
