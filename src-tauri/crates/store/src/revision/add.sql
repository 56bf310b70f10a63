INSERT INTO revision (article, number, made_at, author, device, reason, name, headline, words, hash, content)
VALUES ((SELECT rowid FROM article WHERE id = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
