//! Errors as people meet them: what happened, what to do, and an id that finds the details in the log.
//!
//! Handlers return `Result<Response, PageError>`. The session layer, which knows the reader, passes every response through
//! [`show_errors`], which turns the error into a page in the reader's language.

use std::sync::Arc;

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use garita_domain::Message;

use crate::PageContext;

type Source = Arc<dyn std::error::Error + Send + Sync>;

/// A request that could not be answered as asked.
#[derive(Clone, Debug, thiserror::Error)]
#[error("answer a request: {status} {}", .what.id)]
pub struct PageError {
    /// The status of the response.
    pub status: StatusCode,
    /// What happened.
    pub what: Message,
    /// What the reader can do now.
    pub advice: Message,
    /// What the log should know; the page never shows it.
    #[source]
    cause: Option<Source>,
}

impl PageError {
    /// An error with its own words.
    pub const fn new(status: StatusCode, what: Message, advice: Message) -> Self {
        Self { status, what, advice, cause: None }
    }

    /// There is no such page or record.
    pub const fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, Message::new("web-error-not-found"), Message::new("web-error-not-found-do"))
    }

    /// The reader's roles do not reach this.
    pub const fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, Message::new("web-error-forbidden"), Message::new("web-error-forbidden-do"))
    }

    /// The browser is no enrolled booth.
    pub const fn not_a_booth() -> Self {
        Self::new(StatusCode::FORBIDDEN, Message::new("web-error-not-a-booth"), Message::new("web-error-not-a-booth-do"))
    }

    /// The form's token was missing or old: the page had been open too long.
    pub const fn stale_form() -> Self {
        Self::new(StatusCode::FORBIDDEN, Message::new("web-error-stale-form"), Message::new("web-error-stale-form-do"))
    }

    /// The request could not be understood.
    pub const fn bad_request() -> Self {
        Self::new(StatusCode::BAD_REQUEST, Message::new("web-error-bad-request"), Message::new("web-error-bad-request-do"))
    }

    /// More was sent than is taken.
    pub const fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, Message::new("web-error-too-large"), Message::new("web-error-too-large-do"))
    }

    /// The store takes no entries at the moment.
    pub fn unavailable(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, Message::new("web-error-unavailable"), Message::new("web-error-unavailable-do"))
            .because(cause)
    }

    /// A fault of the program.
    pub fn internal(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, Message::new("web-error-internal"), Message::new("web-error-internal-do"))
            .because(cause)
    }

    /// The same error with what the log should know.
    #[must_use]
    pub fn because(mut self, cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.cause = Some(Arc::new(cause));
        self
    }

    /// The error page. Logs the details under the page's error id.
    pub fn render(&self, page: &PageContext) -> Response {
        self.log(page);
        let template = ErrorPage { page, what: page.message(&self.what), advice: page.message(&self.advice) };
        match template.render() {
            Ok(html) => (self.status, Html(html)).into_response(),
            Err(error) => {
                tracing::error!(error_id = %page.error_id, %error, "the error page could not be rendered");
                (self.status, template.what).into_response()
            }
        }
    }

    fn log(&self, page: &PageContext) {
        let mut cause = String::new();
        let mut next = std::error::Error::source(self);
        while let Some(error) = next {
            cause = if cause.is_empty() { error.to_string() } else { format!("{cause}: {error}") };
            next = error.source();
        }
        let (error_id, status, what) = (page.error_id, self.status.as_u16(), self.what.id.as_ref());
        if self.status.is_server_error() {
            tracing::error!(%error_id, status, what, cause, path = page.path, "request failed");
        } else {
            tracing::info!(%error_id, status, what, cause, path = page.path, "request refused");
        }
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

/// A bare response that carries the error, for [`show_errors`] to dress.
impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Renders a page.
pub fn respond(template: &impl Template) -> Result<Response, PageError> {
    let html = template.render()?;
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))], html).into_response())
}

/// Turns a response that carries a [`PageError`] into its page; others pass unchanged.
pub fn show_errors(response: Response, page: &PageContext) -> Response {
    match response.extensions().get::<PageError>() {
        Some(error) => error.render(page),
        None => response,
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    page: &'a PageContext,
    what: String,
    advice: String,
}

#[cfg(test)]
mod tests {
    use garita_domain::{Language, Timestamp};
    use jiff::tz::TimeZone;
    use uuid::Uuid;

    use super::*;
    use crate::{Catalogue, ErrorId, Translator};

    async fn text(response: Response) -> String {
        String::from_utf8(axum::body::to_bytes(response.into_body(), 100_000).await.unwrap().to_vec()).unwrap()
    }

    #[tokio::test]
    async fn every_error_says_what_happened_and_what_to_do_in_both_languages_and_hides_its_cause() {
        let catalogue = Arc::new(Catalogue::new().unwrap());
        let cause = || std::io::Error::other("secret cause");
        let errors = [
            PageError::not_found(),
            PageError::forbidden(),
            PageError::stale_form(),
            PageError::bad_request(),
            PageError::too_large(),
            PageError::unavailable(cause()),
            PageError::internal(cause()),
        ];
        for language in Language::ALL {
            let translator = Translator::new(Arc::clone(&catalogue), language);
            let error_id = ErrorId::of(Uuid::from_u128(0x7F3A_91C2));
            let page = PageContext::signed_out(translator, error_id, Timestamp::from_micros(0), TimeZone::UTC);
            for error in &errors {
                let response = show_errors(error.clone().into_response(), &page);
                assert_eq!(response.status(), error.status);
                let body = text(response).await;
                assert!(body.contains(&page.message(&error.what)) && body.contains(&page.message(&error.advice)));
                assert!(body.contains("7F3A-91C2") && !body.contains("secret cause"));
            }
        }
        assert_eq!(catalogue.missing(), Vec::<String>::new());
    }
}
