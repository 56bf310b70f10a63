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
empty-trash-body = An article that you throw away waits here, whole, until you take it back or delete it for good.
empty-search-title = Nothing found
empty-search-body = Try fewer or shorter words. Headline, lead, body, tags and bylines are searched.

## Actions

action-search = Search
action-next-pane = Next pane
action-previous-pane = Previous pane
action-back-to-list = Back to the list
action-try-again = Try again

## When something could not be done, or broke

# Below each sentence stands what the core says in English, with names and places.
failure-library-missing = The library is not where it was. Nothing was changed. Put the folder back, open it at its new place, or take a backup of it.
failure-library-gone = The library is not where it was: its folder was moved, renamed or removed while it was open. Nothing that was saved before was touched. Put the folder back under its old name, and everything goes on by itself.
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

## What can be done

action-new-article = New article
action-new-page = New page
action-duplicate = Make a copy
action-translate = Translate into…
action-trash = Move to the trash
action-untrash = Take out of the trash
action-delete = Delete for good…
action-empty-trash = Empty the trash…
action-publish = Publish
action-later = Publish at a time…
action-unpublish = Take back
action-archive = Archive
action-unarchive = Take out of the archive
action-undo = Undo
action-redo = Redo
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
action-look-system = Look: as the system
action-look-light = Look: light
action-look-dark = Look: dark
action-look-contrast = Look: high contrast
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
notice-deleted = { $count ->
    [one] Deleted for good
   *[other] { $count } articles deleted for good
}
notice-archive = Archived
notice-unarchive = Taken out of the archive
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
action-only-text = Only the text, or all panes
divider-sidebar = Width of the shelves
divider-list = Width of the list
divider-beside = Width of the preview
divider-below = Height of the preview
action-language-system = Interface language: as the system
action-language-en = Interface language: English
action-language-zh = Interface language: 中文 (Chinese)

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

## What the list shows, by command

action-shelf-all = Show all articles
action-shelf-draft = Show drafts
action-shelf-review = Show what is in review
action-shelf-approved = Show what is approved
action-shelf-scheduled = Show what is scheduled
action-shelf-published = Show what is published
action-shelf-archived = Show what is archived
action-shelf-trash = Show the trash
action-narrow-category = Only one category…
action-narrow-language = Only one language…
action-narrow-tag = Only one tag…
action-narrow-none = All categories, languages and tags again
action-list-all = Select the whole list
action-list-none = Select nothing any more
action-list-retry = Fetch the list again
action-list-first = First of the list
action-list-last = Last of the list

## Where the preview stands, by command

action-place-beside = Preview beside the text
action-place-below = Preview below the text
action-place-alone = Preview alone, in place of the text
action-width-pane = Page as wide as its pane
action-width-phone = Page as on a phone
action-width-tablet = Page as on a tablet
action-width-desktop = Page as on a desktop
action-width-print = Page as on paper
action-light-window = Page as light or dark as the window
action-light-light = Page in the light
action-light-dark = Page in the dark

## The window, its notices and long work

action-typeface-serif = Write in a serif face
action-typeface-sans = Write in a sans serif face
action-typeface-mono = Write in a typewriter face
action-measure-narrow = Write in short lines
action-measure-usual = Write in lines of the usual length
action-measure-wide = Write in long lines
action-measure-full = Write in lines as wide as the pane
action-letters-larger = Larger letters in the text
action-letters-smaller = Smaller letters in the text
action-work-stop = Stop the long work
action-notice-way = Take up what the notice offers
action-notice-close = Close the notice
action-new-window = New window
action-close = Close the window
action-quit = Quit Galley
action-close-anyway = Close without saving
notice-window-stays = The window stays open: something in it could not be saved. What, and what can be done, stands beside it.
notice-window-waits = The window closes as soon as what you typed is saved.
notice-field = The article’s details were changed
# $count (Number)
notice-picked-first = The search found more: only the { $count } articles that it shows are selected.

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
