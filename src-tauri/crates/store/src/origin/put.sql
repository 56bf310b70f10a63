INSERT OR REPLACE INTO origin (root, path, hash, article, version)
SELECT ?1, ?2, ?3, rowid, ?5 FROM article WHERE id = ?4
