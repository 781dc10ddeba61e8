//! The page context as the session layer makes it, for a reader whose cookie names role and language.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use garita_domain::{Clock, Direction, Language, SessionId, access::Role};
use garita_records::Records;
use garita_web::{Catalogue, ErrorId, PageContext, SignedIn, SignedInView, Theme, Translator, session, show_errors};
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::{Moving, OFFICER};

#[derive(Clone)]
pub struct TestHost {
    pub records: Records,
    pub clock: Arc<Moving>,
    pub catalogue: Arc<Catalogue>,
}

/// The cookie of a reader.
pub fn cookie(role: Role, language: Language) -> String {
    format!("{}={}.{}", session::SESSION_COOKIE, role.code(), language.tag())
}

/// The layer around every route.
pub async fn enter(State(host): State<TestHost>, mut request: Request, next: Next) -> Response {
    let token = session::cookie(request.headers(), session::SESSION_COOKIE).unwrap();
    let (role, language) = token.split_once('.').unwrap();
    let signed_in = signed_in(Role::from_code(role).unwrap(), Language::from_tag(language).unwrap());
    let translator = Translator::new(host.catalogue.clone(), signed_in.language);
    let now = host.clock.wall();
    let mut page = PageContext::signed_out(translator, ErrorId::of(Uuid::from_u128(0x7F3A_91C2)), now, TimeZone::UTC);
    page.demo = true;
    page.path = request.uri().path().to_owned();
    page.csrf_token.clone_from(&signed_in.csrf);
    page.signed_in = Some(SignedInView { display_name: signed_in.display_name.clone(), roles: Vec::new(), booth: None, direction: None });
    page.status_line = host.records.status_line();
    let places = garita_records::places();
    page.navigation = places.into_iter().filter(|place| place.rule.permits(&signed_in.roles)).map(|place| place.item).collect();
    request.extensions_mut().insert(page.clone());
    request.extensions_mut().insert(signed_in);
    show_errors(next.run(request).await, &page)
}

fn signed_in(role: Role, language: Language) -> SignedIn {
    SignedIn {
        account: OFFICER,
        session: SessionId::new(Uuid::from_u128(1)),
        display_name: "Alguien".into(),
        roles: vec![role],
        booth: None,
        lane: None,
        direction: Direction::Entry,
        shift: None,
        language,
        theme: Theme::Light,
        csrf: "token".into(),
        locked: false,
    }
}
