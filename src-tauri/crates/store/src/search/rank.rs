//! How well an article answers a query, once it was read.

use super::matching::Place;

/// Points of a term for the best place in which it stands; half of them (and a bit) where it stands there in another form.
const HEADLINE: u32 = 40;
const NAMES: u32 = 20;
const LEAD: u32 = 12;
const TEXT: u32 = 6;
/// One for each time that a term stands in the text, up to so many.
const TIMES_MAX: u32 = 10;
/// For terms that stand directly beside each other; less, the further apart.
const CLOSE: u32 = 24;

/// The points of an article; `None` where some term does not stand in it.
pub(super) fn points(
    terms: usize,
    headline: &[Place],
    names: &[Place],
    lead: &[Place],
    text: &[Place],
) -> Option<u32> {
    let mut points = 0;
    for term in 0..terms {
        let best = [(headline, HEADLINE), (names, NAMES), (lead, LEAD), (text, TEXT)]
            .into_iter()
            .filter_map(|(places, weight)| {
                let mut exact = places.iter().filter(|place| place.term == term).map(|place| place.exact);
                let first = exact.next()?;
                Some(if first || exact.any(|exact| exact) { weight } else { weight * 3 / 5 })
            })
            .max()?;
        let times = text.iter().filter(|place| place.term == term).count() as u32;
        points += best + times.min(TIMES_MAX);
    }
    let apart = [headline, lead, text].into_iter().filter_map(|places| apart(terms, places)).min();
    Some(points + apart.map_or(0, |apart| CLOSE / (1 + apart)))
}

/// How many words stand between the terms where they come closest; `None` for a single one, or where not all are there.
fn apart(terms: usize, places: &[Place]) -> Option<u32> {
    if terms < 2 {
        return None;
    }
    let mut last_seen: Vec<Option<usize>> = vec![None; terms];
    let mut closest: Option<usize> = None;
    for place in places {
        last_seen[place.term] = Some(place.at);
        let Some(oldest) =
            last_seen.iter().copied().collect::<Option<Vec<_>>>().and_then(|seen| seen.into_iter().min())
        else {
            continue;
        };
        let between = (place.at - oldest + 1).saturating_sub(terms);
        closest = Some(closest.map_or(between, |closest| closest.min(between)));
    }
    closest.map(|closest| closest as u32)
}
