//! Writes the style guide and the static files it needs into a directory, in every theme:
//! `cargo run -p garita-web --example styleguide -- DIRECTORY`. Serve the directory with any file server.

mod pages;

use std::{fs, io, path::PathBuf};

use garita_domain::Language;
use garita_web::{Theme, assets};

fn main() -> io::Result<()> {
    let usage = || io::Error::new(io::ErrorKind::InvalidInput, "name the directory to write into");
    let root = PathBuf::from(std::env::args_os().nth(1).ok_or_else(usage)?);
    for (path, asset) in assets::FILES {
        let file = root.join(assets::url(path).trim_start_matches('/'));
        fs::create_dir_all(file.parent().unwrap_or(&root))?;
        fs::write(file, asset.bytes)?;
    }
    for theme in Theme::ALL {
        let folder = root.join(theme.code());
        fs::create_dir_all(&folder)?;
        let (rendered, _) = pages::pages(Language::Es, theme).map_err(io::Error::other)?;
        for (name, html) in rendered {
            fs::write(folder.join(name), html)?;
        }
    }
    Ok(())
}
