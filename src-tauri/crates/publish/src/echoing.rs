//! A server that repeats what it is told, whoever speaks to it: no error says it again.

use std::io::{Read, Write};
use std::net::TcpListener;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use galley_domain::{Ghost, Micropub, TargetKind, WordPress};
use serde_json::json;

use crate::{Reach, Secret, Server, connect};

/// Is found as a server of any kind; to all else it says what it was told. `as_json`: or else as a page.
fn echoing(as_json: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("it is bound"));
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let mut request = vec![0; 16 * 1024];
            let read = client.read(&mut request).unwrap_or(0);
            let request = String::from_utf8_lossy(&request[..read]).into_owned();
            let path = request.split(' ').nth(1).unwrap_or_default();
            let proof = request.lines().find_map(|line| line.strip_prefix("authorization: "));
            let proof = proof.unwrap_or_default();
            let known = STANDARD.decode(proof.trim_start_matches("Basic ")).unwrap_or_default();
            let told = format!("{} {proof}", String::from_utf8_lossy(&known));
            let (status, body) = match path {
                "/" => ("200 OK", String::new()),
                "/wp-json/" => ("200 OK", json!({ "namespaces": ["wp/v2"] }).to_string()),
                "/ghost/api/admin/site/" => ("200 OK", json!({ "site": { "version": "6.0" } }).to_string()),
                _ if as_json => {
                    let errors = json!([{ "message": told }]);
                    let said = json!({ "code": told, "message": told, "errors": errors, "error": told });
                    ("422 Unprocessable Content", said.to_string())
                }
                _ => ("422 Unprocessable Content", told),
            };
            let links = "</wp-json/>; rel=\"https://api.w.org/\", </micropub>; rel=\"micropub\"";
            let head = format!("Link: {links}\r\nDate: Wed, 21 Oct 2015 07:28:00 GMT\r\nConnection: close");
            let _ = client.write_all(format!("HTTP/1.1 {status}\r\n{head}\r\n\r\n{body}").as_bytes());
        }
    });
    address
}

#[test]
fn what_a_server_repeats_of_a_secret_is_said_by_no_error() {
    let key = format!("0123456789abcdef01234567:{}", "ab".repeat(32));
    for as_json in [true, false] {
        let address = echoing(as_json);
        let (user, at) = ("chief".to_owned(), address.clone());
        let kinds = [
            (TargetKind::WordPress(WordPress { address: at.clone(), user }), "tea and lanterns", "lanterns"),
            (TargetKind::Ghost(Ghost { address: at.clone() }), key.as_str(), "eyJ"),
            (TargetKind::Micropub(Micropub { address: at }), "a-token", "token"),
        ];
        for (kind, secret, part) in kinds {
            let server = connect(&kind, Reach::default(), &Secret::new(secret)).expect("it is found");
            let server: Box<dyn Server> = server.expect("a server");
            let error = server.read_all(false, &["7".to_owned()]).expect_err("it refuses").to_string();
            assert!(error.contains("•••"), "{kind:?}: {error}");
            assert!(!error.contains(secret) && !error.contains(part), "{kind:?}: {error}");
        }
    }
}
