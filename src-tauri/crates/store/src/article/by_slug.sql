SELECT id FROM article WHERE language = ?1 AND slug = ?2
UNION ALL
SELECT article.id
FROM released_slug
JOIN article ON article.rowid = released_slug.article
WHERE released_slug.language = ?1 AND released_slug.slug = ?2
