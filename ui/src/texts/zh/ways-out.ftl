## The site, written and shown

action-write-site = 生成网站
action-write-site-to = 选择网站的存放位置…
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

## 发布到服务器

action-send = 发布到服务器…
send-title = 发布到服务器
send-none = 还没有服务器。稿件可以发布到 WordPress、Ghost 或支持 Micropub 的网站：图片、栏目和标签一并送去，再次发布即更新。
send-add = 添加服务器
send-kind = 网站类型
send-wordpress = WordPress
send-ghost = Ghost
send-micropub = Micropub
send-name = 您怎么称呼它
send-address = 网站地址
send-user = 您在那里的用户名
send-password = 应用程序密码
send-password-why = 在网站的个人资料中生成，登录密码不适用。保存在系统的钥匙串中；没有钥匙串时，只保留到 Galley 关闭。
send-key = Admin API 密钥
send-key-why = 在 Ghost 设置的“集成”里新建自定义集成，整串复制。保存在系统的钥匙串中；没有钥匙串时，只保留到 Galley 关闭。
send-token = 令牌
send-token-why = 在网站的应用或令牌设置里生成，须有新建、更新、删除、恢复和上传媒体的权限。保存在系统的钥匙串中；没有钥匙串时，只保留到 Galley 关闭。
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
job-time = 在此等到 { $time }：该网站收到后会立即显示。届时 Galley 须开着。
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
failure-changed-there = 您发布之后，有人在那里改动或删除了它。没有发送任何内容。请先对照；被覆盖的内容会留在稿件的历史版本里。
failure-server = 服务器没有接受。您的文字在这里是安全的。
failure-sign-in = 服务器不认这个用户名和密码。没有任何更改；请重试。

## 从服务器导入稿件

action-pull = 从服务器导入稿件…
pull-title = 从服务器导入稿件
pull-why = 网站的全部稿件和页面连同图片一起导入，草稿仍为草稿。以后发布其中一篇，就会更新那里的那一篇。再次导入只取新增或在那里改动过的；您在这里写的不会被覆盖。
pull-go = 导入它的稿件
notice-pull-both = { $count } 篇两边都改过：您的保留不动，那边的在历史版本里。

## 服务器上他人所写与我们的对照

theirs-compare = 对照
theirs-title = 您的与那边的
theirs-why = 您发布之后，有人在 { $target } 改动了它。划去的是您的，加下划线的是那边的。请逐处选择：所选内容会放进您的文字，不会发送任何内容。您现在的文字留在历史版本里，没有采用的也留在那里。
theirs-same = 您的文字与 { $target } 上的没有差别。请再次发布。
theirs-gone = 那里已经没有它了。用您的覆盖，就会在那里重新发布。
theirs-notes = 脚注
theirs-filed = 栏目与标签
theirs-cover = 封面
theirs-shown = 读者在那里看不到
theirs-other = Galley 不了解的内容
theirs-by-nobody = 相同
theirs-by-ours = 这里改过
theirs-by-theirs = 那边改过
theirs-by-both = 两边都改过
theirs-mine = 您的
theirs-theirs = 那边的
theirs-not-taken = 此处不会自动采用。如果想要这样，请在稿件中修改。
theirs-take = 采用所选
theirs-all = 全部采用那边的
notice-theirs = 已放进您的文字。请看一看，再次发布。

## 较长的工作

works-label = 正在进行的工作
work-import = 正在导入稿件
work-pull = 正在从服务器导入稿件
work-site = 正在生成网站
work-bundle = 正在生成稿件包
work-stop = 停止
work-far = { $done } / { $total }
work-stage-looking = 查看文件夹
work-stage-listing = 读取稿件清单
work-stage-reading = 读取
work-stage-importing = 导入稿件
work-stage-library = 读取稿库
work-stage-articles = 稿件页面
work-stage-bundle = 稿件
work-stage-lists = 列表与订阅源
work-stage-media = 图片
work-stage-switching = 换上新文件
work-stage-database = 复制数据库
work-stage-packing = 打包媒体
work-stage-checking = 核对
notice-import-stopped = 已停止；此前导入的稿件已在库中。
left-title = { $count } 处未能导入
left-body = 其余内容已导入。请修改这些文件后再次导入该文件夹：没有变化的不会重复导入。
left-body-server = 其余内容已导入。这里列出的，仍原样留在服务器上。
left-more = 另有 { $count } 处。

## 导入时为何留下某项。引号内为文件中的原文。

left-path = 其中没有任何内容可以导入。
left-not-there = 它已不在那里，或是一个链接，所指的文件不存在。
left-not-allowed = 系统不允许您读取它。没有任何更改；请检查文件权限后重新导入。
left-unreadable = 系统无法读取它。没有任何更改；请重试，若再次出现，请检查磁盘。
left-link = 它是指向别处的链接。Galley 不跟随链接；请把文件复制到这里。
left-special = 它既不是文件，也不是文件夹。
left-name = 它的名称含有其他系统无法保存或会误导读者的字符。请重命名。
left-too-deep = 该文件夹的层级超过 { $max } 层，其下的内容均未读取。
left-tool-folder = 该文件夹存放的是工具生成或所需的文件，没有稿件；其下的内容均未读取。
left-too-large = 它超过了一篇稿件的上限 { $maxBytes }。请拆分。
left-not-utf8 = 它不是 UTF-8 文本。请另存为 UTF-8 后重新导入。
left-front-open = 文件开头的元数据缺少结束行“{ $closing }”。请补上。
left-front-too-large = 文件开头的元数据超过了读取上限 { $maxBytes }。请把不是字段的内容移到正文中。
left-front-too-deep = 文件开头的元数据嵌套超过 { $max } 层。
left-front-too-many = 文件开头的元数据超过 { $max } 个值。
left-front-twice = 键“{ $key }”出现了两次。请只保留一个。
left-front-alias = 文件开头的元数据中，有一个 YAML 别名指向自身或没有所指。
left-front-no-fields = 文件开头的元数据不是“title: …”这样的字段列表。
left-front-key = 文件开头的元数据中，有一个键不是普通文本。
left-front-syntax = 文件开头的元数据不是有效的 { $format }（解析器的原话：{ $words }）。
left-no-front-matter = 它开头没有元数据，原来的工具也不会把它生成为页面。
left-list-page = 它描述的是页面列表。Galley 会自行生成列表。
left-resource = 它属于所在文件夹的那个页面，本身不是页面。
left-same-id = 本次导入中另有一个文件的编号相同。已导入那一个，这一个没有导入。
left-too-many-tags = 它有 { $count } 个标签，一篇稿件最多 { $max } 个。
left-too-many-bylines = 它有 { $count } 个署名，一篇稿件最多 { $max } 个。
left-too-long-headline = 它的标题超过了上限 { $maxBytes }。
left-too-long-lead = 它的导语超过了上限 { $maxBytes }。
left-too-long-body = 它的正文超过了上限 { $maxBytes }。请拆分这篇稿件。
left-too-long-custom = 它的自定义字段合计超过了上限 { $maxBytes }。
left-too-much = 它超过了一篇稿件的上限。请拆分。
left-damaged = 字段“{ $field }”已损坏。请更正，或删去这一行，作为新稿件导入。
left-gone = 稿件包的清单中列有它，但它不在那里。
left-same-name = 压缩包中另有一项与它同名（可能只是字母大小写不同），没有解压。
left-encrypted = 它已加密。请自行解压后导入该文件夹。
left-damaged-entry = 它在压缩包中已损坏，无法解压。
left-picture-missing = 图片“{ $picture }”不在那里。文字已导入，不含这张图片。
left-picture-outside = 图片“{ $picture }”位于所导入的文件夹之外，没有读取。
left-picture-link = 图片“{ $picture }”是指向别处的链接，没有读取。
left-picture-too-large = 图片超过了上限 { $maxBytes }。请缩小。
left-picture-pixels = 图片标称 { $width } × { $height } 像素，超过了上限。请缩小。
left-picture-kind = 它不是 Galley 可以保存的图片或其他文件。
left-picture-damaged = 图片已损坏：从文件头读不出尺寸。
left-embedded = 其中有 { $count } 处影片、表单或绘图在这里没有对应的形式，已略去。
left-server = 那里的某些内容在这里没有对应（{ $words }）。
doctor-go = 测试连接
doctor-busy = 正在测试连接……
doctor-reach = 这个地址有回应。
doctor-reach-bad = 这个地址没有回应。请检查网络和地址。
doctor-prove = 对方证明了自己的身份。
doctor-prove-bad = 对方无法证明自己的身份，因此什么都没有发送。如果当前网络要求先登录，请先登录；否则请网站管理员更新证书。
doctor-prove-untried = 连接没有加密，这只在本机上允许。
doctor-api = 是这一类网站。
doctor-api-bad = 回应的不是这一类网站，或者接口已关闭。请检查地址，以及是否有插件关闭了接口。
doctor-sign-in = 认识这个账户：
doctor-sign-in-bad = 不认识这个账户。请在网站上重新生成密码或密钥，并整串复制。
doctor-publish = 这个账户可以发布。
doctor-publish-bad = 这个账户不能发布。请申请作者或编辑的角色。
doctor-html = 网站会删去这个账户所写的部分 HTML，例如视频。
doctor-draft = 已试建草稿并删除，读者看不到。
doctor-draft-bad = 无法新建或删除草稿。如果那里有一篇 “Galley tested the connection”，请删除它。
doctor-draft-untried = 没有试建草稿：这类网站无法保证草稿不被读者看到。
doctor-picture = 已试传图片并删除。
doctor-picture-bad = 无法上传或删除图片。请申请上传媒体的权限。
doctor-picture-untried = 没有试传图片：这类网站不能删除已上传的图片。
