//! Where the API of a WordPress is, and what its refusals mean.

use ureq::http::HeaderMap;

use super::*;

fn site(root: &str) -> WordPress {
    let web = Web::unsigned(Url::parse("https://a.org/").expect("a URL"), Reach::default());
    let root = Url::parse(root).expect("a URL");
    let (me, names) = (RefCell::default(), RefCell::default());
    WordPress { web, root, user: String::new(), takes_passwords: true, me, names }
}

#[test]
fn what_is_wrong_with_what_was_sent_is_told_from_trouble_at_the_server() {
    let cases = [
        (500, "{\"code\":\"rest_upload_sideload_error\",\"message\":\"Not this type.\"}", Some(true)),
        (500, "{\"code\":\"empty_term_name\",\"message\":\"A name is required.\"}", Some(true)),
        (501, "{\"code\":\"rest_trash_not_supported\",\"message\":\"\"}", Some(true)),
        (400, "{\"code\":\"empty_content\",\"message\":\"\"}", Some(true)),
        (500, "{\"code\":\"wp_die\",\"message\":\"No database.\"}", Some(false)),
        (500, "{\"code\":\"db_insert_error\",\"message\":\"\"}", Some(false)),
        (500, "<h1>Oh</h1>", Some(false)),
        (413, "<h1>413</h1>", None),
        (500, "{\"code\":\"rest_upload_unknown_error\",\"message\":\"exceeds upload_max_filesize\"}", None),
    ];
    for (status, body, expected) in cases {
        let answer = Answer { status, headers: HeaderMap::new(), body: body.as_bytes().to_vec() };
        let is_final = match site("https://a.org/wp-json/").good("a thing", &answer) {
            Err(PublishError::Refused { is_final, .. }) => Some(is_final),
            Err(PublishError::TooBig { .. }) => None,
            other => panic!("{body}: {other:?}"),
        };
        assert_eq!(is_final, expected, "{body}");
    }
}

/// A server that answers these paths so, and all others that there is nothing.
fn serving(pages: &'static [(&'static str, u16, &'static str)]) -> String {
    let server = tiny_http::Server::http("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", server.server_addr().to_ip().expect("an address"));
    std::thread::spawn(move || {
        for asked in server.incoming_requests() {
            let page = pages.iter().find(|(path, ..)| *path == asked.url());
            let (status, body) = page.map_or((404, "nothing"), |(_, status, body)| (*status, *body));
            let _ = asked.respond(tiny_http::Response::from_string(body).with_status_code(status));
        }
    });
    address
}

fn found(address: &str) -> Result<WordPress, PublishError> {
    WordPress::connect(address, Reach::default(), "chief", &Secret::new("secret"))
}

#[test]
fn the_api_is_found_where_the_page_says_or_where_it_mostly_is() {
    const INDEX: &str = "{\"namespaces\":[\"wp/v2\"]}";
    let said = serving(&[
        ("/", 200, "<head><link rel='https://api.w.org/' href='/of/ours/' /></head>"),
        ("/of/ours/", 200, INDEX),
    ]);
    assert_eq!(found(&said).expect("it is found").root.path(), "/of/ours/");
    let queried = serving(&[("/", 200, ""), ("/?rest_route=/", 200, INDEX)]);
    assert_eq!(found(&queried).expect("it is found").root.query(), Some("rest_route=/"));
    let mended = serving(&[("/", 503, "Maintenance")]);
    assert!(matches!(found(&mended), Err(PublishError::Busy { status: 503, .. })));
    let none = serving(&[("/", 200, "<head><link rel='https://api.w.org/' href='https://b.org/' /></head>")]);
    assert!(matches!(found(&none), Err(PublishError::NotTheApi { .. })));
    let closed = serving(&[
        ("/", 200, ""),
        ("/wp-json/", 401, "{\"code\":\"rest_cannot_access\",\"data\":{\"status\":401}}"),
    ]);
    let error = found(&closed).err().expect("it is closed").to_string();
    assert!(error.contains("plug-in that closes"), "{error}");
}

#[test]
fn why_a_password_does_not_do_is_said() {
    let stranger = "{\"code\":\"rest_not_logged_in\",\"data\":{\"status\":401}}";
    let wrong = "{\"code\":\"incorrect_password\",\"data\":{\"status\":401}}";
    let none = "{\"namespaces\":[\"wp/v2\"],\"authentication\":[]}";
    let some = "{\"namespaces\":[\"wp/v2\"],\"authentication\":{\"application-passwords\":{}}}";
    for (index, me, said) in [
        (none, stranger, "have application passwords switched on"),
        (some, stranger, "pass on the header Authorization"),
        (
            some,
            wrong,
            "make an application password in the site's user profile (the one for signing in does not do), and",
        ),
    ] {
        let pages = vec![("/", 200, ""), ("/wp-json/", 200, index), (ME, 401, me)];
        let error = found(&serving(pages.leak())).expect("it is found").account();
        let error = error.expect_err("it does not do").to_string();
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn who_stands_before_the_site_says_nothing_of_the_password() {
    for (status, said) in [
        (403, "<h1>Forbidden</h1>"),
        (401, "{\"message\":\"blocked\"}"),
        (403, "{\"code\":\"blocked\",\"message\":\"ray id\"}"),
        (403, ""),
    ] {
        let pages =
            vec![("/", 200, ""), ("/wp-json/", 200, "{\"namespaces\":[\"wp/v2\"]}"), (ME, status, said)];
        let error = found(&serving(pages.leak())).expect("it is found").account().expect_err("it is barred");
        assert!(matches!(error, PublishError::Barred { .. }), "{said}: {error}");
        assert!(error.to_string().contains("firewall"), "{error}");
        // As little of the article, which it may have taken for an attack.
        let answer = Answer { status, headers: HeaderMap::new(), body: said.as_bytes().to_vec() };
        let error = site("https://a.org/wp-json/").good("publishing the article", &answer);
        assert!(matches!(error, Err(PublishError::Barred { .. })), "{said}: {error:?}");
    }
}

#[test]
fn a_route_that_is_closed_is_no_post_that_is_gone() {
    for (status, body, is) in [
        (404, "{\"code\":\"rest_post_invalid_id\",\"data\":{\"status\":404}}", true),
        (410, "{\"code\":\"rest_already_trashed\",\"data\":{\"status\":410}}", true),
        (404, "{\"code\":\"rest_no_route\",\"data\":{\"status\":404}}", false),
        (404, "{\"message\":\"nothing\"}", false),
        (410, "<h1>Gone</h1>", false),
    ] {
        let answer = Answer { status, headers: HeaderMap::new(), body: body.as_bytes().to_vec() };
        assert_eq!(is_gone(&answer), is, "{body}");
    }
}

/// What is asked to prove a password.
const ME: &str = "/wp-json/wp/v2/users/me?context=edit";

#[test]
fn an_address_of_the_api_is_a_path_or_a_query() {
    let at = |root: &str| site(root).at("posts/1", &[("context", "edit")]).to_string();
    assert_eq!(at("https://a.org/blog/wp-json/"), "https://a.org/blog/wp-json/wp/v2/posts/1?context=edit");
    assert_eq!(
        at("https://a.org/?rest_route=/"),
        "https://a.org/?rest_route=%2Fwp%2Fv2%2Fposts%2F1&context=edit"
    );
}
