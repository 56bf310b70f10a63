SELECT state, remote_id, url, revision, sent_hash, seen_hash, at, live_at, kind, stood, aside, notes FROM ledger WHERE target = ?1 AND article = ?2
