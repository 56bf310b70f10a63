-- What was to be done before ?1, at its article's time, or was asked for before ?2, is late. ?3: now.
SELECT
    count(*),
    count(*) FILTER (WHERE state = 'failed'),
    count(*) FILTER (WHERE state = 'running' OR (state = 'waiting' AND why IS NOT 'scheduled')),
    count(*) FILTER (WHERE state IN ('waiting', 'running') AND iif(at > queued_at, at < ?1, queued_at < ?2)),
    count(*) FILTER (WHERE state = 'waiting' AND why IS 'offline'),
    count(*) FILTER (WHERE state = 'done'),
    -- As in `retry_all.sql`, and not those that only wait their turn.
    count(*) FILTER (WHERE state = 'failed'
        OR (state = 'waiting' AND why IS NOT NULL AND (why <> 'scheduled' OR attempts > 0 OR due_at <= ?3)))
FROM (
    SELECT outbox.state, outbox.why, outbox.attempts, outbox.due_at, outbox.queued_at,
        -- As in `standing.sql`.
        iif(
            outbox.why IS 'scheduled' OR (outbox.wish = 'publish' AND EXISTS (
                SELECT 1 FROM ledger WHERE ledger.target = outbox.target AND ledger.article = outbox.article
                    AND ((ledger.state = 'verified' AND ledger.revision IS article.released)
                        OR (ledger.state <> 'removed' AND ledger.revision IS article.pending_revision)))),
            coalesce(article.pending_at, article.publish_at), article.publish_at) AS at
    FROM outbox LEFT JOIN article ON article.id = outbox.article
)
