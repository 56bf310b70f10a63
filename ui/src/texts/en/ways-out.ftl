### The ways out: the site, bundles, servers; and long work.

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

## Publishing to servers

action-send = Publish to a server…
send-title = Publish to a server
send-none = No server is known yet. Articles can be published to a WordPress or Ghost site: they go there with their pictures, categories and tags, and publishing again updates them.
send-add = Add a server
send-kind = Kind of site
send-wordpress = WordPress
send-ghost = Ghost
send-name = What you call it
send-address = Address of the site
send-user = Your user name there
send-password = Application password
send-password-why = Made in your user profile at the site; the one for signing in does not do. It is kept in your system's keychain; where there is none, only until Galley is closed.
send-key = Admin API key
send-key-why = Copied as a whole from a custom integration (in Ghost's settings, Integrations). It is kept in your system's keychain; where there is none, only until Galley is closed.
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
