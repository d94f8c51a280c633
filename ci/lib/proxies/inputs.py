"""What the proxies are asked: requests and responses about what an intermediary may send on.

An input is (name, kind, octets). Of a request the octets are what the client sends; of a response what the backend
answers to a plain GET. H stands for the Host field."""

H = "Host: a\r\n"


def _request(fields, method="GET", target="/", version="1.1", body="", host=H):
    return f"{method} {target} HTTP/{version}\r\n{host}{fields}\r\n{body}"


def _response(fields, status="200 OK", version="1.1", body="ok", date="Date: Tue, 15 Nov 1994 08:12:31 GMT\r\n"):
    return f"HTTP/{version} {status}\r\n{date}{fields}\r\n{body}"


def _named():
    # Connection and what it nominates.
    nominations = {
        "nominated": "Connection: X-Hop\r\nX-Hop: 1\r\n",
        "nominated-after": "X-Hop: 1\r\nConnection: X-Hop\r\n",
        "nominated-other-case": "Connection: x-hOP\r\nX-Hop: 1\r\n",
        "nominated-in-a-list": "Connection: a, X-Hop, b\r\nX-Hop: 1\r\n",
        "nominated-with-empty-members": "Connection: , ,X-Hop,,\r\nX-Hop: 1\r\n",
        "nominated-with-tabs": "Connection:\tX-Hop\t,\tX-Other\r\nX-Hop: 1\r\nX-Other: 2\r\n",
        "nominated-in-the-second-line": "Connection: a\r\nConnection: X-Hop\r\nX-Hop: 1\r\n",
        "nominated-twice": "Connection: X-Hop, X-Hop\r\nX-Hop: 1\r\nX-Hop: 2\r\n",
        "nominated-with-close": "Connection: close, X-Hop\r\nX-Hop: 1\r\n",
        "nominated-with-keep-alive": "Connection: keep-alive, X-Hop\r\nX-Hop: 1\r\n",
        "nominated-absent": "Connection: X-Hop\r\n",
        "nominated-part-of-a-name": "Connection: X-Hop\r\nX-Hop-By: 1\r\nX: 2\r\n",
        "nominated-quoted": 'Connection: "X-Hop"\r\nX-Hop: 1\r\n',
        "nominated-cookie": "Connection: Cookie\r\nCookie: a=b\r\n",
        "nominated-authorization": "Connection: Authorization\r\nAuthorization: Basic eDp5\r\n",
        "nominated-host": "Connection: Host\r\n",
        "nominated-via": "Connection: Via\r\nVia: 1.1 before\r\n",
        "nominated-connection": "Connection: Connection\r\n",
        "nominated-forwarded": "Connection: X-Forwarded-For\r\nX-Forwarded-For: 192.0.2.1\r\n",
        "keep-alive": "Connection: keep-alive\r\nKeep-Alive: timeout=5\r\n",
        "keep-alive-not-nominated": "Keep-Alive: timeout=5, max=3\r\n",
        "proxy-connection": "Proxy-Connection: keep-alive\r\n",
        "proxy-connection-close": "Proxy-Connection: close\r\n",
        "te-trailers": "Connection: TE\r\nTE: trailers\r\n",
        "te-not-nominated": "TE: trailers\r\n",
        "te-gzip": "Connection: TE\r\nTE: gzip;q=0.5\r\n",
        "upgrade": "Connection: Upgrade\r\nUpgrade: x/1\r\n",
        "upgrade-not-nominated": "Upgrade: x/1\r\n",
        "upgrade-h2c": "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
        "trailer": "Trailer: X-Sum\r\n",
        "proxy-authorization": "Proxy-Authorization: Basic eDp5\r\n",
        "unknown-field": "X-Unknown-Field: some value\r\n",
        "unknown-empty": "X-Empty:\r\n",
        "unknown-name-of-all-characters": "!#$%&'*+-.^_`|~: 1\r\n",
        "unknown-with-underscore": "X_Under: 1\r\n",
        "unknown-value-of-obs-text": "X-High: a\x80\xff\r\n",
        "order-of-lines": "X-A: 1\r\nX-B: 2\r\nX-A: 3\r\n",
        "order-with-empty": "X-A: 1\r\nX-A:\r\nX-A: 2\r\n",
        "whitespace-around": "X-A: \t a \t \r\n",
        "inner-whitespace": "X-A: a \t  b\r\n",
        "obs-fold": "X-A: a\r\n b\r\n",
        "obs-fold-tab": "X-A: a\r\n\tb\r\n",
        "obs-fold-of-connection": "Connection: a,\r\n X-Hop\r\nX-Hop: 1\r\n",
        "bare-cr": "X-A: a\rb\r\n",
        "nul": "X-A: a\x00b\r\n",
        "control": "X-A: a\x01b\r\n",
        "bare-lf": "X-A: a\nX-B: b\r\n",
        "space-before-colon": "X-A : a\r\n",
        "via-once": "Via: 1.0 before\r\n",
        "via-lines": "Via: 1.0 one\r\nVia: 1.1 two (a comment)\r\n",
        "no-transform": "Cache-Control: no-transform\r\n",
    }
    for name, fields in nominations.items():
        yield f"request/{name}", "request", _request(fields)
        yield f"response/{name}", "response", _response(fields + "Content-Length: 2\r\n")


def _requests():
    chunked = "Transfer-Encoding: chunked\r\n"
    yield "http10", _request("", version="1.0")
    yield "http10-without-host", _request("", version="1.0", host="")
    yield "http10-keep-alive", _request("Connection: keep-alive\r\n", version="1.0")
    yield "http12", _request("", version="1.2")
    yield "absolute-form", _request("", target="http://b/x?y")
    yield "absolute-form-nominates-host", _request("Connection: Host\r\n", target="http://b/x?y")
    yield "absolute-form-without-path", _request("", target="http://b")
    yield "absolute-form-with-userinfo", _request("", target="http://u:p@b/")
    yield "asterisk-form", _request("", method="OPTIONS", target="*")
    yield "options-absolute-without-path", _request("", method="OPTIONS", target="http://b")
    yield "max-forwards-0", _request("Max-Forwards: 0\r\n", method="OPTIONS")
    yield "max-forwards-1", _request("Max-Forwards: 1\r\n", method="OPTIONS")
    yield "max-forwards-get", _request("Max-Forwards: 0\r\n")
    yield "max-forwards-nominated", _request("Connection: Max-Forwards\r\nMax-Forwards: 3\r\n", method="OPTIONS")
    yield "trace-max-forwards-0", _request("Max-Forwards: 0\r\n", method="TRACE")
    for name, target in (("path-dot-segments", "/a/./b/../c"), ("path-double-slash", "//a//b"), ("path-escaped", "/%7Ea%2fb"),
                         ("path-empty-query", "/?"), ("path-all-characters", "/a:@!$&'()*+,;=~-._"), ("query-odd", "/?a=/?b&&=")):
        yield name, _request("", target=target)
    yield "host-with-port", _request("", host="Host: a:80\r\n")
    yield "host-upper-case", _request("", host="Host: A.EXAMPLE\r\n")
    yield "host-empty", _request("", host="Host: \r\n")
    yield "host-twice", _request("Host: b\r\n")
    yield "host-missing", _request("", host="")
    yield "unknown-method", _request("", method="PLUMB")
    yield "lower-case-method", _request("", method="get")
    yield "length", _request("Content-Length: 3\r\n", method="POST", body="abc")
    yield "length-0", _request("Content-Length: 0\r\n", method="POST")
    yield "length-leading-zeros", _request("Content-Length: 003\r\n", method="POST", body="abc")
    yield "length-list", _request("Content-Length: 3, 3\r\n", method="POST", body="abc")
    yield "length-lines", _request("Content-Length: 3\r\nContent-Length: 3\r\n", method="POST", body="abc")
    yield "length-differs", _request("Content-Length: 3\r\nContent-Length: 4\r\n", method="POST", body="abcd")
    yield "length-invalid", _request("Content-Length: 3x\r\n", method="POST", body="abc")
    yield "length-plus", _request("Content-Length: +3\r\n", method="POST", body="abc")
    yield "length-nominated", _request("Connection: Content-Length\r\nContent-Length: 3\r\n", method="POST", body="abc")
    yield "length-get", _request("Content-Length: 3\r\n", body="abc")
    yield "expect", _request("Expect: 100-continue\r\nContent-Length: 3\r\n", method="POST", body="abc")
    yield "expect-http10", _request("Expect: 100-continue\r\nContent-Length: 3\r\n", method="POST", version="1.0", body="abc")
    for name, fields, body in (
            ("chunked", "", "3\r\nabc\r\n0\r\n\r\n"), ("chunked-empty", "", "0\r\n\r\n"),
            ("chunked-two", "", "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n"), ("chunked-extension", "", "3;a=b\r\nabc\r\n0;c\r\n\r\n"),
            ("chunked-extension-quoted", "", '3;a="\\"b"\r\nabc\r\n0\r\n\r\n'), ("chunked-upper-case", "", "A\r\n0123456789\r\n0\r\n\r\n"),
            ("chunked-leading-zeros", "", "0003\r\nabc\r\n000\r\n\r\n"),
            ("chunked-trailer", "Trailer: X-Sum\r\n", "3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n"),
            ("chunked-trailer-unannounced", "", "3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n"),
            ("chunked-trailer-nominated", "Connection: X-Hop\r\n", "3\r\nabc\r\n0\r\nX-Hop: 1\r\n\r\n"),
            ("chunked-trailer-content-length", "", "3\r\nabc\r\n0\r\nContent-Length: 9\r\n\r\n"),
            ("chunked-trailer-host", "", "3\r\nabc\r\n0\r\nHost: evil\r\n\r\n"),
            ("chunked-bare-lf", "", "3\nabc\n0\n\n"), ("chunked-nominated", "Connection: Transfer-Encoding\r\n", "3\r\nabc\r\n0\r\n\r\n"),
            ("chunked-te-trailers", "TE: trailers\r\nConnection: TE\r\n", "3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n")):
        yield name, _request(chunked + fields, method="POST", body=body)
    both = "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"
    yield "both-lengths", _request(both, method="POST", body="3\r\nabc\r\n0\r\n\r\n")
    yield "gzip-chunked", _request("Transfer-Encoding: gzip, chunked\r\n", method="POST", body="3\r\nabc\r\n0\r\n\r\n")
    yield "chunked-not-final", _request("Transfer-Encoding: chunked, gzip\r\n", method="POST", body="3\r\nabc\r\n0\r\n\r\n")
    yield "identity", _request("Transfer-Encoding: identity\r\n", method="POST", body="")
    yield "chunked-twice", _request("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", method="POST", body="3\r\nabc\r\n0\r\n\r\n")
    yield "xchunked", _request("Transfer-Encoding: xchunked\r\n", method="POST", body="3\r\nabc\r\n0\r\n\r\n")
    yield "http10-chunked", _request(chunked, method="POST", version="1.0", body="3\r\nabc\r\n0\r\n\r\n")
    yield "empty-line-before", "\r\n" + _request("")
    yield "leading-whitespace-line", _request("", host=" X: 1\r\n" + H)


def _responses():
    chunked = "Transfer-Encoding: chunked\r\n"
    yield "length", _response("Content-Length: 2\r\n")
    yield "length-lines", _response("Content-Length: 2\r\nContent-Length: 2\r\n")
    yield "length-list", _response("Content-Length: 2, 2\r\n")
    yield "length-differs", _response("Content-Length: 2\r\nContent-Length: 3\r\n", body="okk")
    yield "length-invalid", _response("Content-Length: 2x\r\n")
    yield "length-short", _response("Content-Length: 9\r\n")
    yield "length-extra", _response("Content-Length: 2\r\n", body="ok, and more")
    yield "close-delimited", _response("")
    yield "close-delimited-empty", _response("", body="")
    yield "http10", _response("Content-Length: 2\r\n", version="1.0")
    yield "http12", _response("Content-Length: 2\r\n", version="1.2")
    yield "without-date", _response("Content-Length: 2\r\n", date="")
    yield "date-invalid", _response("Content-Length: 2\r\n", date="Date: yesterday\r\n")
    yield "status-204", _response("", status="204 No Content", body="")
    yield "status-204-with-length", _response("Content-Length: 0\r\n", status="204 No Content", body="")
    yield "status-205", _response("Content-Length: 0\r\n", status="205 Reset Content", body="")
    yield "status-304-with-length", _response("Content-Length: 9\r\nETag: \"a\"\r\n", status="304 Not Modified", body="")
    yield "status-299", _response("Content-Length: 2\r\n", status="299 Odd")
    yield "status-without-reason", _response("Content-Length: 2\r\n", status="200 ")
    yield "interim-103", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + _response("Content-Length: 2\r\n")
    yield "interim-102", "HTTP/1.1 102 Processing\r\n\r\n" + _response("Content-Length: 2\r\n")
    yield "interim-199-nominated", "HTTP/1.1 199 Odd\r\nConnection: X-Hop\r\nX-Hop: 1\r\n\r\n" + _response("Content-Length: 2\r\n")
    yield "status-421", _response("Content-Length: 2\r\n", status="421 Misdirected Request")
    for name, fields, body in (
            ("chunked", "", "2\r\nok\r\n0\r\n\r\n"), ("chunked-extension", "", "2;a=b\r\nok\r\n0\r\n\r\n"),
            ("chunked-trailer", "Trailer: X-Sum\r\n", "2\r\nok\r\n0\r\nX-Sum: 1\r\n\r\n"),
            ("chunked-trailer-nominated", "Connection: X-Hop\r\n", "2\r\nok\r\n0\r\nX-Hop: 1\r\n\r\n"),
            ("chunked-cut-off", "", "2\r\nok\r\n"), ("chunked-bad-size", "", "zz\r\nok\r\n0\r\n\r\n"),
            ("both-lengths", "Content-Length: 2\r\n", "2\r\nok\r\n0\r\n\r\n"), ("chunked-twice", chunked, "2\r\nok\r\n0\r\n\r\n")):
        yield name, _response(chunked + fields, body=body)
    yield "http10-chunked", _response(chunked, version="1.0", body="2\r\nok\r\n0\r\n\r\n")
    yield "gzip-chunked", _response("Transfer-Encoding: gzip, chunked\r\n", body="2\r\nok\r\n0\r\n\r\n")
    yield "no-transform-with-etag", _response('Cache-Control: no-transform\r\nETag: "a"\r\nContent-Length: 2\r\n')
    yield "representation-fields", _response('Server: b\r\nETag: "a"\r\nLast-Modified: Tue, 15 Nov 1994 08:12:31 GMT\r\nContent-Type: text/x\r\n'
                                             "Content-Language: x\r\nContent-Location: /y\r\nContent-Length: 2\r\n")
    yield "set-cookie-lines", _response("Set-Cookie: a=1, b\r\nSet-Cookie: c=2\r\nContent-Length: 2\r\n")


def all_inputs():
    for name, kind, text in _named():
        yield name, kind, text.encode("latin-1")
    for name, text in _requests():
        yield f"request/{name}", "request", text.encode("latin-1")
    for name, text in _responses():
        yield f"response/{name}", "response", text.encode("latin-1")
