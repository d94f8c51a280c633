"""The requests of Chromium and Firefox, headless: one launch a session, several recordings a launch.

A page served by the recorder makes the requests one after the other. Where the recorder answers
`Connection: close`, each connection carries one request and is found by its target.
"""

import functools
import subprocess

from capture import recorder, run

PROGRAMS = {"chromium": "chromium", "firefox": "firefox-esr"}

CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-breakpad",
            "--disable-features=AutofillServerCommunication", "--disable-dev-shm-usage", "--user-data-dir=PROFILE"]
FIREFOX = ["firefox-esr", "--headless", "--no-remote", "--profile", "PROFILE"]

# Firefox talks to its maker at start. None of it could leave the namespace; this keeps it quiet.
FIREFOX_SETTINGS = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "app.update.auto": False,
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.region.network.url": "",
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.search.update": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "captivedetect.canonicalURL": "",
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.enabled": False,
    "extensions.blocklist.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.update.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.http.speculative-parallel-limit": 0,
    "network.manage-offline-status": False,
    "network.prefetch-next": False,
    "network.trr.mode": 5,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "signon.management.page.breach-alerts.enabled": False,
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.server": "",
}
FIREFOX_PROXY = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": "PORT",
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": "PORT",
    "network.proxy.allow_hijacking_localhost": True,
}

PAGE = """<!doctype html><link rel="icon" href="data:,"><form id=f method=post action=/submit><input name=field
value="a b&amp;c=&#233;"></form><script>
const OTHER = location.protocol + '//127.0.0.1:' + (Number(location.port) + 1);
const pause = () => new Promise(done => setTimeout(done, 100));
const ask = async (...request) => { try { await (await fetch(...request)).text(); } catch {} await pause(); };
const socket = () => new Promise(done => { const s = new WebSocket(`ws://${location.host}/socket`, ['chat', 'other']);
  s.onclose = s.onerror = () => done(); });
const form = new FormData(); form.append('field', 'value'); form.append('file', new Blob(['A neutral note.\\n']), 'note.txt');
(async () => { %s })();
</script>
"""

ONE_EACH = PAGE % r"""
  await ask("/find?a=1&b=%20+&c[]=x|y&d={z}&e=\"q'&f=^`\\&g=<h>&i=%zz&&=?/:@!$()*,;é");
  await ask("/path/a|b^{2}\"<>`;=@é%zz");
  await ask('/upload', {method: 'POST', body: form});
  await ask(OTHER + '/elsewhere', {method: 'PUT', headers: {'X-Own': 'value'}, body: 'one'});
  await socket();
  f.submit();
"""
KEEP_ALIVE = PAGE % """
  await ask('/style.css'); await ask('/head', {method: 'HEAD'}); await ask('/options', {method: 'OPTIONS'});
  await ask('/form', {method: 'POST', body: new URLSearchParams({name: 'value'})});
  await ask('/gone', {method: 'DELETE'}); await ask('/done');
"""
PROXIED = PAGE % """
  await ask('/page?x=1', {method: 'POST', body: 'one'}); await ask('https://origin.localhost/secure'); await ask('/done');
"""
SUBMITTED = '<!doctype html><link rel="icon" href="data:,"><script>fetch("/done")</script>'


def html(text):
    return ("text/html; charset=utf-8", text.encode())


def command(browser, proxy):
    if browser == "chromium":
        flags = ["--proxy-server=127.0.0.1:PORT", "--proxy-bypass-list=<-loopback>"] if proxy else []
        return CHROMIUM + flags
    return FIREFOX


def settings(proxy, port):
    chosen = {**FIREFOX_SETTINGS, **(FIREFOX_PROXY if proxy else {})}
    lines = []
    for name, value in chosen.items():
        written = {True: "true", False: "false"}.get(value, repr(value)) if isinstance(value, bool) else \
            str(port) if value == "PORT" else str(value) if isinstance(value, int) else f'"{value}"'
        lines.append(f'user_pref("{name}", {written});\n')
    return "".join(lines)


@functools.cache
def session(browser, page, keep_alive=True, proxy=False):
    """Launches the browser once on `page`. Returns the command as typed and the recorded streams."""
    pages = {"/": html(page), "/submit": html(SUBMITTED)}
    main = recorder.Recorder(keep_alive=keep_alive, pages=pages)
    other = recorder.Recorder(preferred=main.port + 1, keep_alive=keep_alive)
    url = "http://origin.localhost/" if proxy else "http://127.0.0.1:PORT/"
    typed = command(browser, proxy) + [url]
    with run.home() as directory:
        with open(directory + "/user.js", "w", encoding="ascii") as file:
            file.write(settings(proxy, main.port))
        argv = [a.replace("PORT", str(main.port)).replace("PROFILE", directory) for a in typed]
        process = run.start(argv, directory, subprocess.DEVNULL)
        try:
            finished = main.seen.wait(40)
        finally:
            run.end(process)
            main.stop()
            other.stop()
    if not finished:
        raise RuntimeError(f"{browser} did not come to the end of its page: {[c.requests for c in main.streams()]}")
    return run.as_typed(typed), main.streams(), other.streams()


def record(browser, choose, **launch):
    typed, main, other = session(browser, **launch)
    stream = choose(main, other)
    return {"program": browser, "version": run.version([PROGRAMS[browser], "--version"]), "command": typed,
            "eof": stream.eof}, bytes(stream.octets)


def asked(method, part):
    """Chooses the connection whose first request has this method and a target with this part."""
    def choose(main, other):
        for stream in main + other:
            if stream.requests and stream.requests[0][0] == method and part in stream.requests[0][1]:
                return stream
        raise RuntimeError(f"no {method} {part} among {[c.requests for c in main + other]}")
    return choose


def longest(main, _):
    return max(main, key=lambda stream: len(stream.requests))


RECORDINGS = [
    ("get-page", asked("GET", "/"), {"page": ONE_EACH, "keep_alive": False}),
    ("fetch-odd-query", asked("GET", "/find"), {"page": ONE_EACH, "keep_alive": False}),
    ("fetch-odd-path", asked("GET", "/path"), {"page": ONE_EACH, "keep_alive": False}),
    ("fetch-post-multipart", asked("POST", "/upload"), {"page": ONE_EACH, "keep_alive": False}),
    ("form-post-urlencoded", asked("POST", "/submit"), {"page": ONE_EACH, "keep_alive": False}),
    ("preflight-options", asked("OPTIONS", "/elsewhere"), {"page": ONE_EACH, "keep_alive": False}),
    ("websocket-upgrade", asked("GET", "/socket"), {"page": ONE_EACH, "keep_alive": False}),
    ("page-then-fetches-keep-alive", longest, {"page": KEEP_ALIVE}),
    ("proxy-absolute-form-keep-alive", longest, {"page": PROXIED, "proxy": True}),
    ("proxy-connect-refused", asked("CONNECT", "origin.localhost"), {"page": PROXIED, "proxy": True}),
]


def scenarios():
    """Yields (name, function that records it and returns the facts and the octets)."""
    for browser in PROGRAMS:
        for what, choose, launch in RECORDINGS:
            yield f"{browser}-{what}", lambda b=browser, c=choose, k=launch: record(b, c, **k)
