#include "properties/models/models_support.h"

#include <cstdint>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace plumbline::properties {
namespace {

using models::Ending;
using models::Field;
using models::Head;
using nlohmann::json;

const char* Name(Ending ending) {
  switch (ending) {
    case Ending::kComplete:
      return "complete";
    case Ending::kWaiting:
      return "waiting";
    case Ending::kFailed:
      return "failed";
    case Ending::kUnknown:
      break;
  }
  return "unknown";
}

std::string Text(const std::vector<Field>& fields, absl::string_view what) {
  std::string text;
  for (const Field& field : fields) {
    absl::StrAppend(&text, "  ", what, " ", absl::CHexEscape(field.name), ": ", absl::CHexEscape(field.value), "\n");
  }
  return text;
}

std::string Text(const Head& head, absl::string_view what) {
  return absl::StrCat(what, head.http09 ? " HTTP/0.9 " : " ", VersionText(head.version), " ", head.status, " ",
                      absl::CHexEscape(head.reason), "\n", Text(head.fields, "field"));
}

}  // namespace

std::string OctetsOfText(const std::string& utf8) {
  std::string octets;
  for (size_t i = 0; i < utf8.size(); ++i) {
    const auto octet = static_cast<uint8_t>(utf8[i]);
    if (octet < 0x80) {
      octets += utf8[i];
    } else {
      octets += static_cast<char>((octet & 0x03) << 6 | (static_cast<uint8_t>(utf8.at(++i)) & 0x3f));
    }
  }
  return octets;
}

std::string TextOfOctets(absl::string_view octets) {
  std::string text;
  for (const char c : octets) {
    const auto octet = static_cast<uint8_t>(c);
    if (octet < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xc0 | octet >> 6);
      text += static_cast<char>(0x80 | (octet & 0x3f));
    }
  }
  return text;
}

std::string Text(const models::Reading& reading) {
  std::string text = absl::StrCat(Name(reading.ending), " ", reading.error, " ", reading.unknown, "\n");
  for (const Head& head : reading.informational) absl::StrAppend(&text, Text(head, "informational"));
  if (reading.head) absl::StrAppend(&text, Text(*reading.head, "head"));
  absl::StrAppend(&text, "framing ", Name(reading.framing), " ", reading.length, "\n");
  absl::StrAppend(&text, "body ", absl::CHexEscape(reading.body), "\n", Text(reading.trailers, "trailer"));
  absl::StrAppend(&text, "consumed ", reading.consumed, " dropped ", reading.dropped,
                  reading.persists ? " persists" : "", reading.reusable ? " reusable" : "", "\n");
  if (reading.idle_timeout) absl::StrAppend(&text, "idle_timeout ", *reading.idle_timeout, "\n");
  if (reading.max_requests) absl::StrAppend(&text, "max_requests ", *reading.max_requests, "\n");
  return text;
}

std::string Text(const models::FieldListReading& reading) {
  return absl::StrCat(Name(reading.ending), " ", reading.error, " ", reading.unknown, "\n",
                      reading.informational ? "informational " : "status ", reading.status, "\n",
                      Text(reading.fields, "field"), Text(reading.dropped, "dropped"));
}

std::string VersionText(Version version) { return absl::StrCat(version.major, ".", version.minor); }

json FieldsJson(const std::vector<Field>& fields) {
  json list = json::array();
  for (const Field& field : fields) list.push_back({TextOfOctets(field.name), TextOfOctets(field.value)});
  return list;
}

json JoinedJson(const std::vector<Field>& fields, absl::string_view name) {
  json joined;
  for (const Field& field : fields) {
    if (!absl::EqualsIgnoreCase(field.name, name)) continue;
    const std::string before = joined.is_null() ? "" : joined.get<std::string>() + ", ";
    joined = before + TextOfOctets(field.value);
  }
  return joined;
}

}  // namespace plumbline::properties
