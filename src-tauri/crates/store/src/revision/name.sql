UPDATE revision SET name = ?3 WHERE article = (SELECT rowid FROM article WHERE id = ?1) AND number = ?2
