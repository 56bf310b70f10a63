UPDATE origin
SET version = ?3
WHERE article = (SELECT rowid FROM article WHERE id = ?1) AND version = ?2
