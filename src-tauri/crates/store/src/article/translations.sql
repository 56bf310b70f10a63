SELECT article.id
FROM article_link
JOIN article ON article.rowid = article_link.article
WHERE article_link.target = ?1 AND article_link.kind = 'translation'
ORDER BY article.language, article.rowid
