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

## 发布到服务器

action-send = 发布到服务器…
send-title = 发布到服务器
send-none = 还没有服务器。稿件可以发布到 WordPress 或 Ghost 网站：图片、栏目和标签一并送去，再次发布即更新。
send-add = 添加服务器
send-kind = 网站类型
send-wordpress = WordPress
send-ghost = Ghost
send-name = 您怎么称呼它
send-address = 网站地址
send-user = 您在那里的用户名
send-password = 应用程序密码
send-password-why = 在网站的个人资料中生成，登录密码不适用。保存在系统的钥匙串中；没有钥匙串时，只保留到 Galley 关闭。
send-key = Admin API 密钥
send-key-why = 在 Ghost 设置的“集成”里新建自定义集成，整串复制。保存在系统的钥匙串中；没有钥匙串时，只保留到 Galley 关闭。
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
