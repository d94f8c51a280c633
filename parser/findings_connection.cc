// Connection and the fields that belong to the connection: RFC 9110, section 7.6.1.
#include "parser/fields/keep_alive.h"
#include "parser/fields/te.h"
#include "parser/fields/trailer.h"
#include "parser/fields/upgrade.h"
#include "parser/fields/via.h"
#include "parser/findings_finder.h"

namespace plumbline {
namespace {

// clang-format off

// Fields that are intended for all recipients of the content, and so are not connection options (RFC
// 9110, section 7.6.1).
constexpr absl::string_view kEndToEnd[] = {
    "host", "date", "via", "range", "etag", "expires", "vary", "location", "last-modified", "age",
    "content-length", "content-type", "content-encoding", "content-range", "content-language", "content-location",
    "cache-control", "authorization", "www-authenticate", "cookie", "set-cookie",
    "if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range",
    "accept", "accept-charset", "accept-encoding", "accept-language", "accept-ranges", "allow", "user-agent", "server", "referer", "expect"};

// clang-format on

}  // namespace

void Finder::Connection() {
  Value<ConnectionOptions>("connection", ParseConnection, Clause::kConnectionOption,
                           [&](const ConnectionOptions& options, const CombinedValue& value) {
                             for (absl::string_view option : options.names) {
                               if (IsAnyOf(option, kEndToEnd))
                                 Note(Clause::kEndToEndOption, value.Locate(option));
                             }
                             EmptyElement(value);
                           });
}

// Keep-Alive, TE, Upgrade, Trailer, Via and Proxy-Connection.
void Finder::ConnectionSpecificFields() {
  const auto list = [&](const auto&, const CombinedValue& value) { EmptyElement(value); };
  KeepAlive();
  Te();
  Upgrade();
  if (IndexOf("trailer") != kNone) {
    Value<absl::InlinedVector<absl::string_view, 8>>("trailer", ParseTrailer,
                                                     Clause::kTrailerSyntax, list);
  }
  if (IndexOf("via") != kNone) Value<Via>("via", ParseVia, Clause::kViaSyntax, list);
  if (const size_t i = IndexOf("proxy-connection"); i != kNone)
    Note(Clause::kProxyConnection, NameOffset(i));
}

// Its list may have empty elements, and whitespace around "=": it is defined by RFC 2068, section
// 2.1, where both are allowed, and not by a production of RFC 9110.
void Finder::KeepAlive() {
  const size_t i = IndexOf("keep-alive");
  if (i == kNone) return;
  if (!options_.Has("keep-alive")) {
    Note(Clause::kKeepAliveWithoutOption, NameOffset(i));
    return Note(Clause::kFieldNotListed, NameOffset(i));
  }
  Value<plumbline::KeepAlive>("keep-alive", ParseKeepAlive, Clause::kKeepAliveSyntax,
                              [](const auto&, const auto&) {});
}

void Finder::Te() {
  const size_t i = IndexOf("te");
  if (i == kNone) return;
  if (!options_.Has("te")) {
    Note(Clause::kFieldWithoutOption, NameOffset(i));
    Note(Clause::kTeWithoutOption, NameOffset(i));
  }
  Value<plumbline::Te>(
      "te", ParseTe, Clause::kTeSyntax, [&](const plumbline::Te& te, const CombinedValue& value) {
        const auto chunked = std::find_if(
            te.members.begin(), te.members.end(),
            [](const TCoding& coding) { return absl::EqualsIgnoreCase(coding.name, "chunked"); });
        if (request() && chunked != te.members.end())
          Note(Clause::kTeChunked, value.Locate(chunked->name));
        EmptyElement(value);
        BadWhitespace(value);
      });
}

void Finder::Upgrade() {
  const size_t i = IndexOf("upgrade");
  if (i == kNone) return;
  const bool ignored = request() && http10();
  if (ignored) Note(Clause::kUpgradeInHttp10, NameOffset(i));
  if (!options_.Has("upgrade")) {
    if (!ignored) Note(Clause::kFieldWithoutOption, NameOffset(i));
    Note(Clause::kUpgradeWithoutOption, NameOffset(i));
  }
  Value<Protocols>("upgrade", ParseUpgrade, Clause::kUpgradeSyntax,
                   [&](const auto&, const CombinedValue& value) { EmptyElement(value); });
}

}  // namespace plumbline
