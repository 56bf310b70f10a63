SELECT article.id
FROM article_media
JOIN article ON article.rowid = article_media.article
WHERE article_media.hash = ?1
ORDER BY article.rowid
