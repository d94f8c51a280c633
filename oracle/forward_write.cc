// What is sent, as octets of HTTP/1.1 or as a field list.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "oracle/forward_work.h"
#include "parser/octets.h"
#include "parser/serialize.h"

namespace plumbline::oracle {
namespace {

std::vector<FieldLine> LinesOf(const std::vector<CarriedField>& fields) {
  std::vector<FieldLine> out;
  for (const CarriedField& field : fields) out.push_back({field.name, field.value});
  return out;
}

}  // namespace

void ForwardWork::Note(ForwardingRule rule, uint64_t offset, std::string what) {
  out_.changes.push_back({{rule, {}, {}}, offset, std::move(what)});
}

bool ForwardWork::Stop(Fate fate, ForwardingRule rule, uint64_t offset, std::string what, int status) {
  out_.fate = fate;
  out_.status = status;
  out_.why = {{rule, {}, {}}, offset, std::move(what)};
  out_.changes.clear();
  return false;
}

// Parse Connection, remove, then add: so that a field that is nominated and that the intermediary sends itself is there
// with its own value.
void ForwardWork::Run() {
  if (!CheckResponse() || !CheckMaxForwards() || !CheckContentOfRequest() || !SettleTarget()) return;
  if (to_http1() && carried_.from == kHttp1Hop && carried_.version != "1.1") {
    Note(ForwardingRule::kOwnVersion, carried_.version_offset,
         absl::StrCat("HTTP/", carried_.version, " becomes HTTP/1.1"));
  }
  RemoveConnectionFields();
  IgnoreExpectation();
  DropContent();
  if (!SettleFraming()) return;
  if (carried_.chunk_exts_size > 0) {
    Note(ForwardingRule::kChunkExtsIgnored, carried_.body, "chunk extensions are not sent on");
  }
  if (to_http1() && carried_.from != kHttp1Hop) JoinCookies();
  SettleHost();
  AddOwnFields();
  to_http1() ? WriteHttp1() : WriteList();
  std::stable_sort(out_.changes.begin(), out_.changes.end(),
                   [](const Change& a, const Change& b) { return a.offset < b.offset; });
}

bool ForwardWork::BecomesControl(const CarriedField& field) const {
  return carried_.request && !HostStays() && absl::EqualsIgnoreCase(field.name, "host");
}

void ForwardWork::JoinCookies() {
  std::string joined;
  size_t lines = 0;
  for (const CarriedField& field : carried_.fields) {
    if (field.name != "cookie") continue;
    absl::StrAppend(&joined, lines++ == 0 ? "" : "; ", field.value);
  }
  if (lines < 2) return;
  // After an empty crumb the SP of the delimiter is whitespace after the value, and no part of it.
  Set("cookie", std::string(octets::TrimWhitespace(joined)),
      carried_.from == kHttp3Hop ? ForwardingRule::kCookiesJoinedHttp3 : ForwardingRule::kCookiesJoined);
}

void ForwardWork::WriteHttp1() {
  std::string& out = out_.octets;
  if (carried_.request) {
    absl::StrAppend(&out, carried_.method, " ", target_, " HTTP/1.1\r\n");
  } else {
    Serialize(StatusLine{{}, carried_.status, carried_.reason}, out);
    out += "\r\n";
  }
  Serialize(LinesOf(carried_.fields), out);
  out += "\r\n";
  if (carried_.has_no_content()) return;
  if (!chunked_) {
    out += carried_.content;
    return;
  }
  if (!carried_.content.empty()) SerializeChunk(carried_.content, "", out);
  SerializeLastChunk(LinesOf(carried_.trailers), out);
}

// The pseudo-header fields, and Host where the authority is not among them.
void ForwardWork::WriteControlData() {
  std::vector<reading::Field>& out = out_.list.fields;
  if (!carried_.request) return out.push_back({":status", absl::StrCat(absl::Dec(carried_.status, absl::kZeroPad3))});
  const bool connect = carried_.form == TargetForm::kAuthorityForm;
  out.push_back({":method", carried_.method});
  if (!connect) {
    out.push_back({":scheme", carried_.scheme.empty() ? std::string(settings_.scheme) : carried_.scheme});
  }
  if (!HostStays() && !carried_.authority.empty()) out.push_back({":authority", carried_.authority});
  if (connect) return;
  const bool asterisk = carried_.path.empty() && carried_.method == "OPTIONS";
  const bool has_slash = asterisk || absl::StartsWith(carried_.path, "/");
  out.push_back({":path", asterisk ? "*" : absl::StrCat(has_slash ? "" : "/", carried_.path)});
}

void ForwardWork::NoteLowerCase() {
  for (const std::vector<CarriedField>* const section : {&carried_.fields, &carried_.trailers}) {
    for (const CarriedField& field : *section) {
      if (field.name == absl::AsciiStrToLower(field.name) || BecomesControl(field)) continue;
      return Note(ForHop(ForwardingRule::kLowerCaseToHttp2, ForwardingRule::kLowerCaseToHttp3), field.offset,
                  absl::StrCat(field.name, " becomes lower case, and so does every name"));
    }
  }
}

void ForwardWork::WriteList() {
  const bool http3 = settings_.next_hop == NextHop::kHttp3;
  out_.list.version = http3 ? FieldListVersion::kHttp3 : FieldListVersion::kHttp2;
  const ForwardingRule control =
      carried_.request ? ForHop(ForwardingRule::kRequestControlOfHttp2, ForwardingRule::kRequestControlOfHttp3)
                       : ForHop(ForwardingRule::kStatusOfHttp2, ForwardingRule::kStatusOfHttp3);
  if (carried_.from == kHttp1Hop) {
    Note(control, carried_.begin,
         carried_.request ? "the request-line becomes pseudo-header fields" : "the status-line becomes :status");
  }
  WriteControlData();
  NoteLowerCase();
  for (const CarriedField& field : carried_.fields) {
    if (BecomesControl(field)) {
      Note(control, field.offset, absl::StrCat(field.name, " becomes :authority"));
      continue;
    }
    out_.list.fields.push_back({absl::AsciiStrToLower(field.name), field.value});
  }
  for (const CarriedField& field : carried_.trailers) {
    out_.list.trailers.push_back({absl::AsciiStrToLower(field.name), field.value});
  }
  if (!carried_.has_no_content()) out_.list.content = std::move(carried_.content);
}

}  // namespace plumbline::oracle
