"""The proxies: how each is started on loopback, from its configuration in peers/proxies/."""

import os
import pathlib
import re
import subprocess

from loopback import free_port, listens

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

# The name; the command with CONF for the configuration NAME.conf, FOLDER for that with what is in the folder NAME, and
# PORT; the command that tells the version.
PROXIES = {
    "nginx": ("nginx -p FOLDER -e FOLDER/error.log -c CONF", "nginx -v"),
    "apache": ("apache2 -f CONF -D FOREGROUND", "apache2 -v"),
    "haproxy": ("haproxy -db -f CONF", "haproxy -v"),
    "varnish": ("varnishd -F -j none -n FOLDER/work -a 127.0.0.1:PORT -f CONF -s malloc,16m", "varnishd -V"),
    "squid": ("squid -N -f CONF", "squid -v"),
    "lighttpd": ("lighttpd -D -f CONF", "lighttpd -v"),
    "h2o": ("h2o -m worker -c CONF", "h2o -v"),
    "trafficserver": ("traffic_server --run-root=FOLDER/runroot.yaml", "traffic_server -V"),
    "caddy": ("caddy run --adapter caddyfile --config CONF", "caddy version"),
}


class Proxy:
    """A proxy that runs in front of a backend. stop() ends it by its process."""

    def __init__(self, name, backend_port, folder):
        self.port = free_port()
        os.chmod(folder, 0o777)  # some give up root's rights before they write there
        conf = os.path.join(folder, "conf")
        configuration = pathlib.Path(ROOT, "peers", "proxies")
        for source in (configuration / (name + ".conf"), *configuration.joinpath(name).glob("*")):
            if not source.is_file():
                continue
            text = source.read_text(encoding="ascii")
            for word, value in (("port", self.port), ("backend", backend_port), ("folder", folder)):
                text = text.replace("{%s}" % word, str(value))
            place = conf if source.suffix == ".conf" else os.path.join(folder, source.name)
            pathlib.Path(place).write_text(text, encoding="ascii")
        command = [word.replace("CONF", conf).replace("FOLDER", folder).replace("PORT", str(self.port))
                   for word in PROXIES[name][0].split()]
        self._log = open(os.path.join(folder, "out"), "w+b")
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log, cwd=folder,
                                         env={**os.environ, "HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder},
                                         start_new_session=True)
        if listens(self.port, self._process, 15):
            return
        self.stop()
        self._log.seek(0)
        said = " ".join(self._log.read().decode(errors="replace").split())
        raise RuntimeError(f"{name} does not start: {said[-300:]}")

    def runs(self):
        return self._process.poll() is None

    def stop(self):
        """Its children are of its session, which nothing else is in."""
        for end in (self._process.terminate, lambda: os.killpg(self._process.pid, 9)):
            try:
                end()
                self._process.wait(5)
            except (subprocess.TimeoutExpired, ProcessLookupError):
                continue
        self._process.wait()


def version(name):
    done = subprocess.run(PROXIES[name][1].split(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    found = re.search(r"\d+\.\d+[.\w-]*", done.stdout)
    if not found:
        raise RuntimeError(f"{name} does not tell its version")
    return found.group(0).split("-")[0]
