"""The requests of command-line clients and client libraries: what is run, and why it is of interest.

In an argument PORT stands for the recorder's port. One entry is one recorded connection.
"""

from capture import recorder, run

VERSIONS = {
    "curl": ["curl", "--version"],
    "wget": ["wget", "--version"],
    "python": ["python3", "--version"],
    "node": ["node", "--version"],
}

AT = "http://127.0.0.1:PORT"
ODD_QUERY = "/find?a=1&b=%20+&c[]=x|y&d={z}&e=\"q\"&f=^`\\&g=<h>&i=%zz&&=?/:@!$'()*,;"
FOR_PROXY = "http://origin.localhost/page?x=1"


def curl(*arguments):
    return ["curl", "-q", "-s", *arguments]


def wget(*arguments):
    return ["wget", "--no-config", "-q", "-O", "out", "--tries=1", *arguments]


def python(script):
    return ["python3", "-c", script]


def node(script):
    return ["node", "-e", script]


def through_proxy(argv):
    return ["env", "http_proxy=" + AT, "https_proxy=" + AT, *argv]


PY = "import http.client; c = http.client.HTTPConnection('127.0.0.1', PORT); "
PY_READ = "; c.getresponse().read()"
JS = "const http = require('http'); const at = {host: '127.0.0.1', port: PORT}; "

SCENARIOS = [
    # curl
    ("curl-get", curl(AT + "/")),
    ("curl-get-odd-query", curl("-g", AT + ODD_QUERY)),
    ("curl-get-conditional-range-credentials", curl(
        "-r", "0-99", "-z", "Tue, 01 Jul 2025 00:00:00 GMT", "-u", "user:secret", "-b", "k=v; l=\"w\"", "-e", "http://example.com/",
        "-H", "X-Empty;", "--compressed", AT + "/a.txt")),
    ("curl-get-ipv6-host", curl("-g", "http://[::1]:PORT/")),
    ("curl-head-then-options-then-get-keep-alive", curl(
        "-I", AT + "/a", "--next", "-s", "-X", "OPTIONS", "--request-target", "*", AT + "/", "--next", "-s", AT + "/b")),
    ("curl-post-multipart", curl("-F", "field=value", "-F", "file=@note.txt", AT + "/upload")),
    ("curl-put-chunked-upload", ["sh", "-c", "printf 'one\\ntwo\\n' | curl -q -s -T - " + AT + "/upload"]),
    ("curl-post-expect-continue", curl("-H", "Expect: 100-continue", "-d", "name=value", AT + "/form")),
    ("curl-get-http10", curl("-0", AT + "/")),
    ("curl-get-upgrade-h2c", curl("--http2", AT + "/")),
    ("curl-http2-prior-knowledge", curl("--http2-prior-knowledge", "-m", "2", AT + "/")),
    ("curl-tls-to-plain-port", curl("-k", "-m", "3", "https://127.0.0.1:PORT/")),
    ("curl-proxy-absolute-form-keep-alive", curl("-x", AT, FOR_PROXY, "-o", "1", "http://origin.localhost:81", "-o", "2")),
    ("curl-proxy-connect-refused", curl("-x", AT, "https://origin.localhost/")),
    ("curl-proxy-connect-then-tunnelled-get", curl("-p", "-x", AT, FOR_PROXY)),
    # wget
    ("wget-get-odd-query", wget(AT + ODD_QUERY)),
    ("wget-post", wget("--post-data", "name=value", AT + "/form")),
    ("wget-get-three-keep-alive", wget(AT + "/1", AT + "/2", AT + "/3")),
    ("wget-proxy-absolute-form", through_proxy(wget(FOR_PROXY))),
    ("wget-proxy-connect-refused", through_proxy(wget("https://origin.localhost/"))),
    # Python
    ("python-http-client-get-post-keep-alive", python(
        PY + "c.request('GET', '/?a=b'); c.getresponse().read(); c.request('POST', '/form', b'name=value')" + PY_READ)),
    ("python-http-client-chunked-post", python(PY + "c.request('POST', '/upload', iter([b'one', b'two']))" + PY_READ)),
    ("python-http-client-options-asterisk", python(PY + "c.request('OPTIONS', '*')" + PY_READ)),
    ("python-http-client-latin1-field-value", python(PY + "c.request('HEAD', '/', headers={'X-Name': 'caf\\xe9'})" + PY_READ)),
    ("python-http-client-http10", python(
        PY + "c._http_vsn = 10; c._http_vsn_str = 'HTTP/1.0'; c.request('GET', '/')" + PY_READ)),
    ("python-http-client-connect-refused", python(PY + "c.set_tunnel('origin.localhost', 443); c.request('GET', '/')")),
    ("python-urllib-proxy-absolute-form", through_proxy(python(
        "import urllib.request as u; u.urlopen('" + FOR_PROXY + "').read()"))),
    # Node
    ("node-http-get-raw-latin1-path", node(JS + "http.get({...at, path: '/caf\\xe9|[1]'})")),
    ("node-http-post-chunked-with-trailers", node(
        JS + "const r = http.request({...at, method: 'POST', path: '/upload', headers: {Trailer: 'X-Sum'}}); "
        "r.write('one'); r.write('two'); r.addTrailers({'X-Sum': '6'}); r.end()")),
    ("node-http-post-expect-continue", node(
        JS + "const r = http.request({...at, method: 'POST', path: '/form', headers: {Expect: '100-continue', 'Content-Length': 3}}); "
        "r.on('continue', () => r.end('one')); r.flushHeaders()")),
    ("node-http-keep-alive-agent", node(
        JS + "const agent = new http.Agent({keepAlive: true, maxSockets: 1}); let left = 3; "
        "for (const method of ['GET', 'HEAD', 'DELETE']) http.request({...at, agent, method, path: '/'}, r => "
        "r.resume().on('end', () => --left || agent.destroy())).end()")),
    ("node-fetch-get-odd-query", node("fetch('" + AT + "/find?a={z}|^`[]').then(r => r.text()).then(() => process.exit())")),
    ("node-fetch-get-post-keep-alive", node(
        "(async () => { await (await fetch('" + AT + "/')).text(); await new Promise(r => setTimeout(r, 100)); "
        "await (await fetch('" + AT + "/api', {method: 'POST', headers: {'Content-Type': 'application/json'}, "
        "body: '{\"k\":1}'})).text(); process.exit() })()")),
    ("node-fetch-stream-body", node(
        "fetch('" + AT + "/upload', {method: 'POST', duplex: 'half', body: new Blob(['one', 'two']).stream()})"
        ".then(r => r.text()).then(() => process.exit())")),
]

# What the recorder says instead of its default answer.
REPLIES = {
    "curl-proxy-connect-then-tunnelled-get": {"CONNECT": b"HTTP/1.1 200 OK\r\n\r\n"},
    "curl-http2-prior-knowledge": {"PRI": b"HTTP/1.1 505 HTTP Version Not Supported\r\nConnection: close\r\n\r\n"},
}


def record(name, argv):
    host = "::1" if "[::1]" in argv[-1] else "127.0.0.1"
    server = recorder.Recorder(host=host, replies=REPLIES.get(name))
    with run.home() as directory:
        with open(directory + "/note.txt", "w", encoding="ascii") as note:
            note.write("A neutral note.\n")
        try:
            run.to_completion([a.replace("PORT", str(server.port)) for a in argv], directory)
        finally:
            server.stop()
    streams = server.streams()
    if len(streams) != 1:
        raise RuntimeError(f"{len(streams)} connections carried octets, expected 1")
    program = name.split("-")[0]
    facts = {"program": program, "version": run.version(VERSIONS[program]),
             "command": run.as_typed(argv), "eof": streams[0].eof}
    return facts, bytes(streams[0].octets)


def scenarios():
    """Yields (name, function that records it and returns the facts and the octets)."""
    for name, argv in SCENARIOS:
        yield name, lambda name=name, argv=argv: record(name, argv)
