-- Those first that need a person, last what was done.
SELECT id, target, article, wish, mine, state, step, pictures, sent, attempts, due_at, why, detail, lease_until, queued_at, ended_at, notes
FROM outbox ORDER BY state = 'done', state <> 'failed', iif(state = 'done', -ended_at, 0), id LIMIT ?1
