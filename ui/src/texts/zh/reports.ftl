### 报告：导入时对各文件的说明，以及检查的结果。

## 命令和报告窗口

action-check-article = 检查这篇稿件
    .other = 问题、警告、校对、失效链接
action-check-articles = 检查所有稿件
    .other = 问题、警告、审查
action-check-site = 检查已生成网站的链接
    .other = 失效链接、死链、核对
action-check-links = 检查站外链接…
    .other = 外部链接、失效链接、死链
action-report = 显示上次的报告
    .other = 导入日志、问题、结果
report-check-title = 需要看一看的地方
report-import-title = 导入说明
report-import-about = 全部已导入；以下是您应该知道的。
report-article-about = 当前打开的稿件，按现在的内容检查。会阻止发布的已标出，其余由您决定。
report-articles-about = 除归档和回收站以外的所有稿件，按现在的内容检查。会阻止发布的已标出，其余由您决定。
report-site-about = 上次生成的网站：在再次生成之前，读者看到的就是它。
report-links-about = 每个地址只问一次；有答复的，一天之内不再询问。
# $count (Number)
report-left = 有 { $count } 项没有导入
# $count (Number)
report-taken = 对已导入内容的 { $count } 条说明
# $count (Number)
report-unlisted = 另有 { $count } 项未在此列出。
# $line (Number)
report-line = 第 { $line } 行
report-go = 前往
report-stops = 阻止发布
report-copy = 复制
report-copied = 已复制。
report-save = 另存为文本…
report-saved = 已保存。
# $count (Number)
notice-import-remarks = 有 { $count } 条说明。
notice-report = 查看
# $count (Number)
notice-check = 有 { $count } 处需要看一看。
notice-check-article = 这篇稿件没有需要看的地方。
notice-check-articles = 所有稿件都没有需要看的地方。
notice-check-site = 网站与生成时一致，站内链接都有去处。
notice-check-links = 所有站外链接都有答复。
work-check = 正在检查

## 导入时对已导入内容的说明

remark-headline-from-heading = 没有标题字段，用了正文的第一个小标题；小标题仍留在正文里。
remark-headline-from-name = 没有标题字段，用文件名作了标题。
# $category, $tags (String)
remark-categories-to-tags = 一篇稿件只有一个栏目：“{ $category }”。其余的改为标签：{ $tags }。
# $from, $to (String)
remark-slug = 网址别名“{ $from }”改成了“{ $to }”。
# $key (String)
remark-date = “{ $key }”不是 Galley 能读的日期，已作为自定义字段保留。
remark-held-back = 读不懂“{ $key }”，因此作为草稿导入；它的值已作为自定义字段保留。
# $word (String)
remark-standing = “{ $key }”是“{ $word }”，因此作为草稿导入。可以公开的话，请发布。
remark-password = 原来的工具要读者输入“{ $key }”，Galley 的网站没有这种做法，因此作为草稿导入。
remark-empty = 没有正文，因此作为草稿导入。
remark-undated = 没有 Galley 能读的日期，因此印上今天的日期。请设置日期，或改为草稿。
# $word (String)
remark-language = “{ $word }”不是语言代码，已作为自定义字段保留。
remark-custom = “{ $key }”的值放不进对应的字段，已作为自定义字段保留。
remark-expires = 到了“{ $key }”所定的日子，Galley 不会自动撤下稿件；它已作为自定义字段保留。已经过期的，导入后在归档里。
# $path (String)
remark-alias = 别名“{ $path }”不是路径，没有采用。
# $what (String)
remark-tags = 有 { $count } 处其他工具的标记（{ $what }），读者会看到它的原样；这里是第一处。请删去，或改写为 Markdown。
remark-edited = 导出之后被修改过。
remark-draft-changed = 草稿一行被手工改过，以它为准。
remark-released-lost = 旁边的 released.md 缺失或已损坏。这里的文字从未发布过，因此不会凭这个文件公开。
remark-pending-lost = 旁边的 pending.md 缺失或已损坏，不再有等待发布的改动。
# $from, $to (String)
remark-slug-taken = 网址别名“{ $from }”已被占用，这里改用“{ $to }”。
# $name (String)
remark-no-category = “{ $name }”不能作为栏目名称。
remark-no-tag = “{ $name }”不能作为标签名称。
remark-no-byline = “{ $name }”不能作为署名。
# $count (Number)
remark-absent = 它链接或翻译的稿件中，有 { $count } 篇不在这里。在导入那些稿件并再次导入此文件之前，链接按原路径保留。
# $revision (String)
remark-kept-both = 文件和稿件都有改动。稿件不变，文件的文字保存为它的第 { $revision } 个版本。
remark-taken-off-there = 有人在那边撤下了它，读者看不到。您的保留不变，再次发布时会先询问您。
remark-kept-theirs = 两边都有改动。您的保留不变，那边的存入历史版本。
# $words (String)
remark-server = 那边有些内容在这里没有对应（{ $words }）。

## 检查的结果

check-no-headline = 没有标题。
check-long-headline = 标题太长，列表和搜索结果显示不全。
check-no-lead = 没有导语：列表、订阅和社交卡片里都不会有。
check-no-category = 没有栏目。
check-cover-without-alt = 封面没有替代文字。
check-source-gone = 它所翻译的稿件不在稿库里。
check-stale-translation = 它所翻译的稿件后来改过。
check-placeholder = TK：这里还缺内容。
check-missing-alt = 图片“{ $about }”没有替代文字。
check-empty-link = 指向“{ $about }”的链接没有可点的文字。
check-dead-link = 链接“{ $about }”没有去处。
check-no-picture = “{ $about }”不是图片，而是别的文件：网页不会显示，也不会送到服务器。请把它放到可以下载的地方，再链接过去。
check-missing-picture = 图片“{ $about }”不在稿库里。
check-unsafe-address = 地址“{ $about }”不会输出：它可能运行脚本。
check-heading-skip = 这个小标题与上一个之间缺了一级。
check-empty-heading = 有一个小标题没有文字。
check-duplicate-id = 小标题的 id“{ $about }”已被占用，这个加了编号。
check-class-removed = 样式类“{ $about }”不被允许，已略去。
check-html-removed = HTML { $about } 不被允许，已略去。
check-footnote = 脚注“{ $about }”与引用对不上：缺了一边，或出现了两次。
check-foreign-tag = “{ $about }”是其他工具的标记：读者会看到它的原样。
check-nested = 引文或列表嵌套过深，里层的会平排输出。
check-address-taken = 网址“{ $about }”已被占用，因此用了另一个。
check-former-address = 旧网址“{ $about }”没有去处：它不能作为网页，或已被占用。
check-dead-menu = 菜单中有一项在网站里没有去处。
check-external-gone = 那里已经没有内容：{ $about }
check-external-moved = 会转到另一个地址：{ $about }
check-external-unclear = 无法查看，或没有给读者看的内容：{ $about }
check-site-dead-link = 链接“{ $about }”在网站里没有去处。
check-site-file-gone = 文件不见了。请再次生成网站。
check-site-file-changed = 文件被别人改过。再次生成网站即可恢复。
