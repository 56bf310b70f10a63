SELECT version, fields
FROM article
WHERE id = ?1 AND EXISTS (SELECT 1 FROM article_media WHERE article_media.article = article.rowid)
