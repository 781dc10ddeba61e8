//! The pages of the style guide: every component in every state, with invented people.

use std::{sync::Arc, time::Duration};

use askama::Template;
use garita_domain::{Direction, Language, Message, Timestamp};
use garita_web::{
    Catalogue, CatalogueError, Choice, ErrorId, FindingLine, FormErrors, Icon, NavigationItem, PageContext, Pagination, SignedInView,
    StatusItem, Theme, TimelineItem, Tone, Translator,
};
use jiff::tz::TimeZone;

const WORDS: &str = "
sg-desk = Ventanilla
sg-queue = Segunda línea
sg-shift = Mi turno
sg-journal = Bitácora
sg-accounts = Cuentas
sg-lists = listas de hace 2 h
sg-link = enlace perdido hace 3 d, se sigue trabajando
sg-clock = reloj en hora
sg-waiting = 12 asientos por enviar
sg-head = cabeza 7F3A-91C2
sg-date = No existe ese día. Escriba una fecha del calendario, como 1991-04-02.
sg-reason = Elija un motivo.
";

/// File name and HTML.
type Rendered = (&'static str, String);

/// Every page, and the catalogue that knows which words were missing.
pub fn pages(language: Language, theme: Theme) -> Result<(Vec<Rendered>, Arc<Catalogue>), PagesError> {
    let mut catalogue = Catalogue::new()?;
    for each in Language::ALL {
        catalogue.add(each, WORDS)?;
    }
    let catalogue = Arc::new(catalogue);
    let translator = Translator::new(Arc::clone(&catalogue), language);
    let page = context(translator, theme);
    let none = FormErrors::default();
    let lines = findings(&page);
    let desk = |lines: &[FindingLine], quiet_lines: Vec<FindingLine>, summary: &str, waiting: bool| Desk {
        troubled: !lines.is_empty(),
        zone_birth: if lines.is_empty() { "910402" } else { "910420" },
        lines: lines.to_vec(),
        quiet_lines,
        summary: summary.to_owned(),
        timeline: timeline(),
        waiting,
        page: PageContext { path: "/".into(), ..page.clone() },
        surname: "LÓPEZ GARCÍA",
        given: "María",
        birth: "2 abr 1991",
        number: "E123456",
        expiry: "1 abr 2031",
    };
    let office = PageContext {
        path: "/accounts".into(),
        signed_in: page.signed_in.clone().map(|person| SignedInView { booth: None, direction: None, ..person }),
        ..page.clone()
    };
    let nobody = PageContext { signed_in: None, search: false, navigation: Vec::new(), status_line: Vec::new(), ..page.clone() };
    let (attention, rest) = lines.split_at(3);
    let quiet_summary = "14 verificaciones · listas de hace 2 h";
    let rendered = vec![
        ("index.html", Index::new(office, lines.clone()).render()?),
        ("desk-quiet.html", desk(&[], rest.to_vec(), quiet_summary, false).render()?),
        ("desk-findings.html", desk(attention, rest.to_vec(), "11 verificaciones conformes o sin determinar", false).render()?),
        ("desk-waiting.html", desk(&[], Vec::new(), "", true).render()?),
        ("sign-in.html", SignIn { page: nobody.clone(), errors: none }.render()?),
        ("slip-a4.html", Slip { page: page.clone(), narrow: false }.render()?),
        ("slip-80mm.html", Slip { page, narrow: true }.render()?),
    ];
    Ok((rendered, catalogue))
}

/// Why the style guide could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PagesError {
    /// The words.
    #[error("read the words of the style guide")]
    Words(#[from] CatalogueError),
    /// The templates.
    #[error("render the style guide")]
    Render(#[from] askama::Error),
}

fn context(translator: Translator, theme: Theme) -> PageContext {
    let now = Timestamp::from_micros(1_795_377_900 * Timestamp::SECOND);
    let zone = TimeZone::get("America/Tegucigalpa").unwrap_or(TimeZone::UTC);
    let status = |icon, tone, id| StatusItem { icon, tone, text: Message::new(id) };
    let item = |href, label, icon, waiting| NavigationItem { href, label, icon, waiting };
    PageContext {
        theme,
        demo: true,
        post: "El Florido".into(),
        signed_in: Some(SignedInView {
            display_name: "Ana Reyes".into(),
            roles: vec!["Oficial".into()],
            booth: Some("Carril 2".into()),
            direction: Some(Direction::Entry),
        }),
        csrf_token: "example".into(),
        status_line: vec![
            status(Icon::List, Tone::Quiet, "sg-lists"),
            status(Icon::WifiOff, Tone::Caution, "sg-link"),
            status(Icon::Clock, Tone::Quiet, "sg-clock"),
            status(Icon::Hourglass, Tone::Quiet, "sg-waiting"),
            status(Icon::Hash, Tone::Quiet, "sg-head"),
        ],
        navigation: vec![
            item("/", "sg-desk", Icon::ScanLine, 0),
            item("/second-line", "sg-queue", Icon::Hourglass, 2),
            item("/shift", "sg-shift", Icon::Clock, 0),
            item("/journal", "sg-journal", Icon::Hash, 0),
            item("/accounts", "sg-accounts", Icon::Users, 0),
        ],
        search: true,
        lock_after: Some(Duration::from_mins(5)),
        ..PageContext::signed_out(translator, ErrorId::of(uuid::Uuid::from_u128(0x7F3A_91C2)), now, zone)
    }
}

fn findings(page: &PageContext) -> Vec<FindingLine> {
    let line = |tone, icon, word: &str, what: &str, why: &str, look_at: &str, check: &str| FindingLine {
        tone,
        icon,
        word: page.t(word),
        what: what.into(),
        why: (!why.is_empty()).then(|| why.into()),
        look_at: (!look_at.is_empty()).then(|| look_at.into()),
        evidence: Vec::new(),
        check: check.into(),
    };
    vec![
        line(
            Tone::Alert,
            Icon::OctagonAlert,
            "web-finding-conclusive",
            "Documento denunciado como robado",
            "Honduras lo incluyó en la lista el 3 mar 2026.",
            "Número impreso y perforado en la página de datos",
            "list.lost_documents v1",
        )
        .with("Número", "E123456", true)
        .with("Lista", "Documentos extraviados y robados, versión 212, de hace 2 h", false),
        line(
            Tone::Caution,
            Icon::TriangleAlert,
            "web-finding-suspicious",
            "La fecha de nacimiento no coincide",
            "Impreso: 2 abr 1991. Zona mecánica: 20 abr 1991.",
            "Fecha impresa, retoques cerca de la foto",
            "document.printed_zone v2",
        )
        .with("Impreso", "1991-04-02", true)
        .with("Zona", "910420", true),
        line(
            Tone::Note,
            Icon::RefreshCw,
            "web-finding-retry",
            "Se reparó un carácter: O por 0",
            "El dígito verificador solo cuadra con la reparación.",
            "Línea 2, posición 10; lea de nuevo el documento",
            "document.repair v1",
        )
        .with("Leído", "O", true)
        .with("Reparado", "0", true),
        line(
            Tone::Quiet,
            Icon::CircleHelp,
            "web-finding-undetermined",
            "Historial en otros puestos",
            "Sin noticias de otros puestos desde hace 3 d.",
            "",
            "history.elsewhere v1",
        ),
        line(
            Tone::Quiet,
            Icon::CircleDashed,
            "web-finding-not-supported",
            "Chip del pasaporte",
            "Este carril no tiene lector de chip.",
            "",
            "document.chip v1",
        ),
        line(Tone::Quiet, Icon::Check, "web-finding-successful", "Dígitos verificadores", "", "", "document.check_digits v1"),
        line(Tone::Quiet, Icon::Check, "web-finding-successful", "Documento vigente hasta 1 abr 2031", "", "", "document.expiry v1"),
    ]
}

fn timeline() -> Vec<TimelineItem> {
    let item = |direction, when: &str, what: &str, detail: &str, tone| TimelineItem {
        direction,
        when: when.into(),
        what: what.into(),
        detail: detail.into(),
        tone,
    };
    vec![
        item(None, "19 nov 2026", "Sin noticias de otros puestos.", "Lo que pasó allí no se conoce aún.", Tone::Caution),
        item(Some(Direction::Exit), "14 ago 2026", "Salida", "Agua Caliente · pasaporte E123456", Tone::Quiet),
        item(Some(Direction::Entry), "2 ago 2026", "Entrada, 90 días", "El Florido · pasaporte E123456", Tone::Quiet),
        item(Some(Direction::Exit), "11 dic 2025", "Salida", "El Florido · identidad 0801-1991-04021", Tone::Quiet),
        item(Some(Direction::Entry), "28 nov 2025", "Entrada, 30 días", "El Florido · identidad 0801-1991-04021", Tone::Quiet),
    ]
}

#[derive(Template)]
#[template(path = "styleguide/index.html")]
struct Index {
    page: PageContext,
    errors: FormErrors,
    choices: Vec<Choice>,
    lines: Vec<FindingLine>,
    timeline: Vec<TimelineItem>,
    rows: Vec<(&'static str, &'static str, &'static str, u8)>,
    pager: Pagination,
}

impl Index {
    fn new(page: PageContext, lines: Vec<FindingLine>) -> Self {
        let mut errors = FormErrors::default();
        errors.add("birth_date", Message::new("sg-date"));
        errors.add("reason", Message::new("sg-reason"));
        Self {
            page,
            errors,
            choices: vec![Choice::new("visitor", "Visitante"), Choice::new("national", "Nacional"), Choice::new("crew", "Tripulación")],
            lines,
            timeline: timeline(),
            rows: vec![
                ("Ana Reyes", "Oficial", "hace 2 h", 41),
                ("José Ávila", "Oficial, protección", "hace 9 h", 128),
                ("Iris Mejía", "Supervisión", "hace 3 d", 77),
            ],
            pager: Pagination { previous: Some("#".into()), next: Some("#".into()), position: "51–100 de 312".into() },
        }
    }
}

#[derive(Template)]
#[template(path = "styleguide/desk.html")]
struct Desk {
    page: PageContext,
    surname: &'static str,
    given: &'static str,
    birth: &'static str,
    number: &'static str,
    expiry: &'static str,
    zone_birth: &'static str,
    troubled: bool,
    waiting: bool,
    lines: Vec<FindingLine>,
    quiet_lines: Vec<FindingLine>,
    summary: String,
    timeline: Vec<TimelineItem>,
}

#[derive(Template)]
#[template(path = "styleguide/sign_in.html")]
struct SignIn {
    page: PageContext,
    errors: FormErrors,
}

#[derive(Template)]
#[template(path = "styleguide/slip.html")]
struct Slip {
    page: PageContext,
    narrow: bool,
}
