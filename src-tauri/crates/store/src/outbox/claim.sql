UPDATE outbox SET state = 'running', lease = ?3, lease_until = ?4
WHERE id = (
    SELECT job.id FROM outbox AS job
    WHERE ((job.state = 'waiting' AND (job.due_at <= ?1 OR job.id = ?2)) OR (job.state = 'running' AND job.lease_until <= ?1))
        AND (?2 IS NULL OR job.id = ?2)
        AND NOT EXISTS (
            SELECT 1 FROM outbox AS older
            WHERE older.article = job.article AND older.target = job.target AND older.id < job.id
                AND older.state IN ('waiting', 'running'))
    ORDER BY job.id LIMIT 1)
RETURNING id
