//! A server that answers each request with bytes that a test gives, however wrong.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// One request.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    pub path: String,
    headers: String,
    pub body: String,
}

impl Asked {
    /// Value of a header, empty where it is not there.
    pub fn header(&self, name: &str) -> &str {
        let find = |line: &str| line.split_once(':').filter(|(key, _)| key.eq_ignore_ascii_case(name)).is_some();
        let line = self.headers.lines().find(|line| find(line)).unwrap_or_default();
        line.split_once(':').map_or("", |(_, value)| value.trim())
    }
}

/// What is sent.
pub enum Reply {
    /// And then the connection ends.
    Bytes(Vec<u8>),
    /// These bytes, then one more each time, for ever.
    Drip(Vec<u8>, Duration),
}

pub struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    ended: Arc<AtomicBool>,
}

impl Server {
    pub fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (asked, ended) = (Arc::default(), Arc::new(AtomicBool::new(false)));
        let server = Self { address, asked: Arc::clone(&asked), ended: Arc::clone(&ended) };
        let answer = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if ended.load(Ordering::Relaxed) {
                    break;
                }
                let (answer, asked, ended) = (Arc::clone(&answer), Arc::clone(&asked), Arc::clone(&ended));
                thread::spawn(move || serve(stream, &*answer, &asked, &ended));
            }
        });
        server
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked so far, but for `robots.txt`.
    pub fn asked(&self) -> Vec<Asked> {
        self.all_asked().into_iter().filter(|a| a.path != "/robots.txt").collect()
    }

    pub fn all_asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|a| a.path).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        // The listener waits for someone to come.
        let _ = TcpStream::connect(self.address);
    }
}

fn serve(mut stream: TcpStream, answer: &dyn Fn(&Asked) -> Reply, log: &Mutex<Vec<Asked>>, ended: &AtomicBool) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut lines = reader.by_ref().lines();
    let Some(Ok(first)) = lines.next() else { return };
    let headers: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let part = |n| first.split(' ').nth(n).unwrap_or_default().to_owned();
    let mut asked = Asked { method: part(0), path: part(1), headers: headers.join("\n"), body: String::new() };
    let length = asked.header("content-length").parse().unwrap_or(0);
    let _ = reader.take(length).read_to_string(&mut asked.body);
    log.lock().unwrap().push(asked.clone());
    match answer(&asked) {
        // The client may have heard enough.
        Reply::Bytes(bytes) => drop(stream.write_all(&bytes)),
        Reply::Drip(bytes, pause) => {
            let mut sent = stream.write_all(&bytes);
            while sent.is_ok() && !ended.load(Ordering::Relaxed) {
                thread::sleep(pause);
                sent = stream.write_all(b"x");
            }
        }
    }
}

/// An answer with a status, headers (each with its line end) and a body.
pub fn reply(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Reply {
    let body = body.as_ref();
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n");
    Reply::Bytes([head.as_bytes(), body].concat())
}

pub fn html(body: &str) -> Reply {
    reply("200 OK", "Content-Type: text/html; charset=utf-8\r\n", body)
}

pub fn rss(body: impl AsRef<[u8]>) -> Reply {
    reply("200 OK", "Content-Type: application/rss+xml\r\n", body)
}

pub fn missing() -> Reply {
    reply("404 Not Found", "", "")
}

pub fn moved(status: &str, to: &str) -> Reply {
    reply(status, &format!("Location: {to}\r\n"), "")
}
