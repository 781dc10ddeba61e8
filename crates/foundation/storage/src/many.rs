//! Statements over many rows: few sizes, so that few statements are prepared.

use crate::Engine;

/// Rows in one statement; both engines take the parameters of the widest table.
const SIZES: [usize; 3] = [64, 8, 1];

/// The rows in chunks of 64, then 8, then 1.
pub(crate) fn even_chunks<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let size = SIZES.into_iter().find(|size| *size <= rest.len())?;
        let (chunk, later) = rest.split_at(size);
        rest = later;
        Some(chunk)
    })
}

/// `($1, $2), ($3, $4)`: the parameters of that many rows of that many columns. On SQLite without numbers: with hundreds of
/// them, the driver would spend its time looking their names up.
pub(crate) fn places(engine: Engine, rows: usize, columns: usize) -> String {
    let mut text = String::new();
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=columns {
            text.push_str(if column == 1 { "" } else { ", " });
            match engine {
                Engine::Sqlite => text.push('?'),
                Engine::Postgres => {
                    text.push('$');
                    text.push_str(&(row * columns + column).to_string());
                }
            }
        }
        text.push(')');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_go_into_few_sizes_and_none_is_left() {
        let sizes = |rows: usize| even_chunks(&vec![0; rows]).map(<[i32]>::len).collect::<Vec<_>>();
        assert_eq!(sizes(0), [0; 0]);
        assert_eq!(sizes(75), [64, 8, 1, 1, 1]);
        assert_eq!(places(Engine::Sqlite, 2, 2), "(?, ?), (?, ?)");
        assert_eq!(places(Engine::Postgres, 2, 2), "($1, $2), ($3, $4)");
    }
}
