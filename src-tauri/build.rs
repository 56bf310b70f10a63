//! Hands the app's configuration to Tauri and puts every command of ours under guard.
//!
//! Tauri checks who may call an app's own commands only where the app has a manifest of its permissions. Ours is
//! written by hand beside the commands; a command that it does not name is refused in every window.

const PERMISSIONS: &str = "./src-tauri/commands/*.toml";

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/commands/permissions.toml");
    let manifest = tauri_build::AppManifest::new().permissions_path_pattern(PERMISSIONS);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    tauri_build::try_build(attributes).expect("tauri.conf.json and the permissions agree with each other");
}
