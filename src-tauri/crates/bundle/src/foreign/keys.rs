//! What the tools and their themes call things. The first that is there counts.

/// Tables in which themes keep fields of their own: Zola's `extra`, Hugo's `params`.
pub(super) const TABLES: [&str; 2] = ["extra", "params"];

pub(super) const LEAD: &[&str] = &["lead", "summary", "description", "excerpt"];
pub(super) const CANONICAL: &[&str] = &["canonical", "canonicalURL", "canonical_url"];
pub(super) const SEO_TITLE: &[&str] = &["seo_title", "seoTitle"];
pub(super) const NOINDEX: &[&str] = &["noindex", "robotsNoIndex"];
/// `published` is a date in Hugo and a truth value in Jekyll.
pub(super) const PUBLISH: &[&str] = &["publishDate", "pubdate", "published"];
pub(super) const MODIFIED: &[&str] = &["lastmod", "modified", "updated", "last_modified_at"];
pub(super) const EXPIRY: &[&str] = &["expiryDate", "unpublishDate"];
/// Hugo's, Zola's and Jekyll's word for the address of the page itself.
pub(super) const ADDRESS: &[&str] = &["url", "path", "permalink"];
pub(super) const ALIASES: &[&str] = &["aliases", "redirect_from"];
pub(super) const LANGUAGE: &[&str] = &["lang", "language", "locale"];
pub(super) const TRANSLATION: &[&str] = &["translationKey", "translation_key"];
pub(super) const AUTHORS: &[&str] = &["authors", "author", "byline", "bylines"];
pub(super) const COVER: &[&str] =
    &["cover", "image", "featured_image", "feature_image", "thumbnail", "images"];
/// What the path is called where a cover is a table.
pub(super) const COVER_PATH: &[&str] = &["image", "src", "url", "path", "file"];
