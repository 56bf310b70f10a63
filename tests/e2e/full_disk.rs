//! A full disk below the built window: nothing that is typed goes away, it is said, and it is saved once there is room.

use galley_tests::small_disk::on_a_small_disk;

use crate::stage::Stage;
use crate::writing::{body_of, write_article};

#[test]
fn what_is_typed_stays_until_there_is_room_for_it() {
    on_a_small_disk("full_disk::what_is_typed_stays_until_there_is_room_for_it", |disk| {
        let stage = Stage::in_folder(disk.root());
        let window = &stage.window;
        write_article(window, "Flood", "", "Before. ");
        let desk = stage.neighbour();
        window.until("the library has it", |_| body_of(&desk, "flood") == "Before. ");
        disk.fill_but(0);
        // What still has room in the log of the database is saved; in the end none is left.
        let mut typed = "Before. ".to_owned();
        window.until("the window says that the disk is full", |window| {
            window.keys("More. ");
            typed.push_str("More. ");
            window.text(".trouble").contains("disk is full")
        });
        stage.picture("full-disk");
        assert!(window.text(".cm-content").contains(typed.trim_end()), "the text is on the screen");
        assert!(!window.text(".corner").starts_with("Saved at"), "it is not said to be saved");
        disk.make_room();
        window.until("it is saved by itself", |_| body_of(&desk, "flood") == typed);
        window.until("and said to be", |window| window.text(".trouble").is_empty());
        assert_eq!(desk.verify(&mut |_| {}).expect("it can be read").len(), 0);
    });
}
