//! House words: list, add, remove.

use serde_json::json;

use super::{Place, count};
use crate::args::WordsCommand;
use crate::output::Output;
use crate::trouble::{DONE, Trouble};

pub(super) fn words(at: &Place, command: &WordsCommand, out: &mut Output) -> Result<u8, Trouble> {
    match command {
        WordsCommand::List => {
            let words = at.read()?.house_words()?;
            let words: Vec<_> = words.iter().collect();
            out.answer(&json!({ "words": words }), |out| match words.as_slice() {
                [] => out.aside("There are no house words yet. `galley words add --help` shows how."),
                words => out.text(&format!("{}\n", words.join("\n"))),
            })?;
        }
        WordsCommand::Add(add) => {
            let added = at.write(out)?.add_house_words(&add.words)?.output;
            out.answer(&json!({ "added": added }), |out| {
                out.line(format!("Added {}.", count(added.len(), "house word", "house words")))
            })?;
        }
        WordsCommand::Remove(remove) => {
            let removed = at.write(out)?.remove_house_words(&remove.words)?.output;
            out.answer(&json!({ "removed": removed }), |out| {
                out.line(format!("Removed {}.", count(removed.len(), "house word", "house words")))
            })?;
        }
    }
    Ok(DONE)
}
