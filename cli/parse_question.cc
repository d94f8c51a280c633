#include "cli/parse_question.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/base64.h"

namespace plumbline::cli {
namespace {

std::optional<std::string> StringOf(const Json& value) {
  return value.is_string() ? std::optional<std::string>(value.get<std::string>()) : std::nullopt;
}

// Octets of a string whose code points are U+0000 to U+00FF: the inverse of OctetsToUtf8.
std::optional<std::string> Utf8ToOctets(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const uint8_t lead = static_cast<uint8_t>(text[i]);
    if (lead < 0x80) {
      out += text[i];
    } else if (lead <= 0xc3) {  // two octets: the reader of JSON has checked that the second is there
      out += static_cast<char>((lead & 0x03) << 6 | (static_cast<uint8_t>(text[++i]) & 0x3f));
    } else {
      return std::nullopt;
    }
  }
  return out;
}

std::string ReadMethods(const Json& value, std::vector<std::string>& methods) {
  constexpr char kWrong[] = "\"methods\" is not an array of strings of octets";
  if (!value.is_array()) return kWrong;
  for (const Json& method : value) {
    if (!method.is_string()) return kWrong;
    std::optional<std::string> octets = Utf8ToOctets(method.get<std::string>());
    if (!octets) return kWrong;
    methods.push_back(*std::move(octets));
  }
  return "";
}

std::string ReadKindAndRole(const Json& object, Question& question) {
  const auto kind = object.find("kind");
  if (kind == object.end()) return "\"kind\" is missing";
  if (*kind == "response") {
    question.kind = MessageKind::kResponse;
    question.options.recipient = Recipient::kUserAgent;
  } else if (*kind != "request") {
    return "\"kind\" is neither \"request\" nor \"response\"";
  }
  const auto role = object.find("role");
  if (role == object.end()) return "";
  if (*role == "intermediary") {
    question.options.recipient = Recipient::kIntermediary;
  } else if (*role == "origin") {
    if (question.kind == MessageKind::kResponse) return "the role \"origin\" reads no responses";
  } else if (*role == "user-agent") {
    if (question.kind == MessageKind::kRequest) return "the role \"user-agent\" reads no requests";
  } else {
    return "\"role\" is none of \"origin\", \"intermediary\", \"user-agent\"";
  }
  return "";
}

// "reads": how many octets each read gave.
std::string ReadReads(const Json& value, std::vector<size_t>& reads) {
  constexpr char kWrong[] = "\"reads\" is not an array of numbers of octets";
  if (!value.is_array()) return kWrong;
  for (const Json& read : value) {
    if (!read.is_number_unsigned()) return kWrong;
    reads.push_back(read.get<size_t>());
  }
  return "";
}

// What only a model is told.
std::string ReadUrl(const Json& object, Question& question) {
  const auto scheme = object.find("scheme");
  question.https = scheme != object.end() && *scheme == "https";
  if (scheme != object.end() && !question.https && *scheme != "http") {
    return "\"scheme\" is neither \"http\" nor \"https\"";
  }
  const auto port = object.find("port");
  if (port == object.end()) return "";
  constexpr uint64_t kLastPort = 65535;
  if (!port->is_number_unsigned() || port->get<uint64_t>() > kLastPort) return "\"port\" is not a number up to 65535";
  question.default_port = *port == (question.https ? 443 : 80);
  return "";
}

std::string ReadMember(const std::string& name, const Json& value, Asked asked, Question& question) {
  if (name == "octets") {
    const std::optional<std::string> text = StringOf(value);
    if (!text) return "\"octets\" is not a string";
    std::optional<std::string> octets = DecodeBase64(*text);
    if (!octets) return "\"octets\" is not base64 (RFC 4648, section 4)";
    question.octets = *std::move(octets);
    return "";
  }
  if (name == "methods") return ReadMethods(value, question.methods);
  if (name == "eof") {
    if (!value.is_boolean()) return "\"eof\" is neither true nor false";
    question.options.end_of_input = value.get<bool>();
    return "";
  }
  const bool known = name == "id" || name == "kind" || name == "role";
  if (asked == Asked::kModel && name == "reads") return ReadReads(value, question.reads);
  if (known || (asked == Asked::kModel && (name == "port" || name == "scheme"))) return "";
  return absl::StrCat("there is no member \"", name.substr(0, 64), "\"");
}

}  // namespace

std::string ReadQuestion(const Json& object, Asked asked, Question& question) {
  for (const auto& [name, value] : object.items()) {
    if (std::string error = ReadMember(name, value, asked, question); !error.empty()) return error;
  }
  if (!object.contains("octets")) return "\"octets\" is missing";
  if (std::string error = ReadKindAndRole(object, question); !error.empty()) return error;
  if (asked == Asked::kStrict) return "";
  if (question.kind == MessageKind::kRequest) return "\"kind\" is \"request\", and models read responses alone";
  if (question.options.recipient != Recipient::kUserAgent) return "models are user agents: there is no other \"role\"";
  return ReadUrl(object, question);
}

}  // namespace plumbline::cli
