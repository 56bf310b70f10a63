-- What waits for a time that lies ahead, and never failed, goes on waiting for it. ?1: now.
UPDATE outbox SET state = 'waiting', due_at = ?1, why = NULL, detail = NULL, notes = '[]', attempts = 0, ended_at = NULL
WHERE state = 'failed' OR (state = 'waiting' AND (why IS NOT 'scheduled' OR attempts > 0 OR due_at <= ?1))
RETURNING id
