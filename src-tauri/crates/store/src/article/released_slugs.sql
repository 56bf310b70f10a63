SELECT language, slug
FROM released_slug
WHERE article = (SELECT rowid FROM article WHERE id = ?1) AND counts_from <= ?2
ORDER BY language, slug
