//! What every page knows: reader, language, theme, where it stands, and the lines around the content.

use std::{borrow::Borrow, time::Duration};

use garita_domain::{Direction, Language, Message, PartialDate, Timestamp};
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::{Icon, Tone, Translator, WholeNumber, assets};

/// The field `page` of every page's struct. Made once a request, by the session layer.
#[derive(Clone, Debug)]
pub struct PageContext {
    /// The words, in the reader's language.
    pub translator: Translator,
    /// The reader's theme.
    pub theme: Theme,
    /// Whether the store holds invented people: a watermark on every page and print.
    pub demo: bool,
    /// The name of the post, as officers say it.
    pub post: String,
    /// Who is signed in; nobody on the sign-in page.
    pub signed_in: Option<SignedInView>,
    /// The token every form carries back. Empty when nobody is signed in and no form needs one.
    pub csrf_token: String,
    /// Ages of lists, link and clock: the thin line at the bottom.
    pub status_line: Vec<StatusItem>,
    /// The pages this reader may open.
    pub navigation: Vec<NavigationItem>,
    /// The path of this request, without its query.
    pub path: String,
    /// Whether the header has the search box (`GET /search?q=`).
    pub search: bool,
    /// Without input for this long the page locks itself; never when nothing.
    pub lock_after: Option<Duration>,
    /// Names this request in the log and on an error page.
    pub error_id: ErrorId,
    /// The time zone of the post.
    pub zone: TimeZone,
    /// When the request came.
    pub now: Timestamp,
}

/// The person at the keyboard, as the header shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedInView {
    /// The name colleagues know.
    pub display_name: String,
    /// Role names in the reader's language.
    pub roles: Vec<String>,
    /// The booth or lane; nothing in the office.
    pub booth: Option<String>,
    /// The direction the lane works in.
    pub direction: Option<Direction>,
}

/// One statement of the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusItem {
    /// The sign before it.
    pub icon: Icon,
    /// `Quiet` as long as all is well.
    pub tone: Tone,
    /// The statement.
    pub text: Message,
}

/// One place in the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavigationItem {
    /// The path it opens.
    pub href: &'static str,
    /// Its words.
    pub label: &'static str,
    /// The sign before it.
    pub icon: Icon,
    /// How many wait there; shown when not zero.
    pub waiting: u32,
}

/// Which of the themes the page wears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system asks.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark, for the night.
    Dark,
    /// White and yellow on black, strong lines.
    Contrast,
}

impl Theme {
    /// Every theme, in the order a list shows them.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Contrast];

    /// The code used in forms and in `data-theme`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }

    /// The theme with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }

    /// The message id of its name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::System => "web-theme-system",
            Self::Light => "web-theme-light",
            Self::Dark => "web-theme-dark",
            Self::Contrast => "web-theme-contrast",
        }
    }
}

/// Names one request, short enough to read over the telephone: `7F3A-91C2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorId(u32);

impl ErrorId {
    /// Takes the random end of a request's UUID (version 4 or 7).
    pub const fn of(request: Uuid) -> Self {
        let [.., a, b, c, d] = *request.as_bytes();
        Self(u32::from_be_bytes([a, b, c, d]))
    }
}

impl std::fmt::Display for ErrorId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04X}-{:04X}", self.0 >> 16, self.0 & 0xFFFF)
    }
}

impl PageContext {
    /// A page for nobody in particular: the sign-in page, errors before it.
    pub const fn signed_out(translator: Translator, error_id: ErrorId, now: Timestamp, zone: TimeZone) -> Self {
        Self {
            translator,
            theme: Theme::System,
            demo: false,
            post: String::new(),
            signed_in: None,
            csrf_token: String::new(),
            status_line: Vec::new(),
            navigation: Vec::new(),
            path: String::new(),
            search: false,
            lock_after: None,
            error_id,
            zone,
            now,
        }
    }

    /// The text with this id.
    pub fn t(&self, id: &str) -> String {
        self.translator.t(id)
    }

    /// The text with this id and its parameters filled in.
    pub fn t_with<V: std::fmt::Display>(&self, id: &str, values: &[(&str, V)]) -> String {
        self.translator.t_with(id, values)
    }

    /// A message of the domain.
    pub fn message(&self, message: &Message) -> String {
        self.translator.message(message)
    }

    /// A date in local form.
    pub fn date(&self, date: impl Borrow<PartialDate>) -> String {
        self.translator.date(*date.borrow())
    }

    /// An instant in the post's time.
    pub fn date_time(&self, at: impl Borrow<Timestamp>) -> String {
        self.translator.date_time(*at.borrow(), &self.zone)
    }

    /// How long ago, in words.
    pub fn ago(&self, at: impl Borrow<Timestamp>) -> String {
        self.translator.ago(*at.borrow(), self.now)
    }

    /// A whole number with its thousands set apart.
    pub fn number(&self, number: impl WholeNumber) -> String {
        self.translator.number(number)
    }

    /// The reader's language.
    pub const fn language(&self) -> Language {
        self.translator.language()
    }

    /// The address of a static file, with the version that lets it be kept for a year.
    pub fn asset(&self, path: &str) -> String {
        assets::url(path)
    }

    /// Whether this navigation item is where the reader is.
    pub fn is_here(&self, item: &NavigationItem) -> bool {
        let under =
            |href: &str| self.path == href || (href != "/" && self.path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')));
        // Of two places one inside the other, the inner one.
        under(item.href) && !self.navigation.iter().any(|other| other.href.len() > item.href.len() && under(other.href))
    }

    /// Seconds without input until the page locks itself; 0 for never.
    pub fn lock_seconds(&self) -> u64 {
        self.lock_after.map_or(0, |after| after.as_secs())
    }

    /// The languages a reader can change to.
    pub const fn languages(&self) -> [Language; 2] {
        Language::ALL
    }

    /// The themes a reader can change to.
    pub const fn themes(&self) -> [Theme; 4] {
        Theme::ALL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_ids_are_short_and_stable() {
        assert_eq!(ErrorId::of(Uuid::from_u128(0x7F3A_91C2)).to_string(), "7F3A-91C2");
        assert_eq!(ErrorId::of(Uuid::nil()).to_string(), "0000-0000");
    }

    #[test]
    fn themes_have_codes_of_their_own() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_code(theme.code()), Some(theme));
        }
        assert_eq!(Theme::from_code("pink"), None);
    }
}
