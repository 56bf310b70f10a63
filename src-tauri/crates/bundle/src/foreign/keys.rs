//! What the tools and their themes call things. The first that is there counts.

/// Tables in which themes keep fields of their own: Zola's `extra`, Hugo's `params`.
pub(super) const TABLES: [&str; 2] = ["extra", "params"];

pub(super) const LEAD: &[&str] = &["lead", "summary", "description", "excerpt"];
pub(super) const CANONICAL: &[&str] = &["canonical", "canonicalURL", "canonical_url"];
pub(super) const SEO_TITLE: &[&str] = &["seo_title", "seoTitle"];
pub(super) const NOINDEX: &[&str] = &["noindex", "robotsNoIndex"];
/// `published` is a date in Hugo and a truth value in Jekyll.
pub(super) const PUBLISH: &[&str] = &["publishDate", "pubdate", "published"];
/// When a note was made, as Obsidian's plug-ins, Bear, Notion and Logseq say it.
pub(super) const CREATED: &[&str] = &[
    "created",
    "created_at",
    "createdAt",
    "created-at",
    "date created",
    "date-created",
    "date_created",
    "dateCreated",
    "creation date",
    "creation-date",
    "creation_date",
    "created time",
];
/// What says who may read it. Any other word than one of [`PUBLIC`] holds it back.
pub(super) const STANDING: &[&str] = &["status", "post_status", "post-status", "visibility", "publish"];
pub(super) const PUBLIC: &[&str] = &["publish", "published", "public", "true", "yes", "on"];
/// What says that some may read it and others not.
pub(super) const PASSWORD: &[&str] = &["password", "post_password", "post-password"];
pub(super) const PRIVATE: &[&str] = &["private"];
pub(super) const MODIFIED: &[&str] = &["lastmod", "modified", "updated", "last_modified_at"];
pub(super) const EXPIRY: &[&str] = &["expiryDate", "unpublishDate"];
/// Hugo's, Zola's and Jekyll's word for the address of the page itself.
pub(super) const ADDRESS: &[&str] = &["url", "path", "permalink"];
pub(super) const ALIASES: &[&str] = &["aliases", "redirect_from"];
pub(super) const LANGUAGE: &[&str] = &["lang", "language", "locale"];
pub(super) const TRANSLATION: &[&str] = &["translationKey", "translation_key"];
pub(super) const AUTHORS: &[&str] = &["authors", "author", "byline", "bylines"];
/// `coverImage` is what exporters of WordPress write.
pub(super) const COVER: &[&str] = &[
    "cover",
    "image",
    "coverImage",
    "cover_image",
    "featured_image",
    "featuredImage",
    "feature_image",
    "heroImage",
    "hero_image",
    "thumbnail",
    "images",
];
/// Where these exporters put the pictures, beside the text.
pub(super) const COVER_FOLDER: &str = "images";
/// What the path is called where a cover is a table.
pub(super) const COVER_PATH: &[&str] = &["image", "src", "url", "path", "file"];
