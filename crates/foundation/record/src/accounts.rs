//! Kinds about accounts, booths and signing in. No secret is ever part of an entry.

use garita_domain::{AccountId, BoothId, Direction, Language, SessionId, access::Role};

use crate::kind::kind;

kind! {
    /// An account was opened. Its subject is the account.
    AccountOpened = "accounts.account_opened", version 1 {
        /// Sign-in name.
        sign_in_name: String,
        /// Name shown to colleagues.
        display_name: String,
        /// Language of the screens.
        language: Language,
        /// First roles.
        roles: Vec<Role>,
    }
    inventory {
        "sign_in_name": StaffAccess, PublicService, Account, AccountAdministration;
        "display_name": StaffAccess, PublicService, Account, Inspection;
        "language": StaffAccess, PublicService, Account, AccountAdministration;
        "roles[]": StaffAccess, PublicService, Account, AccountAdministration;
    }
}

kind! {
    /// An account's roles changed: asked by one, approved by another. Its subject is the account.
    RolesChanged = "accounts.roles_changed", version 1 {
        /// The account.
        account: AccountId,
        /// Roles from now on; none closes the account.
        roles: Vec<Role>,
    }
    inventory {
        "account": StaffAccess, PublicService, Account, AccountAdministration;
        "roles[]": StaffAccess, PublicService, Account, AccountAdministration;
    }
}

kind! {
    /// A password or PIN was set, or a one-time code was issued. The secret's hash stays in the node's own table.
    CredentialSet = "accounts.credential_set", version 1 {
        /// `password`, `pin` or `one_time_code`.
        credential: String,
    }
    inventory {
        "credential": Accountability, PublicService, Audit, Oversight;
    }
}

kind! {
    /// Somebody signed in. Its subject is the account.
    SignedIn = "accounts.signed_in", version 1 {
        /// The session.
        session: SessionId,
        /// The booth, when the browser was enrolled.
        booth: Option<BoothId>,
        /// `password` or `one_time_code`.
        method: String,
    }
    inventory {
        "session": Accountability, PublicService, Audit, Oversight;
        "booth": Accountability, PublicService, Audit, Oversight;
        "method": Accountability, PublicService, Audit, Oversight;
    }
}

kind! {
    /// A session ended.
    SignedOut = "accounts.signed_out", version 1 {
        /// The session.
        session: SessionId,
        /// `asked`, `idle`, `wrong_pin`, `replaced` or `ended_by_administrator`.
        how: String,
    }
    inventory {
        "session": Accountability, PublicService, Audit, Oversight;
        "how": Accountability, PublicService, Audit, Oversight;
    }
}

kind! {
    /// A sign-in failed. Its subject is the account, or the node when the name is unknown; the name typed is not kept,
    /// because people type passwords into it.
    SignInRefused = "accounts.sign_in_refused", version 1 {
        /// The booth, when the browser was enrolled.
        booth: Option<BoothId>,
        /// `unknown_name`, `wrong_secret`, `too_many` or `closed`.
        why: String,
    }
    inventory {
        "booth": Accountability, PublicService, Audit, Oversight;
        "why": Accountability, PublicService, Audit, Oversight;
    }
}

kind! {
    /// A booth was made; no browser is enrolled as it yet. Its subject is the booth.
    BoothMade = "accounts.booth_made", version 1 {
        /// The booth.
        booth: BoothId,
        /// Its lane, as the staff call it.
        lane: String,
        /// The direction the lane works in.
        direction: Direction,
    }
    inventory {
        "booth": StaffAccess, NotPersonal, Account, AccountAdministration;
        "lane": StaffAccess, NotPersonal, Account, Inspection;
        "direction": StaffAccess, NotPersonal, Account, Inspection;
    }
}

kind! {
    /// A booth was revoked: its browser is a stranger from now on. Its subject is the booth.
    BoothRevoked = "accounts.booth_revoked", version 1 {
        /// The booth.
        booth: BoothId,
    }
    inventory {
        "booth": StaffAccess, NotPersonal, Account, AccountAdministration;
    }
}

kind! {
    /// A browser became a booth by code. Its subject is the booth.
    BoothEnrolled = "accounts.booth_enrolled", version 1 {
        /// The booth.
        booth: BoothId,
        /// Its lane, as the staff call it.
        lane: String,
    }
    inventory {
        "booth": StaffAccess, NotPersonal, Account, AccountAdministration;
        "lane": StaffAccess, NotPersonal, Account, Inspection;
    }
}
