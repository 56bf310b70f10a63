SELECT article.id, released_slug.slug
FROM released_slug
JOIN article ON article.rowid = released_slug.article
WHERE released_slug.language = article.language AND released_slug.slug <> article.slug
ORDER BY released_slug.slug
