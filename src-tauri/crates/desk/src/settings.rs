//! Settings of a library: what an editor may decide once for all articles.

use galley_domain::{Language, Site, TargetId, TimeZone};
use galley_store::{Setting, View};
use serde_json::Value;

use crate::wire::{LibrarySettings, Op};
use crate::{Desk, DeskError, Done};

/// The settings of a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The language that new articles are written in.
    pub language: Language,
    /// The time zone in which dates without one are read.
    pub time_zone: TimeZone,
    /// Whether texts are reviewed before they are released.
    pub review: bool,
    /// The target that is meant where none is named.
    pub default_target: Option<TargetId>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { language: Language::english(), time_zone: TimeZone::UTC, review: false, default_target: None }
    }
}

impl Settings {
    /// The settings that an editor may change, by key.
    pub const KEYS: [Setting; 4] =
        [Setting::Language, Setting::TimeZone, Setting::Review, Setting::DefaultTarget];

    pub(crate) fn read(view: &View<'_>) -> Result<Self, DeskError> {
        let text = |setting| -> Result<Option<String>, DeskError> {
            Ok(view.setting(setting)?.and_then(|value| value.as_str().map(str::to_owned)))
        };
        let default = Self::default();
        Ok(Self {
            language: text(Setting::Language)?.and_then(|t| t.parse().ok()).unwrap_or(default.language),
            time_zone: text(Setting::TimeZone)?.and_then(|t| t.parse().ok()).unwrap_or(default.time_zone),
            review: view.setting(Setting::Review)?.and_then(|v| v.as_bool()).unwrap_or(default.review),
            default_target: text(Setting::DefaultTarget)?.and_then(|t| t.parse().ok()),
        })
    }

    pub(crate) fn stored(&self) -> Vec<(Setting, Value)> {
        vec![
            (Setting::Language, self.language.as_str().into()),
            (Setting::TimeZone, self.time_zone.to_string().into()),
            (Setting::Review, self.review.into()),
        ]
    }

    /// A site that follows these settings.
    pub(crate) fn new_site(&self, title: &str) -> Site {
        let mut site = Site::new(self.language.clone(), title);
        site.time_zone = self.time_zone;
        site
    }
}

impl Desk {
    /// The library's settings.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn settings(&self) -> Result<Settings, DeskError> {
        Settings::read(&self.view())
    }

    /// The same as a window shows them.
    ///
    /// # Errors
    /// [`DeskError::Store`]
    pub fn settings_shown(&self) -> Result<LibrarySettings, DeskError> {
        let Settings { language, time_zone, review, .. } = self.settings()?;
        Ok(LibrarySettings {
            name: self.name(),
            path: self.folder().display().to_string(),
            language: language.to_string(),
            time_zone: time_zone.to_string(),
            review,
        })
    }

    /// Changes a setting, given as text: `language`, `time-zone`, `review`, `default-target`.
    ///
    /// # Errors
    /// [`DeskError::Unknown`] for another key, [`DeskError::Invalid`] for a value that does not fit.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<Done<()>, DeskError> {
        let setting = Settings::KEYS.into_iter().find(|s| s.key() == key);
        let setting = setting.ok_or_else(|| DeskError::NoSetting(key.to_owned()))?;
        let json = match setting {
            Setting::Language => {
                value.parse::<Language>().map_err(|e| DeskError::invalid(key, e))?.as_str().into()
            }
            Setting::TimeZone => {
                value.parse::<TimeZone>().map_err(|e| DeskError::invalid(key, e))?.to_string().into()
            }
            Setting::Review => Value::Bool(crate::article::read_switch(key, value)?),
            Setting::DefaultTarget => {
                let target = self.find_target(Some(value))?;
                // It is the one whose pages the preview shows.
                crate::export::site_of(&target)?;
                target.id.to_string().into()
            }
            // House words have commands of their own.
            Setting::LibraryId | Setting::HouseWords => return Err(DeskError::NoSetting(key.to_owned())),
        };
        self.transact(Op::Settings, |work| work.set(setting, &json))
    }
}
