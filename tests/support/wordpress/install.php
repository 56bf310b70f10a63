<?php
// install.php SITE: WordPress without its wizard, with an account of each role that matters.
define('WP_INSTALLING', true);
function wp_mail() { return true; } // nobody is written to
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('News', 'chief', 'chief@example.org', true, '', 'not-an-application-password');
update_option('permalink_structure', '/%postname%/');
flush_rewrite_rules();
foreach (['author', 'contributor'] as $role) {
    wp_insert_user(['user_login' => $role, 'user_pass' => wp_generate_password(), 'user_email' => "$role@example.org", 'role' => $role]);
}
wp_insert_user(['user_login' => 'marta', 'display_name' => 'Marta Berg', 'user_pass' => wp_generate_password(), 'user_email' => 'marta@example.org', 'role' => 'author']);
foreach (['chief', 'author', 'contributor'] as $name) {
    $user = get_user_by('login', $name)->ID;
    [$password] = WP_Application_Passwords::create_new_application_password($user, ['name' => 'Galley']);
    echo "$name=$password\n";
}
