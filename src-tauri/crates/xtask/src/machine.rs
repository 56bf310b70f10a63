//! What Galley needs of the machine, and installing it where that can be done.
//!
//! On Debian and Ubuntu the missing packages are installed by apt-get. Elsewhere this says what to install and stops.

use std::fs;
use std::path::Path;

use crate::job::Job;
use crate::trouble::Trouble;

/// What a part of the work needs from the system.
pub(crate) struct Needs {
    /// For the sentences: "The window needs..."
    pub(crate) what: &'static str,
    /// Debian's names, which Ubuntu shares.
    debian: &'static [&'static str],
    /// What pkg-config knows them by, for other Linux systems.
    libraries: &'static [&'static str],
    /// Programs in PATH, for other Linux systems.
    programs: &'static [&'static str],
}

/// To build and open the window.
pub(crate) const WINDOW: Needs = Needs {
    what: "The window",
    debian: &[
        "build-essential",
        "libayatana-appindicator3-dev",
        "librsvg2-dev",
        "libssl-dev",
        "libwebkit2gtk-4.1-dev",
        "libxdo-dev",
    ],
    libraries: &["webkit2gtk-4.1", "librsvg-2.0"],
    programs: &[],
};

/// To start the built window where there is no screen, and look at it; the small font lets Chinese be more than boxes in its pictures.
pub(crate) const WINDOW_TESTS: Needs = Needs {
    what: "The test of the window",
    debian: &[
        "dbus-x11",
        "fonts-droid-fallback",
        "ibus",
        "ibus-gtk3",
        "ibus-libpinyin",
        "webkit2gtk-driver",
        "xclip",
        "xdotool",
        "xvfb",
    ],
    libraries: &[],
    programs: &["Xvfb", "dbus-daemon", "WebKitWebDriver", "ibus-daemon", "xclip", "xdotool"],
};

/// To look at the site's pages in a browser as readers have it, in three scripts, and to hold them to the standard (Nu's checker runs on Java).
pub(crate) const SITE_TESTS: Needs = Needs {
    what: "The test of the site's pages",
    debian: &["chromium", "default-jre-headless", "fonts-noto-core"],
    libraries: &[],
    programs: &["chromium", "java"],
};

/// To take pictures of a site's pages, on paper too, in Chinese too, and to make them small.
pub(crate) const PICTURES: Needs = Needs {
    what: "Taking pictures of a site",
    debian: &["fonts-noto-cjk", "pngquant", "poppler-utils"],
    libraries: &[],
    programs: &["pngquant", "pdftoppm"],
};

/// To publish to a real WordPress, a real Ghost, which compiles two of its parts, and a real Micropub server, and to meet certificates that nobody believes.
pub(crate) const SERVERS: Needs = Needs {
    what: "The test of publishing",
    debian: &[
        "gnome-keyring",
        "mariadb-server",
        "openssl",
        "php-cli",
        "php-curl",
        "php-gd",
        "php-mbstring",
        "php-mysql",
        "php-xml",
        "python3",
        "python3-venv",
        "wordpress",
        "wordpress-theme-twentytwentythree",
    ],
    libraries: &[],
    programs: &["gnome-keyring-daemon", "mariadbd", "openssl", "php", "python3"],
};

/// To draw the icons again.
pub(crate) const ICONS: Needs = Needs {
    what: "Drawing the icons",
    debian: &["librsvg2-bin"],
    libraries: &[],
    programs: &["rsvg-convert"],
};

/// The oldest Node that the tools of the web interface run on.
const NODE_AT_LEAST: (u32, u32) = (20, 19);

/// Installs what is missing, or says what to install. Costs milliseconds where nothing is.
pub(crate) fn set_up(needs: &[&Needs]) -> Result<(), Trouble> {
    if !cfg!(target_os = "linux") {
        // macOS brings its webview, Windows 11 too; cargo itself says so where a compiler is missing.
        return Ok(());
    }
    for needs in needs {
        if is_debian_family() {
            let missing = missing_packages(needs.debian);
            if !missing.is_empty() {
                install(needs.what, &missing)?;
            }
        } else {
            check_elsewhere(needs)?;
        }
    }
    Ok(())
}

/// An error where Node or npm is missing or too old.
pub(crate) fn check_node() -> Result<(), Trouble> {
    let (major, minor) = NODE_AT_LEAST;
    let found = Job::new("node").args(["--version"]).ask();
    let fits = found.as_deref().and_then(version).is_some_and(|version| version >= NODE_AT_LEAST);
    if fits && Job::npm().args(["--version"]).ask().is_some() {
        return Ok(());
    }
    Err(Trouble::Missing {
        what: "The web interface".to_owned(),
        names: format!(
            "Node {major}.{minor} or newer with npm (found: {})",
            found.as_deref().unwrap_or("none")
        ),
        how: "Install it from nodejs.org or your system's packages, then start again.".to_owned(),
    })
}

/// The first two numbers of `v20.19.1`.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

fn is_debian_family() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| names_debian(&text))
}

fn names_debian(os_release: &str) -> bool {
    os_release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
        .flat_map(|value| value.trim_matches('"').split_whitespace())
        .any(|id| id == "debian" || id == "ubuntu")
}

fn missing_packages(wanted: &[&'static str]) -> Vec<&'static str> {
    // dpkg-query fails as soon as it does not know one of the names, but still prints the others: asked one by one.
    let installed = |name: &&'static str| {
        let status = Job::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}", name]).ask();
        status.as_deref() == Some("installed")
    };
    wanted.iter().copied().filter(|name| !installed(name)).collect()
}

fn install(what: &str, packages: &[&str]) -> Result<(), Trouble> {
    let command = format!("apt-get install --yes --no-install-recommends {}", packages.join(" "));
    let root = Job::new("id").args(["-u"]).ask().as_deref() == Some("0");
    if !root && !in_path("sudo") {
        return Err(Trouble::Missing {
            what: what.to_owned(),
            names: packages.join(" "),
            how: format!("Run this as root, then start again:\n\n    apt-get update && {command}"),
        });
    }
    println!("{what} needs packages that are not on this machine: {}.", packages.join(", "));
    if !root {
        println!(
            "They are installed by apt-get, which needs the rights of root: sudo may ask for your password."
        );
    }
    let apt = |args: &[&str]| {
        let job = if root { Job::new("apt-get") } else { Job::new("sudo").args(["apt-get"]) };
        job.env("DEBIAN_FRONTEND", "noninteractive").args(args).run()
    };
    apt(&["update", "--quiet"])?;
    let mut args = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    args.extend(packages);
    apt(&args)
}

fn check_elsewhere(needs: &Needs) -> Result<(), Trouble> {
    let known = |library: &&&str| Job::new("pkg-config").args(["--exists", library]).ask().is_some();
    let libraries = needs.libraries.iter().filter(|library| !known(library));
    let programs = needs.programs.iter().filter(|program| !in_path(program));
    let missing: Vec<&str> = libraries.chain(programs).copied().collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Trouble::Missing {
        what: needs.what.to_owned(),
        names: missing.join(" "),
        how: format!(
            "Galley installs by itself on Debian and Ubuntu only. Install your system's packages for these, with \
             their development files (Debian calls them {}), then start again.",
            needs.debian.join(" ")
        ),
    })
}

pub(crate) fn in_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| is_file(&folder.join(program)))
}

fn is_file(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_and_what_descends_from_it_is_known_by_its_release_file() {
        let cases = [
            ("NAME=\"Debian GNU/Linux\"\nID=debian\n", true),
            ("ID=ubuntu\nID_LIKE=debian\n", true),
            ("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", true),
            ("ID=fedora\nNAME=\"not debian\"\n", false),
            ("ID=arch\n", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(names_debian(text), expected, "{text}");
        }
    }

    #[test]
    fn a_version_of_node_is_read_by_its_first_two_numbers() {
        let cases = [("v20.19.1", Some((20, 19))), ("v8.1.0", Some((8, 1))), ("20.1.0", None), ("vx", None)];
        for (text, expected) in cases {
            assert_eq!(version(text), expected, "{text}");
        }
    }
}
