//! Several at once: readers while others write, and a stop while some still read.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::world::{Running, many, put};

#[test]
fn readers_see_whole_states_while_others_write() {
    let all = many(400);
    let server = Running::new(&all[..100]);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..4)
            .map(|n| {
                let (server, done) = (&server, &done);
                scope.spawn(move || {
                    let (mut last, mut asked) = (0, 0);
                    while !done.load(Ordering::Relaxed) {
                        let map = server.json("/api/v1/map?zoom=2");
                        let total = map["total"].as_u64().unwrap();
                        let cells: u64 =
                            map["cells"].as_array().unwrap().iter().map(|c| c["events"].as_u64().unwrap()).sum();
                        assert_eq!(cells, total);
                        assert!(total >= last && total % 50 == 0, "{total} after {last}");
                        last = total;
                        let path = ["events?text=ceasefire", "claims?actor=ARM", "search?q=failed", "dyads/ARM/AZE"][n];
                        server.json(&format!("/api/v1/{path}"));
                        asked += 1;
                    }
                    asked
                })
            })
            .collect();
        let mut store = server.store();
        for step in all[100..].chunks(50) {
            put(&mut store, step);
            std::thread::sleep(Duration::from_millis(300));
        }
        let clock = Instant::now();
        while server.json("/api/v1/map")["total"] != 400 {
            assert!(clock.elapsed() < Duration::from_secs(10), "the index did not follow");
            std::thread::sleep(Duration::from_millis(100));
        }
        done.store(true, Ordering::Relaxed);
        assert!(readers.into_iter().map(|reader| reader.join().unwrap()).sum::<usize>() > 20);
    });
    assert_eq!(server.json("/api/v1/status")["counts"]["events"], 400);
}

#[test]
fn what_has_begun_is_ended_after_a_stop() {
    let server = Running::new(&many(4_000));
    let address = server.address;
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .write_all(format!("GET /api/v1/events?format=geojson HTTP/1.1\r\nhost: {address}\r\n\r\n").as_bytes())
        .unwrap();
    let mut answer = vec![0; 1000];
    stream.read_exact(&mut answer).unwrap();
    server.stop();
    std::thread::sleep(Duration::from_millis(300));
    assert!(TcpStream::connect(address).is_err(), "it still takes connections");
    stream.read_to_end(&mut answer).unwrap();
    let text = String::from_utf8_lossy(&answer);
    assert_eq!(text.matches("\"type\":\"Feature\"").count(), 4_000);
    assert!(text.ends_with("0\r\n\r\n"));
    let clock = Instant::now();
    server.join();
    assert!(clock.elapsed() < Duration::from_secs(12));
}
