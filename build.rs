//! Embeds the project's own text, so that the report can show its code and be verified where there is no checkout.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

#[path = "build/cff.rs"]
mod cff;
#[path = "build/gsub.rs"]
mod gsub;
#[path = "build/math_font.rs"]
mod math_font;
#[path = "build/math_variants.rs"]
mod math_variants;
#[path = "build/sfnt.rs"]
mod sfnt;

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rustc-env=BUILD_TARGET={}", env::var("TARGET").expect("cargo sets it"));
    println!("cargo::rustc-env=BUILD_OPTIMISATION={}", env::var("OPT_LEVEL").expect("cargo sets it"));
    println!("cargo::rustc-env=BUILD_TOOLCHAIN={}", compiler());
    let mut files = vec![root.join("Cargo.lock"), root.join("Cargo.toml")];
    for folder in ["src", "templates"] {
        println!("cargo::rerun-if-changed={folder}");
        collect(&root.join(folder), &mut files);
    }
    files.sort();
    let mut table = String::from("static EMBEDDED: &[(&str, &str)] = &[\n");
    for file in &files {
        let name = file.strip_prefix(&root).expect("below the root").to_string_lossy().replace('\\', "/");
        println!("cargo::rerun-if-changed={name}");
        writeln!(table, "    ({name:?}, include_str!({:?})),", file.to_string_lossy()).expect("a string takes it");
    }
    table.push_str("];\n");
    write_if_changed(&out.join("embedded.rs"), table.as_bytes());

    println!("cargo::rerun-if-changed=build");
    let (font, coverage) = math_font::subset();
    write_if_changed(&out.join("math.woff"), &font);
    write_if_changed(&out.join("math_coverage.rs"), coverage.as_bytes());
}

/// The compiler's own version line; told with a drift, never part of a result.
fn compiler() -> String {
    let rustc = env::var_os("RUSTC").expect("cargo sets it");
    let version = Command::new(rustc).arg("--version").output().expect("the compiler runs");
    String::from_utf8_lossy(&version.stdout).trim().to_owned()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is part of the package") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

fn write_if_changed(path: &Path, bytes: &[u8]) {
    if fs::read(path).ok().as_deref() != Some(bytes) {
        fs::write(path, bytes).expect("OUT_DIR is writable");
    }
}
