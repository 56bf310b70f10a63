//! Recipes, looked at before anything is sent by them.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use galley_domain::{ArticleId, Target, TargetId, TargetKind};
use galley_publish::{Flaw, Http, Lack, RECIPE_BYTES_MAX, Recipe, SHIPPED};
use uuid::Uuid;

use super::post::likely;
use crate::wire::{LackWord, RecipeFlaw, RecipeRequest, RecipeView, ShippedRecipe};
use crate::{Desk, DeskError};

/// Where a server stands that nobody named yet.
const SOMEWHERE: &str = "https://example.org";

/// The recipes that come with Galley.
pub fn shipped_recipes() -> Vec<ShippedRecipe> {
    let shipped = |(id, text): (&str, &str)| {
        let recipe = Recipe::read(text).ok()?;
        Some(ShippedRecipe { id: id.to_owned(), name: recipe.name().to_owned(), text: text.to_owned() })
    };
    SHIPPED.into_iter().filter_map(shipped).collect()
}

/// The recipe in a file. What is longer than one may be is cut, and refused when it is read.
///
/// # Errors
/// [`DeskError::Io`], also where the file is no text.
pub fn recipe_in(path: &Path) -> Result<String, DeskError> {
    let mut text = String::new();
    let file = File::open(path).map(|file| file.take(RECIPE_BYTES_MAX as u64 + 1));
    let read = file.and_then(|mut file| file.read_to_string(&mut text));
    read.map_err(|source| DeskError::Io { doing: "reading", path: path.to_owned(), source })?;
    Ok(text)
}

/// The recipe of a target.
///
/// # Errors
/// [`DeskError::Invalid`] for a target that has none.
pub fn recipe_of(target: &Target) -> Result<&str, DeskError> {
    match &target.kind {
        TargetKind::Http(http) => Ok(&http.recipe),
        _ => Err(DeskError::invalid(&target.name, "only a target of the kind http has a recipe")),
    }
}

/// What cannot be done at a target for want of a word in its recipe, for people.
pub fn recipe_lacks(target: &Target) -> Vec<String> {
    let recipe = recipe_of(target).ok().and_then(|text| Recipe::read(text).ok());
    recipe.iter().flat_map(Recipe::lacks).map(|lack| lack.to_string()).collect()
}

impl Desk {
    /// What a recipe would send for the working text of an article, and what is wrong with it. Nothing is sent. `target`: where the
    /// article's pictures may be already.
    ///
    /// # Errors
    /// [`DeskError::Unknown`]
    pub fn look_at_recipe(
        &self,
        text: &str,
        (address, user): (&str, &str),
        target: Option<TargetId>,
        id: Option<ArticleId>,
    ) -> Result<RecipeView, DeskError> {
        let flawed = |flaws: Vec<Flaw>| flaws.into_iter().map(flaw).collect();
        let recipe = match Recipe::read(text) {
            Ok(recipe) => recipe,
            Err(flaws) => return Ok(RecipeView { flaws: flawed(flaws), ..RecipeView::default() }),
        };
        let lacks = recipe.lacks();
        let mut view = RecipeView {
            name: recipe.name().to_owned(),
            about: recipe.about().to_owned(),
            address: recipe.address().map(str::to_owned),
            needs_user: recipe.needs_user(),
            lacks: LackWord::all_of(&lacks),
            ..RecipeView::default()
        };
        if let Some(id) = id {
            let article = self.article(id)?;
            let target = target.unwrap_or_else(|| TargetId::new(Uuid::nil()));
            let post = likely(&self.view(), target, &article, !lacks.contains(&Lack::Media))?;
            let address = [address, recipe.address().unwrap_or_default(), SOMEWHERE];
            let address = address.into_iter().find(|address| !address.trim().is_empty()).unwrap_or(SOMEWHERE);
            match Http::requests(&recipe, address, user, &post) {
                Ok(requests) => view.requests = requests.into_iter().map(request).collect(),
                Err(one) => view.flaws = flawed(vec![one]),
            }
        }
        Ok(view)
    }
}

fn flaw(flaw: Flaw) -> RecipeFlaw {
    RecipeFlaw { line: u32::try_from(flaw.line).unwrap_or(u32::MAX), why: flaw.why }
}

fn request((step, request): (&str, galley_publish::Request)) -> RecipeRequest {
    // For people: each value of the JSON on a line of its own.
    let json: Option<serde_json::Value> = serde_json::from_str(&request.body).ok();
    let body = json.and_then(|json| serde_json::to_string_pretty(&json).ok()).unwrap_or(request.body);
    let headers = request.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    RecipeRequest {
        step: step.to_owned(),
        method: request.method.to_owned(),
        url: request.url,
        headers,
        body,
    }
}
