// Rust's httparse behind plumbline check: see README.md. It reads heads, and what it says of the first one is told.
use httparse::{Request, Response, Status, EMPTY_HEADER};
use std::io::{stdin, stdout, BufRead, Write};

// The member of a question whose value is a string without escapes, which all of these are.
fn member<'a>(line: &'a str, name: &str) -> &'a str {
    let begin = line.find(&format!("\"{}\":\"", name)).unwrap() + name.len() + 4;
    &line[begin..begin + line[begin..].find('"').unwrap()]
}

fn decoded(base64: &str) -> Vec<u8> {
    let digit = |c| "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".find(c).unwrap() as u32;
    let (mut out, mut value, mut bits) = (vec![], 0, 0);
    for c in base64.trim_end_matches('=').chars() {
        value = value << 6 | digit(c);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((value >> bits & 0xff) as u8);
        }
    }
    out
}

// A JSON string, octets as code points.
fn text(octets: &[u8]) -> String {
    let escaped: Vec<_> = octets.iter().map(|octet| format!("\\u{:04x}", octet)).collect();
    format!("\"{}\"", escaped.concat())
}

fn observe(octets: &[u8], request: bool) -> String {
    let mut headers = [EMPTY_HEADER; 1000];
    let (status, start, fields) = if request {
        let mut head = Request::new(&mut headers);
        let status = head.parse(octets);
        let (method, target) = (head.method.unwrap_or(""), head.path.unwrap_or(""));
        let start = format!("\"method\":{},\"target\":{}", text(method.as_bytes()), text(target.as_bytes()));
        (status, format!("{},\"version\":\"HTTP/1.{}\"", start, head.version.unwrap_or(9)), head.headers.to_vec())
    } else {
        let mut head = Response::new(&mut headers);
        let status = head.parse(octets);
        let start = format!("\"status\":{},\"reason\":{}", head.code.unwrap_or(0), text(head.reason.unwrap_or("").as_bytes()));
        (status, format!("{},\"version\":\"HTTP/1.{}\"", start, head.version.unwrap_or(9)), head.headers.to_vec())
    };
    let framed = |name: &str| name.eq_ignore_ascii_case("content-length") || name.eq_ignore_ascii_case("transfer-encoding");
    match status {
        Err(_) => "{\"outcome\":\"reject\"}".to_string(),
        Ok(Status::Partial) => "{\"outcome\":\"need-more\"}".to_string(),
        // With a body, whether the message is complete is not httparse's to say.
        Ok(_) if !request || fields.iter().any(|field| framed(field.name)) => "{}".to_string(),
        Ok(_) => {
            let pairs: Vec<_> = fields.iter().map(|f| format!("[{},{}]", text(f.name.as_bytes()), text(f.value))).collect();
            format!("{{\"messages\":[{{{},\"fields\":[{}]}}]}}", start, pairs.join(","))
        }
    }
}

fn main() {
    for line in stdin().lock().lines().map(|line| line.unwrap()) {
        let observed = observe(&decoded(member(&line, "octets")), member(&line, "kind") == "request");
        println!("{{\"id\":\"{}\",\"observed\":{}}}", member(&line, "id"), observed);
        stdout().flush().unwrap();
    }
}
