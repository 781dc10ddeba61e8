//! Language and theme, from the bar or the sign-in page.

use axum::{
    Extension,
    extract::State,
    http::header,
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use garita_domain::Language;
use garita_web::{
    PageContext, PageError, SignedIn, Theme,
    session::{PREFERENCES_COOKIE, preferences_value, safe_return, set_cookie},
};

use super::form::Fields;
use crate::{Accounts, commands::preferences::KeepPreferences, errors::storage_page};

const LIFETIME: std::time::Duration = std::time::Duration::from_hours(24 * 365);

/// Keeps what was chosen: with the account of somebody signed in, in a cookie for anybody else.
pub(crate) async fn keep(
    State(accounts): State<Accounts>,
    page: PageContext,
    signed_in: Option<Extension<SignedIn>>,
    form: Fields,
) -> Result<Response, PageError> {
    let language = Language::from_tag(form.get("language")).unwrap_or_else(|| page.language());
    let theme = Theme::from_code(form.get("theme")).unwrap_or(page.theme);
    let onward = Redirect::to(safe_return(form.get("return_to")));
    match signed_in {
        Some(Extension(person)) if !person.locked => {
            accounts.journal().submit(KeepPreferences { account: person.account, language, theme }).await.map_err(storage_page)?;
            Ok(onward.into_response())
        }
        _ => {
            let cookie = set_cookie(PREFERENCES_COOKIE, &preferences_value(language, theme), Some(LIFETIME));
            Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), onward).into_response())
        }
    }
}
