//! `garita-power-loss`: the power-loss file system from a shell.

use std::io::{self, Write as _};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::ExitCode;

use garita_power_loss::{PowerLoss, control};

const USAGE: &str = "\
garita-power-loss mount BACKING MOUNTPOINT SOCKET    mount, print `mounted`, take commands on the Unix socket
garita-power-loss tell SOCKET cut                    forget everything unsynced
garita-power-loss tell SOCKET cut-keeping-some SEED  the same, but some unsynced sectors stay
garita-power-loss tell SOCKET full | free            no more room | room again
garita-power-loss tell SOCKET unmount                take the mount away";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["mount", backing, mountpoint, socket] => mount(Path::new(backing), Path::new(mountpoint), Path::new(socket)),
        ["tell", socket, command @ ..] => {
            control::tell(Path::new(socket), &command.join(" ")).and_then(|answer| writeln!(io::stdout(), "{answer}"))
        }
        _ => Err(io::Error::new(io::ErrorKind::InvalidInput, format!("usage:\n{USAGE}"))),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let mut text = format!("garita-power-loss: {error}");
            let mut cause = error.get_ref().and_then(std::error::Error::source);
            while let Some(deeper) = cause {
                text = format!("{text}: {deeper}");
                cause = deeper.source();
            }
            drop(writeln!(io::stderr(), "{text}"));
            ExitCode::FAILURE
        }
    }
}

fn mount(backing: &Path, mountpoint: &Path, socket: &Path) -> io::Result<()> {
    let listener = UnixListener::bind(socket)?;
    let mount = PowerLoss::mount(backing, mountpoint).map_err(io::Error::other)?;
    writeln!(io::stdout(), "mounted")?;
    io::stdout().flush()?;
    control::serve(&listener, mount)
}
