### 界面的全部中文文字。键与 en.ftl 相同。

## 窗格

pane-library = 稿库
pane-articles = 稿件

## 侧栏

shelf-all = 全部稿件
shelf-trash = 废纸篓
shelf-count = { $count } 篇
library-read-only = 只读
library-read-only-why = 目前不能写入此稿库。您可以阅读和搜索，其中内容不受影响。

## 状态

status-draft = 草稿
status-review = 送审
status-approved = 已批准
status-scheduled = 已排期
status-published = 已发布
status-archived = 已归档
status-with-changes = 有改动

## 列表

search-label = 搜索稿件
search-placeholder = 搜索
search-clear = 清除搜索
search-found = { $count ->
    [0] 没有找到
   *[other] 找到 { $count } 篇
}
search-found-more = 找到的前 { $count } 篇
row-words = { $count } 字
row-no-headline = 尚无标题
list-loading = 正在读取稿件…

## 空白时的提示

empty-library-title = 稿库里还没有稿件
empty-library-body = 导入一个 Markdown 文件夹：每个文件成为一篇稿件，图片一并带入，原文件不变。
empty-shelf-title = 这里没有稿件
empty-shelf-body = 目前没有处于此状态的稿件，其他分类不受影响。
empty-trash-title = 废纸篓是空的
empty-trash-body = 丢弃的稿件会完整地留在这里，直到您取回。
empty-search-title = 没有找到
empty-search-body = 试试更少或更短的词。搜索范围包括标题、导语、正文、标签和署名。

## 阅读

reading-views = 浏览：{ $views }

## 操作

action-search = 搜索
action-next-pane = 下一个窗格
action-previous-pane = 上一个窗格
action-back-to-list = 回到列表
action-try-again = 重试

## 出错

failure-library-missing = 稿库不在原来的位置，未作任何改动。请把文件夹放回，从新位置打开，或使用它的备份。
failure-library-newer = 此稿库由更新版本的 Galley 写成。它完好无损，未作改动。请更新本机的 Galley 后再打开。
failure-library-damaged = 稿库未能完整读取，因此没有打开，其中内容未作改动。请勿删除：可以用备份替换，原来的稿库会保留在旁边。
failure-library-foreign = 这不是 Galley 稿库，未作任何改动。请选择其他文件夹，或将其作为 Markdown 文件夹导入。
failure-library-busy = 另一个程序正占用稿库，没有内容丢失。请稍后再试。
failure-library-unsafe = 稿库所在的文件夹不安全，因此没有打开。请把整个文件夹移到本机磁盘上，再用新位置启动 Galley。
failure-not-found = 这篇稿件已不在原处，请到废纸篓中查找。
failure-stale = 有人先保存了。没有任何内容被覆盖，您的文字保存在历史中。
failure-not-allowed = 现在不能这样做。没有任何更改。
failure-gate = 有检查项阻止发布。没有发布任何内容，您的文字是安全的。请修改后再发布。
failure-invalid = 这个值不合适。没有任何更改；请更正后重试。
failure-disk-full = 磁盘已满，此前保存的内容是安全的。请腾出空间后重试。
failure-cancelled = 已停止，一切保持原样。
failure-broke = Galley 内部出错，已保存的内容是安全的。请重试；如再次出现，请附上下面的文字报告。

## 写作

pane-writing = 正文
pane-inspector = 预览、详情与历史
writing-headline = 标题
writing-lead = 导语：显示在正文上方和列表中的一句话
writing-none-title = 没有打开的稿件
writing-none-body = 请在左侧选择一篇稿件，或新建一篇。输入的内容会自动保存。
writing-trashed = 这篇稿件在废纸篓里。取回后才能编辑。
writing-read-only = 此稿库在这里只能阅读。
writing-publish = 发布
writing-publish-again = 发布修改
writing-show-preview = 预览
writing-show-details = 详情
writing-show-history = 历史
save-done = 已于 { $time } 保存
save-failed = 未保存
save-late = 别处已先保存
save-failed-body = 您的文字仍安全地留在此窗口中，磁盘上的内容没有受损。Galley 会自动重试；请保持窗口打开，或将文字复制到别处。
save-copy = 复制文字
save-copied = 已复制
late-title = 您写作期间，有人先保存了这篇稿件。
late-body = 没有任何内容被覆盖。您的文字在这里，也保存在历史中；对方的文字在稿库中。请选择以哪一份继续：另一份会留在历史中。
late-keep-mine = 以我的继续
late-take-theirs = 以对方的继续
late-compare = 比较两份

## 稿件的详情与历史

field-headline = 标题
field-lead = 导语
field-body = 正文
field-category = 栏目
field-tags = 标签，用逗号分隔
field-bylines = 署名，用逗号分隔
field-slug = 网址
field-date = 页面上的日期
field-embargo = 在此之前不得发出
field-language = 语言（en、zh、de…）
field-views = 使用 Galley 之前的浏览量
field-form = 咨询表单
field-form-inherit = 按栏目设置
field-form-on = 显示在本文下方
field-form-off = 不显示
field-seo-title = 搜索引擎标题
field-seo-description = 搜索引擎描述
field-canonical = 原文网址
field-noindex = 请搜索引擎不要收录
history-keep = 保留此版本
history-kept-name = 保留于 { $time }
history-none = 还没有更早的版本。覆盖任何内容之前都会保留一份。
history-since = 此后的修改
history-restore = 回到此版本
history-released-now = 读者看到的版本
history-released = 曾发布
history-conflict = 保存过晚
history-restored = 恢复之前
history-earlier = 较早的版本
compare-same = 两份文字相同。

## 在正文中查找，以及空白正文

writing-empty = 开始写作。可用 Markdown：## 为小标题，** 为粗体。
find-find = 查找
find-replace = 替换
find-replace-all = 全部替换
find-next = 下一个
find-previous = 上一个
find-all = 全部选中
find-case = 区分大小写
find-regexp = 正则表达式
find-word = 全字匹配
find-close = 关闭

## 实时预览

pane-preview = 预览
preview-frame = 读者将看到的稿件
preview-look = 页面的显示方式
preview-width = 宽度
preview-width-pane = 与窗格同宽
preview-width-phone = 手机
preview-width-tablet = 平板
preview-width-desktop = 桌面
preview-width-print = 纸张
preview-dark = 深色
preview-behind = 预览没有跟上，文字是安全的。

## 可以做的事

action-new-article = 新建稿件
action-new-page = 新建页面
action-duplicate = 制作副本
action-trash = 移到废纸篓
action-untrash = 从废纸篓取回
action-publish = 发布
action-unpublish = 撤回
action-archive = 归档
action-unarchive = 取消归档
action-undo = 撤销稿库操作
action-redo = 重做稿库操作
action-face = 切换排版文本与 Markdown
action-inspector = 显示或隐藏预览
action-preview = 预览
action-details = 详情
action-history = 历史
action-write = 转到正文
action-palette = 所有命令
action-bold = 粗体
action-italic = 斜体
action-strike = 删除线
action-code = 代码
action-link = 链接
action-heading2 = 小标题
action-heading3 = 次级小标题
action-heading4 = 三级小标题
action-quote = 引用
action-bullets = 列表
action-numbers = 编号列表
action-tasks = 任务列表
action-theme = 浅色、深色、高对比度或跟随系统
palette-label = 输入以查找命令
palette-none = 没有这个命令
notice-trash = { $count ->
   *[other] 已将 { $count } 篇稿件移到废纸篓
}
notice-published = 已发布
notice-unpublished = 已撤回：下次导出时会移除其页面
notice-untrash = 已从废纸篓取回
notice-archive = 已归档
notice-unarchive = 已取消归档
notice-undo = 撤销
begin-title = 欢迎使用 Galley
begin-body = 稿库是磁盘上的一个文件夹，包含您的所有稿件。它建在您的文档文件夹中，可以像普通文件夹一样移动或复制。
begin-name = 稿库名称
begin-name-default = 我的编辑部
begin-new = 新建稿库
begin-sample = 先看看示例
begin-sample-name = 示例编辑部

## 状态下方的分类

shelves-categories = 栏目
shelves-languages = 语言
shelves-tags = 标签

row-held = { $date } 前不得发出

## What was pasted

paste-done = 已粘贴为 Markdown。
paste-left-out = 未包含：
paste-left-pictures = { $count } 张仅存在于原程序中的图片（请单独复制粘贴）
paste-left-comments = { $count } 条批注
paste-left-deletions = { $count } 处已删除的修订
paste-left-mergedCells = { $count } 个合并单元格（已拆分）
paste-left-objects = { $count } 个嵌入对象
paste-left-frontMatter = { $count ->
   *[other] 文件的前置信息（标题、日期等字段）
}
paste-plain-instead = 改为纯文本
notice-close = 关闭
list-comma = 、

## The site, written and shown

action-write-site = 生成网站
action-show-site = 在浏览器中查看网站
notice-site = 网站已生成，含 { $count } 篇稿件，位于 { $path }。
notice-site-held = 另有 { $count } 篇尚未发布，未包含在内。
notice-site-show = 在浏览器中查看
notice-site-none = 尚未生成网站，或无法打开浏览器。请先生成网站，再打开其中的 index.html。

## Bundles

action-bundle-all = 将全部稿件导出为稿件包
action-bundle-selected = 将所选稿件导出为稿件包
notice-bundle = 稿件包 { $path } 已生成，含 { $count } 篇稿件及其图片（不含历史版本）。
notice-bundle-left = 有 { $count } 项未能放入；其余稿件完整无缺。

## Bringing articles in, and another library

action-import = 导入 Markdown 文件夹
action-open-library = 打开其他稿库
notice-import = 已导入 { $count } 篇稿件。
notice-import-same = { $count } 篇没有变化。
begin-open = 打开已有的稿库

## Several articles at once

bulk-label = 对所选稿件
bulk-selected = 已选 { $count } 篇
bulk-status = 状态
bulk-tag = 添加标签
notice-many = { $count } 篇稿件：{ $what }

## Choosing by typing: articles, headings

action-quick-open = 打开稿件
quick-open-label = 输入稿件中的文字
action-outline = 跳到标题
outline-label = 输入文字查找标题
outline-none = 本文没有这样的标题

## All commands on one sheet

action-help = 命令与快捷键
help-typing = 在正文中：行首输入 / 可插入内容块，输入 [[ 可链接其他稿件，按 Alt F10 可进入表格或所选文字上方的工具条。
group-go = 前往
group-article = 稿件
group-text = 正文格式
group-writing = 写作辅助
group-library = 稿库与网站
group-window = 窗口

## Helps for writing

action-aid-signs = 输入时使用印刷体引号和破折号
action-aid-focus = 只突出当前段落
action-aid-typewriter = 正在书写的行保持居中
action-aid-spelling = 标出拼写错误
action-spelling-correct = 更正拼写有误的词
action-spelling-next = 下一个拼写有误的词
action-house-words = 专用词表…
spelling-add = 加入专用词表
spelling-ignore = 在本稿件中忽略
words-title = 专用词表
words-why = 此处列出的名称和品牌视为拼写正确，由使用此稿库的所有人共用。
words-none = 还没有专用词。请加入稿件中经常出现的名称。
words-new = 名称或品牌
words-add = 加入
# $word (String)
words-remove = 移除{ $word }
# $word (String)
notice-word-added = “{ $word }”已加入专用词表。
# $word (String)
notice-word-removed = “{ $word }”已移出专用词表。
# $language (String)
notice-no-dictionary = { $language }：未找到词典，因此不检查拼写。使用指南说明了词典的存放位置。
notice-none-misspelt = 没有发现拼写有误的词。
action-nextToCome = 下一处待补内容（TK）
action-tick = 勾选或取消勾选
# $what (String)
notice-on = 已开启：{ $what }
notice-off = 已关闭：{ $what }
bar-label = 所选文字的格式
block-table = 表格
block-note = 提示框
block-code = 代码块
block-rule = 分隔线
picture-undescribed = 还没有图片说明。请写在方括号之间。
# The address of the picture follows
picture-elsewhere = 不在稿库中的图片：

## The panes and their edges

action-shelves = 显示或隐藏分类栏
action-only-text = 只显示正文或显示全部
divider-sidebar = 分类栏宽度
divider-list = 列表宽度
divider-beside = 预览宽度
action-language = 界面语言：English（英文）、中文或跟随系统

## 发布到服务器

action-send = 发布到服务器…
send-title = 发布到服务器
send-none = 还没有服务器。稿件可以发布到 WordPress 网站：图片、栏目和标签一并送去，再次发布即更新。
send-add = 添加 WordPress 网站
send-name = 您怎么称呼它
send-address = 网站地址
send-user = 您在那里的用户名
send-password = 应用程序密码
send-password-why = 在网站的个人资料中生成，登录密码不适用。保存在系统的钥匙串中；没有钥匙串时，只保留到 Galley 关闭。
send-go = 发布
send-again = 再次发布
send-open = 打开页面
send-take-off = 下架
send-mine = 用我的覆盖
send-not-there = 那里还没有。
send-verified = 读者可以看到。已于 { $time } 读回核对。
send-older = 读者看到的是 { $time } 的旧文字。
send-sent = 已于 { $time } 送出，读者还看不到。
send-broke-off = 于 { $time } 中断。请再次发布：不会重复发送。
send-removed = 已于 { $time } 下架。
job-queued = 等待轮到它。
job-reading = 正在查看那里有什么…
job-pictures = 正在发送图片：{ $pictures } 张中已完成 { $sent } 张…
job-sending = 正在发送…
job-proof = 正在读回核对…
job-offline = 等待网络。有网络后会自动送出。
job-password = 等待密码。
job-waits = 等到 { $time } 再试。
job-scheduled = 网站已收到，到时间会自动显示。
job-failed = 需要您处理。
job-verified = 读者可以看到。
job-done = 已完成。
job-retry = 重试
job-cancel = 移除
action-outbox = 正在送出的稿件…
outbox-title = 正在送出
outbox-none = 没有正在送出的稿件。您发布到服务器的稿件会列在这里，直到读者可以看到；没有网络时在这里等待。
outbox-clear = 清除已完成的
outbox-open = { $count } 篇正在送出
outbox-offline = { $count } 篇等待网络
outbox-failed = { $count } 篇需要您处理
outbox-to = 发布到 { $target }
outbox-off = 从 { $target } 下架
standing-failed = 发布需要您处理
standing-waiting = 正在送往服务器
standing-changed = 服务器上是旧文字
standing-sent = 已送到服务器
standing-verified = 读者在服务器上可以看到
send-many = 发布 { $count } 篇稿件
send-many-title = 将 { $count } 篇稿件发布到服务器
failure-changed-there = 您发布之后，有人在那里改动或删除了它。没有发送任何内容。请先看一看：用您的覆盖后，那里写的内容就没有了。
failure-server = 服务器没有接受。您的文字在这里是安全的。
failure-sign-in = 服务器不认这个用户名和密码。没有任何更改；请重试。

## 列表的顺序、行高，以及对多篇稿件的操作

order-label = 排序
order-date = 日期
order-changed = 最近修改
order-headline = 标题
order-words = 字数
action-order-date = 列表按日期排序
action-order-changed = 列表按最近修改排序
action-order-headline = 列表按标题排序
action-order-words = 列表按字数排序
action-order-reverse = 列表反向排序
action-rows = 列表行：完整、单行或紧凑
action-to-draft = 退回草稿
action-to-review = 送审
action-to-approved = 批准
action-file = 归入栏目…
action-tag = 添加标签…
action-untag = 移除标签…
bulk-untag = 移除标签
notice-untagged = 已移除 { $name }
pick-none = 没有这个名称
pick-fresh = 新建：{ $name }
failure-detail = 具体情况（英文）

## 表格

group-table = 表格
bar-table-label = 行与列
action-rowAbove = 在上方插入行
action-rowBelow = 在下方插入行
action-rowUp = 上移此行
action-rowDown = 下移此行
action-rowRemove = 删除此行
action-columnBefore = 在前面插入列
action-columnAfter = 在后面插入列
action-columnBack = 前移此列
action-columnOn = 后移此列
action-columnRemove = 删除此列
action-alignLeft = 此列左对齐
action-alignCenter = 此列居中
action-alignRight = 此列右对齐
action-tidyTable = 整理表格：对齐 Markdown 中的竖线

## 脚注

action-noteInsert = 新建脚注
action-noteGo = 跳到脚注，再跳回正文
note-unsaid = 还没有这个名称的脚注。请在下方写出：方括号中的名称、冒号、内容。

## 起始画面：通往稿库的途径

action-libraries = 稿库列表
begin-back = 返回稿库
begin-lost-title = 您的稿库未能打开
begin-cannot-title = 此稿库无法在这里打开
begin-recent = 最近打开的稿库
begin-missing = 目前不在原处
begin-forget = 从列表中移除
begin-another = 其他稿库
begin-bring = 用 Markdown 文件夹新建

## 备份

backups-of-it = 此稿库的备份
backups-of-it-why = 每份备份完成后都经过回读核对。现在位于原处的内容会保留在旁边。
backups-use = 恢复此备份
backups-older = 显示更早的备份
backups-none = 本机上没有此稿库的备份。如果稿库已移动，请从新位置打开。
backups-put-back = 稿库已恢复到 { $time } 的状态。
backups-kept = 原处的内容保留为 { $path }。
backups-without = 有 { $count } 个媒体文件未能找到，文字均在。
backups-trouble = 最近一次备份未能完成。您的文字仍照常保存。
backups-trouble-last = 上一次完好的备份：{ $time }。
backups-trouble-none = 目前还没有备份。

## 设置

action-settings = 设置
settings-title = 设置
settings-you = 您
settings-author = 您的姓名
settings-author-why = 显示在历史记录中您所写的版本旁。
settings-window = 窗口
settings-language = 界面语言
settings-as-system = 跟随系统
settings-english = English
settings-chinese = 中文
settings-look = 外观
settings-light = 浅色
settings-dark = 深色
settings-contrast = 高对比度
settings-size = 正文字号
settings-pixels = { $size } 像素
settings-library = 稿库“{ $name }”
settings-article-language = 新稿件的语言
settings-article-language-why = 语言标签：en、zh、de…
settings-zone = 时区
settings-zone-why = 未注明时差的时间按此时区理解：Asia/Shanghai、Europe/Berlin…
settings-review = 稿件须先送审
settings-review-why = 开启后，只有已批准的稿件才能发布。
settings-backups = 备份
settings-backups-why = 有改动时每小时自动备份：保留 24 个小时、14 天和 12 周的备份，存放在本机稿库之外。如需防范整机丢失，请将该文件夹另行复制。
settings-backup-last = 上一次完好的备份：{ $time }，共 { $count } 篇稿件。
settings-backup-none = 尚无备份，稍后会自动进行第一次备份。
settings-backup-busy = 正在备份…
settings-backup-now = 立即备份
settings-backup-lost = 有 { $count } 个媒体文件在稿库中已缺失，因此备份中也没有。
## 较长的工作

works-label = 正在进行的工作
work-import = 正在导入稿件
work-site = 正在生成网站
work-bundle = 正在生成稿件包
work-stop = 停止
work-far = { $done } / { $total }
work-stage-looking = 查看文件夹
work-stage-reading = 读取
work-stage-importing = 导入稿件
work-stage-library = 读取稿库
work-stage-articles = 稿件页面
work-stage-bundle = 稿件
work-stage-lists = 列表与订阅源
work-stage-media = 图片
work-stage-switching = 换上新文件
notice-import-stopped = 已停止；此前导入的稿件已在库中。
left-title = { $count } 处未能导入
left-body = 其余内容已导入。请修改这些文件后再次导入该文件夹：没有变化的不会重复导入。
left-more = 另有 { $count } 处。
