SELECT 1
FROM article
JOIN origin ON origin.article = article.rowid AND origin.version = article.version
WHERE article.id = ?1
