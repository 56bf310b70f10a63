SELECT number, hash, made_at
FROM revision
WHERE article = (SELECT rowid FROM article WHERE id = ?1)
ORDER BY number DESC
LIMIT 1
