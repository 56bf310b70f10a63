//! What is drawn for a site: its icons, and the cards of articles that have no cover. Made where it does not stand there already.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::ops::ControlFlow;

use galley_pictures::{Logo, Painter, Paper};

use super::run::Run;
use crate::fan_out::fan_out;
use crate::icons::Icon;
use crate::memory::{Key, KnownPage, Packed};
use crate::pages::is_chinese;
use crate::{ExportError, Part, Problem, Source, Stage};

/// The logo, read when it is first asked for.
pub(super) struct Drawing<'s> {
    source: &'s dyn Source,
    logo: OnceCell<Option<Logo>>,
}

impl<'s> Drawing<'s> {
    pub(super) fn new(source: &'s dyn Source) -> Self {
        Self { source, logo: OnceCell::new() }
    }
}

impl Run<'_> {
    /// Puts the icons in place.
    pub(super) fn icons(&self, drawing: &Drawing<'_>) -> Result<(), ExportError> {
        let mark = OnceCell::new();
        for icon in Icon::of(self.index).filter(|icon| !self.is_kept(icon.path())) {
            let key = self.tools.map(|tools| self.icon_key(icon, tools));
            let known = key.and_then(|key| self.known(icon.path()).filter(|known| known.key() == key));
            if known.is_some_and(|known| self.keep(icon.path(), known)) {
                continue;
            }
            let look = self.pages.look();
            let mark: &Option<Logo> =
                mark.get_or_init(|| self.logo(drawing).is_none().then(|| self.initial()));
            let logo = self.logo(drawing).or(mark.as_ref()).expect("there is one or the other");
            self.put(Part::Index, icon.path(), &icon.make(logo, look, mark.is_some()))?;
            // In place of a logo that could not be read stands something else: that is not remembered.
            if let Some(key) = key.filter(|_| self.index.logo().is_some() == mark.is_none()) {
                self.learn(icon.path(), Packed::of(&KnownPage::of(Part::Index, key)));
            }
        }
        Ok(())
    }

    fn icon_key(&self, icon: Icon, tools: Key) -> Key {
        let logo = self.index.logo().map(|logo| *logo.hash.bytes()).unwrap_or_default();
        let title = self.pages.site_title(0).as_bytes();
        Key::of(&[tools.bytes(), b"icon", icon.path().as_bytes(), &logo, title])
    }

    /// The site's initial, as a logo.
    fn initial(&self) -> Logo {
        let (look, title) = (self.pages.look(), self.pages.site_title(0));
        let initial =
            Painter::new(self.pages.font()).initial(look, title, is_chinese(&self.index.languages[0]));
        Logo::read(initial.as_bytes()).expect("it is a drawing of Galley's own")
    }

    /// The site's logo; none where it has none, or where it cannot be read, which is told once.
    fn logo<'d>(&self, drawing: &'d Drawing<'_>) -> Option<&'d Logo> {
        let read = || {
            let media = self.index.logo()?;
            let path = drawing.source.media_path(&media.hash).map_err(|error| error.to_string());
            let bytes = path.and_then(|path| fs::read(path).map_err(|error| error.to_string()));
            let logo = bytes.and_then(|bytes| {
                Logo::read(&bytes).map_err(|_| "it is no picture that can be drawn".to_owned())
            });
            let told = |why| self.note([Problem::Media { path: media.name.clone(), why }]);
            logo.map_err(told).ok()
        };
        drawing.logo.get_or_init(read).as_ref()
    }

    /// Draws the cards that do not stand there.
    pub(super) fn cards(
        &self,
        drawing: &Drawing<'_>,
        missing: &HashSet<Box<str>>,
    ) -> Result<(), ExportError> {
        let Some(painter) = self.pages.painter.as_ref().filter(|_| !missing.is_empty()) else {
            return Ok(());
        };
        let paper = Paper::new(self.pages.look(), self.logo(drawing));
        // Languages in which the site says the same of itself have one.
        let mut drawn = HashSet::new();
        for language in 0..self.index.languages.len() as u16 {
            let file = self.pages.site_card(language).filter(|file| missing.contains(&file.path));
            if let Some(file) = file.filter(|file| drawn.insert(&file.path)) {
                let card = self.pages.site_card_of(language);
                let bytes = card.map_or_else(|| paper.blank(), |card| painter.draw(&paper, &card));
                self.put(Part::Media, &file.path, &bytes)?;
            }
        }
        let articles = self.cards_of(missing);
        let total = articles.len() as u64;
        let give = |each: &mut dyn FnMut(_) -> ControlFlow<()>| {
            let _ = articles.iter().try_for_each(|(path, at)| each((&**path, *at)));
            Ok(())
        };
        fan_out(self.options.threads(), give, |(path, at): (&str, u32)| {
            self.step(Stage::Media, total)?;
            match self.pages.card_of(at) {
                Some(card) => self.put(Part::Media, path, &painter.draw(&paper, &card)),
                None => Ok(()),
            }
        })?;
        self.end(Stage::Media);
        Ok(())
    }

    /// Whose cards these are. Those of pages that were made just now are known; of others, which someone took away, all are asked.
    fn cards_of(&self, missing: &HashSet<Box<str>>) -> BTreeMap<Box<str>, u32> {
        let mut known = std::mem::take(&mut *self.drawn());
        known.retain(|path, _| missing.contains(path));
        let sites =
            (0..self.index.languages.len() as u16).filter_map(|language| self.pages.site_card(language));
        let sites: HashSet<_> = sites.map(|file| &file.path).filter(|path| missing.contains(*path)).collect();
        if known.len() + sites.len() < missing.len() {
            let all = (0..self.index.len()).filter_map(|at| Some((self.pages.card_file_of(at)?.path, at)));
            known.extend(all.filter(|(path, _)| missing.contains(path)));
        }
        known
    }
}
