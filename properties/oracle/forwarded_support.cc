#include "properties/oracle/forwarded_support.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "parser/serialize.h"

namespace plumbline::properties {
namespace {

using oracle::ForwardingRule;

bool IsAmong(absl::string_view name, const std::vector<absl::string_view>& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](absl::string_view one) { return absl::EqualsIgnoreCase(one, name); });
}

void StartLineOf(const Message& message, Sending& out) {
  out.kind = message.kind;
  if (message.kind == MessageKind::kResponse) {
    out.status = absl::StrCat(absl::Dec(message.response.status, absl::kZeroPad3), " ", message.response.reason);
    return;
  }
  const RequestTarget& target = message.request.target;
  out.method = std::string(message.request.method);
  out.target = std::string(target.text);
  if (target.form != TargetForm::kAbsoluteForm) return;
  const bool whole_server = out.method == "OPTIONS" && target.path.empty() && !target.has_query;
  out.target = whole_server ? "*" : target.path.empty() ? "/" : std::string(target.path);
  if (target.has_query) absl::StrAppend(&out.target, "?", target.query);
}

void FramingOf(const Message& message, Sending& out) {
  std::string codings;
  for (const FieldLine& field : message.fields) {
    if (!absl::EqualsIgnoreCase(field.name, "transfer-encoding")) continue;
    absl::StrAppend(&codings, codings.empty() ? "" : ", ", field.value);
  }
  if (message.framing.kind == FramingKind::kNone) return;
  if (message.kind == MessageKind::kRequest && message.request.method == "TRACE") return;  // without content
  out.content = message.body;
  if (codings.empty() || absl::EqualsIgnoreCase(codings, "chunked")) {
    out.has_length = true;
    out.fields.push_back({"Content-Length", absl::StrCat(out.content.size())});
    return;
  }
  out.chunked = true;
  if (message.framing.kind != FramingKind::kChunked) absl::StrAppend(&codings, ", chunked");
  out.fields.push_back({"Transfer-Encoding", codings});
}

void Add(Sending& out, std::string name, std::string value) {
  out.fields.push_back({std::move(name), std::move(value)});
}

}  // namespace

bool Sending::Has(absl::string_view name) const {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const reading::Field& field) { return absl::EqualsIgnoreCase(field.name, name); });
}

void Sending::Remove(absl::string_view name) {
  fields.erase(std::remove_if(fields.begin(), fields.end(),
                              [&](const reading::Field& field) { return absl::EqualsIgnoreCase(field.name, name); }),
               fields.end());
}

std::string Sending::Octets() const {
  std::string out = kind == MessageKind::kRequest ? absl::StrCat(method, " ", target, " ", version, "\r\n")
                                                  : absl::StrCat(version, " ", status, "\r\n");
  out += after_start_line;
  for (const reading::Field& field : fields) absl::StrAppend(&out, field.name, ": ", field.value, "\r\n");
  out += "\r\n";
  if (!chunked) return out + content;
  if (!content.empty()) SerializeChunk(content, "", out);
  SerializeLastChunk({}, out);
  return out;
}

Sending SendSimply(const Message& message) {
  Sending out;
  StartLineOf(message, out);
  std::string host;
  for (const FieldLine& field : message.fields) {
    if (absl::EqualsIgnoreCase(field.name, "host")) host = std::string(field.value);
    if (IsAmong(field.name, message.removed) || IsAmong(field.name, {"host", "content-length"})) continue;
    uint64_t hops = 0;
    if (absl::EqualsIgnoreCase(field.name, "max-forwards") && absl::SimpleAtoi(field.value, &hops) && hops > 0) {
      Add(out, std::string(field.name), absl::StrCat(hops - 1));
    } else {
      Add(out, std::string(field.name), std::string(field.value));
    }
  }
  const Version& version = message.kind == MessageKind::kRequest ? message.request.version : message.response.version;
  Add(out, "Via", absl::StrCat("1.", int{version.minor}, " p"));
  if (message.kind == MessageKind::kRequest) {
    const RequestTarget& target = message.request.target;
    const bool of_target = target.form == TargetForm::kAbsoluteForm && target.has_authority;
    Add(out, "Host", of_target ? Serialized(target.authority) : host);
  } else if (!out.Has("date")) {
    Add(out, "Date", "Tue, 15 Nov 1994 08:12:31 GMT");
  }
  FramingOf(message, out);
  return out;
}

absl::string_view PlantedLines() { return "Connection: X-Hop\r\nX-Hop: v\r\nX-Kept: v\r\nX-Two: 1\r\nX-Two: 2\r\n"; }

const std::vector<Planted>& PlantedErrors() {
  static const auto* const kErrors = new std::vector<Planted>{
      {ForwardingRule::kNominatedRemoved,
       [](const Message&, Sending& out) {
         Add(out, "x-hop", "v");
         return true;
       }},
      {ForwardingRule::kConnectionRemoved,
       [](const Message&, Sending& out) {
         Add(out, "Connection", "x-hop");
         return true;
       }},
      {ForwardingRule::kUnrecognisedForwarded,
       [](const Message&, Sending& out) {
         out.Remove("x-kept");
         return true;
       }},
      {ForwardingRule::kOrderKept,
       [](const Message&, Sending& out) {
         out.Remove("x-two");
         Add(out, "X-Two", "2, 1");
         return true;
       }},
      {ForwardingRule::kOwnVersion,
       [](const Message& message, Sending& out) {
         const bool request = message.kind == MessageKind::kRequest;
         const Version& version = request ? message.request.version : message.response.version;
         out.version = Serialized(version);
         return version.minor != 1;
       }},
      {ForwardingRule::kViaOfProxyRequest,
       [](const Message& message, Sending& out) {
         out.Remove("via");
         return message.kind == MessageKind::kRequest;
       }},
      {ForwardingRule::kViaOfProxyResponse,
       [](const Message& message, Sending& out) {
         out.Remove("via");
         return message.kind == MessageKind::kResponse;
       }},
      {ForwardingRule::kMaxForwardsNotMade,
       [](const Message& message, Sending& out) {
         const bool fits = message.kind == MessageKind::kRequest && !out.Has("max-forwards");
         Add(out, "Max-Forwards", "5");
         return fits;
       }},
      {ForwardingRule::kLengthIsCorrect,
       [](const Message&, Sending& out) {
         Add(out, "Content-Length", absl::StrCat(out.content.size()));
         return out.has_length;
       }},
      {ForwardingRule::kOneOfBothLengths,
       [](const Message&, Sending& out) {
         out.chunked = true;
         Add(out, "Transfer-Encoding", "chunked");
         return out.has_length;
       }},
      {ForwardingRule::kFoldReplaced,
       [](const Message&, Sending& out) {
         Add(out, "X-Fold", "a\r\n b");
         return true;
       }},
      {ForwardingRule::kControlsReplaced,
       [](const Message&, Sending& out) {
         Add(out, "X-Cr", "a\rb");
         return true;
       }},
      {ForwardingRule::kWhitespaceLinesDropped,
       [](const Message&, Sending& out) {
         out.after_start_line = " x: y\r\n";
         return true;
       }},
      {ForwardingRule::kDateAppended,
       [](const Message& message, Sending& out) {
         const bool had = std::any_of(message.fields.begin(), message.fields.end(), [](const FieldLine& field) {
           return absl::EqualsIgnoreCase(field.name, "date");
         });
         out.Remove("date");
         return message.kind == MessageKind::kResponse && !had && message.response.status >= 200;
       }},
      {ForwardingRule::kOwnTe,
       [](const Message& message, Sending& out) {
         Add(out, "TE", "trailers");
         return message.kind == MessageKind::kRequest;
       }},
      {ForwardingRule::kOwnUpgrade,
       [](const Message&, Sending& out) {
         Add(out, "Upgrade", "x/1");
         return true;
       }},
      {ForwardingRule::kPathKept,
       [](const Message& message, Sending& out) {
         const bool fits = message.kind == MessageKind::kRequest && absl::StartsWith(out.target, "/");
         out.target += "x";
         return fits;
       }},
      {ForwardingRule::kSentAsRead,
       [](const Message& message, Sending& out) {
         out.method = "PLANTED";
         return message.kind == MessageKind::kRequest && absl::StartsWith(out.target, "/") &&
                message.request.method != "PLANTED";
       }},
  };
  return *kErrors;
}

}  // namespace plumbline::properties
