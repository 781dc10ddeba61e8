//! Words by which another program steers a mount, over a Unix socket: one line in, one line out.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;

use crate::{PowerLoss, Space};

/// What may be asked of a mount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// `cut`: forget everything unsynced.
    Cut,
    /// `cut-keeping-some SEED`: forget, but keep some unsynced sectors.
    CutKeepingSome(u64),
    /// `full`: no more room.
    Full,
    /// `free`: room again.
    Free,
    /// `unmount`: write back unless cut, take the mount away, end.
    Unmount,
}

impl Command {
    /// Reads a command from its words; `None` if there is no such command.
    pub fn parse(line: &str) -> Option<Self> {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["cut"] => Some(Self::Cut),
            ["cut-keeping-some", seed] => seed.parse().ok().map(Self::CutKeepingSome),
            ["full"] => Some(Self::Full),
            ["free"] => Some(Self::Free),
            ["unmount"] => Some(Self::Unmount),
            _ => None,
        }
    }
}

/// Serves commands on `listener` until `unmount`.
pub fn serve(listener: &UnixListener, mount: PowerLoss) -> io::Result<()> {
    for connection in listener.incoming() {
        let mut connection = connection?;
        let mut line = String::new();
        BufReader::new(&connection).read_line(&mut line)?;
        let answer = match Command::parse(&line) {
            Some(Command::Cut) => format!("{:?}", mount.cut()),
            Some(Command::CutKeepingSome(seed)) => {
                mount.cut_keeping_some(seed).map_or_else(|error| error.to_string(), |lost| format!("{lost:?}"))
            }
            Some(Command::Full) => space(&mount, Space::Full),
            Some(Command::Free) => space(&mount, Space::Free),
            Some(Command::Unmount) => {
                let result = mount.unmount();
                let answer = result.as_ref().map_or_else(ToString::to_string, |()| "unmounted".to_owned());
                writeln!(connection, "{answer}")?;
                return result.map_err(io::Error::other);
            }
            None => "no such command: cut, cut-keeping-some SEED, full, free, unmount".to_owned(),
        };
        writeln!(connection, "{answer}")?;
    }
    Ok(())
}

/// Sends one command line to the mount that listens on `socket` and returns its answer.
pub fn tell(socket: &Path, line: &str) -> io::Result<String> {
    let mut connection = UnixStream::connect(socket)?;
    writeln!(connection, "{line}")?;
    let mut answer = String::new();
    BufReader::new(connection).read_line(&mut answer)?;
    Ok(answer.trim_end().to_owned())
}

fn space(mount: &PowerLoss, space: Space) -> String {
    mount.set_space(space);
    format!("{space:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_from_their_words() {
        assert_eq!(Command::parse("cut\n"), Some(Command::Cut));
        assert_eq!(Command::parse("cut-keeping-some 7"), Some(Command::CutKeepingSome(7)));
        assert_eq!(Command::parse("cut-keeping-some"), None);
        assert_eq!(Command::parse("burn"), None);
    }
}
