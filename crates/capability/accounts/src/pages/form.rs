//! What a form sent, read without ever failing: missing fields are empty, and each page says what it wants.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::Uri,
};
use garita_domain::{EntryId, Secret, access::Role};
use garita_web::PageError;

/// The fields of a form or query. It has no `Debug`: there are passwords in it.
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The fields of an address's query.
    pub(super) fn of_query(uri: &Uri) -> Self {
        Self::read(uri.query().unwrap_or_default().as_bytes())
    }

    /// A field; empty when it was not sent.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// A field that must not be printed.
    pub(super) fn secret(&self, name: &str) -> Secret<String> {
        Secret::new(self.get(name).to_owned())
    }

    /// The roles that were ticked, in their fixed order.
    pub(super) fn roles(&self) -> Vec<Role> {
        Role::ALL.into_iter().filter(|role| !self.get(&format!("role_{}", role.code())).is_empty()).collect()
    }

    /// The entry's id, made with the form: the same form sent twice records once.
    pub(super) fn entry(&self) -> Result<EntryId, PageError> {
        self.get("idempotency_key").parse().map_err(|_| PageError::bad_request())
    }

    fn read(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).into_owned().collect())
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        let bytes = Bytes::from_request(request, state).await.map_err(|_| PageError::bad_request())?;
        Ok(Self::read(&bytes))
    }
}
