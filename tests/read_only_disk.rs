//! A library on a disk that can only be read: it can be read there, all of it, and nothing tries to write.

use std::fs;
use std::path::Path;

use galley_desk::{Access, Code, Desk, DeskError, System};
use galley_tests::library::{filled, ids, must_be_whole};
use galley_tests::small_disk::on_a_small_disk;

fn asked_to_write(library: &Path) -> Result<Desk, DeskError> {
    Desk::open(library, Access::Write, System.signature())
}

#[test]
fn it_is_read_and_not_written() {
    on_a_small_disk("read_only_disk::it_is_read_and_not_written", |disk| {
        // What an address of SQLite has to say in another way.
        let library = disk.path("50% of? the #News & 新闻.galley");
        let id = ids(&filled(&library, 30))[0];
        for has_lock in [true, false] {
            if !has_lock {
                disk.mount_again("rw");
                fs::remove_file(library.join("in-use.lock")).expect("it was there");
            }
            disk.mount_again("ro");
            let mut desk = asked_to_write(&library).expect("it can be read");
            assert_eq!(desk.access(), Access::Read);
            let status = desk.status().expect("read");
            assert!(status.read_only && status.articles == 30, "{status:?}");
            must_be_whole(&desk);
            let article = desk.article(id).expect("it is there");
            let mut next = article.content;
            next.headline = "Nothing can be written".to_owned();
            let refused = desk.write(id, article.version, next).expect_err("it is no disk to write to");
            assert_eq!(refused.code(), Code::NotAllowed, "{refused}");
            let beside =
                Desk::open(&library, Access::Read, System.signature()).expect("it can be read twice");
            assert_eq!(beside.status().expect("read").articles, 30);
        }
        disk.mount_again("rw");
        assert_eq!(asked_to_write(&library).expect("it opens").access(), Access::Write);
    });
}

#[test]
fn what_is_still_in_the_log_is_not_left_out() {
    on_a_small_disk("read_only_disk::what_is_still_in_the_log_is_not_left_out", |disk| {
        let library = disk.path("News.galley");
        let mut desk = filled(&library, 3);
        desk.add_tag("Saved last").expect("added");
        let copy = disk.path("Copy.galley");
        fs::create_dir(&copy).expect("a folder");
        for name in ["library.db", "library.db-wal"] {
            fs::copy(library.join(name), copy.join(name)).expect("copied");
        }
        drop(desk);
        disk.mount_again("ro");
        let refused = asked_to_write(&copy).err().expect("the log cannot be taken in");
        assert_eq!(refused.code(), Code::LibraryNotWritable, "{refused}");
        assert!(refused.to_string().contains("in its log"), "{refused}");
        disk.mount_again("rw");
        let desk = asked_to_write(&copy).expect("where it can be written it opens");
        assert!(desk.find_tag("Saved last").is_ok());
    });
}
