//! A small newsroom, made by hand: every kind of page, three languages, and the furniture of a real article.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use galley_domain::{
    ArticleId, Byline, BylineId, Category, CategoryId, CategoryTree, Content, Cover, Endpoint, Field,
    FieldKind, Form, FormId, FormSwitch, FormTexts, Instant, Kind, Language, Media, MediaHash, MediaKind,
    Name, Names, Picture, Site, SiteTexts, Slug, Tag, TagId, TimeZone, Translation, parse_instant,
};
use sha2::{Digest as _, Sha256};

use super::sample_texts::{ARABIC, BODY, CHINESE};
use super::site::{Bodies, Card, Catalog, Source, SourceError, Text};

/// One article of the sample.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) id: ArticleId,
    pub(crate) kind: Kind,
    pub(crate) content: Content,
    pub(crate) modified: Instant,
    pub(crate) old_slugs: Vec<(Language, Slug)>,
    pub(crate) former_filings: Vec<(Option<CategoryId>, Instant)>,
}

/// The sample, changeable, as a source.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) catalog: Catalog,
    pub(crate) items: Vec<Item>,
    pub(crate) media: Vec<Media>,
    /// Where the media lie.
    pub(crate) folder: PathBuf,
    /// The moment of the export.
    pub(crate) now: Instant,
}

pub(crate) fn language(tag: &str) -> Language {
    tag.parse().expect("a good tag")
}

pub(crate) fn slug(text: &str) -> Slug {
    text.parse().expect("a good slug")
}

pub(crate) fn at(date: &str) -> Instant {
    parse_instant(date, TimeZone::UTC).expect("a good date")
}

pub(crate) fn article_id(n: u128) -> ArticleId {
    ArticleId::new(uuid::Uuid::from_u128(n))
}

fn category_id(n: u128) -> CategoryId {
    CategoryId::new(uuid::Uuid::from_u128(n))
}

fn tag_id(n: u128) -> TagId {
    TagId::new(uuid::Uuid::from_u128(n))
}

fn byline_id(n: u128) -> BylineId {
    BylineId::new(uuid::Uuid::from_u128(n))
}

fn names(all: &[(&str, &str, &str)]) -> Names {
    let mut all = all.iter().map(|(tag, name, description)| {
        let slug = Slug::from_headline(name).expect("it has letters");
        let name = Name { description: (*description).to_owned(), ..Name::new(name, slug) };
        (language(tag), name)
    });
    let (first, name) = all.next().expect("at least one");
    let mut names = Names::new(first, name);
    all.for_each(|(tag, name)| names.set(tag, name));
    names
}

impl Sample {
    /// The sample, with its media written into a folder.
    pub(crate) fn new(folder: &Path) -> Self {
        let media: Vec<Media> = ["harbour", "ridge", "towers", "night"]
            .iter()
            .zip(1..)
            .map(|(name, seed)| picture(folder, name, seed))
            .collect();
        let (catalog, now) = (catalog(&media), at("2023-10-21T12:00:00Z"));
        let mut sample = Self { catalog, items: Vec::new(), media, folder: folder.to_owned(), now };
        sample.main_article();
        sample.translations();
        sample.others();
        sample.about();
        sample
    }

    pub(crate) fn item(&mut self, n: u128) -> &mut Item {
        let id = article_id(n);
        self.items.iter_mut().find(|item| item.id == id).expect("it is in the sample")
    }

    pub(crate) fn add(
        &mut self,
        n: u128,
        tag: &str,
        headline: &str,
        lead: &str,
        date: &str,
        body: &str,
    ) -> &mut Content {
        let slug = Slug::from_headline(headline).expect("it has letters");
        let content = Content {
            headline: headline.to_owned(),
            lead: lead.to_owned(),
            body: body.to_owned(),
            date: Some(at(date)),
            ..Content::empty(language(tag), slug)
        };
        self.items.push(Item {
            id: article_id(n),
            kind: Kind::Article,
            content,
            modified: at(date),
            old_slugs: Vec::new(),
            former_filings: Vec::new(),
        });
        &mut self.items.last_mut().expect("just added").content
    }

    fn cover(&self, n: usize, alt: &str, caption: &str) -> Cover {
        Cover {
            picture: Picture::Media(self.media[n].hash),
            alt: alt.to_owned(),
            caption: caption.to_owned(),
            credit: "Galley Studio".to_owned(),
        }
    }

    fn main_article(&mut self) {
        let cover = self.cover(
            0,
            "Cranes over a harbour at dusk",
            "The landing station stands a kilometre behind the quay.",
        );
        let (ridge, towers) = (self.media[1].hash, self.media[2].hash);
        let content = self.add(
            1,
            "en",
            "Ten Years of Cable: How a Coast Came Online",
            "A decade ago the port had one copper line. Today four submarine cables land behind its quay, and the town has built \
             an industry on them.",
            "2023-10-19T08:30:00Z",
            BODY,
        );
        content.category = Some(category_id(2));
        content.tags = vec![tag_id(1), tag_id(2)];
        content.bylines = vec![byline_id(1), byline_id(2)];
        content.cover = Some(cover);
        content.view_base = Some(56);
        content.form = FormSwitch::On;
        content.pictures =
            BTreeMap::from([("ridge.svg".to_owned(), ridge), ("towers.svg".to_owned(), towers)]);
        content.links = BTreeMap::from([("/what-a-kilometre-costs/".to_owned(), article_id(12))]);
        content.aliases = vec!["/news/2023/cable.html".to_owned(), "/?p=77".to_owned()];
        self.item(1).old_slugs =
            vec![(language("en"), slug("ten-years-of-cable")), (language("ja"), slug("cable"))];
    }

    fn translations(&mut self) {
        let cover = self.cover(0, "暮色中的港口吊车", "登陆站位于码头后方一公里处。");
        let source =
            |n| Some(Translation { source: article_id(n), revision: None, source_hash: String::new() });
        let content = self.add(
            2,
            "zh",
            "光缆十年：一段海岸如何连上世界",
            "十年前，这座港口只有一条铜线；如今，四条海底光缆在码头后方登陆，小城由此长出了一个产业。",
            "2023-10-20T08:30:00Z",
            CHINESE,
        );
        content.category = Some(category_id(2));
        content.tags = vec![tag_id(1)];
        content.bylines = vec![byline_id(1)];
        content.cover = Some(cover);
        content.view_base = Some(1208);
        content.form = FormSwitch::On;
        content.translation = source(1);
        let cover = self.cover(0, "رافعات الميناء عند الغروب", "تقع محطة الإنزال على بعد كيلومتر خلف الرصيف.");
        let content = self.add(
            3,
            "ar",
            "عشر سنوات من الكابلات: كيف اتصل الساحل بالعالم",
            "قبل عقد كان في الميناء خط نحاسي واحد. واليوم تصل أربعة كابلات بحرية إلى ما وراء الرصيف.",
            "2023-10-21T08:30:00Z",
            ARABIC,
        );
        content.category = Some(category_id(2));
        content.tags = vec![tag_id(1)];
        content.cover = Some(cover);
        content.form = FormSwitch::On;
        content.translation = source(1);
        let lead = "海拔三千米的山口，一座新基站在第一场雪前开通。";
        let content = self.add(
            4,
            "zh",
            "山口基站：赶在雪前",
            lead,
            "2023-09-28",
            "工程队用了**九天**。\n\n路只有一条，材料靠牦牛驮上去。\n",
        );
        content.category = Some(category_id(3));
    }

    fn others(&mut self) {
        type Row = (u128, &'static str, &'static str, &'static str, u128, &'static [u128], Option<usize>);
        let rows: [Row; 11] = [
            (
                10,
                "The Valley That Wired Itself",
                "Farmers above the river pooled their savings and dug the trench themselves.",
                "2023-10-18",
                3,
                &[1, 3],
                Some(1),
            ),
            (
                11,
                "Cold Air, Warm Servers",
                "A data hall in the hills heats the public baths below it.",
                "2023-10-17",
                4,
                &[2, 3],
                Some(3),
            ),
            (
                12,
                "What a Kilometre Costs",
                "From permit to splice: the price of fibre, line by line.",
                "2023-10-16",
                2,
                &[1, 2],
                None,
            ),
            (
                13,
                "Five Masts Before the Snow",
                "One road, nine days, and a forecast that kept changing.",
                "2023-09-27",
                3,
                &[1],
                Some(2),
            ),
            (
                14,
                "Minutes From the Standards Table",
                "Why two words in a draft took three meetings to settle.",
                "2023-09-20",
                1,
                &[2],
                None,
            ),
            (
                15,
                "A School Gets Its Line",
                "Forty pupils, one antenna, and the first video lesson.",
                "2023-09-11",
                3,
                &[3],
                None,
            ),
            (
                16,
                "Repair at Four Thousand Metres Deep",
                "The ship that finds a break no wider than a hair.",
                "2023-08-30",
                2,
                &[1],
                Some(0),
            ),
            (
                17,
                "We Move to the Old Customs House",
                "From Monday the newsroom has a new address and a better view.",
                "2023-08-14",
                5,
                &[],
                None,
            ),
            (
                18,
                "Reading the Outage Map",
                "What the grey patches mean, and what they hide.",
                "2023-07-02",
                4,
                &[2],
                None,
            ),
            (
                19,
                "An Atlas of Quiet Ports",
                "Small harbours are where the new routes begin.",
                "2022-12-05",
                2,
                &[1, 3],
                Some(1),
            ),
            (
                20,
                "The First Hundred Subscribers",
                "A village network counts up, slowly.",
                "2022-11-21",
                3,
                &[3],
                None,
            ),
        ];
        for (n, headline, lead, date, category, tags, cover) in rows {
            let cover = cover.map(|at| self.cover(at, "A drawing of the place", ""));
            let body = format!(
                "{lead} That is the short of it.\n\n## What happened\n\nThe long of it takes a while to tell, and is told here in order.\n"
            );
            let content = self.add(n, "en", headline, lead, date, &body);
            content.category = Some(category_id(category));
            content.tags = tags.iter().map(|t| tag_id(*t)).collect();
            content.bylines = vec![byline_id(n % 2 + 1)];
            content.cover = cover;
        }
    }

    fn whole(&self, item: &Item) -> Text {
        let words = Sha256::digest(&item.content.body).into();
        Text { id: item.id, content: item.content.clone(), media: self.media.clone(), words }
    }

    fn about(&mut self) {
        let content = self.add(30, "en", "About us", "", "2022-01-01", "We report on the wires.\n");
        content.form = FormSwitch::Off;
        self.item(30).kind = Kind::Page;
    }
}

impl Source for Sample {
    fn catalog(&self) -> Result<Catalog, SourceError> {
        Ok(self.catalog.clone())
    }

    fn cards(&self, each: &mut dyn FnMut(Card)) -> Result<(), SourceError> {
        for item in &self.items {
            let date = item.content.date.unwrap_or(item.modified);
            let mut card = Card::new(item.id, item.kind, &item.content, date, item.modified, &self.media);
            card.old_slugs = item.old_slugs.clone().into();
            card.former_filings = item.former_filings.clone().into();
            each(card);
        }
        Ok(())
    }

    fn texts(
        &self,
        bodies: Bodies,
        each: &mut dyn FnMut(Text) -> ControlFlow<()>,
    ) -> Result<(), SourceError> {
        for item in &self.items {
            let mut text = self.whole(item);
            if bodies == Bodies::Without {
                text.content.body.clear();
            }
            if each(text).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn text(&self, id: ArticleId) -> Result<Option<Text>, SourceError> {
        Ok(self.items.iter().find(|item| item.id == id).map(|item| self.whole(item)))
    }

    fn now(&self) -> Option<Instant> {
        Some(self.now)
    }

    fn media_path(&self, hash: &MediaHash) -> Result<PathBuf, SourceError> {
        Ok(self.folder.join(hash.to_string()))
    }
}

fn catalog(media: &[Media]) -> Catalog {
    let category = |n: u128, parent: Option<u128>, order, all: &[(&str, &str, &str)]| Category {
        id: category_id(n),
        names: names(all),
        parent: parent.map(category_id),
        former_parents: Vec::new(),
        order,
        form: FormSwitch::Inherit,
    };
    let tag = |n, all: &[(&str, &str, &str)]| Tag { id: tag_id(n), names: names(all) };
    let byline = |n, name: &str, profile: &str, picture: Option<usize>| Byline {
        id: byline_id(n),
        names: names(&[("en", name, profile)]),
        picture: picture.map(|at| Picture::Media(media[at].hash)),
        urls: vec!["https://example.org/people".to_owned(), "javascript:alert(1)".to_owned()],
    };
    Catalog {
        site: site(),
        categories: CategoryTree::new([
            category(
                1,
                None,
                0,
                &[
                    (
                        "en",
                        "ICT Industry News",
                        "Cables, masts and data halls, and the people who build them.",
                    ),
                    ("zh", "通信行业新闻", ""),
                    ("ar", "أخبار قطاع الاتصالات", ""),
                ],
            ),
            category(2, Some(1), 0, &[("en", "Cables", ""), ("zh", "光缆", ""), ("ar", "الكابلات", "")]),
            category(3, Some(1), 1, &[("en", "Wireless", ""), ("zh", "无线", "")]),
            category(4, Some(1), 2, &[("en", "Data Halls", "")]),
            category(5, None, 1, &[("en", "Company", "")]),
        ]),
        tags: vec![
            tag(1, &[("en", "Fibre", ""), ("zh", "光纤", ""), ("ar", "الألياف", "")]),
            tag(2, &[("en", "Standards", "")]),
            tag(3, &[("en", "Rural Networks", "")]),
        ],
        bylines: vec![
            byline(1, "Mara Lindqvist", "Writes about what lies under the sea.", Some(3)),
            byline(2, "Industry Desk", "", None),
        ],
        media: media.to_vec(),
        form: Some(form()),
    }
}

fn site() -> Site {
    let mut site = Site::new(language("en"), "The Landing Station");
    site.time_zone = "Asia/Shanghai".parse().expect("a good zone");
    site.page_size = 5;
    site.feed_size = 10;
    site.allow_html = vec!["video.src".to_owned(), "script".to_owned()];
    let texts = |title: &str, description: &str, footer: &str, format: &str| SiteTexts {
        title: title.to_owned(),
        description: description.to_owned(),
        footer: footer.to_owned(),
        date_format: Some(format.parse().expect("a good format")),
        menu: Vec::new(),
    };
    site.texts = BTreeMap::from([
        (
            language("en"),
            texts(
                "The Landing Station",
                "News from where the cables come ashore",
                "Published by the Landing Station, Old Customs House.",
                "%b.%Y %d",
            ),
        ),
        (language("zh"), texts("登陆站", "光缆上岸之处的新闻", "登陆站编辑部", "%Y年%-m月%-d日")),
        (
            language("ar"),
            texts("محطة الإنزال", "أخبار من حيث تصل الكابلات إلى الشاطئ", "محطة الإنزال", "%-d %B %Y"),
        ),
    ]);
    site
}

fn form() -> Form {
    let field = |name: &str, kind, required, en: &str, zh: &str, ar: &str| Field {
        name: name.to_owned(),
        kind,
        required,
        label: BTreeMap::from([
            (language("en"), en.to_owned()),
            (language("zh"), zh.to_owned()),
            (language("ar"), ar.to_owned()),
        ]),
    };
    let texts = |intro: &str, button: &str, consent: &str| FormTexts {
        intro: intro.to_owned(),
        button: button.to_owned(),
        consent: consent.to_owned(),
        ..FormTexts::default()
    };
    Form {
        id: FormId::new(uuid::Uuid::from_u128(1)),
        name: "Inquiry".to_owned(),
        fields: vec![
            field("name", FieldKind::Text, true, "Name", "姓名", "الاسم"),
            field("email", FieldKind::Email, true, "E-mail", "电子邮箱", "البريد الإلكتروني"),
            field("company", FieldKind::Text, false, "Company", "公司", "الشركة"),
            field("phone", FieldKind::Tel, false, "Telephone", "电话", "الهاتف"),
            field("message", FieldKind::Message, true, "Your question", "您的问题", "سؤالك"),
        ],
        texts: BTreeMap::from([
            (
                language("en"),
                texts(
                    "Ask the desk for figures, contacts or the full report on",
                    "Write to Us",
                    "You may store what I wrote in order to answer me.",
                ),
            ),
            (
                language("zh"),
                texts(
                    "如需数据、联系方式或完整报告，请就本文留言：",
                    "联系我们",
                    "我同意为答复之目的保存以上内容。",
                ),
            ),
            (
                language("ar"),
                texts(
                    "اطلب من التحرير الأرقام أو التقرير الكامل عن",
                    "راسلنا",
                    "أوافق على حفظ ما كتبته للرد علي.",
                ),
            ),
        ]),
        endpoint: Endpoint::Url("https://forms.example.com/inquiry".to_owned()),
        least_seconds: Form::least_seconds_default(),
    }
}

/// A drawing, written into the folder under its hash.
fn picture(folder: &Path, name: &str, seed: u32) -> Media {
    use std::fmt::Write as _;
    let hue = 200 + seed * 37 % 160;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"800\" viewBox=\"0 0 1200 800\"><defs><linearGradient id=\"s\" \
         x2=\"0\" y2=\"1\"><stop stop-color=\"hsl({hue} 45% 28%)\"/><stop offset=\".62\" stop-color=\"hsl({} 60% 68%)\"/><stop offset=\"1\" \
         stop-color=\"hsl(30 80% 82%)\"/></linearGradient></defs><rect width=\"1200\" height=\"800\" fill=\"url(#s)\"/><circle cx=\"{}\" \
         cy=\"300\" r=\"62\" fill=\"#fff3d6\" opacity=\".9\"/>",
        hue + 20,
        300 + seed * 170 % 700,
    );
    for layer in 0..4_u32 {
        let base = 470 + layer * 75;
        let mut path = format!("M0 800V{base}");
        for step in 0..=12_u32 {
            let height = (step * (83 + layer * 26) + seed * 59 + layer * 31) % (120 - layer * 18);
            write!(path, "L{} {}", step * 100, base - height).expect("a string takes all");
        }
        write!(svg, "<path d=\"{path}V800Z\" fill=\"hsl({hue} 32% {}%)\"/>", 42 - layer * 9)
            .expect("a string takes all");
    }
    svg.push_str("</svg>");
    let hash = MediaHash::new(Sha256::digest(svg.as_bytes()).into());
    fs::create_dir_all(folder).expect("a folder");
    fs::write(folder.join(hash.to_string()), &svg).expect("a file");
    Media {
        hash,
        kind: MediaKind::Svg,
        bytes: svg.len() as u64,
        pixels: Some((1200, 800)),
        name: format!("{name}.svg"),
        alt: String::new(),
        caption: String::new(),
        credit: String::new(),
        focal: None,
    }
}
