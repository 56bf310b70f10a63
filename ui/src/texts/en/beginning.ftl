### The ways to a library, what comes into it, backups and settings.

## Bringing articles in, and another library

action-import = Bring in a folder of Markdown
    .other = import, add files, Markdown, Hugo, Jekyll, Zola, Obsidian, migrate
action-open-library = Open another library
    .other = open folder, switch library
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
# $count (Number)
notice-import-review = { $count ->
    [one] { $count } waits for approval, since this library reviews.
   *[other] { $count } wait for approval, since this library reviews.
}
begin-open = Open a library that is there

## The first screen: the ways to a library

action-libraries = Libraries
    .other = recent, welcome, start screen, new library, restore, backups
action-rename-library = Rename this library…
    .other = name of the library
begin-back = Back to the library
# Where a library is open in this window
begin-own-window = Each library has a window of its own. The one you choose opens in a new window, or comes to the front.
begin-lost-title = Your library could not be opened
begin-cannot-title = This library cannot be opened here
begin-recent = Libraries that were open
begin-missing = Not there now
begin-forget = Take off the list
# Where no library was ever open
begin-first = Your library
begin-another = Another library
begin-bring = Make it from a folder of Markdown

## Backups

backups-of-it = Backups of this library
backups-of-it-why = Each was read back when it was made. What stands in its place now is kept beside it.
backups-use = Put this back
# Of a library that was elsewhere then, or of a copy of it that is. $path (String)
backups-elsewhere = Of { $path }
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
    .other = preferences, options, configuration, author’s name, your name, backup, back up now, time zone
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
settings-typeface = Face of the writing
settings-typeface-why = How your text looks while you write. Readers get what the site has.
typeface-serif = Serif
typeface-sans = Sans serif
typeface-mono = Typewriter
settings-measure = Length of its lines
measure-narrow = Short
measure-usual = Usual
measure-wide = Long
measure-full = As wide as the pane
# A line in both scripts that shows the face, the size and the length
settings-specimen = The cable lies on the seabed. 海缆静卧海底。
settings-size = Size of the writing
# $size (String)
settings-pixels = { $size } pixels
# $name (String)
settings-library = The library { $name }
settings-name = Name
settings-name-why = The folder gets this name, too. Backups and the site stay as they are.
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
