### How the site looks: the sheet of its settings. Each `-why` stands in small below its field.

action-site-settings = The look of the site…
    .other = theme, design, colours, colors, logo, menu of the site, front page, template
site-settings-title = The look of the site

site-look = Colours, letters, logo
site-specimen = A page in these colours, by day and in the dark
site-specimen-label = Section
site-specimen-text = Words on paper, and
site-specimen-link = a link
site-specimen-button = Send
site-theme = Theme
site-theme-why = Broadsheet is a newspaper, Plain is for blogs. A folder of your own is named on the command line.
site-theme-broadsheet = Broadsheet
site-theme-plain = Plain
site-accent = Accent
site-accent-why = Links, labels, buttons. For the dark it is made as light as it must be to be read.
site-paper = Paper
site-paper-why = What pages stand on by day; a light colour.
# $what (String) - Accent, Paper
site-colour-choose = { $what }: choose
site-as-theme = As the theme
site-headline-font = Letters of headlines
site-text-font = Letters of texts
site-face-theme = As the theme
site-face-classic = Classic, like old books
site-face-newspaper = Newspaper
site-face-slab = Slab, with strong feet
site-face-modern = Modern, of the reader’s system
site-face-friendly = Friendly, without feet
site-face-geometric = Geometric, circles and lines
site-logo = Logo
site-logo-why = An SVG, PNG, JPEG or WebP, for icons and cards. Letters in an SVG must be outlines.
site-logo-dark = Logo for the dark
site-logo-dark-why = Without it, the other one stands on a light ground.
site-logo-file = Choose a picture…
site-logo-choose = The logo of the site
site-logo-none = None
site-logo-place = The logo on pages
site-logo-place-no = Not shown
site-logo-place-above = Above the name
site-logo-place-alone = In place of the name

site-front = Front page
site-front-lead = Lead story
site-front-lead-why = The last part of an article’s address. Nothing for the newest; in other languages its translation leads.
site-front-latest = Column of the latest
site-blocks = Blocks of sections
site-blocks-why = A block shows the newest articles of a section that do not stand above it already.
site-blocks-all = All, as they come
# $name (String) - a category, an entry of the menu, a field of the form
site-block-up = { $name }: up
site-block-down = { $name }: down
site-front-section-size = Articles in a block

site-words = Words
site-language = In which language
site-title = Name
site-title-why = Stands at the head of each page.
site-description = In one sentence
site-description-why = Below the name, and for search engines.
site-footer = At the foot
site-footer-why = Who is behind the site, for example.
site-date-format = Dates
site-date-format-own = Another form…
site-date-format-why = %Y, %m and %d are numbers, %B and %b the month in words, %A the day: %b.%Y %d for Oct.2023 19.
site-menu = Menu
site-menu-why = Stands at the head of each page.
site-menu-sections = It shows the sections.
# $name (String) - an entry of the menu
site-menu-label = What { $name } is called
site-menu-url = Where { $name } leads
site-menu-remove = Take { $name } out
site-menu-place = To be added
site-menu-other = Another address…
site-menu-new = Name
site-menu-new-url = Address
site-menu-add = Add
site-menu-as-sections = Show the sections again

site-others = Where it stands, where else to find it
site-base-url = Address
site-base-url-why = Where the site will stand.
site-social = Elsewhere
site-social-why = One address a line, each perhaps with a name before it. They stand at the foot of each page, and load nothing.
site-humans = Who made it
site-humans-why = For the file humans.txt; nothing for none.
site-security-contact = Reports on safety
site-security-contact-why = Addresses for the file security.txt, like mailto:security@example.org; nothing for none.
site-security-expires = Good until
site-security-expires-why = Look at it again before then; a year where nothing is said.
site-security-policy = How reports are dealt with
site-security-policy-why = The address of a page that says so.

### What readers of the site deal with: addresses, views, the inquiry form.

action-site-readers = Addresses, views and inquiry form of the site…
    .other = domain, URL, analytics, views, contact form, statistics, visitors
readers-title = Addresses, views, inquiries

readers-addresses = Addresses of articles
readers-permalinks = An address has
readers-by-slug = The headline
readers-by-month = Year and month, and the headline
readers-by-day = The whole date, and the headline
readers-by-category = The section, and the headline
readers-by-own = A pattern of its own
readers-permalink = As a pattern
readers-permalink-why = Of {"{year}"}, {"{month}"}, {"{day}"}, {"{category}"} and {"{slug}"}, the words of the headline. Where a pattern changes, the addresses of before lead on.
readers-example = Your newest article:

readers-views = Views
readers-counter = Counter
readers-counter-why = An address that answers with JSON; {"{id}"}, {"{slug}"} and {"{language}"} stand for those of the article. Without them one answer has all numbers. Nothing for no counter.
readers-number = Where the number stands
readers-number-why = The way to it in the answer, like /views or /data/0/count. Nothing where the answer is the number.
readers-live = Ask again on the page
readers-live-why = Pages show the number of the last export; with this, a small script brings the present one.
readers-try = Try it
readers-try-it = Ask the counter
readers-trying = Asking…
readers-try-none = Readers have no article yet that it could be asked for.
# $headline (String) - an article's
readers-tried = Asked for “{ $headline }”:
readers-private = It stands in a private network, which is not asked unless you say so.
readers-private-allow = It may stand there: ask it
readers-no-answer = There is no answer that can be used:
readers-no-number = It answers, but no number stands there. See where it stands in what it says.
readers-answered = It says:
# $views (String) - a number as people write it
readers-found = It works: { $views } views

readers-form = Inquiry form
readers-form-which = Form
readers-form-which-why = It stands below articles, works without a script, and says which article it is about.
readers-form-none = None
readers-form-new = A new one…
readers-form-first = Inquiry
readers-form-kind = An inquiry goes
readers-goes-mailto = By the reader’s own mail program
readers-goes-mailto-why = Nothing is needed for it, but readers without a mail program cannot use it.
readers-goes-mailto-address = To this e-mail address
readers-goes-formspree = To a service like Formspree
readers-goes-formspree-why = The service mails it to you. It gives you the address when you make a form there.
readers-goes-formspree-address = The service’s address
readers-goes-netlify = To Netlify
readers-goes-netlify-why = Where the site stands at Netlify, it finds the form by itself and lists what comes.
readers-goes-url = To an address of your own
readers-goes-url-why = A program of yours that takes a form by POST.
readers-goes-url-address = The address
readers-form-by-default = Below every article
readers-form-by-default-why = Where neither the article nor its section says otherwise.
readers-form-name = Its name here
readers-form-least = Least time, in seconds
readers-form-least-why = What is sent sooner after the page was opened waits so long: programs are quicker than people. 0 to 60.
readers-asks = It asks for
# $name (String) - what a field of the form is called
readers-label = { $name }: what it is called on the page
readers-kind = { $name }: what is typed there
readers-unask = { $name }: take it out
readers-must = Needed
readers-ask = Something else
readers-ask-kind = What is typed there
readers-add = Add
readers-kind-text = A line
readers-kind-email = E-mail
readers-kind-tel = Telephone
readers-kind-message = A text
readers-form-intro = Above the fields
readers-form-intro-why = Nothing for the theme’s words.
readers-form-consent = Consent
readers-form-consent-why = What the reader agrees to, with a box to tick; [privacy policy](/privacy/) is a link. Nothing for none.
readers-form-button = On the button
readers-form-button-why = Nothing for the theme’s words.
readers-form-thanks = Thanks
readers-form-thanks-why = On the page that readers come back to. Nothing for the theme’s words.
readers-form-missing = Where something is missing
readers-form-missing-why = Nothing for the theme’s words.
readers-form-mistaken = Where an e-mail address is none
readers-form-mistaken-why = Nothing for the theme’s words.
readers-specimen = About as readers see it
readers-form-remove = This form
readers-form-remove-why = Pages have none then. It can be undone.
readers-form-remove-it = Delete the form
