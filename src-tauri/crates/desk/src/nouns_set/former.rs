//! Where the lists of a site stood before.

use galley_domain::FormerLists;

use super::{Field, list};
use crate::DeskError;

/// `category /categories/, tag /tags/`.
pub(super) fn print(former: &FormerLists) -> String {
    let of = [("category", &former.categories), ("tag", &former.tags), ("byline", &former.bylines)];
    let all = of.iter().flat_map(|(noun, paths)| paths.iter().map(move |path| format!("{noun} {path}")));
    all.collect::<Vec<_>>().join(", ")
}

/// Reads the same.
pub(super) fn read(field: &Field<'_>, value: &str) -> Result<FormerLists, DeskError> {
    let mut former = FormerLists::default();
    for one in list(value) {
        let (noun, path) = one.split_once(' ').unwrap_or((one, ""));
        let paths = match noun {
            "category" => &mut former.categories,
            "tag" => &mut former.tags,
            "byline" => &mut former.bylines,
            _ => return Err(field.invalid(format!("{noun:?} is neither category nor tag nor byline"))),
        };
        let path = path.trim();
        if !FormerLists::is_path(path) {
            return Err(field.invalid(format!("{path:?} is no path like /tags/")));
        }
        if paths.len() == FormerLists::PATHS_MAX {
            return Err(field.invalid(format!("at most {} paths for each", FormerLists::PATHS_MAX)));
        }
        paths.push(path.to_owned());
    }
    Ok(former)
}
