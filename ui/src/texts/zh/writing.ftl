## 阅读

reading-views = 浏览：{ $views }

## 写作

pane-writing = 正文
pane-inspector = 预览、详情与历史
writing-headline = 标题
writing-lead = 导语：显示在正文上方和列表中的一句话
writing-dateline = 栏目、日期、语言和状态
dateline-status = 状态
dateline-no-category = 未分栏目
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
save-waits = 尚未保存：比平时慢
save-waits-many = 尚未保存：正在修改大量稿件
save-failed-body = 您的文字仍安全地留在此窗口中，磁盘上的内容没有受损。Galley 会自动重试；请保持窗口打开，或将文字存到别处。
save-copy = 复制文字
    .other = 拷贝
save-copied = 已复制
save-elsewhere = 另存为文件…
    .other = 保存
save-elsewhere-name = 稿件
save-elsewhere-done = 当前文字已存入单独的文件。无论稿库发生什么，都可以关闭窗口。
save-not-copied = 无法复制。请点击正文，全选（Ctrl A，Mac 上为 ⌘ A），再用按键复制。
late-title = 您写作期间，有人先保存了这篇稿件。
late-body = 没有任何内容被覆盖。您的文字在这里，也保存在历史中；对方的文字在稿库中。请选择以哪一份继续：另一份会留在历史中。
late-keep-mine = 保留我的文字
    .other = 冲突、覆盖
late-take-theirs = 采用对方的文字
    .other = 冲突、放弃我的
late-compare = 比较两份
    .other = 冲突、差异
late-legend = 删除线表示只在您的文字中，下划线表示只在对方的文字中。

## 篇幅

counts-label = 篇幅
count-words = { $count } 字
count-words-spaced = { $count } 词
count-characters = { $count } 字符
count-with-spaces = 含空格 { $count }
count-minutes = 阅读约 { $count } 分钟
count-selected = 所选：

## 稿件的详情与历史

field-headline = 标题
field-lead = 导语
field-body = 正文
field-cover = 头图
cover-none = 没有头图
cover-other = 不在正文中的图片
cover-file = 选择文件…
cover-drop = 或将图片拖到这里
cover-this = 用作头图
field-cover-alt = 头图内容（供看不到图片的读者）
field-cover-caption = 头图说明
field-cover-credit = 头图作者
pictures-title = 正文中的图片
field-picture-alt = 图片内容（供看不到图片的读者）
field-picture-caption = 图片说明
picture-undescribed-here = 还没有人写明这张图片的内容。
focal-title = 封面上必须保留的部分
focal-cell = 第 { $column } 列（共 5 列），第 { $row } 行（共 5 行）
focal-cropped = 列表中的样子
focal-why = 网站会在列表中裁切封面。请点击重要之处，或用方向键选择。此设置对该图片的所有用处都有效。
field-category = 栏目
field-tags = 标签，用逗号分隔
field-bylines = 署名，用逗号分隔
field-slug = 网址
field-found = Galley 退出前输入，尚未保存
field-date = 页面上的日期
field-date-like = 2026-12-31 08:00
field-embargo = 禁发：在此之前不得发出
field-language = 语言（en、zh、de…）
versions = 其他语言
versions-source = 原文
versions-stale = 旧于原文
versions-moved = 原文在翻译之后有了改动，其历史可见改了什么。译文跟上之后，请在此标明。
versions-current = 译文已与原文一致
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
    .other = 保存、快照
history-kept-name = 保留于 { $time }
history-none = 还没有更早的版本。覆盖任何内容之前都会保留一份。
history-since = 此后的修改；回到此版本会全部撤回
history-restore = 回到此版本
notice-went-back = 已回到第 { $number } 版
history-released-now = 读者看到的版本
history-goes-out = 读者将于 { $time } 看到
history-released = 曾发布
history-conflict = 保存过晚
history-restored = 恢复之前
history-earlier = 较早的版本
history-number = 第 { $number } 版
compare-same = 两份文字相同。
compare-bylines = 署名
compare-translation = 译自
compare-custom = Galley 不认识的字段
compare-nothing = 无
compare-yes = 是
compare-no = 否

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
find-current = 找到
find-on-line = 所在行：
find-replaced-on-line = 已替换第 { $line } 行的匹配
find-replaced = 已替换 { $count } 处匹配
find-selection-deleted = 已删除所选内容
find-completions = 可插入的内容
find-go-to-line = 转到行
find-go = 转到

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
preview-light = 明暗
preview-light-window = 跟随窗口
preview-light-light = 浅色
preview-light-dark = 深色
preview-place = 预览的位置
preview-behind = 预览没有跟上，文字是安全的。

## What was pasted

paste-done = 已粘贴为 Markdown。
paste-waits = 正在将粘贴的内容转换为 Markdown。可以继续写作，内容会出现在粘贴的位置。
paste-late = 粘贴到上一篇稿件的内容没有进入：此前已打开本篇。内容仍在剪贴板上，请返回重新粘贴。
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

## Helps for writing

action-aid-signs = 输入时使用印刷体引号和破折号
    .other = 智能引号、弯引号、自动更正
action-aid-focus = 只突出当前段落
    .other = 专注模式、聚焦
action-aid-typewriter = 正在书写的行保持居中
    .other = 打字机模式
action-aid-spelling = 标出拼写错误
    .other = 拼写检查、校对、错别字、红线
action-spelling-correct = 更正拼写有误的词
    .other = 拼写建议、改正
action-spelling-next = 下一个拼写有误的词
    .other = 下一个错误
action-spelling-languages = 本稿使用的词典…
    .other = 拼写语言、拼写检查语言
dictionaries-title = 本稿使用的词典
dictionaries-why = 只要其中一部词典或专用词表中有某个词，它就不算拼写错误。一部也不选，本稿就不检查拼写。
dictionaries-check = 按以下词典检查
dictionaries-missing = 本机没有{ $language }词典。请安装相应的 hunspell 词典（在 Debian 和 Ubuntu 上是软件包，例如 hunspell-fr），或将其 .dic 和 .aff 文件放入下面的文件夹，然后重新查找。
dictionaries-unspelled = { $language }的词之间没有空格，无需检查拼写。文中其他语言的词按您在此选择的词典检查。
dictionaries-again = 重新查找
dictionaries-for-all = 所有未单独设置的{ $language }稿件也这样检查
dictionaries-usual = 恢复默认
dictionaries-off = 拼写检查已对所有稿件关闭。可在设置中重新开启。
action-house-words = 专用词表…
    .other = 自定义词典、术语表、生词
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
notice-no-dictionary = { $language }：未找到其词典，因此不检查拼写。
notice-dictionaries = 怎么办…
notice-none-misspelt = 没有发现拼写有误的词。
action-nextToCome = 下一处待补内容（TK）
    .other = 占位、待办
action-tick = 勾选或取消勾选
    .other = 复选框、完成
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

## 表格

group-table = 表格
bar-table-label = 行与列
action-rowAbove = 在上方插入行
    .other = 插入一行
action-rowBelow = 在下方插入行
    .other = 添加行、插入一行
action-rowUp = 上移此行
action-rowDown = 下移此行
action-rowRemove = 删除此行
    .other = 去掉此行
action-columnBefore = 在前面插入列
    .other = 插入一列
action-columnAfter = 在后面插入列
    .other = 添加列、插入一列
action-columnBack = 前移此列
action-columnOn = 后移此列
action-columnRemove = 删除此列
    .other = 去掉此列
action-alignLeft = 此列左对齐
action-alignCenter = 此列居中
action-alignRight = 此列右对齐
action-tidyTable = 整理表格：对齐 Markdown 中的竖线
    .other = 表格格式

## 脚注

action-noteInsert = 新建脚注
    .other = 插入脚注、尾注、参考
action-noteGo = 跳到脚注，再跳回正文
note-unsaid = 还没有这个名称的脚注。请在下方写出：方括号中的名称、冒号、内容。

## 定时发布

later-title = 定时发布
later-why = 到时发布的是此刻的文字；此后的修改不在其中。
later-why-out = 在那之前读者看到的保持不变，到时换成此刻的文字；此后的修改不在其中。
later-why-some = 到时发布的是此刻的文字；已发布的稿件在那之前保持不变。此后的修改不在其中。
later-time = 日期和时间
later-zone = 年、月、日和时间，如 2026-12-01 08:00，按稿库的时区：{ $zone }。
later-servers = 到时送往
later-servers-why = 能定时的网站到时自行发布；其余的由 Galley 到时送出，届时须开着。
later-go = 到时发布
later-done = 将于 { $time } 发布
later-waits = 有一处改动等到 { $time } 发布。
later-waits-many = 有 { $count } 处改动在等待发布时间。
later-take-back = 保留读者现在看到的
later-taken-back = 改动不再等待发布

## 查找与插入

action-find = 在正文中查找
action-findReplace = 在正文中查找并替换
    .other = 替换
action-findNext = 查找下一处
action-findPrevious = 查找上一处
action-findAll = 选中所有找到的
action-findLine = 按行号转到…
    .other = 跳转到行
action-replaceNext = 替换找到的这一处
action-replaceAll = 替换所有找到的
action-toBar = 进入表格或所选文字上方的工具条
action-blockTable = 插入表格
    .other = 新建表格
action-blockNote = 插入提示框
    .other = 标注、旁注、警告
action-blockCode = 插入代码块
    .other = 代码片段
action-blockRule = 插入分隔线
    .other = 水平线
action-linkArticle = 链接到稿件…
    .other = 内部链接、交叉引用
action-field-date = 设置页面上的日期…
    .other = 日期、发布日期
action-status = 更改状态…
    .other = 流程、阶段、提交审核、撤回、归档
action-field-language = 设置稿件的语言…
action-cover = 选择头图…
    .other = 封面、题图、特色图片、缩略图
action-pictures = 从文件插入图片…
    .other = 图像、照片、插图、配图
action-paste-plain = 将粘贴的内容改为纯文本
    .other = 无格式粘贴、纯文本粘贴
action-save-retry = 现在重新保存正文
    .other = 保存
