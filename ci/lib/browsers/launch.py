"""The browsers: how each is started on a page, headless, in an empty home, and ended by its process group."""

import glob
import os
import shutil
import subprocess

from capture import browsers as capturing  # the settings that keep a browser quiet
from capture import run as programs

MINIBROWSER = "/usr/lib/*/webkit2gtk-4.1/MiniBrowser"  # in a folder of the architecture, and on no PATH


class Missing(Exception):
    """A program that is not there, with what to do."""


class Browser:
    """One browser: `model` is the model that describes the packaged version."""

    def __init__(self, name, model, program, address):
        self.name, self.model, self.program, self.address = name, model, program, address
        self.home = self.process = self.display = None

    def version(self):
        """The packages' versions: what is measured is theirs."""
        packages = {"chromium": ["chromium"], "firefox": ["firefox-esr"], "webkitgtk": ["libwebkit2gtk-4.1-0", "libsoup-3.0-0"]}
        form = "${Package} ${Version}\\n"
        said = subprocess.run(["dpkg-query", "-W", "-f", form] + packages[self.name], capture_output=True, text=True, check=False)
        return ", ".join(said.stdout.split("\n")[:-1]) or "of unknown version"

    def check(self):
        needs = [self.program] + (["Xvfb"] if self.name == "webkitgtk" else [])
        for program in needs:
            if not shutil.which(program):
                raise Missing(f"{program} is not there: install the packages of ci/packages-browsers.txt")

    def start(self, url, authority=None):
        """`authority`: the certificate, a PEM file, of one whose certificates are to be believed."""
        self.home = programs.home()
        directory = self.home.name
        if self.name == "chromium":
            flags = [flag.replace("PROFILE", directory) for flag in capturing.CHROMIUM]
            flags += ["--ignore-certificate-errors"] if authority else []
            argv = flags + ["--disable-background-timer-throttling", url]
        elif self.name == "firefox":
            with open(os.path.join(directory, "user.js"), "w", encoding="ascii") as file:
                file.write(capturing.settings(False, 0) + 'user_pref("network.http.altsvc.enabled", false);\n')
            argv = [word.replace("PROFILE", directory) for word in capturing.FIREFOX] + [url]
            if authority:
                for words in (["-N", "--empty-password"], ["-A", "-n", "throw-away", "-t", "CT,,", "-i", authority]):
                    subprocess.run(["certutil", "-d", "sql:" + directory, *words], check=True, capture_output=True)
        else:
            argv = [self.program] + (["--ignore-tls-errors"] if authority else []) + [url]
            self.start_display(directory)
        self.process = self.spawn(argv, directory)

    def start_display(self, directory):
        read, write = os.pipe()
        with open(os.path.join(directory, "display.log"), "wb") as log:
            self.display = subprocess.Popen(
                ["Xvfb", "-displayfd", str(write), "-screen", "0", "1024x768x24", "-nolisten", "tcp"], pass_fds=[write],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        os.close(write)
        with os.fdopen(read) as pipe:  # through its newline: Xvfb dies if the pipe is closed before
            self.display_number = pipe.readline().strip()
        if not self.display_number:
            raise RuntimeError("Xvfb ended before it had a display")

    def spawn(self, argv, directory):
        environment = dict(programs.environment(directory), GDK_BACKEND="x11", NO_AT_BRIDGE="1",
                           WEBKIT_DISABLE_COMPOSITING_MODE="1", LIBGL_ALWAYS_SOFTWARE="1", GTK_A11Y="none")
        if self.display:
            environment["DISPLAY"] = ":" + self.display_number
        with open(os.path.join(directory, "browser.log"), "wb") as log:
            return subprocess.Popen(argv, cwd=directory, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                    start_new_session=True)

    def stop(self):
        for process in (self.process, self.display):
            if process:
                programs.end(process)
        if self.home:
            self.home.cleanup()
        self.home = self.process = self.display = None


def all_browsers():
    return [Browser("chromium", "chromium", "chromium", "127.0.0.11"),
            Browser("firefox", "firefox", "firefox-esr", "127.0.0.12"),
            Browser("webkitgtk", "webkitgtk-3.2", next(iter(glob.glob(MINIBROWSER)), MINIBROWSER), "127.0.0.13")]
