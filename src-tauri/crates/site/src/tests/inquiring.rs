//! The inquiry form: where it is sent, what goes along, and the page that readers come back to.

use galley_domain::Endpoint;

use super::sample::{language, slug};
use super::{Place, tree};

const ARTICLE: &str = "ten-years-of-cable-how-a-coast-came-online/index.html";

fn sent_to(endpoint: Endpoint) -> (Place, String) {
    let mut place = Place::new();
    place.sample.catalog.form.as_mut().expect("the sample has one").endpoint = endpoint;
    place.export("site");
    let html = place.read("site", ARTICLE);
    (place, html)
}

#[test]
fn a_form_sends_what_its_endpoint_takes() {
    let formspree = Endpoint::Formspree("https://formspree.io/f/abcd".to_owned());
    let cases: [(Endpoint, &[&str], &[&str]); 4] = [
        (
            Endpoint::Url("https://forms.example.com/inquiry".to_owned()),
            &[
                "form-action &#39;self&#39; https://forms.example.com; script-src &#39;self&#39;\"",
                "name=\"form_thanks\" value=\"https://example.org/thanks/\"",
                "name=\"form_seconds\" value=\"\"",
                "name=\"website\"",
            ],
            &["data-netlify", "_next"],
        ),
        (
            formspree,
            &[
                "form-action &#39;self&#39; https://formspree.io; script-src",
                "action=\"https://formspree.io/f/abcd\"",
                "name=\"_next\" value=\"https://example.org/thanks/\"",
                "name=\"_subject\" value=\"Ten Years of Cable",
                "name=\"_language\" value=\"en\"",
                "name=\"_gotcha\"",
            ],
            &["name=\"website\"", "form_thanks"],
        ),
        (
            Endpoint::Netlify,
            &[
                "form-action &#39;self&#39;; script-src",
                "action=\"/thanks/\"",
                " name=\"inquiry\" data-netlify=\"true\" data-netlify-honeypot=\"website\"",
                "name=\"form-name\" value=\"inquiry\"",
                "name=\"website\"",
            ],
            &["_next", "form_thanks"],
        ),
        (
            Endpoint::Mailto("desk@example.org".to_owned()),
            &["form-action &#39;self&#39; mailto:; script-src", "data-least-seconds=\"0\""],
            &["name=\"website\"", "form_seconds", "thanks"],
        ),
    ];
    for (endpoint, parts, not) in cases {
        let (place, html) = sent_to(endpoint.clone());
        let common =
            ["name=\"article_id\"", "name=\"article_title\"", "name=\"article_language\" value=\"en\""];
        for part in common.iter().chain(parts) {
            assert!(html.contains(part), "{endpoint:?}: {part}");
        }
        for part in not {
            assert!(!html.contains(part), "{endpoint:?}: {part}");
        }
        let is_mail = matches!(endpoint, Endpoint::Mailto(_));
        assert_eq!(tree(&place.out("site")).contains_key("thanks/index.html"), !is_mail, "{endpoint:?}");
        // A page stands at each former address, and Netlify shows it unless the line says that it must not.
        let forced = place.read("site", "_redirects").lines().all(|line| line.ends_with(" 301!"));
        assert_eq!(forced, endpoint == Endpoint::Netlify);
    }
}

#[test]
fn what_a_reader_agrees_to_may_lead_to_where_it_is_written() {
    let mut place = Place::new();
    place.sample.catalog.site.base_url = "https://example.org/news".to_owned();
    let form = place.sample.catalog.form.as_mut().expect("the sample has one");
    let texts = form.texts.get_mut(&language("en")).expect("in English");
    texts.consent = "I have read [what you keep](/privacy/), *all* <script>of</script> it.".to_owned();
    texts.intro = "1. A list\n2. is not a sentence <b>".to_owned();
    place.export("site");
    let html = place.read("site", ARTICLE);
    let label =
        "<label for=\"form-consent\">I have read <a href=\"/news/privacy/\">what you keep</a>, <em>all</em>";
    assert!(html.contains(label) && !html.contains("<script>of"), "{html}");
    assert!(html.contains("1. A list\n2. is not a sentence &lt;b&gt;"), "{html}");
}

#[test]
fn readers_are_thanked_in_their_language_and_search_engines_are_not_told() {
    let mut place = Place::new();
    let form = place.sample.catalog.form.as_mut().expect("the sample has one");
    let said = form.texts.entry(language("zh")).or_default();
    (said.thanks, said.missing) = ("我们两天内回复。".to_owned(), "这里不能空着。".to_owned());
    place.sample.item(12).content.slug = slug("thanks");
    place.export("site");
    let html = place.read("site", "zh/thanks/index.html");
    assert!(html.contains("我们两天内回复。") && html.contains("content=\"noindex\""), "{html}");
    let chinese = place.read("site", "zh/光缆十年-一段海岸如何连上世界/index.html");
    assert!(chinese.contains("data-missing=\"这里不能空着。\""), "the editor's own words");
    assert!(chinese.contains("data-mistaken=\"请填写电子邮箱"), "the theme's where there are none");
    let article = place.read("site", "thanks/index.html");
    assert!(article.contains("What a Kilometre Costs"), "an article keeps its address");
    assert!(place.read("site", "thanks-2/index.html").contains("Your message has been sent."));
    assert!(place.read("site", ARTICLE).contains("value=\"https://example.org/thanks-2/\""));
    let sitemap = place.read("site", "sitemap.xml");
    assert!(
        sitemap.contains("/thanks/") && !sitemap.contains("thanks-2") && !sitemap.contains("/zh/thanks/")
    );
}

#[test]
fn a_video_is_a_link_until_it_is_clicked_and_its_page_lets_in_its_player_alone() {
    let mut place = Place::new();
    let body = &mut place.sample.item(12).content.body;
    body.push_str("\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ&t=43\n\nhttps://vimeo.com/76979871\n");
    place.export("site");
    let html = place.read("site", "what-a-kilometre-costs/index.html");
    for part in [
        "data-embed=\"youtube\" data-id=\"dQw4w9WgXcQ\" data-start=\"43\"",
        "<a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=43\">Watch on YouTube</a>",
        "; frame-src https://player.vimeo.com https://www.youtube-nocookie.com; script-src &#39;self&#39;\"",
        "<script type=\"module\" src=\"/assets/players-",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains("<iframe"), "nothing is loaded from there before");
    let other = place.read("site", "five-masts-before-the-snow/index.html");
    assert!(!other.contains("frame-src") && !other.contains("players-"), "{other}");
}
