SELECT
    article.id, article.kind, article.headline, article.lead, article.slug, article.language, article.category,
    article.stage, article.released, article.changed, article.publish_at, article.archived, article.trashed_at,
    article.printed_at, article.modified_at, article.words, article.rowid,
    article.embargo_until, article.pending_revision, article.pending_at
