//! A theme in the colours and letters of a site: one style sheet more, which sets the theme's variables. What it sets stands in
//! `docs/guide/themes.md`.

use std::borrow::Cow;
use std::fmt::Write as _;

use galley_domain::{Colour, Face, Look};

use super::{Asset, LOOK_SHEET, Theme, asset};
use crate::out::hash;

/// Words on paper and on a light ground of it: what WCAG asks for at least.
const READABLE_PERCENT: u32 = 450;
/// Long texts on paper: more than that, so that whatever is lighter than them can be read, too.
const TEXT_PERCENT: u32 = 900;

/// The colours of a page by day or by night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shades {
    /// What pages stand on.
    pub paper: Colour,
    /// Texts.
    pub ink: Colour,
    /// Links, labels, buttons.
    pub accent: Colour,
}

impl Shades {
    /// The ground of what is set apart: notes, code, the form.
    fn wash(self) -> Colour {
        self.paper.mixed(self.ink, 5, 100)
    }

    /// What is said in passing.
    fn soft(self) -> Colour {
        self.paper.mixed(self.ink, 65, 100).readable_on(&[self.wash()], READABLE_PERCENT, self.ink)
    }

    fn rule(self) -> Colour {
        self.paper.mixed(self.ink, 18, 100)
    }

    /// The accent, as far towards the ink as it must go to be read.
    fn readable_accent(self) -> Colour {
        self.accent.readable_on(&[self.paper, self.wash()], READABLE_PERCENT, self.ink)
    }
}

/// Why colours are not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The accent is too near to the paper.
    #[error(
        "{accent} on the paper {paper} has a contrast of {}, and words in it need 4.5 to be read; the nearest that has it is {instead}",
        told(*contrast_percent)
    )]
    Accent {
        /// As it was asked for.
        accent: Colour,
        /// What it stands on.
        paper: Colour,
        /// What it has, in hundredths.
        contrast_percent: u32,
        /// The nearest that would do.
        instead: Colour,
    },
    /// The paper is too dark for texts.
    #[error(
        "{paper} is too dark for a paper: the text on it would have a contrast of {}, and long reading needs 9; the nearest that \
         has it is {instead}. In the dark pages have the dark paper of the theme by themselves",
        told(*contrast_percent)
    )]
    Paper {
        /// As it was asked for.
        paper: Colour,
        /// What it has, in hundredths.
        contrast_percent: u32,
        /// The nearest that would do.
        instead: Colour,
    },
}

/// `4.52`
fn told(percent: u32) -> String {
    format!("{}.{:02}", percent / 100, percent % 100)
}

impl Theme {
    /// The theme in these colours and letters. Colours that could not be read, of which [`check_look`](Self::check_look) says so, are taken
    /// as near as they can be.
    #[must_use]
    pub fn dressed(mut self, look: &Look) -> Self {
        let (day, night) = self.shades(look);
        let sheet = sheet(look, day, night);
        (self.day, self.night) = (day, night);
        if sheet.is_empty() {
            return self;
        }
        self.fingerprint = hash(&[&self.fingerprint, sheet.as_bytes()].concat());
        self.assets.push(asset(LOOK_SHEET, Cow::Owned(sheet.into_bytes())));
        self
    }

    /// Whether what is set in these colours can be read.
    ///
    /// # Errors
    /// [`Unreadable`], with the nearest colour that would do.
    pub fn check_look(&self, look: &Look) -> Result<(), Unreadable> {
        let (day, _) = self.shades(look);
        if let Some(paper) = look.paper.filter(|paper| *paper != day.paper) {
            let contrast_percent = self.day.ink.contrast_percent(paper);
            return Err(Unreadable::Paper { paper, contrast_percent, instead: day.paper });
        }
        match look.accent.filter(|accent| *accent != day.accent) {
            Some(accent) => {
                let contrast_percent =
                    accent.contrast_percent(day.wash()).min(accent.contrast_percent(day.paper));
                Err(Unreadable::Accent { accent, paper: day.paper, contrast_percent, instead: day.accent })
            }
            None => Ok(()),
        }
    }

    /// The colours by day and by night, as they can be read.
    fn shades(&self, look: &Look) -> (Shades, Shades) {
        let (mut day, mut night) = (self.day, self.night);
        if let Some(paper) = look.paper {
            day.paper = paper.readable_on(&[day.ink], TEXT_PERCENT, Colour::WHITE);
        }
        if let Some(accent) = look.accent {
            (day.accent, night.accent) = (accent, accent);
            night.accent = night.readable_accent();
        }
        // The theme's own is as its author wants it, but for another paper.
        if look.accent.is_some() || look.paper.is_some() {
            day.accent = day.readable_accent();
        }
        (day, night)
    }

    /// The sheet that sets the theme's variables; none where nothing is set.
    pub(crate) fn look_sheet(&self) -> Option<&Asset> {
        self.assets.iter().find(|asset| asset.name == LOOK_SHEET)
    }

    /// The colours of its pages by day and by night.
    pub fn day_and_night(&self) -> (Shades, Shades) {
        (self.day, self.night)
    }
}

/// The style sheet. What is printed keeps the colours of the theme.
fn sheet(look: &Look, day: Shades, night: Shades) -> String {
    let mut sheet = String::new();
    let mut letters = String::new();
    for (name, face) in [("headline", look.headlines), ("text", look.text)] {
        if let Some(stack) = stack(face) {
            write!(letters, "--{name}:{stack};").expect("a string takes all");
        }
    }
    if !letters.is_empty() {
        writeln!(sheet, ":root{{{letters}}}").expect("a string takes all");
    }
    for (scheme, shades, on_accent) in [("light", day, Colour::WHITE), ("dark", night, night.paper)] {
        let mut colours = String::new();
        if look.paper.is_some() && scheme == "light" {
            let (paper, wash, soft, rule) = (shades.paper, shades.wash(), shades.soft(), shades.rule());
            write!(colours, "--paper:{paper};--wash:{wash};--soft:{soft};--rule:{rule};")
                .expect("a string takes all");
        }
        if look.accent.is_some() || !colours.is_empty() {
            write!(colours, "--accent:{};--on-accent:{on_accent};", shades.accent)
                .expect("a string takes all");
        }
        if !colours.is_empty() {
            writeln!(sheet, "@media screen and (prefers-color-scheme:{scheme}){{:root{{{colours}}}}}")
                .expect("a string takes all");
        }
    }
    sheet
}

/// The fonts of a face: Latin ones that systems have, then those of the theme for the language, which have the other letters.
const fn stack(face: Face) -> Option<&'static str> {
    Some(match face {
        Face::Theme => return None,
        Face::Classic => {
            "\"Iowan Old Style\",\"Palatino Linotype\",Palatino,\"URW Palladio L\",P052,\"Book Antiqua\",var(--serif)"
        }
        Face::Newspaper => "Charter,\"Bitstream Charter\",\"Sitka Text\",Cambria,Georgia,var(--serif)",
        Face::Slab => {
            "Rockwell,\"Rockwell Nova\",\"Roboto Slab\",\"American Typewriter\",\"Sitka Small\",\"DejaVu Serif\",var(--serif)"
        }
        Face::Modern => "var(--sans)",
        Face::Friendly => {
            "Seravek,\"Gill Sans Nova\",\"Gill Sans\",Ubuntu,Calibri,Candara,\"Open Sans\",\"DejaVu Sans\",var(--sans)"
        }
        Face::Geometric => {
            "\"Avenir Next\",Avenir,Montserrat,\"Century Gothic\",\"URW Gothic\",Corbel,Futura,var(--sans)"
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().expect("a colour")
    }

    fn sheet_of(theme: &str, look: &Look) -> String {
        let theme = Theme::named(theme).expect("it works").dressed(look);
        String::from_utf8(theme.look_sheet().map_or(Vec::new(), |sheet| sheet.bytes.to_vec())).expect("UTF-8")
    }

    /// The value of a variable by day or by night.
    fn value(sheet: &str, scheme: &str, name: &str) -> Colour {
        let rest = sheet.split_once(&format!("scheme:{scheme}")).expect("it has both").1;
        let value = rest.split_once(&format!("{name}:")).expect("it is set").1;
        colour(value.split(';').next().expect("it ends"))
    }

    #[test]
    fn every_accent_can_be_read_in_light_and_dark() {
        for theme in Theme::BUILT_IN {
            let (day, night) = Theme::named(theme).expect("it works").day_and_night();
            for accent in ["#000000", "#ffffff", "#ffcc00", "#0000ff", "#00ff00", "#7a7a7a", "#9b1c1f"] {
                let look = Look { accent: Some(colour(accent)), ..Look::default() };
                let sheet = sheet_of(theme, &look);
                for (scheme, shades) in [("light", day), ("dark", night)] {
                    let (is, on) = (value(&sheet, scheme, "--accent"), value(&sheet, scheme, "--on-accent"));
                    for ground in [shades.paper, shades.wash(), on] {
                        assert!(
                            is.contrast_percent(ground) >= 450,
                            "{theme} {accent} {scheme}: {is} on {ground}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn colours_that_cannot_be_read_are_refused_with_one_that_can() {
        let theme = Theme::named("broadsheet").expect("it works");
        let yellow = Look { accent: Some(colour("#ffcc00")), ..Look::default() };
        let why = theme.check_look(&yellow).expect_err("too light");
        let Unreadable::Accent { instead, .. } = why else { panic!("{why}") };
        assert!(why.to_string().contains("contrast of 1."), "{why}");
        theme.check_look(&Look { accent: Some(instead), ..yellow.clone() }).expect("the nearest is taken");
        let night = Look { paper: Some(colour("#222222")), ..Look::default() };
        let why = theme.check_look(&night).expect_err("too dark");
        let Unreadable::Paper { instead, .. } = why else { panic!("{why}") };
        theme.check_look(&Look { paper: Some(instead), ..night }).expect("the nearest is taken");
        // A paper of its own takes the theme's accent along.
        theme.check_look(&Look { paper: Some(colour("#fff1e5")), ..Look::default() }).expect("a light one");
    }

    #[test]
    fn what_is_not_set_is_the_themes() {
        let plain = Theme::named("plain").expect("it works");
        let mark = *plain.fingerprint();
        let plain = plain.dressed(&Look::default());
        assert!(plain.look_sheet().is_none() && *plain.fingerprint() == mark);
        let letters = Look { headlines: Face::Slab, ..Look::default() };
        let sheet = sheet_of("plain", &letters);
        assert!(sheet.starts_with(":root{--headline:Rockwell,") && sheet.lines().count() == 1, "{sheet}");
        let paper = Look { paper: Some(colour("#fff1e5")), ..Look::default() };
        let sheet = sheet_of("broadsheet", &paper);
        assert!(!sheet.contains("dark"), "{sheet}");
        let (soft, wash) = (value(&sheet, "light", "--soft"), value(&sheet, "light", "--wash"));
        assert!(soft.contrast_percent(wash) >= 450);
    }
}
