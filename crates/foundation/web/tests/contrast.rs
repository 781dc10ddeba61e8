//! The themes hold what the look promises: text 7:1 on what it stands on (WCAG 2.2, 1.4.6), controls and focus 3:1 (1.4.11).

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../static/css/tokens.css");

const TEXT: [(&str, &[&str]); 8] = [
    ("ink", &["field", "surface", "raised", "sunken"]),
    ("ink-soft", &["field", "surface", "raised"]),
    ("link", &["field", "surface", "raised"]),
    ("bar-ink", &["bar"]),
    ("bar-soft", &["bar"]),
    ("strong-ink", &["strong"]),
    ("alert", &["alert-ground", "field", "surface", "raised"]),
    ("caution", &["caution-ground", "field", "surface"]),
];

const SHAPES: [(&str, &[&str]); 2] = [("control", &["field", "surface", "raised"]), ("focus", &["field", "surface", "raised"])];

type Tokens = BTreeMap<&'static str, &'static str>;

/// The declarations of the block that follows a selector, over those of the light theme; empty when there is no such block.
fn theme(selector: &str) -> Tokens {
    let mut tokens = declared("\n:root {");
    let own = declared(selector);
    if own.is_empty() {
        tokens.clear();
    }
    tokens.extend(own);
    tokens
}

fn declared(start: &str) -> Tokens {
    let body = TOKENS.split_once(start).and_then(|(_, rest)| rest.split('}').next()).unwrap_or_default();
    body.split(';').filter_map(|line| line.rsplit_once("--")?.1.split_once(": ")).collect()
}

/// Relative luminance of `#rrggbb`; not a number for anything else, which fails every comparison.
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).map_or(f64::NAN, f64::from) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    if a > b { a / b } else { b / a }
}

#[test]
fn text_and_controls_stand_out_in_every_theme() {
    for selector in ["\n:root {", "\n:root[data-theme=\"dark\"] {", "\n:root[data-theme=\"contrast\"] {"] {
        let tokens = theme(selector);
        for (pairs, least) in [(&TEXT[..], 7.0), (&[("note", &["note-ground", "field", "surface"][..])], 7.0), (&SHAPES[..], 3.0)] {
            for (front, grounds) in pairs {
                for ground in *grounds {
                    let ratio = contrast(tokens[front], tokens[ground]);
                    assert!(ratio >= least, "{selector} {front} on {ground}: {ratio:.2}, less than {least}");
                }
            }
        }
    }
}

#[test]
fn the_systems_dark_and_the_readers_dark_are_one() {
    let wished = theme("(prefers-color-scheme: dark) {\n  :root:not([data-theme]) {");
    assert_eq!(wished, theme("\n:root[data-theme=\"dark\"] {"));
    assert_ne!(wished, theme("\n:root {"));
}

#[test]
fn the_measure_is_right() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    assert!(contrast("#767676", "#ffffff") > 4.5 && contrast("#777777", "#ffffff") < 4.5);
}
