-- Those first that the counter of ?1 was asked for least lately, or never. As in `outgoing.sql`, whether each may go out at ?2 is asked of the domain.
SELECT article.id FROM article
LEFT JOIN figure ON figure.target = ?1 AND figure.article = article.rowid
WHERE article.shelf = 3 AND article.publish_at <= ?2
ORDER BY figure.asked_at, article.id DESC
