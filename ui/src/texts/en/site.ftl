### How the site looks: the sheet of its settings. Each `-why` stands in small below its field.

action-site-settings = The look of the site…
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
# $name (String) - a category
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
site-date-format-why = Like %b.%Y %d for Oct.2023 19. Nothing for 2023-10-19.
site-menu = Menu
site-menu-why = A name and an address each, parted by commas: News /category/news/, About /about/. Nothing for the sections.

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
