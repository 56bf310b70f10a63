//! Letters on a picture: shaped, in either reading direction, broken into lines. Only from fonts that are handed in: the system's are
//! not looked at, so that the same words give the same pixels everywhere.

use std::fmt::Write as _;
use std::sync::Arc;

use cosmic_text::fontdb::{Database, Source, Weight};
use cosmic_text::{
    Align, Attrs, Buffer, CacheKeyFlags, Command, Fallback, Family, FontSystem, Metrics, PhysicalGlyph,
    Shaping, SwashCache, SwashContent,
};

use unicode_script::Script;

use crate::Unreadable;

/// Latin, Greek and Cyrillic; Arabic; Hebrew.
const BUNDLED: [&[u8]; 3] = [
    include_bytes!("../fonts/NotoSerif-Bold.ttf"),
    include_bytes!("../fonts/NotoNaskhArabic-Bold.ttf"),
    include_bytes!("../fonts/NotoSerifHebrew-Bold.ttf"),
];
const FAMILIES: [&str; 4] = ["Noto Serif", "Noto Naskh Arabic", "Noto Serif Hebrew", CHINESE_FAMILY];
/// Signs as they are written in simplified Chinese. Readers of Japanese and of traditional Chinese know many of them in other shapes.
const CHINESE: &[u8] = include_bytes!("../fonts/NotoSerifCJKsc-Bold.otf");
const CHINESE_FAMILY: &str = "Noto Serif CJK SC";

/// Most letters whose pixels are kept. Chinese has thousands, each in several sizes.
const KEPT_MAX: usize = 2_000;

/// A word that is longer than this may be cut within.
const WORD_BYTES_MAX: usize = 60;

/// How finely the width is looked for in which lines are about as long as one another.
const BALANCE_STEPS: u32 = 6;

/// A font of the house, in front of those that come with Galley.
#[derive(Debug, Clone)]
pub struct Font {
    bytes: Arc<Vec<u8>>,
}

impl Font {
    /// Largest font, in bytes.
    pub const BYTES_MAX: u64 = 64 * 1024 * 1024;

    /// Reads a font: TrueType, OpenType, or a collection, of which the first is taken.
    ///
    /// # Errors
    /// [`Unreadable`]
    pub fn read(bytes: Vec<u8>) -> Result<Self, Unreadable> {
        let mut fonts = Database::new();
        let font = Self { bytes: Arc::new(bytes) };
        fonts.load_font_source(Source::Binary(font.bytes.clone()));
        if fonts.is_empty() { Err(Unreadable) } else { Ok(font) }
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Which of Galley's fonts stand behind one another.
struct Behind;

impl Fallback for Behind {
    fn common_fallback(&self) -> &[&'static str] {
        &FAMILIES
    }

    fn forbidden_fallback(&self) -> &[&'static str] {
        &[]
    }

    fn script_fallback(&self, _: Script, _: &str) -> &[&'static str] {
        &[]
    }
}

/// What letters are drawn with. Not for several threads at a time.
pub(crate) struct Letters {
    system: FontSystem,
    pixels: SwashCache,
    family: String,
    weight: Weight,
}

/// How words are to stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// Height of the letters, and from line to line, in pixels.
    pub(crate) size: f32,
    pub(crate) leading: f32,
    pub(crate) width: f32,
    /// At the right, as in languages that are read from there.
    pub(crate) at_right: bool,
    /// Beyond, an ellipsis says that there is more.
    pub(crate) lines_max: usize,
}

/// Words, set.
pub(crate) struct Block {
    glyphs: Vec<PhysicalGlyph>,
}

impl Letters {
    pub(crate) fn new(own: Option<&Font>, is_chinese: bool) -> Self {
        let mut fonts = Database::new();
        if let Some(own) = own {
            fonts.load_font_source(Source::Binary(own.bytes.clone()));
        }
        for bytes in BUNDLED.into_iter().chain(is_chinese.then_some(CHINESE)) {
            fonts.load_font_source(Source::Binary(Arc::new(bytes)));
        }
        let first = fonts.faces().next();
        let family = first.and_then(|face| Some(face.families.first()?.0.clone())).unwrap_or_default();
        let weight = first.map_or(Weight::BOLD, |face| face.weight);
        let system = FontSystem::new_with_locale_and_db_and_fallback("en".to_owned(), fonts, Behind);
        Self { system, pixels: SwashCache::new(), family, weight }
    }

    /// Whether each letter of some words is in one of the fonts.
    pub(crate) fn have(&mut self, words: &str) -> bool {
        let faces: Vec<_> = self.system.db().faces().map(|face| (face.id, face.weight)).collect();
        let fonts: Vec<_> =
            faces.into_iter().filter_map(|(id, weight)| self.system.get_font(id, weight)).collect();
        let has = |c: char| fonts.iter().any(|font| font.as_swash().charmap().map(c) != 0);
        words.chars().all(|c| c.is_whitespace() || is_silent(c) || has(c))
    }

    /// Sets words in the first of these ways in which they fit, or cut off in the last. The letters are chosen and joined once, only
    /// the lines are broken anew.
    pub(crate) fn set(&mut self, words: &str, ways: &[Setting]) -> Block {
        let mut buffer = Buffer::new(&mut self.system, Metrics::new(1.0, 1.0));
        self.write(&mut buffer, words);
        for (way, is_last) in ways.iter().zip((1..=ways.len()).map(|n| n == ways.len())) {
            let lines = self.break_lines(&mut buffer, *way, way.width);
            if lines > way.lines_max && is_last {
                self.cut(&mut buffer, words, *way);
            }
            if lines <= way.lines_max || is_last {
                return self.block(&mut buffer, *way);
            }
        }
        Block { glyphs: Vec::new() }
    }

    fn write(&self, buffer: &mut Buffer, words: &str) {
        let attributes = Attrs::new()
            .family(Family::Name(&self.family))
            .weight(self.weight)
            .cache_key_flags(CacheKeyFlags::DISABLE_HINTING);
        buffer.set_text(words, &attributes, Shaping::Advanced, Some(Align::Left));
    }

    /// Breaks the words into lines, and answers how many.
    fn break_lines(&mut self, buffer: &mut Buffer, way: Setting, width: f32) -> usize {
        buffer.set_metrics_and_size(Metrics::new(way.size, way.leading), Some(width), None);
        buffer.shape_until_scroll(&mut self.system, false);
        buffer.layout_runs().count()
    }

    /// Leaves so many words that they fit, and an ellipsis.
    fn cut(&mut self, buffer: &mut Buffer, words: &str, way: Setting) {
        let last = buffer.layout_runs().nth(way.lines_max - 1);
        let ends = last.and_then(|run| run.glyphs.iter().map(|glyph| glyph.end).max());
        let mut words = &words[..ends.unwrap_or_default()];
        loop {
            self.write(buffer, &format!("{}…", words.trim_end()));
            if self.break_lines(buffer, way, way.width) <= way.lines_max || words.is_empty() {
                return;
            }
            // A word less, or a sign where there are no spaces.
            let word = words.trim_end().rfind(char::is_whitespace);
            let sign = words.char_indices().next_back().map(|(at, _)| at);
            words =
                &words[..word.filter(|at| at + WORD_BYTES_MAX > words.len()).or(sign).unwrap_or_default()];
        }
    }

    /// Makes lines that are about as long as one another, and puts each letter in its place.
    fn block(&mut self, buffer: &mut Buffer, way: Setting) -> Block {
        let lines = buffer.layout_runs().count();
        let (mut narrow, mut width) = (way.width / lines.max(1) as f32, way.width);
        for _ in 0..if lines > 1 { BALANCE_STEPS } else { 0 } {
            let between = f32::midpoint(narrow, width).round();
            if self.break_lines(buffer, way, between) > lines { narrow = between } else { width = between }
        }
        self.break_lines(buffer, way, width);
        let mut block = Block { glyphs: Vec::new() };
        for run in buffer.layout_runs() {
            let left = if way.at_right { (way.width - run.line_w).round() } else { 0.0 };
            let from = run.glyphs.iter().map(|glyph| glyph.x).fold(f32::MAX, f32::min);
            for glyph in run.glyphs {
                let mut glyph = glyph.clone();
                // On whole pixels: the same letter has the same pixels everywhere.
                glyph.x = (glyph.x - from).round();
                glyph.x_offset = (glyph.x_offset * way.size).round() / way.size;
                block.glyphs.push(glyph.physical((left, run.line_y), 1.0));
            }
        }
        block
    }

    /// Draws words: `row` is told, for each row of each letter, where it begins and how much of each pixel is covered.
    pub(crate) fn draw(&mut self, block: &Block, (x, y): (i32, i32), mut row: impl FnMut(i32, i32, &[u8])) {
        if self.pixels.image_cache.len() > KEPT_MAX {
            self.pixels.image_cache.clear();
        }
        for glyph in &block.glyphs {
            let Some(image) = self.pixels.get_image(&mut self.system, glyph.cache_key) else { continue };
            let (left, top) = (x + glyph.x + image.placement.left, y + glyph.y - image.placement.top);
            let width = image.placement.width.max(1) as usize;
            // A letter in colours counts by how much of it can be seen through.
            let cover: Vec<u8>;
            let cover = if image.content == SwashContent::Mask {
                &image.data
            } else {
                cover = image.data.chunks_exact(4).map(|pixel| pixel[3]).collect();
                &cover
            };
            for (y, covers) in (top..).zip(cover.chunks_exact(width)) {
                row(left, y, covers);
            }
        }
    }

    /// The outline of a letter as the `d` of a path, its middle at a place and as large as fits; none where no font has it.
    pub(crate) fn outline(
        &mut self,
        letter: &str,
        (x, y): (f32, f32),
        (width, height): (f32, f32),
    ) -> Option<String> {
        let way = Setting { size: 100.0, leading: 120.0, width: 400.0, at_right: false, lines_max: 1 };
        let block = self.set(letter, &[way]);
        let commands = self.pixels.get_outline_commands(&mut self.system, block.glyphs.first()?.cache_key)?;
        let points = commands.iter().flat_map(|command| match command {
            Command::MoveTo(to) | Command::LineTo(to) => vec![*to],
            Command::QuadTo(by, to) => vec![*by, *to],
            Command::CurveTo(a, b, to) => vec![*a, *b, *to],
            Command::Close => Vec::new(),
        });
        let start = (f32::MAX, f32::MIN, f32::MAX, f32::MIN);
        let (left, right, below, above) = points.fold(start, |(left, right, below, above), point| {
            (left.min(point.x), right.max(point.x), below.min(point.y), above.max(point.y))
        });
        if right <= left || above <= below {
            return None;
        }
        let scale = (width / (right - left)).min(height / (above - below));
        let (middle_x, middle_y) = (f32::midpoint(left, right), f32::midpoint(below, above));
        let at = |(from_x, from_y): (f32, f32)| {
            format!("{:.2} {:.2}", x + (from_x - middle_x) * scale, y - (from_y - middle_y) * scale)
        };
        let mut path = String::new();
        for command in commands {
            match command {
                Command::MoveTo(to) => write!(path, "M{}", at((to.x, to.y))),
                Command::LineTo(to) => write!(path, "L{}", at((to.x, to.y))),
                Command::QuadTo(by, to) => write!(path, "Q{} {}", at((by.x, by.y)), at((to.x, to.y))),
                Command::CurveTo(a, b, to) => {
                    write!(path, "C{} {} {}", at((a.x, a.y)), at((b.x, b.y)), at((to.x, to.y)))
                }
                Command::Close => write!(path, "Z"),
            }
            .expect("a string takes all");
        }
        Some(path)
    }
}

/// Signs that say how others stand, and are not seen themselves.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
