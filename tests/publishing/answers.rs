//! What real servers answer that is easily misread, each where it is met; and texts that servers write in their own way.

use galley_tests::ghost::ghost;
use galley_tests::micropub::micropub;
use galley_tests::peer::Peer;
use galley_tests::wire::Wire;
use galley_tests::wordpress::{WordPress, wordpress};
use serde_json::{Value, json};

use super::guarded::{page, set, through};
use super::in_doubt::{is, job};
use super::{done, must_be_there_once, publish, room, room_of, room_of_text, run, there, told};

/// What stands of it there under a name that this answer of a list has.
fn named(server: &WordPress, taxonomy: &str, name: &str) -> usize {
    let names: Vec<String> = serde_json::from_str(&server.ask(&["terms", taxonomy])).expect("a list");
    names.iter().filter(|one| one.to_lowercase() == name.to_lowercase()).count()
}

#[test]
fn what_a_wordpress_calls_a_mistake_that_is_none_is_taken_for_what_it_is() {
    let server = wordpress();
    let chief = server.password("chief");
    // Someone put it into the trash there: that it lies there already is no trouble.
    let wire = Wire::to(server);
    let first = room("trashed-there", server, &wire.address());
    done(&publish(&first, chief, "trashed-there", &[]));
    server.trash("trashed-there");
    wire.met();
    let off = done(&run(&first, chief, &["unpublish", "trashed-there", "--json"]));
    assert_eq!((&off["step"], &off["state"]), (&"remove".into(), &"verified".into()), "{off}");
    let answers: Vec<_> =
        wire.met().into_iter().map(|met| String::from_utf8_lossy(&met.answer).into_owned()).collect();
    assert!(
        answers.iter().any(|answer| answer.contains(" 410 ") && answer.contains("rest_already_trashed")),
        "it was met"
    );

    // An account that it does not have, and a password that is for its pages alone.
    for (user, password) in [("nobody", chief), ("chief", "not-an-application-password")] {
        let room = room_of("stranger", server, &server.address(), Some(user));
        let refused = publish(&room, password, "stranger", &[]);
        assert!(
            told(&refused).contains("does not know") && told(&refused).contains("with this password"),
            "{}",
            told(&refused)
        );
        assert_eq!(job(&room), is("failed", "sign_in"));
    }
    assert!(there(server, "stranger").0.is_empty());

    // Someone makes the category, then the tag, in the moment between looking and making; with other capitals.
    for (slug, taxonomy, name, request) in [
        ("raced-one", "category", "ict RACED-one", "POST /wp-json/wp/v2/categories"),
        ("raced-two", "post_tag", "RACED-two", "POST /wp-json/wp/v2/tags"),
    ] {
        let room = room(slug, server, &server.address());
        assert!(run(&room, "", &["set", slug, &format!("tags={slug}")]).status.success());
        assert!(run(&room, "", &["release", slug]).status.success());
        let wire = Wire::meanwhile(server, request, move || drop(server.ask(&["term", taxonomy, name])));
        through(&room, server, &wire);
        let sent = done(&publish(&room, chief, slug, &[]));
        assert_eq!((&sent["state"], &sent["notes"]), (&"verified".into(), &json!([])), "{sent}");
        assert_eq!(named(server, taxonomy, name), 1, "it was not doubled");
        let post = &there(server, slug).0[0];
        let field = if taxonomy == "category" { "categories" } else { "tags" };
        assert_eq!(post[field], json!([name]), "{post}");
    }
}

#[test]
fn what_is_behind_the_first_hundred_at_a_wordpress_is_found_and_comes_in() {
    // One of its own: all of it comes in.
    let server: &WordPress = Box::leak(Box::new(WordPress::start()));
    let chief = server.password("chief");
    server.ask(&["many", "120"]);
    let odd = ["R&D", "O'Neill \"Söhne\"", "海底电缆", "a < b", "C:\\new"];
    for name in odd {
        server.ask(&["term", "post_tag", name]);
    }
    let wire = Wire::to(server);
    let room = room_of_text("far-behind", server, Some("chief"), ("", "Words."));
    through(&room, server, &wire);
    set(&room, "far-behind", "tags=R&D, O'Neill \"Söhne\", 海底电缆, a < b, C:\\new, Filler 7");
    let before: Vec<_> = odd.iter().map(|name| named(server, "post_tag", name)).collect();
    let sent = done(&publish(&room, chief, "far-behind", &[]));
    assert_eq!((&sent["state"], &sent["notes"]), (&"verified".into(), &json!([])), "{sent}");
    assert!(
        wire.met().iter().any(|met| met.request.windows(8).any(|part| part == b"?search=")),
        "more than a page"
    );
    let after: Vec<_> = odd.iter().map(|name| named(server, "post_tag", name)).collect();
    assert_eq!(after, before, "none was made anew");
    assert_eq!(named(server, "post_tag", "Filler 7"), 1);

    let other = super::pulling::empty(server, &server.address());
    for pulled in [[true, false], [false, true]] {
        let report = run(&other, chief, &["pull", "blog", "--json"]);
        let report: Value = serde_json::from_slice(&report.stdout).expect("JSON");
        let is_all = ["added", "unchanged"].map(|name| report[name].as_u64().expect("a number") > 120);
        assert_eq!(is_all, pulled, "{report}");
    }
    let last = run(&other, "", &["show", "of-many-119", "--json"]);
    assert!(last.status.success(), "{}", told(&last));
}

/// A text in Chinese, with an address, a category and tags in it; its answer is lost, and it is found by that address.
fn chinese(server: &dyn Peer, user: Option<&str>) {
    let secret = server.secret();
    let front = "language: zh\nlead: 导语说明发生了什么。\ncategory: 行业新闻\ntags: [海底, 电缆]\n";
    let body =
        "第一段，含*强调*与[链接](https://example.org/中文)。\n\n## 小标题\n\n- 一\n- 二\n\n> “引文”\n";
    let slug = "海底电缆获奖";
    let room = room_of_text(slug, server, user, (front, body));
    let wire = Wire::losing(server, server.creates());
    through(&room, server, &wire);
    assert!(told(&publish(&room, secret, slug, &[])).contains("not known whether"));
    let sent = done(&publish(&room, secret, slug, &[]));
    assert_eq!(sent["state"], "verified", "{sent}");
    let posts = there(server, slug).0;
    let [post] = posts.as_slice() else { panic!("it is there once: {posts:?}") };
    assert_eq!(
        (&post["title"], &post["lead"]),
        (&format!("One “ship” {slug}").into(), &"导语说明发生了什么。".into())
    );
    let filed = format!("{}{}", post["categories"], post["tags"]);
    for name in ["行业新闻", "海底", "电缆"] {
        assert!(filed.contains(name), "{post}");
    }
    let content = post["content"].as_str().expect("text");
    assert!(content.contains("<em>强调</em>") && content.contains("“引文”"), "{content}");
    let again = done(&publish(&room, secret, slug, &[]));
    assert_eq!(again["step"], "nothing", "{again}");
    for lead in ["导语一。", "导语二。"] {
        set(&room, slug, &format!("lead={lead}"));
        let update = done(&publish(&room, secret, slug, &[]));
        assert_eq!(
            (&update["step"], &update["url"]),
            (&"update".into(), &sent["url"]),
            "its address stays: {update}"
        );
    }
    let url = sent["url"].as_str().expect("an address");
    assert!(page(url).contains("第一段"), "readers get it at {url}");
}

#[test]
fn a_chinese_article_stands_at_a_wordpress_under_its_own_address() {
    let server = wordpress();
    chinese(server, server.user());
    let post = &there(server, "海底电缆获奖").0[0];
    assert_eq!(post["slug"], "海底电缆获奖");
    // One that is longer than the site keeps is told, and found all the same.
    let long = "海底电缆获奖的消息传遍了整个行业并引起了许多读者的关注和讨论";
    let room = room_of_text(long, server, server.user(), ("language: zh\n", "正文。"));
    through(&room, server, &Wire::losing(server, server.creates()));
    assert!(told(&publish(&room, server.secret(), long, &[])).contains("not known whether"));
    let sent = done(&publish(&room, server.secret(), long, &[]));
    assert_eq!((&sent["step"], &sent["state"]), (&"update".into(), &"verified".into()), "{sent}");
    assert!(sent["notes"].to_string().contains("its address ends in"), "{sent}");
    assert_eq!(there(server, long).0.len(), 1);
    assert_eq!(done(&publish(&room, server.secret(), long, &[]))["step"], "nothing");
}

#[test]
fn a_chinese_article_stands_at_a_ghost() {
    chinese(ghost(), None);
}

#[test]
fn a_chinese_article_stands_at_a_micropub_server() {
    chinese(micropub(), None);
}

/// Signs that servers write in their own way are those that were written, in the headline, the lead and the text; and are ours when they
/// come back.
fn odd_signs(server: &dyn Peer, user: Option<&str>) {
    let secret = server.secret();
    let odd = r#"C:\new\0 \\host 😀👩‍🚀 &amp; &#8217; R&D “q” "r" 's' 100 % --- ..."#;
    let body = "Text C:\\\\new, \\\\\\\\host 😀 &amp;amp; and `C:\\new \\0 &amp;`.\n\n```\nprintf(\"\\n\\\\0\"); // 😀 & <b>\n```\n\n![Alt \\\\ 😀 & \"q\"](odd-signs.png \"Below \\\\ 😀 & 'q'\")\n";
    let room = room_of_text("odd-signs", server, user, ("", "Words."));
    room.write("in/odd-signs.png", super::picture("odd signs"));
    room.write(
        "in/odd-signs.md",
        format!(
            "---\ntitle: One “ship” odd-signs\ndate: 2023-10-19T08:00:00Z\nslug: odd-signs\n---\n\n{body}"
        ),
    );
    room.run(["-l", "News.galley", "import", "in"]).done();
    set(&room, "odd-signs", &format!("headline={odd} ship” odd-signs"));
    set(&room, "odd-signs", &format!("lead={odd}"));
    let sent = done(&publish(&room, secret, "odd-signs", &[]));
    assert_eq!((&sent["state"], &sent["notes"]), (&"verified".into(), &json!([])), "{sent}");
    let page = page(sent["url"].as_str().expect("an address"));
    for kept in ["<code>C:\\new \\0 &amp;amp;</code>", "\\n\\\\0"] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    assert_eq!(done(&publish(&room, secret, "odd-signs", &[]))["step"], "nothing");
    server.edit("odd-signs");
    let plan = publish(&room, secret, "odd-signs", &["--plan"]);
    let plan: Value = serde_json::from_slice(&plan.stdout).expect("JSON");
    let parts = plan["comparisons"][0]["parts"].as_array().expect("a list");
    let differ: Vec<_> = parts.iter().filter(|part| part["who"] != "nobody").collect();
    let [part] = differ.as_slice() else { panic!("one paragraph was added, and nothing else: {differ:?}") };
    assert_eq!(part["pieces"], json!([{ "text": "Added there.", "how": "added" }]));
    let before =
        String::from_utf8(run(&room, "", &["show", "odd-signs", "--markdown"]).stdout).expect("text");
    assert!(run(&room, secret, &["publish", "odd-signs", "--target", "blog", "--merge"]).status.success());
    let after = String::from_utf8(run(&room, "", &["show", "odd-signs", "--markdown"]).stdout).expect("text");
    assert_eq!(after, format!("{}\n\nAdded there.\n", before.trim_end()), "the rest kept its bytes");
}

#[test]
fn odd_signs_come_through_a_wordpress() {
    let server = wordpress();
    odd_signs(server, server.user());
}

#[test]
fn odd_signs_come_through_a_ghost() {
    odd_signs(ghost(), None);
}

#[test]
fn a_wordpress_that_has_lost_its_database_or_stands_still_is_waited_for_and_sent_nothing_twice() {
    let server = wordpress();
    let chief = server.password("chief");
    let goes_on = |room: &galley_tests::program::Room, slug: &str| {
        assert!(run(room, "", &["outbox", "retry"]).status.success());
        assert_eq!(done(&run(room, chief, &["outbox", "run", "--json"]))["state"], "verified", "{slug}");
        must_be_there_once(server, slug, slug);
    };
    // Before it is asked for anything, and in the moment of the article.
    let first = room("no-database", server, &server.address());
    server.database(false);
    let failed = publish(&first, chief, "no-database", &[]);
    server.database(true);
    assert!(told(&failed).contains("HTTP 500"), "{}", told(&failed));
    assert_eq!(job(&first), is("waiting", "busy"));
    goes_on(&first, "no-database");

    let second = room("lost-database", server, &server.address());
    through(&second, server, &Wire::meanwhile(server, server.creates(), || server.database(false)));
    let failed = publish(&second, chief, "lost-database", &[]);
    server.database(true);
    assert!(told(&failed).contains("HTTP 500"), "{}", told(&failed));
    assert_eq!(job(&second), is("waiting", "busy"));
    goes_on(&second, "lost-database");

    // It stands still, nobody waits for its answer, and it goes on later: it makes the article then.
    let third = room("frozen", server, &server.address());
    through(&third, server, &Wire::giving_up(server, server.creates(), || server.freeze(true)));
    let given_up = publish(&third, chief, "frozen", &[]);
    server.freeze(false);
    assert!(told(&given_up).contains("not known whether"), "{}", told(&given_up));
    assert_eq!(job(&third), is("waiting", "unknown"));
    while there(server, "frozen").0.is_empty() {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    goes_on(&third, "frozen");
}

#[test]
fn what_a_ghost_refuses_is_said_and_what_it_cannot_now_is_waited_for() {
    let server = ghost();
    let key = server.secret();
    // What it refuses, and would refuse again.
    let long = room("long-title", server, &server.address());
    set(&long, "long-title", &format!("headline={} ship” long-title", "Word ".repeat(60)));
    let refused = publish(&long, key, "long-title", &[]);
    assert!(told(&refused).contains("refused publishing the article (HTTP 422"), "{}", told(&refused));
    assert!(told(&refused).contains("255"), "it says why: {}", told(&refused));
    assert_eq!((job(&long), there(server, "long-title").0.len()), (is("failed", "refused"), 0));

    // A picture of a kind that it does not take.
    let drawn = room_of_text("drawn", server, None, ("", "Words."));
    drawn.write("in/drawn.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>");
    drawn.write(
        "in/drawn-too.md",
        "---\ntitle: One “ship” drawn-too\nslug: drawn-too\n---\n\n![A drawing](drawn.svg)\n",
    );
    drawn.run(["-l", "News.galley", "import", "in"]).done();
    let refused = publish(&drawn, key, "drawn-too", &[]);
    assert!(told(&refused).contains("refused uploading a picture (HTTP 415"), "{}", told(&refused));
    assert_eq!((job(&drawn), there(server, "drawn-too").0.len()), (is("failed", "refused"), 0));

    // Its clock and ours go apart while we are at it: the key is none the worse for that.
    let skewed = room("skewed", server, &server.address());
    through(&skewed, server, &Wire::dated(server, "Mon, 01 Jan 2024 00:00:00 GMT"));
    let late = publish(&skewed, key, "skewed", &[]);
    assert!(told(&late).contains("clock"), "{}", told(&late));
    assert_eq!(job(&skewed), is("waiting", "unknown"));
    through(&skewed, server, &Wire::to(server));
    assert_eq!(done(&publish(&skewed, key, "skewed", &[]))["state"], "verified");

    // A time that is too near to be waited for there.
    let near = room("near", server, &server.address());
    let soon = std::process::Command::new("date")
        .args(["-u", "-d", "+80 seconds", "+%FT%TZ"])
        .output()
        .expect("it is there");
    let soon = String::from_utf8(soon.stdout).expect("text");
    assert!(run(&near, "", &["set", "near", &format!("publish-at={}", soon.trim())]).status.success());
    let waits = done(&publish(&near, key, "near", &[]));
    assert_eq!((&waits["state"], &waits["liveAt"]), (&"planned".into(), &soon.trim().into()), "{waits}");
    assert!(there(server, "near").0.is_empty());

    // An address that another has gets a number, and keeps it through each change.
    let twins = ["twin", "twin"].map(|slug| room(slug, server, &server.address()));
    done(&publish(&twins[0], key, "twin", &[]));
    let first = done(&publish(&twins[1], key, "twin", &[]));
    for lead in ["One.", "Two."] {
        set(&twins[1], "twin", &format!("lead={lead}"));
        let sent = done(&publish(&twins[1], key, "twin", &[]));
        assert_eq!((&sent["state"], &sent["url"]), (&"verified".into(), &first["url"]), "{sent}");
    }

    // Tags behind the longest list that it gives.
    server.ask(&["tags", "130"]);
    let tagged = room_of_text("tagged-far", server, None, ("tags: [Filler 129, filler 3]\n", "Words."));
    let sent = done(&publish(&tagged, key, "tagged-far", &[]));
    assert_eq!((&sent["state"], &sent["notes"]), (&"verified".into(), &json!([])), "{sent}");
    assert_eq!(there(server, "tagged-far").0[0]["tags"], json!(["Filler 129", "Filler 3"]));
}

#[test]
fn a_ghost_that_starts_is_waited_for() {
    let server = ghost();
    let room = room("booting", server, &server.address());
    server.restart();
    // It listens, and answers everything with a page that asks for patience.
    let site = format!("{}/ghost/api/admin/site/", server.address());
    let ask = || {
        ureq::get(&site)
            .config()
            .http_status_as_error(false)
            .build()
            .call()
            .map(|answer| answer.status().as_u16())
    };
    while !ask().is_ok_and(|status| status == 503) {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let early = publish(&room, server.secret(), "booting", &[]);
    assert!(told(&early).contains("cannot now (HTTP 503)"), "{}", told(&early));
    assert_eq!(job(&room), is("waiting", "busy"));
    while !ask().is_ok_and(|status| status == 200) {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(run(&room, "", &["outbox", "retry"]).status.success());
    assert_eq!(done(&run(&room, server.secret(), &["outbox", "run", "--json"]))["state"], "verified");
    assert_eq!(there(server, "booting").0.len(), 1);
}

#[test]
fn a_picture_that_a_micropub_server_does_not_take_is_said() {
    let server = micropub();
    // Its token may write, and send no pictures.
    let unmediated = room("unmediated", server, &server.address());
    let refused = publish(&unmediated, server.token("writer"), "unmediated", &[]);
    assert!(told(&refused).contains("does not allow uploading a picture"), "{}", told(&refused));
    assert!(there(server, "unmediated").0.is_empty());

    let drawn = room_of_text("drawn", server, None, ("", "Words."));
    drawn.write("in/drawn.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>");
    drawn.write(
        "in/drawn-too.md",
        "---\ntitle: One “ship” drawn-too\nslug: drawn-too\n---\n\n![A drawing](drawn.svg)\n",
    );
    drawn.run(["-l", "News.galley", "import", "in"]).done();
    let refused = publish(&drawn, server.secret(), "drawn-too", &[]);
    assert!(told(&refused).contains("refused uploading a picture (HTTP 415"), "{}", told(&refused));
    assert_eq!((job(&drawn), there(server, "drawn-too").0.len()), (is("failed", "refused"), 0));
}
