//! Every list: what it is, how old, how good. And proposing one.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use garita_domain::Message;
use garita_record::{Adjudicators, AlertMatter, Benefit, Instruction, ListDeclared, ListSource};
use garita_web::{Choice, FormErrors, PageContext, PageError, SignedIn, Tone, respond};

use super::{Fields, QueryFields, again, choices, go, id, label, notice};
use crate::{
    Alerts, AlertsError, ProposeList,
    access::{KEEP_LISTS, READ_ENTRIES},
    codes::LIST_REASONS,
    errors::storage_page,
    queries::{self, ListRow, Precision},
    rules,
};

/// Fewer answers than this say nothing, and might say whom (R17 counts, it does not point).
const FEWEST_ANSWERS: i64 = 5;

#[derive(Template)]
#[template(path = "alerts/lists.html")]
struct ListsPage {
    page: PageContext,
    notice: Option<Message>,
    rows: Vec<Row>,
    may_keep: bool,
}

/// A line of the table.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) owner: String,
    pub(super) people: String,
    pub(super) age: String,
    pub(super) tone: Tone,
    pub(super) state: String,
    pub(super) precision: String,
}

#[derive(Template)]
#[template(path = "alerts/list_form.html")]
struct ListForm {
    page: PageContext,
    errors: FormErrors,
    key: String,
    list: String,
    action: String,
    values: Values,
    sources: Vec<Choice>,
    matters: Vec<Choice>,
    benefits: Vec<Choice>,
    instructions: Vec<Choice>,
    adjudicators: Vec<Choice>,
    reasons: Vec<Choice>,
}

/// What stands in the form.
#[derive(Default)]
struct Values {
    name: String,
    owner: String,
    legal_basis: String,
    purpose: String,
    source: String,
    matter: String,
    benefit: String,
    instruction: String,
    issuer: String,
    adjudicators: String,
    review: String,
    expires: String,
    reason: String,
}

/// `GET /alerts`.
pub(crate) async fn show(
    State(alerts): State<Alerts>,
    page: PageContext,
    signed_in: SignedIn,
    QueryFields(query): QueryFields,
) -> Result<Response, PageError> {
    let mut snapshot = alerts.journal().snapshot().await.map_err(storage_page)?;
    let lists = queries::lists(&mut snapshot).await.map_err(storage_page)?;
    let mut rows = Vec::new();
    for list in &lists {
        let people = people_of(&mut snapshot, list).await.map_err(storage_page)?;
        let precision = queries::precision(&mut snapshot, list.list).await.map_err(storage_page)?;
        rows.push(Row::of(&alerts, &page, list, people, precision));
    }
    let notice = notice(query.text("done"), &[("proposed", "alerts-done-proposed")]);
    respond(&ListsPage { notice, rows, may_keep: KEEP_LISTS.permits(&signed_in.roles), page })
}

/// How many people a list names.
pub(super) async fn people_of(snapshot: &mut garita_storage::Snapshot, list: &ListRow) -> Result<i64, garita_storage::StorageError> {
    match (list.declared.source, list.version) {
        (ListSource::National, _) => Ok(list.entries),
        (ListSource::Imported, None) => Ok(0),
        (ListSource::Imported, Some(version)) => {
            Ok(queries::version(snapshot, list.list, version).await?.map_or(0, |imported| i64::from(imported.people)))
        }
    }
}

/// `GET /alerts/lists/new`.
pub(crate) async fn show_new(State(alerts): State<Alerts>, page: PageContext) -> Result<Response, PageError> {
    let list = alerts.environment().subject_id().to_string();
    let values = Values {
        source: ListSource::National.code().to_owned(),
        instruction: Instruction::SecondLine.code().to_owned(),
        adjudicators: Adjudicators::OneOfficer.code().to_owned(),
        reason: "new_list".to_owned(),
        ..Values::default()
    };
    respond(&ListForm::new(&alerts, page, FormErrors::default(), list, values))
}

/// `GET /alerts/lists/{list}/change`: the same form, filled.
pub(crate) async fn show_change(
    State(alerts): State<Alerts>,
    page: PageContext,
    axum::extract::Path(list): axum::extract::Path<String>,
) -> Result<Response, PageError> {
    let list = id(&list)?;
    let mut snapshot = alerts.journal().snapshot().await.map_err(storage_page)?;
    let row = queries::list(&mut snapshot, list).await.map_err(storage_page)?.ok_or_else(PageError::not_found)?;
    let values = Values { reason: "reviewed".to_owned(), ..Values::of(&row.declared) };
    respond(&ListForm::new(&alerts, page, FormErrors::default(), list.to_string(), values))
}

/// `POST /alerts/lists`: proposes a list, new or changed.
pub(crate) async fn propose(
    State(alerts): State<Alerts>,
    page: PageContext,
    signed_in: SignedIn,
    form: Fields,
) -> Result<Response, PageError> {
    let entry = form.entry()?;
    let list = form.text("list").parse().map_err(|_| PageError::bad_request())?;
    let today = alerts.today();
    let mut errors = FormErrors::default();
    let declared = read(&form, &mut errors);
    if let Some(declared) = &declared {
        for (field, message) in rules::of_list(declared, today) {
            errors.add(field, message);
        }
    }
    let values = Values::typed(&form);
    let (Some(declared), true) = (declared, errors.is_empty()) else {
        let form = ListForm { key: entry.to_string(), ..ListForm::new(&alerts, page, errors, list_text(list), values) };
        return again(StatusCode::UNPROCESSABLE_ENTITY, &form);
    };
    let reason = form.text("reason").to_owned();
    let command = ProposeList { entry, list, declared, reason, by: signed_in.account, today };
    match alerts.journal().submit(command).await {
        Ok(()) => Ok(go("/alerts?done=proposed")),
        Err(AlertsError::Refused(message)) => {
            errors.add("reason", message);
            again(StatusCode::CONFLICT, &ListForm::new(&alerts, page, errors, list_text(list), values))
        }
        Err(error) => Err(error.into()),
    }
}

fn list_text(list: garita_domain::SubjectId) -> String {
    list.to_string()
}

/// Reads the form; what is missing is noted.
fn read(form: &Fields, errors: &mut FormErrors) -> Option<ListDeclared> {
    let mut missing = |field: &'static str| errors.add(field, Message::new("alerts-error-choose"));
    let source = ListSource::from_code(form.text("source"));
    if source.is_none() {
        missing("source");
    }
    let matter = AlertMatter::from_code(form.text("matter"), Benefit::from_code(form.text("benefit")));
    if matter.is_none() {
        missing(if form.text("matter") == "smuggling_facilitator" { "benefit" } else { "matter" });
    }
    let instruction = Instruction::from_code(form.text("instruction"));
    if instruction.is_none() {
        missing("instruction");
    }
    let adjudicators = Adjudicators::from_code(form.text("adjudicators"));
    if adjudicators.is_none() {
        missing("adjudicators");
    }
    let issuer = form.state("issuer");
    if issuer.is_err() {
        errors.add("issuer", Message::new("alerts-error-state"));
    }
    let mut day = |field: &'static str| {
        let day = form.day(field);
        if day.is_none() {
            errors.add(field, Message::new("alerts-error-day"));
        }
        day
    };
    let (review, expires) = (day("review"), day("expires"));
    let text = |name| form.text(name).to_owned();
    Some(ListDeclared {
        name: text("name"),
        owner: text("owner"),
        legal_basis: text("legal_basis"),
        purpose: text("purpose"),
        source: source?,
        matter: matter?,
        instruction: instruction?,
        issuer: issuer.ok()?,
        adjudicators: adjudicators?,
        review: review?,
        expires: expires?,
    })
}

impl Row {
    pub(super) fn of(alerts: &Alerts, page: &PageContext, list: &ListRow, people: i64, precision: Precision) -> Self {
        let today = alerts.today();
        let (tone, state) = if list.is_over(today) {
            (Tone::Caution, "alerts-state-over")
        } else if list.is_overdue(today) {
            (Tone::Caution, "alerts-state-overdue")
        } else if list.age_from().is_none() {
            (Tone::Note, "alerts-state-empty")
        } else {
            (Tone::Quiet, "alerts-state-in-use")
        };
        Self {
            href: format!("/alerts/lists/{}", list.list),
            name: list.declared.name.clone(),
            owner: list.declared.owner.clone(),
            people: page.number(people),
            age: list.age_from().map_or_else(|| page.t("alerts-age-never"), |at| page.ago(at)),
            tone,
            state: page.t(state),
            precision: precision_words(page, precision),
        }
    }
}

/// The share of hits that meant the person, in words; nothing with few answers.
pub(super) fn precision_words(page: &PageContext, precision: Precision) -> String {
    let answered = precision.same + precision.not_same;
    if answered < FEWEST_ANSWERS {
        return page.t_with("alerts-precision-few", &[("most", FEWEST_ANSWERS)]);
    }
    let percent = precision.same * 100 / answered;
    page.t_with("alerts-precision-share", &[("percent", percent), ("same", precision.same), ("answered", answered)])
}

impl Values {
    fn of(list: &ListDeclared) -> Self {
        let benefit = match list.matter {
            AlertMatter::SmugglingFacilitator { benefit } => benefit.code(),
            AlertMatter::ExitBan
            | AlertMatter::ReEntryBan
            | AlertMatter::RevokedVisa
            | AlertMatter::WantedPerson
            | AlertMatter::Watch
            | AlertMatter::MissingChild
            | AlertMatter::ChildAbduction
            | AlertMatter::PersonAtRisk
            | AlertMatter::MissingAdult => "",
        };
        Self {
            name: list.name.clone(),
            owner: list.owner.clone(),
            legal_basis: list.legal_basis.clone(),
            purpose: list.purpose.clone(),
            source: list.source.code().to_owned(),
            matter: list.matter.code().to_owned(),
            benefit: benefit.to_owned(),
            instruction: list.instruction.code().to_owned(),
            issuer: list.issuer.map(|code| code.to_string()).unwrap_or_default(),
            adjudicators: list.adjudicators.code().to_owned(),
            review: list.review.to_string(),
            expires: list.expires.to_string(),
            reason: String::new(),
        }
    }

    fn typed(form: &Fields) -> Self {
        let text = |name| form.text(name).to_owned();
        Self {
            name: text("name"),
            owner: text("owner"),
            legal_basis: text("legal_basis"),
            purpose: text("purpose"),
            source: text("source"),
            matter: text("matter"),
            benefit: text("benefit"),
            instruction: text("instruction"),
            issuer: text("issuer"),
            adjudicators: text("adjudicators"),
            review: text("review"),
            expires: text("expires"),
            reason: text("reason"),
        }
    }
}

impl ListForm {
    fn new(alerts: &Alerts, page: PageContext, errors: FormErrors, list: String, values: Values) -> Self {
        Self {
            errors,
            key: alerts.environment().entry_id().to_string(),
            action: "/alerts/lists".to_owned(),
            list,
            values,
            sources: choices(&page, "source", &[ListSource::National.code(), ListSource::Imported.code()]),
            matters: choices(&page, "matter", &AlertMatter::CODES),
            benefits: choices(&page, "benefit", &Benefit::ALL.map(Benefit::code)),
            instructions: choices(&page, "instruction", &Instruction::ALL.map(Instruction::code)),
            adjudicators: choices(&page, "adjudicators", &[Adjudicators::OneOfficer.code(), Adjudicators::TwoOfficers.code()]),
            reasons: choices(&page, "reason", &LIST_REASONS),
            page,
        }
    }
}

/// Whether this reader may see who is on lists.
pub(super) fn may_read_entries(signed_in: &SignedIn) -> bool {
    READ_ENTRIES.permits(&signed_in.roles)
}

/// The words of a list's particulars.
pub(super) fn facts(page: &PageContext, list: &ListDeclared) -> Vec<(String, String)> {
    let issuer = list.issuer.map_or_else(|| page.t("alerts-issuer-none"), |code| code.to_string());
    [
        ("alerts-owner", list.owner.clone()),
        ("alerts-legal-basis", list.legal_basis.clone()),
        ("alerts-purpose", list.purpose.clone()),
        ("alerts-source", label(page, "source", list.source.code())),
        ("alerts-matter", label(page, "matter", list.matter.code())),
        ("alerts-instruction", label(page, "instruction", list.instruction.code())),
        ("alerts-issuer", issuer),
        ("alerts-adjudicators", label(page, "adjudicators", list.adjudicators.code())),
        ("alerts-review", page.date(garita_domain::PartialDate::from(list.review))),
        ("alerts-expires", page.date(garita_domain::PartialDate::from(list.expires))),
    ]
    .into_iter()
    .map(|(label, value)| (page.t(label), value))
    .collect()
}
