//! Numbers do not come from the platform: no mathematical function is imported from it, and no dependency is built so that
//! it would choose one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use object::{Object as _, read::File};

/// Functions whose last bits differ between platforms.
const INEXACT: [&str; 27] = [
    "exp", "exp2", "exp10", "expm1", "log", "log2", "log10", "log1p", "pow", "cbrt", "hypot", "sin", "cos", "sincos",
    "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "tgamma", "lgamma",
];

const PROGRAM: &str = env!("CARGO_BIN_EXE_simplicity-bias");

/// What a program imports, without the marks that platforms add to a name.
fn imports(program: &Path) -> Vec<String> {
    let bytes = fs::read(program).unwrap();
    let file = File::parse(&*bytes).unwrap();
    let imports = file.imports().unwrap();
    let name =
        |name: &[u8]| String::from_utf8_lossy(name).trim_start_matches('_').split('@').next().unwrap().to_owned();
    imports.iter().map(|import| name(import.name())).collect()
}

/// Those of the platform's inexact functions that a program imports, in single precision too; and of fused ones.
fn inexact(program: &Path) -> Vec<String> {
    let is_inexact = |name: &String| {
        let double = name.strip_suffix(['f', 'l', 'r']).unwrap_or(name);
        let fused = ["fma", "fmaf"].contains(&name.as_str());
        fused || INEXACT.contains(&name.as_str()) || INEXACT.contains(&double)
    };
    let mut found: Vec<String> = imports(program).into_iter().filter(is_inexact).collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn the_numerics_import_no_mathematical_function_of_the_platform() {
    let build = cargo(&["build", "--locked", "--offline", "--message-format", "json", "--example", "numerics"]);
    let messages = build.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let mut programs = messages.filter_map(|message| message["executable"].as_str().map(PathBuf::from));
    let example = programs.next_back().unwrap();
    assert!(imports(&example).len() > 10, "{:?}", imports(&example));
    assert_eq!(inexact(&example), Vec::<String>::new());
}

#[test]
fn the_program_imports_none_but_the_power_that_templates_and_the_progress_bar_can_take() {
    let found = inexact(Path::new(PROGRAM));
    assert!(found.iter().all(|name| name == "pow"), "{found:?}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "this very program is the control: it does import them")]
fn a_program_that_does_import_them_is_caught() {
    let x = std::hint::black_box(0.5_f64);
    assert!(x.sin() + x.exp() + x.ln() < 2.0);
    let found = inexact(&std::env::current_exe().unwrap());
    for name in ["sin", "exp", "log"] {
        assert!(found.iter().any(|found| found == name), "{name} is not among {found:?}");
    }
}

/// What cargo prints.
fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The features that a dependency is built with.
fn features(package: &str, edges: &str) -> Vec<String> {
    let arguments = ["tree", "--locked", "--offline", "--prefix", "none", "--format", "{p},{f}", "--edges", edges];
    let text = cargo(&arguments);
    let line = text.lines().find(|line| line.starts_with(&format!("{package} v"))).expect(package);
    line.split(',').skip(1).map(|feature| feature.trim_end_matches(" (*)").to_owned()).collect()
}

#[test]
fn linear_algebra_is_built_without_std_which_would_let_it_fuse_products_and_sums() {
    for edges in ["normal,build", "normal,build,dev"] {
        assert_eq!(features("nalgebra", edges), ["alloc", "libm-force"], "{edges}");
        for package in ["simba", "libm", "rand", "rand_pcg"] {
            assert!(!features(package, edges).iter().any(|feature| feature == "std"), "{package}, {edges}");
        }
    }
    assert!(features("serde_json", "normal,build").contains(&"std".into()), "features are read");
}

#[test]
fn no_dependency_multiplies_matrices_with_what_the_processor_has() {
    let lock = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    let has = |package: &str| lock.contains(&format!("name = \"{package}\"\n"));
    assert!(!has("matrixmultiply"), "nalgebra's std has come in");
    assert!(has("nalgebra") && has("libm"));
}
