## Bringing articles in, and another library

action-import = 导入 Markdown 文件夹
    .other = 导入、添加文件、迁移、引入
action-open-library = 打开其他稿库
    .other = 打开文件夹、切换稿库
notice-import = 已导入 { $count } 篇稿件。
notice-import-same = { $count } 篇没有变化。
notice-import-review = { $count } 篇等待审核通过，因为此稿库要求审核。
begin-open = 打开已有的稿库

## 起始画面：通往稿库的途径

action-libraries = 稿库列表
    .other = 最近打开、欢迎、开始界面、新建稿库、恢复备份
action-rename-library = 重命名此稿库…
    .other = 改名、稿库名称
begin-back = 返回稿库
begin-own-window = 每个稿库各有一个窗口。您选择的稿库会在新窗口中打开；若已打开，则切换到它的窗口。
begin-lost-title = 您的稿库未能打开
begin-cannot-title = 此稿库无法在这里打开
begin-recent = 最近打开的稿库
begin-missing = 目前不在原处
begin-forget = 从列表中移除
begin-first = 您的稿库
begin-another = 其他稿库
begin-bring = 用 Markdown 文件夹新建

## 备份

backups-of-it = 此稿库的备份
backups-of-it-why = 每份备份完成后都经过回读核对。现在位于原处的内容会保留在旁边。
backups-use = 恢复此备份
backups-elsewhere = 来自 { $path }
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
    .other = 首选项、偏好设置、选项、配置、您的名字、备份、时区
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
settings-typeface = 正文字体
settings-typeface-why = 只影响您写作时看到的样子；读者看到的由网站决定。
typeface-serif = 宋体（衬线）
typeface-sans = 黑体（无衬线）
typeface-mono = 等宽
settings-measure = 行长
measure-narrow = 短
measure-usual = 适中
measure-wide = 长
measure-full = 与窗格同宽
settings-specimen = 海缆静卧海底。The cable lies on the seabed.
settings-size = 正文字号
settings-pixels = { $size } 像素
settings-library = 稿库“{ $name }”
settings-name = 名称
settings-name-why = 文件夹也会改用此名。备份和网站保持不变。
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
