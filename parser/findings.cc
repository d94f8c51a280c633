#include "parser/findings.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/types/span.h"
#include "parser/fields/connection.h"
#include "parser/fields/content_length.h"
#include "parser/fields/keep_alive.h"
#include "parser/fields/te.h"
#include "parser/fields/trailer.h"
#include "parser/fields/transfer_encoding.h"
#include "parser/fields/upgrade.h"
#include "parser/fields/via.h"
#include "parser/octets.h"

namespace plumbline {
namespace {

using absl::EqualsIgnoreCase;

// clang-format off

// Fields that RFC 9110, section 6.5.1 describes: "message framing, routing, authentication, request
// modifiers, response controls, or content format". The section names no fields; RFC 7230, section
// 4.1.2, named most of these.
constexpr absl::string_view kNotInTrailers[] = {
    "connection", "keep-alive", "proxy-connection", "upgrade", "via",
    "content-length", "transfer-encoding", "trailer", "host",
    "authorization", "proxy-authorization", "www-authenticate", "proxy-authenticate", "cookie", "set-cookie",
    "cache-control", "expect", "max-forwards", "pragma", "range", "te",
    "if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range",
    "age", "expires", "location", "retry-after", "vary",
    "content-encoding", "content-type", "content-range"};

// Fields that are intended for all recipients of the content, and so are no connection options (RFC
// 9110, section 7.6.1).
constexpr absl::string_view kEndToEnd[] = {
    "host", "date", "via", "range", "etag", "expires", "vary", "location", "last-modified", "age",
    "content-length", "content-type", "content-encoding", "content-range", "content-language", "content-location",
    "cache-control", "authorization", "www-authenticate", "cookie", "set-cookie",
    "if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range",
    "accept", "accept-charset", "accept-encoding", "accept-language", "accept-ranges", "allow", "user-agent", "server", "referer", "expect"};

// clang-format on

// The registered transfer codings, RFC 9112, section 12.3.
constexpr absl::string_view kTransferCodings[] = {"chunked", "compress",   "deflate",
                                                  "gzip",    "x-compress", "x-gzip"};

bool IsAnyOf(absl::string_view name, absl::Span<const absl::string_view> names) {
  return std::any_of(names.begin(), names.end(),
                     [&](absl::string_view each) { return EqualsIgnoreCase(each, name); });
}

class Finder {
 public:
  explicit Finder(const FindingsInput& input)
      : input_(input), fields_(*input.fields), options_(ConnectionOptionsOf(fields_)) {}

  std::vector<Finding> Find() {
    StartLine();
    Framing();
    Connection();
    ConnectionSpecificFields();
    FieldNames();
    std::stable_sort(findings_.begin(), findings_.end(),
                     [](const Finding& a, const Finding& b) { return a.offset < b.offset; });
    return std::move(findings_);
  }

 private:
  static constexpr size_t kNone = static_cast<size_t>(-1);
  static constexpr uint64_t kStatusOffset = 9;  // of status-code: behind "HTTP/1.1 "

  bool request() const { return input_.kind == MessageKind::kRequest; }
  int status() const { return request() ? 0 : input_.response->status; }

  // The first line with this name, or kNone.
  size_t IndexOf(absl::string_view name) const {
    for (size_t i = 0; i < fields_.size(); ++i) {
      if (EqualsIgnoreCase(fields_[i].name, name)) return i;
    }
    return kNone;
  }
  uint64_t NameOffset(size_t index) const {
    return input_.head_offset + fields_.span(index).name_offset;
  }
  uint64_t ValueOffset(size_t index) const {
    return input_.head_offset + fields_.span(index).value_offset;
  }
  void Note(Clause clause, uint64_t offset) { findings_.push_back({clause, offset}); }

  // Parses the combined value (RFC 9110, section 5.2) of a field and notes the error's clause where
  // it lies in its line; a value that breaks off, behind its last octet: what a comma there would
  // break, or else `incomplete`. Hands a complete value to `use`, with
  // the function that finds a part of it in the stream.
  template <typename T, typename Use>
  void Value(absl::string_view name, Result<T> (*parse)(absl::string_view), Clause incomplete,
             const Use& use) {
    std::string combined;
    std::vector<std::pair<size_t, uint64_t>>
        lines;  // where each line's value begins: in `combined`, in the stream
    for (size_t i = 0; i < fields_.size(); ++i) {
      if (!EqualsIgnoreCase(fields_[i].name, name)) continue;
      if (!lines.empty()) combined.append(", ");
      lines.emplace_back(combined.size(), ValueOffset(i));
      combined.append(fields_[i].value.data(), fields_[i].value.size());
    }
    const auto locate = [&](size_t at) {
      auto line = lines.rbegin();
      while (line->first > at) ++line;
      return line->second + (at - line->first);
    };
    Result<T> result = parse(combined);
    if (result.complete()) {
      return use(*result, [&](absl::string_view part) {
        return locate(static_cast<size_t>(part.data() - combined.data()));
      });
    }
    if (result.outcome() == Outcome::kNeedMore) result = parse(combined + ",");
    const bool error = result.outcome() == Outcome::kError;
    const size_t at = error ? static_cast<size_t>(result.error().offset) : combined.size();
    Note(error ? result.error().clause : incomplete, locate(at));
  }

  void StartLine() {
    if (!request()) {
      if (status() < 100 || status() > 599)
        Note(Clause::kStatusOutOfRange, input_.head_offset + kStatusOffset);
      return;
    }
    const RequestTarget& target = input_.request->target;
    const size_t host = IndexOf("host");
    if (target.form != TargetForm::kAbsoluteForm || host == kNone) return;
    std::string authority(target.authority.host.data(), target.authority.host.size());
    if (target.authority.has_port) {
      authority.push_back(':');
      authority.append(target.authority.port.data(), target.authority.port.size());
    }
    if (!EqualsIgnoreCase(authority, fields_[host].value))
      Note(Clause::kHostIgnored, ValueOffset(host));
  }

  void Framing() {
    const size_t length = IndexOf("content-length");
    const size_t coding = IndexOf("transfer-encoding");
    if (coding != kNone &&
        (request() ? input_.request->version : input_.response->version).minor == 0) {
      Note(Clause::kTransferEncodingInHttp10, NameOffset(coding));
    }
    const bool no_body = !request() && HasNoBodyByRule(status(), input_.answered);
    if (no_body) {
      UnusedContentLength();
      const bool forbidden = status() / 100 == 1 || status() / 100 == 2;  // 2xx: 204, or by rule 2
      const bool head =
          input_.answered == AnsweredMethod::kHead && status() != 204 && status() / 100 != 1;
      if (!forbidden || head) return;
      if (length != kNone) Note(Clause::kContentLengthForbidden, NameOffset(length));
      if (coding != kNone) Note(Clause::kTransferEncodingForbidden, NameOffset(coding));
      return;
    }
    if (request() && input_.request->method == "CONNECT") ConnectContent(coding, length);
    if (coding == kNone) return;
    if (length != kNone) Note(Clause::kBothLengths, NameOffset(length));
    Value<TransferCodings>("transfer-encoding", ParseTransferEncoding,
                           Clause::kTransferEncodingSyntax,
                           [&](const TransferCodings& codings, const auto& offset_of) {
                             int chunked = 0;
                             for (absl::string_view name : codings.names) {
                               if (!EqualsIgnoreCase(name, "chunked") || ++chunked != 2) continue;
                               Note(Clause::kChunkedTwice, offset_of(name));
                             }
                             if (request()) UnknownCodings(codings, offset_of);
                           });
  }

  // A Content-Length of zero is no content.
  void ConnectContent(size_t coding, size_t length) {
    const bool empty = length != kNone && ParseContentLength(fields_[length].value).value() == 0;
    const size_t line = std::min(coding, empty ? kNone : length);
    if (line != kNone) Note(Clause::kConnectContent, NameOffset(line));
  }

  // Where rules 1 and 2 of RFC 9112, section 6.3 end the message whatever its Content-Length is:
  // the first octet that is not of 1*DIGIT, a second field line's comma included.
  void UnusedContentLength() {
    bool first = true;
    for (size_t i = 0; i < fields_.size(); ++i) {
      if (!EqualsIgnoreCase(fields_[i].name, "content-length")) continue;
      const absl::string_view value = fields_[i].value;
      const size_t digits = octets::Skip(octets::kDigit, value.data(), 0, value.size());
      const bool matches = first && digits > 0 && digits == value.size();
      if (!matches)
        return Note(Clause::kContentLengthUnused, ValueOffset(i) + (first ? digits : 0));
      first = false;
    }
  }

  template <typename OffsetOf>
  void UnknownCodings(const TransferCodings& codings, const OffsetOf& offset_of) {
    for (absl::string_view name : codings.names) {
      if (!IsAnyOf(name, kTransferCodings)) Note(Clause::kUnknownTransferCoding, offset_of(name));
    }
  }

  void Connection() {
    for (size_t i = 0; i < fields_.size(); ++i) {
      if (!EqualsIgnoreCase(fields_[i].name, "connection")) continue;
      const Result<ConnectionOptions> options = ParseConnection(fields_[i].value);
      if (!options.complete()) continue;
      for (absl::string_view option : options->names) {
        const auto at = static_cast<uint64_t>(option.data() - fields_[i].value.data());
        if (IsAnyOf(option, kEndToEnd)) Note(Clause::kEndToEndOption, ValueOffset(i) + at);
      }
    }
  }

  // Keep-Alive, TE, Upgrade, Trailer, Via and Proxy-Connection.
  void ConnectionSpecificFields() {
    const auto nothing = [](const auto&, const auto&) {};
    if (const size_t i = IndexOf("keep-alive"); i != kNone) {
      if (options_.Has("keep-alive")) {
        Value<KeepAlive>("keep-alive", ParseKeepAlive, Clause::kKeepAliveSyntax, nothing);
      } else {
        Note(Clause::kKeepAliveWithoutOption, NameOffset(i));
      }
    }
    if (const size_t i = IndexOf("te"); i != kNone) {
      if (!options_.Has("te")) Note(Clause::kFieldWithoutOption, NameOffset(i));
      Value<Te>("te", ParseTe, Clause::kTeSyntax, [&](const Te& te, const auto& offset_of) {
        for (const TCoding& coding : te.members) {
          if (!request() || !EqualsIgnoreCase(coding.name, "chunked")) continue;
          return Note(Clause::kTeChunked, offset_of(coding.name));
        }
      });
    }
    if (IndexOf("upgrade") == kNone && (status() == 101 || status() == 426)) {
      Note(Clause::kUpgradeMissing, input_.head_offset + kStatusOffset);
    }
    if (const size_t i = IndexOf("upgrade"); i != kNone) {
      if (request() && input_.request->version.minor == 0) {
        Note(Clause::kUpgradeInHttp10, NameOffset(i));
      } else if (!options_.Has("upgrade")) {
        Note(Clause::kFieldWithoutOption, NameOffset(i));
      }
      Value<Protocols>("upgrade", ParseUpgrade, Clause::kUpgradeSyntax, nothing);
    }
    if (IndexOf("trailer") != kNone) {
      Value<absl::InlinedVector<absl::string_view, 8>>("trailer", ParseTrailer,
                                                       Clause::kTrailerSyntax, nothing);
    }
    if (IndexOf("via") != kNone) Value<Via>("via", ParseVia, Clause::kViaSyntax, nothing);
    if (const size_t i = IndexOf("proxy-connection"); i != kNone)
      Note(Clause::kProxyConnection, NameOffset(i));
  }

  void FieldNames() {
    if (const size_t i = IndexOf("close"); i != kNone) Note(Clause::kCloseFieldName, NameOffset(i));
    if (input_.trailers == nullptr) return;
    for (size_t i = 0; i < input_.trailers->size(); ++i) {
      if (!IsAnyOf((*input_.trailers)[i].name, kNotInTrailers)) continue;
      Note(Clause::kTrailerField, input_.trailers_offset + input_.trailers->span(i).name_offset);
    }
  }

  const FindingsInput& input_;
  const FieldSection& fields_;
  ConnectionOptions options_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> FindFindings(const FindingsInput& input) { return Finder(input).Find(); }

}  // namespace plumbline
