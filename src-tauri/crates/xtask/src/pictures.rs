//! The pictures of a site in the guide: the sample's pages as a browser shows them, each small enough for the repository. To be looked at
//! before they are committed.

use std::fs;
use std::path::Path;

use crate::job::Job;
use crate::trouble::{Trouble, at};
use crate::{machine, places, run, site};

/// A page as it is shown.
struct Picture {
    name: &'static str,
    path: &'static str,
    /// Width and height of the window, in pixels.
    size_px: (u32, u32),
    dark: bool,
}

const fn picture(name: &'static str, path: &'static str, size_px: (u32, u32)) -> Picture {
    Picture { name, path, size_px, dark: false }
}

/// Where two telephones stand beside each other.
const PHONES: &str = "phones.html";

/// Taken of the sample as it comes.
const PICTURES: [Picture; 9] = [
    picture("front", "", (1200, 1500)),
    Picture { dark: true, ..picture("dark", "", (1200, 960)) },
    picture("article", "lantern-ring-enters-service/", (1200, 1500)),
    picture("article-zh", "zh/quietest-harbour/", (1200, 1100)),
    picture("article-ar", "ar/quietest-harbour/", (1200, 1100)),
    picture("category", "category/projects/", (1200, 1000)),
    picture("search", "search/?q=cable", (1200, 1000)),
    picture("missing", "404.html", (1200, 680)),
    picture("phone", PHONES, (870, 844)),
];

/// The article that is printed.
const PRINTED: &str = "six-layers/";

/// Another dress for the same front page.
const LOOK: [&str; 4] = ["accent=#0b6e75", "paper=#f7fafa", "headline-font=modern", "front-section-size=3"];

/// Colours of a picture; few enough for 200 KB.
const COLOURS: &str = "96";

pub(crate) fn take() -> Result<(), Trouble> {
    machine::set_up(&[&machine::SITE_TESTS, &machine::PICTURES])?;
    run::build_cli()?;
    let home = places::root().join("target/pictures");
    let library = home.join("Sample.galley");
    if home.exists() {
        fs::remove_dir_all(&home).map_err(at(&home))?;
    }
    run::make_sample(&library)?;
    let room = Room { home: &home, library: &library };
    room.show(&[], |room, url| {
        let phones: String = ["", "lantern-ring-enters-service/"]
            .map(|path| format!("<iframe src=\"/{path}\" width=\"390\" height=\"784\"></iframe>"))
            .concat();
        let style = "body { display: flex; gap: 30px; margin: 30px; background: #d9d5cf } iframe { border: 0; border-radius: 18px }";
        let page = home.join("site").join(PHONES);
        fs::write(&page, format!("<!doctype html><style>{style}</style>{phones}")).map_err(at(&page))?;
        PICTURES.iter().try_for_each(|picture| room.take(picture, url))?;
        room.print(url)
    })?;
    room.show(&LOOK, |room, url| room.take(&picture("look", "", (1200, 900)), url))?;
    let plain = ["theme=plain", "accent=", "paper=", "headline-font=theme", "front-section-size=4"];
    room.show(&plain, |room, url| room.take(&picture("plain", "", (1200, 960)), url))
}

/// Where pictures are taken.
struct Room<'a> {
    home: &'a Path,
    library: &'a Path,
}

impl Room<'_> {
    /// Writes the site with these settings and serves it while it is looked at.
    fn show(
        &self,
        settings: &[&str],
        look: impl FnOnce(&Self, &str) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        let galley = places::program("galley")?;
        let folder = self.home.join("site");
        let ask = |args: &[&str]| Job::new(&galley).args(["-l"]).args([self.library]).args(args);
        if !settings.is_empty() {
            ask(&["target", "set", "site"]).args(settings).run()?;
        }
        ask(&["export", "site", "--out"]).args([&folder]).run()?;
        let port = site::free_port()?;
        let mut server =
            Job::new(&galley).args(["serve"]).args([&folder]).args(["--port", &port.to_string()]).start()?;
        site::front_page(port, &mut server)?;
        look(self, &format!("http://127.0.0.1:{port}/"))
    }

    fn browser(&self, dark: bool) -> Job {
        Job::new("chromium")
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"])
            .args(["--disable-sync", "--disable-background-networking", "--disable-component-update"])
            .args([format!("--user-data-dir={}", self.home.join("profile").display())])
            .args([format!("--blink-settings=preferredColorScheme={}", u8::from(!dark))])
    }

    fn take(&self, picture: &Picture, url: &str) -> Result<(), Trouble> {
        let shot = self.home.join("shot.png");
        let (width, height) = picture.size_px;
        // What a script has still to find is waited for; elsewhere that time would pass before pictures are painted.
        let wait = picture.path.contains('?').then_some("--virtual-time-budget=10000");
        self.browser(picture.dark)
            .args(wait)
            .args([format!("--window-size={width},{height}")])
            .args([format!("--screenshot={}", shot.display())])
            .args([format!("{url}{}", picture.path)])
            .run()?;
        make_small(&shot, picture.name)
    }

    /// The first page of an article on paper.
    fn print(&self, url: &str) -> Result<(), Trouble> {
        let (paper, shot) = (self.home.join("paper.pdf"), self.home.join("shot"));
        self.browser(false)
            .args(["--no-pdf-header-footer"])
            .args([format!("--print-to-pdf={}", paper.display())])
            .args([format!("{url}{PRINTED}")])
            .run()?;
        Job::new("pdftoppm").args(["-png", "-singlefile", "-r", "90"]).args([&paper, &shot]).run()?;
        make_small(&shot.with_extension("png"), "print")
    }
}

fn make_small(shot: &Path, name: &str) -> Result<(), Trouble> {
    let picture = places::root().join("docs/guide").join(format!("site-{name}.png"));
    Job::new("pngquant")
        .args(["--force", "--strip", "--speed", "1", COLOURS, "--output"])
        .args([&picture])
        .args(["--"])
        .args([shot])
        .run()
}
