<?php
// ask.php SITE posts | edit SLUG [TEXT] | recast SLUG OTHER COVER | trash SLUG | fill: what is really there, past the API; and what someone else does there.
define('WP_USE_THEMES', false);
require $argv[1] . '/wp-load.php';
if ($argv[2] === 'posts') {
    $all = [];
    $query = ['post_type' => ['post', 'page', 'attachment'], 'post_status' => ['publish', 'draft', 'pending', 'future', 'inherit', 'trash'], 'numberposts' => -1, 'orderby' => 'ID', 'order' => 'ASC'];
    foreach (get_posts($query) as $post) {
        $names = fn ($taxonomy) => wp_get_post_terms($post->ID, $taxonomy, ['fields' => 'names']);
        $all[] = [
            'id' => $post->ID, 'type' => $post->post_type, 'status' => $post->post_status, 'slug' => urldecode($post->post_name),
            'title' => $post->post_title, 'lead' => $post->post_excerpt, 'content' => $post->post_content,
            'modified' => $post->post_modified_gmt, 'date' => $post->post_date_gmt,
            'categories' => $names('category'), 'tags' => $names('post_tag'), 'cover' => get_post_thumbnail_id($post->ID),
            'alt' => get_post_meta($post->ID, '_wp_attachment_image_alt', true),
        ];
    }
    echo json_encode($all);
    exit;
}
if ($argv[2] === 'fill') {
    require __DIR__ . '/fill.php';
    exit;
}
$post = get_page_by_path($argv[3], OBJECT, ['post', 'page']);
if ($argv[2] === 'edit') {
    wp_update_post(['ID' => $post->ID, 'post_content' => $post->post_content . "\n<p>" . ($argv[4] ?? 'Added there.') . '</p>']);
} elseif ($argv[2] === 'recast') {
    wp_update_post(['ID' => $post->ID, 'post_name' => $argv[4]]);
    if ($argv[5] === '') {
        delete_post_thumbnail($post->ID);
    } else {
        $file = wp_upload_bits(basename($argv[5]), null, file_get_contents($argv[5]));
        set_post_thumbnail($post->ID, wp_insert_attachment(['post_title' => 'Chosen there', 'post_mime_type' => 'image/png'], $file['file']));
    }
} else {
    wp_trash_post($post->ID);
}
