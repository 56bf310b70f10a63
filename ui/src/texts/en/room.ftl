### The room: its panes, list, shelves and commands, and what is said when something fails. Each folder of a language has the same files
### and keys; `npm run texts` makes keys.ts from the English ones. Say what happened, what is safe, what to do next. The words of the
### vocabulary (article, lead, library...) have no synonyms.

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
# At the foot of the sidebar
library-elsewhere = Also open in another program
library-elsewhere-why = Another program has this library open: galley in a terminal, or Galley on another screen. What it changes shows here at once.

## Statuses

status-draft = Draft
status-review = Review
status-approved = Approved
status-scheduled = Scheduled
status-published = Published
status-archived = Archived
# A published article that was edited afterwards
status-with-changes = with changes
# A change to a published article waits. $date (String)
status-changes-at = changes go out { $date }

## The list

search-label = Search the articles
search-placeholder = Search
search-clear = Clear the search
    .other = end search, reset
# How many rows are below. $count (Number)
search-found = { $count ->
    [0] Nothing found
    [one] { $count } article found
   *[other] { $count } articles found
}
# There may be more.
search-found-more = { $count ->
    [0] Nothing found in the newest articles with these words; older ones were not read
    [one] { $count } article found, and there may be more
   *[other] The first { $count } articles found
}
row-words = { $count ->
    [one] { $count } word
   *[other] { $count } words
}
# The same in a language with spaces between its words
row-words-spaced = { $count ->
    [one] { $count } word
   *[other] { $count } words
}
row-no-headline = No headline yet
list-loading = Fetching articles…

## Empty states

empty-library-title = This library has no articles yet
empty-library-body = Begin with a new article, or bring in a folder of Markdown: each file becomes an article, pictures come along, the files stay as they are.
empty-narrowed-title = Nothing here has that
empty-narrowed-body = A category, a tag or a language is chosen, and none of the articles here has it. The others are not shown.
empty-all-trashed-title = Every article is in the trash
# $count (Number)
empty-all-trashed-body = { $count ->
    [one] One article lies there, whole. Take it back, or begin with a new one.
   *[other] { $count } articles lie there, whole. Take them back, or begin with a new one.
}
empty-all-trashed-show = Show the trash
empty-shelf-title = Nothing here
empty-shelf-body = No article has this status now. The other shelves are not affected.
empty-trash-title = The trash is empty
empty-trash-body = An article that you throw away waits here, whole, until you take it back or delete it for good.
empty-search-title = Nothing found
empty-search-body = Try fewer or shorter words. Headline, lead, body, tags and bylines are searched.
empty-search-cut = The newest articles with these words do not have them like this; older ones were not read. Try another word of the one that you look for.

## Actions

action-search = Search
    .other = find article, filter
action-next-pane = Next pane
    .other = switch pane, focus
action-previous-pane = Previous pane
    .other = switch pane, focus
action-back-to-list = Back to the list
    .other = articles, leave the text
action-try-again = Try again

## When something could not be done, or broke

# Below each sentence stands what the core says in English, with names and places.
# $headline (String): the article that it is about; $sentence (String): one of those below
failure-about = “{ $headline }”: { $sentence }
failure-library-missing = The library is not where it was. Nothing was changed. Put the folder back, open it at its new place, or take a backup of it.
failure-library-gone = The library is not where it was: its folder was moved, renamed or removed while it was open. Nothing that was saved before was touched. Put the folder back under its old name, and everything goes on by itself.
failure-library-newer = This library was written by a newer Galley. Nothing is wrong with it, and it was not touched. Update Galley on this machine to open it.
failure-library-damaged = The library could not be read in full, so it was not opened and nothing in it was changed. Do not delete it: a backup can be put in its place, and it is kept beside that.
failure-library-foreign = This is not a Galley library. It was left as it is. Choose another folder, or bring it in as a folder of Markdown.
failure-library-busy = Another program holds the library. Nothing was lost. Try again in a moment.
failure-library-unsafe = The library lies in a folder where it is not safe, so it was not opened. Move the whole folder to a disk of this machine, then start Galley with its new place.
failure-library-not-writable = The library lies where nothing can be written, and has to be written to before it can be read; it was not opened and is as it was. Copy the whole folder to a disk of this machine, then open the copy.
failure-not-found = This article is no longer there. Look for it in the trash.
failure-stale = Someone else saved this first. Nothing was overwritten, and your text is kept in the history.
failure-not-allowed = This cannot be done now. Nothing was changed.
failure-nothing-to-undo = Nothing to undo.
failure-nothing-to-redo = Nothing to redo.
failure-other-step = Something else was done since, so this was not undone. Undo in the menu takes back the newest step first.
failure-gate = A check stops this from going out. Nothing was released; your text is safe. Mend it and publish again.
failure-invalid = This value does not fit. Nothing was changed; correct it and try again.
failure-disk-full = The disk is full. What was saved before is safe. Make room on it, then try again.
failure-cancelled = Stopped. Everything is as it was.
failure-broke = Something in Galley broke. What was saved is safe. Try again; if it happens once more, report it with the words below.

## What can be done

action-new-article = New article
    .other = new, create, write, post, add article, new draft, new document
action-new-page = New page
    .other = create page, about page, static page
action-duplicate = Make a copy
    .other = duplicate, clone, copy article
action-translate = Translate into…
    .other = translation, other language, version in another language
action-trash = Move to the trash
    .other = delete, remove, bin, throw away, discard
action-untrash = Take out of the trash
    .other = restore, undelete, recover
action-delete = Delete for good…
    .other = erase, destroy, purge, remove forever
action-empty-trash = Empty the trash…
    .other = delete all, purge, empty bin
action-publish = Publish
    .other = release, go live, post, put online
action-later = Publish at a time…
    .other = schedule, timer, embargo, publish later
action-unpublish = Unpublish
    .other = take back, withdraw, retract, take down, depublish, take offline
action-archive = Archive
    .other = put away, hide
action-unarchive = Take out of the archive
    .other = unarchive, restore
action-undo = Undo
    .other = step back, take back a step
action-redo = Redo
    .other = repeat, again
action-face = Switch between styled text and Markdown
    .other = source, raw, rich text, WYSIWYG, plain Markdown, edit mode
action-inspector = Show or hide the preview
    .other = side bar, right pane, hide preview
action-preview = Preview
    .other = page, how it looks
action-details = Details
    .other = metadata, properties, front matter, inspector, tags, author, byline, slug, address, SEO
action-history = History
    .other = versions, revisions, revert, restore, earlier text, changes, time machine
action-write = Go to the text
    .other = edit, editor, focus text
action-palette = All commands
    .other = commands, command palette
action-bold = Bold
    .other = strong
action-italic = Italic
    .other = emphasis, slanted
action-strike = Struck through
    .other = strikethrough, cross out
action-code = Code
    .other = inline code, monospace
action-link = Link
    .other = hyperlink, URL, web address
action-heading2 = Heading
    .other = title, subheading, H2
action-heading3 = Smaller heading
    .other = H3
action-heading4 = Smallest heading
    .other = H4
action-quote = Quote
    .other = blockquote, citation
action-bullets = List
    .other = bullet list, bullets, unordered list
action-numbers = Numbered list
    .other = ordered list
action-tasks = Task list
    .other = checklist, to do list, checkbox
action-look-system = Look: as the system
    .other = theme, appearance, automatic
action-look-light = Look: light
    .other = light mode, theme, appearance, day
action-look-dark = Look: dark
    .other = dark mode, theme, appearance, night
action-look-contrast = Look: high contrast
    .other = theme, appearance, accessibility
palette-label = Type to find a command
palette-none = No command is called that
# The one line where nothing is found
palette-help = No command is called that. See all commands and keys
# What was done, with a way back. $count (Number)
notice-trash = { $count ->
    [one] Moved to the trash
   *[other] { $count } articles moved to the trash
}
notice-published = Published
# What was done, in a sentence without its end, and the names of servers. $what (String), $servers (String)
notice-still-at = { $what }. It still stands at { $servers }: take it off there, too
notice-unpublished = Unpublished: the next export removes its page
notice-untrash = Taken out of the trash
notice-deleted = { $count ->
    [one] Deleted for good
   *[other] { $count } articles deleted for good
}
notice-archive = Archived
notice-unarchive = Taken out of the archive
notice-undo = Undo
notice-redo = Redo
# $what (String): which step, one of op-…
notice-undone = Undone: { $what }
notice-redone = Done again: { $what }
# What was made or came in, undone. $count (Number)
notice-undone-new = { $count ->
    [one] Undone: the new article is in the trash, whole
   *[other] Undone: the { $count } new articles are in the trash, whole
}
# Steps of undo. $count (Number): the articles that one changed
op-new_article = a new article
op-write = what was written in an article
op-fields = { $count ->
    [one] a change of an article’s details
   *[other] a change of the details of { $count } articles
}
op-release = { $count ->
    [one] publishing an article
   *[other] publishing { $count } articles
}
op-unrelease = { $count ->
    [one] taking an article back
   *[other] taking { $count } articles back
}
op-drop_change = a change that was waiting
op-stage = { $count ->
    [one] another status of an article
   *[other] another status of { $count } articles
}
op-archive = { $count ->
    [one] the archive, for an article
   *[other] the archive, for { $count } articles
}
op-trash = { $count ->
    [one] moving an article to the trash
   *[other] moving { $count } articles to the trash
}
op-untrash = { $count ->
    [one] taking an article out of the trash
   *[other] taking { $count } articles out of the trash
}
op-delete = deleting
op-restore_revision = going back to an older version
op-take_theirs = taking what a server had
op-nouns = a change of categories, tags, bylines, forms or targets
op-settings = a change of the settings
op-house_words = a house word
op-media = what is said about a picture
op-focal = what of a picture stays visible
op-import = { $count ->
    [one] bringing an article in
   *[other] bringing { $count } articles in
}
begin-title = Welcome to Galley
begin-body = A library is a folder on your disk with all your articles. It is made among your documents, or in your home folder where a cloud or a server keeps those, and can be moved or copied like any folder.
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
    .other = go to article, jump, switch article
quick-open-label = Type words of the article
action-outline = Go to a heading
    .other = table of contents, headings, sections
outline-label = Type to find a heading
outline-none = This text has no such heading

## All commands on one sheet

action-help = Commands and keys
    .other = help, shortcuts, keyboard shortcuts, manual, cheat sheet, how to
help-typing = In the text: / at the beginning of a line offers blocks, [[ offers articles to link to, Alt F10 goes to the bar over a table or selected words, Ctrl Alt A back to the list: Escape stays in the text.
group-go = Getting around
group-article = The article
group-text = The text
group-writing = Helps for writing
group-list = The list
group-preview = The preview
group-library = The library and the site
group-window = The window

## The panes and their edges

action-shelves = Show or hide the shelves
    .other = sidebar, side bar, hide sidebar, library pane
action-only-text = Only the text, or all panes
    .other = full screen, fullscreen, zen mode, distraction free, hide panes
divider-sidebar = Width of the shelves
divider-list = Width of the list
divider-beside = Width of the preview
divider-below = Height of the preview
action-language-system = Interface language: as the system
    .other = user interface language, locale
action-language-en = Interface language: English
    .other = switch to English
action-language-zh = Interface language: 中文 (Chinese)
    .other = switch to Chinese, Zhongwen

## The order of the list, its rows, and what is done to several

order-label = Order
order-date = Date
order-changed = Last changed
order-headline = Headline
order-words = Words
action-order-date = List by date
    .other = sort by date, newest
action-order-changed = List by last change
    .other = sort by last change, recent, modified
action-order-headline = List by headline
    .other = sort by headline, title, alphabetical, A to Z
action-order-words = List by words
    .other = sort by words, length, longest
action-order-reverse = List the other way round
    .other = sort order, ascending, descending
action-rows = Rows in full, in one line, or close together
    .other = compact list, density, row height
action-to-draft = Back to draft
    .other = reject, send back
action-to-review = Send to review
    .other = submit, hand in, copy desk
action-to-approved = Approve
    .other = accept, sign off, pass
action-file = File under a category…
    .other = category, section, move to category, desk
action-tag = Add a tag…
    .other = keyword, label, topic
action-untag = Take a tag off…
    .other = remove tag, keyword
bulk-untag = Take a tag off
# $name (String)
notice-untagged = { $name } taken off
pick-none = There is none of that name
# A tag that does not exist yet. $name (String)
pick-fresh = New: { $name }
# Unfolds what the core says, in English
failure-detail = What exactly happened (in English)

## What the list shows, by command

action-shelf-all = Show all articles
    .other = articles, everything
action-shelf-draft = Show drafts
action-shelf-review = Show what is in review
action-shelf-approved = Show what is approved
action-shelf-scheduled = Show what is scheduled
    .other = timed, upcoming, calendar
action-shelf-published = Show what is published
    .other = live, online
action-shelf-archived = Show what is archived
action-shelf-trash = Show the trash
    .other = bin, deleted
action-narrow-category = Only one category…
    .other = filter by category, section
action-narrow-language = Only one language…
    .other = filter by language
action-narrow-tag = Only one tag…
    .other = filter by tag, keyword
action-narrow-none = All categories, languages and tags again
    .other = clear filter, reset filters
action-list-all = Select the whole list
    .other = select all articles
action-list-none = Select nothing any more
    .other = deselect, unselect, clear selection
action-list-retry = Fetch the list again
    .other = reload, refresh
action-list-first = First of the list
    .other = top
action-list-last = Last of the list
    .other = bottom, end

## Where the preview stands, by command

action-place-beside = Preview beside the text
    .other = split, side by side
action-place-below = Preview below the text
    .other = split, bottom
action-place-alone = Preview alone, in place of the text
    .other = full preview, read
action-width-pane = Page as wide as its pane
    .other = fit, responsive
action-width-phone = Page as on a phone
    .other = mobile, small screen
action-width-tablet = Page as on a tablet
action-width-desktop = Page as on a desktop
    .other = computer, wide screen
action-width-print = Page as on paper
    .other = print, PDF, printer
action-light-window = Page as light or dark as the window
action-light-light = Page in the light
action-light-dark = Page in the dark
    .other = dark mode of the page

## The window, its notices and long work

action-typeface-serif = Write in a serif face
    .other = font, typeface
action-typeface-sans = Write in a sans serif face
    .other = font, typeface
action-typeface-mono = Write in a typewriter face
    .other = font, typeface, monospace
action-measure-narrow = Write in short lines
    .other = text width, line length
action-measure-usual = Write in lines of the usual length
    .other = text width, line length
action-measure-wide = Write in long lines
    .other = text width, line length
action-measure-full = Write in lines as wide as the pane
    .other = text width, line length, full width
action-letters-larger = Larger letters in the text
    .other = zoom, zoom in, bigger, font size, text size, magnify
action-letters-smaller = Smaller letters in the text
    .other = zoom out, font size, text size, shrink
action-work-stop = Stop what is running
    .other = cancel, abort, stop import, stop export
action-notice-way = Press the button of the notice
    .other = undo, take up what the notice offers
action-notice-close = Close the notice
    .other = dismiss, hide message
action-new-window = New window
    .other = another window
action-close = Close the window
    .other = exit
action-quit = Quit Galley
    .other = exit, close all
action-close-anyway = Close without saving
    .other = discard, force close
# A thing was not done since what is typed cannot be saved
notice-unsaved = Not done: what you typed is not saved yet. Why, and what can be done, stands above the text.
# In the webview's own bubble at an empty field
field-missing = Fill this in first.
notice-window-stays = The window stays open: something in it could not be saved. What, and what can be done, stands beside it.
notice-window-waits = The window closes as soon as what you typed is saved.
notice-field = The article’s details were changed
# The app was killed, or the machine lost its power
notice-found = Galley ended before this was saved: what you typed stands in its field again.
notice-found-show = Show it
# $count (Number)
notice-picked-first = The search found more: only the { $count } articles that it shows are selected.

## The menus of the window, beside the actions

menu-file = File
menu-edit = Edit
menu-view = View
menu-insert = Insert
menu-format = Format
menu-article = Article
menu-go = Go
menu-site = Site
menu-help = Help
menu-width = Width of the page
menu-light = Light of the page
menu-typeface = Typeface
menu-measure = Length of lines
menu-look = Look
menu-language = Interface language
menu-shelf = Show
menu-status = Status
menu-order = Order of the list
action-edit-cut = Cut
action-edit-copy = Copy
action-edit-paste = Paste
action-edit-all = Select all

## Deleting for good: what is said before. $count (Number)
delete-title = Delete for good
delete-what = { $count ->
    [one] This article leaves the library for good. It cannot be undone.
   *[other] { $count } articles leave the library for good. It cannot be undone.
}
delete-versions = { $count ->
    [0] No version is kept of it beside its text.
    [one] One version of it goes, too.
   *[other] { $count } versions go, too.
}
delete-no-pictures = No picture goes: there is none, or something else uses it, too.
# $size (String) - like 2 MB
delete-pictures = { $count ->
    [one] One picture that nothing else uses goes, too ({ $size }).
   *[other] { $count } pictures that nothing else uses go, too ({ $size }).
}
delete-addresses = { $count ->
    [one] Its address is not given to another article; links to it lead nowhere.
   *[other] Their addresses are not given to other articles; links to them lead nowhere.
}
# $name (String) - a server, $of (Number) - how many are deleted
delete-at-server = { $of ->
    [one] It still stands at { $name }.
   *[other] { $count ->
        [one] One of them still stands at { $name }.
       *[other] { $count } of them still stand at { $name }.
    }
}
delete-take-off-why = Deleting here changes nothing there. It can also be taken off later, on the board of what is live where.
delete-take-off = Take off there first
delete-leaving = It is on its way off. You need not wait for it.
delete-on-site = { $of ->
    [one] It is on the site as it was written last. Write the site again to take it off.
   *[other] { $count ->
        [one] One of them is on the site as it was written last. Write the site again to take it off.
       *[other] { $count } of them are on the site as it was written last. Write the site again to take them off.
    }
}
delete-why = Backups and exports of the site that were made before stay as they are.
delete-keep = { $count ->
    [one] Keep it
   *[other] Keep them
}
delete-go = { $count ->
    [one] Delete it for good
   *[other] Delete { $count } articles for good
}
