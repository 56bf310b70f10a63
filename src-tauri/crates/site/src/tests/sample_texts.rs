//! The bodies of the sample newsroom, in three scripts.

pub(super) const BODY: &str = r#"The first cable came ashore on a windless morning, pulled by a tug and forty people in waders. Nobody photographed it. The harbour master wrote one line in his log, *cable in, tide out*, and went to lunch.

Ten years later the log is a museum piece, and the beach is a [construction site every spring](/what-a-kilometre-costs/). The numbers tell part of it.[^1] The rest is told by the people who stayed.

## What landed, and when

| Year | Cable | Pairs | Capacity |
| :--- | :--- | ---: | ---: |
| 2013 | Copper Bay | 2 | 3.2 Tbit/s |
| 2016 | Northern Arc | 4 | 24 Tbit/s |
| 2019 | Twin Isles | 8 | 96 Tbit/s |
| 2023 | Long Shore | 16 | 320 Tbit/s |

![Masts on a ridge above the town](ridge.svg "The ridge line carries the last hop to the villages inland.")

> We did not plan an industry. We planned a telephone line that would not break.

### How the splice is tested

Every joint is measured from both ends. A loss above the limit is cut out and made again:

```rust
/// Loss in decibels that a splice may have.
const LOSS_MAX_DB: f64 = 0.05;

fn accept(forward: f64, backward: f64) -> bool {
    (forward + backward) / 2.0 <= LOSS_MAX_DB
}
```

> [!IMPORTANT]
> Readings from one end only are worthless: a mismatch of cores shows as gain on one side.

- [x] Permits for the western beach
- [ ] The second landing station
- [ ] A road that trucks survive

Dark fibre
: A line without light in it: rented by the kilometre, lit by whoever rents it.

Landing station
: The building where the sea cable ends.

![Towers](towers.svg) ![Ridge](ridge.svg) ![Towers by day](towers.svg)

The loss grows as $L = \alpha d + n s$, with $n$ splices. See also [the archive](/archive/), [a lost page](/no-such-page/), and ![a lost picture](lost.jpg).

[^1]: Figures from the port authority, rounded.
"#;

pub(super) const CHINESE: &str = "第一条光缆上岸的早晨没有风，一艘拖船和四十个穿着连体雨裤的人把它拖上沙滩。没有人拍照。港务长在日志里写了一行字：*缆已上岸，潮已退*，然后去吃午饭。\n\n十年之后，日志成了展品，海滩每年春天都是工地。数字只讲了一部分，[^1]其余的由留下来的人讲述。\n\n## 何时，何缆\n\n| 年份 | 光缆 | 纤对 |\n| --- | --- | ---: |\n| 2013 | 铜湾 | 2 |\n| 2023 | 长岸 | 16 |\n\n> 我们没有规划一个产业，只想要一条不会断的电话线。\n\n每个接头都要从两端测量。\n\n[^1]: 数据来自港务局，已取整。\n";

pub(super) const ARABIC: &str = "وصل الكابل الأول إلى الشاطئ في صباح بلا ريح، تجره قاطرة وأربعون شخصا. لم يصوره أحد. كتب مدير الميناء سطرا واحدا في سجله ثم ذهب إلى الغداء.\n\nبعد عشر سنوات صار السجل قطعة في متحف، وصار الشاطئ موقع بناء كل ربيع.[^1]\n\n## ما الذي وصل ومتى\n\n| السنة | الكابل | الأزواج |\n| --- | --- | ---: |\n| 2013 | خليج النحاس | 2 |\n| 2023 | الشاطئ الطويل | 16 |\n\n> لم نخطط لصناعة، بل لخط هاتف لا ينقطع.\n\n- تقاس كل وصلة من الطرفين\n- وتعاد إن زاد الفقد عن الحد\n\n```sh\nmeasure --both-ends\n```\n\n[^1]: الأرقام من سلطة الميناء.\n";
