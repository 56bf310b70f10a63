SELECT ledger.article, ledger.revision
FROM ledger
JOIN article ON article.id = ledger.article
LEFT JOIN revision ON revision.article = article.rowid AND revision.number = ledger.revision
WHERE revision.rowid IS NULL
ORDER BY ledger.article, ledger.revision
