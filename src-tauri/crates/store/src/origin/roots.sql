-- From one root to the next: the table has a row for each file, and is not gone through.
WITH RECURSIVE next (root) AS (
    SELECT min(root) FROM origin
    UNION ALL
    SELECT (SELECT min(origin.root) FROM origin WHERE origin.root > next.root) FROM next WHERE next.root IS NOT NULL
)
SELECT root FROM next WHERE root IS NOT NULL
