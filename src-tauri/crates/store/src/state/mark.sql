-- A name for what the library holds from here on. Chance makes it: no two states have the same one, also not those of copies
-- that went different ways, or of a backup that was put back.
INSERT INTO state (number, name) SELECT number, lower(hex(randomblob(16))) FROM next_state
