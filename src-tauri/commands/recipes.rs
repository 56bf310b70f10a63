//! Commands about recipes: how articles go to a server that Galley does not know.

use galley_desk::publish::{recipe_in, recipe_of, shipped_recipes};
use galley_desk::wire::{Changes, Failure, RecipeView, ShippedRecipe};
use tauri::WebviewWindow;

use crate::shell::dialog;
use crate::shell::open::Open;
use crate::shell::rooms::Here;

/// Those that come with Galley.
#[tauri::command(async)]
pub(crate) fn recipes_shipped() -> Vec<ShippedRecipe> {
    shipped_recipes()
}

/// The one of a target.
#[tauri::command(async)]
pub(crate) fn recipe_show(target: &str, open: Here<Open>) -> Result<String, Failure> {
    open.ask(|desk| Ok(recipe_of(&desk.find_target(Some(target))?)?.to_owned()))
}

/// What one would send for an article, and what is wrong with it. Nothing is sent. Without a target nothing is known of the article there.
#[tauri::command(async)]
pub(crate) fn recipe_look(
    text: &str,
    address: &str,
    user: &str,
    target: Option<&str>,
    id: Option<&str>,
    open: Here<Open>,
) -> Result<RecipeView, Failure> {
    let target = target.map(super::publish::target).transpose()?;
    open.ask(|desk| {
        let id = id.map(|id| desk.find_article(id)).transpose()?;
        desk.look_at_recipe(text, (address, user), target, id)
    })
}

/// Gives a target another.
#[tauri::command(async)]
pub(crate) fn recipe_set(target: &str, text: &str, open: Here<Open>) -> Result<Changes, Failure> {
    super::publish::set_field(&open, target, "recipe", text)
}

/// Asks for a file and reads the recipe in it; nothing where none was chosen.
#[tauri::command(async)]
pub(crate) fn recipe_open(title: String, window: WebviewWindow) -> Result<Option<String>, Failure> {
    let Some(file) = dialog::file(&window, title) else { return Ok(None) };
    Ok(Some(recipe_in(&file)?))
}
