//! What posts are filed under: found by name, made where there is none.

use serde_json::{Value, json};

use super::WordPress;
use super::reading::PAGE;
use crate::PublishError;
use crate::web::Ask;

const LOOKING: &str = "looking for a category or tag";
const MAKING: &str = "making a category or tag";

/// What posts are filed under.
#[derive(Debug, Clone, Copy)]
pub(super) enum Taxonomy {
    /// A tree.
    Categories,
    /// Flat.
    Tags,
}

impl Taxonomy {
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Categories => "categories",
            Self::Tags => "tags",
        }
    }
}

impl WordPress {
    /// The category or tag of this name, made where there is none.
    pub(super) fn term(&self, taxonomy: Taxonomy, name: &str, parent: u64) -> Result<String, PublishError> {
        match self.find_term(taxonomy, name, parent)? {
            Some(id) => Ok(id),
            None => self.make_term(taxonomy, name, parent),
        }
    }

    /// The category or tag of this name. Most are known from one list; what is not in it is searched for where the list is not all.
    pub(super) fn find_term(
        &self,
        taxonomy: Taxonomy,
        name: &str,
        parent: u64,
    ) -> Result<Option<String>, PublishError> {
        if !self.names.borrow().listed.contains_key(taxonomy.path()) {
            let most = [("orderby", "count"), ("order", "desc")];
            let count = self.list_terms(taxonomy, &most)?;
            self.names.borrow_mut().listed.insert(taxonomy.path(), count < PAGE);
        }
        let known = self.known(taxonomy, name, parent);
        if known.is_none() && !self.names.borrow().listed[taxonomy.path()] {
            // Names are kept as HTML.
            let written = name.replace('&', "&amp;");
            self.list_terms(taxonomy, &[("search", written.as_str())])?;
            return Ok(self.known(taxonomy, name, parent));
        }
        Ok(known)
    }

    /// Learns a list of them; answers how many there were.
    fn list_terms(&self, taxonomy: Taxonomy, query: &[(&str, &str)]) -> Result<usize, PublishError> {
        let query = [query, &[("per_page", "100"), ("_fields", "id,name,parent")]].concat();
        let answer = self.web.ask(Ask::get(self.at(taxonomy.path(), &query)))?;
        match self.good(LOOKING, &answer)? {
            Value::Array(terms) => {
                self.names.borrow_mut().learn(taxonomy, &terms);
                Ok(terms.len())
            }
            _ => Err(self.answer(LOOKING, "no list")),
        }
    }

    fn known(&self, taxonomy: Taxonomy, name: &str, parent: u64) -> Option<String> {
        let (names, name) = (self.names.borrow(), name.to_lowercase());
        let found = names.terms.iter().find(|((kind, _), (called, below))| {
            *kind == taxonomy.path() && *below == parent && called.to_lowercase() == name
        });
        found.map(|((_, id), _)| id.to_string())
    }

    fn make_term(&self, taxonomy: Taxonomy, name: &str, parent: u64) -> Result<String, PublishError> {
        let mut new = json!({ "name": name });
        if parent != 0 {
            new["parent"] = parent.into();
        }
        let answer = self.send(self.at(taxonomy.path(), &[]), &new)?;
        let json = answer.json().unwrap_or_default();
        if json["code"] == "term_exists"
            && let Some(id) = json["data"]["term_id"].as_u64()
        {
            return Ok(id.to_string());
        }
        let made = self.good(MAKING, &answer)?;
        made["id"].as_u64().map(|id| id.to_string()).ok_or_else(|| self.answer(MAKING, "no id"))
    }
}
