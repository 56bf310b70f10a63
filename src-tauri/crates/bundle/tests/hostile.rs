//! Input that means harm, or was never meant for us. Each is refused by name, and harms nothing beside it.

use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::path::Path;

use galley_bundle::{
    Dialect, Incoming, Left, LeftWhy, Limits, PictureRef, ScanError, ZipError, open_picture, read, scan,
};
use galley_domain::TimeZone;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("it can be made");
        fs::write(path, bytes).expect("it can be written");
    }
    folder
}

/// Everything that is taken, and everything that is left, pictures included.
fn import(path: &Path, limits: &Limits) -> (Vec<Incoming>, Vec<Left>) {
    let scan = scan(path, Dialect::Auto, limits).expect("it can be walked");
    let (mut taken, mut left) = (Vec::new(), scan.left.clone());
    for entry in &scan.entries {
        match read(&scan, entry, TimeZone::UTC) {
            Ok(incoming) => {
                left.extend(incoming.left.clone());
                let pictures = incoming.fields.pictures.iter();
                left.extend(pictures.filter_map(|picture| open_picture(&scan, picture).err()));
                taken.push(incoming);
            }
            Err(why) => left.push(why),
        }
    }
    (taken, left)
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0\0\0\0\0");
    bytes
}

#[test]
fn each_bad_file_is_left_with_its_reason_and_the_good_one_is_taken() {
    let long = format!("---\nnote: {}\n---\nText.\n", "x".repeat(65 * 1024));
    let deep = format!("---\na: {}\n---\n", "[".repeat(5_000));
    let bomb: String = (0..12).fold("---\nl0: &l0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned(), |text, n| {
        let next = n + 1;
        let many = format!("*l{n},").repeat(10);
        format!("{text}l{next}: &l{next} [{many}]\n")
    }) + "---\n";
    let many: Vec<String> = (0..300).map(|n| format!("t{n}")).collect();
    let tags = format!("---\ntags: [{}]\n---\n", many.join(", "));
    let headline = format!("---\ntitle: {}\n---\n", "x".repeat(2_000));
    let custom = format!("---\na: \"{}\"\n---\n", "\\x01".repeat(11_000));
    let cases: [(&str, &[u8], u32, &str); 15] = [
        ("long.md", long.as_bytes(), 1, "larger than the 64 KB"),
        ("deep.md", deep.as_bytes(), 2, "nests more than"),
        ("bomb.md", bomb.as_bytes(), 6, "more than 200000 values"),
        ("cycle.md", b"---\na: &a\n  b: *a\n---\n", 3, "points at itself"),
        ("twice.md", b"---\ntitle: A\ntags: []\nTitle: B\n---\n", 4, "\"Title\" stands there twice"),
        ("twice-toml.md", b"+++\na = 1\na = 2\n+++\n", 3, "twice"),
        ("latin.md", b"---\ntitle: a\n---\ncaf\xe9\n", 4, "not UTF-8"),
        ("utf16.md", b"\xff\xfe-\0-\0-\0", 1, "not UTF-8"),
        ("yaml.md", b"---\ntitle: \"a\n---\nb", 2, "no YAML"),
        ("list.md", b"---\n- a\n---\nb", 2, "no list of fields"),
        ("json.md", b"{\n\"title\": }\n", 2, "no JSON"),
        ("open.md", b"---\ntitle: a\n", 1, "no closing line"),
        ("tags.md", tags.as_bytes(), 0, "300 tags"),
        ("headline.md", headline.as_bytes(), 0, "headline is longer than the 1000 bytes"),
        ("custom.md", custom.as_bytes(), 0, "custom fields"),
    ];
    let mut files: Vec<(&str, &[u8])> = cases.iter().map(|(path, bytes, ..)| (*path, *bytes)).collect();
    files.push(("good.md", b"---\ntitle: Good\n---\nText.\n"));
    let folder = folder(&files);
    let (taken, left) = import(folder.path(), &Limits::default());
    assert_eq!(taken.iter().map(|i| i.fields.headline.as_str()).collect::<Vec<_>>(), ["Good"]);
    for (path, _, line, words) in cases {
        let found = left.iter().find(|left| left.path == path).unwrap_or_else(|| panic!("{path} is left"));
        assert_eq!(found.line.unwrap_or(0), line, "{found}");
        assert!(found.to_string().contains(words), "{found}");
    }
    assert_eq!(left.len(), cases.len());
}

#[test]
fn a_body_of_50_mb_is_refused_unread() {
    let folder = folder(&[("good.md", b"Good.\n")]);
    File::create(folder.path().join("huge.md"))
        .and_then(|file| file.set_len(50_000_000))
        .expect("a sparse file");
    let (taken, left) = import(folder.path(), &Limits::default());
    assert_eq!(taken.len(), 1);
    assert!(matches!(left[0].why, LeftWhy::TooLarge { bytes: 50_000_000, .. }), "{}", left[0]);
}

#[test]
fn pictures_are_checked_before_they_are_held() {
    let body = b"![a](wide.png) ![a](big.png) ![a](cut.png) ![a](text.png) ![a](heavy.png) ![a](good.png) ![a](../up.png) ![a](/etc/passwd) ![a](..%2f..%2fetc%2fpasswd) ![a](a%00b.png)\n";
    let (wide, big, good) = (png(100_000, 1), png(20_000, 20_000), png(30, 20));
    let heavy = [png(1, 1), vec![0; 3_000]].concat();
    let folder = folder(&[
        ("a/index.md", body),
        ("a/wide.png", &wide),
        ("a/big.png", &big),
        ("a/cut.png", &good[..20]),
        ("a/text.png", b"no picture"),
        ("a/heavy.png", &heavy),
        ("a/good.png", &good),
    ]);
    let limits = Limits { picture_bytes: 2_000, ..Limits::default() };
    let (taken, left) = import(folder.path(), &limits);
    assert_eq!(taken.len(), 1);
    let expected = [
        "100000 × 1 pixels",
        "20000 × 20000 pixels",
        "header does not tell",
        "no picture or other file",
        "larger than the 1 KB",
        "\"../up.png\" is not there",
        "\"/etc/passwd\" is not there",
        "\"..%2f..%2fetc%2fpasswd\" lies outside",
        "\"a%00b.png\" is not there",
    ];
    let said: Vec<String> = left.iter().map(ToString::to_string).collect();
    for words in expected {
        assert!(said.iter().any(|said| said.contains(words)), "{words}: {said:#?}");
    }
    assert_eq!(said.len(), expected.len(), "{said:#?}");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("secret.md", b"secret"), ("secret.png", &png(1, 1))]);
    let folder = folder(&[("a.md", b"![x](out.png) ![x](dir/secret.png)\n"), ("sub/b.md", b"Good.\n")]);
    let at = |name: &str| folder.path().join(name);
    symlink(outside.path().join("secret.md"), at("link.md")).expect("a link");
    symlink(outside.path().join("secret.png"), at("out.png")).expect("a link");
    symlink(outside.path(), at("dir")).expect("a link");
    symlink(folder.path(), at("sub/round")).expect("a link to above");
    let (taken, left) = import(folder.path(), &Limits::default());
    assert_eq!(taken.iter().map(|i| i.origin.as_str()).collect::<Vec<_>>(), ["a.md", "sub/b.md"]);
    assert!(taken.iter().all(|i| i.fields.pictures.is_empty()));
    let said: Vec<String> = left.iter().map(ToString::to_string).collect();
    for path in ["dir:", "link.md:", "out.png", "sub/round:"] {
        assert!(said.iter().any(|said| said.contains(path) && said.contains("link")), "{path}: {said:#?}");
    }
    // A path that is handed in by hand gets no further than one from a text.
    let scan = scan(folder.path(), Dialect::Auto, &Limits::default()).expect("it can be walked");
    for file in ["dir/secret.png", "out.png", "../x.png", "/etc/passwd"] {
        let picture = PictureRef { as_written: file.to_owned(), file: file.to_owned() };
        assert!(open_picture(&scan, &picture).is_err(), "{file}");
    }
}

#[cfg(unix)]
#[test]
fn pipes_and_odd_names_are_left() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&[
        ("good.md", b"Good.\n"),
        ("a\u{202e}dm.md", b"x"),
        ("tab\there.md", b"x"),
        (".hidden.md", b"x"),
        (".git/a.md", b"x"),
    ]);
    let raw = folder.path().join(std::ffi::OsStr::from_bytes(b"bad\xff.md"));
    fs::write(raw, b"x").expect("Linux takes any bytes");
    let status = std::process::Command::new("mkfifo")
        .arg(folder.path().join("pipe.md"))
        .status()
        .expect("it is there");
    assert!(status.success());
    let (taken, left) = import(folder.path(), &Limits::default());
    assert_eq!(taken.len(), 1);
    let count = |why: &LeftWhy| left.iter().filter(|left| left.why == *why).count();
    assert_eq!((count(&LeftWhy::Name), count(&LeftWhy::Special), left.len()), (3, 1, 4), "{left:#?}");
}

#[test]
fn folders_have_a_bottom_and_an_end() {
    let folder = folder(&[("a/b/c/deep.md", b"x"), ("a/up.md", b"x"), ("b.md", b"x")]);
    let (taken, left) = import(folder.path(), &Limits { folder_depth: 2, ..Limits::default() });
    assert_eq!((taken.len(), left.len()), (2, 1));
    assert_eq!(left[0].path, "a/b/c");
    let many = scan(folder.path(), Dialect::Auto, &Limits { files: 3, ..Limits::default() });
    assert!(matches!(many, Err(ScanError::TooManyFiles(3))));
    assert!(matches!(
        scan(&folder.path().join("none"), Dialect::Auto, &Limits::default()),
        Err(ScanError::Open { .. })
    ));
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        if let Some(target) = name.strip_prefix("link:") {
            writer.add_symlink(target, String::from_utf8_lossy(bytes), options).expect("an entry");
        } else {
            writer.start_file(*name, options).expect("an entry");
            writer.write_all(bytes).expect("its bytes");
        }
    }
    writer.finish().expect("a zip").into_inner()
}

fn write_zip(bytes: &[u8]) -> (TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("in.zip");
    fs::write(&path, bytes).expect("it can be written");
    (folder, path)
}

#[test]
fn a_zip_unpacks_what_is_safe_and_nothing_else() {
    let bytes = zipped(&[
        ("site/good.md", b"---\ntitle: Good\n---\n![x](p.png)\n"),
        ("site/p.png", &png(2, 2)),
        ("../slip.md", b"x"),
        ("/absolute.md", b"x"),
        ("site/../../up.md", b"x"),
        ("C:\\windows.md", b"x"),
        ("site/con.md", b"x"),
        ("site/NUL", b"x"),
        ("site/a\u{202e}dm.md", b"x"),
        ("site/ends.md.", b"x"),
        ("site/GOOD.md", b"x"),
        ("site/good.md/below.md", b"x"),
        ("link:site/link.md", b"/etc/passwd"),
        ("__MACOSX/site/._good.md", b"x"),
        ("site/.hidden/a.md", b"x"),
    ]);
    let (around, path) = write_zip(&bytes);
    let (taken, left) = import(&path, &Limits::default());
    assert_eq!(taken.iter().map(|i| i.origin.as_str()).collect::<Vec<_>>(), ["good.md"]);
    assert_eq!(taken[0].fields.pictures.len(), 1);
    let count = |why: &LeftWhy| left.iter().filter(|left| left.why == *why).count();
    let counts = (count(&LeftWhy::Name), count(&LeftWhy::SameName), count(&LeftWhy::Link), left.len());
    assert_eq!(counts, (8, 2, 1, 11), "{left:#?}");
    assert!(
        !around.path().join("slip.md").exists()
            && !around.path().parent().expect("it has one").join("slip.md").exists()
    );
}

#[test]
fn a_zip_that_means_harm_is_refused_whole() {
    let spaces = vec![b' '; 8 * 1024 * 1024];
    let bomb = zipped(&[("good.md", b"Good.\n"), ("bomb.md", &spaces)]);
    let (_around, path) = write_zip(&bomb);
    let refused = |limits: &Limits| match scan(&path, Dialect::Auto, limits) {
        Err(ScanError::Zip(error)) => error,
        other => panic!("it is refused: {other:?}"),
    };
    assert!(matches!(refused(&Limits::default()), ZipError::Bomb { .. }));
    assert!(matches!(
        refused(&Limits { zip_total_bytes: 1_000, ..Limits::default() }),
        ZipError::TooLarge(1_000)
    ));
    assert!(matches!(refused(&Limits { files: 1, ..Limits::default() }), ZipError::TooMany(1)));

    // Two names for the same bytes: the second entry of the directory points at the first one's file.
    let mut twice = zipped(&[("a.md", b"same bytes"), ("b.md", b"same bytes")]);
    let second = twice.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").expect("a directory");
    twice[second + 42..second + 46].copy_from_slice(&0_u32.to_le_bytes());
    let (_around, path) = write_zip(&twice);
    assert!(matches!(scan(&path, Dialect::Auto, &Limits::default()), Err(ScanError::Zip(_))));

    let (_around, path) = write_zip(b"PK but no zip");
    assert!(matches!(
        scan(&path, Dialect::Auto, &Limits::default()),
        Err(ScanError::Zip(ZipError::Damaged(_)))
    ));
}

#[test]
fn a_damaged_or_newer_manifest_stops_the_import() {
    for (bytes, words) in [
        (br#"{"galley_bundle": 99}"#.as_slice(), "newer Galley"),
        (b"{".as_slice(), "damaged"),
        (br#"{"galley_bundle": 1, "library": "x", "files": {}}"#.as_slice(), "damaged"),
    ] {
        let folder = folder(&[("galley.json", bytes), ("a.md", b"x")]);
        let error = scan(folder.path(), Dialect::Auto, &Limits::default()).expect_err("it is refused");
        assert!(error.to_string().contains(words), "{error}");
    }
    let named = br#"{"galley_bundle": 1, "library": "0192f3c4-7a1b-7c3d-8e4f-5a6b7c8d9e0f", "files": {
        "../../etc/passwd": {"sha256": "0000000000000000000000000000000000000000000000000000000000000000", "bytes": 1},
        "gone.md": {"sha256": "0000000000000000000000000000000000000000000000000000000000000000", "bytes": 1}}}"#;
    let folder = folder(&[("galley.json", named), ("a.md", b"x")]);
    let (taken, left) = import(folder.path(), &Limits::default());
    assert_eq!(taken.len(), 1);
    assert_eq!(left.iter().map(|left| left.path.as_str()).collect::<Vec<_>>(), ["gone.md"]);
}
