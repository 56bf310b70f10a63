UPDATE revision
SET reason = ?3
WHERE article = (SELECT rowid FROM article WHERE id = ?1) AND number = ?2 AND reason <> 'released'
