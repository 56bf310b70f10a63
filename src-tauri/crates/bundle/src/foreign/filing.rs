//! Categories, tags and bylines.

use crate::front::{Node, Value};
use crate::layout::Tool;
use crate::{Filed, Remark};

use super::{Reader, keys};

impl Reader<'_> {
    pub(super) fn filing(&mut self) {
        let splits = self.scan.tool == Tool::Jekyll;
        let mut categories = self.sheet.take("category", texts).unwrap_or_default();
        let several = self.sheet.take("categories", |node| listed(node, splits)).unwrap_or_default();
        if splits {
            let above = self.entry.place.sections.iter().filter(|_| !self.entry.place.is_page).cloned();
            self.filed_under = clean(above.chain(several.iter().cloned()).chain(categories.iter().cloned()));
        }
        categories.extend(several);
        let mut tags = self.sheet.take("tags", |node| listed(node, splits)).unwrap_or_default();
        // Jekyll takes the singular as one, whatever is in it: https://jekyllrb.com/docs/posts/#tags-and-categories
        let tag = |node: &Node| if splits { texts(node) } else { listed(node, false) };
        tags.extend(self.sheet.take("tag", tag).unwrap_or_default());
        self.taxonomies(&mut categories, &mut tags);
        if self.scan.tool == Tool::Jekyll {
            // `news/_posts/…` files its posts under news.
            categories
                .extend(self.entry.place.sections.iter().filter(|_| !self.entry.place.is_page).cloned());
        }
        let mut categories = clean(categories).into_iter();
        let category = categories.next();
        let others: Vec<String> = categories.filter(|name| !tags.contains(name)).collect();
        if let Some(category) = category.as_ref().filter(|_| !others.is_empty()) {
            self.note(None, Remark::CategoriesToTags { category: category.clone(), tags: others.clone() });
        }
        let fields = &mut self.incoming.fields;
        fields.category = category.map(|name| Filed { id: None, name });
        fields.tags =
            clean(others.into_iter().chain(tags)).into_iter().map(|name| Filed { id: None, name }).collect();
        let authors = keys::AUTHORS.iter().find_map(|key| self.sheet.take(key, names));
        let authors = authors.or_else(|| {
            let below =
                |table: &&str| keys::AUTHORS.iter().find_map(|key| names(self.sheet.get_in(table, key)?));
            keys::TABLES.iter().find_map(below)
        });
        let authors = clean(authors.unwrap_or_default());
        self.incoming.fields.bylines = authors.into_iter().map(|name| Filed { id: None, name }).collect();
    }

    /// Zola's table: categories and tags are taken out, other taxonomies stay.
    fn taxonomies(&mut self, categories: &mut Vec<String>, tags: &mut Vec<String>) {
        let Some(mut table) = self.sheet.get("taxonomies").cloned() else {
            return;
        };
        let Value::Map(fields) = &mut table.value else {
            return;
        };
        fields.retain(|(key, node)| {
            let into = match key.to_ascii_lowercase().as_str() {
                "categories" | "category" => &mut *categories,
                "tags" | "tag" => &mut *tags,
                _ => return true,
            };
            into.extend(texts(node).unwrap_or_default());
            false
        });
        let rest = if fields.is_empty() { None } else { Some(table) };
        self.sheet.keep("taxonomies", rest);
    }
}

/// A text or a list of texts.
pub(super) fn texts(node: &Node) -> Option<Vec<String>> {
    match &node.value {
        Value::List(list) => list.iter().map(Node::text).collect(),
        _ => Some(vec![node.text()?]),
    }
}

/// A list; or a text with several in it, which Jekyll separates by spaces and people by commas.
fn listed(node: &Node, splits_at_spaces: bool) -> Option<Vec<String>> {
    let text = match &node.value {
        Value::List(_) => return texts(node),
        _ => node.text()?,
    };
    let part = |part: &str| part.trim().to_owned();
    Some(if splits_at_spaces {
        text.split_whitespace().map(part).collect()
    } else {
        text.split(',').map(part).collect()
    })
}

/// Names of people: a text, a table with a `name`, or a list of these.
fn names(node: &Node) -> Option<Vec<String>> {
    match &node.value {
        Value::List(list) => list.iter().map(|item| names(item)?.into_iter().next()).collect(),
        Value::Map(fields) => {
            let name = fields.iter().find(|(key, _)| key.eq_ignore_ascii_case("name"))?;
            Some(vec![name.1.text()?])
        }
        _ => Some(vec![node.text()?]),
    }
}

/// Without white space around, without empty ones, each once.
fn clean(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    let plain = |name: String| if name.contains('&') { galley_markdown::unescape(&name) } else { name };
    let trimmed =
        names.into_iter().map(plain).map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
    trimmed.filter(|name| !name.is_empty() && seen.insert(name.clone())).collect()
}
