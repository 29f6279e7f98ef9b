//! The native sides of the client's ports.

mod http;
mod storage;
mod system;

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use getrandom::SysRng;
use overread_client::Ports;
use overread_client::seal::object::RustCrypto;
use rand_core::UnwrapErr;

pub use storage::{FileStorage, write_private};
pub use system::now;

/// Everything from the outside; requests go to `origin` once it is known.
pub fn native(storage: FileStorage, origin: Rc<OnceCell<String>>) -> anyhow::Result<Ports> {
    Ok(Ports {
        http: Box::new(http::Net::new(origin)?),
        storage: Box::new(storage),
        cipher: Box::new(RustCrypto),
        clock: Box::new(system::SystemClock),
        random: RefCell::new(Box::new(UnwrapErr(SysRng))),
    })
}
