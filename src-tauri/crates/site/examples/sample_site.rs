//! Writes the sample site that the tests use, for looking at it: `cargo run -p galley-site --example sample_site -- DIR [THEME [PORT]]`.
//! With a port it is served until the program is ended.

use std::path::Path;

use galley_site as site;

#[path = "../src/tests/sample.rs"]
#[allow(dead_code, reason = "the tests use all of it")]
mod sample;
#[path = "../src/tests/sample_texts.rs"]
mod sample_texts;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.first().ok_or("name the folder to write to")?;
    let out = Path::new(folder);
    let media = out.with_extension("media");
    let theme = site::Theme::named(arguments.get(1).map_or("broadsheet", String::as_str))?;
    let report = site::export(&sample::Sample::new(&media), &theme, out, &site::Options::default())?;
    let mut text = format!("{report:#?}\n");
    if let Some(port) = arguments.get(2) {
        let serving = site::serve(out, port.parse()?)?;
        text.push_str(&serving.url());
        std::fs::write(out.with_extension("report"), text)?;
        serving.wait();
    } else {
        std::fs::write(out.with_extension("report"), text)?;
    }
    Ok(())
}
