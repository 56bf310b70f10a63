SELECT there.article FROM (
    SELECT article, target FROM ledger WHERE state <> 'removed'
    UNION
    SELECT article, target FROM outbox WHERE state <> 'done'
) AS there LEFT JOIN article ON article.id = there.article
WHERE there.target IN (SELECT id FROM target)
GROUP BY there.article
ORDER BY article.id IS NULL DESC, article.printed_at DESC, there.article DESC
