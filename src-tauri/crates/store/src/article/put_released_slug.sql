INSERT OR REPLACE INTO released_slug (language, slug, article)
SELECT ?1, ?2, rowid FROM article WHERE id = ?3
