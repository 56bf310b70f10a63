INSERT INTO search_page (drawer, first, entries) VALUES (?1, ?2, ?3)
ON CONFLICT (drawer, first) DO UPDATE SET entries = excluded.entries
