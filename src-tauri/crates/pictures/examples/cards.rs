//! Draws cards and icons, for looking at them: `cargo run -p galley-pictures --example cards -- FOLDER [LOGO [FONT]]`.

use std::fs;
use std::path::Path;
use std::time::Instant;

use galley_pictures::{Card, Font, Ground, Logo, Look, Painter, Paper};

const LOOK: Look = Look { paper: [251, 249, 245], ink: [28, 26, 23], accent: [155, 28, 31] };

fn card<'a>(
    headline: &'a str,
    kicker: &'a str,
    name: &'a str,
    from_right: bool,
    is_chinese: bool,
) -> Card<'a> {
    Card { headline, kicker, name, from_right, is_chinese }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(arguments.first().ok_or("name the folder to write to")?);
    fs::create_dir_all(folder)?;
    let logo = arguments.get(1).map(fs::read).transpose()?;
    let logo = logo.map(|bytes| Logo::read(&bytes).map_err(|_| "no logo")).transpose()?;
    let font = arguments.get(2).map(fs::read).transpose()?;
    let font = font.map(|bytes| Font::read(bytes).map_err(|_| "no font")).transpose()?;
    let (painter, paper) = (Painter::new(font), Paper::new(LOOK, logo.as_ref()));
    let cards = [
        ("en", card("Ten years of cable: how a coast came online", "Networks", "The Lantern", false, false)),
        ("short", card("Fog", "Harbour", "The Lantern", false, false)),
        (
            "long",
            card(
                "The ministry’s plan to share data across eleven agencies and four languages by the end of the decade meets its first winter, and its first auditors, in a port town nobody had heard of",
                "ICT Industry News",
                "The Lantern",
                false,
                false,
            ),
        ),
        ("zh", card("最安静的港口：多语言数据共享十年，一条海岸如何联网", "行业新闻", "灯塔报", false, true)),
        (
            "ar",
            card(
                "أهدأ ميناء على الساحل: عشر سنوات من الكابلات و 5G في 2023",
                "أخبار الصناعة",
                "المنارة",
                true,
                false,
            ),
        ),
        ("he", card("עשר שנים של כבל: איך חוף שלם עלה לרשת", "רשתות", "המגדלור", true, false)),
        ("ru", card("Десять лет кабеля: как побережье вышло в сеть", "Сети", "Маяк", false, false)),
        ("ja", card("最も静かな港", "ネットワーク", "灯台", false, false)),
    ];
    for (name, card) in &cards {
        if painter.can_draw(card) {
            fs::write(folder.join(format!("{name}.png")), painter.draw(&paper, card))?;
        }
    }
    fs::write(folder.join("blank.png"), paper.blank())?;
    let initial = painter.initial(LOOK, "The Lantern", false);
    fs::write(folder.join("initial.svg"), &initial)?;
    fs::write(folder.join("initial-zh.svg"), painter.initial(LOOK, "灯塔报", true))?;
    let mark = logo.or_else(|| Logo::read(initial.as_bytes()).ok()).ok_or("no mark")?;
    for side in [32, 180, 512] {
        fs::write(folder.join(format!("icon-{side}.png")), mark.png(side, Ground::NONE))?;
    }
    let ground = Ground { colour: Some(LOOK.paper), margin_percent: 10 };
    fs::write(folder.join("apple.png"), mark.png(180, ground))?;
    fs::write(folder.join("favicon.ico"), mark.ico())?;
    let (start, mut bytes, rounds) = (Instant::now(), 0, 1_000);
    for n in 0..rounds {
        let headline = format!("Number {n}: what the harbour said about {} cables", n * 37 % 101);
        let card = card(&headline, "Networks", "The Lantern", false, false);
        bytes += painter.draw(&paper, &card).len();
    }
    let each = start.elapsed().as_secs_f64() * 1000.0 / f64::from(rounds);
    fs::write(folder.join("time.txt"), format!("{each:.2} ms, {} bytes each\n", bytes / rounds as usize))?;
    Ok(())
}
