//! Importing: a file comes, is read in the background, its preview is looked at, and somebody takes it into use.

use askama::Template;
use axum::{
    body::Bytes,
    extract::{FromRequest, Multipart, Path, Request, State},
    http::StatusCode,
    response::Response,
};
use garita_domain::{EntryId, Message, SubjectId};
use garita_web::{FormErrors, PageContext, PageError, SignedIn, respond};

use super::{Fields, again, entry_id, go, id, one_list::ListPage};
use crate::{
    Alerts, AlertsError, LineNote, Preview, Suspicion, TakeIntoUse, Taken, UndoImport, errors::storage_page, queries, reading::FileOfList,
};

#[derive(Template)]
#[template(path = "alerts/preview.html")]
struct PreviewPage {
    page: PageContext,
    list: SubjectId,
    name: String,
    version: EntryId,
    key: String,
    read: String,
    counts: Vec<(String, String)>,
    suspicion: Option<String>,
    groups: Vec<(String, Vec<String>)>,
    malformed: Vec<LineNote>,
    notes: Vec<LineNote>,
}

/// `POST /alerts/lists/{list}/file`: takes the file and reads it in the background.
pub(crate) async fn upload(
    State(alerts): State<Alerts>,
    page: PageContext,
    signed_in: SignedIn,
    Path(list): Path<String>,
    request: Request,
) -> Result<Response, PageError> {
    let list = id(&list)?;
    let file = file_of(request).await?;
    let Some((name, bytes)) = file else {
        let mut errors = FormErrors::default();
        errors.add("file", Message::new("alerts-error-no-file"));
        let page = ListPage::new(&alerts, page, &signed_in, list, None, errors, None).await?;
        return again(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    alerts.stage_in_background(list, FileOfList { name, format: None, bytes: Box::new(std::io::Cursor::new(bytes)) });
    Ok(go(&format!("/alerts/lists/{list}")))
}

/// The file of a form; nothing when none was chosen.
async fn file_of(request: Request) -> Result<Option<(String, Bytes)>, PageError> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| PageError::bad_request())?;
    while let Some(field) = form.next_field().await.map_err(|_| PageError::too_large())? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|_| PageError::too_large())?;
        return Ok((!name.is_empty() && !bytes.is_empty()).then_some((name, bytes)));
    }
    Ok(None)
}

/// `GET /alerts/lists/{list}/preview`.
pub(crate) async fn preview(State(alerts): State<Alerts>, page: PageContext, Path(list): Path<String>) -> Result<Response, PageError> {
    let list = id(&list)?;
    let mut snapshot = alerts.journal().snapshot().await.map_err(storage_page)?;
    let Some((version, at, preview)) = queries::staged(&mut snapshot, list).await.map_err(storage_page)? else {
        return Ok(go(&format!("/alerts/lists/{list}")));
    };
    let group = |id, count: u32, names: &[String]| {
        (page.t_with(id, &[("count", page.number(count)), ("shown", names.len().to_string())]), names.to_vec())
    };
    respond(&PreviewPage {
        list,
        name: preview.list_name.clone(),
        version,
        key: alerts.environment().entry_id().to_string(),
        read: page.ago(at),
        counts: counts(&page, &preview),
        suspicion: match preview.suspicion {
            Suspicion::None => None,
            Suspicion::Emptied | Suspicion::Shrunk | Suspicion::ManyRejected => {
                Some(page.t(&format!("alerts-suspicion-{}", preview.suspicion.code().replace('_', "-"))))
            }
        },
        groups: vec![
            group("alerts-preview-added", preview.added, &preview.added_names),
            group("alerts-preview-changed", preview.changed, &preview.changed_names),
            group("alerts-preview-removed", preview.removed, &preview.removed_names),
        ],
        malformed: preview.malformed,
        notes: preview.notes,
        page,
    })
}

fn counts(page: &PageContext, preview: &Preview) -> Vec<(String, String)> {
    [
        ("alerts-file", format!("{} ({})", preview.file_name, preview.format)),
        ("alerts-people", page.number(preview.people)),
        ("alerts-people-before", page.number(preview.people_before)),
        ("alerts-rejected", page.number(preview.rejected)),
        ("alerts-skipped", page.number(preview.skipped)),
        ("alerts-notes", page.number(preview.note_count)),
    ]
    .into_iter()
    .map(|(label, value)| (page.t(label), value))
    .collect()
}

/// `POST /alerts/lists/{list}/import`: takes the version that waits into use, or drops it.
pub(crate) async fn take(
    State(alerts): State<Alerts>,
    page: PageContext,
    signed_in: SignedIn,
    Path(list): Path<String>,
    form: Fields,
) -> Result<Response, PageError> {
    let list = id(&list)?;
    let version = entry_id(form.text("version"))?;
    if form.text("act") == "drop" {
        alerts.drop_staged(version).await?;
        return Ok(go(&format!("/alerts/lists/{list}?done=dropped")));
    }
    let command = TakeIntoUse { version, by: Some(signed_in.account), entry: form.entry()? };
    match alerts.take_into_use(command).await {
        Ok(Taken::InUse) => Ok(go(&format!("/alerts/lists/{list}?done=in-use"))),
        Ok(Taken::Waits) => Ok(go(&format!("/alerts/lists/{list}?done=waits"))),
        Err(error) => refused(&alerts, page, &signed_in, list, "file", error).await,
    }
}

/// `POST /alerts/lists/{list}/undo`: takes the version in use back.
pub(crate) async fn undo(
    State(alerts): State<Alerts>,
    page: PageContext,
    signed_in: SignedIn,
    Path(list): Path<String>,
    form: Fields,
) -> Result<Response, PageError> {
    let list = id(&list)?;
    let command = UndoImport {
        entry: form.entry()?,
        list,
        version: entry_id(form.text("version"))?,
        reason: form.text("reason").to_owned(),
        by: Some(signed_in.account),
    };
    match alerts.undo(command).await {
        Ok(()) => Ok(go(&format!("/alerts/lists/{list}?done=undone"))),
        Err(error) => refused(&alerts, page, &signed_in, list, "versions", error).await,
    }
}

/// The list's page with what stood against it.
async fn refused(
    alerts: &Alerts,
    page: PageContext,
    signed_in: &SignedIn,
    list: SubjectId,
    field: &'static str,
    error: AlertsError,
) -> Result<Response, PageError> {
    let AlertsError::Refused(message) = error else { return Err(error.into()) };
    let mut errors = FormErrors::default();
    errors.add(field, message);
    again(StatusCode::CONFLICT, &ListPage::new(alerts, page, signed_in, list, None, errors, None).await?)
}
