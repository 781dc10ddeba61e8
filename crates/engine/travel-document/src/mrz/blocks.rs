//! Cutting a long text into zones: blocks of lines with a blank line between.

/// One block: the lines of one zone, or of something that is none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Block<'a> {
    /// The line of the text it starts on, from 1.
    pub line: usize,
    /// Its lines.
    pub text: &'a str,
}

/// Cuts a text into blocks. Nothing is dropped: what is no zone comes as a block too and is refused on reading. A run of
/// more than three lines without a blank one is cut where lines of a zone's sizes follow each other. At most four lines are
/// held at a time, however long the text is.
pub fn blocks(text: &str) -> impl Iterator<Item = Block<'_>> {
    let mut lines = Numbered { rest: text.trim_start_matches('\u{FEFF}'), number: 0 };
    let mut window = Window { lines: Vec::with_capacity(4), ended: true };
    std::iter::from_fn(move || {
        window.fill(&mut lines);
        window.take(text)
    })
}

#[derive(Clone, Copy)]
struct Line<'a> {
    number: usize,
    text: &'a str,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn length(&self) -> usize {
        self.text.trim().chars().count()
    }
}

struct Numbered<'a> {
    rest: &'a str,
    number: usize,
}

impl<'a> Iterator for Numbered<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let (text, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        self.rest = rest;
        self.number += 1;
        Some(Line { number: self.number, text })
    }
}

/// The next lines of a paragraph: more than three say that it is longer than one zone.
struct Window<'a> {
    lines: Vec<Line<'a>>,
    ended: bool,
}

impl<'a> Window<'a> {
    fn fill(&mut self, source: &mut Numbered<'a>) {
        if self.lines.is_empty() {
            let first = source.find(|line| !line.is_blank());
            self.ended = first.is_none();
            self.lines.extend(first);
        }
        while !self.ended && self.lines.len() < 4 {
            let line = source.next().filter(|line| !line.is_blank());
            self.ended = line.is_none();
            self.lines.extend(line);
        }
    }

    fn take(&mut self, whole: &'a str) -> Option<Block<'a>> {
        let first = *self.lines.first()?;
        let count = if self.lines.len() < 4 { self.lines.len() } else { zone_lines(&self.lines).unwrap_or(1) };
        let last = self.lines.drain(..count).next_back().unwrap_or(first);
        Some(Block { line: first.number, text: between(whole, first.text, last.text) })
    }
}

/// How many lines a zone that starts here has.
fn zone_lines(lines: &[Line<'_>]) -> Option<usize> {
    let mut lengths = lines.iter().map(Line::length);
    match (lengths.next()?, lengths.next(), lengths.next()) {
        (30 | 9, Some(30), Some(30)) => Some(3),
        (36, Some(36), _) | (44, Some(44), _) => Some(2),
        _ => None,
    }
}

/// The part of `whole` from the start of one of its slices to the end of another.
fn between<'a>(whole: &'a str, first: &'a str, last: &'a str) -> &'a str {
    let start = (first.as_ptr().addr()).wrapping_sub(whole.as_ptr().addr());
    let end = (last.as_ptr().addr()).wrapping_sub(whole.as_ptr().addr()).saturating_add(last.len());
    whole.get(start..end).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(usize, String)> {
        blocks(text).map(|block| (block.line, block.text.replace('\r', ""))).collect()
    }

    #[test]
    fn blank_lines_separate_and_nothing_is_dropped() {
        let cut = cut("\u{FEFF}\r\nAAA\r\nBBB\r\n \r\n\r\ngarbage\n\nCCC");
        assert_eq!(cut, [(2, "AAA\nBBB".into()), (6, "garbage".into()), (8, "CCC".into())]);
        assert!(blocks("").next().is_none() && blocks("\n \n").next().is_none());
    }

    #[test]
    fn zones_without_a_blank_line_between_are_told_apart() {
        let (a, b) = ("A".repeat(44), "B".repeat(30));
        let text = [&a, &a, "note", &b, &b, &b, &a, &a].map(|line: &str| line.to_owned()).join("\n");
        assert_eq!(cut(&text).iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 3, 4, 7]);
    }

    proptest::proptest! {
        #[test]
        fn every_line_that_is_not_blank_is_in_a_block(text in "([A-C]{0,3}|[A]{30}|[B]{44}|\\PC{0,5}|\r|\n|\n\n){0,20}") {
            let kept: Vec<_> = blocks(&text).flat_map(|b| b.text.split('\n')).filter(|l| !l.trim().is_empty()).collect();
            let all: Vec<_> = text.trim_start_matches('\u{FEFF}').split('\n').filter(|l| !l.trim().is_empty()).collect();
            proptest::prop_assert_eq!(kept, all);
        }
    }
}
