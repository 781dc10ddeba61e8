//! Every component renders in both languages, with no word missing, no inline script or style, and every key once.

#[path = "../examples/styleguide/pages.rs"]
mod pages;

use std::collections::BTreeSet;

use garita_domain::Language;
use garita_web::Theme;

#[test]
fn no_word_is_missing_in_any_language() {
    for language in Language::ALL {
        let (rendered, catalogue) = pages::pages(language, Theme::System).unwrap();
        assert!(rendered.iter().all(|(_, html)| html.contains(&format!("lang=\"{}\"", language.tag()))));
        assert_eq!(catalogue.missing(), Vec::<String>::new());
    }
}

#[test]
fn nothing_is_inline_so_that_the_strict_policy_can_hold() {
    let (rendered, _) = pages::pages(Language::Es, Theme::Dark).unwrap();
    for (name, html) in rendered {
        let handler = html.split(" on").skip(1).any(|rest| rest.split_once('=').is_some_and(|(word, _)| !word.contains([' ', '<', '>'])));
        assert!(!handler && !html.contains(" style=") && !html.contains("<style") && !html.contains("<script>"), "{name}");
        assert!(!html.contains("javascript:") && !html.contains("http:") && !html.contains("https:"), "{name}");
    }
}

#[test]
fn a_key_presses_one_thing_only_and_is_printed_on_it() {
    let (rendered, _) = pages::pages(Language::Es, Theme::Light).unwrap();
    for (name, html) in rendered.iter().filter(|(name, _)| name.starts_with("desk")) {
        let mut seen = BTreeSet::new();
        for key in html.split("data-key=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(seen.insert(key), "{name}: the key {key} twice");
            assert!(!"piacv".contains(key), "{name}: {key} begins machine readable zones and cannot press anything");
            assert!(html.contains(&format!("<kbd aria-hidden=\"true\">{key}</kbd>")), "{name}: {key} is not printed");
        }
        assert!(name == &"desk-waiting.html" || ["0", "1", "2", "3", "4"].iter().all(|key| seen.contains(key)), "{name}");
    }
}

#[test]
fn invented_people_carry_the_watermark_on_screen_and_paper() {
    let (rendered, _) = pages::pages(Language::Es, Theme::Light).unwrap();
    for (name, html) in rendered {
        assert!(html.contains("class=\"watermark\"") && html.contains("demo-strip"), "{name}");
        assert_eq!(html.contains("print-demo"), name.starts_with("slip"), "{name}");
    }
}
