//! What is drawn for a site has the colours of its theme, and perhaps a font of the house.

use std::fs;
use std::path::Path;

use galley_domain::Colour;
use galley_pictures::Font;
use serde::Deserialize;

use super::{Head, Shades, ThemeError, broken, files};

/// The tables `card` and `dark` of `theme.toml`: colours as `#rrggbb`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Colours {
    paper: String,
    ink: String,
    accent: String,
}

/// The colours that a theme names, else those of the theme that it builds on, else Broadsheet's: by day and by night.
pub(super) fn of(head: &Head) -> Result<(Shades, Shades), ThemeError> {
    let base = match (&head.card, &head.dark) {
        (Some(_), Some(_)) => None,
        _ => Some(files::head_of_built_in(head.extends.as_deref().unwrap_or("broadsheet"))?),
    };
    let missing = |table| broken("theme.toml", &format!("has no colours in [{table}]"));
    let day = head.card.as_ref().or(base.as_ref().and_then(|base| base.card.as_ref()));
    let night = head.dark.as_ref().or(base.as_ref().and_then(|base| base.dark.as_ref()));
    Ok((day.ok_or_else(|| missing("card"))?.read()?, night.ok_or_else(|| missing("dark"))?.read()?))
}

impl Colours {
    fn read(&self) -> Result<Shades, ThemeError> {
        let colour =
            |text: &str| text.parse::<Colour>().map_err(|error| broken("theme.toml", &error.to_string()));
        Ok(Shades { paper: colour(&self.paper)?, ink: colour(&self.ink)?, accent: colour(&self.accent)? })
    }
}

/// The font with this path; none where there is no path.
///
/// # Errors
/// [`ThemeError::File`]
pub fn card_font(path: &str) -> Result<Option<Font>, ThemeError> {
    if path.is_empty() {
        return Ok(None);
    }
    let file = Path::new(path);
    if !file.is_absolute() {
        return Err(broken(path, "is not the whole path of a font, from the root"));
    }
    let size = fs::metadata(file).map_err(|error| broken(path, &format!("cannot be read: {error}")))?.len();
    if size > Font::BYTES_MAX {
        return Err(broken(path, &format!("has {size} bytes; {} is the most", Font::BYTES_MAX)));
    }
    let bytes = fs::read(file).map_err(|error| broken(path, &format!("cannot be read: {error}")))?;
    Font::read(bytes).map(Some).map_err(|_| broken(path, "is no font in the form of TrueType or OpenType"))
}
