//! Icons of one open set (Lucide, ISC), drawn into the page so that no policy or network can take them away.

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {
        /// A sign. Always beside a word; it is hidden from screen readers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon {
            $($(#[$doc])* $name,)*
        }

        impl Icon {
            /// Every icon, for the style guide.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The drawing.
            pub const fn svg(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("../static/icons/", $file, ".svg")),)*
                }
            }
        }
    };
}

icons! {
    /// Back.
    ArrowLeft = "arrow-left";
    /// Onward; out of the country.
    ArrowRight = "arrow-right";
    /// Done, conforms.
    Check = "check";
    /// Opens beneath.
    ChevronRight = "chevron-right";
    /// Not supported here.
    CircleDashed = "circle-dashed";
    /// Not known.
    CircleHelp = "circle-help";
    /// Stopped half-way.
    CircleMinus = "circle-minus";
    /// Time.
    Clock = "clock";
    /// Light and dark.
    Contrast = "contrast";
    /// To a file.
    Download = "download";
    /// Look at.
    Eye = "eye";
    /// A document.
    FileText = "file-text";
    /// The journal's head.
    Hash = "hash";
    /// What was.
    History = "history";
    /// Waiting.
    Hourglass = "hourglass";
    /// Nothing here; into the country.
    Inbox = "inbox";
    /// Worth knowing.
    Info = "info";
    /// Keys.
    Keyboard = "keyboard";
    /// Language.
    Languages = "languages";
    /// Lists.
    List = "list";
    /// Locked.
    Lock = "lock";
    /// Sign in; entry.
    LogIn = "log-in";
    /// Sign out; exit.
    LogOut = "log-out";
    /// Talk.
    MessageCircle = "message-circle";
    /// Must not be overlooked.
    OctagonAlert = "octagon-alert";
    /// Change.
    Pencil = "pencil";
    /// Add.
    Plus = "plus";
    /// On paper.
    Printer = "printer";
    /// Again.
    RefreshCw = "refresh-cw";
    /// Read a document.
    ScanLine = "scan-line";
    /// Look for.
    Search = "search";
    /// How it runs.
    Settings = "settings";
    /// Take away.
    Trash = "trash-2";
    /// Look before going on.
    TriangleAlert = "triangle-alert";
    /// Take back.
    Undo = "undo-2";
    /// A person.
    User = "user";
    /// People.
    Users = "users";
    /// The link is there.
    Wifi = "wifi";
    /// The link is lost.
    WifiOff = "wifi-off";
    /// No; close.
    X = "x";
}

/// The drawing itself: a constant of this crate, safe in a page.
impl std::fmt::Display for Icon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.svg())
    }
}

impl askama::filters::HtmlSafe for Icon {}
