//! What requests and answers look like.

use garita_domain::{Finding, MovementOutcome, Verdict, Weight};
use garita_web::PageContext;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{CaseFile, queries::PresentationRow};

/// A problem document (RFC 9457).
#[derive(Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the status says what sort of problem it is.
    #[serde(rename = "type")]
    kind: String,
    /// What happened, in the caller's language.
    title: String,
    /// What to do.
    detail: String,
    /// The status of the response.
    status: u16,
    /// The code that finds the details in the log.
    instance: String,
}

/// Somebody stands at the counter: a zone, or particulars stated by hand; one of the two.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PresentationRequest {
    /// Id of the entry to come, made by the caller: the same id twice records once.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub entry: Option<Uuid>,
    /// Id for the person, if nobody is known by the document; goes with `entry`.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub subject: Option<Uuid>,
    /// The lines of a machine readable zone.
    pub zone: Option<String>,
    /// Particulars without a zone.
    pub stated: Option<Stated>,
    /// `entry` or `exit`.
    pub direction: String,
    /// Traffic class, such as `visitor`.
    pub class: String,
    /// In what.
    pub conveyance: Option<ConveyanceShape>,
}

/// Particulars typed from a document without a zone, or stated by a person without a document.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// Surnames, or the only name.
    pub surname: String,
    /// Given names.
    #[serde(default)]
    pub given_names: String,
    /// `1991-04-02`, `1991-04`, `1991` or `unknown`.
    #[serde(default)]
    pub birth_date: String,
    /// `F`, `M` or `X`.
    #[serde(default)]
    pub sex: String,
    /// State code; empty when unknown.
    #[serde(default)]
    pub nationality: String,
    /// The document; absent for a person without one.
    pub document: Option<StatedDocumentShape>,
}

/// A document typed from its face.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatedDocumentShape {
    /// Kind, such as `passport`.
    pub kind: String,
    /// State code of the issuer; empty when unknown.
    #[serde(default)]
    pub issuer: String,
    /// Number; empty when unknown.
    #[serde(default)]
    pub number: String,
    /// Last day, as far as known.
    #[serde(default)]
    pub expiry: String,
}

/// What a person travels in.
#[derive(Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConveyanceShape {
    /// `foot`, `car`, `bus`, `truck`, `boat`, `ship`, `aircraft`, `train`; empty when not asked.
    #[serde(default)]
    pub kind: String,
    /// Plate, flight or vessel.
    #[serde(default)]
    pub reference: String,
}

/// A decision: `admitted`, `second_line` or `pending`. A refusal is made by a person at the desk's page (R15).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionRequest {
    /// Id of the entry to come, made by the caller: the same id twice records once.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub entry: Option<Uuid>,
    /// `admitted`, `second_line` or `pending`.
    pub outcome: String,
    /// Days of stay, for an admission that counts them.
    pub days: Option<u16>,
    /// Coded reasons, for second line.
    #[serde(default)]
    pub reasons: Vec<String>,
    /// A short note.
    #[serde(default)]
    pub note: String,
}

/// What was recorded.
#[derive(Serialize, ToSchema)]
pub struct DecisionAnswer {
    /// The decision entry.
    pub decision: String,
    /// The outcome as recorded.
    pub outcome: String,
}

/// A presentation as it stands.
#[derive(Serialize, ToSchema)]
pub struct PresentationAnswer {
    /// As in the lists.
    #[serde(flatten)]
    case: CaseAnswer,
    /// Lines of the zone as received; empty without one.
    zone: Vec<String>,
    /// Kind of document; null for a person without one.
    document: Option<String>,
    /// Findings that are not plainly successful, worst first.
    findings: Vec<FindingAnswer>,
    /// Checks that were successful, as `name@version`.
    passed: Vec<String>,
}

/// A line of a list.
#[derive(Serialize, ToSchema)]
pub struct CaseAnswer {
    /// The person, as one lineage of entries.
    subject: String,
    /// The presentation.
    entry: String,
    /// When, RFC 3339.
    at: String,
    /// Whether that time can be trusted.
    certain: bool,
    /// `entry` or `exit`.
    direction: String,
    /// Traffic class.
    class: String,
    /// Surnames.
    surname: String,
    /// Given names.
    given_names: String,
    /// Birth date as far as known.
    birth_date: String,
    /// `F`, `M` or `X`.
    sex: String,
    /// State code; empty when unknown.
    nationality: String,
    /// Document number; empty when unknown.
    number: String,
    /// `undecided`, `admitted`, `refused`, `second_line` or `pending`.
    state: String,
    /// Days of stay.
    days: Option<i64>,
    /// How many corrections.
    corrected: i64,
}

/// A finding, in the caller's language.
#[derive(Serialize, ToSchema)]
pub struct FindingAnswer {
    /// Check, as `name@version`.
    check: String,
    /// `failed`, `undetermined`, `not_supported` or `aborted`.
    verdict: String,
    /// `hint`, `retry`, `suspicious` or `conclusive`.
    weight: String,
    /// What was found.
    what: String,
    /// What to look at.
    look_at: Option<String>,
}

impl CaseAnswer {
    /// From a row.
    pub fn of(row: &PresentationRow) -> Self {
        Self {
            subject: row.subject.to_string(),
            entry: row.entry.to_string(),
            at: row.at.to_string(),
            certain: row.certain,
            direction: row.direction.code().to_owned(),
            class: row.class.clone(),
            surname: row.surname.clone(),
            given_names: row.given_names.clone(),
            birth_date: row.birth_date.to_string(),
            sex: row.sex.letter().to_string(),
            nationality: row.nationality.clone(),
            number: row.number.clone(),
            state: row.outcome.map_or("undecided", MovementOutcome::code).to_owned(),
            days: row.days,
            corrected: row.corrected,
        }
    }
}

impl PresentationAnswer {
    /// From a case.
    pub fn of(page: &PageContext, file: &CaseFile) -> Self {
        let presentation = &file.presentation;
        Self {
            case: CaseAnswer::of(&file.now),
            zone: presentation.zone.clone(),
            document: presentation.document.as_ref().map(|document| document.kind.code().to_owned()),
            findings: file.findings.iter().map(|finding| FindingAnswer::of(page, finding)).collect(),
            passed: file.passed.iter().map(check).collect(),
        }
    }
}

impl FindingAnswer {
    fn of(page: &PageContext, finding: &Finding) -> Self {
        let verdict = match finding.verdict {
            Verdict::Successful => "successful",
            Verdict::Failed => "failed",
            Verdict::Undetermined => "undetermined",
            Verdict::NotSupported => "not_supported",
            Verdict::Aborted => "aborted",
        };
        let weight = match finding.weight {
            Weight::Hint => "hint",
            Weight::Retry => "retry",
            Weight::Suspicious => "suspicious",
            Weight::Conclusive => "conclusive",
        };
        Self {
            check: check(finding),
            verdict: verdict.to_owned(),
            weight: weight.to_owned(),
            what: page.message(&finding.what),
            look_at: finding.look_at.as_ref().map(|message| page.message(message)),
        }
    }
}

fn check(finding: &Finding) -> String {
    format!("{}@{}", finding.check.name, finding.check.version)
}
