<?php
// ask.php SITE posts | edit SLUG [TEXT] | redate SLUG DATE | status SLUG-OR-ID STATUS | recast SLUG OTHER COVER | trash SLUG | call SLUG OTHER | protect SLUG PASSWORD | reauthor SLUG LOGIN | lose CATEGORY | term TAXONOMY NAME | tag SLUG NAME | terms TAXONOMY | many COUNT | long SLUG SIGNS COUNT | show SLUG PICTURE | permalinks FORM | fill: what is really there, past the API; and what someone else does there.
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
            'author' => get_the_author_meta('display_name', $post->post_author),
            'alt' => get_post_meta($post->ID, '_wp_attachment_image_alt', true),
            'caption' => $post->post_type === 'attachment' ? $post->post_excerpt : '',
        ];
    }
    echo json_encode($all);
    exit;
}
if ($argv[2] === 'fill') {
    require __DIR__ . '/fill.php';
    exit;
}
if ($argv[2] === 'lose') {
    // All pictures, and a category.
    foreach (get_posts(['post_type' => 'attachment', 'numberposts' => -1]) as $picture) {
        wp_delete_attachment($picture->ID, true);
    }
    wp_delete_term(get_term_by('name', $argv[3], 'category')->term_id ?? 0, 'category');
    exit;
}
if ($argv[2] === 'term') {
    echo wp_insert_term(wp_slash($argv[4]), $argv[3])['term_id'];
    exit;
}
if ($argv[2] === 'terms') {
    echo json_encode(array_map(fn ($name) => html_entity_decode($name, ENT_QUOTES), get_terms(['taxonomy' => $argv[3], 'hide_empty' => false, 'fields' => 'names'])));
    exit;
}
if ($argv[2] === 'many') {
    // So many posts, and as many tags, each on one of them.
    wp_defer_term_counting(true);
    for ($number = 0; $number < (int) $argv[3]; $number += 1) {
        wp_insert_post(['post_title' => "Of many $number", 'post_name' => "of-many-$number", 'post_status' => 'publish', 'post_content' => '<p>Words.</p>', 'tags_input' => ["Filler $number"]]);
    }
    wp_defer_term_counting(false);
    exit;
}
if ($argv[2] === 'long') {
    // Posts with a picture of so many signs in their text, as people paste them.
    wp_set_current_user(get_user_by('login', 'chief')->ID);
    $picture = '<img src="data:image/png;base64,' . str_repeat('/', (int) $argv[4]) . '" alt="">';
    for ($number = 0; $number < (int) $argv[5]; $number += 1) {
        wp_insert_post(['post_title' => 'Of a picture', 'post_name' => "$argv[3]-$number", 'post_status' => 'publish', 'post_content' => "Before it.\n\n$picture"]);
    }
    exit;
}
if ($argv[2] === 'permalinks') {
    update_option('permalink_structure', $argv[3]);
    flush_rewrite_rules();
    exit;
}
// One that is pending has no path.
$post = get_page_by_path($argv[3], OBJECT, ['post', 'page']) ?? get_post((int) $argv[3]);
if ($argv[2] === 'protect') {
    wp_update_post(['ID' => $post->ID, 'post_password' => $argv[4]]);
} elseif ($argv[2] === 'edit') {
    // As someone who may write all HTML; what is handed over so has its backslashes doubled.
    wp_set_current_user(get_user_by('login', 'chief')->ID);
    wp_update_post(wp_slash(['ID' => $post->ID, 'post_content' => $post->post_content . "\n<p>" . ($argv[4] ?? 'Added there.') . '</p>']));
} elseif ($argv[2] === 'show') {
    wp_set_current_user(get_user_by('login', 'chief')->ID);
    $file = wp_upload_bits(basename($argv[4]), null, file_get_contents($argv[4]));
    $id = wp_insert_attachment(['post_title' => 'Shown there', 'post_mime_type' => 'image/png'], $file['file']);
    $picture = "<img class=\"wp-image-$id\" src=\"{$file['url']}\" alt=\"New there\" />";
    wp_update_post(wp_slash(['ID' => $post->ID, 'post_content' => "$post->post_content\n\n$picture"]));
} elseif ($argv[2] === 'status') {
    wp_update_post(['ID' => $post->ID, 'post_status' => $argv[4]]);
} elseif ($argv[2] === 'tag') {
    wp_set_post_tags($post->ID, $argv[4], true);
} elseif ($argv[2] === 'reauthor') {
    wp_update_post(['ID' => $post->ID, 'post_author' => get_user_by('login', $argv[4])->ID]);
} elseif ($argv[2] === 'redate') {
    wp_update_post(['ID' => $post->ID, 'post_date' => $argv[4], 'post_date_gmt' => $argv[4], 'edit_date' => true]);
} elseif ($argv[2] === 'call') {
    wp_update_post(['ID' => $post->ID, 'post_name' => $argv[4]]);
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
