<?php
// Files as they are, everything else to WordPress. Below /blog the same site stands in a folder.
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$galley_below = str_starts_with($path, '/blog/') ? '/blog' : '';
$file = $_SERVER['DOCUMENT_ROOT'] . substr($path, strlen($galley_below));
if ($path !== "$galley_below/" && is_file($file)) {
    if ($galley_below === '') {
        return false;
    }
    if (!str_ends_with($file, '.php')) {
        header('Content-Type: ' . mime_content_type($file));
        return readfile($file);
    }
}
$_SERVER['SCRIPT_NAME'] = "$galley_below/index.php";
chdir($_SERVER['DOCUMENT_ROOT']);
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
