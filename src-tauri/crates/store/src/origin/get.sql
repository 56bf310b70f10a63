SELECT article.id, origin.hash, origin.version
FROM origin
JOIN article ON article.rowid = origin.article
WHERE origin.root = ?1 AND origin.path = ?2
