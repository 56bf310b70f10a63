//! Cards: what stands for an article where a link to it is passed on, if it has no picture of its own. Its headline on the site's
//! paper, its category, the logo and the name of the site.
//!
//! A card has few colours, so it is a picture of numbers into a table of colours, most of them 0. That is what makes ten thousand of
//! them cheap: nearly all of the time would be spent packing them. Bars and logo are drawn once ([`Painter`]).

use std::sync::{Mutex, PoisonError};

use image::RgbaImage;

use crate::letters::{Block, Font, Letters, Setting};
use crate::{Logo, Rgb};

/// As wide and as high as those who show cards ask for.
pub const CARD_WIDTH: u32 = 1200;
/// See [`CARD_WIDTH`].
pub const CARD_HEIGHT: u32 = 630;

const WIDTH: usize = CARD_WIDTH as usize;
const HEIGHT: usize = CARD_HEIGHT as usize;

/// Free at the left and right.
const MARGIN: i32 = 80;
const INNER: f32 = (CARD_WIDTH as i32 - 2 * MARGIN) as f32;
/// The bar at the top, and the rule above the foot.
const BAR: usize = 16;
const RULE: std::ops::Range<usize> = 516..518;
/// Where category and headline begin, and how high headlines may be.
const KICKER_TOP: i32 = 68;
const KICKER_SIZE: f32 = 30.0;
const HEADLINE_TOP: i32 = 122;
const HEADLINE_HEIGHT: f32 = 376.0;
/// Sizes of headlines, the largest that fits is taken; at the smallest what is too long is cut.
const SIZES: [f32; 5] = [84.0, 72.0, 62.0, 54.0, 47.0];
/// No more lines than this, else the next size.
const LINES_MAX: usize = 5;
/// The logo and the name of the site, at the foot.
const FOOT_TOP: usize = 544;
const LOGO_HEIGHT: u32 = 56;
const LOGO_WIDTH: u32 = 240;
const LOGO_GAP: i32 = 22;
const NAME_SIZE: f32 = 32.0;
/// The logo where there are no words.
const LARGE: (u32, u32) = (560, 300);

/// The table of colours: the paper, then the shades of each ink, then the logo's.
const PAPER: u8 = 0;
const INK: Shades = Shades { first: 1, count: 9 };
const ACCENT: Shades = Shades { first: 10, count: 6 };
const LOGO_FIRST: usize = 16;
const LOGO_MAX: usize = 256 - LOGO_FIRST;

/// An ink from nearly paper to full.
#[derive(Clone, Copy)]
struct Shades {
    first: u8,
    count: u8,
}

impl Shades {
    /// The number of the colour that covers so much.
    fn of(self, cover: u8) -> u8 {
        match (u16::from(cover) * u16::from(self.count) + 127) / 255 {
            0 => PAPER,
            shade => self.first + shade as u8 - 1,
        }
    }

    fn full(self) -> u8 {
        self.first + self.count - 1
    }
}

/// The colours of cards, and of the icon of a site without a logo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Behind all.
    pub paper: Rgb,
    /// Headline and name.
    pub ink: Rgb,
    /// Bar and category.
    pub accent: Rgb,
}

/// What a card says.
#[derive(Debug, Clone, Copy)]
pub struct Card<'a> {
    /// The headline.
    pub headline: &'a str,
    /// The category above it; may be empty.
    pub kicker: &'a str,
    /// The name of the site; may be empty.
    pub name: &'a str,
    /// Whether its language is read from the right.
    pub from_right: bool,
    /// Whether its language is simplified Chinese. The signs of others look different.
    pub is_chinese: bool,
}

/// What stands on every card of a site, before anything is written: paper, bars, the logo.
pub struct Paper {
    /// The table of colours.
    palette: Vec<u8>,
    /// Read from the left, and from the right.
    grounds: [Vec<u8>; 2],
    /// How far in the name of the site begins.
    name_at: i32,
    /// A card without words.
    blank: Vec<u8>,
}

impl Paper {
    /// Draws it.
    pub fn new(look: Look, logo: Option<&Logo>) -> Self {
        let mut palette = look.paper.to_vec();
        for (ink, shades) in [(look.ink, INK), (look.accent, ACCENT)] {
            let all = 1..=u32::from(shades.count);
            palette.extend(all.flat_map(|n| mixed(look.paper, ink, n, shades.count.into())));
        }
        let mut ground = vec![PAPER; WIDTH * HEIGHT];
        ground[..WIDTH * BAR].fill(ACCENT.full());
        let mut left = ground.clone();
        for row in RULE {
            left[row * WIDTH..][MARGIN as usize..WIDTH - MARGIN as usize].fill(INK.of(40));
        }
        let (mut right, mut name_at) = (left.clone(), 0);
        // Where there is not even a logo, it is at least the site's colour.
        let mut blank = if logo.is_some() { ground } else { vec![ACCENT.full(); WIDTH * HEIGHT] };
        if let Some(logo) = logo {
            let (small, large) = (logo.fitting(LOGO_WIDTH, LOGO_HEIGHT), logo.fitting(LARGE.0, LARGE.1));
            let colours = Colours::of(&[&small, &large], look.paper);
            palette.extend(colours.table.iter().flatten());
            let (width, height) = (small.width() as usize, small.height() as usize);
            let top = FOOT_TOP + (LOGO_HEIGHT as usize - height) / 2;
            colours.put(&mut left, &small, (MARGIN as usize, top), look.paper);
            colours.put(&mut right, &small, (WIDTH - MARGIN as usize - width, top), look.paper);
            let (wide, high) = (large.width() as usize, large.height() as usize);
            colours.put(&mut blank, &large, ((WIDTH - wide) / 2, (HEIGHT + BAR - high) / 2), look.paper);
            name_at = width as i32 + LOGO_GAP;
        }
        Self { palette, grounds: [left, right], name_at, blank }
    }

    /// A card without words: the logo, large.
    pub fn blank(&self) -> Vec<u8> {
        self.pack(&self.blank)
    }

    fn pack(&self, pixels: &[u8]) -> Vec<u8> {
        const INTO_MEMORY: &str = "writing into memory does not fail";
        let mut out = Vec::with_capacity(32 * 1024);
        let mut encoder = png::Encoder::new(&mut out, CARD_WIDTH, CARD_HEIGHT);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(&self.palette);
        // Each row as what differs from the one above: next to nothing. A packer that knows that takes a third of the time of one that
        // makes files smaller by a quarter.
        encoder.set_compression(png::Compression::Fast);
        encoder.set_filter(png::Filter::Up);
        // Sixteen colours are half a byte each.
        let halves: Vec<u8>;
        let pixels = if self.palette.len() <= 16 * 3 {
            encoder.set_depth(png::BitDepth::Four);
            halves = in_halves(pixels);
            &halves
        } else {
            encoder.set_depth(png::BitDepth::Eight);
            pixels
        };
        let mut writer = encoder.write_header().expect(INTO_MEMORY);
        writer.write_image_data(pixels).expect(INTO_MEMORY);
        writer.finish().expect(INTO_MEMORY);
        out
    }
}

/// Draws cards, on several threads.
pub struct Painter {
    font: Option<Font>,
    /// Letters that no thread uses just now; for Chinese they are others.
    idle: Mutex<[Vec<Letters>; 2]>,
}

impl Painter {
    /// Makes ready to draw; the font of the house is asked before those that come with Galley.
    pub fn new(font: Option<Font>) -> Self {
        Self { font, idle: Mutex::default() }
    }

    /// Whether there is a headline, and each letter of it in a font.
    pub fn can_draw(&self, card: &Card<'_>) -> bool {
        let words = card.headline.trim();
        !words.is_empty() && self.with_letters(card.is_chinese, |letters| letters.have(words))
    }

    /// A card as PNG. Of a headline that [cannot be drawn](Self::can_draw) boxes stand there.
    pub fn draw(&self, paper: &Paper, card: &Card<'_>) -> Vec<u8> {
        self.with_letters(card.is_chinese, |letters| {
            let mut pixels = paper.grounds[usize::from(card.from_right)].clone();
            let headline = letters.set(card.headline, &headline_ways(card));
            paint(letters, &headline, (MARGIN, HEADLINE_TOP), INK, &mut pixels);
            let line = |size: f32, width: f32| Setting {
                size,
                leading: size * 1.3,
                width,
                at_right: card.from_right,
                lines_max: 1,
            };
            // What has other letters than the headline is left out by itself.
            if letters.have(card.kicker) {
                let kicker = letters.set(card.kicker, &[line(KICKER_SIZE, INNER)]);
                paint(letters, &kicker, (MARGIN, KICKER_TOP), ACCENT, &mut pixels);
            }
            if letters.have(card.name) {
                let name = letters.set(card.name, &[line(NAME_SIZE, INNER - paper.name_at as f32)]);
                let x = if card.from_right { MARGIN } else { MARGIN + paper.name_at };
                paint(letters, &name, (x, FOOT_TOP as i32 + 7), INK, &mut pixels);
            }
            paper.pack(&pixels)
        })
    }

    /// The icon of a site that has no logo: the first letter of its name, as a drawing.
    pub fn initial(&self, look: Look, name: &str, is_chinese: bool) -> String {
        let [paper, ink] =
            [look.paper, look.ink].map(|[red, green, blue]| format!("#{red:02x}{green:02x}{blue:02x}"));
        let initial = name.chars().find(|c| c.is_alphanumeric()).into_iter().flat_map(char::to_uppercase);
        let initial: String = initial.take(1).collect();
        let path = self.with_letters(is_chinese, |letters| {
            let drawn = !initial.is_empty() && letters.have(&initial);
            drawn.then(|| letters.outline(&initial, (32.0, 28.5), (46.0, 33.0))).flatten()
        });
        let letter = path.map(|d| format!("<path d=\"{d}\" fill=\"{paper}\"/>")).unwrap_or_default();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><rect width=\"64\" height=\"64\" fill=\"{ink}\"/>\
             <path d=\"M8 55h48\" stroke=\"{paper}\" stroke-width=\"2\"/>{letter}</svg>\n"
        )
    }

    fn with_letters<T>(&self, is_chinese: bool, work: impl FnOnce(&mut Letters) -> T) -> T {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = idle()[usize::from(is_chinese)].pop();
        let mut letters = kept.unwrap_or_else(|| Letters::new(self.font.as_ref(), is_chinese));
        let out = work(&mut letters);
        idle()[usize::from(is_chinese)].push(letters);
        out
    }
}

/// Sizes of the headline, the largest first.
fn headline_ways(card: &Card<'_>) -> [Setting; SIZES.len()] {
    // Arabic goes far below the line, and Chinese fills its square.
    let spread = if card.from_right {
        1.5
    } else if card.is_chinese {
        1.32
    } else {
        1.18
    };
    SIZES.map(|size| {
        let leading = size * spread;
        let lines_max = LINES_MAX.min((HEADLINE_HEIGHT / leading) as usize);
        Setting { size, leading, width: INNER, at_right: card.from_right, lines_max }
    })
}

fn paint(letters: &mut Letters, block: &Block, at: (i32, i32), ink: Shades, pixels: &mut [u8]) {
    let shades: [u8; 256] = std::array::from_fn(|cover| ink.of(cover as u8));
    letters.draw(block, at, |x, y, covers| {
        // What hangs over the edge is left out.
        let Some(y) = usize::try_from(y).ok().filter(|y| *y < HEIGHT) else { return };
        let covers = &covers[usize::try_from(-x).unwrap_or(0).min(covers.len())..];
        let x = usize::try_from(x).unwrap_or(0).min(WIDTH);
        for (pixel, cover) in pixels[y * WIDTH + x..(y + 1) * WIDTH].iter_mut().zip(covers) {
            // Where two letters meet, the darker one counts. Nothing but paper lies below words.
            *pixel = (*pixel).max(shades[usize::from(*cover)]);
        }
    });
}

/// Two pixels a byte, the left one above. As one number each, since many of those at once are a step of the processor.
fn in_halves(pixels: &[u8]) -> Vec<u8> {
    let pairs = pixels.as_chunks().0.iter().map(|pair| u16::from_le_bytes(*pair));
    pairs.map(|pair| (pair << 4 | pair >> 8) as u8).collect()
}

/// So many parts of one colour over another.
fn mixed(below: Rgb, above: Rgb, part: u32, of: u32) -> Rgb {
    let mix = |below: u8, above: u8| {
        ((u32::from(below) * (of - part) + u32::from(above) * part + of / 2) / of) as u8
    };
    [mix(below[0], above[0]), mix(below[1], above[1]), mix(below[2], above[2])]
}

/// The colours of a logo on paper: as many as there are, or, of too many, those that are left where they are less fine.
struct Colours {
    /// Bits of each channel that are told apart.
    bits: u32,
    /// Sorted.
    table: Vec<Rgb>,
}

impl Colours {
    fn of(pictures: &[&RgbaImage], paper: Rgb) -> Self {
        for bits in (2..=8).rev() {
            let all = pictures.iter().flat_map(|picture| picture.pixels());
            let table: std::collections::BTreeSet<Rgb> =
                all.map(|pixel| coarse(over(paper, pixel.0), bits)).collect();
            if table.len() <= LOGO_MAX {
                return Self { bits, table: table.into_iter().collect() };
            }
        }
        unreachable!("two bits of three channels are 64 colours")
    }

    fn put(&self, pixels: &mut [u8], picture: &RgbaImage, (left, top): (usize, usize), paper: Rgb) {
        for (x, y, pixel) in picture.enumerate_pixels() {
            if pixel.0[3] == 0 {
                continue;
            }
            let colour = coarse(over(paper, pixel.0), self.bits);
            let at = self.table.binary_search(&colour).expect("the table is of these pictures");
            pixels[(top + y as usize) * WIDTH + left + x as usize] = (LOGO_FIRST + at) as u8;
        }
    }
}

fn over(paper: Rgb, [red, green, blue, alpha]: [u8; 4]) -> Rgb {
    mixed(paper, [red, green, blue], alpha.into(), 255)
}

/// The colour, told apart from others by so many bits of each channel only.
fn coarse(colour: Rgb, bits: u32) -> Rgb {
    let most = (1_u32 << bits) - 1;
    colour.map(|channel| (((u32::from(channel) * most + 127) / 255) * 255 / most) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look { paper: [251, 249, 245], ink: [28, 26, 23], accent: [155, 28, 31] };

    fn card(headline: &str) -> Card<'_> {
        Card { headline, kicker: "Networks", name: "The Lantern", from_right: false, is_chinese: false }
    }

    fn opened(png: &[u8]) -> image::RgbImage {
        let picture = image::load_from_memory(png).expect("a picture").into_rgb8();
        assert_eq!((picture.width(), picture.height()), (CARD_WIDTH, CARD_HEIGHT));
        picture
    }

    /// How many pixels of a part are not paper.
    fn inked(picture: &image::RgbImage, x: std::ops::Range<u32>, y: std::ops::Range<u32>) -> usize {
        let all = y.flat_map(|y| x.clone().map(move |x| (x, y)));
        all.filter(|(x, y)| picture.get_pixel(*x, *y).0 != LOOK.paper).count()
    }

    #[test]
    fn a_card_has_headline_category_and_name() {
        let (painter, paper) = (Painter::new(None), Paper::new(LOOK, None));
        let png = painter.draw(&paper, &card("Ten years of cable"));
        assert!(png.len() < 60_000, "{} bytes", png.len());
        let picture = opened(&png);
        for (what, y) in [("bar", 0..16), ("category", 70..112), ("headline", 130..260), ("name", 540..600)] {
            assert!(inked(&picture, 80..700, y.clone()) > 300, "{what}");
        }
        assert_eq!(inked(&picture, 0..79, 20..630) + inked(&picture, 1121..1200, 20..630), 0, "margins");
        assert_eq!(painter.draw(&paper, &card("Ten years of cable")), png, "the same again");
    }

    #[test]
    fn each_script_is_drawn_or_said_not_to_be() {
        let painter = Painter::new(None);
        for drawn in
            ["Ünïcödé & Ελλάδα и Россия", "Tiếng Việt — “quoted” … €5", "السوق الهادئ 2023", "נמל שקט"]
        {
            assert!(painter.can_draw(&card(drawn)), "{drawn}");
        }
        let chinese = |is_chinese| {
            painter.can_draw(&Card { is_chinese, ..card("多语言数据共享：ICT 行业新闻") })
        };
        assert!(chinese(true) && !chinese(false));
        for other in ["ภาษาไทย", "한국어", "🙂", "", "  "] {
            assert!(!painter.can_draw(&card(other)), "{other}");
        }
        // What is read from the right stands there.
        let picture =
            opened(&painter.draw(&Paper::new(LOOK, None), &Card { from_right: true, ..card("مرفأ هادئ") }));
        assert!(inked(&picture, 900..1120, 130..300) > 300 && inked(&picture, 80..300, 130..300) == 0);
    }

    #[test]
    fn a_headline_of_any_length_stays_in_its_place() {
        let (painter, paper) = (Painter::new(None), Paper::new(LOOK, None));
        for words in [1, 6, 20, 60, 400] {
            for word in ["Harbour ", "港", "Donaudampfschifffahrtsgesellschaftskapitänsmütze"] {
                let text = word.repeat(words);
                let card = Card { is_chinese: true, ..card(&text) };
                let picture = opened(&painter.draw(&paper, &card));
                assert_eq!(inked(&picture, 0..1200, 506..516), 0, "{words} {word}");
                assert_eq!(inked(&picture, 1121..1200, 20..630), 0, "{words} {word}");
            }
        }
    }

    #[test]
    fn a_logo_of_many_colours_is_still_one() {
        let photo = RgbaImage::from_fn(300, 300, |x, y| {
            image::Rgba([(x * 255 / 300) as u8, (y * 255 / 300) as u8, 90, 255])
        });
        let mut bytes = std::io::Cursor::new(Vec::new());
        photo.write_to(&mut bytes, image::ImageFormat::Png).expect("encoded");
        let logo = Logo::read(bytes.get_ref()).expect("a PNG");
        let paper = Paper::new(LOOK, Some(&logo));
        let picture = opened(&Painter::new(None).draw(&paper, &card("With a logo")));
        let middle = picture.get_pixel(80 + 28, 544 + 28).0;
        assert!(middle.iter().zip([127, 127, 90]).all(|(is, was)| is.abs_diff(was) < 40), "{middle:?}");
        assert!(inked(&opened(&paper.blank()), 400..800, 200..500) > 50_000);
    }

    #[test]
    fn the_initial_is_an_outline() {
        let painter = Painter::new(None);
        for (name, is_chinese, has_letter) in
            [("the lantern", false, true), ("港口新闻", true, true), ("한", false, false)]
        {
            let drawing = painter.initial(LOOK, name, is_chinese);
            assert_eq!(drawing.matches("<path").count(), 1 + usize::from(has_letter), "{name}: {drawing}");
            let logo = Logo::read(drawing.as_bytes()).expect("a drawing");
            assert!(!logo.has_letters());
        }
    }
}
