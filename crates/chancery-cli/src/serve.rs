//! `chancery serve`: the API and the page over a store.

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;
use chancery_server::{Options, Right, Server, new_token};

use crate::arguments::{StoreArgument, author};

/// Where to listen when nobody says it.
pub(crate) const LISTEN: &str = "127.0.0.1:8600";
/// Who judges when nobody says it.
const NOBODY: &str = "local";

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    store: StoreArgument,
    /// Where to listen; port 0 is any free one.
    #[arg(long, value_name = "HOST:PORT", default_value = LISTEN)]
    listen: String,
    /// Serve others than the user of this machine: those who have a token.
    #[arg(long, requires = "tokens")]
    public: bool,
    /// File with the line of each token.
    #[arg(long, value_name = "FILE", requires = "public")]
    tokens: Option<PathBuf>,
    /// Open the page in your browser.
    #[arg(long)]
    open: bool,
    /// Write a line on standard error for each request.
    #[arg(long)]
    log: bool,
    /// Who judges on the page, without --public; else CHANCERY_AUTHOR, else your name on this machine.
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// Folder of the model; the built-in one without it.
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
}

#[derive(clap::Subcommand)]
enum What {
    /// Make a token: prints it once, and its line for the file of tokens.
    Token {
        /// Whose it is: letters, digits, `.`, `_` and `-`.
        name: String,
        /// What it allows.
        #[arg(value_parser = ["read", "review", "admin"])]
        right: String,
    },
}

pub(crate) fn run(arguments: Arguments, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let Arguments { what, store, listen, public, tokens, open, log, author, model } = arguments;
    if let Some(What::Token { name, right }) = what {
        return token(&name, &right);
    }
    let knowledge = crate::known(knowledge)?;
    let options = Options {
        store: store.path()?,
        listen: address(&listen)?,
        public,
        tokens,
        log,
        // A reader needs no name.
        author: self::author(author).unwrap_or_else(|_| NOBODY.to_owned()),
        knowledge,
        load: Box::new(move || Ok(chancery::Chancery::new(crate::model(model.clone())?, knowledge))),
    };
    serve(options, open)
}

/// Serves a store to the user of this machine.
pub(crate) fn local(store: PathBuf, listen: &str, open: bool, knowledge: Option<&Path>) -> anyhow::Result<ExitCode> {
    let knowledge = crate::known(knowledge)?;
    let options = Options {
        store,
        listen: address(listen)?,
        public: false,
        tokens: None,
        log: false,
        author: self::author(None).unwrap_or_else(|_| NOBODY.to_owned()),
        knowledge,
        load: Box::new(move || Ok(chancery::Chancery::new(crate::model(None)?, knowledge))),
    };
    serve(options, open)
}

fn serve(options: Options, open: bool) -> anyhow::Result<ExitCode> {
    let began = Instant::now();
    let server = Server::bind(options)?;
    let url = format!("http://{}", server.address());
    println!("{url}");
    anstream::eprintln!(
        "chancery: serving after {:.1} s; the API is described at {url}/api/v1/openapi.json; stop with Ctrl-C",
        began.elapsed().as_secs_f64()
    );
    if open && let Err(error) = open::that_detached(&url) {
        anstream::eprintln!("chancery: no browser could be opened ({error}); open {url} yourself");
    }
    server.run()?;
    Ok(ExitCode::SUCCESS)
}

fn token(name: &str, right: &str) -> anyhow::Result<ExitCode> {
    let right = Right::from_name(right).context("the right is none of read, review, admin")?;
    let made = new_token(name, right)?;
    println!("{}", made.line);
    anstream::eprintln!(
        "chancery: add the line above to the file of tokens; this is the token, which cannot be shown again:\n{}",
        made.token
    );
    Ok(ExitCode::SUCCESS)
}

fn address(listen: &str) -> anyhow::Result<SocketAddr> {
    let mut found = listen.to_socket_addrs().with_context(|| format!("--listen {listen}: write HOST:PORT"))?;
    found.next().with_context(|| format!("--listen {listen}: the host has no address"))
}
