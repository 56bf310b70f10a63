INSERT OR REPLACE INTO tombstone (noun, id, deleted_at)
SELECT 'address ' || had.language || '/' || had.slug, article.id, ?2
FROM article
JOIN (
    SELECT language, slug FROM article WHERE rowid = ?1
    UNION
    SELECT language, slug FROM released_slug WHERE article = ?1
) AS had
WHERE article.rowid = ?1
