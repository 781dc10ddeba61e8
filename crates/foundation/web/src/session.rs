//! Who is at the keyboard: the session layer, the guard against forged forms, and the page context every handler gets.
//!
//! This file knows cookies, tokens and languages; who has which session is answered by a [`Host`], which `garita` puts
//! together from `accounts` and the store.

use std::sync::Arc;

use async_trait::async_trait;
use axum::{
    body::{Body, to_bytes},
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use garita_domain::{
    AccountId, BoothId, Direction, Language, Message, SessionId, ShiftId, Timestamp,
    access::{AccessRule, Role},
};
use jiff::tz::TimeZone;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::{Catalogue, ErrorId, NavigationItem, PageContext, PageError, SignedInView, StatusItem, Theme, Translator, show_errors};

/// Largest body of any request, in bytes: a pasted list fits, an attack does not.
pub const LARGEST_BODY: usize = 1024 * 1024;
/// Largest file somebody who is signed in may send, in bytes: an alert list of a million people.
pub const LARGEST_FILE: usize = 256 * 1024 * 1024;

/// The session's cookie: host-only, never sent elsewhere, not readable by scripts.
pub const SESSION_COOKIE: &str = "__Host-garita-session";
/// The enrolled booth's cookie.
pub const BOOTH_COOKIE: &str = "__Host-garita-booth";
/// Language and theme of somebody who is not signed in.
pub const PREFERENCES_COOKIE: &str = "__Host-garita-preferences";

/// A signed-in person. In the extensions of every request that carries a live session.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The account.
    pub account: AccountId,
    /// The session.
    pub session: SessionId,
    /// The name colleagues know.
    pub display_name: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// The enrolled booth this browser is, if any.
    pub booth: Option<BoothId>,
    /// The booth's lane, as the staff call it.
    pub lane: Option<String>,
    /// The direction the lane works in.
    pub direction: Direction,
    /// The open shift.
    pub shift: Option<ShiftId>,
    /// Language of the screens.
    pub language: Language,
    /// Theme.
    pub theme: Theme,
    /// The token every form must carry back.
    pub csrf: String,
    /// Locked after inactivity: nothing but unlocking and signing out.
    pub locked: bool,
}

impl SignedIn {
    /// Whether the person has a role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// A handler behind an access rule takes `SignedIn` as an argument.
impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        parts.extensions.get::<Self>().cloned().ok_or_else(PageError::forbidden)
    }
}

/// Every handler may take the page context as an argument.
impl<S: Send + Sync> FromRequestParts<S> for PageContext {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        parts.extensions.get::<Self>().cloned().ok_or_else(PageError::not_found)
    }
}

/// What the session layer asks the node.
#[async_trait]
pub trait Host: Send + Sync {
    /// The live session of a cookie, and the booth of another. Also notes the activity.
    async fn signed_in(&self, session_token: Option<&str>, booth_token: Option<&str>) -> Result<Option<SignedIn>, PageError>;

    /// Ages of lists, clock, health: the thin line at the bottom.
    async fn status_line(&self) -> Vec<StatusItem>;

    /// How many cases wait behind a navigation item.
    async fn waiting(&self, href: &str, signed_in: &SignedIn) -> u32;

    /// The best time there is.
    fn now(&self) -> Timestamp;

    /// A fresh random id for the request.
    fn request_id(&self) -> Uuid;
}

/// A navigation item and who sees it.
#[derive(Clone, Debug)]
pub struct Place {
    /// The item.
    pub item: NavigationItem,
    /// The rule of its page.
    pub rule: AccessRule,
}

/// What the session layer knows of the site.
#[derive(Clone)]
pub struct Site {
    /// The node's answers.
    pub host: Arc<dyn Host>,
    /// The words.
    pub catalogue: Arc<Catalogue>,
    /// The name of the post.
    pub post: Arc<str>,
    /// The time zone of the post.
    pub zone: TimeZone,
    /// Whether the store holds invented people.
    pub demo: bool,
    /// The pages in the navigation.
    pub places: Arc<[Place]>,
    /// Without input for this long a page locks itself.
    pub lock_after: std::time::Duration,
}

/// The session layer: `router.layer(from_fn_with_state(site, session::enter))`, around every route.
pub async fn enter(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let error_id = ErrorId::of(site.host.request_id());
    let found =
        site.host.signed_in(cookie(request.headers(), SESSION_COOKIE).as_deref(), cookie(request.headers(), BOOTH_COOKIE).as_deref()).await;
    let (signed_in, failed) = match found {
        Ok(signed_in) => (signed_in, None),
        Err(error) => (None, Some(error)),
    };
    let page = context(&site, request.headers(), request.uri().path(), signed_in.as_ref(), error_id).await;
    if let Some(error) = failed {
        return error.render(&page);
    }
    if is_unsafe(request.method()) {
        match check_origin_and_token(request, signed_in.as_ref()).await {
            Ok(checked) => request = checked,
            Err(error) => return error.render(&page),
        }
    }
    request.extensions_mut().insert(page.clone());
    if let Some(signed_in) = signed_in {
        request.extensions_mut().insert(signed_in);
    }
    let api = request.uri().path().starts_with("/api/");
    let response = next.run(request).await;
    if api { api_error(response, &page) } else { show_errors(response, &page) }
}

/// Errors of the JSON interface: the same words as the pages, as a problem document (RFC 9457).
fn api_error(response: Response, page: &PageContext) -> Response {
    let Some(error) = response.extensions().get::<PageError>() else { return response };
    // Rendering logs the details under the id; the body is replaced.
    let logged = error.render(page);
    let body = serde_json::json!({
        "type": "about:blank",
        "title": page.message(&error.what),
        "detail": page.message(&error.advice),
        "status": error.status.as_u16(),
        "instance": page.error_id.to_string(),
    });
    (logged.status(), [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}

async fn context(site: &Site, headers: &HeaderMap, path: &str, signed_in: Option<&SignedIn>, error_id: ErrorId) -> PageContext {
    let stored = preferences(headers);
    let language = signed_in.map(|person| person.language).or(stored.0).or_else(|| accepted_language(headers)).unwrap_or_default();
    let translator = Translator::new(site.catalogue.clone(), language);
    let mut page = PageContext::signed_out(translator.clone(), error_id, site.host.now(), site.zone.clone());
    page.theme = signed_in.map(|person| person.theme).or(stored.1).unwrap_or_default();
    page.demo = site.demo;
    page.post = site.post.to_string();
    path.clone_into(&mut page.path);
    let Some(person) = signed_in.filter(|person| !person.locked) else { return page };
    page.csrf_token.clone_from(&person.csrf);
    page.lock_after = Some(site.lock_after);
    page.signed_in = Some(SignedInView {
        display_name: person.display_name.clone(),
        roles: person.roles.iter().map(|role| translator.t(&format!("web-role-{}", role.code().replace('_', "-")))).collect(),
        booth: person.lane.clone(),
        direction: person.lane.is_some().then_some(person.direction),
    });
    page.status_line = site.host.status_line().await;
    for place in site.places.iter().filter(|place| place.rule.permits(&person.roles)) {
        let waiting = site.host.waiting(place.item.href, person).await;
        page.navigation.push(NavigationItem { waiting, ..place.item.clone() });
    }
    page
}

/// Unsafe methods must come from our own pages: by the browser's word, and by the session's token.
async fn check_origin_and_token(request: Request, signed_in: Option<&SignedIn>) -> Result<Request, PageError> {
    if !same_origin(request.headers()) {
        return Err(PageError::stale_form());
    }
    let (parts, body) = request.into_parts();
    let has_file = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    let largest = if has_file && signed_in.is_some() { LARGEST_FILE } else { LARGEST_BODY };
    let bytes = to_bytes(body, largest).await.map_err(|_| PageError::too_large())?;
    if let Some(person) = signed_in {
        let sent = match parts.headers.get("x-csrf-token").and_then(|value| value.to_str().ok()) {
            Some(token) => Some(token.to_owned()),
            None if has_file => token_before_file(&bytes),
            None => form_field(&bytes, "csrf"),
        };
        let matches = sent.is_some_and(|sent| bool::from(sent.as_bytes().ct_eq(person.csrf.as_bytes())));
        if !matches {
            return Err(PageError::stale_form());
        }
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

/// Fetch metadata where the browser sends it, the `Origin` header otherwise. A program that sends neither has no cookies
/// that a foreign page could have made it send.
fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (text("origin"), text("host")) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        (Some(_), None) => false,
        (None, _) => true,
    }
}

/// The token of a form with a file: it stands in the first part (RFC 7578), before anything that a person chose.
fn token_before_file(body: &[u8]) -> Option<String> {
    const LONGEST_HEAD: usize = 1024;
    let head = String::from_utf8_lossy(body.get(..body.len().min(LONGEST_HEAD))?).into_owned();
    let (part, rest) = head.split_once("\r\n\r\n")?;
    let is_token = part.to_ascii_lowercase().contains("name=\"csrf\"") && !part.to_ascii_lowercase().contains("filename=");
    rest.split_once("\r\n").filter(|_| is_token).map(|(token, _)| token.to_owned())
}

fn form_field(body: &[u8], name: &str) -> Option<String> {
    form_urlencoded::parse(body).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

const fn is_unsafe(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// A cookie's value.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|line| line.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name && !value.is_empty()).then(|| value.to_owned())
    })
}

/// The `Set-Cookie` value of one of our cookies; no lifetime means until the browser closes.
pub fn set_cookie(name: &str, value: &str, lifetime: Option<std::time::Duration>) -> String {
    let lifetime = lifetime.map(|lifetime| format!("; Max-Age={}", lifetime.as_secs())).unwrap_or_default();
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Strict{lifetime}")
}

/// The value of the preferences cookie.
pub fn preferences_value(language: Language, theme: Theme) -> String {
    format!("{}.{}", language.tag(), theme.code())
}

fn preferences(headers: &HeaderMap) -> (Option<Language>, Option<Theme>) {
    let value = cookie(headers, PREFERENCES_COOKIE).unwrap_or_default();
    let (language, theme) = value.split_once('.').unwrap_or((&value, ""));
    (Language::from_tag(language), Theme::from_code(theme))
}

fn accepted_language(headers: &HeaderMap) -> Option<Language> {
    let value = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    value.split(',').find_map(|part| Language::from_tag(part.split(';').next().unwrap_or_default().trim()))
}

/// To the sign-in page and back, or a plain 401 for the JSON interface.
pub(crate) fn ask_to_sign_in(request: &Request) -> Response {
    ask(request, "/sign-in", "web-error-sign-in")
}

/// To the page that asks for the PIN.
pub(crate) fn ask_to_unlock(request: &Request) -> Response {
    ask(request, "/unlock", "web-error-locked")
}

fn ask(request: &Request, page: &str, what: &'static str) -> Response {
    if request.uri().path().starts_with("/api/") {
        return PageError::new(StatusCode::UNAUTHORIZED, Message::new(what), Message::new("web-error-sign-in-do")).into_response();
    }
    let back = if request.method() == Method::GET { request.uri().path_and_query().map_or("/", |path| path.as_str()) } else { "/" };
    let query: String = form_urlencoded::Serializer::new(String::new()).append_pair("return_to", back).finish();
    Redirect::to(&format!("{page}?{query}")).into_response()
}

/// A path a form may lead back to: ours, and nothing else.
pub fn safe_return(path: &str) -> &str {
    let ours = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.contains(|c: char| c.is_control());
    if ours { path } else { "/" }
}
