//! The listener: TLS from the post's own authority, limits, and an orderly end.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, http::StatusCode, middleware::from_fn};
use axum_server::{Handle, tls_rustls::RustlsConfig};
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use tower_http::timeout::TimeoutLayer;

use crate::headers;

/// The longest a request may take.
const LONGEST_REQUEST: Duration = Duration::from_secs(30);
/// How long open requests may go on when the program ends.
const GRACE: Duration = Duration::from_secs(5);

/// Why the listener could not start or went down.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Certificate or key could not be read.
    #[error("could not read the certificate or its key")]
    Certificate(#[source] rustls::pki_types::pem::Error),
    /// Certificate and key do not fit.
    #[error("certificate and key do not fit each other")]
    Tls(#[source] rustls::Error),
    /// The address could not be listened on.
    #[error("could not listen on {address}: is another program using it?")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
}

/// The certificate chain and its key, PEM.
pub struct Identity<'a> {
    /// Certificates, the server's own first.
    pub certificates: &'a [u8],
    /// Private key, PKCS #8.
    pub key: &'a [u8],
}

/// A listener that is bound but not yet serving.
pub struct Listener {
    socket: std::net::TcpListener,
    tls: RustlsConfig,
    handle: Handle<SocketAddr>,
}

impl Listener {
    /// Binds; port 0 takes a free one. TLS always: 1.3, and 1.2 for readers' old browsers.
    pub fn bind(address: SocketAddr, identity: &Identity<'_>) -> Result<Self, ServeError> {
        let certificates =
            CertificateDer::pem_slice_iter(identity.certificates).collect::<Result<Vec<_>, _>>().map_err(ServeError::Certificate)?;
        let key = PrivateKeyDer::from_pem_slice(identity.key).map_err(ServeError::Certificate)?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(ServeError::Tls)?
            .with_no_client_auth()
            .with_single_cert(certificates, key)
            .map_err(ServeError::Tls)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let listen = |source| ServeError::Listen { address, source };
        let socket = std::net::TcpListener::bind(address).map_err(listen)?;
        socket.set_nonblocking(true).map_err(listen)?;
        Ok(Self { socket, tls: RustlsConfig::from_config(Arc::new(config)), handle: Handle::new() })
    }

    /// The address it listens on.
    pub fn address(&self) -> Option<SocketAddr> {
        self.socket.local_addr().ok()
    }

    /// Ends the serving when called: open requests may finish.
    pub fn stopper(&self) -> impl Fn() + Send + Sync + use<> {
        let handle = self.handle.clone();
        move || handle.graceful_shutdown(Some(GRACE))
    }

    /// Serves until stopped.
    pub async fn serve(self, router: Router) -> Result<(), ServeError> {
        let address = self.address().unwrap_or_else(|| SocketAddr::from(([0, 0, 0, 0], 0)));
        let listen = |source| ServeError::Listen { address, source };
        let service = outer(router).into_make_service();
        let server = axum_server::from_tcp_rustls(self.socket, self.tls).map_err(listen)?;
        server.handle(self.handle).serve(service).await.map_err(listen)
    }
}

/// The layers around everything, tests included: headers on every answer and a limit in time.
pub fn outer(router: Router) -> Router {
    router.layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST_REQUEST)).layer(from_fn(headers::secure))
}
