//! Attacks. Nothing of what each of them tries may be left in the page.

use galley_markdown::{Options, render};

use crate::oracle;

const ATTACKS: &[&str] = &[
    // Raw HTML that runs.
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "text <script>alert(1)</script> text",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)\n</script\n>",
    "<img src=x onerror=alert(1)>",
    "<img src=x OnErRoR=alert(1)//",
    "<img src=\"x\" onerror\n=\"alert(1)\">",
    "<img/src=x/onerror=alert(1)>",
    "<img src='x' alt='\"><script>alert(1)</script>'>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
    "<a href=\"java&#9;script:alert(1)\">x</a>",
    "<a href=\"&#106;avascript:alert(1)\">x</a>",
    "<a href=\"&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)\">x</a>",
    "<a href=\"javascript&colon;alert(1)\">x</a>",
    "<a href=\"\u{1}javascript:alert(1)\">x</a>",
    "<a href=\" vbscript:msgbox(1)\">x</a>",
    "<a href=\"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\">x</a>",
    "<a href=x style=\"background:url(javascript:alert(1))\">x</a>",
    "<a href=x target=_blank onclick=alert(1) ping=//evil.example>x</a>",
    "<a href=\"https://ok.example/\" href=\"javascript:alert(1)\">x</a>",
    "<div onmouseover=\"alert(1)\" style=\"position:fixed;inset:0\" class=\"modal js-x\">x</div>",
    "<div id=\"app\" data-action=\"x\" is=\"x-y\">x</div>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=\"data:text/html,<script>alert(1)</script>\"></object>",
    "<embed src=\"javascript:alert(1)\">",
    "<form action=\"javascript:alert(1)\"><input type=submit formaction=javascript:alert(2)><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<input type=\"image\" src=x onerror=alert(1)>",
    "<meta http-equiv=\"refresh\" content=\"0;url=javascript:alert(1)\">",
    "<base href=\"https://evil.example/\">",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style><img src=\"</style><img src=x onerror=alert(1)>\">",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<body onload=alert(1)>",
    "<html onclick=alert(1)><head><title><img src=x onerror=alert(1)></title></head>",
    "<table background=\"javascript:alert(1)\"><td background=\"javascript:alert(1)\">x",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<x-widget onclick=alert(1)>x</x-widget>",
    // Other namespaces and the parser's own tricks.
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) /><a id=x>y</a></svg>",
    "<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
    "<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\">",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<title><a title=\"</title><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "<select><template><img src=x onerror=alert(1)></template></select>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version=\"1.0\"?><img src=x onerror=alert(1)>",
    "<p>a<b>b<p>c</b><a href=x><a href=\"javascript:alert(1)\">y",
    "<b><p><b><p><script>alert(1)</script>",
    "</p></div></body></html><script>alert(1)</script>",
    "<div\n\n<script>alert(1)</script>",
    "<a title=\"<script>\n\nalert(1)</script>\">x",
    "\u{0}<scr\u{0}ipt>alert(1)</scr\u{0}ipt>",
    "<img src=x:alert(1) onerror=eval(src)>",
    "<ruby><rt><svg/onload=alert(1)></rt></ruby>",
    "<li><tr><td><script>alert(1)</script>",
    // Markdown's own addresses.
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](java&#115;cript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\\javascript:alert(1))",
    "[x]( javascript:alert(1) \"title\")",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](feed:javascript:alert(1))",
    "[x](blob:https://ok.example/1)",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "<JAVASCRIPT:alert(1)>",
    "<data:text/html,x>",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[y]\n\n[y]: <javascript:alert(1)> 'title'",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![x](blob:null/1)",
    "![x](data:text/html,x \"caption\")",
    "[![x](javascript:alert(1) \"caption\")](javascript:alert(2))",
    "https://ok.example/\"onmouseover=alert(1)//",
    "www.ok.example/\"><script>alert(1)</script>",
    "a@b.example\"onclick=alert(1)",
    "https://www.youtube.com/watch?v=\"><script>alert(1)</script>",
    "https://www.youtube.com/watch?v=abc%22%3E%3Cscript%3E",
    // Breaking out of attributes and texts.
    "![\" onerror=\"alert(1)](x)",
    "![x](x \"\\\" onerror=\\\"alert(1)\")",
    "![x](x '\"><script>alert(1)</script>')",
    "![x](\"onerror=alert(1))",
    "![<script>alert(1)</script>](x)",
    "![x](x \"<script>alert(1)</script>\")",
    "[x](y \"\\\" onclick=alert(1) x=\\\"\")",
    "[x](y '\"><img src=x onerror=alert(1)>')",
    "[<img src=x onerror=alert(1)>](y)",
    "```\"><script>alert(1)</script>\nx\n```",
    "```x\" onclick=alert(1)\nx\n```",
    "```html\n<script>alert(1)</script>\n```",
    "```rust\n</code></pre><script>alert(1)</script>\n```",
    "~~~javascript:alert(1)\nx\n~~~",
    "`</code><script>alert(1)</script>`",
    "# x {#\"onclick=alert(1)}",
    "# x {#a\"><script>alert(1)</script>}",
    "# x {.a\"onclick=alert(1)}",
    "# x {.modal .js-open onclick=alert(1) style=x}",
    "# x {onclick=\"alert(1)\" href=javascript:alert(1)}",
    "# <script>alert(1)</script>",
    "[^\"><script>alert(1)</script>]\n\n[^\"><script>alert(1)</script>]: x",
    "[^x]\n\n[^x]: <script>alert(1)</script>",
    "[^x]\n\n[^x]:\n    <img src=x onerror=alert(1)>\n\n    </li></ol></section><script>alert(1)</script>",
    "| a | b |\n| --- | --- |\n| <script>alert(1)</script> | </td></table><img src=x onerror=alert(1)> |",
    "| <b> | </b> |\n| --- | --- |\n| \"onclick=alert(1) | [x](javascript:alert(1)) |",
    "> [!NOTE]\n> </div><script>alert(1)</script>",
    "term\n: <script>alert(1)</script>",
    "$</span><script>alert(1)</script>$",
    "$$\n</div><img src=x onerror=alert(1)>\n$$",
    "- [ ] <input type=text onfocus=alert(1) autofocus>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "*<b onclick=alert(1)>*</b>",
    "<b>*x</b><script>*alert(1)</script>",
    "<details>\n\n<script>\n\nalert(1)\n\n</script>\n\n</details>",
    "<div>\n\n```\n</div><script>alert(1)</script>\n```\n\n</div>",
    "<figure class=\"embed\" data-embed=\"evil\" data-id=\"//evil.example\" data-src=\"javascript:alert(1)\">x</figure>",
    "<h2 id=\"fn:1\" class=\"x\">x</h2>",
    "<a id=\"location\" name=\"document\" href=#>x</a>",
    "<section aria-label=\"x\" role=\"button\" tabindex=0 contenteditable>x</section>",
    "<time datetime=\"<script>\">x</time>",
    "<code class=\"language-x onclick=alert(1)\">x</code>",
    "<ol start=\"1 onclick=alert(1)\" type=\"javascript:1\"><li value=\"x\">x</ol>",
];

#[test]
fn no_attack_leaves_anything_that_runs() {
    for attack in ATTACKS {
        for text in wrapped(attack) {
            let html = render(&text, &Options::default()).html();
            let faults = oracle::faults(&html);
            assert!(faults.is_empty(), "{text:?}\nbecame {html}\nwith {faults:?}");
        }
    }
}

/// The attack alone and inside other constructs.
pub(crate) fn wrapped(attack: &str) -> Vec<String> {
    let lines =
        |prefix: &str| attack.lines().map(|line| format!("{prefix}{line}\n")).collect::<Vec<_>>().concat();
    vec![
        attack.to_owned(),
        format!("text {attack} text"),
        lines("> "),
        format!("- item\n\n{}", lines("  ")),
        format!("<div>\n\n{attack}\n\n</div>\n\nafter"),
        format!("<b title=\"x\">{attack}</b>\n"),
        format!("**{attack}**"),
        format!("[{attack}](https://ok.example/)"),
        format!("# {attack}"),
        format!("note[^n]\n\n[^n]: {attack}\n"),
        format!("| a |\n| - |\n| {} |\n", attack.replace('\n', " ")),
    ]
}

#[test]
fn every_attack_was_one() {
    // The table is only worth something if the parser alone would let most of it through.
    let through = ATTACKS
        .iter()
        .filter(|attack| !oracle::faults(&galley_markdown::strict_commonmark(attack)).is_empty());
    assert!(through.count() * 2 > ATTACKS.len());
}

#[test]
fn a_site_cannot_allow_what_runs() {
    let mut allow = galley_markdown::Allow::default();
    for element in
        ["script", "style", "iframe", "svg", "math", "form", "object", "embed", "x-widget", "template"]
    {
        assert!(allow.add_element(element, &[]).is_err(), "{element}");
    }
    for attribute in ["onclick", "style", "srcdoc", "formaction", "ping", "srcset", "is", "data-id", "target"]
    {
        assert!(allow.add_element("div", &[attribute]).is_err(), "{attribute}");
    }
    assert!(allow.add_class("a\" onclick=").is_err());
    assert_eq!(allow, galley_markdown::Allow::default());
    allow.add_element("video", &["src", "controls"]).expect("video may be allowed");
    allow.add_class("wide").expect("a class may be allowed");
    let options = Options { allow: &allow, ..Options::default() };
    let html =
        render("<video src=\"a.mp4\" controls onplay=\"x\" class=\"wide tall\"></video>\n", &options).html();
    assert_eq!(html, "<p><video src=\"a.mp4\" controls=\"\" class=\"wide\"></video></p>\n");
    let html = render("<video src=\"javascript:x\" poster=\"data:x,y\"></video>\n", &options).html();
    assert_eq!(html, "<p><video></video></p>\n");
}

/// Every attack in every surrounding.
pub(crate) fn all() -> Vec<String> {
    ATTACKS.iter().flat_map(|attack| wrapped(attack)).collect()
}
