// What was received, taken out of its version's syntax.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "oracle/forward_work.h"
#include "parser/fields/transfer_encoding.h"
#include "parser/request_target.h"
#include "parser/serialize.h"

namespace plumbline::oracle {
namespace {

TargetForm FormOf(absl::string_view method, absl::string_view target) {
  if (method == "CONNECT") return TargetForm::kAuthorityForm;
  if (target == "*") return TargetForm::kAsteriskForm;
  return absl::StartsWith(target, "/") ? TargetForm::kOriginForm : TargetForm::kAbsoluteForm;
}

std::string ValueOf(const std::vector<CarriedField>& fields, absl::string_view name) {
  for (const CarriedField& field : fields) {
    if (absl::EqualsIgnoreCase(field.name, name)) return field.value;
  }
  return "";
}

std::string WithQuery(const RequestTarget& target) {
  return target.has_query ? absl::StrCat(target.path, "?", target.query) : std::string(target.path);
}

void TakeTarget(absl::string_view text, Carried& out) {
  out.target = std::string(text);
  out.form = FormOf(out.method, text);
  const RequestTarget target = SplitRequestTarget(text, out.form);
  out.scheme = std::string(target.scheme);
  out.authority_in_control = target.has_authority || out.form == TargetForm::kAuthorityForm;
  // A URI without an authority has none, whatever Host says.
  const bool from_host = out.form == TargetForm::kOriginForm || out.form == TargetForm::kAsteriskForm;
  if (out.authority_in_control) {
    Serialize(target.authority, out.authority);
  } else if (from_host) {
    out.authority = ValueOf(out.fields, "host");
  }
  if (out.form == TargetForm::kOriginForm || out.form == TargetForm::kAbsoluteForm) out.path = WithQuery(target);
}

// The codings under chunked, or all of them where it is not the last.
void TakeCodings(Carried& out) {
  std::string value;
  for (const CarriedField& field : out.fields) {
    if (absl::EqualsIgnoreCase(field.name, "transfer-encoding")) {
      absl::StrAppend(&value, value.empty() ? "" : ", ", field.value);
      out.has_coding = true;
    }
  }
  TransferEncodingScanner scanner;
  const Result<Codings> codings = ParseCodings(value, scanner, Clause::kTransferEncodingSyntax);
  out.codings_are_known = value.empty() || codings.complete();
  if (!codings.complete()) return;
  for (const absl::string_view coding : codings.value()) out.codings.emplace_back(coding);
  if (out.framing == FramingKind::kChunked && !out.codings.empty()) out.codings.pop_back();
}

// Where the names of the trailer fields are: from the last one back.
void FindTrailers(const PermittedMessage& message, absl::string_view octets, std::vector<CarriedField>& trailers) {
  size_t end = std::min<size_t>(message.end, octets.size());
  for (auto field = trailers.rbegin(); field != trailers.rend(); ++field) {
    const size_t at = octets.substr(0, end).rfind(absl::StrCat("\n", field->name));
    field->offset = at == absl::string_view::npos || at < message.body ? message.body : at + 1;
    end = field->offset;
  }
}

}  // namespace

Carried CarriedOf(const PermittedMessage& message, absl::string_view octets, absl::string_view answers) {
  Carried out;
  const reading::StartLine& start = *message.reading.start;
  out.request = message.kind == MessageKind::kRequest;
  out.version = absl::StrCat(int{start.version.major}, ".", int{start.version.minor});
  out.status = start.status;
  out.reason = start.reason;
  out.answers = std::string(answers);
  const std::vector<reading::Field>& fields = *message.reading.fields;
  for (size_t i = 0; i < fields.size(); ++i) out.fields.push_back({fields[i].name, fields[i].value, message.lines[i]});
  if (message.reading.trailers) {
    for (const reading::Field& field : *message.reading.trailers) out.trailers.push_back({field.name, field.value, 0});
  }
  FindTrailers(message, octets, out.trailers);
  out.framing = message.reading.framing->kind;
  out.content = message.reading.content.value_or("");
  out.chunk_exts_size = message.chunk_exts_size;
  out.begin = message.begin;
  out.body = message.body;
  const absl::string_view head = octets.substr(0, message.body);
  const auto after = [&](absl::string_view text, uint64_t from) -> uint64_t {
    const size_t at = head.find(text, from);
    return at == absl::string_view::npos ? from : at;
  };
  out.version_offset = after("HTTP/", out.begin);
  const size_t empty_line = message.body < 2 || head.back() != '\n' ? 0 : head[message.body - 2] == '\r' ? 2 : 1;
  out.head_end = message.body - empty_line;
  if (out.request) {
    out.method = start.method;
    out.target_offset = after(start.target, out.begin + start.method.size());
    out.version_offset = after("HTTP/", out.target_offset + start.target.size());
    TakeTarget(start.target, out);
  }
  TakeCodings(out);
  return out;
}

Carried CarriedOf(const ListMessage& message, MessageKind kind, absl::string_view answers) {
  Carried out;
  out.request = kind == MessageKind::kRequest;
  out.from = message.version == FieldListVersion::kHttp2 ? kHttp2Hop : kHttp3Hop;
  out.version = message.version == FieldListVersion::kHttp2 ? "2.0" : "3.0";
  out.answers = std::string(answers);
  std::string path;
  for (size_t i = 0; i < message.fields.size(); ++i) {
    const auto& [name, value] = message.fields[i];
    if (!absl::StartsWith(name, ":")) out.fields.push_back({name, value, i});
    if (name == ":method") out.method = value;
    if (name == ":scheme") out.scheme = value;
    if (name == ":status" && !absl::SimpleAtoi(value, &out.status)) out.status = 0;
    if (name == ":path") {
      path = value;
      out.target_offset = i;
    }
    if (name == ":authority") {
      out.authority_in_control = true;
      out.authority = value.substr(value.find('@') == std::string::npos ? 0 : value.find('@') + 1);
    }
  }
  if (out.request) {
    out.form = FormOf(out.method, path);
    if (out.form == TargetForm::kAbsoluteForm) out.form = TargetForm::kOriginForm;  // without a path
    if (out.form == TargetForm::kOriginForm) out.path = path;
    if (!out.authority_in_control) out.authority = ValueOf(out.fields, "host");
  }
  for (size_t i = 0; i < message.trailers.size(); ++i) {
    out.trailers.push_back({message.trailers[i].name, message.trailers[i].value, message.fields.size() + i});
  }
  out.head_end = out.body = message.fields.size();
  out.framing = ValueOf(out.fields, "content-length").empty() ? FramingKind::kNone : FramingKind::kLength;
  // What follows a CONNECT is the tunnel's.
  if (out.method != "CONNECT") out.content = message.content;
  return out;
}

}  // namespace plumbline::oracle
