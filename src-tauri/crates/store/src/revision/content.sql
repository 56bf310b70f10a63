SELECT content, made_at FROM revision WHERE article = (SELECT rowid FROM article WHERE id = ?1) AND number = ?2
