"""The real servers and clients of the lab: how each is started with an idle limit below a second."""

import os
import subprocess
import sys

from loopback import free_port, listens

NODE_SERVER = """
const http = require("http");
const server = http.createServer((request, response) => {
  if (process.argv[3] === "no-hint") response.setHeader("Connection", "keep-alive");
  response.setHeader("Content-Length", 2);
  response.end("ok");
});
server.keepAliveTimeout = Number(process.argv[2]);
if ("keepAliveTimeoutBuffer" in server) server.keepAliveTimeoutBuffer = 0;
server.listen(Number(process.argv[1]), "127.0.0.1");
"""

# Two requests in sequence; `idle` milliseconds lie between the end of the first answer and the second request.
NODE_AGENT = """
const http = require("http");
const [port, idle, limit] = process.argv.slice(1).map(Number);
const agent = new http.Agent({keepAlive: true, maxSockets: 1, ...(limit ? {timeout: limit} : {})});
const get = (then) => {
  const request = http.get({host: "127.0.0.1", port, agent}, (answer) => {
    answer.resume();
    answer.on("end", () => then("answered"));
  });
  request.on("error", (error) => then(error.code));
};
get(() => setTimeout(() => get((what) => { console.log(what); process.exit(0); }), idle));
"""

UNDICI = """
const [port, idle, limit] = process.argv.slice(1).map(Number);
const url = `http://127.0.0.1:${port}/`;
(async () => {
  fetch("data:,").catch(() => {});  // makes the dispatcher
  const Agent = globalThis[Symbol.for("undici.globalDispatcher.1")].constructor;
  const dispatcher = new Agent(limit ? {keepAliveTimeout: limit} : {});
  const get = async () => (await fetch(url, {dispatcher})).text();
  await get();
  await new Promise((resolve) => setTimeout(resolve, idle));
  console.log(await get().then(() => "answered", (error) => error.cause?.code ?? "failed"));
  process.exit(0);
})();
"""

HTTP_CLIENT = """
import http.client, sys, time
port, idle = int(sys.argv[1]), int(sys.argv[2])
connection = http.client.HTTPConnection("127.0.0.1", port)
connection.request("GET", "/")
connection.getresponse().read()
time.sleep(idle / 1000)
try:
    connection.request("GET", "/")
    connection.getresponse().read()
    print("answered")
except (OSError, http.client.HTTPException) as error:
    print(type(error).__name__)
"""

NGINX = """daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ }}
http {{
  access_log off; keepalive_timeout {limit}ms;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  server {{ listen 127.0.0.1:{port}; location / {{ return 200 ok; }} }}
}}
"""

APACHE = """ServerName localhost
ServerRoot {folder}
PidFile {folder}/pid
ErrorLog {folder}/error.log
Listen 127.0.0.1:{port}
DocumentRoot {folder}/site
KeepAliveTimeout {limit}ms
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
<Directory />
  Require all granted
</Directory>
"""


def server_command(name, port, limit, folder):
    if name == "nginx":
        path = os.path.join(folder, "nginx.conf")
        with open(path, "w", encoding="ascii") as file:
            file.write(NGINX.format(folder=folder, port=port, limit=limit))
        return ["nginx", "-p", folder, "-e", os.path.join(folder, "error.log"), "-c", path]
    if name == "apache":
        os.makedirs(os.path.join(folder, "site"))
        with open(os.path.join(folder, "site", "index"), "w", encoding="ascii") as file:
            file.write("ok")
        path = os.path.join(folder, "apache.conf")
        with open(path, "w", encoding="ascii") as file:
            file.write(APACHE.format(folder=folder, port=port, limit=limit))
        return ["apache2", "-f", path, "-D", "FOREGROUND"]
    return ["node", "-e", NODE_SERVER, str(port), str(limit), "no-hint" if name == "node-no-hint" else "hint"]


SERVERS = ("node", "node-no-hint", "nginx", "apache")

# The name, the client's own idle limit in milliseconds (None: longer than the lab waits), and the reader of
# models/clients.def whose reading of the response decides.
CLIENTS = (
    ("node", None, "node"),
    ("node-200ms", 200, "node"),
    ("undici", None, "undici"),
    ("undici-200ms", 200, "undici"),
    ("curl", None, "curl"),
    ("http.client", None, "http.client"),
)


def client_command(name, port, idle, latency):
    """Requests that are `idle` milliseconds apart, as the client sees it."""
    if name == "curl":
        # It counts from the beginning of a transfer, which takes two latencies.
        url = f"http://127.0.0.1:{port}/"
        per_minute = round(60000 / (idle + 2 * latency))
        return ["curl", "-sS", "-o", os.devnull, "-w", "%{exitcode}\n", "--rate", f"{per_minute}/m", url, "-o", os.devnull, url]
    if name == "http.client":
        return [sys.executable, "-c", HTTP_CLIENT, str(port), str(idle)]
    program, _, limit = name.partition("-")
    source = NODE_AGENT if program == "node" else UNDICI
    return ["node", "-e", source, str(port), str(idle), limit.removesuffix("ms") or "0"]


class Server:
    """A server that runs; stop() ends it by its process."""

    def __init__(self, name, limit, folder):
        self.port = free_port()
        self._process = subprocess.Popen(server_command(name, self.port, limit, folder), stdin=subprocess.DEVNULL,
                                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if listens(self.port, self._process, 10):
            return
        self.stop()
        raise RuntimeError(f"{name} does not start: {self._process.stderr.read().decode(errors='replace').strip()[:200]}")

    def stop(self):
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def version(name):
    commands = {"node": ["node", "--version"], "nginx": ["nginx", "-v"], "apache": ["apache2", "-v"],
                "curl": ["curl", "--version"], "http.client": [sys.executable, "--version"],
                "undici": ["node", "-p", "process.versions.undici"]}
    done = subprocess.run(commands[name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True)
    return " ".join(done.stdout.splitlines()[0].split()[:3])
