//! Tables of the text, written as grids in the built window.

use serde_json::{Value, json};

use crate::access::must_be_fine;
use crate::driver::{Driver, key};
use crate::page::run_command;
use crate::stage::Stage;
use crate::writing::{body_of, write_article};

/// The words of the grid, row by row, as they are seen.
fn grid(window: &Driver) -> Value {
    window.script(
        "return [...document.querySelectorAll('.md-row')].map((row) => [...row.querySelectorAll('.md-cell')].map((cell) => cell.innerText.trim()))",
    )
}

/// The words of the cell with the cursor.
fn here(window: &Driver) -> String {
    window.text(".md-cell-here").trim().to_owned()
}

fn saved(stage: &Stage, slug: &str, body: &str) {
    let desk = stage.neighbour();
    let started = std::time::Instant::now();
    while body_of(&desk, slug) != body {
        assert!(started.elapsed().as_secs() < 30, "the library has:\n{}", body_of(&desk, slug));
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

#[test]
fn a_table_is_written_cell_by_cell() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Costs", "", "Before.\n\n/table");
    window.until("the table is offered", |window| window.texts(".cm-tooltip-autocomplete li").len() == 1);
    std::thread::sleep(std::time::Duration::from_millis(150)); // The list takes no key in its first moment.
    window.keys(key::ENTER);
    window.until("a grid of two by two", |window| grid(window) == json!([["", ""], ["", ""]]));
    window.keys("Part");
    window.keys(key::TAB);
    window.keys("Cost");
    window.keys(key::TAB);
    window.keys("Stone and **bold**");
    window.keys(key::TAB);
    window.keys("4|1");
    window.keys(key::ENTER);
    window.keys("7");
    window.chord(key::SHIFT, key::TAB);
    window.keys("Wood");
    window.until("the grid shows what was typed, and no marks", |window| {
        grid(window) == json!([["Part", "Cost"], ["Stone and bold", "4|1"], ["Wood", "7"]])
    });
    for theme in ["dark", "light"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'"));
        must_be_fine(window, &format!("a table, {theme}"));
        stage.picture(&format!("table-{theme}"));
    }
    saved(
        &stage,
        "costs",
        "Before.\n\n| Part | Cost |\n| --- | --- |\n| Stone and **bold** | 4\\|1 |\n| Wood | 7 |\n",
    );
    window.keys(key::ESCAPE);
    window.keys("After.");
    window
        .until("the text goes on below", |window| window.text(".cm-content").trim_end().ends_with("After."));
    saved(
        &stage,
        "costs",
        "Before.\n\n| Part | Cost |\n| --- | --- |\n| Stone and **bold** | 4\\|1 |\n| Wood | 7 |\n\nAfter.",
    );
    for _ in 0..3 {
        window.chord(key::CONTROL, "z");
    }
    window.until("undo goes back through text and cells", |window| {
        !window.text(".cm-content").contains("After.")
    });
}

const SLOPPY: &str = "|Part|  Cost  |\n|:--|--:|\n| Stone |41|\nWood | 7\n\nAfter.";

#[test]
fn arrows_go_across_edges_and_what_is_not_touched_keeps_its_bytes() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    window.chord(key::CONTROL, "/"); // As plain Markdown, keys mean nothing else.
    write_article(window, "Sloppy", "", SLOPPY);
    saved(&stage, "sloppy", SLOPPY);
    window.chord(key::CONTROL, "/");
    window.keys(key::UP);
    window.keys(key::UP);
    window.until("up from the text is the last row", |window| here(window) == "Wood");
    window.keys(key::END);
    window.keys(key::RIGHT);
    window.until("right from its end is the next cell", |window| here(window) == "7");
    window.keys(key::BACKSPACE);
    window.until("that takes no pipe", |window| grid(window)[2] == json!(["Wood", "7"]));
    window.keys(key::UP);
    window.until("up is the row above", |window| here(window) == "41");
    window.keys("5");
    saved(&stage, "sloppy", &SLOPPY.replace("41", "415"));
    window.click(".md-row-header .md-cell:nth-child(2)");
    window.keys(key::HOME);
    window.keys("The ");
    saved(&stage, "sloppy", &SLOPPY.replace("41", "415").replace("Cost", "The Cost"));
    // Columns stand below one another, and what the dashes say is done.
    let edges = window.script(
        "return [...document.querySelectorAll('.md-row .md-cell:nth-child(2)')].map((cell) => [cell.getBoundingClientRect().left, getComputedStyle(cell).textAlign])",
    );
    assert_eq!(edges[0], edges[1]);
    assert_eq!(edges[1], edges[2]);
    assert_eq!(edges[0][1], json!("end"));
    window.keys(key::UP);
    window.keys(key::DOWN);
    window.until("from above the first row", |window| !here(window).is_empty());
    window.chord(key::CONTROL, key::HOME);
    window.keys("X");
    saved(
        &stage,
        "sloppy",
        &SLOPPY.replace("41", "415").replace("Cost", "The Cost").replace("|Part", "|XPart"),
    );
}

#[test]
fn rows_and_columns_are_added_moved_and_removed_by_keys_commands_and_the_bar() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Grid", "", "| a | b |\n| --- | --- |\n| c | d |");
    window.until("the bar", |window| window.texts(".md-bar button").len() == 13 && here(window) == "d");
    stage.picture("table-bar");
    window.chord(key::ALT, key::ENTER);
    window.keys("e");
    window.until("a row below", |window| grid(window) == json!([["a", "b"], ["c", "d"], ["", "e"]]));
    window.chord(key::ALT_SHIFT, key::UP);
    window.until("it is moved up", |window| grid(window) == json!([["a", "b"], ["", "e"], ["c", "d"]]));
    window.chord(key::ALT_SHIFT, "\u{E012}");
    window.until("its column is the first", |window| {
        grid(window) == json!([["b", "a"], ["e", ""], ["d", "c"]])
    });
    std::thread::sleep(std::time::Duration::from_millis(500)); // its place is measured first
    window.click(".md-bar-columnAfter");
    window.keys("n");
    window.until("a column behind", |window| {
        grid(window) == json!([["b", "", "a"], ["e", "n", ""], ["d", "", "c"]])
    });
    window.chord(key::ALT, key::F10);
    window.until("the keyboard is in the bar", |window| {
        window.script("return document.activeElement.className") == json!("md-bar-rowAbove")
    });
    window.keys(&key::RIGHT.repeat(4));
    window.keys(key::ENTER);
    window.until("the row is gone", |window| grid(window) == json!([["b", "", "a"], ["d", "", "c"]]));
    run_command(window, "remove the column");
    window.until("the column, too", |window| grid(window) == json!([["b", "a"], ["d", "c"]]));
    run_command(window, "align the column right");
    run_command(window, "tidy the table");
    saved(&stage, "grid", "| b   |   a |\n| --- | --: |\n| d   |   c |");
}

#[test]
fn cells_of_a_spreadsheet_fill_the_grid_or_make_one() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(window, "Sheet", "", "Figures:\n\n");
    stage.copy("text/plain;charset=utf-8", "City\tn\nKiel\t1|2\n".as_bytes());
    window.chord(key::CONTROL, "v");
    window.until("a table", |window| grid(window) == json!([["City", "n"], ["Kiel", "1|2"]]));
    stage.copy("text/plain;charset=utf-8", "3\n4\tm\n".as_bytes());
    window.chord(key::CONTROL, "v");
    window.until("the cells are filled", |window| {
        grid(window) == json!([["City", "n", ""], ["Kiel", "3", ""], ["", "4", "m"]])
    });
    saved(&stage, "sheet", "Figures:\n\n| City | n |  |\n| --- | --- | --- |\n| Kiel | 3 |\n|  | 4 | m |");
}

#[test]
fn chinese_and_arabic_stand_in_their_own_direction() {
    let stage = Stage::with_articles();
    let window = &stage.window;
    write_article(
        window,
        "Two scripts",
        "",
        "| 城市 | 数据 |\n| --- | ---: |\n| 上海 | 41 |\n\n| المدينة | العدد |\n| --- | --- |\n| القاهرة | 7 |",
    );
    window.until("both grids", |window| grid(window).as_array().is_some_and(|rows| rows.len() == 4));
    let directions = window.script("return [...document.querySelectorAll('.md-table')].map((table) => getComputedStyle(table).direction)");
    assert_eq!(directions, json!(["ltr", "rtl"]));
    let cells = window.script("return [...document.querySelectorAll('[dir=rtl] .md-row-header .md-cell')].map((cell) => cell.getBoundingClientRect().left)");
    assert!(cells[0].as_f64() > cells[1].as_f64(), "the first column is on the right: {cells}");
    stage.picture("table-scripts");
    window.chord(key::CONTROL, "/");
    window.until("the plain Markdown", |window| window.text(".cm-content").contains("| 上海 | 41 |"));
}
