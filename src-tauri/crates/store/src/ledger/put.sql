INSERT OR REPLACE INTO ledger (target, article, state, remote_id, url, revision, sent_hash, seen_hash, at, live_at, kind, stood, aside, notes)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
