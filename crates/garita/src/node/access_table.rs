//! The access table as a document: every route, who may, for what purpose, what they do, to what data.

use std::fmt::Write as _;

use garita_domain::access::Role;
use garita_web::Route;

/// Markdown, one line a route, sorted by path and method so that a change shows as a change.
pub fn markdown(routes: &[Route]) -> String {
    let mut lines: Vec<String> = routes
        .iter()
        .map(|route| {
            let rule = &route.rule;
            let roles = if rule.roles.is_empty() {
                "anyone".to_owned()
            } else {
                rule.roles.iter().copied().map(Role::code).collect::<Vec<_>>().join(", ")
            };
            format!("| `{}` | {} | {roles} | {:?} | {:?} | {:?} |", route.path, route.method, rule.purpose, rule.action, rule.data)
        })
        .collect();
    lines.sort();
    let mut text = String::from(
        "# Access table\n\nWritten by `garita describe access`. A route cannot exist without its line.\n\n\
         | route | method | who | purpose | action | data |\n|---|---|---|---|---|---|\n",
    );
    for line in lines {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{line}");
    }
    text
}
