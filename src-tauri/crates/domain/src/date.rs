//! Dates: a time zone, a house format, and reading the dates that other tools write.

use std::fmt;
use std::str::FromStr;

use chrono::format::{Item, StrftimeItems};
use chrono::{DateTime, Locale, NaiveDate, NaiveDateTime, TimeZone as _, Utc};
use serde::{Deserialize, Serialize};

use crate::{Instant, Language};

/// A text that is no date, no format, or no time zone.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum DateError {
    /// No date.
    #[error("{0:?} is no date; write it like 2023-10-19 or 2023-10-19T08:30:00+08:00")]
    Date(String),
    /// No format.
    #[error("{0:?} is no date format; write it with %Y, %m, %d, %b and the like, for instance %b.%Y %d")]
    Format(String),
    /// No time zone.
    #[error("{0:?} is no time zone; write it like Europe/Berlin or Asia/Shanghai")]
    Zone(String),
}

/// A time zone of the IANA database, by name: `Asia/Shanghai`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct TimeZone(chrono_tz::Tz);

impl TimeZone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(chrono_tz::Tz::UTC);

    /// The instant with this zone's offset, as RFC 3339 with seconds: for feeds and `datetime` attributes.
    pub fn rfc3339(self, instant: Instant) -> String {
        instant.with_timezone(&self.0).to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }

    /// Year, month (1 to 12) and day in this zone.
    pub fn ymd(self, instant: Instant) -> (i32, u32, u32) {
        use chrono::Datelike;
        let local = instant.with_timezone(&self.0);
        (local.year(), local.month(), local.day())
    }
}

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0.name())
    }
}

impl FromStr for TimeZone {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        text.parse().map(Self).map_err(|_| DateError::Zone(text.chars().take(40).collect()))
    }
}

impl From<TimeZone> for String {
    fn from(zone: TimeZone) -> String {
        zone.to_string()
    }
}

impl TryFrom<String> for TimeZone {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

/// A house format for dates: a chrono format string, checked when it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct DateFormat(Box<str>);

impl DateFormat {
    /// Longest format, in bytes.
    pub const BYTES_MAX: usize = 100;

    /// `2023-10-19`, which no one misreads.
    pub fn iso() -> Self {
        Self("%Y-%m-%d".into())
    }

    /// The format string.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The date as this house prints it, with these names of months and days.
    pub fn print(&self, instant: Instant, zone: TimeZone, names: DateNames) -> String {
        instant.with_timezone(&zone.0).format_localized(&self.0, names.0).to_string()
    }

    /// The formats that newspapers in a language use, the commonest first: what an editor chooses from.
    pub fn customary(language: &Language) -> Vec<Self> {
        let own: &[&str] = match language.primary() {
            "zh" | "ja" => &["%Y年%-m月%-d日", "%Y年%-m月%-d日 %A", "%Y/%m/%d", "%Y.%m.%d"],
            "ko" => &["%Y년 %-m월 %-d일", "%Y.%m.%d"],
            "de" | "da" | "nb" | "nn" | "no" | "fi" | "cs" | "sk" => {
                &["%-d. %B %Y", "%A, %-d. %B %Y", "%d.%m.%Y", "%-d. %b %Y"]
            }
            "es" | "pt" | "ca" | "gl" => &["%-d de %B de %Y", "%A, %-d de %B de %Y", "%d/%m/%Y", "%-d %b %Y"],
            "en" => &[
                "%B %-d, %Y",
                "%A, %B %-d, %Y",
                "%-d %B %Y",
                "%b %-d, %Y",
                "%b.%Y %d",
                "%m/%d/%Y",
                "%d/%m/%Y",
            ],
            "fr" | "it" | "nl" | "ar" | "he" => &["%-d %B %Y", "%A %-d %B %Y", "%d/%m/%Y", "%-d %b %Y"],
            _ => &["%-d %B %Y", "%A, %-d %B %Y", "%d.%m.%Y", "%-d %b %Y"],
        };
        std::iter::once(Self::iso()).chain(own.iter().map(|format| Self((*format).into()))).collect()
    }
}

/// What months and days are called in a language, as the GNU C Library has it; in English for one that it does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateNames(Locale);

impl DateNames {
    /// Those of a language.
    pub fn of(language: &Language) -> Self {
        // In the regions of English they differ in nothing but the case of abbreviations.
        let locale = language.locale().filter(|_| language.primary() != "en");
        let locale = locale.and_then(|locale| Locale::try_from(&*locale.replace('-', "_")).ok());
        Self(locale.unwrap_or(Locale::POSIX))
    }
}

impl FromStr for DateFormat {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let refuse = || DateError::Format(text.chars().take(60).collect());
        // Printing a bad format panics in chrono, so none is let in.
        let good = !text.is_empty()
            && text.len() <= Self::BYTES_MAX
            && !text.chars().any(char::is_control)
            && !StrftimeItems::new(text).any(|item| matches!(item, Item::Error));
        if good { Ok(Self(text.into())) } else { Err(refuse()) }
    }
}

impl From<DateFormat> for String {
    fn from(format: DateFormat) -> String {
        format.0.into()
    }
}

impl TryFrom<String> for DateFormat {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

/// Reads a date as front matter has it: RFC 3339; with a space for the `T`; with an offset like `+0800`;
/// without an offset or without a time, which then means this zone.
///
/// # Errors
/// [`DateError::Date`], also for years outside 1 to 9999.
pub fn parse_instant(text: &str, zone: TimeZone) -> Result<Instant, DateError> {
    use chrono::Datelike;
    let refuse = || DateError::Date(text.chars().take(60).collect());
    let trimmed = text.trim();
    if trimmed.len() > 40 {
        return Err(refuse());
    }
    let instant = read_with_offset(trimmed).or_else(|| read_local(trimmed, zone)).ok_or_else(refuse)?;
    if !(1..=9999).contains(&instant.year()) {
        return Err(refuse());
    }
    DateTime::from_timestamp_millis(instant.timestamp_millis()).ok_or_else(refuse)
}

fn read_with_offset(text: &str) -> Option<Instant> {
    const FORMS: [&str; 4] =
        ["%Y-%m-%d %H:%M:%S%.f %z", "%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%d %H:%M:%S%.f%z", "%Y-%m-%d %H:%M %z"];
    DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_rfc2822(text))
        .ok()
        .or_else(|| FORMS.iter().find_map(|form| DateTime::parse_from_str(text, form).ok()))
        .map(|at| at.with_timezone(&Utc))
}

fn read_local(text: &str, zone: TimeZone) -> Option<Instant> {
    const FORMS: [&str; 4] =
        ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
    let text = text.strip_suffix(" UTC").unwrap_or(text);
    let local =
        FORMS.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok()).or_else(|| {
            ["%Y-%m-%d", "%Y/%m/%d"]
                .iter()
                .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
                .and_then(|date| date.and_hms_opt(0, 0, 0))
        })?;
    // In the hour that a clock change skips there is no local time: the same wall time an hour later is meant.
    zone.0
        .from_local_datetime(&local)
        .earliest()
        .or_else(|| zone.0.from_local_datetime(&(local + chrono::TimeDelta::hours(1))).earliest())
        .map(|at| at.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        name.parse().expect("a good zone")
    }

    #[test]
    fn the_house_prints_its_dates() {
        let noon = parse_instant("2023-10-19T12:00:00Z", TimeZone::UTC).expect("a good date");
        let late = parse_instant("2023-10-19T20:00:00Z", TimeZone::UTC).expect("a good date");
        let cases = [
            ("%b.%Y %d", "UTC", noon, "Oct.2023 19"),
            ("%b.%Y %d", "Asia/Shanghai", late, "Oct.2023 20"),
            ("%Y年%-m月%-d日", "Asia/Shanghai", noon, "2023年10月19日"),
            ("%d.%m.%Y", "America/New_York", noon, "19.10.2023"),
        ];
        for (format, name, instant, expected) in cases {
            let format: DateFormat = format.parse().expect("a good format");
            assert_eq!(format.print(instant, zone(name), names("en")), expected);
        }
    }

    fn names(tag: &str) -> DateNames {
        DateNames::of(&language(tag))
    }

    fn language(tag: &str) -> Language {
        tag.parse().expect("a good tag")
    }

    #[test]
    fn months_and_days_have_the_names_of_the_language() {
        let noon = parse_instant("2023-10-19T12:00:00Z", TimeZone::UTC).expect("a good date");
        let format: DateFormat = "%A, %-d %B %Y".parse().expect("a good format");
        let cases = [
            ("en", "Thursday, 19 October 2023"),
            ("en-GB", "Thursday, 19 October 2023"),
            ("de", "Donnerstag, 19 Oktober 2023"),
            ("fr-CA", "jeudi, 19 octobre 2023"),
            ("es", "jueves, 19 octubre 2023"),
            ("ar", "الخميس, 19 أكتوبر 2023"),
            ("he", "חמישי, 19 אוקטובר 2023"),
            ("ja", "木曜日, 19 10月 2023"),
            ("zh-Hant", "週四, 19 十月 2023"),
            ("pl", "czwartek, 19 października 2023"),
            ("zh", "星期四, 19 十月 2023"),
            ("tlh", "Thursday, 19 October 2023"),
        ];
        for (tag, expected) in cases {
            assert_eq!(format.print(noon, TimeZone::UTC, names(tag)), expected, "{tag}");
        }
    }

    #[test]
    fn an_editor_chooses_from_formats_that_work() {
        for tag in ["en", "zh", "ko", "de", "es", "fr", "ru", "ar"] {
            let all = DateFormat::customary(&language(tag));
            assert_eq!(all[0], DateFormat::iso());
            assert!(
                all.iter().all(|format| format.as_str().parse::<DateFormat>().as_ref() == Ok(format)),
                "{tag}"
            );
        }
    }

    #[test]
    fn a_format_that_would_panic_is_refused() {
        for bad in ["%", "%Q", "", "%Y\n"] {
            assert!(bad.parse::<DateFormat>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn dates_of_other_tools_are_read() {
        let shanghai = zone("Asia/Shanghai");
        let cases = [
            ("2023-10-19", Some("2023-10-18T16:00:00Z")),
            ("2023-10-19T08:30:00+08:00", Some("2023-10-19T00:30:00Z")),
            ("2023-10-19 08:30:00 +0800", Some("2023-10-19T00:30:00Z")),
            ("2023-10-19 08:30:00", Some("2023-10-19T00:30:00Z")),
            ("2023-10-19 08:30", Some("2023-10-19T00:30:00Z")),
            ("2023-10-19T08:30:00.123456Z", Some("2023-10-19T08:30:00Z")),
            ("2023-02-30", None),
            ("19 October", None),
            ("99999-01-01", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let read = parse_instant(text, shanghai).ok().map(|at| TimeZone::UTC.rfc3339(at));
            assert_eq!(read.as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn an_hour_that_does_not_exist_is_the_next_one() {
        let read = parse_instant("2024-03-31 02:30", zone("Europe/Berlin")).expect("read all the same");
        assert_eq!(TimeZone::UTC.rfc3339(read), "2024-03-31T01:30:00Z");
    }
}
