//! Fields on their way out of front matter: what is understood is taken, what remains is custom.

use super::{Fields, Node, Value};

/// The fields of one file, in their order.
#[derive(Debug)]
pub(crate) struct Sheet {
    fields: Vec<(String, Option<Node>)>,
    any_case: bool,
}

impl Sheet {
    /// `any_case` says that `Title` is `title`, as Hugo has it.
    pub(crate) fn new(fields: Fields, any_case: bool) -> Self {
        Self { fields: fields.into_iter().map(|(key, node)| (key, Some(node))).collect(), any_case }
    }

    /// A key that differs from another one in its case only, and its line.
    pub(crate) fn same_but_case(&self) -> Option<(String, u32)> {
        let mut seen = std::collections::HashSet::new();
        self.fields
            .iter()
            .find(|(key, _)| !seen.insert(key.to_lowercase()))
            .map(|(key, node)| (key.clone(), node.as_ref().map_or(1, |n| n.line)))
    }

    /// Looks at a field.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.fields.iter().find(|(name, _)| self.is(name, key)).and_then(|(_, node)| node.as_ref())
    }

    /// Looks at a field of a field: `extra.image`.
    pub(crate) fn get_in(&self, outer: &str, key: &str) -> Option<&Node> {
        match self.get(outer).map(|node| &node.value) {
            Some(Value::Map(fields)) => {
                fields.iter().find(|(name, _)| self.is(name, key)).map(|(_, node)| node)
            }
            _ => None,
        }
    }

    /// Takes a field if it is understood; else it stays where it is.
    pub(crate) fn take<T>(&mut self, key: &str, understand: impl FnOnce(&Node) -> Option<T>) -> Option<T> {
        let any_case = self.any_case;
        let slot =
            self.fields.iter_mut().find(|(name, _)| same(name, key, any_case)).map(|(_, slot)| slot)?;
        let understood = understand(slot.as_ref()?)?;
        *slot = None;
        Some(understood)
    }

    /// Replaces a field that is there with what is not understood of it.
    pub(crate) fn keep(&mut self, key: &str, rest: Option<Node>) {
        let any_case = self.any_case;
        if let Some((_, slot)) = self.fields.iter_mut().find(|(name, _)| same(name, key, any_case)) {
            *slot = rest;
        }
    }

    /// What was not taken.
    pub(crate) fn rest(self) -> Fields {
        self.fields.into_iter().filter_map(|(key, node)| Some((key, node?))).collect()
    }

    fn is(&self, name: &str, key: &str) -> bool {
        same(name, key, self.any_case)
    }
}

fn same(name: &str, key: &str, any_case: bool) -> bool {
    name == key || (any_case && name.eq_ignore_ascii_case(key))
}
