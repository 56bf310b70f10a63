SELECT headline, lead, body.text
FROM article
JOIN body ON body.article = article.rowid
WHERE article.rowid = ?1
