//! A post, field by field.

use serde_json::{Value, json};

use crate::server::text;

/// What a post says of itself, by which an edit is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fields {
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) html: String,
    pub(super) slug: String,
    pub(super) status: String,
    pub(super) categories: Vec<u64>,
    pub(super) tags: Vec<u64>,
    pub(super) cover: u64,
    pub(super) date: String,
    pub(super) author: u64,
}

impl Fields {
    pub(super) fn of(post: &Value) -> Self {
        let ids = |ids: &Value| ids.as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
        let status = text(&post["status"]);
        Self {
            title: text(&post["title"]["raw"]),
            lead: text(&post["excerpt"]["raw"]),
            html: text(&post["content"]["raw"]),
            slug: text(&post["slug"]),
            // What was scheduled and is published meanwhile was changed by nobody.
            status: if status == "future" { "publish".to_owned() } else { status },
            categories: ids(&post["categories"]),
            tags: ids(&post["tags"]),
            cover: post["featured_media"].as_u64().unwrap_or(0),
            date: text(&post["date_gmt"]),
            author: post["author"].as_u64().unwrap_or(0),
        }
    }

    /// As they are hashed. Ledgers hold such hashes: in another form or order each article would look as if someone had edited it.
    pub(super) fn listed(self) -> Value {
        let Self { title, lead, html, slug, status, categories, tags, cover, date, author } = self;
        json!([title, lead, html, slug, status, categories, tags, cover, date, author])
    }
}
