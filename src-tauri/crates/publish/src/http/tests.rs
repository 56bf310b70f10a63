//! Recipes: those that ship work, and what is wrong with one is said by line.

use galley_domain::Instant;

use super::*;
use crate::{Cover, Seo};

fn flaws(text: &str) -> Vec<String> {
    Recipe::read(text).expect_err(text).iter().map(ToString::to_string).collect()
}

/// A recipe in which one line is another.
fn with(line: &str, instead: &str) -> String {
    let whole = "name = \"Ours\"\n\n[sign_in]\nby = \"bearer\"\n\n[create]\npath = \"/articles\"\nbody = '''\n{\n  \"title\": {{ title }},\n  \"text\": {{ html }}\n}\n'''\n";
    assert!(whole.contains(line), "{line}");
    whole.replacen(line, instead, 1)
}

pub(super) fn post(title: &str) -> Post {
    Post {
        page: false,
        title: title.to_owned(),
        excerpt: "What came of it.".to_owned(),
        blocks: vec!["<p>One.</p>".to_owned()],
        markdown: "One.\n".to_owned(),
        language: "zh".to_owned(),
        slug: "cable".to_owned(),
        date: "2023-10-19T08:00:00Z".parse::<Instant>().expect("a time"),
        scheduled: false,
        categories: vec!["News".to_owned()],
        tags: vec!["Cables & ducts".to_owned(), "海底".to_owned()],
        bylines: Vec::new(),
        cover: None::<Cover>,
        seo: Seo::default(),
        marker: "0199-marker".to_owned(),
    }
}

#[test]
fn the_recipes_that_ship_work_and_say_what_they_cannot() {
    let lacks: Vec<_> = SHIPPED
        .iter()
        .map(|(name, text)| {
            (*name, Recipe::read(text).unwrap_or_else(|flaws| panic!("{name}: {flaws:?}")).lacks())
        })
        .collect();
    let expected = [
        ("directus", vec![]),
        ("forem", vec![Lack::Media]),
        ("strapi", vec![]),
        ("webhook", vec![Lack::Read, Lack::Media]),
    ];
    assert_eq!(lacks, expected);
}

#[test]
fn what_is_wrong_is_said_by_line() {
    let cases = [
        ("name = \"Ours\"", "name = ", "line 1: "),
        ("name = \"Ours\"", "name = \" \"", "line 1: a recipe has a name"),
        ("by = \"bearer\"", "by = \"oauth\"", "line 4: unknown variant `oauth`"),
        ("by = \"bearer\"", "by = \"header\"", "line 3: it says by what"),
        ("by = \"bearer\"", "by = \"bearer\"\nkey = 1", "line 5: unknown field `key`"),
        ("path = \"/articles\"", "path = \"https://elsewhere.org/\"", "line 7: a path begins with one slash"),
        ("path = \"/articles\"", "path = \"//elsewhere.org/\"", "line 7: a path begins with one slash"),
        (
            "path = \"/articles\"",
            "path = \"/articles?access_token=abc\"",
            "line 7: \"access_token\" looks like a secret",
        ),
        (
            "path = \"/articles\"",
            "path = \"/{{ titel }}\"",
            "line 7: there is no \"titel\" here; there is title",
        ),
        ("path = \"/articles\"", "path = \"/{{ title\"", "line 7: syntax error"),
        (
            "path = \"/articles\"",
            "path = \"/a\"\nrepeatable = true\nkeeps = true",
            "line 9: only remove keeps",
        ),
        (
            "path = \"/articles\"",
            "path = \"/a\"\nheaders = { Authorization = \"Bearer abc\" }",
            "line 8: a recipe does not say",
        ),
        (
            "path = \"/articles\"",
            "path = \"/a\"\nheaders = { X-Api-Key = \"abc\" }",
            "line 8: \"X-Api-Key\" looks like a secret",
        ),
        (
            "path = \"/articles\"",
            "path = \"/a\"\nheaders = { \"X\\nY\" = \"abc\" }",
            "line 8: a recipe does not say",
        ),
        ("\"title\": {{ title }},", "\"title\": \"{{ title }}\",", "line 10: what comes of it is no JSON"),
        ("\"title\": {{ title }},", "\"title\": {{ cover.url }},", "line 10: undefined value"),
        ("\"title\": {{ title }},", "\"title\": {{ title | shout }},", "line 10: unknown filter"),
    ];
    for (line, instead, said) in cases {
        let flaws = flaws(&with(line, instead));
        assert!(flaws[0].starts_with(said), "{instead}: {flaws:?}");
    }
    assert!(Recipe::read(&with("by", "by")).is_ok());
    let find = with("[create]", "[find]\npath = \"/articles?slug={{ slug }}\"\nlist = \"\"\n\n[create]");
    assert!(Recipe::read(&find).is_ok());
    let unmarked = find.replace("{{ html }}", "{{ title }}");
    assert!(
        flaws(&unmarked)[0].starts_with("line 7: what is to be found must carry its marker"),
        "{:?}",
        flaws(&unmarked)
    );
    // Two tags in two, and so on.
    let nested = ["{% for tag in tags %}".repeat(20), "{% endfor %}".repeat(20)].concat();
    let endless = with("{{ html }}", &format!("{nested}{{{{ html }}}}"));
    assert!(flaws(&endless)[0].contains("fuel"), "{:?}", flaws(&endless));
}

#[test]
fn no_text_gets_out_of_its_place() {
    let recipe = with(
        "path = \"/articles\"",
        "path = \"/articles/{{ slug }}?by={{ title }}\"\nheaders = { X-Title = \"{{ title }}\" }",
    );
    let recipe = Recipe::read(&recipe).expect("it works");
    let nasty = "\"}, {\"a\": 1} & ../?x=1#y \\ \u{2028} 海";
    let mut post = post(nasty);
    post.slug = "../../admin".to_owned();
    let all = Http::requests(&recipe, "https://example.org/api/", "", &post).expect("it can be made");
    let [("create", request)] = all.as_slice() else { panic!("{all:?}") };
    let body: Value = serde_json::from_str(&request.body).expect("JSON");
    assert_eq!((&body["title"], body.as_object().map(serde_json::Map::len)), (&nasty.into(), Some(2)));
    let url = Url::parse(&request.url).expect("a URL");
    assert_eq!((url.path(), url.fragment()), ("/api/articles/..%2F..%2Fadmin", None));
    assert_eq!(url.query_pairs().collect::<Vec<_>>(), [("by".into(), nasty.into())]);
    assert_eq!(request.headers[0], ("Authorization".to_owned(), "Bearer •••".to_owned()));
    post.title = "two\r\nX-Evil: lines".to_owned();
    let refused =
        Http::requests(&recipe, "https://example.org", "", &post).expect_err("two lines are no header");
    assert_eq!((refused.line, refused.why.as_str()), (8, "what comes of it is more than one line"));
}

#[test]
fn a_shipped_recipe_sends_what_its_server_documents() {
    let sent = |name: &str| {
        let (_, text) = SHIPPED.iter().find(|(shipped, _)| *shipped == name).expect("it ships");
        let recipe = Recipe::read(text).expect("it works");
        Http::requests(&recipe, "https://example.org", "", &post("T")).expect("it can be made")
    };
    let forem = sent("forem");
    let (step, create) = &forem[0];
    assert_eq!(
        (*step, create.method, create.url.as_str()),
        ("create", "POST", "https://example.org/api/articles")
    );
    let body: Value = serde_json::from_str(&create.body).expect("JSON");
    assert_eq!(
        body["article"],
        json!({
            "title": "T", "body_markdown": "One.\n\n<!-- galley 0199-marker -->\n", "description": "What came of it.",
            "tags": ["cablesducts", "海底"], "canonical_url": null, "published": true,
        })
    );
    let headers =
        ["api-key: •••", "Accept: application/vnd.forem.api-v1+json", "Content-Type: application/json"];
    assert_eq!(
        create.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>(),
        headers
    );
    let steps: Vec<_> = sent("strapi")
        .into_iter()
        .map(|(step, request)| format!("{step} {} {}", request.method, request.url))
        .collect();
    assert_eq!(
        steps,
        [
            "create POST https://example.org/api/articles?populate=cover",
            "update PUT https://example.org/api/articles/ID?populate=cover",
            "read GET https://example.org/api/articles/ID?populate=cover",
            "find GET https://example.org/api/articles?filters[marker][$eq]=0199-marker",
            "remove DELETE https://example.org/api/articles/ID",
            "media POST https://example.org/api/upload",
            "media.find GET https://example.org/api/upload/files?filters[name][$eq]=galley-0123456789abcdef.jpg",
        ]
    );
}

/// A server that answers all with this head, and tells what it was asked.
fn answering(head: &'static str) -> (String, std::sync::mpsc::Receiver<String>) {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("it is bound"));
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let mut request = vec![0; 16 * 1024];
            let read = client.read(&mut request).unwrap_or(0);
            let _ = tell.send(String::from_utf8_lossy(&request[..read]).into_owned());
            let _ = client.write_all(format!("HTTP/1.1 {head}\r\nConnection: close\r\n\r\n").as_bytes());
        }
    });
    (address, told)
}

#[test]
fn a_secret_in_the_address_is_sent_and_not_repeated() {
    let recipe = with("by = \"bearer\"", "by = \"query\"\nname = \"key\"");
    let secret = Secret::new("tea & lanterns");
    let (address, told) =
        answering("302 Found\r\nLocation: https://elsewhere.org/?key=tea+%26+lanterns&plain=tea & lanterns");
    let server =
        Http::connect(&address, Reach::default(), ("", &secret), &recipe).expect("nothing is asked yet");
    let error = server.create(&post("T")).expect_err("a redirect is not followed").to_string();
    assert!(error.contains("elsewhere.org") && error.matches("•••").count() == 2, "{error}");
    let asked = told.recv().expect("it was asked");
    assert!(asked.starts_with("POST /articles?key=tea+%26+lanterns HTTP/1.1\r\n"), "{asked}");
}

#[test]
fn an_id_that_would_lead_elsewhere_is_none() {
    for bad in ["", "..", "a\nb", &"x".repeat(ID_BYTES_MAX + 1)] {
        assert!(!is_good_id(bad), "{bad}");
    }
    assert!(is_good_id("12") && is_good_id("a/b.c"));
}

/// A Forem on which an article was taken off: it answers by itself only what is published, and lists all that is one's own.
fn forem_with_a_draft() -> String {
    let server = tiny_http::Server::http("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", server.server_addr().to_ip().expect("an address"));
    std::thread::spawn(move || {
        let mut is_out = false;
        let article = "{\"id\":7,\"url\":\"/cable\",\"title\":\"Cable\",\"body_markdown\":\"One.\\n\\n<!-- galley 0199-marker -->\"}";
        for asked in server.incoming_requests() {
            let method = asked.method().to_string();
            let path = asked.url().split('?').next().unwrap_or_default().to_owned();
            let (status, body) = match (method.as_str(), path.as_str()) {
                ("PUT", "/api/articles/7") => {
                    is_out = true;
                    (200, article.to_owned())
                }
                ("GET", "/api/articles/7") if is_out => (200, article.to_owned()),
                ("GET", "/api/articles/me/all") => (200, format!("[{article}]")),
                _ => (404, "{\"error\":\"not found\",\"status\":404}".to_owned()),
            };
            let _ = asked.respond(tiny_http::Response::from_string(body).with_status_code(status));
        }
    });
    address
}

#[test]
fn what_forem_keeps_as_a_draft_is_found_in_its_list_and_updated() {
    let recipe = SHIPPED.iter().find(|(name, _)| *name == "forem").expect("it ships").1;
    let forem = Http::connect(&forem_with_a_draft(), Reach::default(), ("", &Secret::new("key")), recipe);
    let forem = forem.expect("nothing is asked yet");
    assert!(forem.bring_back(false, "7").expect("answered").is_none(), "a draft has no page of its own");
    let there =
        forem.find(false, &["cable".to_owned()], "0199-marker").expect("answered").expect("it is listed");
    assert_eq!((there.id.as_str(), &there.shown), ("7", &Shown::Not("taken off".to_owned())));
    forem.update(&there, &post("Cable")).expect("it is the same one");
    assert_eq!(forem.read(false, "7").expect("answered").expect("it is out").shown, Shown::Now);
}
