//! Articles by recipes: to a real Kinto, which tells versions apart, and to a real WordPress, whose pages readers get.

use std::io::{Read, Write};
use std::net::TcpListener;

use galley_tests::kinto::{Kinto, kinto};
use galley_tests::peer::{Peer, base64};
use galley_tests::program::Room;
use galley_tests::wire::{Cut, Wire};
use galley_tests::wordpress::{ByRecipe, wordpress};
use serde_json::{Value, json};

use super::{
    answer_in_trouble, arrives_whole, done, examined, kill_at_each_request, publish, room, run,
    someone_else_was_there, steps, there, told,
};

#[test]
fn an_article_arrives_whole_is_updated_in_place_and_taken_off() {
    // All its pictures are counted.
    let server = &Kinto::start();
    let secret = server.secret();
    let room = room("whole", server, &server.address());
    let pictures = || server.posts().iter().filter(|post| post["type"] == "attachment").count();
    let before = pictures();
    let (report, found) = examined(server, secret, &room);
    let all = "reach good, prove untried, api good, sign_in good, publish good, draft good, picture good";
    assert_eq!((found, &report["account"]), (steps(all), &"writer".into()));
    assert_eq!(pictures(), before, "the picture is not left there");
    let (post, pictures) = arrives_whole(server, secret, &room);
    assert_eq!(
        (&post["category"], &post["tags"]),
        (&"ICT whole".into(), &json!(["Cables & ducts", "whole"]))
    );
    let address = |post: &Value| post["cover"].as_str().expect("an address").to_owned();
    assert!(
        pictures.iter().any(|picture| address(&post).ends_with(picture["slug"].as_str().expect("a name")))
    );
    // The Markdown is what was written, with the server's addresses in it.
    let source = post["source"].as_str().expect("text");
    assert!(source.contains("(http://127.0.0.1") && source.contains(" \"Laid at night\")"), "{source}");
    assert!(
        source.contains("*with* a [link](https://example.org/a?b=1&c=2)") && !source.contains("(cable.png"),
        "{source}"
    );

    assert!(run(&room, secret, &["set", "whole", "lead="]).status.success());
    assert!(run(&room, secret, &["release", "whole"]).status.success());
    assert_eq!(done(&publish(&room, secret, "whole", &[]))["step"], "update");
    let (posts, pictures) = there(server, "whole");
    assert_eq!((posts.len(), pictures.len(), &posts[0]["lead"]), (1, 2, &"".into()));
    assert_eq!(
        done(&run(&room, secret, &["unpublish", "whole", "--target", "blog", "--json"]))["step"],
        "remove"
    );
    assert!(there(server, "whole").0.is_empty());
    assert_eq!(done(&publish(&room, secret, "whole", &[]))["step"], "create");
    assert_eq!(there(server, "whole").0.len(), 1);
}

#[test]
fn pages_that_readers_get_are_looked_at_and_raw_files_taken() {
    let server = ByRecipe(wordpress());
    let secret = server.secret();
    let room = room("whole-by-recipe", &server, &server.address());
    let untried =
        "reach good, prove untried, api good, sign_in good, publish good, draft untried, picture untried";
    assert_eq!(
        examined(&server, secret, &room).1,
        steps(untried),
        "what could not be taken away is not made"
    );
    let first = done(&publish(&room, secret, "whole-by-recipe", &[]));
    assert_eq!(
        (&first["state"], &first["uploads"], &first["notes"]),
        (&"verified".into(), &2.into(), &json!([]))
    );
    let (posts, pictures) = there(&server, "whole-by-recipe");
    assert_eq!((posts.len(), pictures.len(), &posts[0]["status"]), (1, 2, &"publish".into()));
    assert_eq!(first["url"].as_str().expect("an address").split("//").count(), 2);
    assert_eq!(done(&publish(&room, secret, "whole-by-recipe", &[]))["step"], "nothing");

    // What is kept as a draft keeps its name, and comes back under it.
    done(&run(&room, secret, &["unpublish", "whole-by-recipe", "--target", "blog", "--json"]));
    assert_eq!(there(&server, "whole-by-recipe").0[0]["status"], "draft");
    let back = done(&publish(&room, secret, "whole-by-recipe", &[]));
    assert_eq!((&back["step"], &back["state"]), (&"update".into(), &"verified".into()), "{back}");
    let again = there(&server, "whole-by-recipe").0;
    assert_eq!((again.len(), &again[0]["id"]), (1, &posts[0]["id"]));
}

#[test]
fn what_someone_did_at_the_server_is_not_written_over_unasked() {
    someone_else_was_there(kinto(), &|slug| kinto().delete(slug));
}

#[test]
fn what_is_compared_as_markdown_comes_in_and_what_is_not_compared_says_nothing() {
    let server = kinto();
    let secret = server.secret();
    let room = room("source", server, &server.address());
    let recipe = std::fs::read_to_string(server.recipe().expect("it has one")).expect("it is there");
    let (before, after) = recipe.split_once("[article.compare]").expect("it compares");
    let after = after.split_once("[create]").expect("it creates").1;
    let compare = "[article.compare]\ntitle = \"/title\"\nmarkdown = \"/source\"\n\n";
    room.write("source.toml", format!("{before}{compare}[create]{after}"));
    assert!(run(&room, "", &["target", "recipe", "blog", "--set", "source.toml"]).status.success());
    let first = done(&publish(&room, secret, "source", &[]));
    assert_eq!((&first["state"], &first["notes"]), (&"verified".into(), &json!([])));
    server.edit("source");
    let plan = publish(&room, secret, "source", &["--plan"]);
    let plan: Value = serde_json::from_slice(&plan.stdout).expect("JSON");
    let parts = plan["comparisons"][0]["parts"].as_array().expect("a list");
    let differ: Vec<_> = parts.iter().filter(|part| part["who"] != "nobody").collect();
    let [part] = differ.as_slice() else { panic!("one paragraph was added, and nothing else: {differ:?}") };
    assert_eq!(part["pieces"], json!([{ "text": "Added there.", "how": "added" }]));
    assert!(run(&room, secret, &["publish", "source", "--target", "blog", "--merge"]).status.success());
    assert!(run(&room, secret, &["release", "source"]).status.success());
    assert_eq!(done(&publish(&room, secret, "source", &[]))["step"], "update", "the edit is ours by now");
    let posts = there(server, "source").0;
    assert_eq!(posts[0]["source"].to_string().matches("Added there.").count(), 1, "{posts:?}");
}

#[test]
fn an_edit_in_the_very_moment_of_ours_is_kept_by_the_version_that_ours_names() {
    let server = kinto();
    let secret = server.secret();
    let meanwhile = Wire::meanwhile(server, "PUT /v1/buckets/news", || server.edit("moment"));
    let room = room("moment", server, &meanwhile.address());
    done(&publish(&room, secret, "moment", &[]));
    assert!(run(&room, secret, &["set", "moment", "lead=Other."]).status.success());
    assert!(run(&room, secret, &["release", "moment"]).status.success());
    let refused = publish(&room, secret, "moment", &[]);
    assert!(told(&refused).contains("in this moment"), "{}", told(&refused));
    let posts = there(server, "moment").0;
    assert!(posts[0]["content"].as_str().is_some_and(|text| text.contains("Added there.")), "{posts:?}");
    assert_eq!(posts[0]["lead"], "What came of it.");
}

#[test]
fn a_wrong_password_and_a_missing_right_are_told_and_repeat_no_secret() {
    let server = kinto();
    let room = room("rights", server, &server.address());
    let refused = publish(&room, "no such: password", "rights", &[]);
    assert!(told(&refused).contains("does not know this key"), "{}", told(&refused));
    assert!(run(&room, "", &["target", "set", "blog", "user=reader"]).status.success());
    let refused = publish(&room, server.password("reader"), "rights", &[]);
    assert!(told(&refused).contains("does not allow"), "{}", told(&refused));
    // A server that says the secret back, plain and as it came.
    let secret = server.secret();
    let proof = base64(&format!("reader:{secret}"));
    let body = format!("{{\"message\":\"no {secret} nor {proof}\"}}");
    let wire = Wire::answering(server, "GET /v1/accounts/", "418 No", &body);
    let address = format!("address={}/v1", wire.address());
    assert!(run(&room, "", &["target", "set", "blog", &address]).status.success());
    let refused = publish(&room, secret, "rights", &[]);
    assert!(
        told(&refused).contains("no ••• nor •••") && !told(&refused).contains(secret),
        "{}",
        told(&refused)
    );
    let database = std::fs::read(room.path("News.galley/library.db")).expect("it is there");
    assert!(!database.windows(secret.len()).any(|part| part == secret.as_bytes()));
    assert!(there(server, "rights").0.is_empty());
}

#[test]
fn a_server_in_a_private_network_is_sent_nothing_until_an_editor_allows_it() {
    let server = kinto();
    let room = room("private", server, &server.address());
    // No address of the internet: nobody answers there, whether it is tried or not.
    let elsewhere = "address=https://10.255.255.1:1/v1";
    for kind in ["http", "wordpress", "ghost", "micropub"] {
        let user = if kind == "wordpress" { "user=a" } else { "name=blog" };
        if kind != "http" {
            assert!(run(&room, "", &["target", "remove", "blog", "--force"]).status.success());
            let added = run(&room, "", &["target", "add", "blog", "--kind", kind, elsewhere, user]);
            assert!(added.status.success(), "{}", told(&added));
        }
        assert!(run(&room, "", &["target", "set", "blog", elsewhere]).status.success());
        let key = format!("{}:{}", "0".repeat(24), "0".repeat(64));
        let refused = publish(&room, &key, "private", &[]);
        assert!(told(&refused).contains("private network (10.255.255.1)"), "{kind}: {}", told(&refused));
    }
    assert!(run(&room, "", &["target", "set", "blog", "private=yes"]).status.success());
    let tried = publish(&room, "token", "private", &[]);
    // Nobody answers there, or somebody who is not believed.
    let said = ["cannot be reached", "cannot prove that it is"];
    assert!(said.iter().any(|said| told(&tried).contains(said)), "{}", told(&tried));
}

#[test]
fn a_recipe_without_a_look_up_sends_nothing_again_unasked() {
    let server = kinto();
    let secret = server.secret();
    let room = room("unlisted", server, &server.address());
    let recipe = std::fs::read_to_string(server.recipe().expect("it has one")).expect("it is there");
    let (before, after) = recipe.split_once("[find]").expect("it finds");
    let after = after.split_once("[remove]").expect("it removes").1;
    room.write("blind.toml", format!("{before}[remove]{after}"));
    let set = run(&room, "", &["target", "recipe", "blog", "--set", "blind.toml"]);
    assert!(
        String::from_utf8_lossy(&set.stdout).contains("does not say how an article is found"),
        "{}",
        told(&set)
    );
    // The create, whose answer is lost, comes after signing in and two pictures.
    let wire = Wire::cut(server, 6, Cut::Answer);
    let address = format!("address={}/v1", wire.address());
    assert!(run(&room, "", &["target", "set", "blog", &address]).status.success());
    let lost = publish(&room, secret, "unlisted", &[]);
    assert!(told(&lost).contains("not known whether"), "{}", told(&lost));
    assert_eq!(there(server, "unlisted").0.len(), 1);
    let refused = publish(&room, secret, "unlisted", &[]);
    assert!(told(&refused).contains("keeps no list"), "{}", told(&refused));
    let jobs = String::from_utf8(run(&room, "", &["outbox", "--json"]).stdout).expect("text");
    assert!(jobs.contains("\"cannot_look\""), "the window asks who looked: {jobs}");
    assert_eq!(there(server, "unlisted").0.len(), 1, "nothing was doubled");
    let whole = server.recipe().expect("it has one").display().to_string();
    assert!(run(&room, "", &["target", "recipe", "blog", "--set", &whole]).status.success());
    assert_eq!(
        done(&publish(&room, secret, "unlisted", &[]))["state"],
        "verified",
        "with a look-up it is found"
    );
    assert_eq!(there(server, "unlisted").0.len(), 1);

    // What was taken off whole leaves nothing to be looked for.
    assert!(run(&room, "", &["target", "recipe", "blog", "--set", "blind.toml"]).status.success());
    done(&run(&room, secret, &["unpublish", "unlisted", "--target", "blog", "--json"]));
    assert_eq!(done(&publish(&room, secret, "unlisted", &[]))["step"], "create");
    assert_eq!(there(server, "unlisted").0.len(), 1);
}

#[test]
fn a_recipe_goes_from_one_library_to_another_without_its_secret_and_shows_what_it_sends() {
    let server = kinto();
    let room = room("shown", server, &server.address());
    let exported = run(&room, server.secret(), &["target", "recipe", "blog"]);
    assert_eq!(exported.stdout, std::fs::read(server.recipe().expect("it has one")).expect("it is there"));
    let shown = run(&room, server.secret(), &["target", "recipe", "blog", "--article", "shown"]);
    let text = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(
        text.starts_with(&format!(
            "# create\nPOST {}/v1/buckets/news/collections/articles/records\nAuthorization: Basic •••\n",
            server.address()
        )),
        "{text}"
    );
    assert!(text.contains("\"title\": \"The cable & the “ship” shown\""), "{text}");
    assert!(there(server, "shown").0.is_empty());

    let other = Room::bare();
    other.run(["new", "News.galley"]).done();
    other.write(
        "bad.toml",
        "name = \"Bad\"\n[sign_in]\nby = \"none\"\n[create]\npath = \"/\"\nbody = '{{ titel }}'\n",
    );
    let add =
        |recipe: &str| run(&other, "", &["target", "add", "there", "--kind", "http", "--recipe", recipe]);
    let refused = add("bad.toml");
    assert!(told(&refused).contains("line 6: there is no \"titel\" here"), "{}", told(&refused));
    other.write("ours.toml", &exported.stdout);
    assert!(told(&add("ours.toml")).contains("address"), "an address is needed");
    let listed = run(&other, "", &["target", "recipe"]);
    for name in
        String::from_utf8_lossy(&listed.stdout).lines().filter_map(|line| line.split_whitespace().next())
    {
        let address = "address=https://cms.example.org";
        let added = run(&other, "", &["target", "add", name, "--kind", "http", "--recipe", name, address]);
        assert!(added.status.success(), "{name}: {}", told(&added));
    }
}

#[test]
fn a_webhook_is_told_once_of_each_change_and_verifies_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("address=http://{}/hook", listener.local_addr().expect("it is bound"));
    let room = Room::bare();
    room.run(["new", "News.galley"]).done();
    room.write("in/hooked.md", "---\ntitle: Hooked\nslug: hooked\n---\nText with ![a ship](ship.png).\n");
    room.write("in/ship.png", super::PIXEL);
    room.run(["-l", "News.galley", "import", "in"]).done();
    room.run([
        "-l",
        "News.galley",
        "target",
        "add",
        "blog",
        "--kind",
        "http",
        "--recipe",
        "webhook",
        &address,
    ])
    .done();
    let (tell, told_of) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let mut request = Vec::new();
            let mut piece = [0; 4096];
            while !request.ends_with(b"}") {
                let read = client.read(&mut piece).expect("it sends");
                request.extend_from_slice(&piece[..read]);
            }
            let _ = tell.send(String::from_utf8(request).expect("text"));
            client.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").expect("it reads");
        }
    });
    let sent = done(&publish(&room, "hunter2", "hooked", &[]));
    assert_eq!(
        (&sent["step"], &sent["state"], &sent["url"]),
        (&"create".into(), &"sent".into(), &Value::Null)
    );
    let notes = sent["notes"].to_string();
    assert!(notes.contains("this one is left out: ship.png") && notes.contains("is not verified"), "{notes}");
    let request = told_of.try_recv().expect("it was told");
    let (head, body) = request.split_once("\r\n\r\n").expect("a head");
    assert!(
        head.starts_with("POST /hook/ ") && head.to_lowercase().contains("x-galley-secret: hunter2"),
        "{head}"
    );
    let body: Value = serde_json::from_str(body).expect("JSON");
    assert_eq!((&body["event"], &body["title"]), (&"publish".into(), &"Hooked".into()));
    assert!(body["html"].as_str().is_some_and(|html| !html.contains("<img")), "{body}");
    assert_eq!(done(&publish(&room, "hunter2", "hooked", &[]))["step"], "nothing");
    assert!(told_of.try_recv().is_err(), "it is told once");
    done(&run(&room, "hunter2", &["unpublish", "hooked", "--target", "blog", "--json"]));
    let removed = told_of.try_recv().expect("it was told");
    assert!(removed.ends_with(&format!("{{\"event\":\"remove\",\"id\":{}}}", body["id"])), "{removed}");
}

#[test]
fn the_doctor_reaches_a_webhook_without_telling_it_anything_and_says_what_it_did_not_try() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("address=http://{}/hook", listener.local_addr().expect("it is bound"));
    let room = Room::bare();
    room.run(["new", "News.galley"]).done();
    let add = ["target", "add", "blog", "--kind", "http", "--recipe", "webhook", &address];
    assert!(run(&room, "", &add).status.success());
    let asked = std::thread::spawn(move || {
        let (mut client, _) = listener.accept().expect("it is asked");
        let mut request = [0; 4096];
        let read = client.read(&mut request).expect("a request");
        client
            .write_all(b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            .expect("it reads");
        String::from_utf8_lossy(&request[..read]).into_owned()
    });
    let examine = || -> Vec<(String, String)> {
        let tested = run(&room, "hunter2", &["target", "test", "blog", "--json"]);
        let report: Value = serde_json::from_slice(&tested.stdout).expect("JSON");
        assert_eq!(report["account"], Value::Null, "nobody knows: {report}");
        let word = |step: &Value, word: &str| step[word].as_str().unwrap_or("-").to_owned();
        let steps = report["steps"].as_array().expect("a list");
        steps.iter().map(|step| (word(step, "step"), word(step, "outcome"))).collect()
    };
    let untried = "reach good, prove untried, api untried, sign_in untried, publish untried, draft untried, picture untried";
    assert_eq!(examine(), steps(untried));
    let asked = asked.join().expect("it answered");
    assert!(asked.starts_with("HEAD /hook ") && !asked.contains("hunter2"), "{asked}");
    // Nobody listens there any more.
    assert_eq!(examine(), steps("reach bad"));
}

#[test]
fn what_is_for_later_waits_here_since_no_recipe_says_who_would_show_it() {
    let server = kinto();
    let secret = server.secret();
    let room = room("later", server, &server.address());
    assert!(run(&room, secret, &["set", "later", "publish-at=2090-01-01 08:00"]).status.success());
    let waits = done(&publish(&room, secret, "later", &[]));
    assert_eq!((&waits["state"], &waits["liveAt"]), (&"planned".into(), &"2090-01-01T08:00:00Z".into()));
    assert!(there(server, "later").0.is_empty());

    // One that is out stays out, since what is taken off there is gone for good; that is said.
    assert!(run(&room, secret, &["set", "later", "publish-at=2023-01-01 08:00"]).status.success());
    assert_eq!(done(&publish(&room, secret, "later", &[]))["state"], "verified");
    assert!(run(&room, secret, &["set", "later", "publish-at=2090-01-01 08:00"]).status.success());
    let waits = done(&publish(&room, secret, "later", &[]));
    assert_eq!(waits["state"], "planned");
    assert!(waits["notes"].to_string().contains("readers have it there already"), "{waits}");
    assert_eq!(there(server, "later").0.len(), 1);
    // It is taken off when that is asked for, and not at its time.
    let off = done(&run(&room, secret, &["unpublish", "later", "--target", "blog", "--json"]));
    assert_eq!((&off["step"], &off["state"]), (&"remove".into(), &"verified".into()), "{off}");
    assert!(there(server, "later").0.is_empty());
}

#[test]
fn a_process_that_is_killed_at_any_request_leaves_one_article_with_each_picture_once() {
    kill_at_each_request(kinto());
}

#[test]
fn what_a_server_answers_in_trouble_is_waited_for_or_said() {
    answer_in_trouble(kinto());
}
