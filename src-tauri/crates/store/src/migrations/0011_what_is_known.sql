-- What is known of an article at a server beside what was sent to it last.

-- The revision that stood there before, while nobody knows whether the one that was sent arrived; none where it did.
ALTER TABLE ledger ADD COLUMN stood INTEGER;
-- Who wrote it and what is said of its cover, as the server had it when it was read last: JSON. Of these it makes its own, so that only
-- what it made says whether someone changed them.
ALTER TABLE ledger ADD COLUMN aside TEXT;
-- What a person should know of how it stands there, what the server dropped for instance: a list in JSON.
ALTER TABLE ledger ADD COLUMN notes TEXT NOT NULL DEFAULT '[]';

-- The same of a job that was done, or that waits for a time: a list in JSON.
ALTER TABLE outbox ADD COLUMN notes TEXT NOT NULL DEFAULT '[]';
