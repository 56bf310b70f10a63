//! How well an article answers a query, once it was read.

use super::matching::Place;

/// Points of a term for the best place in which it stands; half of them (and a bit) where it stands there in another form.
const HEADLINE: u32 = 40;
pub(super) const NAMES: u32 = 20;
const LEAD: u32 = 12;
const TEXT: u32 = 6;
/// One for each time that a term stands in the text, up to so many.
const TIMES_MAX: u32 = 10;
/// For terms that stand directly beside each other; less, the further apart.
const CLOSE: u32 = 24;

/// Where the terms stand, in each part of an article.
pub(super) struct Fields<'a> {
    pub(super) headline: &'a [Place],
    pub(super) names: &'a [Place],
    pub(super) lead: &'a [Place],
    pub(super) text: &'a [Place],
}

/// The points of an article. A term that stands nowhere counts for `elsewhere`; without that, there are no points.
pub(super) fn points(terms: usize, fields: &Fields<'_>, elsewhere: Option<u32>) -> Option<u32> {
    let weighed =
        [(fields.headline, HEADLINE), (fields.names, NAMES), (fields.lead, LEAD), (fields.text, TEXT)];
    let mut points = 0;
    for term in 0..terms {
        let best = weighed.into_iter().filter_map(|(places, weight)| {
            let mut exact = places.iter().filter(|place| place.term == term).map(|place| place.exact);
            let first = exact.next()?;
            Some(if first || exact.any(|exact| exact) { weight } else { weight * 3 / 5 })
        });
        let times = fields.text.iter().filter(|place| place.term == term).count() as u32;
        points += best.max().or(elsewhere)? + times.min(TIMES_MAX);
    }
    let texts = [fields.headline, fields.lead, fields.text];
    let apart = texts.into_iter().filter_map(|places| apart(terms, places)).min();
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
