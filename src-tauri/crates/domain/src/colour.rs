//! Colours, and how well one can be read on another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub [u8; 3]);

/// Not a colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no colour; it is one like #9b1c1f")]
pub struct ColourError(String);

impl Colour {
    /// As light as can be.
    pub const WHITE: Self = Self([255; 3]);
    /// As dark as can be.
    pub const BLACK: Self = Self([0; 3]);

    /// How far apart this and another one are in lightness, in hundredths: from 100 (the same) to 2100 (black and white). Rounded down, so
    /// that what is said to be enough is enough.
    pub fn contrast_percent(self, other: Self) -> u32 {
        let (mine, others) = (self.luminance(), other.luminance());
        let (light, dark) = if mine > others { (mine, others) } else { (others, mine) };
        ((light + 0.05) / (dark + 0.05) * 100.0) as u32
    }

    /// So many parts of another colour in this one.
    #[must_use]
    pub fn mixed(self, other: Self, part: u32, of: u32) -> Self {
        let mix = |mine: u8, others: u8| {
            ((u32::from(mine) * (of - part) + u32::from(others) * part + of / 2) / of) as u8
        };
        let (Self(mine), Self(others)) = (self, other);
        Self(std::array::from_fn(|channel| mix(mine[channel], others[channel])))
    }

    /// This one, or the first on the way to another from which all of these differ by so much.
    #[must_use]
    pub fn readable_on(self, grounds: &[Self], percent: u32, towards: Self) -> Self {
        const STEPS: u32 = 100;
        let is_readable = |colour: Self| grounds.iter().all(|on| colour.contrast_percent(*on) >= percent);
        let steps = (0..=STEPS).map(|step| self.mixed(towards, step, STEPS));
        steps.into_iter().find(|colour| is_readable(*colour)).unwrap_or(towards)
    }

    /// How much light it gives, from 0 to 1, as WCAG counts it.
    fn luminance(self) -> f64 {
        let Self([red, green, blue]) = self;
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}

/// The light of one channel. Only what is the same on every machine is used: a power from the system's library need not be.
fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.040_45 {
        return value / 12.92;
    }
    // To the power of 2.4, which is the fifth root of the twelfth power.
    let base = (value + 0.055) / 1.055;
    let twelfth = base.powi(12);
    (0..60).fold(1.0, |root: f64, _| (4.0 * root + twelfth / (root * root * root * root)) / 5.0)
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([red, green, blue]) = self;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl FromStr for Colour {
    type Err = ColourError;

    /// Takes `#9b1c1f`, and `#911` as people write it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ColourError(text.to_owned());
        let digits = text.trim().strip_prefix('#').filter(|digits| digits.is_ascii()).ok_or_else(error)?;
        let whole: String = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 => digits.to_owned(),
            _ => return Err(error()),
        };
        let channel = |at: usize| {
            let pair = whole.get(at..at + 2).filter(|pair| !pair.starts_with('+'));
            pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()).ok_or_else(error)
        };
        Ok(Self([channel(0)?, channel(2)?, channel(4)?]))
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().expect("a colour")
    }

    #[test]
    fn a_colour_is_read_and_written() {
        assert_eq!(colour("#9B1c1f").to_string(), "#9b1c1f");
        assert_eq!(colour(" #913 "), colour("#991133"));
        for no in ["", "red", "#12345", "#1234567", "#gggggg", "#+1+1+1", "9b1c1f", "#é12"] {
            assert!(no.parse::<Colour>().is_err(), "{no}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let cases = [
            ("#000", "#fff", 2100),
            ("#777", "#fff", 447),
            ("#767676", "#fff", 454),
            ("#9b1c1f", "#fbf9f5", 774),
        ];
        for (one, other, expected) in cases {
            let is = colour(one).contrast_percent(colour(other));
            assert!(is.abs_diff(expected) <= 2, "{one} on {other}: {is}");
            assert_eq!(is, colour(other).contrast_percent(colour(one)));
        }
    }

    #[test]
    fn what_cannot_be_read_goes_as_far_as_it_must() {
        let (paper, yellow) = (colour("#fbf9f5"), colour("#ffcc00"));
        let dark = yellow.readable_on(&[paper], 450, Colour::BLACK);
        assert!((450..480).contains(&dark.contrast_percent(paper)), "{dark}");
        let red = colour("#9b1c1f");
        assert_eq!(red.readable_on(&[paper], 450, Colour::BLACK), red);
    }
}
