SELECT article.rowid, language, fields, body.text
FROM article
JOIN body ON body.article = article.rowid
