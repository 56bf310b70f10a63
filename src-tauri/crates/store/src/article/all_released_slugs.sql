SELECT article.id, released_slug.language, released_slug.slug
FROM released_slug
JOIN article ON article.rowid = released_slug.article
WHERE released_slug.counts_from <= ?1
ORDER BY released_slug.language, released_slug.slug
