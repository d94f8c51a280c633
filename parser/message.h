// The values that HTTP/1.1 octets stand for: start-lines, fields, framing, persistence.
//
// Every absl::string_view in these types points into the caller's octets.
#ifndef PLUMBLINE_PARSER_MESSAGE_H_
#define PLUMBLINE_PARSER_MESSAGE_H_

#include <cstddef>
#include <cstdint>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"

namespace plumbline {

enum class MessageKind : uint8_t { kRequest, kResponse };

// Who reads. Requests are read by an origin server or an intermediary, responses by a user agent or
// an intermediary. The grammar is the same for each; persistence (RFC 9112, section 9.3) is not.
enum class Recipient : uint8_t { kOrigin, kIntermediary, kUserAgent };

// Who reads unless something else is said.
constexpr Recipient DefaultRecipient(MessageKind kind) {
  return kind == MessageKind::kRequest ? Recipient::kOrigin : Recipient::kUserAgent;
}

// HTTP-version, RFC 9112, section 2.3. In an accepted message, `major` is 1.
struct Version {
  uint8_t major = 1;
  uint8_t minor = 1;
};

// The four forms of request-target, RFC 9112, section 3.2.
enum class TargetForm : uint8_t { kOriginForm, kAbsoluteForm, kAuthorityForm, kAsteriskForm };

// The alternatives of `host`, RFC 3986, section 3.2.2 (an empty host is a reg-name).
enum class HostKind : uint8_t { kRegName, kIpv4, kIpv6, kIpvFuture };

// uri-host [ ":" port ], RFC 9110, section 7.2.
struct HostPort {
  absl::string_view host;  // with its brackets, if an IP literal
  absl::string_view port;  // without its colon; may be empty where has_port is true
  bool has_port = false;
  HostKind kind = HostKind::kRegName;
};

// request-target with its parts. Parts that the form lacks are empty and their has_ flag is false.
struct RequestTarget {
  absl::string_view text;
  TargetForm form = TargetForm::kOriginForm;
  absl::string_view scheme;    // absolute-form
  absl::string_view userinfo;  // absolute-form, without its "@"
  HostPort authority;          // absolute-form with "//", authority-form
  absl::string_view path;      // origin-form, absolute-form
  absl::string_view query;     // without its "?"
  bool has_authority = false;
  bool has_userinfo = false;
  bool has_query = false;
};

// request-line, RFC 9112, section 3.
struct RequestLine {
  absl::string_view method;
  RequestTarget target;
  Version version;
};

// status-line, RFC 9112, section 4.
struct StatusLine {
  Version version;
  int status = 0;            // 000 to 999, as written
  absl::string_view reason;  // may be empty
};

// field-line, RFC 9112, section 5: the value is without the whitespace around it.
struct FieldLine {
  absl::string_view name;
  absl::string_view value;
};

// The field lines of a header or trailer section in the order received. Holds 64 without
// allocating.
class FieldSection {
 public:
  struct Span {
    uint32_t name_offset = 0;
    uint32_t name_size = 0;
    uint32_t value_offset = 0;
    uint32_t value_size = 0;
  };
  static constexpr size_t kInlineLines = 64;

  size_t size() const { return spans_.size(); }
  bool empty() const { return spans_.empty(); }
  FieldLine operator[](size_t index) const {
    const Span& span = spans_[index];
    return {octets_.substr(span.name_offset, span.name_size), octets_.substr(span.value_offset, span.value_size)};
  }

  class const_iterator {
   public:
    const_iterator(const FieldSection* section, size_t index) : section_(section), index_(index) {}
    FieldLine operator*() const { return (*section_)[index_]; }
    const_iterator& operator++() {
      ++index_;
      return *this;
    }
    bool operator!=(const const_iterator& other) const { return index_ != other.index_; }
    bool operator==(const const_iterator& other) const { return index_ == other.index_; }

   private:
    const FieldSection* section_;
    size_t index_;
  };
  const_iterator begin() const { return {this, 0}; }
  const_iterator end() const { return {this, size()}; }

  // The octets that the spans index, and the spans: for decoders.
  absl::string_view octets() const { return octets_; }
  void set_octets(absl::string_view octets) { octets_ = octets; }
  const Span& span(size_t index) const { return spans_[index]; }
  void Add(const Span& span) { spans_.push_back(span); }
  void Clear() { spans_.clear(); }

 private:
  absl::string_view octets_;
  absl::InlinedVector<Span, kInlineLines> spans_;
};

// How the message body is delimited, RFC 9112, section 6.3.
enum class FramingKind : uint8_t { kNone, kLength, kChunked, kClose };

struct Framing {
  FramingKind kind = FramingKind::kNone;
  uint8_t rule = 0;     // 1 to 8: the item of section 6.3 that fired
  uint64_t length = 0;  // octets, for kLength
};

// What decides whether the connection persists: the items of RFC 9112, section 9.3 in their order,
// and the sentences elsewhere that take precedence over them.
enum class PersistenceRule : uint8_t {
  kCloseOption,             // 9.3, item 1
  kHttp11,                  // 9.3, item 2
  kHttp10KeepAlive,         // 9.3, item 3
  kOtherwise,               // 9.3, item 4
  kNotSelfDefinedLength,    // 9.3: all messages need a self-defined length
  kHttp10TransferEncoding,  // 6.1: HTTP/1.0 with Transfer-Encoding
  kBothLengths,             // 6.1: request with Transfer-Encoding and Content-Length
  kTunnel,                  // 6.3, item 2: 2xx to CONNECT
  kSwitched,                // 9110, section 15.2.2: 101 Switching Protocols
};

struct Persistence {
  bool persists = false;
  PersistenceRule rule = PersistenceRule::kOtherwise;
};

// "9112-9.3-r1", "9112-6.1-http10", …: stable names of the rules, used in output.
absl::string_view Name(PersistenceRule rule);
absl::string_view Name(FramingKind kind);         // "none", "length", "chunked", "close"
absl::string_view Name(TargetForm form);          // "origin-form", …
absl::string_view Name(Recipient recipient);      // "origin", "intermediary", "user-agent"
absl::string_view Name(MessageKind kind);         // "request", "response"
absl::string_view FramingRuleName(uint8_t rule);  // "9112-6.3-r1" … "9112-6.3-r8"

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_MESSAGE_H_
