//! Small files for programs: robots, redirect tables in the forms of hosts, the site's manifest.

use std::fmt::Write as _;

use galley_domain::{Direction, Endpoint, Host, Language};
use serde_json::json;

use crate::address::WELL_KNOWN;
use crate::icons::Icon;
use crate::index::{Index, List};
use crate::pages::Pages;
use crate::xml::File;

/// `robots.txt`: everything is welcome, and here are the sitemaps.
pub(crate) fn robots(index: &Index, with_news: bool) -> File {
    let mut text = "User-agent: *\nAllow: /\n\n".to_owned();
    for path in ["/sitemap.xml"].into_iter().chain(with_news.then_some("/news-sitemap.xml")) {
        writeln!(text, "Sitemap: {}", index.base.url(path)).expect("a string takes all");
    }
    ("/robots.txt".to_owned(), text.into_bytes())
}

/// Former addresses in the forms that hosts read, so that they answer 301; without these the pages there lead on. None where
/// there is none. Apache's own `.htaccess` is not written: hosts and their owners keep one themselves.
///
/// Each is made when it is asked for: of a site whose articles all stood elsewhere before, one is as large as ten thousand pages.
pub(crate) fn redirects(index: &Index) -> impl Iterator<Item = File> {
    type Table = (&'static str, fn(&Index) -> String);
    const TABLES: [Table; 3] = [
        ("/_redirects", plain_table),
        ("/redirects.htaccess", apache_table),
        ("/redirects.nginx", nginx_table),
    ];
    let has_any = former(index).next().is_some();
    let tables = TABLES.into_iter().filter(move |_| has_any);
    tables.map(|(path, table)| (path.to_owned(), table(index).into_bytes()))
}

/// Where something stood before, and where it stands, below the base of the site.
fn former(index: &Index) -> impl Iterator<Item = (String, String)> {
    let feeds = index.lists().iter().flat_map(List::former_feeds);
    let former = index.redirects().map(|(from, to)| (from.to_owned(), to)).chain(feeds);
    former.map(|(from, to)| (index.base.href(&from), index.base.href(&to)))
}

/// As Netlify and Cloudflare read it.
fn plain_table(index: &Index) -> String {
    // A page stands at each of them, and Netlify shows it unless it is told not to. Cloudflare follows its lines in any case, and takes no
    // such sign: its Workers refuse the whole site for it.
    let form = index.catalog.form.as_ref();
    let is_netlify = index.catalog.site.host == Host::Netlify
        || form.is_some_and(|form| form.endpoint == Endpoint::Netlify);
    let status = if is_netlify { "301!" } else { "301" };
    let mut table = String::new();
    if former(index).nth(CLOUDFLARE_LINES).is_some() {
        table.push_str(CLOUDFLARE);
    }
    for (from, to) in former(index) {
        writeln!(table, "{from} {to} {status}").expect("a string takes all");
    }
    table
}

fn apache_table(index: &Index) -> String {
    let mut table = String::new();
    for (from, to) in former(index) {
        let from = decoded(&from);
        let pattern = escaped(from.trim_end_matches('/'), "\\.+*?()[]{}^$|");
        let to = decoded(&to);
        writeln!(table, "RedirectMatch 301 \"^{pattern}/?$\" \"{to}\"").expect("a string takes all");
    }
    table
}

fn nginx_table(index: &Index) -> String {
    let lines = || former(index).map(|(from, to)| (decoded(&from).trim_end_matches('/').to_owned(), to));
    let (longest, count) =
        lines().fold((0, 0), |(longest, count), (bare, _)| (longest.max(bare.len() + 1), count + 2));
    let mut table = nginx_sizes(longest, count);
    table.push_str("map $uri $galley_moved {\n    default \"\";\n");
    for (bare, to) in lines() {
        // A value with a dollar sign would be a variable; addresses have none.
        let bare = escaped(&bare, "\\$");
        writeln!(table, "    \"{bare}\" \"{to}\";\n    \"{bare}/\" \"{to}\";").expect("a string takes all");
    }
    table.push_str("}\n");
    table
}

/// How many lines of `_redirects` Cloudflare follows, and what is said to who looks into a longer one. It leaves out a line of more than
/// 2,000 characters as well.
const CLOUDFLARE_LINES: usize = 2_000;
const CLOUDFLARE: &str = "# Cloudflare follows the first 2,000 lines. At the addresses of the others stand pages that lead on, here and there.\n";

/// What nginx must know before it reads so many addresses, the longest of so many bytes: with its own sizes it does not start where one is
/// long, as those in Chinese are (nine bytes a sign once they are escaped, three as they stand here).
fn nginx_sizes(longest: usize, count: usize) -> String {
    // A place of its table holds two pointers beside the key and its length, each rounded up to pointers.
    let bucket = (longest + 2).next_multiple_of(8) + 16;
    let (bucket, table) = (bucket.next_power_of_two().max(NGINX_BUCKET_MIN), (count * 2).next_power_of_two());
    let table = table.max(NGINX_TABLE_MIN);
    format!(
        "# For the `http` part of nginx. Each of these sizes may stand once in all of it: where nginx says that one is a duplicate, take out\n\
         # the other file's, for which these are large enough.\n\
         map_hash_bucket_size {bucket};\nmap_hash_max_size {table};\n"
    )
}

/// Sizes that are enough for the maps that others keep beside this one, in bytes and places.
const NGINX_BUCKET_MIN: usize = 256;
const NGINX_TABLE_MIN: usize = 2_048;

fn decoded(href: &str) -> String {
    percent_encoding::percent_decode_str(href).decode_utf8_lossy().into_owned()
}

fn escaped(text: &str, special: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if special.contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Where it stands who made the site.
pub(crate) const HUMANS: &str = "/humans.txt";

impl Index {
    /// Whether the site tells who made it.
    pub(crate) fn has_humans(&self) -> bool {
        !self.catalog.site.appearance.told.humans.is_empty()
    }
}

/// `humans.txt` and `security.txt` (RFC 9116), where the site has them.
pub(crate) fn told(index: &Index) -> Vec<File> {
    let told = &index.catalog.site.appearance.told;
    let mut files = Vec::new();
    if index.has_humans() {
        files.push((HUMANS.to_owned(), format!("{}\n", told.humans.trim_end()).into_bytes()));
    }
    // Without an end it would not be one.
    if let Some(expires) = told.security_expires.filter(|_| !told.security_contact.is_empty()) {
        let path = format!("/{WELL_KNOWN}/security.txt");
        let mut lines: Vec<String> =
            told.security_contact.iter().map(|address| format!("Contact: {address}")).collect();
        lines.push(format!("Expires: {}", expires.format("%Y-%m-%dT%H:%M:%SZ")));
        let languages: Vec<_> = index.languages.iter().map(Language::as_str).collect();
        lines.push(format!("Preferred-Languages: {}", languages.join(", ")));
        lines.push(format!("Canonical: {}", index.base.url(&path)));
        if !told.security_policy.is_empty() {
            lines.push(format!("Policy: {}", told.security_policy));
        }
        files.push((path, format!("{}\n", lines.join("\n")).into_bytes()));
    }
    files
}

/// The manifest of the site, which names its icons.
pub(crate) fn manifest(pages: &Pages<'_>) -> File {
    let index = pages.index;
    let title = pages.site_title(0);
    let language = &index.languages[0];
    let paper = pages.look().paper.map(|channel| format!("{channel:02x}")).concat();
    // The other two are for those who do not read a manifest.
    let icons = Icon::of(index).filter(|icon| !matches!(icon, Icon::Ico | Icon::Touch));
    let icon = |icon: Icon| json!({"src": index.base.href(icon.path()), "type": icon.media_type(), "sizes": icon.sizes()});
    let manifest = json!({
        "name": title,
        "short_name": title,
        "lang": language.as_str(),
        "dir": if language.direction() == Direction::Rtl { "rtl" } else { "ltr" },
        "start_url": index.base.href("/"),
        "scope": index.base.href("/"),
        "display": "browser",
        "background_color": format!("#{paper}"),
        "theme_color": format!("#{paper}"),
        "icons": icons.map(icon).collect::<Vec<_>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&manifest).expect("these are strings");
    bytes.push(b'\n');
    ("/site.webmanifest".to_owned(), bytes)
}
