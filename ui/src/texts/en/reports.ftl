### Reports: what an import said of its files, what checks found.

## The commands and the sheet

action-check-article = Check this article
    .other = validate, problems, warnings, lint, proofread, broken links
action-check-articles = Check all articles
    .other = validate, problems, warnings, lint, audit
action-check-site = Check the links of the written site
    .other = broken links, dead links, verify, link checker
action-check-links = Check where links lead out…
    .other = external links, broken links, dead links, link checker
action-report = Show the last report
    .other = import log, problems, result, warnings
report-check-title = What to look at
report-import-title = What the import says
report-import-about = All of it came in; this is what you should know of it.
report-article-about = The article that is open, as it stands now. What stops a publish is marked; all else is for you to decide.
report-articles-about = All articles but those in the archive and the trash, as they stand now. What stops a publish is marked; all else is for you to decide.
report-site-about = The site as it was written last: what readers have until it is written again.
report-links-about = Each address was asked once. What was there is not asked again for a day.
# $count (Number)
report-left = { $count ->
    [one] { $count } thing was not taken
   *[other] { $count } things were not taken
}
# $count (Number)
report-taken = { $count ->
    [one] { $count } remark on what was taken
   *[other] { $count } remarks on what was taken
}
# $count (Number)
report-unlisted = And { $count } more that { $count ->
    [one] is
   *[other] are
} not listed here.
# $line (Number)
report-line = Line { $line }
report-go = Go there
report-stops = Stops a publish
report-copy = Copy
report-copied = Copied.
report-save = Save as a text…
report-saved = Saved.
# $count (Number)
notice-import-remarks = { $count ->
    [one] There is { $count } remark.
   *[other] There are { $count } remarks.
}
notice-report = Show
# $count (Number)
notice-check = { $count ->
    [one] { $count } thing to look at.
   *[other] { $count } things to look at.
}
notice-check-article = There is nothing to look at in this article.
notice-check-articles = There is nothing to look at in any article.
notice-check-site = The site stands as it was written, and every link within it leads somewhere.
notice-check-links = Something answers wherever a link leads out.
work-check = Checking

## What an import remarks on what it took

remark-headline-from-heading = It has no title. The headline is its first heading, which stays in the text.
remark-headline-from-name = It has no title. The headline is made from its file name.
# $category, $tags (String)
remark-categories-to-tags = An article has one category: “{ $category }”. The others became tags: { $tags }.
# $from, $to (String)
remark-slug = The slug “{ $from }” became “{ $to }”.
# $key (String): the field in the file, here and below
remark-date = “{ $key }” is no date that Galley reads. It is kept as a custom field.
remark-held-back = “{ $key }” cannot be read, so it came in as a draft. The value is kept as a custom field.
# $word (String): its value
remark-standing = Its “{ $key }” is “{ $word }”, so it came in as a draft. Publish it if it may go out.
remark-password = Its tool asks readers for its “{ $key }”, which no site of Galley does, so it came in as a draft.
remark-empty = It has no text, so it came in as a draft.
remark-undated = It has no date that Galley reads, so it is printed with today’s. Set its date, or make it a draft.
# $word (String)
remark-language = “{ $word }” names no language. It is kept as a custom field.
remark-custom = “{ $key }” has a value that its field cannot hold. It is kept as a custom field.
remark-expires = Galley takes nothing off by itself when its “{ $key }” comes, which is kept as a custom field. What has passed it came in archived.
# $path (String)
remark-alias = The alias “{ $path }” is no path and was left out.
# $what (String): in English, what one of them is: shortcode, Liquid tag
remark-tags = { $count ->
    [one] It has the tag of another tool ({ $what }), which readers will see as it stands. Take it out, or write Markdown there.
   *[other] It has { $count } tags of another tool ({ $what }), which readers will see as they stand; this is the first. Take them out, or write Markdown there.
}
remark-edited = It was edited since it was exported.
remark-draft-changed = Its draft line was changed by hand, and decides.
remark-released-lost = The file released.md beside it is missing or damaged. Nothing of it goes out by this file, since the text here was never published.
remark-pending-lost = The file pending.md beside it is missing or damaged. No change waits any more.
# $from, $to (String)
remark-slug-taken = The slug “{ $from }” is taken. It has “{ $to }” here.
# $name (String)
remark-no-category = “{ $name }” cannot be the name of a category.
remark-no-tag = “{ $name }” cannot be the name of a tag.
remark-no-byline = “{ $name }” cannot be the name of a byline.
# $count (Number)
remark-absent = { $count ->
    [one] { $count } of the articles that it links to or translates is not here. Its link leads by its path until that is brought in, and this file with it.
   *[other] { $count } of the articles that it links to or translates are not here. Its links lead by their paths until those are brought in, and this file with them.
}
# $revision (String): its number
remark-kept-both = Both the file and the article have changed. The article stays, the file’s text is its revision { $revision }.
remark-taken-off-there = Someone took it from readers there. Yours stays, and publishing it asks you first.
remark-kept-theirs = It was changed here and there. Yours stays, and theirs is kept in its history.
# $words (String): in English
remark-server = Something there has no counterpart here ({ $words }).

## What checks find: $about (String) is an address, a path, an element or a name

check-no-headline = It has no headline.
check-long-headline = The headline is longer than lists and search results show.
check-no-lead = It has no lead: lists, feeds and social cards show none.
check-no-category = It has no category.
check-cover-without-alt = The cover has no alternative text.
check-source-gone = The article that it translates is not in the library.
check-stale-translation = The article that it translates has changed since.
check-placeholder = TK: something is still to come here.
check-missing-alt = The picture “{ $about }” has no alternative text.
check-empty-link = The link to “{ $about }” shows nothing to click on.
check-dead-link = The link “{ $about }” leads nowhere.
check-no-picture = “{ $about }” is no picture but another file: pages do not show it, and no server gets it. Put it where it can be had, and link to it.
check-missing-picture = The picture “{ $about }” is not in the library.
check-unsafe-address = The address “{ $about }” is not printed: it could run a script.
check-heading-skip = A level is missing between this heading and the one before.
check-empty-heading = A heading has no text.
check-duplicate-id = The heading’s id “{ $about }” is taken. This one got a number.
check-class-removed = The class “{ $about }” is not allowed and was left out.
check-html-removed = The HTML { $about } is not allowed and was left out.
check-footnote = The footnote “{ $about }” and what refers to it do not go together: one is missing, or it is there twice.
check-foreign-tag = “{ $about }” is a tag of another tool: readers will see it as it stands here.
check-nested = Quotes or lists are nested too deeply. The inner ones are printed flat.
check-address-taken = Its address “{ $about }” is taken, so it stands at another.
check-former-address = The former address “{ $about }” leads to nothing, since it cannot be a page or is taken.
check-dead-menu = An entry of the menu leads to nothing of the site.
check-external-gone = Nothing is there any more: { $about }
check-external-moved = It leads on to another address: { $about }
check-external-unclear = It could not be looked at, or shows nothing to readers: { $about }
check-site-dead-link = The link “{ $about }” leads nowhere on the site.
check-site-file-gone = The file is gone. Write the site again.
check-site-file-changed = The file was changed by someone else. Writing the site again makes it what it was.
