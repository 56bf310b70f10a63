//! What is drawn for a site: icons, cards; and drawings of others, made clean.

use std::fs;

use galley_domain::{Media, MediaHash, MediaKind};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{Place, tree};
use crate::{Options, Problem, Report, must_be_logo};

const LANTERN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" onload=\"alert(1)\"><script>alert(1)</script>\
    <rect width=\"9\" height=\"9\" fill=\"#00f\"/></svg>";
const MAIN: &str = "ten-years-of-cable-how-a-coast-came-online/index.html";

impl Place {
    fn hold(&mut self, kind: MediaKind, bytes: &[u8]) -> Media {
        let hash = MediaHash::new(Sha256::digest(bytes).into());
        fs::write(self.sample.folder.join(hash.to_string()), bytes).expect("a file");
        let media = Media::new(hash, kind, bytes.len() as u64, None, "lantern.any");
        self.sample.media.push(media.clone());
        media
    }

    fn logo(&mut self, kind: MediaKind, bytes: &[u8]) {
        let media = self.hold(kind, bytes);
        self.sample.catalog.site.logo = Some(media.hash);
        self.sample.catalog.media.push(media);
    }

    fn export_remembering(&self, name: &str) -> Report {
        let memory = self.folder.path().join("memory");
        let options = Options { memory: Some(&memory), ..Options::default() };
        crate::export(&self.sample, &self.theme, &self.out(name), &options).expect("the export works")
    }

    /// The picture that a page is shown as, below the folder of the site.
    fn picture(&self, page: &str) -> String {
        let html = self.read("site", page);
        let (_, rest) =
            html.split_once("<meta property=\"og:image\" content=\"https://example.org/").expect(page);
        rest.split_once('"').expect("it ends").0.to_owned()
    }

    fn pixels(&self, file: &str) -> image::RgbaImage {
        let bytes = fs::read(self.out("site").join(file)).expect(file);
        image::load_from_memory(&bytes).expect("a picture").into_rgba8()
    }
}

#[test]
fn all_icons_come_from_one_logo() {
    let mut place = Place::new();
    place.sample.catalog.site.base_url = "https://example.org/news".to_owned();
    place.logo(MediaKind::Svg, LANTERN.as_bytes());
    place.export("site");
    let drawing = place.read("site", "favicon.svg");
    assert!(drawing.contains("fill=\"#00f\"") && !drawing.contains("alert"), "{drawing}");
    for (file, side) in [("icon-192.png", 192), ("icon-512.png", 512), ("apple-touch-icon.png", 180)] {
        let icon = place.pixels(file);
        assert_eq!(
            (icon.width(), icon.height(), icon.get_pixel(side / 2, side / 2).0),
            (side, side, [0, 0, 255, 255])
        );
    }
    assert_eq!(place.pixels("apple-touch-icon.png").get_pixel(1, 1).0, [251, 249, 245, 255], "on paper");
    let page = place.read("site", "index.html");
    for link in [
        "<link rel=\"icon\" type=\"image/x-icon\" sizes=\"32x32\" href=\"/news/favicon.ico\">",
        "<link rel=\"icon\" type=\"image/svg+xml\" sizes=\"any\" href=\"/news/favicon.svg\">",
        "<link rel=\"apple-touch-icon\" type=\"image/png\" sizes=\"180x180\" href=\"/news/apple-touch-icon.png\">",
        "<link rel=\"manifest\" href=\"/news/site.webmanifest\">",
    ] {
        assert!(page.contains(link), "{link}");
    }
    assert!(page.contains("manifest-src &#39;self&#39;"), "the policy lets it be read");
    let manifest: Value = serde_json::from_str(&place.read("site", "site.webmanifest")).expect("JSON");
    assert_eq!((&manifest["start_url"], &manifest["scope"]), (&"/news/".into(), &"/news/".into()));
    let icons: Vec<_> =
        manifest["icons"].as_array().expect("a list").iter().map(|icon| &icon["src"]).collect();
    assert_eq!(icons, ["/news/favicon.svg", "/news/icon-192.png", "/news/icon-512.png"]);
    // Pixels have no drawing.
    let pixels = fs::read(place.out("site").join("icon-192.png")).expect("a file");
    place.logo(MediaKind::Png, &pixels);
    place.export("site");
    assert!(!place.out("site").join("favicon.svg").exists());
    assert!(place.read("site", "index.html").contains("sizes=\"192x192\" href=\"/news/icon-192.png\">"));
}

#[test]
fn without_a_logo_the_initial_stands_there() {
    let mut place = Place::new();
    place.export("site");
    let initial = place.read("site", "favicon.svg");
    assert!(initial.matches("<path").count() == 2 && initial.contains("#1c1a17"), "{initial}");
    // One that is damaged is told, and not remembered.
    place.logo(MediaKind::Svg, LANTERN.as_bytes());
    let file = place.sample.folder.join(place.sample.catalog.site.logo.expect("set").to_string());
    let whole = fs::read(&file).expect("a file");
    fs::write(&file, "no drawing").expect("written");
    let report = place.export_remembering("site");
    assert!(
        report.problems.iter().any(|p| matches!(p, Problem::Media { path, .. } if path == "lantern.any"))
    );
    assert_eq!(place.read("site", "favicon.svg"), initial);
    fs::write(&file, whole).expect("written");
    place.export_remembering("site");
    assert!(place.read("site", "favicon.svg").contains("#00f"));
}

#[test]
fn a_logo_is_refused_where_it_would_not_look_like_one() {
    assert!(must_be_logo(LANTERN.as_bytes()).is_ok());
    let words = must_be_logo(b"<svg xmlns='http://www.w3.org/2000/svg'><text>News</text></svg>")
        .expect_err("letters");
    assert!(words.contains("outlines"), "{words}");
    assert!(must_be_logo(b"GIF89a").is_err());
}

#[test]
fn an_article_without_a_photo_has_a_card_of_its_own() {
    let mut place = Place::new();
    place.export("site");
    let card = place.picture(MAIN);
    assert!(card.starts_with("media/card-"), "{card}");
    let picture = place.pixels(&card);
    assert_eq!((picture.width(), picture.height()), (1200, 630));
    assert!(place.read("site", MAIN).contains("<meta property=\"og:image:width\" content=\"1200\">"));
    let site = place.picture("index.html");
    assert!(site != card && place.pixels(&site).width() == 1200, "the front page has that of the site");
    assert_eq!(place.picture("archive/index.html"), site);
    // Another headline, another card; the old one goes.
    place.sample.item(1).content.headline = "Eleven Years of Cable".to_owned();
    place.export("site");
    let other = place.picture(MAIN);
    assert!(
        other != card && place.out("site").join(&other).exists() && !place.out("site").join(&card).exists()
    );
    // Letters that no font has: no boxes stand for them, and signs of Japanese and traditional Chinese are not drawn in the shapes of others.
    for headline in ["สายเคเบิลสิบปี", "静かな港とケーブル", "조용한 항구와 케이블", "寧靜的港口與海纜"]
    {
        place.sample.item(1).content.headline = headline.to_owned();
        place.export("site");
        assert_eq!(place.picture(MAIN), site, "{headline}");
    }
    place.sample.catalog.site.cards = false;
    place.export("site");
    assert!(!place.read("site", MAIN).contains("media/card-"));
    assert!(!tree(&place.out("site")).keys().any(|path| path.starts_with("media/card-")));
}

#[test]
fn a_photo_stands_for_its_article() {
    let mut place = Place::new();
    let path = place.cover(MediaKind::Jpeg, &super::pictures::jpeg(900, 600, 1, None), (900, 600));
    place.export("site");
    assert!(place.picture(MAIN).starts_with(&path));
    let said = |page: &str, what: &str| {
        let (_, rest) =
            page.split_once(&format!("<meta property=\"og:image:{what}\" content=\"")).expect(what);
        rest.split_once('"').expect("its end").0.to_owned()
    };
    let page = place.read("site", MAIN);
    assert_eq!(["width", "height", "alt"].map(|what| said(&page, what)), ["900", "600", "A mast"]);

    // Its own file is no wider than what is made.
    place.cover(MediaKind::Png, &png_header(3200, 1601), (3200, 1601));
    place.export("site");
    let page = place.read("site", MAIN);
    assert_eq!(
        ["width", "height"].map(|what| said(&page, what)),
        ["3200", "1601"],
        "what cannot be read is as it is"
    );
    place.cover(MediaKind::Jpeg, &super::pictures::jpeg(1700, 101, 1, None), (1700, 101));
    place.export("site");
    let page = place.read("site", MAIN);
    assert_eq!(["width", "height"].map(|what| said(&page, what)), ["1600", "96"]);
    let made = fs::read(place.out("site").join(place.picture(MAIN))).expect("it is there");
    let made = image::load_from_memory(&made).expect("a picture");
    assert_eq!((made.width(), made.height()), (1600, 96));

    // Few that show links show AVIF.
    place.cover(MediaKind::Avif, include_bytes!("../../../pictures/src/clean/fixtures/told.avif"), (48, 32));
    place.export("site");
    assert!(place.picture(MAIN).starts_with("media/card-"));
    assert_eq!(said(&place.read("site", MAIN), "width"), "1200");
}

/// A PNG without pixels.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

#[test]
fn languages_in_which_the_site_says_the_same_of_itself_share_its_card() {
    let mut place = Place::new();
    for (n, language) in [(70, "de"), (71, "fr")] {
        place.sample.add(n, language, "Kabel", "", "2023-10-20T08:00:00Z", "Ja.");
    }
    let report = place.export("site");
    let [german, french] = ["de/index.html", "fr/index.html"].map(|page| place.picture(page));
    assert_eq!(german, french);
    let files = tree(&place.out("site"));
    assert!(files.contains_key(&german));
    // The manifest is not among the site's own.
    assert_eq!(report.files, files.len() as u64 - 1);
}

#[test]
fn a_card_that_someone_took_away_comes_back() {
    let mut place = Place::new();
    place.export_remembering("site");
    let whole = tree(&place.out("site"));
    let cards = || whole.keys().filter(|path| path.starts_with("media/card-"));
    assert!(cards().count() > 10);
    for card in cards().step_by(3) {
        fs::remove_file(place.out("site").join(card)).expect("it was there");
    }
    place.export_remembering("site");
    assert!(tree(&place.out("site")) == whole);
    // Nothing is drawn again where nothing else is said.
    place.sample.item(20).content.body = "Another text.".to_owned();
    let report = place.export_remembering("site");
    assert!(report.written < 20 && report.removed == 0, "{report:?}");
    assert!(cards().all(|card| place.out("site").join(card).exists()));
}

#[test]
fn a_font_of_the_house_has_the_letters_that_galley_lacks() {
    // A font that has nothing but an `A`: all else still comes from Galley's.
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("house.ttf");
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/../pictures/fonts/NotoSerifHebrew-Bold.ttf"), &path)
        .expect("a copy");
    let mut place = Place::new();
    place.export("site");
    let card = place.picture(MAIN);
    let theme = crate::Theme::named("broadsheet").expect("it works");
    place.theme = theme.with_card_font(path.to_str().expect("UTF-8")).expect("a font");
    place.export("site");
    assert_ne!(place.picture(MAIN), card, "it is part of the name");
    for (bad, why) in [("fonts/house.ttf", "whole path"), ("/no/such.ttf", "cannot be read")] {
        let error = crate::card_font(bad).map(|_| ()).expect_err(bad).to_string();
        assert!(error.contains(why), "{error}");
    }
    fs::write(&path, "no font").expect("written");
    assert!(crate::card_font(path.to_str().expect("UTF-8")).is_err());
}

#[test]
fn drawings_of_articles_are_made_clean() {
    let mut place = Place::new();
    let media = place.hold(MediaKind::Svg, LANTERN.as_bytes());
    let broken = place.hold(MediaKind::Svg, b"<svg><g></svg>");
    let content = &mut place.sample.item(1).content;
    content.pictures.insert("lantern".to_owned(), media.hash);
    content.pictures.insert("broken".to_owned(), broken.hash);
    content.body = "![A lantern](lantern) and ![nothing](broken)\n".to_owned();
    let report = place.export("site");
    let files = tree(&place.out("site"));
    let of = |hash: &MediaHash| {
        let start = format!("media/{}", &hash.to_string()[..16]);
        let found = files.iter().find(|(path, _)| path.starts_with(&start)).expect("it is there");
        String::from_utf8(found.1.clone()).expect("UTF-8")
    };
    assert!(of(&media.hash).contains("<rect") && !of(&media.hash).contains("alert"));
    assert_eq!(of(&broken.hash), galley_pictures::EMPTY_DRAWING);
    assert!(
        report.problems.iter().any(|problem| matches!(problem, Problem::Unreadable { .. })),
        "{report:?}"
    );
}
