-- ?5: at this target only; none: at all of them.
SELECT min(rank) FROM (
    SELECT CASE
        WHEN state = 'failed' THEN 0
        -- Its time is the article's, or that of the change that waits, where that came later than the wish. See `OutboxJob::late_from`.
        WHEN iif(at > queued_at, at < ?3, queued_at < ?4) THEN 1
        ELSE 2
    END AS rank
    FROM (
        SELECT outbox.state, outbox.queued_at, outbox.why,
            -- Of what stands there already a change is all that is left to do, whatever the job waits for.
            iif(
                outbox.why IS 'scheduled' OR (outbox.wish = 'publish' AND EXISTS (
                    SELECT 1 FROM ledger WHERE ledger.target = outbox.target AND ledger.article = outbox.article
                        AND ((ledger.state = 'verified' AND ledger.revision IS article.released)
                            OR (ledger.state <> 'removed' AND ledger.revision IS article.pending_revision)))),
                coalesce(article.pending_at, article.publish_at), article.publish_at) AS at
        FROM outbox LEFT JOIN article ON article.id = outbox.article
        WHERE outbox.article = ?1 AND outbox.state <> 'done' AND (?5 IS NULL OR outbox.target = ?5)
    )
    -- What the server shows at its time is on its way no longer, unless it did not; nor is a change before its time.
    WHERE why IS NOT 'scheduled' OR state = 'failed' OR at < ?3
    UNION ALL
    SELECT CASE
        WHEN state = 'sending' THEN 0
        -- A draft there that is one here.
        WHEN ?2 IS NULL AND state = 'sent' THEN 4
        WHEN revision IS NOT ?2 THEN 3
        -- Category, tag or byline is called otherwise by now. One that is here no longer has no newer name.
        WHEN EXISTS (
            SELECT 1 FROM shown_name JOIN article ON article.id = shown_name.article
            WHERE shown_name.target = ledger.target AND shown_name.article = ledger.article AND shown_name.is_old) THEN 3
        WHEN state = 'sent' THEN 4
        WHEN notes <> '[]' THEN 5
        ELSE 6
    END FROM ledger
    WHERE article = ?1 AND state <> 'removed' AND target IN (SELECT id FROM target) AND (?5 IS NULL OR target = ?5)
        -- One that is at work tells of itself.
        AND NOT (state = 'sending' AND EXISTS (
            SELECT 1 FROM outbox WHERE outbox.article = ledger.article AND outbox.target = ledger.target AND outbox.state <> 'done')))
