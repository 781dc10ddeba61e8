//! A browser as far as these tests need one: HTTP/1.1 over TLS that trusts the post's own authority and nothing else,
//! cookies, forms. One connection is kept open; whatever goes wrong on it is an error for the caller.

use std::{
    collections::BTreeMap,
    io::{self, BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    sync::Arc,
    time::Duration,
};

use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};

/// Longer than the post's own limit for a request.
const PATIENCE: Duration = Duration::from_secs(45);

type Line = BufReader<StreamOwned<ClientConnection, TcpStream>>;

pub struct Browser {
    tls: Arc<ClientConfig>,
    address: SocketAddr,
    cookies: BTreeMap<String, String>,
    line: Option<Line>,
}

#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub location: Option<String>,
    pub body: String,
}

impl Browser {
    pub fn new(authority: &Path, address: SocketAddr) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(authority).unwrap()).unwrap();
        let tls = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self { tls: Arc::new(tls), address, cookies: BTreeMap::new(), line: None }
    }

    /// The post answers elsewhere now; cookies stay.
    pub fn moved_to(&mut self, address: SocketAddr) {
        if self.address != address {
            self.address = address;
            self.line = None;
        }
    }

    /// Another browser in the same session.
    pub fn beside(&self) -> Self {
        Self { tls: self.tls.clone(), address: self.address, cookies: self.cookies.clone(), line: None }
    }

    pub fn get(&mut self, path: &str) -> io::Result<Page> {
        self.send("GET", path, "application/x-www-form-urlencoded", "")
    }

    pub fn post(&mut self, path: &str, fields: &[(String, String)]) -> io::Result<Page> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send("POST", path, "application/x-www-form-urlencoded", &body)
    }

    fn send(&mut self, method: &str, path: &str, form: &str, body: &str) -> io::Result<Page> {
        let mut line = match self.line.take() {
            Some(line) => line,
            None => self.connect()?,
        };
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {cookies}\r\nContent-Type: {form}\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        line.get_mut().write_all(request.as_bytes())?;
        line.get_mut().flush()?;
        let page = self.answer(&mut line)?;
        self.line = Some(line);
        Ok(page)
    }

    fn connect(&self) -> io::Result<Line> {
        let socket = TcpStream::connect_timeout(&self.address, PATIENCE)?;
        socket.set_read_timeout(Some(PATIENCE))?;
        socket.set_nodelay(true)?;
        let name = ServerName::IpAddress(self.address.ip().into());
        let session = ClientConnection::new(self.tls.clone(), name).map_err(io::Error::other)?;
        Ok(BufReader::new(StreamOwned::new(session, socket)))
    }

    fn answer(&mut self, line: &mut Line) -> io::Result<Page> {
        let status = header_line(line)?;
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(|| io::Error::other("no status"))?;
        let (mut location, mut length) = (None, 0);
        loop {
            let header = header_line(line)?;
            let Some((name, value)) = header.split_once(':') else { break };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "location" => location = Some(value.to_owned()),
                "content-length" => length = value.parse().map_err(io::Error::other)?,
                "transfer-encoding" => return Err(io::Error::other("the post sent a body in pieces")),
                "set-cookie" => {
                    if let Some((name, value)) = value.split(';').next().unwrap_or_default().split_once('=') {
                        self.cookies.insert(name.to_owned(), value.to_owned());
                    }
                }
                _ => {}
            }
        }
        let mut body = vec![0; length];
        line.read_exact(&mut body)?;
        Ok(Page { status, location, body: String::from_utf8_lossy(&body).into_owned() })
    }
}

/// One line of the head, without its end; an answer that ends early is an error.
fn header_line(line: &mut Line) -> io::Result<String> {
    let mut text = String::new();
    line.read_line(&mut text)?;
    if !text.ends_with("\r\n") {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(text.trim_end().to_owned())
}

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
