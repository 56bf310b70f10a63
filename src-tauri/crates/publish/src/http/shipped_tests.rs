//! The recipes that ship, held against what their servers are documented to answer. These servers do not run here; where the shape of an
//! answer comes from stands at each.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use galley_domain::Instant;
use serde_json::{Value, json};

use super::tests::post;
use super::{Http, SHIPPED};
use crate::{Cover, Media, NoteWord, Post, PublishError, Reach, Secret, Server, Shown, Upload};

/// Something that answers by method and path, until its end; what it holds is its own.
fn serving(mut answer: impl FnMut(&str, &str, &Value) -> (u16, Value) + Send + 'static) -> String {
    let server = tiny_http::Server::http("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", server.server_addr().to_ip().expect("an address"));
    std::thread::spawn(move || {
        for mut asked in server.incoming_requests() {
            let mut body = Vec::new();
            let _ = asked.as_reader().read_to_end(&mut body);
            let body = serde_json::from_slice(&body).unwrap_or_default();
            let (status, said) = answer(asked.method().as_str(), asked.url(), &body);
            // One that says nothing has no body.
            let said = if said.is_null() { String::new() } else { said.to_string() };
            let _ = asked.respond(tiny_http::Response::from_string(said).with_status_code(status));
        }
    });
    address
}

fn connected(name: &str, address: &str) -> Http {
    let recipe = SHIPPED.iter().find(|(shipped, _)| *shipped == name).expect("it ships").1;
    Http::connect(address, Reach::default(), ("", &Secret::new("key")), recipe).expect("nothing is asked yet")
}

fn upload() -> Upload<'static> {
    let file_name = "galley-0123456789abcdef.jpg";
    Upload { file_name, content_type: "image/jpeg", bytes: vec![1, 2], alt: "A", caption: "", credit: "" }
}

fn now() -> Instant {
    "2026-01-01T00:00:00Z".parse().expect("a time")
}

fn with_cover(id: &str) -> Post {
    let media = Media { id: id.to_owned(), url: "https://example.org/a.jpg".to_owned() };
    let cover = Some(Cover { media, alt: String::new(), caption: String::new(), credit: String::new() });
    Post { cover, ..post("Cable") }
}

/// Makes an article, reads it, finds it, writes it anew and takes it off, as the desk does; nothing of it came out otherwise. Answers what
/// stands there at last.
fn goes_round(server: &Http, article: &Post, kept: bool) {
    let made = server.create(article).expect("made");
    let there = server.read(false, &made.id).expect("read").expect("it is there");
    assert_eq!((&there.id, &there.shown), (&made.id, &Shown::Now));
    assert_eq!(server.differences(&there, article), []);
    let found = server
        .find(false, std::slice::from_ref(&article.slug), &article.marker)
        .expect("looked")
        .expect("found");
    assert_eq!((&found.id, found.hash()), (&there.id, there.hash()));

    let other = Post { title: "Another".to_owned(), ..article.clone() };
    assert!(
        server.differences(&there, &other).contains(&NoteWord::ChangedHeadline.into()),
        "it is read out of it"
    );
    server.update(&there, &other).expect("updated");
    let now = server.read(false, &made.id).expect("read").expect("it is there");
    assert_eq!((server.differences(&now, &other), now.hash() == there.hash()), (vec![], false));
    assert!(
        matches!(server.update(&there, article), Err(PublishError::Changed { .. })),
        "it is not what was read"
    );
    let story = server.story(&now).expect("said");
    assert_eq!((&story.title, &story.slug), (&"Another".to_owned(), &"cable".to_owned()));

    server.remove(false, &made.id).expect("taken off");
    let left = server.read(false, &made.id).expect("read").map(|left| left.shown);
    assert_eq!(left, kept.then(|| Shown::Not("draft".to_owned())));
    server.remove(false, &made.id).expect("what is off is no error");
}

/// Directus: <https://directus.io/docs/api/items>, <https://directus.io/docs/api/files> and
/// <https://directus.io/docs/guides/connect/errors>, which says that all that is asked of an item that is not there is answered FORBIDDEN.
fn directus(is_broken: Arc<AtomicBool>) -> String {
    const FORBIDDEN: &str = "You don't have permission to access this.";
    let error = |message: &str, code: &str| json!({ "errors": [{ "message": message, "extensions": { "code": code } }] });
    let (mut item, mut files, mut version) = (Value::Null, Vec::new(), 0);
    serving(move |method, path, body| {
        if is_broken.load(Ordering::Relaxed) {
            return (
                400,
                error("Validation failed for field \"title\". Value is required.", "FAILED_VALIDATION"),
            );
        }
        match (method, path.split(['?']).next().unwrap_or_default()) {
            ("GET", "/users/me") => (403, error("Invalid token.", "INVALID_TOKEN")),
            ("POST", "/items/articles") => {
                item = body.clone();
                (item["id"], item["date_updated"]) = (7.into(), Value::Null);
                (200, json!({ "data": item }))
            }
            ("PATCH", "/items/articles/7") if !item.is_null() => {
                version += 1;
                for (name, value) in body.as_object().into_iter().flatten() {
                    item[name] = value.clone();
                }
                item["date_updated"] = format!("2026-01-01T00:00:0{version}.000Z").into();
                (200, json!({ "data": item }))
            }
            // Somebody deletes it.
            ("DELETE", "/items/articles/7") => {
                item = Value::Null;
                (204, Value::Null)
            }
            ("GET", "/items/articles") => {
                let is_it = path.contains("[id][_eq]=7") || path.contains("[marker][_eq]=0199-marker");
                let found: Vec<_> = Some(&item).filter(|item| is_it && !item.is_null()).into_iter().collect();
                (200, json!({ "data": found }))
            }
            ("POST", "/files") => {
                files.push(json!({ "id": "3c9d", "storage": "local", "filename_disk": "3c9d.jpg", "filename_download": "galley-0123456789abcdef.jpg", "type": "image/jpeg" }));
                (200, json!({ "data": files[0] }))
            }
            ("GET", "/files") => (200, json!({ "data": files })),
            _ => (403, error(FORBIDDEN, "FORBIDDEN")),
        }
    })
}

#[test]
fn what_a_directus_answers_is_read() {
    let is_broken = Arc::new(AtomicBool::new(false));
    let address = directus(Arc::clone(&is_broken));
    let server = connected("directus", &address);
    let refused = server.account().expect_err("its token is bad");
    assert!(matches!(refused, PublishError::SignIn { .. }), "{refused}");
    assert!(server.find_media("galley-0123456789abcdef.jpg", now()).expect("looked").is_none());
    let sent = server.upload(upload()).expect("sent");
    assert_eq!((sent.id.as_str(), sent.url.clone()), ("3c9d", format!("{address}/assets/3c9d")));
    assert_eq!(server.find_media("galley-0123456789abcdef.jpg", now()).expect("looked"), Some(sent));

    assert!(server.find(false, &[], "0199-marker").expect("looked").is_none(), "nothing is there");
    goes_round(&server, &with_cover("3c9d"), true);
    let back = server.bring_back(false, "7").expect("read").expect("it is kept");
    server.update(&back, &with_cover("3c9d")).expect("it is out again");
    assert_eq!(server.read(false, "7").expect("read").expect("there").shown, Shown::Now);

    // Gone, it is answered as if it were forbidden.
    ureq::delete(format!("{address}/items/articles/7")).call().expect("deleted");
    assert!(server.read(false, "7").expect("read").is_none());
    server.remove(false, "7").expect("what is gone is off");
    is_broken.store(true, Ordering::Relaxed);
    let refused = server.create(&post("")).expect_err("refused").to_string();
    assert!(refused.contains("HTTP 400") && refused.contains("Value is required"), "{refused}");
}

/// Strapi 5: <https://docs.strapi.io/cms/api/rest> (answers without `attributes`, by `documentId`; 204 for what was deleted),
/// <https://docs.strapi.io/cms/api/rest/upload> (a list of files) and <https://docs.strapi.io/cms/error-handling>.
fn strapi() -> String {
    let error = |status: u16, name: &str, message: &str| {
        let error = json!({ "status": status, "name": name, "message": message, "details": {} });
        (status, json!({ "data": null, "error": error }))
    };
    let (mut entry, mut files, mut version) = (Value::Null, Vec::new(), 0);
    serving(move |method, path, body| {
        // Relations are answered where they are asked for, and taken by their id.
        let write = |entry: &mut Value, version: i32| {
            for (name, value) in body["data"].as_object().into_iter().flatten() {
                entry[name] = value.clone();
            }
            if let Some(id) = entry["cover"].as_u64() {
                entry["cover"] = json!({ "id": id, "documentId": "hz7", "url": "/uploads/galley_01.jpg" });
            }
            entry["updatedAt"] = format!("2026-01-01T00:00:0{version}.000Z").into();
            entry["date"] = entry["date"].as_str().unwrap_or_default().replace('Z', ".000Z").into();
        };
        match (method, path.split('?').next().unwrap_or_default()) {
            ("POST", "/api/articles") if body["data"]["title"] == "" => {
                error(400, "ValidationError", "title must be at least 1 characters")
            }
            ("POST", "/api/articles") => {
                entry = json!({ "id": 14, "documentId": "clkgylmcc000008lcdd868feh", "publishedAt": "2026-01-01T00:00:00.000Z" });
                write(&mut entry, version);
                (201, json!({ "data": entry, "meta": {} }))
            }
            ("PUT", "/api/articles/clkgylmcc000008lcdd868feh") if !entry.is_null() => {
                version += 1;
                write(&mut entry, version);
                (200, json!({ "data": entry, "meta": {} }))
            }
            ("GET", "/api/articles/clkgylmcc000008lcdd868feh") if !entry.is_null() => {
                (200, json!({ "data": entry, "meta": {} }))
            }
            ("DELETE", "/api/articles/clkgylmcc000008lcdd868feh") if !entry.is_null() => {
                entry = Value::Null;
                (204, Value::Null)
            }
            ("GET", "/api/articles") if path.contains("pageSize") => {
                error(401, "UnauthorizedError", "Missing or invalid credentials")
            }
            ("GET", "/api/articles") => {
                let found: Vec<_> = Some(&entry).filter(|entry| !entry.is_null()).into_iter().collect();
                let pagination = json!({ "page": 1, "pageSize": 25, "pageCount": 1, "total": found.len() });
                (200, json!({ "data": found, "meta": { "pagination": pagination } }))
            }
            ("POST", "/api/upload") => {
                files.push(json!({ "id": 3, "documentId": "hz7", "name": "galley-0123456789abcdef.jpg", "ext": ".jpg", "mime": "image/jpeg", "url": "/uploads/galley_01.jpg" }));
                (201, json!(files))
            }
            ("GET", "/api/upload/files") => (200, json!(files)),
            _ => error(404, "NotFoundError", "Not Found"),
        }
    })
}

#[test]
fn what_a_strapi_answers_is_read() {
    let address = strapi();
    let server = connected("strapi", &address);
    let refused = server.account().expect_err("its token is bad");
    assert!(matches!(refused, PublishError::SignIn { .. }), "{refused}");
    assert!(server.find_media("galley-0123456789abcdef.jpg", now()).expect("looked").is_none());
    let sent = server.upload(upload()).expect("sent");
    assert_eq!((sent.id.as_str(), sent.url.clone()), ("3", format!("{address}/uploads/galley_01.jpg")));
    assert_eq!(server.find_media("galley-0123456789abcdef.jpg", now()).expect("looked"), Some(sent));
    assert!(server.find(false, &[], "0199-marker").expect("looked").is_none(), "nothing is there");
    goes_round(&server, &with_cover("3"), false);
    let refused = server.create(&post("")).expect_err("refused").to_string();
    assert!(refused.contains("HTTP 400") && refused.contains("at least 1 characters"), "{refused}");
}

/// Forem: <https://developers.forem.com/api/v1>, with errors as `{"error", "status"}`. What is no longer published is answered to nobody
/// by its id, and stands in the list of all that is one's own.
fn forem() -> String {
    let error = |status: u16, error: &str| (status, json!({ "error": error, "status": status }));
    let (mut article, mut is_out) = (Value::Null, false);
    serving(move |method, path, body| {
        let sent = &body["article"];
        match (method, path.split('?').next().unwrap_or_default()) {
            ("GET", "/api/users/me") => {
                (200, json!({ "type_of": "user", "id": 1, "username": "bo", "name": "Bo Tan" }))
            }
            ("POST", "/api/articles") if sent["title"] == "" => {
                error(422, "Validation failed: Title can't be blank")
            }
            ("POST", "/api/articles") if sent["title"] == "Again" => {
                error(429, "Rate limit reached, try again in 30 seconds")
            }
            ("POST", "/api/articles") | ("PUT", "/api/articles/7") => {
                if article.is_null() {
                    article = json!({ "type_of": "article", "id": 7, "slug": "cable-3od4", "path": "/bo/cable-3od4", "url": "https://dev.to/bo/cable-3od4" });
                }
                for (name, value) in sent.as_object().into_iter().flatten() {
                    match name.as_str() {
                        "published" => is_out = *value == true,
                        _ => article[name] = value.clone(),
                    }
                }
                (if method == "POST" { 201 } else { 200 }, article.clone())
            }
            ("GET", "/api/articles/7") if is_out => (200, article.clone()),
            ("GET", "/api/articles/me/all") if path.contains("page=1") && !article.is_null() => {
                (200, json!([article]))
            }
            ("GET", "/api/articles/me/all") => (200, json!([])),
            _ => error(404, "not found"),
        }
    })
}

#[test]
fn what_a_forem_answers_is_read() {
    let server = connected("forem", &forem());
    assert_eq!(server.account().expect("it is known").name, "bo");
    assert!(server.find(false, &[], "0199-marker").expect("looked").is_none(), "nothing is there");
    let article = post("Cable");
    let made = server.create(&article).expect("made");
    assert_eq!((made.id.as_str(), made.url.as_str()), ("7", "https://dev.to/bo/cable-3od4"));
    let there = server.read(false, "7").expect("read").expect("it is there");
    assert_eq!((server.differences(&there, &article), &there.shown), (vec![], &Shown::Now));
    let other = post("Another");
    assert_eq!(server.differences(&there, &other), [NoteWord::ChangedHeadline.into()]);
    server.update(&there, &other).expect("updated");
    let there = server.read(false, "7").expect("read").expect("it is there");
    assert_eq!(server.differences(&there, &other), []);
    server.remove(false, "7").expect("taken off");
    assert!(server.read(false, "7").expect("read").is_none(), "nobody gets a draft");
    let kept = server.find(false, &["cable".to_owned()], "0199-marker").expect("looked").expect("it is kept");
    assert_eq!((kept.id.as_str(), &kept.shown), ("7", &Shown::Not("taken off".to_owned())));

    let refused = server.create(&post("")).expect_err("refused").to_string();
    assert!(refused.contains("HTTP 422") && refused.contains("Title can't be blank"), "{refused}");
    assert!(matches!(server.create(&post("Again")), Err(PublishError::Busy { status: 429, .. })));
}
