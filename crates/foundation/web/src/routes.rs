//! Routes that cannot exist without an access rule.
//!
//! A capability adds its routes here, each with one line of the access table; there is no other way to add one. The guard
//! runs before the handler: a page for officers is never half built for somebody else.

use axum::{
    Router,
    extract::{Request, State},
    handler::Handler,
    http::Method,
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use garita_domain::access::{AccessRule, Action, DataClass};

use crate::{PageError, SignedIn, session};

/// One route of the access table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Method.
    pub method: Method,
    /// Path as registered, with its `{parameters}`.
    pub path: &'static str,
    /// Who may, for what.
    pub rule: AccessRule,
}

/// A capability's routes over its own state.
pub struct Routes<S> {
    router: Router<S>,
    table: Vec<Route>,
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// No routes yet.
    pub fn new() -> Self {
        Self { router: Router::new(), table: Vec::new() }
    }

    /// A page or resource that is read.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, rule: AccessRule, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        self.add(Method::GET, path, rule, get(handler))
    }

    /// An act.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, rule: AccessRule, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        self.add(Method::POST, path, rule, post(handler))
    }

    fn add(mut self, method: Method, path: &'static str, rule: AccessRule, handler: axum::routing::MethodRouter<S>) -> Self {
        self.router = self.router.route(path, handler.layer(from_fn_with_state(rule, guard)));
        self.table.push(Route { method, path, rule });
        self
    }

    /// The finished router and its lines of the access table.
    pub fn finish(self, state: S) -> (Router, Vec<Route>) {
        (self.router.with_state(state), self.table)
    }
}

impl<S: Clone + Send + Sync + 'static> Default for Routes<S> {
    fn default() -> Self {
        Self::new()
    }
}

async fn guard(State(rule): State<AccessRule>, request: Request, next: Next) -> Response {
    if rule.roles.is_empty() {
        return next.run(request).await;
    }
    let Some(signed_in) = request.extensions().get::<SignedIn>() else {
        return session::ask_to_sign_in(&request);
    };
    if signed_in.locked {
        return session::ask_to_unlock(&request);
    }
    if !rule.permits(&signed_in.roles) {
        return PageError::forbidden().into_response();
    }
    if needs_booth(&rule) && signed_in.booth.is_none() {
        return PageError::not_a_booth().into_response();
    }
    next.run(request).await
}

/// Travellers are presented and decided upon at an enrolled booth, never from any other browser.
fn needs_booth(rule: &AccessRule) -> bool {
    matches!(rule.data, DataClass::Traveller | DataClass::Waiting) && matches!(rule.action, Action::Record | Action::Decide)
}
