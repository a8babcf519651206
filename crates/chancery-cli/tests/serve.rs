//! `chancery serve` as users run it: a token, and a server that ends when the system asks for it.

#![cfg(unix)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

fn chancery(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command.args(arguments).env_remove("CHANCERY_STORE");
    command
}

#[test]
fn a_server_says_where_it_is_and_ends_when_it_is_asked_to() {
    let folder = tempfile::tempdir().unwrap();
    let (store, reports) = (folder.path().join("store.db"), folder.path().join("report.txt"));
    std::fs::write(&reports, "BAKU, 4 March 2024 - Armenia accused Azerbaijan on Monday of shelling a village.")
        .unwrap();
    let store = store.to_str().unwrap();
    assert!(chancery(&["ingest", reports.to_str().unwrap(), "--store", store]).output().unwrap().status.success());
    for signal in ["-TERM", "-INT"] {
        let mut server = chancery(&["serve", "--store", store, "--listen", "127.0.0.1:0", "--log"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut url = String::new();
        BufReader::new(server.stdout.as_mut().unwrap()).read_line(&mut url).unwrap();
        let address = url.trim().strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET /api/v1/status HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"reports\":1"), "{answer}");
        // An idle connection does not hold it up.
        let _idle = TcpStream::connect(address).unwrap();
        assert!(Command::new("kill").args([signal, &server.id().to_string()]).status().unwrap().success());
        let ended = server.wait_with_output().unwrap();
        assert!(ended.status.success(), "{signal}: {:?}", ended.status);
        let log = String::from_utf8(ended.stderr).unwrap();
        assert!(log.lines().any(|line| line.contains(" 127.0.0.1 GET /api/v1/status 200 ")), "{log}");
    }
}

#[test]
fn a_token_is_told_once_and_the_file_has_its_digest() {
    let made = chancery(&["serve", "token", "ada", "review"]).output().unwrap();
    assert!(made.status.success());
    let (line, told) = (String::from_utf8(made.stdout).unwrap(), String::from_utf8(made.stderr).unwrap());
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!((words.len(), words[0], words[1], words[2].len()), (3, "ada", "review", 64));
    let token = told.lines().last().unwrap();
    assert!(token.starts_with("chancery_") && !line.contains(token));
    let refused = chancery(&["serve", "token", "ada", "everything"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    let open = chancery(&["serve", "--listen", "0.0.0.0:0", "--store", "none.db"]).output().unwrap();
    assert!(String::from_utf8(open.stderr).unwrap().contains("--public with --tokens"));
}
