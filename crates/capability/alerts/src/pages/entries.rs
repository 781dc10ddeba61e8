//! Entries of national lists: proposing one, reading one, proposing that it be taken off.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use garita_domain::{DocumentNumber, Message, PartialDate, PersonName, Sex, SubjectId};
use garita_record::{AlertDocument, AlertMatter, AlertName, Benefit, EntryListed};
use garita_web::{Choice, FormErrors, PageContext, PageError, SignedIn, respond};

use super::{Fields, QueryFields, again, choices, go, id, label, notice};
use crate::{
    Alerts, AlertsError, ProposeEntry, ProposeWithdrawal,
    access::{KEEP_LISTS, READ_IN_COUNTRY},
    codes::{LISTING_REASONS, WITHDRAWAL_REASONS},
    errors::storage_page,
    queries, rules,
};

/// Aliases in the form.
const ALIASES: [&str; 3] = ["alias_1", "alias_2", "alias_3"];

#[derive(Template)]
#[template(path = "alerts/entry_form.html")]
struct EntryForm {
    page: PageContext,
    errors: FormErrors,
    key: String,
    entry: String,
    list: SubjectId,
    list_name: String,
    fields: Fields,
    matters: Vec<Choice>,
    benefits: Vec<Choice>,
    sexes: Vec<Choice>,
    reasons: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "alerts/entry.html")]
struct EntryPage {
    page: PageContext,
    errors: FormErrors,
    notice: Option<Message>,
    entry: SubjectId,
    list: SubjectId,
    name: String,
    facts: Vec<(String, String)>,
    screened: String,
    /// Addresses of the cases of people whom it may mean; for those who may see travellers.
    found: Vec<(String, String)>,
    reasons: Vec<Choice>,
    may_keep: bool,
    key: String,
}

impl EntryForm {
    fn text(&self, name: &str) -> String {
        self.fields.text(name).to_owned()
    }
}

/// `GET /alerts/lists/{list}/entries/new`.
pub(crate) async fn show_new(State(alerts): State<Alerts>, page: PageContext, Path(list): Path<String>) -> Result<Response, PageError> {
    let list = id(&list)?;
    let entry = alerts.environment().subject_id().to_string();
    respond(&form(&alerts, page, FormErrors::default(), list, entry, Fields::default()).await?)
}

async fn form(
    alerts: &Alerts,
    page: PageContext,
    errors: FormErrors,
    list: SubjectId,
    entry: String,
    fields: Fields,
) -> Result<EntryForm, PageError> {
    let mut snapshot = alerts.journal().snapshot().await.map_err(storage_page)?;
    let row = queries::list(&mut snapshot, list).await.map_err(storage_page)?.ok_or_else(PageError::not_found)?;
    Ok(EntryForm {
        errors,
        key: alerts.environment().entry_id().to_string(),
        entry,
        list,
        list_name: row.declared.name,
        fields,
        matters: choices(&page, "matter", &AlertMatter::CODES),
        benefits: choices(&page, "benefit", &Benefit::ALL.map(Benefit::code)),
        sexes: [Sex::Female, Sex::Male, Sex::Unspecified]
            .map(|sex| Choice::new(sex.letter().to_string(), label(&page, "sex", &sex.letter().to_lowercase().to_string())))
            .to_vec(),
        reasons: choices(&page, "reason", &LISTING_REASONS),
        page,
    })
}

/// `POST /alerts/lists/{list}/entries`: proposes an entry.
pub(crate) async fn propose(
    State(alerts): State<Alerts>,
    page: PageContext,
    signed_in: SignedIn,
    Path(list): Path<String>,
    fields: Fields,
) -> Result<Response, PageError> {
    let list = id(&list)?;
    let entry = fields.entry()?;
    let subject: SubjectId = fields.text("entry").parse().map_err(|_| PageError::bad_request())?;
    let today = alerts.today();
    let mut errors = FormErrors::default();
    let listed = read(&fields, list, &signed_in, &mut errors);
    if let Some(listed) = &listed {
        for (field, message) in rules::of_entry(listed, today) {
            errors.add(field, message);
        }
    }
    let (Some(listed), true) = (listed, errors.is_empty()) else {
        let form = form(&alerts, page, errors, list, subject.to_string(), fields).await?;
        return again(StatusCode::UNPROCESSABLE_ENTITY, &form);
    };
    let reason = fields.text("reason").to_owned();
    match alerts.journal().submit(ProposeEntry { entry, subject, listed, reason, today }).await {
        Ok(()) => Ok(go(&format!("/alerts/lists/{list}?done=proposed"))),
        Err(AlertsError::Refused(message)) => {
            errors.add("reason", message);
            again(StatusCode::CONFLICT, &form(&alerts, page, errors, list, subject.to_string(), fields).await?)
        }
        Err(error) => Err(error.into()),
    }
}

fn read(fields: &Fields, list: SubjectId, signed_in: &SignedIn, errors: &mut FormErrors) -> Option<EntryListed> {
    let matter = AlertMatter::from_code(fields.text("matter"), Benefit::from_code(fields.text("benefit")));
    if matter.is_none() {
        let field = if fields.text("matter") == "smuggling_facilitator" { "benefit" } else { "matter" };
        errors.add(field, Message::new(if field == "benefit" { "alerts-error-benefit" } else { "alerts-error-choose" }));
    }
    let names = names(fields, errors);
    let birth_date = PartialDate::parse(fields.text("birth_date"));
    if birth_date.is_err() {
        errors.add("birth_date", Message::new("alerts-error-birth-date"));
    }
    let mut state = |field: &'static str| {
        let state = fields.state(field);
        if state.is_err() {
            errors.add(field, Message::new("alerts-error-state"));
        }
        state.ok()
    };
    let (nationality, document_issuer, issuer) = (state("nationality"), state("document_issuer"), state("issuer"));
    let number = match fields.text("number") {
        "" => Some(None),
        text => DocumentNumber::parse(text).map_err(|_| errors.add("number", Message::new("alerts-error-number"))).ok().map(Some),
    };
    let mut day = |field: &'static str| {
        let day = fields.day(field);
        if day.is_none() {
            errors.add(field, Message::new("alerts-error-day"));
        }
        day
    };
    let (review, expires) = (day("review"), day("expires"));
    let (number, document_issuer, birth_date) = (number?, document_issuer?, birth_date.ok()?);
    Some(EntryListed {
        list,
        reference: fields.text("reference").to_owned(),
        matter: matter?,
        names: names?,
        birth_dates: (birth_date != PartialDate::UNKNOWN).then_some(birth_date).into_iter().collect(),
        sex: fields.text("sex").chars().next().and_then(Sex::from_letter).unwrap_or_default(),
        nationalities: nationality?.into_iter().collect(),
        documents: number.map(|number| AlertDocument { number, issuer: document_issuer }).into_iter().collect(),
        issuer: issuer?,
        legal_basis: fields.text("legal_basis").to_owned(),
        review: review?,
        expires: expires?,
        proposed_by: Some(signed_in.account),
    })
}

fn names(fields: &Fields, errors: &mut FormErrors) -> Option<Vec<AlertName>> {
    let mut names = Vec::new();
    match PersonName::new(fields.text("surname"), fields.text("given_names")) {
        Ok(name) => names.push(AlertName { name, weak: false }),
        Err(_) => errors.add("surname", Message::new("alerts-wrong-no-name")),
    }
    for alias in ALIASES.iter().map(|field| fields.text(field)).filter(|alias| !alias.is_empty()) {
        // `SURNAMES, GIVEN NAMES`, or one name.
        let (surname, given_names) = alias.split_once(',').unwrap_or((alias, ""));
        match PersonName::new(surname, given_names) {
            Ok(name) => names.push(AlertName { name, weak: fields.text("weak") == "yes" }),
            Err(_) => errors.add("alias_1", Message::new("alerts-error-alias")),
        }
    }
    (!names.is_empty()).then_some(names)
}

/// `GET /alerts/entries/{entry}`.
pub(crate) async fn show(
    State(alerts): State<Alerts>,
    page: PageContext,
    signed_in: SignedIn,
    Path(entry): Path<String>,
    QueryFields(query): QueryFields,
) -> Result<Response, PageError> {
    let done = notice(query.text("done"), &[("proposed", "alerts-done-proposed")]);
    respond(&entry_page(&alerts, page, &signed_in, id(&entry)?, FormErrors::default(), done).await?)
}

/// `POST /alerts/entries/{entry}/withdraw`.
pub(crate) async fn withdraw(
    State(alerts): State<Alerts>,
    page: PageContext,
    signed_in: SignedIn,
    Path(entry): Path<String>,
    form: Fields,
) -> Result<Response, PageError> {
    let subject = id(&entry)?;
    let command = ProposeWithdrawal { entry: form.entry()?, subject, reason: form.text("reason").to_owned(), by: signed_in.account };
    match alerts.journal().submit(command).await {
        Ok(()) => Ok(go(&format!("/alerts/entries/{subject}?done=proposed"))),
        Err(AlertsError::Refused(message)) => {
            let mut errors = FormErrors::default();
            errors.add("reason", message);
            again(StatusCode::CONFLICT, &entry_page(&alerts, page, &signed_in, subject, errors, None).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn entry_page(
    alerts: &Alerts,
    page: PageContext,
    signed_in: &SignedIn,
    entry: SubjectId,
    errors: FormErrors,
    notice: Option<Message>,
) -> Result<EntryPage, PageError> {
    let mut snapshot = alerts.journal().snapshot().await.map_err(storage_page)?;
    let row = queries::entry(&mut snapshot, entry).await.map_err(storage_page)?.ok_or_else(PageError::not_found)?;
    let listed = &row.listed;
    let may_see = READ_IN_COUNTRY.permits(&signed_in.roles);
    let found = if may_see { queries::found(&mut snapshot, entry).await.map_err(storage_page)? } else { Vec::new() };
    let screened = match row.screened {
        None => page.t("alerts-screened-not-yet"),
        Some(_) => page.t_with("alerts-screened", &[("people", row.people), ("found", row.found)]),
    };
    let date = |day: jiff::civil::Date| page.date(PartialDate::from(day));
    let names: Vec<String> = listed.names.iter().map(|name| name.name.to_string()).collect();
    let facts = [
        ("alerts-names", names.join("; ")),
        ("alerts-birth-date", listed.birth_dates.iter().map(|date| page.date(date)).collect::<Vec<_>>().join(", ")),
        ("alerts-sex", listed.sex.letter().to_string()),
        ("alerts-nationality", listed.nationalities.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
        ("alerts-document", listed.documents.iter().map(|document| document.number.to_string()).collect::<Vec<_>>().join(", ")),
        ("alerts-matter", label(&page, "matter", listed.matter.code())),
        ("alerts-reference", listed.reference.clone()),
        ("alerts-legal-basis", listed.legal_basis.clone()),
        ("alerts-issuer", listed.issuer.map(|code| code.to_string()).unwrap_or_default()),
        ("alerts-review", date(listed.review)),
        ("alerts-expires", date(listed.expires)),
        ("alerts-since", page.date_time(row.at)),
        (
            "alerts-withdrawn",
            row.withdrawn.map(|at| format!("{}: {}", page.date_time(at), label(&page, "reason", &row.withdrawn_why))).unwrap_or_default(),
        ),
    ];
    let percent = |score: i64| page.t_with("alerts-points", &[("points", score)]);
    Ok(EntryPage {
        errors,
        notice,
        entry,
        list: listed.list,
        name: names.into_iter().next().unwrap_or_default(),
        facts: facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(label, value)| (page.t(label), value)).collect(),
        screened,
        found: found
            .into_iter()
            .map(|(subject, presentation, score)| (format!("/desk/{subject}/{presentation}"), percent(score)))
            .collect(),
        reasons: choices(&page, "reason", &WITHDRAWAL_REASONS),
        may_keep: KEEP_LISTS.permits(&signed_in.roles) && row.withdrawn.is_none(),
        key: alerts.environment().entry_id().to_string(),
        page,
    })
}
