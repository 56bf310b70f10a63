### Every sentence of the interface, in English. zh.ftl has the same keys; `npm run texts` makes keys.ts from this file.
### Say what happened, what is safe, what to do next. The words of the vocabulary (article, lead, library...) have no synonyms.

## The panes

pane-library = Library
pane-articles = Articles

## The library's shelves: what the sidebar offers

shelf-all = All articles
shelf-trash = Trash
# Read aloud with the shelf's name. $count (Number)
shelf-count = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
library-read-only = Read only
library-read-only-why = This library cannot be written to from here. You can read and search; nothing in it is at risk.

## Statuses

status-draft = Draft
status-review = Review
status-approved = Approved
status-scheduled = Scheduled
status-published = Published
status-archived = Archived
# A published article that was edited afterwards
status-with-changes = with changes

## The list

search-label = Search the articles
search-placeholder = Search
search-clear = Clear the search
# How many rows are below. $count (Number)
search-found = { $count ->
    [0] Nothing found
    [one] { $count } article found
   *[other] { $count } articles found
}
search-found-more = The first { $count } articles found
row-words = { $count ->
    [one] { $count } word
   *[other] { $count } words
}
row-no-headline = No headline yet
list-loading = Fetching articles…

## Empty states

empty-library-title = This library has no articles yet
empty-library-body = Begin with a new article, or bring in a folder of Markdown: each file becomes an article, pictures come along, the files stay as they are.
empty-shelf-title = Nothing here
empty-shelf-body = No article has this status now. The other shelves are not affected.
empty-trash-title = The trash is empty
empty-trash-body = An article that you throw away waits here, whole, until you take it back.
empty-search-title = Nothing found
empty-search-body = Try fewer or shorter words. Headline, lead, body, tags and bylines are searched.

## The article as it is read

reading-views = Views: { $views }

## Actions

action-search = Search
action-next-pane = Next pane
action-previous-pane = Previous pane
action-back-to-list = Back to the list
action-try-again = Try again

## When something could not be done, or broke

# Below each sentence stands what the core says in English, with names and places.
failure-library-missing = The library is not where it was. Nothing was changed. Put the folder back, open it at its new place, or take a backup of it.
failure-library-newer = This library was written by a newer Galley. Nothing is wrong with it, and it was not touched. Update Galley on this machine to open it.
failure-library-damaged = The library could not be read in full, so it was not opened and nothing in it was changed. Do not delete it: a backup can be put in its place, and it is kept beside that.
failure-library-foreign = This is not a Galley library. It was left as it is. Choose another folder, or bring it in as a folder of Markdown.
failure-library-busy = Another program holds the library. Nothing was lost. Try again in a moment.
failure-library-unsafe = The library lies in a folder where it is not safe, so it was not opened. Move the whole folder to a disk of this machine, then start Galley with its new place.
failure-not-found = This article is no longer there. Look for it in the trash.
failure-stale = Someone else saved this first. Nothing was overwritten, and your text is kept in the history.
failure-not-allowed = This cannot be done now. Nothing was changed.
failure-gate = A check stops this from going out. Nothing was released; your text is safe. Mend it and publish again.
failure-invalid = This value does not fit. Nothing was changed; correct it and try again.
failure-disk-full = The disk is full. What was saved before is safe. Make room on it, then try again.
failure-cancelled = Stopped. Everything is as it was.
failure-broke = Something in Galley broke. What was saved is safe. Try again; if it happens once more, report it with the words below.

## Writing

pane-writing = Text
pane-inspector = Preview, details and history
writing-headline = Headline
writing-lead = Lead: the sentence that stands above the text and in lists
writing-none-title = Nothing is open
writing-none-body = Choose an article on the left, or begin a new one. What you type is kept by itself.
writing-trashed = This article is in the trash. Take it out to write in it.
writing-read-only = This library can only be read from here.
writing-publish = Publish
writing-publish-again = Publish changes
writing-show-preview = Preview
writing-show-details = Details
writing-show-history = History
# $time (String)
save-done = Saved at { $time }
save-failed = Not saved
save-late = Saved elsewhere first
save-failed-body = Your text is safe in this window and nothing on the disk was harmed. Galley tries again by itself; keep the window open, or copy the text to another place.
save-copy = Copy the text
save-copied = Copied
late-title = Someone else saved this article while you were writing.
late-body = Nothing was overwritten. Your text is here and kept in the history; theirs is in the library. Choose which to go on with: the other stays in the history.
late-keep-mine = Go on with mine
late-take-theirs = Go on with theirs
late-compare = Compare the two

## The inspector: details and history of an article

field-headline = Headline
field-lead = Lead
field-body = Text
field-category = Category
field-tags = Tags, parted by commas
field-bylines = Bylines, parted by commas
field-slug = Address
field-date = Date on the page
field-embargo = Nothing leaves before
field-language = Language (en, zh, de…)
field-views = Views counted before Galley
field-form = Inquiry form
field-form-inherit = As the category says
field-form-on = Under this article
field-form-off = Not under this article
field-seo-title = Title for search engines
field-seo-description = Description for search engines
field-canonical = Address of the original
field-noindex = Ask search engines to leave it out
history-keep = Keep this version
# $time (String)
history-kept-name = Kept on { $time }
history-none = No earlier version yet. One is kept before anything is overwritten.
history-since = What changed since then
history-restore = Go back to this version
history-released-now = What readers get
history-released = Was published
history-conflict = Came too late
history-restored = Before going back
history-earlier = Earlier version
compare-same = The two texts are the same.

## Finding in the text, and an empty text

writing-empty = Begin to write. Markdown works: ## for a heading, ** for bold.
find-find = Find
find-replace = Replace
find-replace-all = Replace all
find-next = Next
find-previous = Previous
find-all = Choose all
find-case = As written
find-regexp = Regular expression
find-word = Whole words
find-close = Close

## The live preview

pane-preview = Preview
preview-frame = The article as its readers will see it
preview-look = How the page is looked at
preview-width = Width
preview-width-pane = As wide as the pane
preview-width-phone = Phone
preview-width-tablet = Tablet
preview-width-desktop = Desktop
preview-width-print = Paper
preview-dark = Dark
preview-behind = The preview is behind. The text is safe.

## What can be done

action-new-article = New article
action-new-page = New page
action-duplicate = Make a copy
action-trash = Move to the trash
action-untrash = Take out of the trash
action-publish = Publish
action-unpublish = Take back
action-archive = Put away
action-unarchive = Take out again
action-undo = Undo in the library
action-redo = Redo in the library
action-face = Switch between styled text and Markdown
action-inspector = Show or hide the preview
action-preview = Preview
action-details = Details
action-history = History
action-write = Go to the text
action-palette = All commands
action-bold = Bold
action-italic = Italic
action-strike = Struck through
action-code = Code
action-link = Link
action-heading2 = Heading
action-heading3 = Smaller heading
action-heading4 = Smallest heading
action-quote = Quote
action-bullets = List
action-numbers = Numbered list
action-tasks = Task list
action-theme = Light, dark, high contrast, or as the system
palette-label = Type to find a command
palette-none = No command is called that
# What was done, with a way back. $count (Number)
notice-trash = { $count ->
    [one] Moved to the trash
   *[other] { $count } articles moved to the trash
}
notice-published = Published
notice-unpublished = Taken back: the next export removes its page
notice-untrash = Taken out of the trash
notice-archive = Put away
notice-unarchive = Taken out again
notice-undo = Undo
begin-title = Welcome to Galley
begin-body = A library is a folder on your disk with all your articles. It is made among your documents and can be moved or copied like any folder.
begin-name = Name of the library
begin-name-default = My newsroom
begin-new = Make a new library
begin-sample = Look around in a sample first
begin-sample-name = Sample newsroom

## Shelves below the statuses

shelves-categories = Categories
shelves-languages = Languages
shelves-tags = Tags

# In place of the status: an embargo lies ahead. $date (String)
row-held = Held until { $date }

## What was pasted

paste-done = Pasted as Markdown.
paste-left-out = Not in it:
# $count (Number)
paste-left-pictures = { $count ->
    [one] { $count } picture of the other program (copy and paste it by itself)
   *[other] { $count } pictures of the other program (copy and paste each by itself)
}
# $count (Number)
paste-left-comments = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
}
# Stretches that a reviewer had deleted. $count (Number)
paste-left-deletions = { $count ->
    [one] { $count } deleted stretch
   *[other] { $count } deleted stretches
}
# $count (Number)
paste-left-mergedCells = { $count ->
    [one] { $count } merged cell, now single
   *[other] { $count } merged cells, now single
}
# $count (Number)
paste-left-objects = { $count ->
    [one] { $count } embedded object
   *[other] { $count } embedded objects
}
# Of a file of Markdown: its title, date and other fields. $count (Number)
paste-left-frontMatter = { $count ->
   *[other] the front matter of the file (its title, date and other fields)
}
paste-plain-instead = Plain text instead
notice-close = Close
# Between the items of a list in a sentence
list-comma = {", "}

## The site, written and shown

action-write-site = Write the site
action-show-site = Show the site in the browser
# $count (Number), $path (String)
notice-site = { $count ->
    [one] The site is written with { $count } article, in { $path }.
   *[other] The site is written with { $count } articles, in { $path }.
}
# Drafts and what may not go out yet. $count (Number)
notice-site-held = { $count ->
    [one] { $count } is not in it, since it is not published.
   *[other] { $count } are not in it, since they are not published.
}
notice-site-show = Show in the browser
notice-site-none = No site was written yet, or no browser could be opened. Write the site, then open its index.html.

## Bundles

action-bundle-all = Write everything as a bundle
action-bundle-selected = Write the selected articles as a bundle
# $count (Number), $path (String)
notice-bundle = { $count ->
    [one] { $count } article is in the bundle { $path }, with its pictures, history aside.
   *[other] { $count } articles are in the bundle { $path }, with their pictures, history aside.
}
# $count (Number)
notice-bundle-left = { $count ->
    [one] { $count } thing could not be put in; the other articles are whole.
   *[other] { $count } things could not be put in; the other articles are whole.
}

## Bringing articles in, and another library

action-import = Bring in a folder of Markdown
action-open-library = Open another library
# $count (Number)
notice-import = { $count ->
    [0] No article came in.
    [one] { $count } article came in.
   *[other] { $count } articles came in.
}
# $count (Number)
notice-import-same = { $count ->
    [one] { $count } had not changed.
   *[other] { $count } had not changed.
}
begin-open = Open a library that is there

## Several articles at once

# The bar above the list
bulk-label = For all that are selected
# $count (Number)
bulk-selected = { $count } selected
bulk-status = Status
bulk-tag = Add a tag
# What was done to several. $count (Number), $what (String)
notice-many = { $count } articles: { $what }

## Choosing by typing: articles, headings

action-quick-open = Open an article
quick-open-label = Type words of the article
action-outline = Go to a heading
outline-label = Type to find a heading
outline-none = This text has no such heading

## All commands on one sheet

action-help = Commands and keys
help-typing = In the text: / at the beginning of a line offers blocks, [[ offers articles to link to, Alt F10 goes to the bar over a table or selected words.
group-go = Going about
group-article = The article
group-text = Marks in the text
group-writing = Helps for writing
group-library = The library and the site
group-window = The window

## Helps for writing

action-aid-signs = Typographic quotes and dashes while typing
action-aid-focus = Only this paragraph in the light
action-aid-typewriter = The line that is written stays in the middle
action-aid-spelling = Misspelt words are underlined
action-spelling-correct = Correct the misspelt word
action-spelling-next = Next misspelt word
action-house-words = House words…
spelling-add = Add to the house words
spelling-ignore = Ignore in this article
words-title = House words
words-why = Names and brands that are spelt right here. Everyone who uses this library shares them.
words-none = There are none yet. Add the names that your articles keep returning to.
words-new = A name or brand
words-add = Add
# $word (String)
words-remove = Remove { $word }
# $word (String)
notice-word-added = “{ $word }” is a house word now.
# $word (String)
notice-word-removed = “{ $word }” is no house word any more.
# $language (String)
notice-no-dictionary = { $language }: no dictionary for it was found, so its spelling is not checked. The guide says where to put one.
notice-none-misspelt = No misspelt word was found.
action-nextToCome = Next place that is still to come (TK)
action-tick = Tick or untick
# $what (String)
notice-on = On: { $what }
notice-off = Off: { $what }
bar-label = Marks for the selected words
block-table = Table
block-note = Note in a box
block-code = Code block
block-rule = Line across
picture-undescribed = No one has said yet what this picture shows. Write it between the brackets.
# The address of the picture follows
picture-elsewhere = A picture that is not in the library:

## The panes and their edges

action-shelves = Show or hide the shelves
action-only-text = Only the text, or all panes
divider-sidebar = Width of the shelves
divider-list = Width of the list
divider-beside = Width of the preview
action-language = Interface in English, in 中文 (Chinese), or as the system

## Publishing to servers

action-send = Publish to a server…
send-title = Publish to a server
send-none = No server is known yet. Articles can be published to a WordPress site: they go there with their pictures, categories and tags, and publishing again updates them.
send-add = Add a WordPress site
send-name = What you call it
send-address = Address of the site
send-user = Your user name there
send-password = Application password
send-password-why = Made in your user profile at the site; the one for signing in does not do. It is kept in your system's keychain; where there is none, only until Galley is closed.
send-go = Publish
send-again = Publish again
send-open = Open the page
send-take-off = Take off
send-mine = Put mine over it
send-not-there = Not there yet.
# $time: when it was read back
send-verified = Readers get it. Read back on { $time }.
# The server has an older text than the one that is released. $time: when that was read back
send-older = Readers get an older text, of { $time }.
# $time: when it was sent
send-sent = Sent on { $time }; readers do not get it yet.
# $time: when it was tried
send-broke-off = It broke off on { $time }. Publish again: nothing is sent twice.
# $time: when it was taken off
send-removed = Taken off on { $time }.
job-queued = Waits its turn.
job-reading = Looking what is there…
# $sent of $pictures have gone up
job-pictures = Sending pictures: { $sent } of { $pictures } done…
job-sending = Sending…
job-proof = Reading it back…
job-offline = Waits for the network. It goes out by itself.
job-password = Waits for the password.
# $time: when it is tried again
job-waits = Waits until { $time }, then it is tried again.
job-scheduled = The site has it and shows it at its time.
job-failed = It needs you.
job-verified = Readers get it.
job-done = Done.
job-retry = Try again
job-cancel = Take out
action-outbox = What is on its way…
outbox-title = On its way
outbox-none = Nothing is on its way. What you publish to a server stands here until readers get it, and waits here while you are offline.
outbox-clear = Clear what is done
outbox-open = { $count ->
    [one] 1 on its way
   *[other] { $count } on their way
}
outbox-offline = { $count ->
    [one] 1 waits for the network
   *[other] { $count } wait for the network
}
outbox-failed = { $count ->
    [one] 1 needs you
   *[other] { $count } need you
}
# An article and the server it goes to
outbox-to = to { $target }
outbox-off = off { $target }
standing-failed = Publishing needs you
standing-waiting = On its way to a server
standing-changed = The server has an older text
standing-sent = Sent to the server
standing-verified = Readers get it at the server
send-many = Publish { $count } articles
send-many-title = { $count } articles to a server
failure-changed-there = Someone changed or removed it there since you published it. Nothing was sent. Look at it first: what was written there is lost once yours is put over it.
failure-server = The server did not take it. Your text is safe here.
failure-sign-in = The server does not know this user name with this password. Nothing was changed; try again.

## The order of the list, its rows, and what is done to several

order-label = Order
order-date = Date
order-changed = Last changed
order-headline = Headline
order-words = Words
action-order-date = List by date
action-order-changed = List by last change
action-order-headline = List by headline
action-order-words = List by words
action-order-reverse = List the other way round
action-rows = Rows in full, in one line, or close together
action-to-draft = Back to draft
action-to-review = Send to review
action-to-approved = Approve
action-file = File under a category…
action-tag = Add a tag…
action-untag = Take a tag off…
bulk-untag = Take a tag off
# $name (String)
notice-untagged = { $name } taken off
pick-none = There is none of that name
# A tag that does not exist yet. $name (String)
pick-fresh = New: { $name }
# Unfolds what the core says, in English
failure-detail = What exactly happened (in English)

## Tables

group-table = The table
bar-table-label = Rows and columns
action-rowAbove = New row above
action-rowBelow = New row below
action-rowUp = Move the row up
action-rowDown = Move the row down
action-rowRemove = Remove the row
action-columnBefore = New column before
action-columnAfter = New column after
action-columnBack = Move the column back
action-columnOn = Move the column on
action-columnRemove = Remove the column
action-alignLeft = Column to the left
action-alignCenter = Column in the middle
action-alignRight = Column to the right
action-tidyTable = Tidy the table: pipes below one another in the Markdown

## Footnotes

action-noteInsert = New footnote
action-noteGo = To the footnote, and back
note-unsaid = No footnote has this name yet. Write it below: the name in brackets, a colon, its words.

## The first screen: the ways to a library

action-libraries = Libraries
begin-back = Back to the library
begin-lost-title = Your library could not be opened
begin-cannot-title = This library cannot be opened here
begin-recent = Libraries that were open
begin-missing = Not there now
begin-forget = Take off the list
begin-another = Another library
begin-bring = Make it from a folder of Markdown

## Backups

backups-of-it = Backups of this library
backups-of-it-why = Each was read back when it was made. What stands in its place now is kept beside it.
backups-use = Put this back
backups-older = Show older ones
backups-none = No backup of it was made on this machine. If it was moved, open it at its new place.
# $time (String)
backups-put-back = The library is as it was on { $time }.
# $path (String)
backups-kept = What stood there is kept as { $path }.
# Pictures and other files. $count (Number)
backups-without = { $count ->
    [one] { $count } media file could not be found; its text is there.
   *[other] { $count } media files could not be found; their texts are there.
}
backups-trouble = The last backup could not be made. Your text is saved all the same.
# $time (String)
backups-trouble-last = The last good one is of { $time }.
backups-trouble-none = There is none yet.

## The sheet of settings

action-settings = Settings
settings-title = Settings
settings-you = You
settings-author = Your name
settings-author-why = Stands in the history beside what you wrote.
settings-window = The window
settings-language = Language of the interface
settings-as-system = As the system
# The languages call themselves
settings-english = English
settings-chinese = 中文
settings-look = Look
settings-light = Light
settings-dark = Dark
settings-contrast = High contrast
settings-size = Size of the writing
# $size (String)
settings-pixels = { $size } pixels
# $name (String)
settings-library = The library { $name }
settings-article-language = Language of new articles
settings-article-language-why = A language tag: en, zh, de…
settings-zone = Time zone
settings-zone-why = Times without an offset are read in it: Asia/Shanghai, Europe/Berlin…
settings-review = Texts are reviewed
settings-review-why = Then only an approved text can be published.
settings-backups = Backups
settings-backups-why = Made each hour while something changes: 24 hours, 14 days and 12 weeks are kept, on this machine and outside the library. Copy the folder elsewhere to be safe from the loss of the machine, too.
# $time (String), $count (Number)
settings-backup-last = { $count ->
    [one] The last good one is of { $time }, with { $count } article.
   *[other] The last good one is of { $time }, with { $count } articles.
}
settings-backup-none = None was made yet. The first one follows by itself.
settings-backup-busy = Backing up…
settings-backup-now = Back up now
# $count (Number)
settings-backup-lost = { $count ->
    [one] { $count } media file is missing in the library itself, and so in this backup.
   *[other] { $count } media files are missing in the library itself, and so in this backup.
}
## Long work

works-label = Work under way
work-import = Bringing articles in
work-site = Writing the site
work-bundle = Writing the bundle
work-stop = Stop
# $done (String), $total (String)
work-far = { $done } of { $total }
work-stage-looking = Looking through the folder
work-stage-reading = Reading
work-stage-importing = Taking articles in
work-stage-library = Reading the library
work-stage-articles = Pages of articles
work-stage-bundle = Articles
work-stage-lists = Lists and feeds
work-stage-media = Pictures
work-stage-switching = Putting the new files in place
notice-import-stopped = Stopped; what came in before is there.
# What an import left. $count (Number)
left-title = { $count ->
    [one] { $count } thing could not be taken
   *[other] { $count } things could not be taken
}
left-body = The rest came in. Mend these files and bring the folder in again: what has not changed is not taken twice.
# $count (Number)
left-more = And { $count } more.
