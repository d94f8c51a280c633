#include "cli/json_members.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "cli/base64.h"
#include "cli/escape.h"

namespace plumbline::cli {

std::string Quoted(absl::string_view name) { return absl::StrCat("\"", name, "\""); }

Members::~Members() {
  for (const auto& [name, value] : object_.items()) {
    if (std::find(asked_.begin(), asked_.end(), name) == asked_.end())
      faults_.Add(absl::StrCat(where_, "there is no member ", Quoted(name.substr(0, 64))));
  }
}

const Json* Members::Find(const char* name, bool null_is_absent) {
  asked_.push_back(name);
  const auto found = object_.find(name);
  if (found == object_.end() || (null_is_absent && found->is_null())) return nullptr;
  return &*found;
}

void Members::Fault(const char* name, absl::string_view what) {
  faults_.Add(absl::StrCat(where_, Quoted(name), " ", what));
}

std::optional<std::string> Members::String(const char* name, bool null_is_absent) {
  const Json* value = Find(name, null_is_absent);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) {
    Fault(name, "is not a string");
    return std::nullopt;
  }
  return value->get_ref<const std::string&>();
}

std::optional<std::string> Members::Octets(const char* name, bool null_is_absent) {
  const std::optional<std::string> text = String(name, null_is_absent);
  if (!text) return std::nullopt;
  std::optional<std::string> octets = Utf8ToOctets(*text);
  if (!octets) Fault(name, "has a character beyond U+00FF");
  return octets;
}

std::optional<std::string> Members::Base64(const char* name, bool null_is_absent) {
  const std::optional<std::string> text = String(name, null_is_absent);
  if (!text) return std::nullopt;
  std::optional<std::string> octets = DecodeBase64(*text);
  if (!octets) Fault(name, "is not base64 (RFC 4648, section 4)");
  return octets;
}

Json ReadJson(absl::string_view line, Faults& faults) {
  std::vector<std::vector<std::string>> names;
  const auto watch = [&](int, Json::parse_event_t event, Json& value) {
    if (event == Json::parse_event_t::object_start) names.emplace_back();
    if (event == Json::parse_event_t::object_end) names.pop_back();
    if (event == Json::parse_event_t::key) {
      const std::string& name = value.get_ref<const std::string&>();
      if (std::find(names.back().begin(), names.back().end(), name) != names.back().end()) {
        faults.Add(absl::StrCat(Quoted(name.substr(0, 64)), " appears twice"));
      }
      names.back().push_back(name);
    }
    return true;
  };
  Json json = Json::parse(line.begin(), line.end(), watch, false);
  if (json.is_discarded()) faults.Add("not JSON");
  return json;
}

std::string ReadObject(absl::string_view line, Json& object, Faults& faults) {
  if (absl::StripAsciiWhitespace(line).empty()) return "an empty line";
  object = ReadJson(line, faults);
  if (object.is_discarded()) return faults.text();
  return object.is_object() ? "" : "not a JSON object";
}

std::string ReadId(Members& members) {
  const Json* value = members.Find("id");
  if (value == nullptr) return "null";
  if (!value->is_structured()) return JsonText(*value);
  members.Fault("id", "is an array or an object");
  return "null";
}

std::optional<std::vector<reading::Field>> ReadFields(Members& members, const char* name) {
  const Json* value = members.Find(name, true);
  if (value == nullptr) return std::nullopt;
  std::vector<reading::Field> fields;
  const auto fault = [&] {
    members.Fault(name, "is not an array of [name, value], each a string of octets");
    return std::nullopt;
  };
  if (!value->is_array()) return fault();
  for (const Json& pair : *value) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string()) return fault();
    std::optional<std::string> field = Utf8ToOctets(pair[0].get_ref<const std::string&>());
    std::optional<std::string> text = Utf8ToOctets(pair[1].get_ref<const std::string&>());
    if (!field || !text) return fault();
    fields.push_back({*std::move(field), *std::move(text)});
  }
  return fields;
}

std::optional<std::vector<std::string>> ReadNames(Members& members, const char* name) {
  const Json* value = members.Find(name, true);
  if (value == nullptr) return std::nullopt;
  std::vector<std::string> names;
  for (const Json& one : *value) {
    std::optional<std::string> octets;
    if (value->is_array() && one.is_string()) octets = Utf8ToOctets(one.get_ref<const std::string&>());
    if (!octets) break;
    names.push_back(*std::move(octets));
  }
  if (value->is_array() && names.size() == value->size()) return names;
  members.Fault(name, "is not an array of strings of octets");
  return std::nullopt;
}

}  // namespace plumbline::cli
