//! The sample library: a small newsroom to look around in.

use std::fs;
use std::path::Path;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::import::From;
use crate::nouns_set::Fields;
use crate::settings::Settings;
use crate::{Desk, DeskError, Signature};

/// A folder of Markdown as an editor might bring it, with pictures beside.
static NEWSROOM: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/sample");

/// What a folder of Markdown has no place for: names in other languages, the form, the site's words, those of the house: the sample is
/// written in British English, which not every machine has a dictionary for.
#[derive(Deserialize)]
struct Furniture {
    category: Vec<Piece>,
    tag: Vec<Piece>,
    byline: Vec<Piece>,
    form: Vec<Piece>,
    site: Fields,
    words: Vec<String>,
}

/// A noun and the fields that are set of it, as the command line would.
#[derive(Deserialize)]
struct Piece {
    name: String,
    fields: Fields,
}

/// Makes a library with the sample newsroom in it. Where it cannot be filled there is none, and its name is free.
///
/// # Errors
/// Those of [`Desk::create`] and [`fill`].
pub fn create(folder: &Path, settings: &Settings, title: &str, by: Signature) -> Result<Desk, DeskError> {
    let mut desk = Desk::create(folder, settings, title, by)?;
    if let Err(error) = fill(&mut desk) {
        // What another put in its place meanwhile is not ours to remove.
        let made = desk.stands().then(|| desk.folder().to_owned());
        drop(desk);
        if let Some(made) = made {
            let _ = fs::remove_dir_all(made);
        }
        return Err(error);
    }
    Ok(desk)
}

/// Fills a new library with the sample newsroom, through the same import that any folder takes.
///
/// # Errors
/// Those of [`Desk::import`]; [`DeskError::Io`] where the system's temporary folder cannot be written.
pub fn fill(desk: &mut Desk) -> Result<(), DeskError> {
    let io = |path: &Path, source| DeskError::Io {
        doing: "unpacking the sample into",
        path: path.to_owned(),
        source,
    };
    let folder = std::env::temp_dir();
    let unpacked = tempfile::tempdir().map_err(|e| io(&folder, e))?;
    NEWSROOM.extract(unpacked.path()).map_err(|e| io(unpacked.path(), e))?;
    desk.import(unpacked.path(), From::Auto, &mut |_| {})?;
    furnish(desk)
}

fn furnish(desk: &mut Desk) -> Result<(), DeskError> {
    let file = NEWSROOM.get_file("furniture.json").expect("it is embedded with the folder");
    let furniture: Furniture = serde_json::from_slice(file.contents()).expect("a test reads it");
    for piece in &furniture.category {
        let category = desk.find_category(&piece.name)?;
        desk.set_category_fields(&category, &piece.fields)?;
    }
    for piece in &furniture.tag {
        let tag = desk.find_tag(&piece.name)?;
        desk.set_tag_fields(&tag, &piece.fields)?;
    }
    for piece in &furniture.byline {
        let byline = desk.find_byline(&piece.name)?;
        desk.set_byline_fields(&byline, &piece.fields)?;
    }
    for piece in &furniture.form {
        desk.add_form(&piece.name, &piece.fields)?;
    }
    desk.add_house_words(&furniture.words)?;
    let site = desk.find_target(None)?;
    desk.set_target_fields(&site, &furniture.site)?;
    Ok(())
}
