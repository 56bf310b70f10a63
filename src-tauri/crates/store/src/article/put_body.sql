INSERT INTO body (article, text) VALUES (?1, ?2)
ON CONFLICT (article) DO UPDATE SET text = excluded.text WHERE text IS NOT excluded.text
