SELECT article.id FROM article
LEFT JOIN ledger ON ledger.target = ?1 AND ledger.article = article.id
WHERE article.shelf = 3
    AND (ledger.article IS NULL
        OR ledger.state <> 'removed' AND (
            ledger.state = 'sending'
            OR ledger.revision IS NOT iif(article.pending_at <= ?2, article.pending_revision, article.released)
            -- Nothing of it changed but what it is filed under is called.
            OR EXISTS (
                SELECT 1 FROM shown_name
                WHERE shown_name.target = ?1 AND shown_name.article = article.id AND shown_name.is_old)
            -- A change that has no job to wait with.
            OR article.pending_at > ?2 AND NOT EXISTS (
                SELECT 1 FROM outbox
                WHERE outbox.article = article.id AND outbox.target = ?1 AND outbox.state IN ('waiting', 'running'))))
    -- Nobody's wish to have it off there is written over.
    AND NOT EXISTS (
        SELECT 1 FROM outbox
        WHERE outbox.article = article.id AND outbox.target = ?1 AND outbox.wish <> 'publish'
            AND outbox.state IN ('waiting', 'running'))
-- Links lead to what was there before.
ORDER BY article.printed_at, article.rowid
