#include "properties/models_classes.h"

#include <algorithm>
#include <cstdint>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "properties/strings.h"

namespace plumbline::properties {
namespace {

using models::Model;

bool SpeaksOf(const Model& model, std::initializer_list<const char*> names) {
  return std::any_of(names.begin(), names.end(),
                     [&](absl::string_view name) { return absl::StartsWith(model.name, name); });
}

constexpr MisreadClass kMisreadClasses[] = {
    {"minor-version-above-1", kOtherInAll,
     [](const Model& model, const StrictResponse& strict) {
       return SpeaksOf(model, {"webkitgtk"}) && strict.message.response.version.minor > 1;
     },
     "webkitgtk", "GET", "HTTP/1.2 200 OK\r\nContent-Length: 0\r\n\r\n"},
    {"status-below-100", kOtherInAll,
     [](const Model& model, const StrictResponse& strict) {
       return SpeaksOf(model, {"webkitgtk"}) && strict.status() < 100;
     },
     "webkitgtk", "GET", "HTTP/1.1 099 OK\r\nContent-Length: 0\r\n\r\n"},
    {"switching-protocols-not-asked-for", kOtherInAll,
     [](const Model&, const StrictResponse& strict) { return strict.status() == 101; }, "chromium", "GET",
     "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"},
    {"connect-like-any-method", kOtherFraming | kOtherResponse | kOtherPersistence,
     [](const Model&, const StrictResponse& strict) {
       // A page cannot ask with CONNECT, and libsoup keeps the connection.
       return strict.method == "CONNECT" && strict.status() / 100 == 2;
     },
     "chromium", "CONNECT", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"},
    {"content-of-205", kOtherFraming | kOtherResponse | kOtherPersistence,
     [](const Model& model, const StrictResponse& strict) {
       return SpeaksOf(model, {"chromium", "firefox"}) && strict.status() == 205;
     },
     "chromium", "GET", "HTTP/1.1 205 Reset Content\r\nContent-Length: 5\r\n\r\nhello"},
    {"length-list-where-there-is-no-body", kOtherInAll,
     [](const Model& model, const StrictResponse& strict) {
       const std::vector<std::string> lengths = strict.Values("Content-Length");
       return SpeaksOf(model, {"chromium", "firefox"}) && !lengths.empty() && absl::StrContains(lengths[0], ',');
     },
     "firefox", "HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n"},
    {"unknown-coding-ignored", kOtherFraming | kOtherResponse | kOtherPersistence,
     [](const Model& model, const StrictResponse& strict) {
       return SpeaksOf(model, {"chromium", "firefox"}) && strict.Has("Transfer-Encoding") &&
              !strict.Lists("Transfer-Encoding", "chunked");
     },
     "chromium", "GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nContent-Length: 3\r\n\r\nhello"},
    {"coding-not-chunked-alone", kOtherFraming | kOtherResponse | kOtherPersistence,
     [](const Model& model, const StrictResponse& strict) {
       // Decided by the last field as a whole; in 3.2 a later Content-Length takes it back.
       const std::vector<std::string> codings = strict.Values("Transfer-Encoding");
       return SpeaksOf(model, {"webkitgtk"}) &&
              std::any_of(codings.begin(), codings.end(),
                          [](const std::string& coding) { return Lower(coding) != "chunked"; });
     },
     "webkitgtk-3.2", "GET",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\nContent-Length: 3\r\n\r\n5\r\nhello\r\n0\r\n\r\n"},
    {"chunked-in-http10-ignored", kOtherFraming | kOtherResponse | kOtherPersistence,
     [](const Model& model, const StrictResponse& strict) {
       return SpeaksOf(model, {"chromium"}) && strict.http10() && strict.Has("Transfer-Encoding");
     },
     "chromium", "GET",
     "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n5\r\nhello\r\n0\r\n\r\n"},
    {"whitespace-before-chunk-extension", kOtherFraming | kOtherResponse | kOtherPersistence,
     [](const Model& model, const StrictResponse& strict) {
       const std::vector<std::string> lines = strict.LinesBehindHead();
       const bool any = SpeaksOf(model, {"webkitgtk"});
       return SpeaksOf(model, {"chromium", "webkitgtk"}) &&
              std::any_of(lines.begin(), lines.end(), [&](const std::string& line) {
                const std::string size = line.substr(0, line.find(';'));
                return absl::StrContains(size, '\t') || (any && absl::StrContains(size, ' '));
              });
     },
     "chromium", "GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\t;x\r\nhello\r\n0\r\n\r\n"},
    {"chunk-line-beyond-128", kOtherFraming | kOtherResponse | kOtherPersistence,
     [](const Model& model, const StrictResponse& strict) {
       const std::vector<std::string> lines = strict.LinesBehindHead();
       return SpeaksOf(model, {"webkitgtk"}) &&
              std::any_of(lines.begin(), lines.end(), [](const std::string& line) { return line.size() + 2 > 127; });
     },
     "webkitgtk", "GET",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
     "5;a=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
     "bbbbbbbbbbbbbbbb\r\nhello\r\n0\r\n\r\n"},
    {"trailer-ends-the-body", kOtherFraming,
     [](const Model& model, const StrictResponse& strict) {
       return SpeaksOf(model, {"webkitgtk-3.2"}) && !strict.message.trailers.empty();
     },
     "webkitgtk-3.2", "GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\n"},
    {"nominated-fields-of-http10-removed", kOtherInAll,
     [](const Model& model, const StrictResponse& strict) {
       const std::vector<FieldLine>& fields = strict.message.fields;
       return SpeaksOf(model, {"webkitgtk"}) && strict.http10() &&
              std::any_of(fields.begin(), fields.end(), [&](const FieldLine& field) {
                return strict.Lists("Connection", Lower(std::string(field.name)));
              });
     },
     "webkitgtk", "GET",
     "HTTP/1.0 200 OK\r\nConnection: Transfer-Encoding\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n"
     "5\r\nhello\r\n0\r\n\r\n"},
    {"octets-that-are-no-utf-8", kOtherFields,
     [](const Model& model, const StrictResponse& strict) {
       const std::string head = strict.Head();
       return SpeaksOf(model, {"webkitgtk"}) &&
              std::any_of(head.begin(), head.end(), [](char c) { return static_cast<uint8_t>(c) >= 0x80; });
     },
     "webkitgtk", "GET", "HTTP/1.1 200 OK\r\nX: \xe9\r\nContent-Length: 0\r\n\r\n"},
    {"empty-values-dropped", kOtherFields,
     [](const Model& model, const StrictResponse& strict) {
       if (!SpeaksOf(model, {"firefox"})) return false;
       std::map<std::string, int> lines;
       std::map<std::string, int> empty;
       for (const FieldLine& field : strict.message.fields) {
         ++lines[Lower(std::string(field.name))];
         empty[Lower(std::string(field.name))] += field.value.empty() ? 1 : 0;
       }
       return std::any_of(lines.begin(), lines.end(),
                          [&](const auto& name) { return name.second > 1 && empty[name.first] > 0; });
     },
     "firefox", "GET", "HTTP/1.1 200 OK\r\nX: \r\nX: 1\r\nContent-Length: 0\r\n\r\n"},
    {"first-of-some-names", kOtherFields,
     [](const Model& model, const StrictResponse& strict) {
       return SpeaksOf(model, {"firefox"}) &&
              (strict.Values("Host").size() > 1 || strict.Values("User-Agent").size() > 1);
     },
     "firefox", "GET", "HTTP/1.1 200 OK\r\nUser-Agent: a\r\nUser-Agent: b\r\nContent-Length: 0\r\n\r\n"},
    {"transfer-encoding-in-http10-persists", kOtherPersistence,
     [](const Model&, const StrictResponse& strict) { return strict.http10() && strict.Has("Transfer-Encoding"); },
     "firefox", "GET",
     "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"},
    {"first-option-wins", kOtherPersistence,
     [](const Model& model, const StrictResponse& strict) {
       return SpeaksOf(model, {"chromium"}) && strict.Lists("Connection", "close") &&
              strict.Lists("Connection", "keep-alive");
     },
     "chromium", "GET", "HTTP/1.1 200 OK\r\nConnection: keep-alive, close\r\nContent-Length: 0\r\n\r\n"},
    {"close-not-seen-in-http10", kOtherPersistence,
     [](const Model& model, const StrictResponse& strict) {
       return SpeaksOf(model, {"webkitgtk"}) && strict.http10() && strict.Lists("Connection", "close") &&
              strict.Lists("Connection", "keep-alive");
     },
     "webkitgtk", "GET", "HTTP/1.0 200 OK\r\nConnection: keep-alive, close\r\nContent-Length: 0\r\n\r\n"},
    {"proxy-connection-decides", kOtherPersistence,
     [](const Model& model, const StrictResponse& strict) {
       return SpeaksOf(model, {"chromium", "firefox"}) && strict.Has("Proxy-Connection");
     },
     "chromium", "GET", "HTTP/1.0 200 OK\r\nProxy-Connection: keep-alive\r\nContent-Length: 0\r\n\r\n"},
    {"close-without-declared-length", kOtherPersistence,
     [](const Model& model, const StrictResponse& strict) {
       return SpeaksOf(model, {"webkitgtk"}) && strict.message.framing.kind == FramingKind::kNone &&
              !strict.Has("Transfer-Encoding") && !strict.Has("Content-Length");
     },
     "webkitgtk", "GET", "HTTP/1.1 204 No Content\r\n\r\n"},
    {"request-timeout-closes", kOtherPersistence,
     [](const Model& model, const StrictResponse& strict) {
       return SpeaksOf(model, {"firefox"}) && strict.status() == 408;
     },
     "firefox", "GET", "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"},
    {"content-length-beside-chunked-closes", kOtherPersistence,
     [](const Model& model, const StrictResponse& strict) {
       return SpeaksOf(model, {"firefox"}) && strict.message.framing.kind == FramingKind::kChunked &&
              strict.Has("Content-Length");
     },
     "firefox", "GET", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {"keep-alive-obeyed", kOtherPersistence,
     [](const Model& model, const StrictResponse& strict) {
       return SpeaksOf(model, {"firefox"}) && strict.Has("Keep-Alive");
     },
     "firefox", "GET", "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=0\r\nContent-Length: 0\r\n\r\n"},
};

}  // namespace

absl::Span<const MisreadClass> MisreadClasses() { return kMisreadClasses; }

std::vector<std::string> StrictResponse::Values(const std::string& name) const {
  std::vector<std::string> values;
  for (const FieldLine& field : message.fields) {
    if (SameName(std::string(field.name), name)) values.emplace_back(field.value);
  }
  return values;
}

bool StrictResponse::Lists(const std::string& name, const std::string& member) const {
  for (const std::string& value : Values(name)) {
    for (const std::string& element : ListElements(value)) {
      if (Lower(element) == member) return true;
    }
  }
  return false;
}

std::string StrictResponse::Head() const { return octets.substr(0, octets.find("\r\n\r\n")); }

std::vector<std::string> StrictResponse::LinesBehindHead() const {
  return absl::StrSplit(octets.substr(octets.find("\r\n\r\n") + 4), "\r\n");
}

std::vector<StrictResponse> ReadStrictly(const std::string& octets, const std::string& method, bool until_close) {
  StreamOptions options;
  options.recipient = Recipient::kUserAgent;
  options.end_of_input = until_close;
  const std::vector<absl::string_view> methods = {method};
  options.methods = methods;
  std::vector<StrictResponse> all(1);
  all[0].octets = octets;  // its views point there
  all[0].method = method;
  all[0].until_close = until_close;
  const Interpretation interpretation = ParseResponseStream(all[0].octets, options);
  if (interpretation.verdict != Outcome::kComplete || interpretation.messages.size() != 1) return {};
  all[0].message = interpretation.messages[0];
  return all;
}

}  // namespace plumbline::properties
