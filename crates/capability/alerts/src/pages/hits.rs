//! Hits of a presentation: their number, then each with what speaks for and against, what to do and what to ask. Looking
//! at one is an entry, before it is shown.
//!
//! What leads to protection opens on a page that looks like any other and says nothing large.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use garita_domain::{EntryId, Message, PartialDate, Presentation, SubjectId, Timestamp};
use garita_record::{AlertMatter, Consent, HitLooked, HitOutcome, Kind};
use garita_storage::{Snapshot, StorageError, find_entry};
use garita_web::{Choice, FormErrors, PageContext, PageError, SignedIn, respond};

use super::{Fields, QueryFields, again, choices, entry_id, go, id, label, notice};
use crate::{
    Adjudicate, Alerts, AlertsError, Hit, Look, ShowRedress,
    access::ADJUDICATE,
    codes::{NOT_SAME_REASONS, SAME_REASONS, UNSURE_REASONS},
    errors::storage_page,
    queries::{self, OutcomeRow},
    service::Said,
    told::Told,
};

/// What was opened can be read again for so long; after that it is asked for again. In microseconds.
const READABLE_FOR: i64 = 30 * 60 * Timestamp::SECOND;

#[derive(Template)]
#[template(path = "alerts/hits.html")]
struct HitsPage {
    page: PageContext,
    errors: FormErrors,
    case: String,
    base: String,
    who: String,
    lines: Vec<HitLine>,
    redress_key: String,
    may_answer: bool,
}

/// One hit that is not opened.
struct HitLine {
    number: usize,
    key: String,
    what: String,
    state: String,
}

#[derive(Template)]
#[template(path = "alerts/hit.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one thing is shown")]
struct HitPage {
    page: PageContext,
    errors: FormErrors,
    notice: Option<Message>,
    case: String,
    base: String,
    number: usize,
    look: EntryId,
    key: String,
    quiet: bool,
    own_state: Option<String>,
    changed: bool,
    facts: Vec<(String, String)>,
    rows: Vec<(String, String, String)>,
    weighed_for: Vec<(String, String)>,
    weighed_against: Vec<(String, String)>,
    total: String,
    todo: String,
    ask: String,
    answer: Option<String>,
    second: Option<String>,
    redress: Option<String>,
    asks_consent: bool,
    may_answer: bool,
    outcomes: Vec<OutcomeGroup>,
}

/// The reasons of one outcome.
struct OutcomeGroup {
    legend: String,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "alerts/slip.html")]
struct SlipPage {
    page: PageContext,
    redress: String,
    until: String,
}

/// The presentation an address names.
type CasePath = Path<(String, String)>;

/// A presentation with what the lists said.
struct Opened {
    subject: SubjectId,
    presentation: EntryId,
    told: Told,
}

impl Opened {
    async fn of(snapshot: &mut Snapshot, subject: &str, presentation: &str) -> Result<Self, PageError> {
        let (subject, presentation) = (id(subject)?, entry_id(presentation)?);
        let stored = find_entry(snapshot, subject, presentation).await.map_err(storage_page)?.ok_or_else(PageError::not_found)?;
        let content = stored.content;
        let told = Told::of(&content.kind, content.version, &content.payload).ok_or_else(PageError::not_found)?;
        Ok(Self { subject, presentation, told })
    }

    fn base(&self) -> String {
        format!("/alerts/hits/{}/{}", self.subject, self.presentation)
    }

    fn case(&self) -> String {
        format!("/desk/{}/{}", self.subject, self.presentation)
    }

    fn who(&self) -> String {
        self.told.presented.presentation.name.as_ref().map(ToString::to_string).unwrap_or_default()
    }
}

/// `GET /alerts/hits/{subject}/{presentation}`.
pub(crate) async fn list(
    State(alerts): State<Alerts>,
    page: PageContext,
    signed_in: SignedIn,
    Path((subject, presentation)): CasePath,
) -> Result<Response, PageError> {
    respond(&hits_page(&alerts, page, &signed_in, &subject, &presentation, FormErrors::default()).await?)
}

async fn hits_page(
    alerts: &Alerts,
    page: PageContext,
    signed_in: &SignedIn,
    subject: &str,
    presentation: &str,
    errors: FormErrors,
) -> Result<HitsPage, PageError> {
    let mut snapshot = alerts.journal().snapshot().await.map_err(storage_page)?;
    let opened = Opened::of(&mut snapshot, subject, presentation).await?;
    let outcomes = queries::outcomes_of(&mut snapshot, opened.subject, opened.presentation).await.map_err(storage_page)?;
    let line = |(number, hit): (usize, &Hit)| HitLine {
        number,
        key: alerts.environment().entry_id().to_string(),
        what: if hit.matter.protects() { page.t("alerts-hit-guidance") } else { page.t_with("alerts-hit-of", &[("list", &hit.list_name)]) },
        state: answer_words(&page, signed_in, answer_to(&outcomes, hit)),
    };
    Ok(HitsPage {
        errors,
        case: opened.case(),
        base: opened.base(),
        who: opened.who(),
        lines: opened.told.facts.hits.iter().enumerate().filter(|(_, hit)| hit.is_open()).map(line).collect(),
        redress_key: alerts.environment().entry_id().to_string(),
        may_answer: ADJUDICATE.permits(&signed_in.roles),
        page,
    })
}

fn answer_to<'a>(outcomes: &'a [OutcomeRow], hit: &Hit) -> Option<&'a OutcomeRow> {
    outcomes.iter().find(|row| row.list == hit.list && row.reference == hit.reference)
}

/// How the answer stands, in words.
fn answer_words(page: &PageContext, signed_in: &SignedIn, row: Option<&OutcomeRow>) -> String {
    let Some((row, outcome)) = row.and_then(|row| Some((row, row.outcome?))) else { return page.t("alerts-answer-none") };
    let said = label(page, "outcome", outcome.code());
    let id = match (row.standing, row.first_by == Some(signed_in.account)) {
        (true, _) => "alerts-answer-stands",
        (false, true) => "alerts-answer-waits-other",
        (false, false) => "alerts-answer-waits-you",
    };
    page.t_with(id, &[("outcome", said), ("ago", page.ago(row.at))])
}

/// `POST /alerts/hits/{subject}/{presentation}/{hit}/look`: on record, then shown.
pub(crate) async fn look(
    State(alerts): State<Alerts>,
    signed_in: SignedIn,
    Path((subject, presentation, hit)): Path<(String, String, usize)>,
    form: Fields,
) -> Result<Response, PageError> {
    let (subject, presentation) = (id(&subject)?, entry_id(&presentation)?);
    let entry = form.entry()?;
    alerts.journal().submit(Look { entry, subject, presentation, hit, by: signed_in.account }).await?;
    Ok(go(&format!("/alerts/hits/{subject}/{presentation}/{hit}?look={entry}")))
}

/// `GET /alerts/hits/{subject}/{presentation}/{hit}`: what was just opened; otherwise the list, where it is opened.
pub(crate) async fn show(
    State(alerts): State<Alerts>,
    page: PageContext,
    signed_in: SignedIn,
    Path((subject, presentation, hit)): Path<(String, String, usize)>,
    QueryFields(query): QueryFields,
) -> Result<Response, PageError> {
    let done = notice(query.text("done"), &[("answered", "alerts-done-answered"), ("redress", "alerts-done-redress")]);
    let look = query.text("look").parse::<EntryId>().ok();
    let case = (subject.as_str(), presentation.as_str(), hit);
    match hit_page(&alerts, page, &signed_in, case, look, FormErrors::default(), done).await? {
        Some(shown) => respond(&shown),
        None => Ok(go(&format!("/alerts/hits/{}/{}", id(&subject)?, entry_id(&presentation)?))),
    }
}

/// Whether this reader opened this hit a short time ago.
async fn was_opened(
    alerts: &Alerts,
    snapshot: &mut Snapshot,
    signed_in: &SignedIn,
    subject: SubjectId,
    look: EntryId,
) -> Result<bool, StorageError> {
    let Some(stored) = find_entry(snapshot, subject, look).await? else { return Ok(false) };
    let content = stored.content;
    let soon = alerts.journal().now().0.since(content.occurred).abs() <= READABLE_FOR;
    Ok(content.kind == HitLooked::NAME && content.actor == Some(signed_in.account) && soon)
}

async fn hit_page(
    alerts: &Alerts,
    page: PageContext,
    signed_in: &SignedIn,
    (subject, presentation, number): (&str, &str, usize),
    look: Option<EntryId>,
    errors: FormErrors,
    notice: Option<Message>,
) -> Result<Option<HitPage>, PageError> {
    let mut snapshot = alerts.journal().snapshot().await.map_err(storage_page)?;
    let opened = Opened::of(&mut snapshot, subject, presentation).await?;
    let Some(look) = look else { return Ok(None) };
    if !was_opened(alerts, &mut snapshot, signed_in, opened.subject, look).await.map_err(storage_page)? {
        return Ok(None);
    }
    let Some(hit) = opened.told.facts.hits.get(number) else { return Err(PageError::not_found()) };
    let outcomes = queries::outcomes_of(&mut snapshot, opened.subject, opened.presentation).await.map_err(storage_page)?;
    let row = answer_to(&outcomes, hit);
    let redress = queries::redress_of(&mut snapshot, opened.subject).await.map_err(storage_page)?;
    let said = said(alerts, &mut snapshot, hit).await.map_err(storage_page)?;
    let own = opened.told.own_states();
    let weighed = |above: bool| -> Vec<(String, String)> {
        let pieces = hit.evidence.iter().filter(|piece| (piece.points >= 0) == above);
        pieces.map(|piece| (page.message(&piece.what), page.t_with("alerts-points", &[("points", piece.points)]))).collect()
    };
    let settled = row.is_some_and(|row| row.standing && row.outcome != Some(HitOutcome::Unsure));
    Ok(Some(HitPage {
        errors,
        notice,
        case: opened.case(),
        base: opened.base(),
        number,
        look,
        key: alerts.environment().entry_id().to_string(),
        quiet: hit.matter.protects(),
        own_state: hit.is_from(&own).then(|| hit.issuer.map(|code| code.to_string()).unwrap_or_default()),
        changed: hit.changed_since,
        facts: facts(&page, hit),
        rows: compared(&page, &opened.told.presented.presentation, hit, said.as_ref()),
        weighed_for: weighed(true),
        weighed_against: weighed(false),
        total: page.t_with("alerts-points", &[("points", hit.score)]),
        todo: page.t(&todo(hit)),
        ask: label(&page, "ask", hit.matter.code()),
        answer: row.map(|row| format!("{} {}", answer_words(&page, signed_in, Some(row)), label(&page, "reason", &row.reason))),
        second: (hit.adjudicators == garita_record::Adjudicators::TwoOfficers).then(|| page.t("alerts-two-officers")),
        redress: redress.filter(|_| row.is_some_and(|row| row.standing && row.outcome == Some(HitOutcome::NotSame))),
        asks_consent: hit.matter == AlertMatter::MissingAdult,
        may_answer: ADJUDICATE.permits(&signed_in.roles) && !settled,
        outcomes: outcome_groups(&page),
        page,
    }))
}

fn todo(hit: &Hit) -> String {
    if hit.matter.protects() {
        format!("alerts-todo-{}", hit.matter.code().replace('_', "-"))
    } else {
        format!("alerts-todo-{}", hit.instruction.code().replace('_', "-"))
    }
}

/// The reasons, outcome by outcome; one choice says both.
fn outcome_groups(page: &PageContext) -> Vec<OutcomeGroup> {
    let group = |outcome: HitOutcome| {
        let reasons: &[&str] = match outcome {
            HitOutcome::Same => &SAME_REASONS,
            HitOutcome::NotSame => &NOT_SAME_REASONS,
            HitOutcome::Unsure => &UNSURE_REASONS,
        };
        let each = choices(page, "reason", reasons).into_iter();
        OutcomeGroup {
            legend: label(page, "outcome", outcome.code()),
            choices: each.map(|choice| Choice::new(format!("{}:{}", outcome.code(), choice.value), choice.label)).collect(),
        }
    };
    // A namesake first: most hits are one.
    [HitOutcome::NotSame, HitOutcome::Same, HitOutcome::Unsure].map(group).into_iter().collect()
}

/// What the list says now, when it still says what it said then.
async fn said(alerts: &Alerts, snapshot: &mut Snapshot, hit: &Hit) -> Result<Option<Said>, StorageError> {
    let loaded = alerts.loaded();
    let Some(list) = loaded.iter().find(|list| list.row.list == hit.list) else { return Ok(None) };
    list.said(snapshot, &hit.reference).await
}

fn facts(page: &PageContext, hit: &Hit) -> Vec<(String, String)> {
    let issuer = hit.issuer.map_or_else(|| page.t("alerts-issuer-none"), |code| code.to_string());
    [
        ("alerts-list", hit.list_name.clone()),
        ("alerts-matter", label(page, "matter", hit.matter.code())),
        ("alerts-reference", hit.file.clone()),
        ("alerts-legal-basis", hit.legal_basis.clone()),
        ("alerts-issuer", issuer),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(label, value)| (page.t(label), value))
    .collect()
}

/// The person beside the entry, field by field.
fn compared(page: &PageContext, person: &Presentation, hit: &Hit, said: Option<&Said>) -> Vec<(String, String, String)> {
    let dash = |text: String| if text.is_empty() { "–".to_owned() } else { text };
    let join = |texts: Vec<String>| dash(texts.join("; "));
    let (names, dates, sex, nationalities, documents) = match said {
        None => (hit.name.clone(), "–".to_owned(), "–".to_owned(), "–".to_owned(), "–".to_owned()),
        Some(Said::Listed(entry)) => (
            join(entry.names.iter().map(|name| name.name.to_string()).collect()),
            join(entry.birth_dates.iter().map(|date| page.date(date)).collect()),
            entry.sex.letter().to_string(),
            join(entry.nationalities.iter().map(ToString::to_string).collect()),
            join(entry.documents.iter().map(|document| document.number.to_string()).collect()),
        ),
        Some(Said::Imported(entry)) => {
            let range = |date: &garita_screening::DateRange| {
                if date.from == date.to { page.date(date.from) } else { format!("{} – {}", page.date(date.from), page.date(date.to)) }
            };
            (
                join(entry.person.names.iter().map(|name| crate::content::written(&name.text)).collect()),
                join(entry.person.birth_dates.iter().map(range).collect()),
                entry.person.sex.letter().to_string(),
                join(entry.person.nationalities.iter().map(ToString::to_string).collect()),
                join(entry.person.documents.iter().map(|document| document.number.to_string()).collect()),
            )
        }
    };
    let document = person.document.as_ref().and_then(|document| document.number.as_ref()).map(ToString::to_string).unwrap_or_default();
    let nationality = person.nationality.map(|code| code.to_string()).unwrap_or_default();
    let name = person.name.as_ref().map(ToString::to_string).unwrap_or_default();
    vec![
        (page.t("alerts-names"), dash(name), names),
        (page.t("alerts-birth-date"), dash(page.date(person.birth_date)), dates),
        (page.t("alerts-sex"), person.sex.letter().to_string(), sex),
        (page.t("alerts-nationality"), dash(nationality), nationalities),
        (page.t("alerts-document"), dash(document), documents),
    ]
}

/// `POST /alerts/hits/{subject}/{presentation}/{hit}/answer`.
pub(crate) async fn answer(
    State(alerts): State<Alerts>,
    page: PageContext,
    signed_in: SignedIn,
    Path((subject, presentation, hit)): Path<(String, String, usize)>,
    form: Fields,
) -> Result<Response, PageError> {
    let (traveller, presented) = (id(&subject)?, entry_id(&presentation)?);
    let look = entry_id(form.text("look"))?;
    let chosen =
        form.text("answer").split_once(':').and_then(|(outcome, reason)| Some((HitOutcome::from_code(outcome)?, reason.to_owned())));
    let refused = match chosen {
        None => Message::new("alerts-error-choose-answer"),
        Some((outcome, reason)) => {
            let consent = match form.text("consent") {
                "given" => Consent::Given,
                "not_given" => Consent::NotGiven,
                _ => Consent::NotNeeded,
            };
            let command = Adjudicate {
                entry: form.entry()?,
                subject: traveller,
                presentation: presented,
                hit,
                outcome,
                reason,
                consent,
                by: signed_in.account,
                today: alerts.today(),
                people: alerts.people().clone(),
                gate: alerts.gate().clone(),
            };
            match alerts.journal().submit(command).await {
                Ok(_) => return Ok(go(&format!("/alerts/hits/{traveller}/{presented}/{hit}?look={look}&done=answered"))),
                Err(AlertsError::Refused(message)) => message,
                Err(error) => return Err(error.into()),
            }
        }
    };
    let mut errors = FormErrors::default();
    errors.add("answer", refused);
    let case = (subject.as_str(), presentation.as_str(), hit);
    match hit_page(&alerts, page, &signed_in, case, Some(look), errors, None).await? {
        Some(shown) => again(StatusCode::UNPROCESSABLE_ENTITY, &shown),
        None => Ok(go(&format!("/alerts/hits/{traveller}/{presented}"))),
    }
}

/// `POST /alerts/hits/{subject}/{presentation}/redress`: a number shown with another document.
pub(crate) async fn redress(
    State(alerts): State<Alerts>,
    page: PageContext,
    signed_in: SignedIn,
    Path((subject, presentation)): CasePath,
    form: Fields,
) -> Result<Response, PageError> {
    let (traveller, presented) = (id(&subject)?, entry_id(&presentation)?);
    let command = ShowRedress {
        entry: form.entry()?,
        subject: traveller,
        presentation: presented,
        redress: form.text("redress").to_owned(),
        by: signed_in.account,
    };
    match alerts.journal().submit(command).await {
        Ok(()) => Ok(go(&format!("/desk/{traveller}/{presented}"))),
        Err(AlertsError::Refused(message)) => {
            let mut errors = FormErrors::default();
            errors.add("redress", message);
            again(StatusCode::UNPROCESSABLE_ENTITY, &hits_page(&alerts, page, &signed_in, &subject, &presentation, errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /alerts/hits/{subject}/{presentation}/{hit}/slip`: the redress number on paper. It says of nobody why.
pub(crate) async fn slip(
    State(alerts): State<Alerts>,
    page: PageContext,
    Path((subject, presentation, hit)): Path<(String, String, usize)>,
) -> Result<Response, PageError> {
    let mut snapshot = alerts.journal().snapshot().await.map_err(storage_page)?;
    let opened = Opened::of(&mut snapshot, &subject, &presentation).await?;
    let hit = opened.told.facts.hits.get(hit).ok_or_else(PageError::not_found)?;
    let outcomes = queries::outcomes_of(&mut snapshot, opened.subject, opened.presentation).await.map_err(storage_page)?;
    let row = answer_to(&outcomes, hit).filter(|row| row.standing && row.outcome == Some(HitOutcome::NotSame));
    let redress = queries::redress_of(&mut snapshot, opened.subject).await.map_err(storage_page)?;
    let (Some(row), Some(redress)) = (row, redress) else { return Err(PageError::not_found()) };
    let until = row.until.map(|until| page.date(PartialDate::from(until))).unwrap_or_default();
    respond(&SlipPage { page, redress, until })
}
