"""A throw-away certificate for the addresses at which browsers are served."""

import os
import ssl
import subprocess


def certificate(directory):
    """A throw-away authority, and a certificate of it for all loopback addresses that are used. Paths of PEM files."""
    def run(*argv):
        subprocess.run(["openssl", *argv], cwd=directory, check=True, capture_output=True)
    names = ",".join(f"IP:127.0.0.{i}" for i in (11, 12, 13))
    with open(os.path.join(directory, "names"), "w", encoding="ascii") as file:
        file.write(f"subjectAltName={names}\n")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    run("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=throw-away authority")
    run("req", *key, "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=throw-away")
    run("x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "leaf.pem",
        "-days", "2", "-extfile", "names")
    return [os.path.join(directory, name) for name in ("ca.pem", "leaf.pem", "leaf.key")]


def context(chain, key):
    """Of a server that has the certificate."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(chain, key)
    return made
