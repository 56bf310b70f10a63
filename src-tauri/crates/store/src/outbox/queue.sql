INSERT INTO outbox (target, article, wish, mine, state, step, pictures, sent, attempts, due_at, queued_at)
VALUES (?1, ?2, ?3, ?4, 'waiting', 'queued', 0, 0, 0, ?5, ?5)
