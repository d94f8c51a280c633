#include "cli/judge_forwarded.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/base64.h"

namespace plumbline::cli {
namespace {

// A list of HTTP/2 or HTTP/3, or the octets of a connection that was or was not closed.
void ReadForwardedObject(const Json& value, const std::string& where, Faults& faults, oracle::SentOn& out) {
  Members members(value, where, faults);
  if (const std::optional<std::string> version = members.String("version", true)) {
    if (*version == Name(FieldListVersion::kHttp2)) out.version = FieldListVersion::kHttp2;
    if (*version == Name(FieldListVersion::kHttp3)) out.version = FieldListVersion::kHttp3;
    if (!out.version) members.Fault("version", "is neither \"HTTP/2\" nor \"HTTP/3\"");
    std::optional<std::vector<reading::Field>> fields = ReadFields(members, "fields");
    if (fields) out.fields = *std::move(fields);
    if (members.Find("fields") == nullptr) members.Fault("fields", "is missing");
    out.body = members.Base64("body", true);
    out.trailers = ReadFields(members, "trailers");
    return;
  }
  if (std::optional<std::string> octets = members.Base64("octets")) {
    out.octets = *std::move(octets);
  } else if (members.Find("octets") == nullptr) {
    members.Fault("octets", "is missing, or with a \"version\" \"fields\"");
  }
  if (const Json* closed = members.Find("closed", true)) {
    if (closed->is_boolean()) {
      out.closed = closed->get<bool>();
    } else {
      members.Fault("closed", "is neither true nor false");
    }
  }
}

void ReadSentOn(const Json& value, Faults& faults, std::vector<oracle::SentOn>& out) {
  constexpr absl::string_view kWhere = "in \"forwarded\" ";
  out.emplace_back();
  if (value.is_object()) return ReadForwardedObject(value, std::string(kWhere), faults, out.back());
  std::optional<std::string> octets;
  if (value.is_string()) octets = DecodeBase64(value.get_ref<const std::string&>());
  if (octets) {
    out.back().octets = *std::move(octets);
  } else {
    faults.Add(absl::StrCat(kWhere, value.is_string() ? "a string is not base64 (RFC 4648, section 4)"
                                                      : "there is what is neither a string of base64 nor an object"));
  }
}

}  // namespace

void ReadForwarding(Members& members, Faults& faults, oracle::Observation& out) {
  if (const Json* forwarded = members.Find("forwarded", true)) {
    out.forwarded.emplace();
    if (forwarded->is_array()) {
      for (const Json& one : *forwarded) ReadSentOn(one, faults, *out.forwarded);
    } else {
      ReadSentOn(*forwarded, faults, *out.forwarded);
    }
  }
  const auto version = [&](const char* name) -> std::optional<oracle::HttpVersion> {
    const std::optional<std::string> text = members.String(name, true);
    const std::optional<oracle::HttpVersion> found = text ? oracle::FindHttpVersion(*text) : std::nullopt;
    if (text && !found) members.Fault(name, R"(is none of "HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3")");
    return found;
  };
  out.downstream = version("downstream");
  out.own_version = version("own_version");
  if (const std::optional<std::string> hop = members.String("next_hop", true)) {
    out.next_hop = oracle::FindNextRecipient(*hop);
    if (!out.next_hop) members.Fault("next_hop", "is neither \"origin\" nor \"proxy\"");
  }
  out.blocked = ReadNames(members, "blocked");
  if (const Json* clock = members.Find("clock", true)) {
    out.clock = !clock->is_boolean() || clock->get<bool>();
    if (!clock->is_boolean()) members.Fault("clock", "is neither true nor false");
  }
}

}  // namespace plumbline::cli
