//! Articles to a real Ghost.

use galley_tests::ghost::ghost;
use galley_tests::peer::Peer;
use galley_tests::wire::Wire;
use serde_json::{Value, json};

use super::guarded::{set, through};
use super::in_doubt::{is, job};
use super::later::{change_later, move_to_later, schedule_and_hold};
use super::{
    answer_in_trouble, answer_wrongly_that_it_failed, arrives_whole,
    break_and_kill_at_each_request_of_a_change, change_the_address_here, done, examined,
    kill_at_each_request, lose_the_answer_and_change_the_address, publish, room, room_of_text, run,
    someone_else_was_there, steps, take_address_and_cover, there, told,
};

#[test]
fn an_article_arrives_whole_is_updated_in_place_and_becomes_a_draft_when_it_is_taken_off() {
    let server = ghost();
    let key = server.secret();
    let room = room("whole", server, &server.address());
    let (report, found) = examined(server, key, &room);
    let all = "reach good, prove untried, api good, sign_in good, publish good, draft good, picture untried";
    assert_eq!((found, &report["account"]), (steps(all), &"an integration of Test".into()));

    let (post, _) = arrives_whole(server, key, &room);
    assert_eq!((&post["status"], &post["date"]), (&"published".into(), &"2023-10-19 08:00:00".into()));
    assert_eq!(post["tags"], json!(["ICT whole", "Cables & ducts", "whole"]), "the category comes first");
    let content = post["content"].as_str().expect("text");
    assert!(content.contains("<td>1</td>"), "{content}");
    assert!(content.contains("<figcaption>") && content.contains("alt=\"A cable\""), "{content}");
    assert!(post["foot"].as_str().is_some_and(|foot| foot.contains("<!-- galley ")), "{post}");

    assert!(run(&room, key, &["set", "whole", "lead=What really came of it."]).status.success());
    assert!(run(&room, key, &["release", "whole"]).status.success());
    assert_eq!(done(&publish(&room, key, "whole", &[]))["step"], "update");
    let (posts, pictures) = there(server, "whole");
    assert_eq!((posts.len(), pictures.len(), &posts[0]["lead"]), (1, 2, &"What really came of it.".into()));

    let taken = done(&run(&room, key, &["unpublish", "whole", "--target", "blog", "--json"]));
    assert_eq!(taken["step"], "remove");
    assert_eq!(there(server, "whole").0[0]["status"], "draft");
    let back = done(&publish(&room, key, "whole", &[]));
    assert_eq!(back["state"], "verified", "{back}");
    let (posts, pictures) = there(server, "whole");
    assert_eq!((posts.len(), pictures.len(), &posts[0]["id"]), (1, 2, &post["id"]), "it is the same post");
    assert_eq!((server.emails(), &posts[0]["newsletter"]), (0, &Value::Null), "nobody got a newsletter");

    // For good, also what lies there as a draft.
    assert!(run(&room, key, &["unpublish", "whole"]).status.success());
    assert_eq!(done(&run(&room, key, &["unpublish", "whole", "--delete", "--json"]))["step"], "remove");
    assert!(there(server, "whole").0.is_empty());
    assert_eq!(done(&publish(&room, key, "whole", &[]))["step"], "create");
}

#[test]
fn what_ghost_has_no_block_for_comes_through_as_it_is() {
    let server = ghost();
    let body = "## Boxes\n\n\
        > [!NOTE]\n> Said apart.\n\n\
        Water is H<sub>2</sub>O[^1], ~~not~~ <mark>quite</mark>.\n\n\
        - one\n  - below\n\n3. three\n4. four\n\n- [x] done\n\n\
        Term\n: What it means\n\n> Quoted.\n\n```rust\nlet a = 1 < 2;\n```\n\n\
        1. first\n2. second\n\n[Back up](#boxes)\n\n[^1]: The note.\n";
    let lead = "word ".repeat(80);
    let room = room_of_text(
        "lossless",
        server,
        None,
        (&format!("lead: {lead}\ntags: ['#inside', CABLES, cables]\n"), body),
    );
    let first = done(&publish(&room, server.secret(), "lossless", &[]));
    let note = "the site takes a lead of 300 characters: it is shortened there";
    assert_eq!((&first["state"], &first["notes"]), (&"verified".into(), &json!([note])));
    let post = &there(server, "lossless").0[0];
    let content = post["content"].as_str().expect("text");
    for kept in [
        "<h2 id=\"boxes\">",
        "<sub>2</sub>",
        "<del>not</del>",
        "<dt>Term</dt>",
        "<ol start=\"3\">",
        "type=\"checkbox\"",
        "The note.",
        "<blockquote>",
        "<pre><code class=\"language-rust\">let a = 1 &lt; 2;",
        "<a href=\"#boxes\">Back up</a>",
    ] {
        assert!(content.contains(kept), "{kept}: {content}");
    }
    let blocks = content.split("<!--kg-card-begin: html-->").next().expect("a beginning");
    assert!(!content.is_empty() && blocks.len() < content.len(), "some of it stands in cards: {content}");
    assert!(post["lead"].as_str().is_some_and(|lead| lead.len() <= 302 && lead.ends_with("word…")), "{post}");
    let tags = post["tags"].as_array().expect("a list");
    assert!(tags.contains(&"#inside".into()), "a tag of the house: {post}");
    assert_eq!(tags.len(), 2, "however it is written, it is one: {post}");
}

#[test]
fn those_who_wrote_it_are_named_where_the_site_knows_them() {
    let server = ghost();
    let room = room_of_text("named", server, None, ("authors: [Li Wei, Nobody There]\n", "Words."));
    let first = done(&publish(&room, server.secret(), "named", &[]));
    assert_eq!(first["notes"], json!(["the site has no author \"Nobody There\""]));
    assert_eq!(there(server, "named").0[0]["authors"], json!(["Li Wei"]));
}

#[test]
fn what_someone_did_at_the_server_is_not_written_over_unasked() {
    someone_else_was_there(ghost(), &|slug| ghost().delete(slug));
}

#[test]
fn an_edit_in_the_moment_of_writing_is_not_lost_even_within_one_second() {
    let server = ghost();
    let key = server.secret();
    // One version in the second of the first edit would do for both, were the write not put off to the next.
    let wire = Wire::meanwhile(server, "PUT ", || ghost().edit("moment"));
    let room = room("moment", server, &server.address());
    done(&publish(&room, key, "moment", &[]));
    let address = format!("address={}", wire.address());
    assert!(run(&room, key, &["target", "set", "blog", &address]).status.success());
    server.edit("moment");
    let refused = publish(&room, key, "moment", &["--mine"]);
    assert!(told(&refused).contains("someone changed the article"), "{}", told(&refused));
    let content = there(server, "moment").0[0]["content"].to_string();
    assert_eq!(content.matches("Added there.").count(), 2, "{content}");
}

#[test]
fn a_key_that_is_wrong_or_none_is_told_from_a_site_that_is_none() {
    let server = ghost();
    let room = room("key", server, &server.address());
    let (id, secret) = server.secret().split_once(':').expect("two parts");
    let wrong = format!("{id}:{}", secret.chars().rev().collect::<String>());
    let unknown = format!("{}:{secret}", "0".repeat(24));
    for key in [wrong.as_str(), &unknown, "no key"] {
        let refused = publish(&room, key, "key", &[]);
        assert!(
            !refused.status.success() && told(&refused).contains("does not know this key"),
            "{}",
            told(&refused)
        );
        assert!(!told(&refused).contains(key), "{}", told(&refused));
    }
    let elsewhere = format!("address={}/blog", server.address());
    assert!(run(&room, "", &["target", "set", "blog", &elsewhere]).status.success());
    let refused = publish(&room, server.secret(), "key", &[]);
    assert!(told(&refused).contains("does not answer as a Ghost site"), "{}", told(&refused));
    assert!(there(server, "key").0.is_empty());
    let database = std::fs::read(room.path("News.galley/library.db")).expect("it is there");
    assert!(!database.windows(secret.len()).any(|part| part == secret.as_bytes()));
}

#[test]
fn one_whose_answer_was_lost_is_found_whatever_its_address_is_now() {
    lose_the_answer_and_change_the_address(ghost(), &|status| status == "published");
}

#[test]
fn a_process_that_is_killed_at_any_request_leaves_one_article_and_each_picture_once() {
    kill_at_each_request(ghost());
}

#[test]
fn what_is_scheduled_is_shown_by_the_server_and_taken_off_where_it_may_not_go_out() {
    schedule_and_hold(ghost(), "scheduled");
}

#[test]
fn an_address_and_a_cover_that_someone_chose_there_are_taken() {
    take_address_and_cover(ghost());
}

#[test]
fn a_change_to_what_is_out_goes_out_at_its_time() {
    change_later(ghost());
}

#[test]
fn one_that_is_out_can_be_moved_to_later() {
    move_to_later(ghost(), "scheduled", "published");
}

#[test]
fn one_that_is_a_draft_already_when_its_later_time_is_refused_is_nobody_elses_edit() {
    let server = ghost();
    let key = server.secret();
    for (slug, lead) in [("halfway", None), ("halfway-too", Some("lead=Other words."))] {
        let room = room(slug, server, &server.address());
        done(&publish(&room, key, slug, &[]));
        if let Some(lead) = lead {
            set(&room, slug, lead);
        }
        assert!(run(&room, key, &["set", slug, "publish-at=2090-01-01 08:00"]).status.success());
        let no = r#"{"errors":[{"type":"ValidationError","message":"Not at this time."}]}"#;
        let wire = Wire::answering_to(server, "\"status\":\"scheduled\"", "422 Unprocessable Entity", no);
        through(&room, server, &wire);
        let refused = publish(&room, key, slug, &[]);
        assert!(told(&refused).contains("Not at this time"), "{}", told(&refused));
        assert_eq!(there(server, slug).0[0]["status"], "draft", "readers do not get it any more");
        let sent = done(&publish(&room, key, slug, &[]));
        assert_eq!((&sent["step"], &sent["state"]), (&"update".into(), &"sent".into()), "{sent}");
        let post = &there(server, slug).0[0];
        assert_eq!((&post["status"], &post["date"]), (&"scheduled".into(), &"2090-01-01 08:00:00".into()));
    }
}

#[test]
fn where_its_readers_host_cannot_be_reached_from_here_an_article_goes_out_with_its_pictures() {
    let server = ghost();
    let room = room("far-off", server, &Wire::away(server, "\"url\":\"http://127.0.0.1:").address());
    let sent = done(&publish(&room, server.secret(), "far-off", &[]));
    assert_eq!((&sent["state"], &sent["uploads"]), (&"sent".into(), &2.into()), "{sent}");
    assert!(sent["notes"].to_string().contains("could not be looked at from here"), "{sent}");
    assert_eq!(job(&room), is("waiting", "unseen"));
    let posts = there(server, "far-off").0;
    assert_eq!((posts.len(), &posts[0]["status"]), (1, &"published".into()));
}

#[test]
fn what_a_server_answers_in_trouble_is_waited_for_or_said() {
    answer_in_trouble(ghost());
}

#[test]
fn what_was_done_though_something_says_that_it_failed_is_done_once() {
    answer_wrongly_that_it_failed(ghost());
}

#[test]
fn an_update_or_a_taking_off_that_ends_early_is_done_the_next_time() {
    break_and_kill_at_each_request_of_a_change(ghost(), &|status| status == "published");
}

#[test]
fn one_that_gets_another_address_here_is_the_same_there() {
    change_the_address_here(ghost());
}
