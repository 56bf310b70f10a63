//! Recipes of targets that are an HTTP API: printed, set, and shown with an article.

use std::path::Path;

use galley_desk::Desk;
use galley_desk::publish::{recipe_of, shipped_recipes};
use galley_desk::wire::{RecipeRequest, ShippedRecipe};
use serde_json::json;

use super::Place;
use super::publish::address_of;
use super::values::text_of;
use crate::args::TargetRecipe;
use crate::output::Output;
use crate::trouble::{DONE, FAILED, Trouble};

/// The text of one that is named: of Galley's own, or of a file.
pub(super) fn text(named: &str) -> Result<String, Trouble> {
    match shipped(named) {
        Some(shipped) => Ok(shipped.text),
        None => text_of(Some(Path::new(named))),
    }
}

fn shipped(named: &str) -> Option<ShippedRecipe> {
    shipped_recipes().into_iter().find(|shipped| shipped.id == named)
}

pub(super) fn recipe(at: &Place, command: &TargetRecipe, out: &mut Output) -> Result<u8, Trouble> {
    if let Some(named) = &command.shipped {
        let shipped = shipped(named).ok_or_else(|| {
            Trouble::Usage(format!(
                "no recipe that comes with Galley is called {named:?}; `galley target recipe` lists them"
            ))
        })?;
        return print(&shipped.text, out);
    }
    let Some(name) = &command.name else {
        let all = shipped_recipes();
        let listed: Vec<_> =
            all.iter().map(|recipe| json!({ "id": recipe.id, "name": recipe.name })).collect();
        out.answer(&json!({ "recipes": listed }), |out| {
            out.table(&all.iter().map(|recipe| [recipe.id.clone(), recipe.name.clone()]).collect::<Vec<_>>())
        })?;
        return Ok(DONE);
    };
    if let Some(set) = &command.set {
        let text = text(set)?;
        let mut desk = at.write(out)?;
        let target = desk.find_target(Some(name))?;
        recipe_of(&target)?;
        let target = desk.set_target_fields(&target, &vec![("recipe".to_owned(), text)])?.output;
        return lacks(&desk, recipe_of(&target)?, out);
    }
    let desk = at.read()?;
    let target = desk.find_target(Some(name))?;
    let text = recipe_of(&target)?;
    let Some(article) = &command.article else { return print(text, out) };
    let looked =
        desk.look_at_recipe(text, address_of(&target), Some(target.id), Some(desk.find_article(article)?))?;
    out.answer(&looked, |out| {
        looked.flaws.iter().try_for_each(|flaw| out.line(format!("line {}: {}", flaw.line, flaw.why)))?;
        looked.requests.iter().try_for_each(|request| show(request, out))
    })?;
    Ok(if looked.flaws.is_empty() { DONE } else { FAILED })
}

fn print(text: &str, out: &mut Output) -> Result<u8, Trouble> {
    out.answer(&json!({ "recipe": text }), |out| out.text(text))?;
    Ok(DONE)
}

/// What cannot be done by the recipe that was just set.
fn lacks(desk: &Desk, text: &str, out: &mut Output) -> Result<u8, Trouble> {
    let looked = desk.look_at_recipe(text, ("", ""), None, None)?;
    out.answer(&looked, |out| {
        out.line(format!("The recipe is now {:?}.", looked.name))?;
        looked.lacks.iter().try_for_each(|lack| out.line(format!("  {}", lack.sentence())))
    })?;
    Ok(DONE)
}

fn show(request: &RecipeRequest, out: &mut Output) -> Result<(), Trouble> {
    out.line(format!("# {}\n{} {}", request.step, request.method, request.url))?;
    request.headers.iter().try_for_each(|header| out.line(header))?;
    if !request.body.is_empty() {
        out.line(format!("\n{}", request.body))?;
    }
    out.line("")
}
