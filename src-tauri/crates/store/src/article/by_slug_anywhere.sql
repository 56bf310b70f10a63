SELECT id FROM article WHERE slug = ?1
UNION
SELECT article.id
FROM released_slug
JOIN article ON article.rowid = released_slug.article
WHERE released_slug.slug = ?1
