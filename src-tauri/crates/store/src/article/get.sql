SELECT
    id, kind, language, slug, headline, lead, category, date, fields, stage, version, released, changed,
    publish_at, embargo_until, archived, trashed_at, created_at, modified_at, body.text,
    pending_revision, pending_at, slug_chosen
FROM article
JOIN body ON body.article = article.rowid
WHERE id = ?1
