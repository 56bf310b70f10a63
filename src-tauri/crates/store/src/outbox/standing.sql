SELECT min(rank) FROM (
    SELECT iif(state = 'failed', 0, 1) AS rank FROM outbox
    WHERE article = ?1 AND (state = 'failed' OR state IN ('waiting', 'running') AND why IS NOT 'scheduled')
    UNION ALL
    SELECT CASE
        WHEN state = 'sending' THEN 0
        -- A draft there that is one here.
        WHEN ?2 IS NULL AND state = 'sent' THEN 3
        WHEN revision IS NOT ?2 THEN 2
        WHEN state = 'sent' THEN 3
        ELSE 4
    END FROM ledger
    WHERE article = ?1 AND state <> 'removed' AND target IN (SELECT id FROM target)
        -- One that is at work tells of itself.
        AND NOT (state = 'sending' AND EXISTS (
            SELECT 1 FROM outbox WHERE outbox.article = ledger.article AND outbox.target = ledger.target AND outbox.state <> 'done')))
