// Go's net/http behind plumbline check: see README.md. Requests go to its server, responses to ReadResponse.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
)

type object = map[string]interface{}

// A connection that has these octets; after them the end, or whoever reads on waits for more.
type wire struct {
	in          *bytes.Reader
	out         bytes.Buffer
	eof, waited bool
	closed      chan bool
}

func (w *wire) Read(to []byte) (int, error) {
	n, err := w.in.Read(to)
	if err != nil && !w.eof {
		w.waited = true
		err = os.ErrDeadlineExceeded
	}
	return n, err
}
func (w *wire) Write(octets []byte) (int, error) { return w.out.Write(octets) }
func (w *wire) Close() error                     { close(w.closed); return nil }
func (w *wire) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (w *wire) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (w *wire) SetDeadline(time.Time) error      { return nil }
func (w *wire) SetReadDeadline(time.Time) error  { return nil }
func (w *wire) SetWriteDeadline(time.Time) error { return nil }

type listener struct{ conns chan net.Conn }

func (l listener) Accept() (net.Conn, error) { return <-l.conns, nil }
func (l listener) Close() error              { return nil }
func (l listener) Addr() net.Addr            { return &net.TCPAddr{} }

func latin1(text string) string { // octets as code points
	runes := []rune{}
	for _, octet := range []byte(text) {
		runes = append(runes, rune(octet))
	}
	return string(runes)
}

func pairs(fields http.Header) [][2]string {
	out := [][2]string{}
	for name, values := range fields {
		for _, value := range values {
			out = append(out, [2]string{latin1(name), latin1(value)})
		}
	}
	return out
}

var seen []object // by the server

func serve(_ http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	seen = append(seen, object{"method": r.Method, "target": latin1(r.RequestURI), "version": r.Proto,
		"fields": pairs(r.Header), "body": body, "trailers": pairs(r.Trailer)})
}

var status = regexp.MustCompile(`HTTP/1\.[01] ([2-5]\d\d) `)

func requests(l listener, w *wire, octets []byte) object {
	seen = []object{}
	l.conns <- w
	<-w.closed
	replies := []int{}
	for _, found := range status.FindAllSubmatch(w.out.Bytes(), -1) {
		code, _ := strconv.Atoi(string(found[1]))
		replies = append(replies, code)
	}
	observed := object{"replies": replies}
	if !bytes.Contains(octets, []byte("OPTIONS *")) { // which it answers by itself
		observed["messages"] = seen
	}
	return observed
}

func responses(w *wire, methods []string) object {
	messages, from := []object{}, bufio.NewReader(w)
	for from.Buffered() > 0 || w.in.Len() > 0 {
		if len(methods) == 0 {
			return object{"messages": messages} // nobody reads what was not asked for
		}
		r, err := http.ReadResponse(from, &http.Request{Method: methods[0]})
		var body []byte
		if err == nil {
			body, err = io.ReadAll(r.Body)
		}
		if err != nil {
			return object{"messages": messages, "outcome": map[bool]string{true: "need-more", false: "reject"}[w.waited]}
		}
		_, reason, _ := strings.Cut(r.Status, " ")
		messages = append(messages, object{"status": r.StatusCode, "reason": latin1(reason), "version": r.Proto,
			"fields": pairs(r.Header), "body": body, "trailers": pairs(r.Trailer)})
		if r.Close || r.StatusCode == 101 {
			return object{"messages": messages}
		} else if r.StatusCode/100 != 1 {
			methods = methods[1:]
		}
	}
	return object{"messages": messages}
}

func main() {
	l := listener{make(chan net.Conn)}
	go http.Serve(l, http.HandlerFunc(serve))
	for in := json.NewDecoder(os.Stdin); ; {
		var question struct {
			Id, Kind string
			Methods  []string
			Eof      bool
			Octets   []byte
		}
		if in.Decode(&question) != nil {
			return
		}
		if question.Methods == nil {
			question.Methods = strings.Fields(strings.Repeat("GET ", 99))
		}
		w := &wire{in: bytes.NewReader(question.Octets), eof: question.Eof, closed: make(chan bool)}
		var observed object
		if question.Kind == "request" {
			observed = requests(l, w, question.Octets)
		} else if !strings.Contains(strings.Join(question.Methods, " "), "CONNECT") { // which its Transport reads otherwise
			observed = responses(w, question.Methods)
		}
		if observed != nil { // what it takes out of the fields
			observed["hidden"] = []string{"Host", "Transfer-Encoding", "Content-Length", "Connection", "Trailer"}
		}
		json.NewEncoder(os.Stdout).Encode(object{"id": question.Id, "observed": observed})
	}
}
