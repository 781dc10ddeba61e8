//! Static files, inside the program. One version, the hash of them all, stands in every address: files name each other by
//! relative paths and may be kept for a year.

use std::sync::LazyLock;

use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// A static file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its content.
    pub bytes: &'static [u8],
    /// Its media type, with the character set.
    pub content_type: &'static str,
}

/// Where the router puts [`serve`].
pub const ROUTE: &str = "/static/{version}/{*path}";

const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const FONT: &str = "font/woff2";
const SVG: &str = "image/svg+xml";
const TEXT: &str = "text/plain; charset=utf-8";

/// The style sheet: tokens first, print last, in the order in which rules may override each other.
const STYLE: &str = concat!(
    include_str!("../static/css/tokens.css"),
    include_str!("../static/css/base.css"),
    include_str!("../static/css/frames.css"),
    include_str!("../static/css/components.css"),
    include_str!("../static/css/findings.css"),
    include_str!("../static/css/desk.css"),
    include_str!("../static/css/print.css"),
);

/// Every file, by path.
pub const FILES: &[(&str, Asset)] = &[
    ("garita.css", Asset { bytes: STYLE.as_bytes(), content_type: CSS }),
    ("garita.js", Asset { bytes: include_bytes!("../static/garita.js"), content_type: JAVASCRIPT }),
    ("htmx.min.js", Asset { bytes: include_bytes!("../static/htmx.min.js"), content_type: JAVASCRIPT }),
    ("favicon.svg", Asset { bytes: include_bytes!("../static/favicon.svg"), content_type: SVG }),
    ("fonts/next-latin.woff2", Asset { bytes: include_bytes!("../static/fonts/next-latin.woff2"), content_type: FONT }),
    ("fonts/next-latin-ext.woff2", Asset { bytes: include_bytes!("../static/fonts/next-latin-ext.woff2"), content_type: FONT }),
    ("fonts/mono-latin-400.woff2", Asset { bytes: include_bytes!("../static/fonts/mono-latin-400.woff2"), content_type: FONT }),
    ("fonts/mono-latin-700.woff2", Asset { bytes: include_bytes!("../static/fonts/mono-latin-700.woff2"), content_type: FONT }),
    ("fonts/OFL-next.txt", Asset { bytes: include_bytes!("../static/fonts/OFL-next.txt"), content_type: TEXT }),
    ("fonts/OFL-mono.txt", Asset { bytes: include_bytes!("../static/fonts/OFL-mono.txt"), content_type: TEXT }),
    ("LICENSE-lucide.txt", Asset { bytes: include_bytes!("../static/icons/LICENSE-lucide.txt"), content_type: TEXT }),
];

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = blake3::Hasher::new();
    for (path, asset) in FILES {
        hasher.update(path.as_bytes()).update(&[0]).update(blake3::hash(asset.bytes).as_bytes());
    }
    hasher.finalize().to_hex().chars().take(16).collect()
});

/// The file at a path such as `garita.css`.
pub fn asset(path: &str) -> Option<Asset> {
    FILES.iter().find(|(name, _)| *name == path).map(|(_, asset)| *asset)
}

/// The address of a file, with the version of this build.
pub fn url(path: &str) -> String {
    format!("/static/{}/{path}", *VERSION)
}

/// Answers a request for a file. Addresses of another build (a page open since before an upgrade) get this build's file,
/// not to be kept.
pub fn serve(Path((version, path)): Path<(String, String)>) -> std::future::Ready<Response> {
    std::future::ready(answer(&version, &path))
}

fn answer(version: &str, path: &str) -> Response {
    let Some(asset) = asset(path) else {
        return (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")]).into_response();
    };
    let keep = if *VERSION == version { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers =
        [(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type)), (header::CACHE_CONTROL, HeaderValue::from_static(keep))];
    (headers, asset.bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_kept_for_a_year_only_under_their_own_version() {
        let fresh = answer(&VERSION, "garita.css");
        assert_eq!(fresh.status(), StatusCode::OK);
        assert_eq!(fresh.headers()[header::CONTENT_TYPE], CSS);
        assert!(fresh.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
        assert_eq!(answer("0123", "garita.css").headers()[header::CACHE_CONTROL], "no-cache");
        assert_eq!(answer(&VERSION, "../src/lib.rs").status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn files_from_elsewhere_are_the_ones_written_down() {
        let list = include_str!("../static/VENDORED.md");
        for (path, asset) in FILES.iter().filter(|(path, _)| path.contains("latin") || path.contains("htmx")) {
            let line = list.lines().find(|line| line.contains(&format!("| {path} |"))).unwrap();
            assert!(line.contains(blake3::hash(asset.bytes).to_hex().as_str()), "{path} is not the file of VENDORED.md");
        }
    }

    #[test]
    fn the_style_sheet_names_only_files_that_are_here_and_nothing_outside() {
        for name in STYLE.split("url(\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(asset(name).is_some(), "{name}");
        }
        assert!(!STYLE.contains("http:") && !STYLE.contains("https:") && !STYLE.contains("@import"));
    }
}
