//! Writes the JavaScript side of a compiled module: `overread-wasm-bindgen MODULE.wasm NAME FOLDER`.
//!
//! The page compiles the module and hands it to a worker that may have no network, so no address of it is written into
//! the JavaScript.

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut given = std::env::args_os().skip(1);
    let mut next = |what| given.next().with_context(|| format!("{what} is missing"));
    let (module, name, folder) = (next("the module")?, next("its name")?, next("the folder")?);
    Bindgen::new()
        .web(true)?
        .typescript(true)
        .input_path(module)
        .out_name(&name.to_string_lossy())
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
}
