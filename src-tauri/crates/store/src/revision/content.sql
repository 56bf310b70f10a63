SELECT content, made_at, hash FROM revision WHERE article = (SELECT rowid FROM article WHERE id = ?1) AND number = ?2
