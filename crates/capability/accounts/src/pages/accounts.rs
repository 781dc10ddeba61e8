//! The list of accounts, and opening one.

use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};
use garita_domain::{Language, Message, Secret, access::Role};
use garita_web::{Choice, FormErrors, PageContext, PageError, Pagination, SignedIn, respond};

use super::{form::Fields, role_label, role_words};
use crate::{
    Accounts, AccountsError, DisplayName, SignInName,
    commands::open_account::{Granted, OpenAccount},
    errors::storage_page,
    queries,
};

#[derive(Template)]
#[template(path = "accounts/list.html")]
struct ListPage {
    page: PageContext,
    rows: Vec<Row>,
    pager: Pagination,
    may_open: bool,
}

struct Row {
    account: String,
    display_name: String,
    sign_in_name: String,
    roles: String,
    state: &'static str,
    opened: String,
}

#[derive(Template)]
#[template(path = "accounts/open.html")]
struct OpenPage {
    page: PageContext,
    errors: FormErrors,
    key: String,
    sign_in_name: String,
    display_name: String,
    language: String,
    languages: Vec<Choice>,
    roles: Vec<RoleBox>,
}

/// A role to tick.
pub(super) struct RoleBox {
    pub(super) field: String,
    pub(super) label: String,
    pub(super) ticked: bool,
}

/// A code, shown once.
#[derive(Template)]
#[template(path = "accounts/code.html")]
pub(super) struct CodePage {
    pub(super) page: PageContext,
    pub(super) title: String,
    pub(super) whom: String,
    pub(super) code: Secret<String>,
    pub(super) hours: u64,
    pub(super) explanation: String,
    pub(super) waits: bool,
    pub(super) back: &'static str,
}

/// The list.
pub(crate) async fn list(
    State(accounts): State<Accounts>,
    uri: Uri,
    page: PageContext,
    signed_in: SignedIn,
) -> Result<Response, PageError> {
    let asked = Fields::of_query(&uri);
    let after = asked.get("after");
    let mut snapshot = accounts.journal().snapshot().await.map_err(storage_page)?;
    let (found, more) = queries::accounts(&mut snapshot, after).await.map_err(storage_page)?;
    let next = found.last().filter(|_| more).map(|last| {
        let query: String = form_urlencoded::Serializer::new(String::new()).append_pair("after", &last.sign_in_name).finish();
        format!("/accounts?{query}")
    });
    let pager = Pagination { previous: (!after.is_empty()).then(|| "/accounts".to_owned()), next, position: String::new() };
    let rows = found.iter().map(|account| Row::of(&page, account)).collect();
    respond(&ListPage { rows, pager, may_open: signed_in.has(Role::Administrator), page })
}

/// The form that opens an account.
pub(crate) async fn show_open(State(accounts): State<Accounts>, page: PageContext) -> Result<Response, PageError> {
    let key = accounts.journal().environment().entry_id().to_string();
    let empty = Fields::of_query(&Uri::from_static("/"));
    respond(&OpenPage::new(page, FormErrors::default(), key, &empty, &[Role::Officer]))
}

/// Opens an account and shows its one-time code.
pub(crate) async fn open(
    State(accounts): State<Accounts>,
    page: PageContext,
    signed_in: SignedIn,
    form: Fields,
) -> Result<Response, PageError> {
    let entry = form.entry()?;
    let roles = form.roles();
    let mut errors = FormErrors::default();
    let mut noting = |field, message| errors.add(field, message);
    let name = SignInName::parse(form.get("name")).map_err(|message| noting("name", message)).ok();
    let display_name = DisplayName::parse(form.get("display_name")).map_err(|message| noting("display_name", message)).ok();
    if roles.is_empty() {
        noting("roles", Message::new("accounts-roles-none"));
    }
    let (Some(name), Some(display_name), false) = (name, display_name, roles.is_empty()) else {
        return super::again(StatusCode::UNPROCESSABLE_ENTITY, &OpenPage::new(page, errors, entry.to_string(), &form, &roles));
    };
    let language = Language::from_tag(form.get("language")).unwrap_or_default();
    let (code, hashed) = accounts.new_code().await.map_err(AccountsError::from)?;
    let whom = format!("{} ({})", display_name.as_str(), name.as_str());
    let granted = Granted::By(signed_in.account);
    let command = OpenAccount { entry, name, display_name, language, roles: roles.clone(), granted, code: hashed };
    match accounts.journal().submit(command).await {
        Ok(opened) => respond(&CodePage::sign_in(page, &accounts, whom, code.grouped(), opened.waits)),
        Err(AccountsError::Refused(message)) => {
            errors.add("name", message);
            super::again(StatusCode::CONFLICT, &OpenPage::new(page, errors, entry.to_string(), &form, &roles))
        }
        Err(error) => Err(error.into()),
    }
}

impl Row {
    fn of(page: &PageContext, account: &queries::Account) -> Self {
        Self {
            account: account.id.to_string(),
            display_name: account.display_name.clone(),
            sign_in_name: account.sign_in_name.clone(),
            roles: role_words(page, &account.roles),
            state: state(account),
            opened: page.date_time(account.opened),
        }
    }
}

/// The message id of an account's state.
pub(super) const fn state(account: &queries::Account) -> &'static str {
    match (account.roles.is_empty(), account.ready) {
        (true, true) => "accounts-state-closed",
        (true, false) => "accounts-state-no-roles",
        (false, true) => "accounts-state-open",
        (false, false) => "accounts-state-no-password",
    }
}

/// The roles to tick.
pub(super) fn role_boxes(page: &PageContext, ticked: &[Role]) -> Vec<RoleBox> {
    let each =
        |role: Role| RoleBox { field: format!("role_{}", role.code()), label: page.t(role_label(role)), ticked: ticked.contains(&role) };
    Role::ALL.into_iter().map(each).collect()
}

impl OpenPage {
    fn new(page: PageContext, errors: FormErrors, key: String, form: &Fields, roles: &[Role]) -> Self {
        Self {
            languages: page.languages().iter().map(|language| Choice::new(language.tag(), language.own_name())).collect(),
            roles: role_boxes(&page, roles),
            sign_in_name: form.get("name").to_owned(),
            display_name: form.get("display_name").to_owned(),
            language: if form.get("language").is_empty() { page.language().tag().to_owned() } else { form.get("language").to_owned() },
            page,
            errors,
            key,
        }
    }
}

impl CodePage {
    /// A one-time sign-in code.
    pub(super) fn sign_in(page: PageContext, accounts: &Accounts, whom: String, code: Secret<String>, waits: bool) -> Self {
        Self {
            title: page.t("accounts-code-title"),
            explanation: page.t("accounts-code-explanation"),
            hours: accounts.settings().code_lifetime.as_secs() / 3600,
            page,
            whom,
            code,
            waits,
            back: "/accounts",
        }
    }
}
