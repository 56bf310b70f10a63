//! A server that Galley does not know, reached by a recipe: chosen, mended and tried out in the window, then published by.

use galley_tests::kinto::kinto;
use galley_tests::peer::Peer;
use serde_json::json;

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::run_command;
use crate::publishing::{SHEET, open_sheet, standing};
use crate::sheets::must_go_round;
use crate::stage::{SMALLEST, Stage};

const RECIPE: &str = "dialog[aria-labelledby=recipe-title]";

/// Puts a text into the box of the recipe, as pasting does.
fn paste(window: &Driver, text: &str) {
    let text = json!(text);
    window.script(&format!(
        "const box = document.querySelector('{RECIPE} textarea'); box.focus(); box.value = {text}; box.dispatchEvent(new Event('input', {{ bubbles: true }}))"
    ));
}

fn choose(window: &Driver, select: &str, value: &str) {
    window.script(&format!(
        "const box = document.querySelector('{select}'); box.value = '{value}'; box.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    ));
}

#[test]
fn a_recipe_is_looked_at_mended_and_published_by() {
    let server = kinto();
    let recipe = std::fs::read_to_string(server.recipe().expect("it has one")).expect("it is there");
    let stage = Stage::with_articles();
    let window = &stage.window;
    stage.resize(SMALLEST);
    open_sheet(window);
    choose(window, &format!("{SHEET} select"), "http");
    window.until("the recipes", |window| {
        window.text(&format!("{SHEET} .place")).contains("Look at the recipe")
    });
    must_be_fine(window, "a server by a recipe");
    stage.picture("recipe-add");
    choose(window, &format!("{SHEET} [aria-describedby=recipe-why]"), "forem");
    let address = format!("return document.querySelector('{SHEET} input[inputmode=url]').value");
    window.until("its address", |window| window.script(&address) == json!("https://dev.to"));
    window.click(&format!("{SHEET} form .ways button"));
    window.until("the recipe", |window| window.text(RECIPE).contains("All its lines work."));
    assert!(window.text(RECIPE).contains("Articles go without their pictures."));
    let request = window.text(&format!("{RECIPE} pre"));
    assert!(request.starts_with("POST https://dev.to/api/articles\napi-key: •••\n"), "{request}");
    assert!(request.contains("flood"), "the open article: {request}");
    must_be_fine(window, "a recipe");
    stage.picture("recipe-forem-light");

    // What is wrong is told by line, and a line of the list leads to it.
    paste(window, &recipe.replacen("{{ title }}", "{{ titel }}", 1));
    window.until("what is wrong", |window| window.text(&format!("{RECIPE} .failure")).contains("\"titel\""));
    let is_stopped = format!("return document.querySelector('{RECIPE} button.main').disabled");
    assert_eq!(window.script(&is_stopped), json!(true));
    window.click(&format!("{RECIPE} .failure button"));
    let marked =
        "const box = document.activeElement; return box.value.slice(box.selectionStart, box.selectionEnd)";
    assert_eq!(window.script(marked), json!("    \"title\": {{ titel }},"));
    for theme in ["dark", "light"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, &format!("a recipe with a flaw, {theme}"));
        stage.picture(&format!("recipe-flaw-{theme}"));
    }
    // The marked line is typed anew.
    window.keys("    \"title\": {{ title }},");
    window.until("it works", |window| window.text(RECIPE).contains("All its lines work."));
    window.click(&format!("{RECIPE} button.main"));
    window.until("the server", |window| {
        window.script(&format!("return document.querySelector('{RECIPE}').open")) == json!(false)
    });
    for (field, value) in [
        ("input[type=text]", "Archive".to_owned()),
        ("input[inputmode=url]", format!("{}{}", server.address(), server.path())),
        ("input[autocomplete=off]", "writer".to_owned()),
    ] {
        window.click(&format!("{SHEET} form {field}"));
        window.keys(&value);
    }
    window.keys(key::ENTER);
    window.until("the server", |window| standing(window).contains("Not there yet"));
    window.until("its password", |window| {
        window.script("return document.activeElement.type") == json!("password")
    });
    window.keys(server.secret());
    window.keys(key::ENTER);
    window.until("the proof", |window| standing(window).starts_with("It is there as it was sent."));
    must_be_fine(window, "published by a recipe");
    stage.picture("recipe-proof");
    let posts = server.posts();
    assert_eq!(posts.iter().filter(|post| post["slug"] == "flood").count(), 1, "{posts:?}");

    // The recipe of a server that is there, handed on as a file.
    window.until("it can be clicked", |window| {
        !window.texts(&format!("{SHEET} .place button:enabled")).is_empty()
    });
    let buttons = window.texts(&format!("{SHEET} .place button"));
    let at = buttons.iter().position(|words| words == "Look at the recipe…").expect("it has one") + 1;
    window.click(&format!("{SHEET} .place .ways button:nth-of-type({at})"));
    window.until("the recipe", |window| window.text(RECIPE).contains("All its lines work."));
    let request = window.text(&format!("{RECIPE} pre"));
    assert!(request.contains("Authorization: Basic •••") && !request.contains(server.secret()), "{request}");
    let file = stage.around().join("kinto.toml");
    window.click(&format!("{RECIPE} footer button:nth-of-type(3)"));
    stage.answer_dialog("Save as a file", &file);
    window.until("it is told", |window| {
        window.text(&format!("{RECIPE} footer")).contains("No key or password is in it.")
    });
    assert_eq!(std::fs::read_to_string(&file).expect("it was written"), recipe);
    std::fs::write(&file, format!("# Ours\n{recipe}")).expect("it is a file");
    window.click(&format!("{RECIPE} footer button:nth-of-type(2)"));
    stage.answer_dialog("Open a file", &file);
    let text = format!("return document.querySelector('{RECIPE} textarea').value.slice(0, 7)");
    window.until("the file", |window| window.script(&text) == json!("# Ours\n"));
    window.until("it was looked at", |window| window.text(RECIPE).contains("All its lines work."));
    window.click(&format!("{RECIPE} button.main"));
    window.until("it is kept", |_| {
        let targets = stage.neighbour().targets().expect("another process may read");
        let texts: Vec<_> =
            targets.iter().filter_map(|target| galley_desk::publish::recipe_of(target).ok()).collect();
        texts.len() == 1 && texts[0].starts_with("# Ours\n")
    });
}

#[test]
fn a_recipe_is_looked_at_in_chinese() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    stage.resize(SMALLEST);
    run_command(window, "language chinese");
    window.until("Chinese", |window| window.script("return document.documentElement.lang") == json!("zh"));
    open_sheet(window);
    choose(window, &format!("{SHEET} select"), "http");
    window.until("the recipes", |window| {
        window.script(&format!("return document.querySelector('{SHEET} option[value=webhook]') !== null"))
            == json!(true)
    });
    assert!(window.text(&format!("{SHEET} .place")).contains("查看配方"));
    stage.picture("recipe-add-zh");
    choose(window, &format!("{SHEET} [aria-describedby=recipe-why]"), "webhook");
    window.click(&format!("{SHEET} form .ways button"));
    window.until("the recipe", |window| window.text(RECIPE).contains("每一行都能用。"));
    window.until("what it lacks", |window| window.text(RECIPE).contains("稿件只是送出，从不核对。"));
    must_be_fine(window, "a recipe, in Chinese");
    must_go_round(window, "a recipe");
    stage.picture("recipe-zh");
}
