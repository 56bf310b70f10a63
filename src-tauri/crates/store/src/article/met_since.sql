SELECT DISTINCT article.id, unmet_link.language, unmet_link.slug
FROM unmet_link
JOIN released_slug ON released_slug.slug = unmet_link.slug AND released_slug.language = unmet_link.language
JOIN article ON article.rowid = released_slug.article
