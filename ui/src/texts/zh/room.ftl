## 窗格

pane-library = 稿库
pane-articles = 稿件

## 侧栏

shelf-all = 全部稿件
shelf-trash = 废纸篓
shelf-count = { $count } 篇
library-read-only = 只读
library-read-only-why = 目前不能写入此稿库。您可以阅读和搜索，其中内容不受影响。
library-elsewhere = 另一个程序也打开了此稿库
library-elsewhere-why = 另一个程序正打开着此稿库：终端里的 galley，或另一处的 Galley。它所做的修改会立即显示在这里。

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
    .other = 结束搜索、重置
search-found = { $count ->
    [0] 没有找到
   *[other] 找到 { $count } 篇
}
search-found-more = { $count ->
    [0] 含有这些词的最新稿件中没有找到；更早的稿件没有读
   *[other] 找到的前 { $count } 篇
}
row-words = { $count } 字
row-words-spaced = { $count } 词
row-no-headline = 尚无标题
list-loading = 正在读取稿件…

## 空白时的提示

empty-library-title = 稿库里还没有稿件
empty-library-body = 导入一个 Markdown 文件夹：每个文件成为一篇稿件，图片一并带入，原文件不变。
empty-narrowed-title = 没有符合所选条件的稿件
empty-narrowed-body = 已选定分类、标签或语言，这里没有与之相符的稿件；其他稿件未显示。
empty-all-trashed-title = 所有稿件都在废纸篓里
empty-all-trashed-body = 那里完整地保存着 { $count } 篇稿件。可以取回，或新建一篇。
empty-all-trashed-show = 查看废纸篓
empty-shelf-title = 这里没有稿件
empty-shelf-body = 目前没有处于此状态的稿件，其他分类不受影响。
empty-trash-title = 废纸篓是空的
empty-trash-body = 丢弃的稿件会完整地留在这里，直到您取回或永久删除。
empty-search-title = 没有找到
empty-search-body = 试试更少或更短的词。搜索范围包括标题、导语、正文、标签和署名。
empty-search-cut = 含有这些词的最新稿件中没有这样的写法；更早的稿件没有读。试试所找稿件中的另一个词。

## 操作

action-search = 搜索
    .other = 查找稿件、筛选
action-next-pane = 下一个窗格
    .other = 切换窗格
action-previous-pane = 上一个窗格
    .other = 切换窗格
action-back-to-list = 回到列表
    .other = 稿件列表、离开正文
action-try-again = 重试

## 出错

failure-about = 《{ $headline }》：{ $sentence }
failure-library-missing = 稿库不在原来的位置，未作任何改动。请把文件夹放回，从新位置打开，或使用它的备份。
failure-library-gone = 稿库不在原来的位置：它的文件夹在打开期间被移动、改名或删除。此前保存的内容未受影响。请把文件夹放回原处并恢复原名，一切会自动继续。
failure-library-newer = 此稿库由更新版本的 Galley 写成。它完好无损，未作改动。请更新本机的 Galley 后再打开。
failure-library-damaged = 稿库未能完整读取，因此没有打开，其中内容未作改动。请勿删除：可以用备份替换，原来的稿库会保留在旁边。
failure-library-foreign = 这不是 Galley 稿库，未作任何改动。请选择其他文件夹，或将其作为 Markdown 文件夹导入。
failure-library-busy = 另一个程序正占用稿库，没有内容丢失。请稍后再试。
failure-library-unsafe = 稿库所在的文件夹不安全，因此没有打开。请把整个文件夹移到本机磁盘上，再用新位置启动 Galley。
failure-library-not-writable = 稿库所在的位置不能写入，而阅读之前必须先写入，因此没有打开，内容保持原样。请把整个文件夹复制到本机磁盘上，再打开复制的稿库。
failure-not-found = 这篇稿件已不在原处，请到废纸篓中查找。
failure-stale = 有人先保存了。没有任何内容被覆盖，您的文字保存在历史中。
failure-not-allowed = 现在不能这样做。没有任何更改。
failure-nothing-to-undo = 没有可撤销的操作。
failure-nothing-to-redo = 没有可重做的操作。
failure-other-step = 此后又做了别的操作，所以没有撤销。菜单中的“撤销”先撤销最近的一步。
failure-gate = 有检查项阻止发布。没有发布任何内容，您的文字是安全的。请修改后再发布。
failure-invalid = 这个值不合适。没有任何更改；请更正后重试。
failure-disk-full = 磁盘已满，此前保存的内容是安全的。请腾出空间后重试。
failure-cancelled = 已停止，一切保持原样。
failure-broke = Galley 内部出错，已保存的内容是安全的。请重试；如再次出现，请附上下面的文字报告。

## 可以做的事

action-new-article = 新建稿件
    .other = 新建、写稿、新文章、新稿、创建
action-new-page = 新建页面
    .other = 创建页面、静态页、关于
action-duplicate = 制作副本
    .other = 复制稿件、克隆、副本
action-translate = 译成其他语言…
    .other = 翻译、译文、其他语言版本
action-trash = 移到废纸篓
    .other = 删除、丢弃、回收站、垃圾桶
action-untrash = 从废纸篓取回
    .other = 恢复、还原
action-delete = 永久删除…
    .other = 彻底删除、清除
action-empty-trash = 清空废纸篓…
    .other = 全部删除、清空回收站
action-publish = 发布
    .other = 上线、发表、刊发
action-later = 定时发布…
    .other = 定时、预约、排期
action-unpublish = 取消发布
    .other = 撤回、撤稿、下线、撤下
action-archive = 归档
    .other = 收起、存档
action-unarchive = 取消归档
    .other = 恢复、取出
action-undo = 撤销
    .other = 后退一步
action-redo = 重做
    .other = 恢复、重复
action-face = 切换排版文本与 Markdown
    .other = 源码、源代码、富文本、所见即所得
action-inspector = 显示或隐藏预览
    .other = 侧栏、右侧窗格
action-preview = 预览
    .other = 页面效果、预览页面
action-details = 详情
    .other = 元数据、属性、标签、作者、署名、地址
action-history = 历史
    .other = 版本、修订、还原、恢复、回退、更改记录
action-write = 转到正文
    .other = 编辑、写作、编辑器
action-palette = 所有命令
    .other = 命令面板
action-bold = 粗体
    .other = 加粗、黑体
action-italic = 斜体
    .other = 强调
action-strike = 删除线
    .other = 划掉
action-code = 代码
    .other = 行内代码、等宽
action-link = 链接
    .other = 超链接、网址
action-heading2 = 小标题
    .other = 标题、二级标题
action-heading3 = 次级小标题
    .other = 三级标题
action-heading4 = 三级小标题
    .other = 四级标题
action-quote = 引用
    .other = 引文
action-bullets = 列表
    .other = 项目符号、无序列表
action-numbers = 编号列表
    .other = 有序列表
action-tasks = 任务列表
    .other = 清单、待办、复选框
action-look-system = 外观：跟随系统
    .other = 主题、自动
action-look-light = 外观：浅色
    .other = 浅色模式、主题、白天
action-look-dark = 外观：深色
    .other = 深色模式、暗色、主题、夜间
action-look-contrast = 外观：高对比度
    .other = 主题、无障碍
palette-label = 输入以查找命令
palette-none = 没有这个命令
# The one line where nothing is found
palette-help = 没有这个命令。查看所有命令与快捷键
notice-trash = { $count ->
   *[other] 已将 { $count } 篇稿件移到废纸篓
}
notice-published = 已发布
notice-still-at = { $what }。它在 { $servers } 仍然存在：请也从那里下架
notice-unpublished = 已取消发布：下次导出时会移除其页面
notice-untrash = 已从废纸篓取回
notice-deleted = 已永久删除 { $count } 篇稿件
notice-archive = 已归档
notice-unarchive = 已取消归档
notice-undo = 撤销
notice-redo = 重做
notice-undone = 已撤销：{ $what }
notice-redone = 已重做：{ $what }
notice-undone-new = 已撤销：{ $count } 篇新稿件完整地放在废纸篓里
op-new_article = 新建稿件
op-write = 稿件的写作
op-fields = { $count } 篇稿件的信息更改
op-release = 发布 { $count } 篇稿件
op-unrelease = 撤回 { $count } 篇稿件
op-drop_change = 等待生效的更改
op-stage = { $count } 篇稿件的状态更改
op-archive = { $count } 篇稿件的归档更改
op-trash = 将 { $count } 篇稿件移到废纸篓
op-untrash = 从废纸篓取回 { $count } 篇稿件
op-delete = 永久删除
op-restore_revision = 恢复到旧版本
op-take_theirs = 采用服务器上的内容
op-nouns = 分类、标签、署名、表单或目标的更改
op-settings = 设置的更改
op-house_words = 内部用词
op-media = 图片说明的更改
op-focal = 图片焦点的更改
op-import = 导入 { $count } 篇稿件
begin-title = 欢迎使用 Galley
begin-body = 稿库是磁盘上的一个文件夹，包含您的所有稿件。它建在您的文档文件夹中（如果文档由云盘或服务器保管，则建在主文件夹中），可以像普通文件夹一样移动或复制。
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
    .other = 转到稿件、跳转
quick-open-label = 输入稿件中的文字
action-outline = 跳到标题
    .other = 大纲、目录
outline-label = 输入文字查找标题
outline-none = 本文没有这样的标题

## All commands on one sheet

action-help = 命令与快捷键
    .other = 帮助、快捷键、手册、怎么用
help-typing = 在正文中：行首输入 / 可插入内容块，输入 [[ 可链接其他稿件，按 Alt F10 可进入表格或所选文字上方的工具条，按 Ctrl Alt A 可回到列表（Escape 不离开正文）。
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
    .other = 侧边栏、边栏、左栏
action-only-text = 只显示正文或显示全部
    .other = 全屏、禅模式、专注
divider-sidebar = 分类栏宽度
divider-list = 列表宽度
divider-beside = 预览宽度
divider-below = 预览高度
action-language-system = 界面语言：跟随系统
    .other = 语言、本地化
action-language-en = 界面语言：English（英文）
    .other = 语言、切换到英文
action-language-zh = 界面语言：中文
    .other = 语言、切换到中文

## 列表的顺序、行高，以及对多篇稿件的操作

order-label = 排序
order-date = 日期
order-changed = 最近修改
order-headline = 标题
order-words = 字数
action-order-date = 列表按日期排序
    .other = 日期排序、最新
action-order-changed = 列表按最近修改排序
    .other = 修改排序、最近
action-order-headline = 列表按标题排序
    .other = 标题排序、字母顺序
action-order-words = 列表按字数排序
    .other = 字数排序、长度
action-order-reverse = 列表反向排序
    .other = 排序、升序、降序
action-rows = 列表行：完整、单行或紧凑
    .other = 紧凑、行高
action-to-draft = 退回草稿
    .other = 退稿、打回
action-to-review = 送审
    .other = 提交、审阅
action-to-approved = 批准
    .other = 通过、签发
action-file = 归入栏目…
    .other = 分类、版块、移到栏目
action-tag = 添加标签…
    .other = 关键词、话题
action-untag = 移除标签…
    .other = 删除标签、去掉标签
bulk-untag = 移除标签
notice-untagged = 已移除 { $name }
pick-none = 没有这个名称
pick-fresh = 新建：{ $name }
failure-detail = 具体情况（英文）

## 列表显示的内容

action-shelf-all = 显示全部稿件
    .other = 稿件、全部
action-shelf-draft = 显示草稿
action-shelf-review = 显示送审中的稿件
action-shelf-approved = 显示已批准的稿件
action-shelf-scheduled = 显示待发布的稿件
    .other = 定时、排期
action-shelf-published = 显示已发布的稿件
    .other = 已上线
action-shelf-archived = 显示已归档的稿件
action-shelf-trash = 显示废纸篓
    .other = 回收站、已删除
action-narrow-category = 只看一个栏目…
    .other = 筛选、分类
action-narrow-language = 只看一种语言…
    .other = 筛选
action-narrow-tag = 只看一个标签…
    .other = 筛选、关键词
action-narrow-none = 恢复全部栏目、语言和标签
    .other = 清除筛选
action-list-all = 选中整个列表
    .other = 全选稿件
action-list-none = 取消选择
    .other = 全不选、反选
action-list-retry = 重新获取列表
    .other = 刷新、重新加载
action-list-first = 列表第一篇
    .other = 顶部
action-list-last = 列表最后一篇
    .other = 底部、末尾

## 预览的位置

action-place-beside = 预览放在正文旁
    .other = 并排、左右分栏
action-place-below = 预览放在正文下方
    .other = 上下分栏
action-place-alone = 只看预览，代替正文
    .other = 全屏预览、阅读
action-width-pane = 页面与窗格同宽
    .other = 自适应
action-width-phone = 页面按手机显示
    .other = 移动端、小屏幕
action-width-tablet = 页面按平板显示
action-width-desktop = 页面按桌面显示
    .other = 电脑、宽屏
action-width-print = 页面按纸张显示
    .other = 打印、PDF
action-light-window = 页面明暗跟随窗口
action-light-light = 预览的页面：浅色
action-light-dark = 预览的页面：深色
    .other = 页面深色模式

## 窗口、提示与耗时的工作

action-typeface-serif = 正文用宋体（衬线）
    .other = 字体、明体
action-typeface-sans = 正文用黑体（无衬线）
    .other = 字体
action-typeface-mono = 正文用等宽字体
    .other = 字体、打字机
action-measure-narrow = 正文行长：短
    .other = 正文宽度
action-measure-usual = 正文行长：适中
    .other = 正文宽度
action-measure-wide = 正文行长：长
    .other = 正文宽度
action-measure-full = 正文行长：与窗格同宽
    .other = 正文宽度、全宽
action-letters-larger = 放大正文文字
    .other = 缩放、字号、字体大小、更大
action-letters-smaller = 缩小正文文字
    .other = 缩放、字号、字体大小、更小
action-work-stop = 停止正在进行的工作
    .other = 取消、中止
action-notice-way = 按下提示中的按钮
    .other = 撤销、执行提示中的操作
action-notice-close = 关闭提示
    .other = 关闭消息、忽略
action-new-window = 新建窗口
    .other = 另一个窗口
action-close = 关闭窗口
    .other = 退出
action-quit = 退出 Galley
    .other = 关闭全部
action-close-anyway = 不保存就关闭
    .other = 放弃、强制关闭
notice-unsaved = 未执行：您输入的内容还没有保存。原因和办法写在正文上方。
field-missing = 请先填写此项。
notice-window-stays = 窗口没有关闭：其中有内容未能保存。原因和办法就在旁边。
notice-window-waits = 您输入的内容保存后，窗口就会关闭。
notice-field = 已修改稿件信息
notice-found = 上次 Galley 退出时有内容未保存：您输入的内容已放回原处。
notice-found-show = 查看
notice-picked-first = 搜索还找到更多稿件：只选中了所显示的 { $count } 篇。

## 窗口的菜单

menu-file = 文件
menu-edit = 编辑
menu-view = 视图
menu-insert = 插入
menu-format = 格式
menu-article = 稿件
menu-go = 前往
menu-site = 网站
menu-help = 帮助
menu-width = 页面宽度
menu-light = 页面明暗
menu-typeface = 字体
menu-measure = 行长
menu-look = 外观
menu-language = 界面语言
menu-shelf = 显示
menu-status = 状态
menu-order = 列表排序
action-edit-cut = 剪切
action-edit-copy = 复制
action-edit-paste = 粘贴
action-edit-all = 全选

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
