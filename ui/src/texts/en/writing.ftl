### The article: writing it, seeing it, its details and history.

## The article as it is read

reading-views = Views: { $views }

## Writing

pane-writing = Text
pane-inspector = Preview, details and history
writing-headline = Headline
writing-lead = Lead: the sentence that stands above the text and in lists
# The line above the headline
writing-dateline = Category, date, language and status
dateline-status = Status
dateline-no-category = No category
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
save-waits = Not saved yet: it takes longer than usual
save-waits-many = Not saved yet: many articles are being changed
save-failed-body = Your text is safe in this window and nothing on the disk was harmed. Galley tries again by itself; keep the window open, or put the text in another place.
save-copy = Copy the text
    .other = rescue
save-copied = Copied
save-elsewhere = Save it as a file…
    .other = save, save as
save-elsewhere-name = article
save-elsewhere-done = It is in a file of its own, as it stands now. Whatever happens to the library, the window may be closed.
save-not-copied = It could not be copied. Click into the text, select all of it (Ctrl A, on a Mac ⌘ A) and copy it by keys.
late-title = Someone else saved this article while you were writing.
late-body = Nothing was overwritten. Your text is here and kept in the history; theirs is in the library. Choose which to go on with: the other stays in the history.
late-keep-mine = Keep my text
    .other = conflict, overwrite
late-take-theirs = Use their text
    .other = conflict, discard mine
late-compare = Compare the two
    .other = conflict, diff
late-legend = Struck out is what only your text says, underlined what only theirs says.

## How long the text is

counts-label = How long the text is
# $count (Number)
count-words = { $count ->
    [one] { $count } word
   *[other] { $count } words
}
# The same in a language with spaces between its words
count-words-spaced = { $count ->
    [one] { $count } word
   *[other] { $count } words
}
# Without spaces; punctuation is counted. $count (Number)
count-characters = { $count ->
    [one] { $count } character
   *[other] { $count } characters
}
# $count (Number)
count-with-spaces = { $count } with spaces
# $count (Number): minutes
count-minutes = { $count } min read
# The counts of the selected words follow
count-selected = Selected:

## The inspector: details and history of an article

field-headline = Headline
field-lead = Lead
field-body = Text
field-cover = Cover
cover-none = No cover
cover-other = A picture that is not in the text
cover-file = From a file…
cover-drop = or drop a picture here
cover-this = Make it the cover
field-cover-alt = What the cover shows, for those who cannot see it
field-cover-caption = Caption of the cover
field-cover-credit = Who made the cover
pictures-title = Pictures of the text
field-picture-alt = What it shows, for those who cannot see it
field-picture-caption = Caption
picture-undescribed-here = No one has said yet what this picture shows.
focal-title = What of the cover must stay visible
# A place on the cover, for those who do not see it
focal-cell = Column { $column } of 5, row { $row } of 5
focal-cropped = As in lists
focal-why = Sites crop covers in lists. Click what matters, or choose it by the arrow keys. It holds wherever this picture is shown.
field-category = Category
field-tags = Tags, separated by commas
field-bylines = Bylines, separated by commas
field-slug = Address
# Below a field, or read aloud with it: the app was killed before it was saved
field-found = Typed before Galley ended, and not saved yet
field-date = Date on the page
# What a date looks like where none stands yet
field-date-like = 2026-12-31 08:00
field-embargo = Embargo: nothing goes out before
field-language = Language (en, zh, de…)
versions = In other languages
versions-source = the source
versions-stale = older than its source
versions-moved = What this translates has changed since. Its history shows how; when this says the same again, say so here.
versions-current = It says what its source says
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
    .other = save, snapshot, checkpoint, milestone
# $time (String)
history-kept-name = Kept on { $time }
history-none = No earlier version yet. One is kept before anything is overwritten.
history-since = What changed since then; going back takes all of it back
history-restore = Go back to this version
# $number (Number): of the version that is the text again
notice-went-back = Gone back to version { $number }
history-released-now = What readers get
# $time (String)
history-goes-out = Readers get it { $time }
history-released = Was published
history-conflict = Came too late
history-restored = Before going back
history-earlier = Earlier version
# $number (Number): counted from the first of the article
history-number = version { $number }
compare-same = The two texts are the same.
compare-bylines = Bylines
compare-translation = Translation of
compare-custom = Fields that Galley does not know
compare-nothing = nothing
compare-yes = Yes
compare-no = No

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
# Then the words that were found, find-on-line and a number
find-current = Found
find-on-line = on line
# $line (String)
find-replaced-on-line = Replaced on line { $line }
# $count (String)
find-replaced = Matches replaced: { $count }
find-selection-deleted = What was selected is deleted
find-completions = What can be put here
find-go-to-line = Go to line
find-go = Go

## The live preview

pane-preview = Preview
preview-frame = The article as its readers will see it
preview-look = How the page is looked at
preview-width = Width
preview-width-pane = Pane width
preview-width-phone = Phone
preview-width-tablet = Tablet
preview-width-desktop = Desktop
preview-width-print = Paper
preview-light = Light
preview-light-window = As the window
preview-light-light = Light
preview-light-dark = Dark
preview-place = Where the preview stands
preview-behind = The preview is behind. The text is safe.

## What was pasted

paste-done = Pasted as Markdown.
paste-waits = What you pasted is being made Markdown. Go on writing; it comes in where you pasted it.
paste-late = What you pasted into the article before did not come in: this one was opened first. It is still on the clipboard; go back and paste it again.
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

## Helps for writing

action-aid-signs = Typographic quotes and dashes while typing
    .other = smart quotes, curly quotes, autocorrect, autoformat
action-aid-focus = Only this paragraph in the light
    .other = focus mode, distraction free
action-aid-typewriter = The line that is written stays in the middle
    .other = typewriter mode, typewriter scrolling
action-aid-spelling = Misspelt words are underlined
    .other = spell, spelling, spell check, proofread, red lines, typos
action-spelling-correct = Correct the misspelt word
    .other = spelling, suggestions, fix, typo
action-spelling-next = Next misspelt word
    .other = spelling, spell check, next typo
action-spelling-languages = Dictionaries of this article…
    .other = spelling language, spell check language, British, American
# Dictionaries of this article
dictionaries-title = Dictionaries of this article
dictionaries-why = A word is right where one of these dictionaries has it, or your house words. With none of them nothing is underlined in this article.
dictionaries-check = Its words are looked up in
# $language (String)
dictionaries-missing = There is no dictionary for { $language } on this computer. Install the one of hunspell (on Debian and Ubuntu as a package, hunspell-fr for example), or put its .dic and .aff file into the folder below. Then look again.
# $language (String)
dictionaries-unspelled = { $language } is written without spaces between words: there is no spelling to check. Words of other languages in it are looked up in what you choose here.
dictionaries-again = Look again
# $language (String)
dictionaries-for-all = The same for all articles in { $language } that have no choice of their own
dictionaries-usual = As usual again
dictionaries-off = Spelling is switched off for all articles. Underline misspelt words again in the settings.
action-house-words = House words…
    .other = custom dictionary, personal dictionary, own words, glossary
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
notice-no-dictionary = { $language }: no dictionary for it was found, so its spelling is not checked.
notice-dictionaries = What to do…
notice-none-misspelt = No misspelt word was found.
action-nextToCome = Next place that is still to come (TK)
    .other = placeholder, to do, todo, missing
action-tick = Tick or untick
    .other = checkbox, done, check off
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

## Tables

group-table = The table
bar-table-label = Rows and columns
action-rowAbove = New row above
    .other = insert row
action-rowBelow = New row below
    .other = insert row, add row
action-rowUp = Move the row up
action-rowDown = Move the row down
action-rowRemove = Remove the row
    .other = delete row
action-columnBefore = New column before
    .other = insert column
action-columnAfter = New column after
    .other = insert column, add column
action-columnBack = Move the column back
action-columnOn = Move the column forward
action-columnRemove = Remove the column
    .other = delete column
action-alignLeft = Align the column left
action-alignCenter = Centre the column
action-alignRight = Align the column right
action-tidyTable = Tidy the table: pipes below one another in the Markdown
    .other = format table

## Footnotes

action-noteInsert = New footnote
    .other = insert footnote, endnote, reference, citation
action-noteGo = To the footnote, and back
note-unsaid = No footnote has this name yet. Write it below: the name in brackets, a colon, its words.

## Publishing at a time

later-title = Publish at a time
later-why = What stands here now is published then. Edits that you make afterwards are not part of it.
later-why-out = Readers keep what they have until then; then they get what stands here now. Edits that you make afterwards are not part of it.
later-why-some = What stands here now is published then. Articles that are out already stay as they are until then. Edits that you make afterwards are not part of it.
later-time = Day and time
# $zone (String), such as Asia/Shanghai
later-zone = Year, month, day and hour, as 2026-12-01 08:00, in the time zone of the library: { $zone }.
later-servers = Send it then to
later-servers-why = A site that can shows it at that time by itself; to the others Galley sends it then, if it is open.
later-go = Publish then
# $time (String) as it was typed
later-done = Goes out { $time }
# $time (String)
later-waits = A change waits for { $time }.
# $count (Number)
later-waits-many = { $count } changes wait for their time.
later-take-back = Keep what readers have
later-taken-back = The change waits no longer

## Finding and putting in, by command

action-find = Find in the text
action-findReplace = Find and replace in the text
    .other = substitute, change all
action-findNext = Find the next one
action-findPrevious = Find the one before
action-findAll = Select all that was found
action-findLine = Go to a line by its number…
    .other = go to line
action-replaceNext = Replace what was found
action-replaceAll = Replace all that was found
action-toBar = Bar over the table or the selected words
action-blockTable = Insert a table
    .other = new table, grid
action-blockNote = Insert a note in a box
    .other = callout, aside, info box, warning
action-blockCode = Insert a code block
    .other = preformatted, source code
action-blockRule = Insert a line across
    .other = horizontal rule, divider, separator
action-linkArticle = Link to an article…
    .other = internal link, cross reference
action-field-date = Set the date on the page…
    .other = backdate, day, publication date
action-status = Change the status…
    .other = stage, workflow, state, submit for review, unpublish, archive
action-field-language = Set the language of the article…
action-cover = Choose the cover…
    .other = featured image, hero, thumbnail, lead picture, teaser
action-pictures = Insert pictures from files…
    .other = image, images, photo, figure, gallery, insert image
action-paste-plain = Plain text instead of what was pasted
    .other = paste without formatting
action-save-retry = Save the text again now
    .other = save
