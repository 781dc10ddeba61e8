//! `garita.toml`: what people set. Unknown keys are an error, so that a misspelt one is not silently ignored.

use std::{net::SocketAddr, path::Path};

use anyhow::{Context, bail};
use data_encoding::HEXLOWER;
use garita_domain::{CountryCode, Environment};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::directory::write_public;

/// Settings of a post.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The name of the post, as officers say it.
    pub post: String,
    /// The State the post belongs to, as its three-letter code.
    pub home: CountryCode,
    /// The time zone of the post, such as `America/Tegucigalpa`.
    pub time_zone: String,
    /// Where booths reach it. Anything but loopback is served with TLS, and so is loopback.
    pub listen: SocketAddr,
    /// Names and addresses in the certificate, besides localhost.
    #[serde(default)]
    pub names: Vec<String>,
    /// `sqlite`, or the address of a PostgreSQL database.
    #[serde(default = "sqlite")]
    pub store: String,
    /// Days of stay offered to a visitor on entry.
    #[serde(default = "usual_stay")]
    pub usual_stay: u16,
    /// Without input for this long a page locks itself, in seconds.
    #[serde(default = "lock_after")]
    pub lock_after_seconds: u64,
    /// Public key of the protection service, 64 hexadecimal digits.
    pub protection_key: String,
    /// A demo or training store: watermarked, can never be enrolled. Set when the store is made; changing it here is
    /// refused.
    #[serde(default)]
    pub demo: bool,
}

fn sqlite() -> String {
    "sqlite".to_owned()
}

const fn usual_stay() -> u16 {
    90
}

const fn lock_after() -> u64 {
    300
}

impl Settings {
    /// Reads the settings.
    pub fn load(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("could not read {}: is a post set up here?", path.display()))?;
        let settings: Self = toml::from_str(&text).with_context(|| format!("{} is not understood", path.display()))?;
        settings.zone()?;
        if settings.post.trim().is_empty() {
            bail!("{}: give the post a name", path.display());
        }
        Ok(settings)
    }

    /// Writes the settings.
    pub fn save(&self, path: &Path) -> anyhow::Result<()> {
        let text = toml::to_string_pretty(self).context("could not write the settings")?;
        write_public(path, text.as_bytes())
    }

    /// Settings of a node that is thrown away: measurements, and documents that follow from the program.
    pub fn scratch(environment: &Environment) -> anyhow::Result<Self> {
        let (_, public) = garita_protection::generate_keys(environment);
        Ok(Self {
            post: "Garita".to_owned(),
            home: CountryCode::parse("HND").context("the scratch node's State")?,
            time_zone: "America/Tegucigalpa".to_owned(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            names: Vec::new(),
            store: sqlite(),
            usual_stay: usual_stay(),
            lock_after_seconds: lock_after(),
            protection_key: HEXLOWER.encode(&public),
            demo: true,
        })
    }

    /// The post's time zone.
    pub fn zone(&self) -> anyhow::Result<TimeZone> {
        TimeZone::get(&self.time_zone)
            .with_context(|| format!("unknown time zone {}: use a name such as America/Tegucigalpa", self.time_zone))
    }
}
