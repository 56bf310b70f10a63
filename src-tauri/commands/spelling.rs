//! Commands about spelling and the words of the house. The dictionaries are asked on this thread, which no one waits for.

use galley_desk::spelling::Spelling;
use galley_desk::wire::{Changes, DictionaryShelf, Failure, Spelt};
use galley_desk::{Desk, DeskError};
use tauri::State;

use crate::shell::open::Open;
use crate::shell::rooms::Here;

/// Where the words of some lines are that are neither in a dictionary of these languages nor of the house.
#[tauri::command(async)]
pub(crate) fn spelling_check(
    languages: Vec<String>,
    lines: Vec<String>,
    spelling: State<'_, Spelling>,
    open: Here<Open>,
) -> Result<Spelt, Failure> {
    let house = open.ask(Desk::house_words)?;
    Ok(spelling.check(&languages, &lines, &house)?)
}

/// The dictionaries of this machine, and what there is for a language.
#[tauri::command(async)]
pub(crate) fn spelling_dictionaries(
    language: &str,
    spelling: State<'_, Spelling>,
) -> Result<DictionaryShelf, Failure> {
    Ok(spelling.shelf(language)?)
}

/// What may be meant by a word.
#[tauri::command(async)]
pub(crate) fn spelling_suggest(
    languages: Vec<String>,
    word: &str,
    spelling: State<'_, Spelling>,
    open: Here<Open>,
) -> Result<Vec<String>, Failure> {
    let house = open.ask(Desk::house_words)?;
    Ok(spelling.suggest(&languages, word, &house)?)
}

/// The words of the house.
#[tauri::command(async)]
pub(crate) fn house_words(open: Here<Open>) -> Result<Vec<String>, Failure> {
    open.ask(|desk| Ok::<_, DeskError>(desk.house_words()?.iter().map(str::to_owned).collect()))
}

/// Makes a word one of the house.
#[tauri::command(async)]
pub(crate) fn house_word_add(word: String, open: Here<Open>) -> Result<Changes, Failure> {
    Ok(open.change(|desk| desk.add_house_words(&[word]))?.changes)
}

/// Takes a word out of those of the house.
#[tauri::command(async)]
pub(crate) fn house_word_remove(word: String, open: Here<Open>) -> Result<Changes, Failure> {
    Ok(open.change(|desk| desk.remove_house_words(&[word]))?.changes)
}
