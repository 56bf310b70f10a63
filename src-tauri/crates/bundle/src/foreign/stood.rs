//! Where it stood on the site that its folder made: that leads here, too.

use galley_domain::Language;

use crate::addresses::Page;
use crate::layout::Tool;

use super::Reader;

/// What the tool was told of the address of one page.
pub(super) enum Told {
    /// The whole of it, which is among the former ones already.
    Address,
    /// A pattern.
    Pattern(String),
    Nothing,
}

impl Reader<'_> {
    /// What was out keeps the address that readers have.
    pub(super) fn stood(&mut self, told: Told) {
        let layout = &self.scan.layout;
        let Some(addresses) = layout.addresses.as_ref().filter(|_| !self.incoming.draft) else { return };
        let pattern = match told {
            Told::Address => return,
            Told::Pattern(pattern) => Some(pattern),
            Told::Nothing => None,
        };
        let place = &self.entry.place;
        let called = |language: Language| {
            let key =
                layout.languages.iter().find(|(_, known)| *known == language).map(|(key, _)| key.as_str());
            key.map_or_else(|| language.to_string().to_lowercase(), str::to_lowercase)
        };
        // Hugo's own where its configuration says none.
        let hugo = || (layout.tool == Tool::Hugo).then(|| "en".to_owned());
        let own = layout.default_language.clone().map(called).or_else(hugo);
        let language =
            self.entry.language.clone().map(called).filter(|language| Some(language) != own.as_ref());
        let collection = match layout.tool {
            Tool::Jekyll => self.entry.path.split('/').find_map(|part| part.strip_prefix('_')),
            _ => None,
        };
        let page = Page {
            sections: &place.sections,
            name: &place.name,
            title: &self.incoming.fields.headline,
            slug: self.slug_told.as_deref(),
            pattern: pattern.as_deref(),
            date: self.date_written.as_deref(),
            language: language.as_deref(),
            own_language: own.as_deref(),
            categories: &self.filed_under,
            stands_alone: place.is_page,
            collection: collection.filter(|name| !matches!(*name, "posts" | "drafts")),
            is_index: place.is_index,
        };
        let address = addresses.of(&page).and_then(|address| self.alias(&address));
        if let Some(address) = address.filter(|address| !self.incoming.fields.aliases.contains(address)) {
            self.incoming.fields.aliases.push(address);
            self.incoming.keeps_address = true;
        }
    }
}
