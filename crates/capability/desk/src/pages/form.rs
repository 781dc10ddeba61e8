//! What came with a request, field by field. Nothing a person sends can fail to be read: bytes that are no text become
//! replacement characters, and what is missing is empty.

use std::str::FromStr;

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::request::Parts,
};
use garita_domain::{EntryId, SubjectId};
use garita_web::PageError;

/// The fields of a form body.
pub struct FormFields(Vec<(String, String)>);

/// The fields of an address's query.
pub struct QueryFields(pub FormFields);

/// The presentation an address names: `/desk/{subject}/{entry}`.
#[derive(Clone, Copy)]
pub struct Case {
    /// The person, as one lineage of entries.
    pub subject: SubjectId,
    /// The presentation.
    pub entry: EntryId,
}

impl FormFields {
    /// Reads `application/x-www-form-urlencoded` bytes.
    pub fn parse(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).into_owned().collect())
    }

    /// A field without the white space around it; empty when it did not come.
    pub fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// A field as it came.
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field that may come more than once.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }

    /// A checkbox.
    pub fn is_ticked(&self, name: &str) -> bool {
        self.text(name) == "yes"
    }

    /// An id, if one came.
    pub fn id<T: FromStr>(&self, name: &str) -> Option<T> {
        self.text(name).parse().ok()
    }

    /// The id made with the form: the entry to come. A form without one was not made here.
    pub fn entry(&self) -> Result<EntryId, PageError> {
        self.id("idempotency_key").ok_or_else(PageError::bad_request)
    }
}

impl<S: Send + Sync> FromRequest<S> for FormFields {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        let bytes = Bytes::from_request(request, state).await.map_err(|_| PageError::too_large())?;
        Ok(Self::parse(&bytes))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for QueryFields {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        Ok(Self(FormFields::parse(parts.uri.query().unwrap_or_default().as_bytes())))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Case {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        let Path((subject, entry)) =
            Path::<(String, String)>::from_request_parts(parts, state).await.map_err(|_| PageError::not_found())?;
        match (subject.parse(), entry.parse()) {
            (Ok(subject), Ok(entry)) => Ok(Self { subject, entry }),
            _ => Err(PageError::not_found()),
        }
    }
}

impl Case {
    /// The address of its page.
    pub fn address(self) -> String {
        format!("/desk/{}/{}", self.subject, self.entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_come_as_they_are_and_missing_ones_are_empty() {
        let fields = FormFields::parse(b"a=+x+&r=1&r=2&n=L%C3%B3pez&bad=%FF&yes=yes");
        assert_eq!((fields.text("a"), fields.raw("a"), fields.text("none")), ("x", " x ", ""));
        assert_eq!((fields.all("r"), fields.text("n"), fields.is_ticked("yes")), (vec!["1".to_owned(), "2".to_owned()], "López", true));
        assert!(fields.entry().is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let fields = FormFields::parse(&bytes);
            let _ = (fields.text("a"), fields.all("b"), fields.id::<EntryId>("c"));
        }
    }
}
