SELECT article_tag.tag
FROM article
JOIN article_tag ON article_tag.article = article.rowid
WHERE article.id = ?1
