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
status-changes-at = 改动将于 { $date } 发布

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
empty-trash-body = 丢弃的稿件会完整地留在这里，直到您取回或永久删除。
empty-search-title = 没有找到
empty-search-body = 试试更少或更短的词。搜索范围包括标题、导语、正文、标签和署名。

## 操作

action-search = 搜索
action-next-pane = 下一个窗格
action-previous-pane = 上一个窗格
action-back-to-list = 回到列表
action-try-again = 重试

## 出错

failure-library-missing = 稿库不在原来的位置，未作任何改动。请把文件夹放回，从新位置打开，或使用它的备份。
failure-library-gone = 稿库不在原来的位置：它的文件夹在打开期间被移动、改名或删除。此前保存的内容未受影响。请把文件夹放回原处并恢复原名，一切会自动继续。
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

## 可以做的事

action-new-article = 新建稿件
action-new-page = 新建页面
action-duplicate = 制作副本
action-translate = 译成其他语言…
action-trash = 移到废纸篓
action-untrash = 从废纸篓取回
action-delete = 永久删除…
action-empty-trash = 清空废纸篓…
action-publish = 发布
action-later = 定时发布…
action-unpublish = 撤回
action-archive = 归档
action-unarchive = 取消归档
action-undo = 撤销
action-redo = 重做
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
action-look-system = 外观：跟随系统
action-look-light = 外观：浅色
action-look-dark = 外观：深色
action-look-contrast = 外观：高对比度
palette-label = 输入以查找命令
palette-none = 没有这个命令
notice-trash = { $count ->
   *[other] 已将 { $count } 篇稿件移到废纸篓
}
notice-published = 已发布
notice-unpublished = 已撤回：下次导出时会移除其页面
notice-untrash = 已从废纸篓取回
notice-deleted = 已永久删除 { $count } 篇稿件
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
group-text = 正文
group-writing = 写作辅助
group-list = 列表
group-preview = 预览
group-library = 稿库与网站
group-window = 窗口

## The panes and their edges

action-shelves = 显示或隐藏分类栏
action-only-text = 只显示正文或显示全部
divider-sidebar = 分类栏宽度
divider-list = 列表宽度
divider-beside = 预览宽度
divider-below = 预览高度
action-language-system = 界面语言：跟随系统
action-language-en = 界面语言：English（英文）
action-language-zh = 界面语言：中文

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

## 列表显示的内容

action-shelf-all = 显示全部稿件
action-shelf-draft = 显示草稿
action-shelf-review = 显示送审中的稿件
action-shelf-approved = 显示已批准的稿件
action-shelf-scheduled = 显示待发布的稿件
action-shelf-published = 显示已发布的稿件
action-shelf-archived = 显示已归档的稿件
action-shelf-trash = 显示废纸篓
action-narrow-category = 只看一个栏目…
action-narrow-language = 只看一种语言…
action-narrow-tag = 只看一个标签…
action-narrow-none = 恢复全部栏目、语言和标签
action-list-all = 选中整个列表
action-list-none = 取消选择
action-list-retry = 重新获取列表
action-list-first = 列表第一篇
action-list-last = 列表最后一篇

## 预览的位置

action-place-beside = 预览放在正文旁
action-place-below = 预览放在正文下方
action-place-alone = 只看预览，代替正文
action-width-pane = 页面与窗格同宽
action-width-phone = 页面按手机显示
action-width-tablet = 页面按平板显示
action-width-desktop = 页面按桌面显示
action-width-print = 页面按纸张显示
action-light-window = 页面明暗跟随窗口
action-light-light = 页面用浅色
action-light-dark = 页面用深色

## 窗口、提示与耗时的工作

action-typeface-serif = 正文用宋体（衬线）
action-typeface-sans = 正文用黑体（无衬线）
action-typeface-mono = 正文用等宽字体
action-measure-narrow = 正文行长：短
action-measure-usual = 正文行长：适中
action-measure-wide = 正文行长：长
action-measure-full = 正文行长：与窗格同宽
action-letters-larger = 放大正文文字
action-letters-smaller = 缩小正文文字
action-work-stop = 停止耗时的工作
action-notice-way = 执行提示中的操作
action-notice-close = 关闭提示
action-new-window = 新建窗口
action-close = 关闭窗口
action-quit = 退出 Galley
action-close-anyway = 不保存就关闭
notice-window-stays = 窗口没有关闭：其中有内容未能保存。原因和办法就在旁边。
notice-window-waits = 您输入的内容保存后，窗口就会关闭。
notice-field = 已修改稿件信息
notice-picked-first = 搜索还找到更多稿件：只选中了所显示的 { $count } 篇。

## 永久删除前的说明
delete-title = 永久删除
delete-what = { $count } 篇稿件将永久离开本稿库，无法撤销。
delete-versions = { $count ->
    [0] 除正文外没有保存的版本。
   *[other] { $count } 个历史版本一并删除。
}
delete-no-pictures = 不删除图片：它们没有图片，或图片在别处也有使用。
delete-pictures = { $count } 张别处未用的图片一并删除（{ $size }）。
delete-addresses = 它们的地址不再分配给其他稿件；指向它们的链接将失效。
delete-at-server = 其中 { $count } 篇仍在 { $name } 上。
delete-take-off-why = 在这里删除不影响那里。之后也可以在“各处发布情况”里撤下。
delete-take-off = 先从那里撤下
delete-leaving = 正在撤下，不必等候。
delete-on-site = 其中 { $count } 篇还在上次生成的网站里。重新生成网站即可去掉。
delete-why = 此前的备份和网站导出不受影响。
delete-keep = 保留
delete-go = 永久删除 { $count } 篇稿件
