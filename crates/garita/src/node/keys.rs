//! The node's secrets: made at set-up, kept in one file that only its owner can read (R60).

use std::collections::BTreeMap;

use anyhow::{Context, anyhow};
use data_encoding::HEXLOWER;
use garita_domain::{Environment, NodeId, Secret};
use garita_journal::NodeKey;
use serde::{Deserialize, Serialize};

use super::{
    authority,
    directory::{Directory, write_secret},
};

/// Everything a node must keep to itself.
pub struct NodeKeys {
    /// The node's id; not secret, but it belongs to the keys.
    pub node: NodeId,
    /// Opens the store.
    pub store: Secret<[u8; 32]>,
    /// Signs heads.
    pub signing: NodeKey,
    /// Make document keys, by epoch.
    pub documents: BTreeMap<u16, Secret<[u8; 32]>>,
    /// Private key of the post's own authority, PEM.
    pub authority: Secret<String>,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    node: NodeId,
    store: String,
    signing: String,
    documents: BTreeMap<u16, String>,
    authority: String,
}

impl Drop for Stored {
    fn drop(&mut self) {
        use zeroize::Zeroize;
        self.store.zeroize();
        self.signing.zeroize();
        self.authority.zeroize();
        self.documents.values_mut().for_each(Zeroize::zeroize);
    }
}

/// Makes a node: its id, its keys, its certificate authority.
pub fn make(directory: &Directory, environment: &Environment) -> anyhow::Result<()> {
    let fresh = || HEXLOWER.encode(&environment.random::<32>());
    let node = NodeId::new(uuid::Builder::from_random_bytes(environment.random()).into_uuid());
    let authority = authority::make(directory, environment, node, environment.wall())?;
    let stored = Stored { node, store: fresh(), signing: fresh(), documents: BTreeMap::from([(1, fresh())]), authority };
    let text = Secret::new(serde_json::to_vec_pretty(&stored).context("could not write the keys")?);
    write_secret(&directory.keys(), text.expose())
}

/// Reads the keys.
pub fn load(directory: &Directory) -> anyhow::Result<NodeKeys> {
    let path = directory.keys();
    let text = Secret::new(
        std::fs::read(&path).with_context(|| format!("could not read {}: a node cannot start without its keys", path.display()))?,
    );
    let stored: Stored =
        serde_json::from_slice(text.expose()).map_err(|_| anyhow!("{} is damaged: restore it from its safe copy", path.display()))?;
    let documents = stored.documents.iter().map(|(epoch, key)| Ok((*epoch, secret(key)?))).collect::<anyhow::Result<_>>()?;
    Ok(NodeKeys {
        node: stored.node,
        store: secret(&stored.store)?,
        signing: NodeKey::from_secret(&secret(&stored.signing)?),
        documents,
        authority: Secret::new(stored.authority.clone()),
    })
}

/// Reads a 32-byte key from hexadecimal.
pub fn secret(text: &str) -> anyhow::Result<Secret<[u8; 32]>> {
    let bytes = HEXLOWER.decode(text.as_bytes()).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    bytes.map(Secret::new).ok_or_else(|| anyhow!("a key in node.key is not 64 hexadecimal digits: restore the file from its safe copy"))
}
