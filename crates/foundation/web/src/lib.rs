//! The look and voice of Garita: layout, components, translation, static files, error pages.
//!
//! Every page of every capability is made here or from what is here, so that the whole reads as one product. This room
//! knows HTML, style and language. It must not know: any store, any capability, any rule about travellers.
//!
//! # How a capability makes a page
//!
//! 1. `askama.toml` beside the capability's `Cargo.toml`, so that its templates can extend the ones here:
//!
//!    ```toml
//!    [general]
//!    dirs = ["templates", "../../foundation/web/templates"]
//!    ```
//!
//!    Templates of a capability live in a folder of its own name (`templates/desk/shift.html`), so that none shadows
//!    `base.html` and its kin. The crate depends on `askama` and `garita-web`.
//!
//! 2. A template that fills a frame. Frames: `desk_frame.html` (who / findings / decide), `office_frame.html` (lists and
//!    forms), `sign_in_frame.html`, `print_frame.html` (A4 or 80 mm slip). Components are macros of `components.html`:
//!
//!    ```html
//!    {% extends "office_frame.html" %}
//!    {% import "components.html" as ui %}
//!    {% block title %}{{ page.t("desk-shift-title") }}{% endblock %}
//!    {% block content %}
//!      <form method="post" action="/shift/close" data-once>
//!        {% call ui::guard(page) %}{% endcall %}
//!        {% call ui::field(page, errors, "remark", page.t("desk-remark"), remark) %}{% endcall %}
//!        {% call ui::button(page.t("desk-close-shift"), key="c", kind="primary") %}{% endcall %}
//!      </form>
//!    {% endblock %}
//!    ```
//!
//! 3. A struct whose field `page` is a [`PageContext`], and a handler:
//!
//!    ```text
//!    #[derive(askama::Template)]
//!    #[template(path = "desk/shift.html")]
//!    struct ShiftPage { page: PageContext, errors: FormErrors, remark: String }
//!
//!    async fn shift(Extension(page): Extension<PageContext>) -> Result<Response, PageError> {
//!        respond(&ShiftPage { page, errors: FormErrors::default(), remark: String::new() })
//!    }
//!    ```
//!
//! 4. Its words in `locales/{es,en}/<capability>.ftl`, ids prefixed with the capability's name, added to the
//!    [`Catalogue`] where the program is put together, and a test that calls [`same_ids`].
//!
//! # Keys
//!
//! A button or link with `data-key="1"` is pressed by that key when no text field has the focus; the key is printed on
//! it. Digits typed in the scan box belong to the scan box: after a presentation the focus stands in the decision panel,
//! and Escape moves it there from the box. Characters that arrive as fast as only a reader sends them never press a
//! button: `static/garita.js` leads them into the scan box.
//!
//! # Routes the frames expect
//!
//! `POST /lock`, `POST /sign-out`, `POST /preferences` (fields `language`, `theme`, `return_to`), `GET /search?q=` when
//! [`PageContext::search`] is on, and `GET /static/{version}/{*path}` ([`assets::serve`]).
//!
//! # To add a component
//!
//! A macro in `templates/components.html`, its rules in `static/css/components.css` using only tokens, and every state of
//! it in `templates/styleguide.html`. `cargo run -p garita-web --example styleguide -- DIRECTORY` writes the style guide.

// Templates name icons by their full path, in this crate as in others.
extern crate self as garita_web;

pub mod assets;
mod components;
mod errors;
pub mod headers;
mod icon;
mod local;
mod locale_check;
mod page;
mod routes;
pub mod server;
pub mod session;
mod translation;

pub use components::{Choice, EvidenceLine, FindingLine, FormErrors, Pagination, TimelineItem, Tone};
pub use errors::{PageError, respond, show_errors};
pub use icon::Icon;
pub use local::WholeNumber;
pub use locale_check::{LocalesDiffer, same_ids};
pub use page::{ErrorId, NavigationItem, PageContext, SignedInView, StatusItem, Theme};
pub use routes::{Route, Routes};
pub use session::{Host, Place, SignedIn, Site};
pub use translation::{Catalogue, CatalogueError, Translator};

/// The words of the frames and components, Spanish and English. Every [`Catalogue`] starts with them.
pub const LOCALES: [(garita_domain::Language, &str); 2] = [
    (garita_domain::Language::Es, include_str!("../locales/es/web.ftl")),
    (garita_domain::Language::En, include_str!("../locales/en/web.ftl")),
];
