### The ways out: the site, bundles, servers; and long work.

## The site, written and shown

action-write-site = Write the site
    .other = export, HTML, build, generate, static site, website
# Asks for a folder; from then on the site is written there
action-write-site-to = Choose where the site is written…
    .other = export folder, output folder, export to
action-show-site = Show the site in the browser
    .other = open website, view site, browser
# $count (Number), $path (String)
action-site-releases = Earlier exports of the site…
    .other = roll back, restore site, previous site
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
notice-site-check = Check its links
notice-site-none = No site was written yet, or no browser could be opened. Write the site, then open its index.html.

## Bundles

action-bundle-all = Export all articles as a zip of Markdown…
    .other = write everything as a bundle, export, save a copy, zip, archive file, hand over
action-bundle-selected = Export the selected articles as a zip of Markdown…
    .other = write the selected articles as a bundle, export, zip, share, hand over
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

## Publishing to servers

action-send = Publish to a server…
    .other = upload, WordPress, Ghost, Micropub, server, deploy, sync
action-take-off = Take off the servers…
    .other = remove from server, withdraw, pull down
send-title = Publish to a server
send-none = No server is known yet. Articles can be published to a WordPress or Ghost site, to one with Micropub, or by a recipe to any other server: they go there with their pictures, categories and tags, and publishing again updates them.
send-add = Add a server
send-kind = Kind of site
send-wordpress = WordPress
send-ghost = Ghost
send-micropub = Micropub
send-http = HTTP API, by a recipe
send-recipe = Recipe
send-recipe-own = Your own
send-recipe-why = A recipe says which requests publish an article at a server. It is kept in the library; keys and passwords are not in it.
send-recipe-look = Look at the recipe…
send-name = What you call it
send-address = Address of the site
send-user = Your user name there
send-password = Application password
send-password-why = Made in your user profile at the site; the one for signing in does not do. It is kept in your system's keychain; where there is none, only until Galley is closed.
send-key = Admin API key
send-key-why = Copied as a whole from a custom integration (in Ghost's settings, Integrations). It is kept in your system's keychain; where there is none, only until Galley is closed.
send-token = Token
send-token-why = Made at the site, in its settings for apps or tokens, with the rights to create, update, delete, undelete and upload media. It is kept in your system's keychain; where there is none, only until Galley is closed.
send-secret = Key, token or password
send-secret-why = What the recipe of this server asks for, made at the server. It is kept in your system's keychain; where there is none, only until Galley is closed.
recipe-title = Recipe
recipe-text = Recipe (TOML)
# $line: counted from 1
recipe-line = Line { $line }
recipe-flaws = What is wrong with it
recipe-good = All its lines work.
recipe-lacks = What cannot be done with it
recipe-lack-find = Where an answer is lost, nothing is sent again until you have looked at the site.
recipe-lack-read = Articles are sent, and never verified.
recipe-lack-compare = What someone changes at the site is written over unseen.
recipe-lack-remove = Articles are taken off at the site, not from here.
recipe-lack-media = Articles go without their pictures.
recipe-requests = What it sends
recipe-request = Request
recipe-requests-note = Made of the open article as it stands. Nothing is sent. The key stands as •••.
recipe-no-article = Open an article to see what would be sent for it.
recipe-open = Open a file…
recipe-export = Save as a file…
recipe-exported = Saved. No key or password is in it.
recipe-use = Use this recipe
recipe-set = Save
send-go = Publish
send-again = Publish again
send-open = Open the page
send-take-off = Take off
send-everywhere = Publish everywhere it belongs
send-off-everywhere = Take off everywhere
send-refused-why = The server did not take the one that is kept. It is kept all the same: it may be the server, a plug-in or a proxy that is in the way.
send-refused-again = Try the kept one again
send-for-now = This system has no keychain that takes the password. It is known until Galley is closed, and asked for again after that.
send-not-taken = It does not belong here: this server takes no article of its language, category or tags.
target-settings = Settings
target-plain = Speak to it without encryption (http)
target-plain-why = Everyone on the way there can read the password and change what you publish. Allow it only in a network that is yours. It holds for the host of this address alone.
target-private = It may stand in a private network
target-private-why = Of a site on the web such an address is a mistake, or a trap: it can lead to a router or another machine of yours. Allow it only for a server of your own house.
target-takes = Which articles belong here
target-takes-why = Only these, separated by commas; nothing for all. Of tags one is enough.
target-languages = Languages, like en or zh
target-categories = Categories, with what stands below them
target-tags = Tags
target-save = Save
target-saved = Saved.
target-forget = Forget the password
send-erase = Delete the article there…
send-erase-why = It is deleted at the site for good, with its comments, past its trash and its drafts: only the site's own backups have it then. Your article here stays as it is. To have it back later, take it off instead.
send-erase-now = Delete it there for good
send-erase-everywhere = Delete it everywhere…
send-erase-everywhere-why = It is deleted at each server for good, with its comments, past trash and drafts: only the sites’ own backups have it then. Your article here stays as it is. To have it back later, take it off instead.
send-erase-everywhere-now = Delete it everywhere for good
target-remove = Remove this server…
# $count (Number): articles that stand there
target-remove-why = { $count ->
    [0] Galley forgets this server and its password, and takes out what waits for it. Nothing stands there, as far as Galley knows.
    [one] Galley forgets this server and its password, and takes out what waits for it. One article stays there as it is: take it off first if readers are not to get it any more.
   *[other] Galley forgets this server and its password, and takes out what waits for it. { $count } articles stay there as they are: take them off first if readers are not to get them any more.
}
target-remove-now = Remove it
# $name: what it was called
notice-target-removed = { $name } is removed. What stands there stays.
plan-go = See what will change
plan-off-go = What taking off would do
plan-remove = It would be taken off.
plan-absent = It does not stand there: nothing would be done.
plan-title = What will change here
plan-busy = Asking the servers what is there…
plan-create = It would be published: it is not there yet.
plan-update = What is there would be updated.
plan-nothing = It is there as it should be: nothing would be sent.
# $time: when readers get it
plan-later = It would go there now, and be shown on { $time }.
# $time: when it goes out
plan-wait = It would wait here until { $time }: the site would show it at once.
plan-changed = Someone changed it there: nothing would be sent before you have compared the two.
plan-gone = Someone removed it there: nothing would be sent unless you put yours there anew.
plan-no-password = Without its password the server cannot be asked. Give it below, then ask again.
plan-stopped = It would not go out.
# $count (Number)
plan-pictures = { $count ->
    [one] { $count } picture would be sent.
   *[other] { $count } pictures would be sent.
}
# $count (Number), $names (String): a list
plan-categories = { $count ->
    [one] This category would be made there: { $names }.
   *[other] These categories would be made there: { $names }.
}
# $count (Number), $names (String): a list
plan-tags = { $count ->
    [one] This tag would be made there: { $names }.
   *[other] These tags would be made there: { $names }.
}
send-allow-private = It is ours: allow it
send-mine = Put mine over it
send-looked = I looked, it is not there: publish it
send-not-there = Not there yet.
# A server without pages of its own. $time: when
send-read-back = It is there as it was sent. Read back on { $time }.
# $time: when
send-sent-only = Sent on { $time }. It cannot be read back there.
# $time: when it was read back
send-verified = Readers get it. Read back on { $time }.
# What follows says what is otherwise. $time: when it was read back
send-verified-but = Readers get it. Read back on { $time }: not all of it came out as it was sent.
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
job-password = Waits for the password. It is given where you publish to this server.
# $time: when it is tried again
job-waits = Waits until { $time }, then it is tried again.
# $time: when readers' page is looked at again
job-unseen = The site has it, and readers do not get it yet. It is looked at again at { $time }.
# $time: when the server is asked again
job-stranger = Someone else answers in the server's place: look whether this network wants you to sign in first. It is tried again at { $time }.
job-scheduled = The site has it and shows it at its time.
# $time (String)
job-change = The site has the article; its change goes out { $time }.
# $time is a date with its time, as the person's system writes it.
job-time = Waits here until { $time }: the site would show it at once. Galley must be open then.
# $time: when it was to be done
job-overdue = Overdue: it was to go out on { $time }.
# $time: when it was to be shown
job-not-shown = Overdue: the site was to show it on { $time }, and readers do not get it. Look at the site.
job-failed = It needs your attention.
job-never-seen = The site has it, and readers still do not get it. Look at the site: it may wait there for someone's approval.
job-cannot-look = A try broke off, and this server has no list in which Galley could look whether it has the article. Look at the site: delete the article there if it is there.
job-read-back = It is there as it was sent.
job-verified = Readers get it.
job-verified-but = Readers get it. Not all of it came out as it was sent.
job-done = Done.
job-retry = Try again
job-cancel = Take out
action-board = What is live where…
    .other = board, status of servers, published where, overview
action-outbox = What is on its way…
    .other = queue, sending, outbox, uploads
outbox-title = On its way
outbox-none = Nothing is on its way. What you publish to a server stands here until readers get it, and waits here while you are offline.
# Jobs that lay in a library which came from elsewhere
outbox-held = Jobs wait for your word
outbox-held-why = These jobs lay in this library when it came to this computer, or to this folder. Look where each of them goes, and take out what you do not want to send. Nothing goes out before you say so.
outbox-allow = Send from this computer
outbox-retry-all = Try all again
outbox-clear = Clear what is done
outbox-open = { $count ->
    [one] 1 on its way
   *[other] { $count } on their way
}
outbox-offline = { $count ->
    [one] 1 waits for the network
   *[other] { $count } wait for the network
}
# More than a few. $count (Number), $minutes (Number)
outbox-left = { $minutes ->
    [0] { $count } on their way, less than a minute left
    [one] { $count } on their way, about a minute left
   *[other] { $count } on their way, about { $minutes } minutes left
}
# $done (Number), $total (Number)
outbox-far = { $done } of { $total } are done
outbox-overdue = { $count ->
    [one] 1 is overdue
   *[other] { $count } are overdue
}
outbox-failed = { $count ->
    [one] 1 needs attention
   *[other] { $count } need attention
}
# An article and the server it goes to
outbox-to = to { $target }
outbox-off = off { $target }
standing-failed = Publishing needs your attention
standing-overdue = Overdue: not at its server yet
standing-waiting = On its way to a server
standing-changed = The server has an older text
standing-sent = Sent to the server
standing-noted = Readers get it, and not all of it came out there as it was sent
standing-verified = Readers get it at the server
send-many = Publish { $count } articles
send-many-title = { $count } articles to a server
failure-changed-there = Someone changed or removed it there since you published it. Nothing was sent. Compare the two; what yours is put over stays in the article's history.
failure-server = The server did not take it. Your text is safe here.
failure-private = This server stands in a private network, where a name on the web can lead by mistake or on purpose. Nothing was sent. If it is a server of yours, allow it.
failure-sign-in = The server does not know this user name with this password. Nothing was changed; try again.

## Bringing a server's articles in

action-pull = Bring articles from a server…
    .other = import from WordPress, download, import, Ghost
pull-title = Bring articles from a server
pull-why = All articles and pages of a site come in with their pictures, drafts as drafts. Publishing one of them later updates it there. Bringing them in again takes what is new or was changed there; what you wrote here stays.
pull-go = Bring its articles in
# $count (Number)
notice-pull-both = { $count ->
    [one] { $count } was changed here and there: yours stays, theirs is in its history.
   *[other] { $count } were changed here and there: yours stay, theirs are in their history.
}

## What someone wrote at a server, beside ours

theirs-compare = Compare
theirs-title = Yours and theirs
# $target: the server
theirs-why = Someone changed this at { $target } since you published it. What is struck through is yours, what is underlined is theirs. Choose part by part: what you take comes into your text, and nothing is sent. Your text as it is now stays in its history, and so does what you do not take.
# $target: the server
theirs-same = Nothing is different between your text and what stands at { $target }. Publish again.
theirs-gone = It is not there any more. Putting yours over it publishes it there anew.
theirs-notes = Footnotes
theirs-filed = Category and tags
theirs-cover = Cover
theirs-cover-words = What is said of the cover
theirs-shown = Readers do not get it there
theirs-other = Something that Galley does not know of
theirs-by-nobody = the same
theirs-by-ours = changed here
theirs-by-theirs = changed there
theirs-by-both = changed here and there
theirs-mine = Yours
theirs-theirs = Theirs
theirs-not-taken = This is not taken by itself. If you want it so, change it in your article.
theirs-take = Take what is chosen
theirs-all = Take all of theirs
notice-theirs = Taken into your text. Look at it, then publish again.

## Long work

works-label = Work under way
work-import = Bringing articles in
work-pull = Bringing articles from a server
work-site = Writing the site
work-bundle = Writing the bundle
work-shelf = Changing many articles
work-stop = Stop
# $done (String), $total (String)
work-far = { $done } of { $total }
# $far (String), $minutes (Number)
work-left = { $minutes ->
    [0] { $far }, less than a minute left
    [one] { $far }, about a minute left
   *[other] { $far }, about { $minutes } minutes left
}
work-stage-looking = Looking through the folder
work-stage-listing = Reading the list of articles
work-stage-reading = Reading
work-stage-importing = Taking articles in
work-stage-library = Reading the library
work-stage-articles = Pages of articles
work-stage-bundle = Articles
work-stage-lists = Lists and feeds
work-stage-search = Words for search
work-stage-media = Pictures
work-stage-switching = Putting the new files in place
work-stage-database = Copying the database
work-stage-packing = Packing media
work-stage-checking = Checking
work-stage-changing = Articles
notice-import-stopped = Stopped; what came in before is there.
notice-import-no-undo = It replaced too much text to be undone at once; the history of each article has what it was.
left-body = The rest came in. Mend these files and bring the folder in again: what has not changed is not taken twice.
left-body-server = The rest came in. What is named here stands at the server as it did.

## Why an import left something. What is named in quotation marks is named as it is written in the file.

# Nothing at all could be taken from the path that was named
left-path = Nothing of it could be taken.
left-not-there = It is no longer there, or it is a link to something that is not.
left-not-allowed = The system does not let you read it. Nothing was changed; look at its permissions and bring it in again.
left-unreadable = The system could not read it. Nothing was changed; try again, and look at the disk if it happens again.
left-link = It is a link to somewhere else. Links are not followed; copy the file here instead.
left-special = It is neither a file nor a folder.
left-name = Its name has characters that other systems cannot hold or that mislead a reader. Rename it.
# $max (Number)
left-too-deep = The folder lies more than { $max } folders deep. Nothing below it was read.
left-not-markdown = It is no Markdown, which is what Galley takes in. Turn it into Markdown (pandoc does that) and import again.
left-tool-folder = The folder holds what a tool made or needs, no articles. Nothing below it was read.
# $maxBytes (String): "20 MB"
left-too-large = It is larger than the { $maxBytes } that an article may have. Split it.
left-not-utf8 = It is no UTF-8 text. Save it as UTF-8 and bring it in again.
# $closing (String): a line such as ---
left-front-open = Its front matter has no closing line “{ $closing }”. Add it.
# $maxBytes (String)
left-front-too-large = Its front matter is larger than the { $maxBytes } that are read. Move what is no field into the body.
# $max (Number)
left-front-too-deep = Its front matter nests more than { $max } values in each other.
# $max (Number)
left-front-too-many = Its front matter has more than { $max } values.
# $key (String)
left-front-twice = The key “{ $key }” stands there twice. Keep one of them.
left-front-alias = A YAML alias in its front matter points at itself or at nothing.
left-front-no-fields = Its front matter is no list of fields such as “title: …”.
left-front-key = A key of its front matter is no plain text.
# $format (String): YAML, TOML or JSON. $words (String): what its parser says, in English
left-front-syntax = Its front matter is no { $format } ({ $words }).
left-no-front-matter = It has no front matter, so its tool would not make a page of it.
left-list-page = It describes a list of pages. Galley makes lists by itself.
left-resource = It belongs to the page in its folder and is no page by itself.
left-in-trash = Its article is in the trash. Take it out there to have it back.
# $words (String) - the settings that differ, as “language=zh, review=on”
left-settings = The settings of this library stay as they are. The bundle has { $words }.
# $picture (String)
left-picture-kept = The picture “{ $picture }” is another one since. Its article was written on here and keeps the one that it had.
left-same-id = Another file of this import has the same id. That one was taken, this one was not.
# $count (Number), $max (Number)
left-too-many-tags = It has { $count } tags, more than the { $max } that an article may have.
# $count (Number), $max (Number)
left-too-many-bylines = It has { $count } bylines, more than the { $max } that an article may have.
# $maxBytes (String)
left-too-long-headline = Its headline is longer than the { $maxBytes } that it may have.
# $maxBytes (String)
left-too-long-lead = Its lead is longer than the { $maxBytes } that it may have.
# $maxBytes (String)
left-too-long-body = Its body is longer than the { $maxBytes } that it may have. Split the article.
# $maxBytes (String)
left-too-long-custom = Its custom fields are longer than the { $maxBytes } that they may have together.
left-too-much = It has more than an article may have. Split it.
# $field (String)
left-damaged = Its field “{ $field }” is damaged. Correct it, or take the line out to bring it in as a new article.
left-gone = The bundle’s manifest names it, but it is not there.
left-same-name = Another entry of the zip has the same name, perhaps in other letters. It was not unpacked.
left-encrypted = It is encrypted. Unpack it yourself and bring the folder in.
left-damaged-entry = It is damaged in the zip and does not unpack.
# $picture (String)
left-picture-missing = The picture “{ $picture }” is not there. The text was taken without it.
# $note (String)
left-note-missing = There is no note “{ $note }” here. The link to it stays as it is written.
# $picture (String)
left-picture-outside = The picture “{ $picture }” lies outside the folder that was brought in, and was not read.
# $picture (String)
left-picture-link = The picture “{ $picture }” is a link to somewhere else, and was not read.
# $maxBytes (String)
left-picture-too-large = The picture is larger than the { $maxBytes } that are taken. Make it smaller.
# $width (Number), $height (Number)
left-picture-pixels = The picture claims { $width } × { $height } pixels, more than are taken. Make it smaller.
left-picture-kind = It is no picture or other file that Galley holds.
left-picture-damaged = The picture is damaged: its header does not tell its size.
# $count (Number)
left-embedded = { $count ->
    [one] { $count } film, form or drawing in it has no form here and was left out.
   *[other] { $count } films, forms or drawings in it have no form here and were left out.
}
# $words (String): what the server's article has, in English
left-server = Something there has no counterpart here ({ $words }).
doctor-go = Test the connection
doctor-busy = Testing the connection…
doctor-reach = Something answers at this address.
doctor-reach-bad = Nothing answers at this address. Look whether you are online, and whether the address is right.
doctor-prove = It proves who it is.
doctor-prove-bad = It cannot prove who it is, so nothing was sent. If this network wants you to sign in first, do that; otherwise ask whoever runs the site to renew its certificate.
doctor-prove-untried = The connection is not encrypted; that is allowed on this computer only.
doctor-api = It is a site of this kind.
doctor-api-bad = What answers is no site of this kind, or its interface is closed. Look at the address, and whether a plug-in shuts it.
doctor-api-untried = Whether it is what the recipe is for was not tried: the recipe names no request that shows it and changes nothing.
doctor-sign-in = It knows the account:
doctor-sign-in-bad = It does not know this account. Make a new password or key at the site, and copy it as a whole.
doctor-sign-in-untried = Whether it knows the account was not tried. It shows with the first article.
doctor-publish = The account may publish.
doctor-publish-bad = The account may not publish. Ask for the role of an author or editor.
doctor-publish-untried = Whether the account may publish was not tried.
doctor-html = The site takes some HTML out of what this account writes, videos for instance.
doctor-draft = A draft was made and taken away again; no reader saw it.
doctor-draft-bad = A draft could not be made or taken away. If one called “Galley tested the connection” is there, delete it.
doctor-draft-untried = No draft was tried: this site has no sure way to make one that no reader sees.
doctor-picture = A picture was sent and taken away again.
doctor-picture-bad = A picture could not be sent or taken away. Ask for the right to upload media.
doctor-picture-untried = No picture was tried: this site does not let pictures be taken away again.

## The sheet of earlier exports

releases-title = Earlier exports of the site
releases-why = Each export that changed something is kept, the last ten of them. Going back puts its files in place again, here in this folder; your articles stay as they are, and the next export brings what they say now.
releases-none = Nothing was exported so far. From the first export on, this is the way back to an earlier one.
releases-files = { $count ->
    [one] { $count } file, { $size }
   *[other] { $count } files, { $size }
}
releases-here = Stands there now
# Shows what going back would change
releases-diff = What differs
releases-check = Check its links
releases-back = Go back to it
releases-added = { $count ->
    [one] { $count } file comes back:
   *[other] { $count } files come back:
}
releases-changed = { $count ->
    [one] { $count } file becomes what it was:
   *[other] { $count } files become what they were:
}
releases-removed = { $count ->
    [one] { $count } file goes:
   *[other] { $count } files go:
}
releases-more = … and { $count } more
releases-same = Nothing differs.
notice-site-back = The site stands there again as it was on { $time }. The next export brings what the library says now.

## The board of what is live where

board-title = What is live where
board-troubled = Only what someone should look at
board-article = Article
board-failed = needs attention
board-overdue = overdue
board-waiting = on its way
board-changed = an older text
board-sent = sent, not seen
board-noted = live, not all as sent
board-verified = live
# In place of a mark: the server does not have the article
board-not-there = —
# Opens the article's page in the browser
board-open = Open
board-open-at = Open at { $server }
board-take-off = Take off there…
board-take-off-why = Readers do not get it any more. It goes into the trash there, or becomes a draft, where the server keeps what is taken off.
# $server: its name
board-take-off-now = Take it off { $server }
board-more = More
# An article that was deleted here for good, and that a server has
board-gone = Not in this library any more
board-trashed = In the trash here, and still there
board-not-out = Not published here, and still there
board-no-server = This library knows no server yet. Add one when you publish.
board-nothing = No server has an article of this library so far.
board-fine = Nothing to look at: what servers have is what is published here.
