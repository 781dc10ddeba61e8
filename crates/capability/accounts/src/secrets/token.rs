//! Tokens of browsers: 256 random bits in a cookie, of which only the hash is stored.

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use garita_domain::{Environment, Secret};

/// What a cookie carries.
pub(crate) struct Token(Secret<String>);

impl Token {
    /// A new token.
    pub(crate) fn new(environment: &Environment) -> Self {
        Self(Secret::new(BASE64URL_NOPAD.encode(&environment.random::<32>())))
    }

    /// The cookie's value.
    pub(crate) fn value(&self) -> &str {
        self.0.expose()
    }
}

/// What is stored of a token or an enrolment code: both are too long to be guessed, so a fast hash will do.
pub(crate) fn stored(secret: &str) -> Vec<u8> {
    blake3::hash(secret.as_bytes()).as_bytes().to_vec()
}

/// The token of the session's forms. It follows from the session's token, so that the store holds neither.
pub(crate) fn form_token(session_token: &str) -> String {
    HEXLOWER.encode(&blake3::derive_key("garita accounts form token v1", session_token.as_bytes()))
}
