//! Connections. In: an address and a store. Out: answers, until somebody says stop. Always: a client that is slow or says too much costs a
//! connection for a bounded time and nothing else.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use chancery::knowledge::Knowledge;
use chancery::relate::Names;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, watch};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use crate::app::{App, Load};
use crate::datasets::Datasets;
use crate::follow::Follower;
use crate::guard::{Guard, Peer};
use crate::measure::Meter;
use crate::query::Parameters;
use crate::readers::Readers;
use crate::{Error, api, layers};

/// Connections at once.
const CONNECTIONS: usize = 1_024;
/// Time for the head of a request, from when the connection is ready for it: also how long an idle one is kept.
const HEAD: Duration = Duration::from_secs(15);
/// Bytes of a head at most.
const HEAD_BYTES: usize = 32 << 10;
/// Fields of a head at most.
const HEAD_FIELDS: usize = 64;
/// How long a client may take none of an answer.
const STALL: Duration = Duration::from_secs(30);
/// How long requests that have begun may go on after a stop.
const LAST: Duration = Duration::from_secs(10);
/// Pause after the system gave no connection: it has no more handles.
const REST: Duration = Duration::from_millis(100);

/// How to serve.
pub struct Options {
    /// The store.
    pub store: PathBuf,
    /// Where to listen; port 0 is any free one.
    pub listen: SocketAddr,
    /// Whether others than the user of this machine are served: those who have a token.
    pub public: bool,
    /// The file of tokens, for `public`.
    pub tokens: Option<PathBuf>,
    /// Whether to write a line on standard error for each request.
    pub log: bool,
    /// Who judges, without `public`.
    pub author: String,
    /// What names are looked up in.
    pub knowledge: &'static Knowledge,
    /// Loads what links claims anew after a judgement; called when the first is made.
    pub load: Load,
}

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    app: Arc<App>,
    router: Router,
    stop: watch::Sender<bool>,
}

/// Stops a server.
#[derive(Clone)]
pub struct Stopper(watch::Sender<bool>);

impl Stopper {
    /// Takes no more connections; what has begun is ended, for ten seconds at most.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

impl Server {
    /// Reads the store and listens.
    ///
    /// # Errors
    /// [`Error::NotLocal`] when others could reach the address and `public` is not set; [`Error::NoTokens`] and [`Error::Tokens`] when it is
    /// and there are none; those of the store and of listening.
    pub fn bind(options: Options) -> Result<Self, Error> {
        let Options { store, listen, public, tokens, log, author, knowledge, load } = options;
        let guard = Guard::new(listen, public, tokens, author)?;
        let names = Arc::new(Names::of(knowledge));
        let follower = Arc::new(Follower::new(&store, names.clone())?);
        let listening = |source| Error::Listen { address: listen, source };
        let listener = TcpListener::bind(listen).map_err(listening)?;
        listener.set_nonblocking(true).map_err(listening)?;
        let address = listener.local_addr().map_err(listening)?;
        let (paths, description) = api::paths();
        let app = Arc::new(App {
            readers: Arc::new(Readers::new(store.clone())),
            store,
            knowledge,
            names,
            guard,
            follower,
            datasets: Datasets::default(),
            meter: Meter::default(),
            parameters: Parameters::of(&description),
            run: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos() as u64),
            writer: Arc::default(),
            load,
            chancery: OnceLock::new(),
            words: std::sync::Mutex::default(),
            counts: std::sync::Mutex::default(),
        });
        let router = layers::around(paths, &app, log);
        Ok(Self { listener, address, app, router, stop: watch::Sender::new(false) })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops it from elsewhere.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.stop.clone())
    }

    /// Serves until it is stopped, by [`Stopper`], SIGINT or SIGTERM.
    ///
    /// # Errors
    /// [`Error::System`] when there are no threads.
    pub fn run(self) -> Result<(), Error> {
        let system = |error: std::io::Error| Error::System { what: "threads", cause: error.to_string() };
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(system)?;
        let done = runtime.block_on(self.serve());
        // A question that is still asked may not hold up the end.
        runtime.shutdown_timeout(Duration::from_secs(1));
        done
    }

    async fn serve(self) -> Result<(), Error> {
        let Self { listener, address, app, router, stop } = self;
        let listening = |source| Error::Listen { address, source };
        let listener = tokio::net::TcpListener::from_std(listener).map_err(listening)?;
        let following = tokio::spawn(app.follower.clone().run());
        let signalled = tokio::spawn(signalled(stop.clone()));
        let (places, graceful) = (Arc::new(Semaphore::new(CONNECTIONS)), GracefulShutdown::new());
        let mut stopped = stop.subscribe();
        loop {
            let place = places.clone().acquire_owned();
            let accepted = async { (place.await, listener.accept().await) };
            let (place, accepted) = tokio::select! {
                accepted = accepted => accepted,
                _ = stopped.wait_for(|stopped| *stopped) => break,
            };
            let Ok((stream, peer)) = accepted else {
                tokio::time::sleep(REST).await;
                continue;
            };
            let connection = graceful.watch(connection(stream, peer, router.clone()));
            let app = app.clone();
            tokio::spawn(async move {
                let _place = place;
                app.meter.connections.fetch_add(1, Ordering::Relaxed);
                // What a client does wrong on its connection ends that alone.
                let _ = connection.await;
                app.meter.connections.fetch_sub(1, Ordering::Relaxed);
            });
        }
        drop(listener);
        let _ = tokio::time::timeout(LAST, graceful.shutdown()).await;
        following.abort();
        signalled.abort();
        Ok(())
    }
}

type Stream = TokioIo<std::pin::Pin<Box<TimeoutStream<TcpStream>>>>;

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(STALL));
    let io: Stream = TokioIo::new(Box::pin(stream));
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer.ip()));
        router.clone().oneshot(request.map(Body::new))
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .max_headers(HEAD_FIELDS)
        .serve_connection(io, service)
}

/// Stops the server when the system asks for it.
async fn signalled(stop: watch::Sender<bool>) {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut ended) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupted => {} _ = ended.recv() => {} }
            stop.send_replace(true);
            return;
        }
    }
    let _ = interrupted.await;
    stop.send_replace(true);
}
