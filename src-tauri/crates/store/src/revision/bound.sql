SELECT released FROM article WHERE id = ?1 AND released IS NOT NULL
UNION
SELECT pending_revision FROM article WHERE id = ?1 AND pending_revision IS NOT NULL
UNION
SELECT fields ->> '$.translation.revision'
FROM article_link
JOIN article ON article.rowid = article_link.article
WHERE article_link.target = ?1 AND article_link.kind = 'translation' AND fields ->> '$.translation.revision' IS NOT NULL
UNION
SELECT revision FROM ledger WHERE article = ?1
UNION
SELECT stood FROM ledger WHERE article = ?1 AND stood IS NOT NULL
