-- From when on readers have, or will have, an article under an address: until then it is reserved, and tells nobody of it.
ALTER TABLE released_slug ADD COLUMN counts_from INTEGER NOT NULL DEFAULT 0;
