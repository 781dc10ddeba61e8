//! A booth as the measurements use it: pages and forms through the whole site, without the network in between.

use anyhow::{Context, bail};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use garita_web::session::LARGEST_BODY;
use tower::ServiceExt;

/// A browser at a booth.
#[derive(Clone)]
pub struct Booth {
    router: Router,
    cookies: Vec<(String, String)>,
}

/// A page that was answered.
pub struct Page {
    /// Status.
    pub status: StatusCode,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// The page.
    pub body: String,
}

impl Booth {
    /// A browser that has been nowhere yet.
    pub const fn new(router: Router) -> Self {
        Self { router, cookies: Vec::new() }
    }

    /// Signs in with a one-time code and sets the secrets.
    pub async fn sign_in(&mut self, name: &str, code: &str) -> anyhow::Result<()> {
        let page = self.get("/sign-in").await?;
        let mut fields = hidden_fields(&page.body, "/sign-in");
        fields.extend([("name".to_owned(), name.to_owned()), ("secret".to_owned(), code.to_owned())]);
        self.post("/sign-in", &fields).await?;
        let page = self.get("/set-secrets").await?;
        let mut fields = hidden_fields(&page.body, "/set-secrets");
        for (field, value) in [("password", PASSWORD), ("password_again", PASSWORD), ("pin", PIN), ("pin_again", PIN)] {
            fields.push((field.to_owned(), value.to_owned()));
        }
        self.post("/set-secrets", &fields).await?;
        let page = self.get("/desk").await?;
        if page.status != StatusCode::OK {
            bail!("the desk did not open after signing in as {name}: {}", page.status);
        }
        Ok(())
    }

    /// Signs in as somebody who has set their secrets at another booth: a code would end the session there.
    pub async fn sign_in_again(&mut self, name: &str) -> anyhow::Result<()> {
        let page = self.get("/sign-in").await?;
        let mut fields = hidden_fields(&page.body, "/sign-in");
        fields.extend([("name".to_owned(), name.to_owned()), ("secret".to_owned(), PASSWORD.to_owned())]);
        self.post("/sign-in", &fields).await?;
        let page = self.get("/desk").await?;
        if page.status != StatusCode::OK {
            bail!("the desk did not open after signing in again as {name}: {}", page.status);
        }
        Ok(())
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> anyhow::Result<Page> {
        self.send(Method::GET, path, String::new()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(String, String)]) -> anyhow::Result<Page> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(Method::POST, path, body).await
    }

    async fn send(&mut self, method: Method, path: &str, body: String) -> anyhow::Result<Page> {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, cookies.join("; "))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .context("could not make a request")?;
        let response = self.router.clone().oneshot(request).await.context("the site gave no answer")?;
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let pair = cookie.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.retain(|(known, _)| known != name);
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let bytes = to_bytes(body, 4 * LARGEST_BODY).await.context("a page was too long")?;
        let location = parts.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Ok(Page { status: parts.status, location, body: String::from_utf8_lossy(&bytes).into_owned() })
    }
}

const PASSWORD: &str = "medición sin nadie detrás";
const PIN: &str = "274916";

/// The hidden fields of the form with this action.
pub fn hidden_fields(page: &str, action: &str) -> Vec<(String, String)> {
    let marker = format!("action=\"{action}\"");
    let form = page.split("<form").find(|form| form.contains(&marker)).unwrap_or_default();
    let form = form.split("</form>").next().unwrap_or_default();
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!("{name}=\""))?;
        rest.split('"').next().map(str::to_owned)
    };
    form.split("<input")
        .filter(|tag| tag.contains("type=\"hidden\""))
        .filter_map(|tag| Some((attribute(tag, " name")?, attribute(tag, " value")?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_fields_are_those_of_the_named_form() {
        let page = r#"<form action="/a"><input type="hidden" name="x" value="1"></form><form method="post" action="/b">
            <input type="hidden" name="csrf" value="t"><input type="text" name="mrz" value="no"></form>"#;
        assert_eq!(hidden_fields(page, "/b"), [("csrf".to_owned(), "t".to_owned())]);
    }
}
