//! `KEY=VALUE` as it is typed, and texts that come from a file or from standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use galley_desk::domain::limits::BODY_BYTES;

use crate::trouble::Trouble;

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Takes `KEY=VALUE` apart. `body=@FILE` is the text of the file, `body=@-` of standard input.
pub(super) fn pairs(values: &[String]) -> Result<Vec<(String, String)>, Trouble> {
    let read = |pair: &String| {
        let usage = || Trouble::Usage(format!("{pair:?} is not KEY=VALUE; nothing was changed"));
        let (key, value) = pair.split_once('=').ok_or_else(usage)?;
        let value = match value.strip_prefix('@') {
            Some(file) if key == "body" => text_of(Some(Path::new(file)))?,
            _ => value.to_owned(),
        };
        Ok((key.trim().to_owned(), value))
    };
    values.iter().map(read).collect()
}

/// The text of a file, or of standard input where it is `-` or there is none.
pub(super) fn text_of(file: Option<&Path>) -> Result<String, Trouble> {
    let file = file.filter(|file| *file != Path::new(STANDARD_INPUT));
    let path = || file.unwrap_or(Path::new("standard input")).to_owned();
    let failed = |source| Trouble::File { path: path(), source };
    let max = BODY_BYTES as u64;
    let mut text = String::new();
    let read = match file {
        Some(file) => File::open(file).map_err(failed)?.take(max + 1).read_to_string(&mut text),
        None => io::stdin().lock().take(max + 1).read_to_string(&mut text),
    };
    if read.map_err(failed)? as u64 > max {
        return Err(Trouble::TooLong { path: path(), max });
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_cut_at_its_first_sign() {
        let typed = ["custom.sum=a=b".to_owned(), "lead=@desk".to_owned(), "views=".to_owned()];
        let pairs = pairs(&typed).expect("three pairs");
        let pairs: Vec<_> = pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(pairs, [("custom.sum", "a=b"), ("lead", "@desk"), ("views", "")]);
    }

    #[test]
    fn a_word_is_no_pair() {
        assert!(matches!(pairs(&["headline".to_owned()]), Err(Trouble::Usage(_))));
    }
}
