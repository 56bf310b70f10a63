-- ?1: the line behind which the page begins; none: from the first. ?2: those alone that someone may have to look at. ?3: now. ?4: at most so many.
SELECT there.article FROM (
    SELECT article, target, revision, state = 'sending' AS is_open FROM ledger WHERE state <> 'removed'
    UNION ALL
    SELECT article, target, NULL, TRUE FROM outbox WHERE state <> 'done'
) AS there LEFT JOIN article ON article.id = there.article
WHERE there.target IN (SELECT id FROM target)
    AND (?1 IS NULL OR (article.id IS NULL, coalesce(article.printed_at, 0), there.article) < (
        NOT EXISTS (SELECT 1 FROM article WHERE id = ?1), coalesce((SELECT printed_at FROM article WHERE id = ?1), 0), ?1))
    -- What is out here, stands there as it is released here, and has nothing on its way.
    AND NOT (?2 AND NOT there.is_open AND article.shelf IS 3
        AND there.revision IS iif(article.pending_at <= ?3, article.pending_revision, article.released))
GROUP BY there.article
ORDER BY article.id IS NULL DESC, coalesce(article.printed_at, 0) DESC, there.article DESC
LIMIT ?4
