SELECT number, made_at, author, device, reason, name, headline, words
FROM revision
WHERE article = (SELECT rowid FROM article WHERE id = ?1)
ORDER BY number DESC
