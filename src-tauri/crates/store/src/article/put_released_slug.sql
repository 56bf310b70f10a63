INSERT INTO released_slug (language, slug, article, counts_from)
SELECT ?1, ?2, rowid, ?4 FROM article WHERE id = ?3
ON CONFLICT (slug, language) DO UPDATE SET
    counts_from = iif(article = excluded.article, min(counts_from, excluded.counts_from), excluded.counts_from),
    article = excluded.article
