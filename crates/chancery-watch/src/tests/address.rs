use std::net::IpAddr;

use proptest::prelude::*;
use ureq::http::Uri;

use crate::address::{is_public, linked, web_address};

#[test]
fn only_the_public_internet_is_public() {
    let public = |text: &str| is_public(text.parse::<IpAddr>().unwrap());
    for address in [
        "8.8.8.8",
        "100.63.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "198.17.255.255",
        "2606:4700::1111",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
    ] {
        assert!(public(address), "{address}");
    }
    for address in [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.9.9.9",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "fec0::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "100::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
    ] {
        assert!(!public(address), "{address}");
    }
}

#[test]
fn only_plain_web_addresses_are_asked() {
    for wrong in [
        "ftp://a.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://u@a.example/",
        "http://u:p@a.example/",
        "https://:p@a.example/",
        "//a.example",
        "a.example",
        "",
        "http://",
        "http://[::1",
    ] {
        assert!(web_address(wrong).is_err(), "{wrong}");
    }
    assert!(web_address(&format!("http://a.example/{}", "x".repeat(5000))).is_err());
    assert_eq!(web_address(" HTTP://A.example:80/é?q#part ").unwrap().as_str(), "http://a.example/%C3%A9?q");
    // Other spellings of an address are its own.
    assert_eq!(web_address("http://2130706433/").unwrap().host_str(), Some("127.0.0.1"));
    assert_eq!(web_address("http://0x7f.1/").unwrap().host_str(), Some("127.0.0.1"));
    let base = web_address("https://a.example/x/y").unwrap();
    assert_eq!(linked(&base, "../z?1#2").unwrap().as_str(), "https://a.example/z?1");
    assert!(linked(&base, "javascript:void(0)").is_err());
    assert!(linked(&base, "//u:p@b.example/").is_err());
}

proptest! {
    #[test]
    fn any_link_is_an_address_or_an_error(link in ".{0,60}") {
        let base = web_address("https://a.example/x/y?z").unwrap();
        if let Ok(url) = linked(&base, &link) {
            prop_assert!(matches!(url.scheme(), "http" | "https"));
            prop_assert!(url.username().is_empty() && url.password().is_none() && url.fragment().is_none());
            // What the client makes of it names the same host.
            if let Ok(uri) = url.as_str().parse::<Uri>() {
                prop_assert_eq!(uri.host(), url.host_str());
            }
        }
    }
}
