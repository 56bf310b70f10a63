SELECT id, target, article, wish, mine, state, step, pictures, sent, attempts, due_at, why, detail, lease_until, queued_at, ended_at, notes
FROM outbox WHERE target = ?1 AND article = ?2 ORDER BY id DESC LIMIT 1
