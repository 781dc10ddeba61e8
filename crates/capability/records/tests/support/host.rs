//! A host that believes the cookie: its value names the role and the language.

use std::sync::Arc;

use async_trait::async_trait;
use garita_domain::{Clock, Direction, Language, SessionId, Timestamp, access::Role};
use garita_records::Records;
use garita_web::{PageError, SignedIn, StatusItem, Theme, session};
use uuid::Uuid;

use super::{Moving, OFFICER};

/// The token every form of the tests carries back.
pub const CSRF: &str = "token";

pub struct TestHost {
    pub records: Records,
    pub clock: Arc<Moving>,
}

/// The cookie of a reader.
pub fn cookie(role: Role, language: Language) -> String {
    format!("{}={}.{}", session::SESSION_COOKIE, role.code(), language.tag())
}

#[async_trait]
impl session::Host for TestHost {
    async fn signed_in(&self, token: Option<&str>, _: Option<&str>) -> Result<Option<SignedIn>, PageError> {
        let Some((role, language)) = token.and_then(|token| token.split_once('.')) else { return Ok(None) };
        Ok(Some(SignedIn {
            account: OFFICER,
            session: SessionId::new(Uuid::from_u128(1)),
            display_name: "Alguien".into(),
            roles: vec![Role::from_code(role).unwrap()],
            booth: None,
            lane: None,
            direction: Direction::Entry,
            shift: None,
            language: Language::from_tag(language).unwrap(),
            theme: Theme::Light,
            csrf: CSRF.into(),
            locked: false,
        }))
    }

    async fn status_line(&self) -> Vec<StatusItem> {
        self.records.status_line()
    }

    async fn waiting(&self, _: &str, _: &SignedIn) -> u32 {
        0
    }

    fn now(&self) -> Timestamp {
        self.clock.wall()
    }

    fn request_id(&self) -> Uuid {
        Uuid::from_u128(0x7F3A_91C2)
    }
}
