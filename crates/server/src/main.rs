//! `overread-server --data DIR --listen ADDR [--public-url URL]`

use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use overread_server::{Patience, PublicUrl, Quotas, Server, Settings, stderr_log};
use tokio::signal::unix::{SignalKind, signal};

/// Stores sealed second opinions and can open none of them.
#[derive(Parser)]
#[command(name = "overread-server", version)]
struct Arguments {
    /// Folder for everything that is kept.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Address to listen on.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Where people find the pages, for example `https://overread.example.org`.
    #[arg(long, value_name = "URL")]
    public_url: Option<PublicUrl>,
    /// Store no more than so many bytes of ciphertext.
    #[arg(long, value_name = "BYTES")]
    max_bytes: Option<u64>,
    /// Keep no more than so many bytes of ciphertext in one case.
    #[arg(long, value_name = "BYTES", default_value_t = Quotas::default().case_bytes)]
    max_case_bytes: u64,
    /// Keep no more than so many bytes of ciphertext in all cases of one patient.
    #[arg(long, value_name = "BYTES", default_value_t = Quotas::default().patient_bytes)]
    max_patient_bytes: u64,
    /// Let a person have no more than so many cases open that are not submitted yet.
    #[arg(long, value_name = "N", default_value_t = Quotas::default().unsubmitted_cases)]
    max_unsubmitted: usize,
    /// Leave so many bytes of the disk free of ciphertext.
    #[arg(long, value_name = "BYTES", default_value_t = Quotas::default().keep_free)]
    keep_free: u64,
    /// Address of a proxy whose X-Forwarded-For is believed; may be given more than once.
    #[arg(long, value_name = "ADDR")]
    trusted_proxy: Vec<IpAddr>,
    /// Take no more than so many connections at once.
    #[arg(long, value_name = "N", default_value_t = Patience::default().connections)]
    max_connections: usize,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let log = stderr_log();
    // Fails only if there is a default already, and nobody sets one before.
    let _ = tracing::dispatcher::set_global_default(log.clone());
    let public = arguments.public_url.clone();
    let settings = Settings {
        public_url: arguments.public_url,
        max_bytes: arguments.max_bytes,
        quotas: Quotas {
            case_bytes: arguments.max_case_bytes,
            patient_bytes: arguments.max_patient_bytes,
            unsubmitted_cases: arguments.max_unsubmitted,
            keep_free: arguments.keep_free,
            ..Quotas::default()
        },
        trusted_proxies: arguments.trusted_proxy,
        patience: Patience {
            connections: arguments.max_connections,
            ..Patience::default()
        },
        log,
        ..Settings::new(arguments.data, arguments.listen)
    };
    match run(settings, public).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            let _ = writeln!(std::io::stderr(), "{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn run(settings: Settings, public: Option<PublicUrl>) -> Result<(), String> {
    let mut terminate = signal(SignalKind::terminate()).map_err(|error| error.to_string())?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(|error| error.to_string())?;
    let running = Server::start(settings)
        .await
        .map_err(|refused| refused.to_string())?;
    greet(running.address(), public.as_ref(), running.setup_token()).map_err(|error| error.to_string())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping");
    running.shutdown().await;
    Ok(())
}

/// What a script or an operator waits for on standard output.
fn greet(address: SocketAddr, public: Option<&PublicUrl>, setup_token: Option<&str>) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    if let Some(token) = setup_token {
        writeln!(out, "Setup token: {token}")?;
    }
    match public {
        Some(public) => writeln!(out, "Open {}", public.origin())?,
        None if address.ip().is_loopback() => writeln!(out, "Open http://localhost:{}", address.port())?,
        None => writeln!(out, "Open http://{address}")?,
    }
    out.flush()
}
