//! A wire that breaks at any request of a publish and at any answer, before its first byte or within it.

use galley_tests::ghost::ghost;
use galley_tests::kinto::kinto;
use galley_tests::micropub::micropub;
use galley_tests::peer::Peer;
use galley_tests::wire::{Break, Cut, Wire, head_of};
use galley_tests::wordpress::wordpress;

use super::{REQUESTS_MAX, done, must_be_there_once, publish, room, room_with, told};

/// In how many pieces each message is cut, besides at its edges. Without it each message is cut once, each in another place than the last:
/// `cargo xtask test --all` goes through all of them.
pub(super) const PIECES: &str = "GALLEY_CUTS";

/// An article is sent through a wire that breaks once, for each of the places; and once more. Then it is there once, with each picture
/// once, and the ledger knows that.
fn cut_within_each_message(server: &dyn Peer) {
    let secret = server.secret();
    let breaks = places(server);
    let slugs: Vec<_> = (0..breaks.len()).map(|at| format!("cut-{at:04}")).collect();
    let wire = Wire::to(server);
    let room = room_with(&slugs, server, &wire.address(), server.user());
    let mut broke = 0;
    for (slug, next) in slugs.iter().zip(&breaks) {
        wire.break_next(*next);
        let first = publish(&room, secret, slug, &[]);
        assert!(wire.broke(), "{next:?}");
        if first.status.success() {
            // All that mattered had arrived.
            assert_eq!(done(&first)["step"], "create", "{next:?}");
        } else {
            broke += 1;
            assert!(told(&first).contains("ublish again"), "{next:?}: {}", told(&first));
            let second = done(&publish(&room, secret, slug, &[]));
            assert_eq!(second["state"], "verified", "{next:?}: {second}");
        }
        must_be_there_once(server, slug, &format!("{next:?}"));
        let third = done(&publish(&room, secret, slug, &[]));
        assert_eq!(
            (&third["step"], &third["state"]),
            (&"nothing".into(), &"verified".into()),
            "the ledger is true: {next:?}: {third}"
        );
    }
    assert!(broke * 2 > breaks.len(), "a wire that breaks is met: {broke} of {}", breaks.len());
}

/// Where it is cut: found by a publish through a wire that is whole, where the tag that all have is known already.
fn places(server: &dyn Peer) -> Vec<Break> {
    let wires = [Wire::to(server), Wire::to(server)];
    for (slug, wire) in ["cut-none", "cut-noon"].iter().zip(&wires) {
        let room = room(slug, server, &wire.address());
        done(&publish(&room, server.secret(), slug, &[]));
    }
    let met = wires[1].met();
    assert!((8..REQUESTS_MAX).contains(&met.len()), "a whole publish was met: {}", met.len());
    let pieces: Option<usize> = std::env::var(PIECES).ok().map(|pieces| pieces.parse().expect("a number"));
    let mut all: Vec<Break> = Vec::new();
    for (number, exchange) in met.iter().enumerate() {
        for (cut, message) in [(Cut::Request, &exchange.request), (Cut::Answer, &exchange.answer)] {
            let bytes = bytes(message, pieces.unwrap_or(2));
            let one = pieces.is_none().then(|| bytes[number % bytes.len()]);
            let some = one.map_or(bytes, |one| vec![one]);
            all.extend(some.into_iter().map(|after| Break { at: number + 1, cut, after }));
        }
    }
    all
}

/// How many bytes of a message arrive: none; one; not quite its head, its head, a byte more; all but one; and some between.
fn bytes(message: &[u8], pieces: usize) -> Vec<usize> {
    let (head, whole) = (head_of(message), message.len());
    let edges = [0, 1, head - 2, head, head + 1, whole - 1];
    let between = (1..pieces).map(|piece| whole * piece / pieces);
    let mut all: Vec<_> = edges.into_iter().chain(between).filter(|after| *after < whole).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[test]
fn at_a_wordpress_one_article_is_left_with_each_picture_once() {
    cut_within_each_message(wordpress());
}

#[test]
fn at_a_ghost_one_article_is_left_with_each_picture_once() {
    cut_within_each_message(ghost());
}

#[test]
fn at_a_micropub_server_one_article_is_left_that_shows_each_picture_once() {
    cut_within_each_message(micropub());
}

#[test]
fn by_a_recipe_one_article_is_left_with_each_picture_once() {
    cut_within_each_message(kinto());
}
