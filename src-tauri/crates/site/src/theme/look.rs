//! What is drawn for a site has the colours of its theme, and perhaps a font of the house.

use std::fs;
use std::path::Path;

use galley_pictures::{Font, Look, Rgb};
use serde::Deserialize;

use super::{Head, ThemeError, broken, files};

/// The table `card` of `theme.toml`: colours as `#rrggbb`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Colours {
    paper: String,
    ink: String,
    accent: String,
}

/// The colours that a theme names, else those of the theme that it builds on, else Broadsheet's.
pub(super) fn of(head: &Head) -> Result<Look, ThemeError> {
    let base;
    let colours = match (&head.card, &head.extends) {
        (Some(own), _) => own,
        (None, extends) => {
            base = files::head_of_built_in(extends.as_deref().unwrap_or("broadsheet"))?;
            base.card.as_ref().ok_or_else(|| broken("theme.toml", "has no colours in [card]"))?
        }
    };
    let colour = |text: &str| {
        read(text)
            .ok_or_else(|| broken("theme.toml", &format!("{text:?} is no colour; it is one like #9b1c1f")))
    };
    Ok(Look { paper: colour(&colours.paper)?, ink: colour(&colours.ink)?, accent: colour(&colours.accent)? })
}

fn read(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
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
