//! What came with a request, field by field. Nothing a person sends can fail to be read.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::request::Parts,
};
use garita_domain::{CountryCode, EntryId};
use garita_web::PageError;
use jiff::civil::Date;

/// The fields of a form body.
#[derive(Default)]
pub(crate) struct Fields(Vec<(String, String)>);

/// The fields of an address's query.
pub(crate) struct QueryFields(pub(crate) Fields);

impl Fields {
    fn read(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).into_owned().collect())
    }

    /// A field without the white space around it; empty when it did not come.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// The entry's id, made with the form: the same form sent twice records once.
    pub(crate) fn entry(&self) -> Result<EntryId, PageError> {
        self.text("idempotency_key").parse().map_err(|_| PageError::bad_request())
    }

    /// A day, when one was typed.
    pub(crate) fn day(&self, name: &str) -> Option<Date> {
        self.text(name).parse().ok()
    }

    /// A State: nothing for an empty field, an error for what is no code.
    pub(crate) fn state(&self, name: &str) -> Result<Option<CountryCode>, ()> {
        let text = self.text(name);
        if text.is_empty() { Ok(None) } else { CountryCode::parse(text).map(Some).map_err(drop) }
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        let bytes = Bytes::from_request(request, state).await.map_err(|_| PageError::too_large())?;
        Ok(Self::read(&bytes))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for QueryFields {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        Ok(Self(Fields::read(parts.uri.query().unwrap_or_default().as_bytes())))
    }
}
