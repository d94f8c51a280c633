"""The responses of servers to fixed requests, recorded by a raw socket client.

The servers serve three neutral files, with a fixed modification time so that validators do not change.
"""

import functools
import os
import socket
import time

from capture import recorder, run

MODIFIED = 1751328000  # Tue, 01 Jul 2025 00:00:00 GMT
SINCE = "Tue, 01 Jul 2025 00:00:00 GMT"
IDLE_SECONDS = 0.6  # silence that ends a recording; also the wait between two parts of a request
LIMIT_SECONDS = 8

NGINX = """
error_log stderr; pid nginx.pid; daemon off; worker_processes 1;
events { worker_connections 64; }
http {
  access_log off; types { text/html html; text/plain txt; }
  client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
  server {
    listen 127.0.0.1:PORT; server_name origin.localhost; root files;
    gzip on; gzip_min_length 1; gzip_proxied any;
    location /stream { ssi on; }
    location /upload { proxy_pass http://127.0.0.1:PORT/taken; }
    location /taken { return 200 "taken\\n"; }
  }
}
"""
APACHE = """
ServerRoot "DIRECTORY"
ServerName origin.localhost
Listen 127.0.0.1:PORT
PidFile apache.pid
DefaultRuntimeDir DIRECTORY
ErrorLog error.log
LoadModule mpm_prefork_module /usr/lib/apache2/modules/mod_mpm_prefork.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
LoadModule mime_module /usr/lib/apache2/modules/mod_mime.so
LoadModule cgi_module /usr/lib/apache2/modules/mod_cgi.so
LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
TypesConfig /dev/null
AddType text/html .html
AddType text/plain .txt
DocumentRoot "DIRECTORY/files"
ScriptAlias /cgi/ "DIRECTORY/cgi/"
StartServers 1
MinSpareServers 1
MaxSpareServers 2
"""
LIGHTTPD = """
server.document-root = "DIRECTORY/files"
server.bind = "127.0.0.1"
server.port = PORT
server.modules = ("mod_cgi")
server.stream-response-body = 1
server.name = "origin.localhost"
index-file.names = ("index.html")
mimetype.assign = (".html" => "text/html", ".txt" => "text/plain")
etag.use-inode = "disable"
$HTTP["url"] =^ "/cgi/" { server.document-root = "DIRECTORY" cgi.assign = ("" => "/bin/sh") }
"""
NODE = """
const http = require('http'), fs = require('fs');
http.createServer((request, response) => {
  const path = request.url.split('?')[0], file = 'files' + path.replace(/\\/$/, '/index.html');
  if (path === '/early') { response.writeEarlyHints({link: '</style.css>; rel=preload'}); return response.end('late'); }
  if (path === '/stream') {
    response.writeHead(200, {'Content-Type': 'text/plain', Trailer: 'X-Sum'});
    response.write('one'); response.write('two'); response.addTrailers({'X-Sum': '6'}); return response.end();
  }
  if (request.method === 'OPTIONS') { response.writeHead(204, {Allow: 'GET, HEAD'}); return response.end(); }
  if (request.method === 'POST') { return request.resume().on('end', () => response.end('taken')); }
  if (!fs.existsSync(file)) { response.statusCode = 404; return response.end('Not found'); }
  if (fs.statSync(file).isDirectory()) { response.writeHead(301, {Location: path + '/'}); return response.end(); }
  const modified = fs.statSync(file).mtime.toUTCString();
  if (request.headers['if-modified-since'] === modified) { response.writeHead(304); return response.end(); }
  response.writeHead(200, {'Content-Type': 'text/plain', 'Last-Modified': modified});
  response.end(fs.readFileSync(file));
}).listen(PORT, '127.0.0.1');
"""
CGI = "#!/bin/sh\nprintf 'Content-Type: text/plain\\r\\n\\r\\none\\n'\nsleep 0.1\nprintf 'two\\n'\ncat >/dev/null\n"

# program: (command, text of its configuration file, command that prints the version)
SERVERS = {
    "nginx": (["nginx", "-p", ".", "-e", "stderr", "-c", "nginx.conf"], NGINX, ["nginx", "-v"]),
    "apache": (["apache2", "-X", "-d", ".", "-f", "apache.conf"], APACHE, ["apache2", "-v"]),
    "lighttpd": (["lighttpd", "-D", "-f", "lighttpd.conf"], LIGHTTPD, ["lighttpd", "-v"]),
    "node": (["node", "node.conf"], NODE, ["node", "--version"]),
    "python": (["python3", "-m", "http.server", "--bind", "127.0.0.1", "--directory", "files", "--protocol", "HTTP/1.1", "PORT"],
               None, ["python3", "--version"]),
    "python-http10": (["python3", "-m", "http.server", "--bind", "127.0.0.1", "--directory", "files", "PORT"],
                      None, ["python3", "--version"]),
}


def get(target, *fields, method="GET", version="1.1", host=True):
    lines = [f"{method} {target} HTTP/{version}"] + (["Host: origin.localhost"] if host else []) + list(fields)
    return "\r\n".join(lines) + "\r\n\r\n"


CLOSE = "Connection: close"
EXPECT = get("UPLOAD", "Content-Length: 3", "Expect: 100-continue", CLOSE, method="POST")

# what: (parts that are sent one after the other, methods that the responses answer)
REQUESTS = {
    "head-get-conditional-range-redirect-absent": ([
        get("/a.txt", method="HEAD"), get("/a.txt"), get("/a.txt", "If-Modified-Since: " + SINCE),
        get("/a.txt", "Range: bytes=2-8"), get("/directory"), get("/absent")], ["HEAD"] + 5 * ["GET"]),
    "get-close": ([get("/a.txt", CLOSE)], ["GET"]),
    "options": ([get("/a.txt", CLOSE, method="OPTIONS")], ["OPTIONS"]),
    "continue-then-post": ([EXPECT, "one"], ["POST"]),
    "stream": ([get("STREAM", "Accept-Encoding: gzip")], ["GET"]),
    "stream-http10": ([get("STREAM", version="1.0", host=False)], ["GET"]),
    "get-http10-keep-alive": ([get("/a.txt", "Connection: keep-alive", version="1.0", host=False)], ["GET"]),
    "bad-request-no-host": ([get("/a.txt", host=False)], ["GET"]),
    "bad-request-line": (["GET /a.txt HTTP/1.1 more\r\nHost: origin.localhost\r\n\r\n"], ["GET"]),
    "pipelined-two-gets": ([get("/a.txt") + get("/directory/")], ["GET", "GET"]),
    "early-hints": ([get("/early", CLOSE)], ["GET"]),
}
ALL = ["head-get-conditional-range-redirect-absent", "options", "continue-then-post", "stream", "get-http10-keep-alive",
       "bad-request-no-host", "pipelined-two-gets"]
ASKED = {
    "nginx": ALL,
    "apache": ALL + ["stream-http10"],
    "lighttpd": ALL,
    "node": [what for what in ALL if what != "options"] + ["early-hints"],
    "python": ["head-get-conditional-range-redirect-absent", "options", "continue-then-post", "get-http10-keep-alive",
               "pipelined-two-gets"],
    "python-http10": ["get-close", "bad-request-line"],
}
TARGETS = {
    "nginx": {"STREAM": "/directory/", "UPLOAD": "/upload"},
    "apache": {"STREAM": "/cgi/stream", "UPLOAD": "/cgi/stream"},
    "lighttpd": {"STREAM": "/cgi/stream", "UPLOAD": "/cgi/stream"},
    "node": {"STREAM": "/stream", "UPLOAD": "/upload"},
    "python": {"UPLOAD": "/a.txt"},
}


def make_site(directory):
    for folder in ("files", "files/directory", "cgi"):
        os.mkdir(f"{directory}/{folder}")
    contents = {"files/index.html": "<!doctype html><p>Index.\n", "files/a.txt": "A neutral file.\n",
                "files/directory/index.html": "<!doctype html><p>A directory.\n", "cgi/stream": CGI}
    for name, text in contents.items():
        with open(f"{directory}/{name}", "w", encoding="ascii") as file:
            file.write(text)
        os.chmod(f"{directory}/{name}", 0o755)
        os.utime(f"{directory}/{name}", (MODIFIED, MODIFIED))
    for account in [run.unprivileged()]:
        if account:
            for path in (directory, directory + "/cgi"):
                os.chown(path, account["user"], account["group"])


def receive(peer, octets, deadline):
    """Receives until silence or the end. True at the end."""
    while time.monotonic() < deadline:
        try:
            more = peer.recv(65536)
        except TimeoutError:
            return False
        except ConnectionResetError:
            return True
        if not more:
            return True
        octets += more
    return False


def exchange(port, parts):
    """Sends the parts and returns every octet that came back, and whether the server ended the connection."""
    octets = bytearray()
    ended = False
    deadline = time.monotonic() + LIMIT_SECONDS
    with socket.create_connection(("127.0.0.1", port), timeout=5) as peer:
        peer.settimeout(IDLE_SECONDS)
        for part in parts:
            if ended:
                break
            peer.sendall(part.encode("latin-1"))
            ended = receive(peer, octets, deadline)
    return bytes(octets), ended


def wait_for(port, process, log):
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    log.seek(0)
    raise RuntimeError(f"the server did not start: {log.read().decode(errors='replace')[-400:]}")


@functools.cache
def session(program):
    """Starts the server once, sends it every request, and returns what came back, by request."""
    command, configuration, _ = SERVERS[program]
    with recorder.bind("127.0.0.1", 8080) as free:
        port = free.getsockname()[1]
    answers = {}
    with run.home() as directory, open(directory + "/log", "w+b") as log:
        make_site(directory)
        if configuration:
            with open(f"{directory}/{program}.conf", "w", encoding="ascii") as file:
                file.write(configuration.replace("PORT", str(port)).replace("DIRECTORY", directory))
        process = run.start([a.replace("PORT", str(port)) for a in command], directory, log, **run.unprivileged())
        try:
            wait_for(port, process, log)
            for what in ASKED[program]:
                parts, methods = REQUESTS[what]
                for word, target in TARGETS.get(program, {}).items():
                    parts = [part.replace(word, target) for part in parts]
                answers[what] = (*exchange(port, parts), methods, parts)
        finally:
            run.end(process)
    return answers


def record(program, what):
    octets, ended, methods, parts = session(program)[what]
    if not octets:
        raise RuntimeError("the server answered nothing")
    return {"program": program.split("-")[0], "version": run.version(SERVERS[program][2]),
            "command": run.as_typed(SERVERS[program][0]), "eof": ended, "methods": methods, "sent": parts}, octets


def scenarios():
    """Yields (name, function that records it and returns the facts and the octets)."""
    for program, asked in ASKED.items():
        for what in asked:
            yield f"{program}-{what}", lambda p=program, w=what: record(p, w)
