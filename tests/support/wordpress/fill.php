<?php
// What people wrote there before Galley came: in both editors, with pictures of several sizes, a tree of categories, a draft, one
// that waits for its time, and a page.
require_once ABSPATH . 'wp-admin/includes/taxonomy.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
require_once ABSPATH . 'wp-admin/includes/file.php';
require_once ABSPATH . 'wp-admin/includes/media.php';
wp_set_current_user(get_user_by('login', 'chief')->ID);
wp_update_user(['ID' => get_current_user_id(), 'display_name' => 'Li Wei']);

function picture($name, $alt) {
    $file = wp_tempnam($name);
    $image = imagecreatetruecolor(1200, 800);
    imagefill($image, 0, 0, imagecolorallocate($image, crc32($name) & 255, 90, 120));
    imagepng($image, $file);
    $id = media_handle_sideload(['name' => "$name.png", 'tmp_name' => $file], 0);
    update_post_meta($id, '_wp_attachment_image_alt', $alt);
    return $id;
}
[$quay, $ship, $crane] = [picture('quay', 'A quay'), picture('ship', 'A ship'), picture('crane', 'A crane')];
$small = fn ($id) => wp_get_attachment_image_src($id, 'medium')[0];
$home = home_url();
$news = wp_insert_category(['cat_name' => 'News & more']);
$harbour = wp_insert_category(['cat_name' => 'Harbour', 'category_parent' => $news]);
$write = fn ($fields) => wp_insert_post(wp_slash($fields + ['post_status' => 'publish', 'post_date_gmt' => '2019-03-04 05:06:07', 'post_date' => '2019-03-04 05:06:07']));
$write(['post_title' => 'The old & the new', 'post_name' => 'old-one', 'post_excerpt' => 'What it was about.', 'post_category' => [$harbour], 'tags_input' => ['Cables & ducts', 'Quays'],
    'post_content' => "One paragraph, <em>written</em> long ago,\nin two lines. See <a href=\"$home/old-two/#more\">the other</a>.\n\n"
        . "[caption id=\"attachment_$quay\" width=\"300\"]<img class=\"size-medium wp-image-$quay\" src=\"{$small($quay)}\" alt=\"A quay\" width=\"300\" /> By night[/caption]\n\n[contact-form id=\"7\"]\n\nThe end."]);
$two = $write(['post_title' => 'In blocks', 'post_name' => 'old-two', 'post_category' => [$news],
    'post_content' => "<!-- wp:paragraph -->\n<p>Water is H<sub>2</sub>O.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading -->\n<h2 id=\"more\">More</h2>\n<!-- /wp:heading -->\n\n"
        . "<!-- wp:gallery -->\n<figure class=\"wp-block-gallery has-nested-images\"><!-- wp:image {\"id\":$ship} -->\n<figure class=\"wp-block-image\"><img src=\"{$small($ship)}\" alt=\"A ship\" class=\"wp-image-$ship\"/></figure>\n<!-- /wp:image -->\n\n<!-- wp:image {\"id\":$quay} -->\n<figure class=\"wp-block-image\"><img src=\"{$small($quay)}\" alt=\"A quay\" class=\"wp-image-$quay\"/></figure>\n<!-- /wp:image --></figure>\n<!-- /wp:gallery -->"]);
set_post_thumbnail($two, $crane);
$write(['post_title' => 'Not yet', 'post_name' => 'old-draft', 'post_status' => 'draft', 'post_content' => '<p>Half a</p>']);
$write(['post_title' => 'Later', 'post_name' => 'old-later', 'post_status' => 'future', 'post_date_gmt' => '2090-01-01 08:00:00', 'post_date' => '2090-01-01 08:00:00', 'post_content' => '<p>Wait.</p>']);
$write(['post_title' => 'About us', 'post_name' => 'about-us', 'post_type' => 'page', 'post_content' => '<p>We are.</p>']);
