SELECT
    id, kind, language, slug, headline, lead, category, date, fields, stage, version, released, changed,
    publish_at, embargo_until, archived, trashed_at, created_at, modified_at, '',
    pending_revision, pending_at, slug_chosen, words_hash
FROM article
WHERE shelf = 3 AND publish_at <= ?1
ORDER BY printed_at DESC, article.rowid DESC
