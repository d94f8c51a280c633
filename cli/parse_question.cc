#include "cli/parse_question.h"

#include <cstdint>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/base64.h"
#include "cli/escape.h"
#include "cli/json.h"

namespace plumbline::cli {
namespace {

enum class Type { kNull, kBoolean, kUnsigned, kOtherNumber, kString, kArray, kObject };

struct Value {
  Type type;
  absl::string_view text;  // of a number, true and false the token, of a string what it says
  uint64_t number = 0;     // for kUnsigned
};

enum class Member { kId, kOctets, kKind, kRole, kMethods, kEof, kScheme, kPort, kReads, kUnknown };

// In the order of the enum.
constexpr absl::string_view kNames[] = {"id", "octets", "kind", "role", "methods", "eof", "scheme", "port", "reads"};

// Takes the events of nlohmann's reader, which does not recurse. Nothing of what the line says is kept but what a
// question has. After the first fault only the id is looked for.
class QuestionReader : public nlohmann::json_sax<Json> {
 public:
  QuestionReader(absl::string_view text, Asked asked, Question& question, std::string& id)
      : text_(text), asked_(asked), question_(question), id_(id) {}

  // After the last event.
  std::string Finish();

  bool null() override { return Take({Type::kNull, "null"}); }
  bool boolean(bool value) override { return Take({Type::kBoolean, value ? "true" : "false"}); }
  // Called for negative numbers alone: of these, "-0" is the one whose value does not say how it was written.
  bool number_integer(number_integer_t value) override {
    return Take({Type::kOtherNumber, value == 0 ? "-0" : absl::StrCat(value)});
  }
  bool number_unsigned(number_unsigned_t value) override { return Take({Type::kUnsigned, absl::StrCat(value), value}); }
  bool number_float(number_float_t, const string_t& token) override { return Take({Type::kOtherNumber, token}); }
  bool string(string_t& text) override { return Take({Type::kString, text}); }
  bool binary(binary_t&) override { return Fault("not JSON"); }
  bool start_object(size_t) override { return Begin(Type::kObject); }
  bool start_array(size_t) override { return Begin(Type::kArray); }
  bool end_object() override { return End(); }
  bool end_array() override { return End(); }
  bool key(string_t& name) override;
  bool parse_error(size_t position, const std::string&, const nlohmann::detail::exception& error) override;

 private:
  bool Has(Member member) const { return (seen_ & 1u << static_cast<unsigned>(member)) != 0; }
  // False where nothing more is to be learned from the line.
  bool GoOn() const { return error_.empty() || (depth_ > 0 && !Has(Member::kId)); }
  bool Fault(std::string error) {
    if (error_.empty()) error_ = std::move(error);
    return GoOn();
  }
  bool Begin(Type type);
  bool End() {
    --depth_;
    return GoOn();
  }
  bool Take(const Value& value);
  void TakeId(const Value& value);
  std::string TakeMember(const Value& value);
  std::string TakeElement(const Value& value);
  std::string FaultOfRole() const;

  const absl::string_view text_;
  const Asked asked_;
  Question& question_;
  std::string& id_;
  std::string error_;
  size_t depth_ = 0;
  unsigned seen_ = 0;  // a bit a member
  Member member_ = Member::kUnknown;
  std::string role_;
  std::optional<uint64_t> port_;
};

bool QuestionReader::key(string_t& name) {
  if (depth_ > 1) return GoOn();  // of an object that is a value
  unsigned index = 0;
  while (index < std::size(kNames) && kNames[index] != name) ++index;
  member_ = static_cast<Member>(index);
  if (!error_.empty()) return GoOn();
  const bool of_models = member_ == Member::kScheme || member_ == Member::kPort || member_ == Member::kReads;
  if (member_ == Member::kUnknown || (of_models && asked_ != Asked::kModel)) {
    return Fault(absl::StrCat("there is no member \"", name.substr(0, 64), "\""));
  }
  if (Has(Member::kId) && member_ == Member::kId) id_ = "null";  // nobody knows which of them is meant
  if (Has(member_)) return Fault(absl::StrCat("\"", kNames[index], "\" appears twice"));
  if (member_ != Member::kId) seen_ |= 1u << index;
  return true;
}

bool QuestionReader::Begin(Type type) {
  const bool top = depth_ == 0 && type == Type::kObject;
  const bool list = depth_ == 1 && type == Type::kArray && (member_ == Member::kMethods || member_ == Member::kReads);
  if (list && member_ == Member::kMethods && error_.empty()) question_.methods.emplace();
  const bool go_on = top || list || Take({type, ""});
  ++depth_;
  return go_on;
}

bool QuestionReader::Take(const Value& value) {
  if (depth_ == 0) return Fault("not a JSON object");
  if (depth_ == 1 && member_ == Member::kId) {
    TakeId(value);
  } else if (error_.empty()) {
    error_ = depth_ == 1 ? TakeMember(value) : TakeElement(value);
  }
  return GoOn();
}

void QuestionReader::TakeId(const Value& value) {
  seen_ |= 1u << static_cast<unsigned>(Member::kId);
  if (value.type == Type::kArray || value.type == Type::kObject) {
    Fault("\"id\" is an array or an object");
  } else {
    id_ = value.type == Type::kString ? JsonText(std::string(value.text)) : std::string(value.text);
  }
}

std::string QuestionReader::TakeMember(const Value& value) {
  const bool is_string = value.type == Type::kString;
  switch (member_) {
    case Member::kOctets: {
      if (!is_string) return "\"octets\" is not a string";
      std::optional<std::string> octets = DecodeBase64(value.text);
      if (!octets) return "\"octets\" is not base64 (RFC 4648, section 4)";
      question_.octets = *std::move(octets);
      return "";
    }
    case Member::kKind:
      if (!is_string || (value.text != "request" && value.text != "response")) {
        return "\"kind\" is neither \"request\" nor \"response\"";
      }
      question_.kind = value.text == "request" ? MessageKind::kRequest : MessageKind::kResponse;
      return "";
    case Member::kRole:
      if (!is_string || (value.text != "origin" && value.text != "intermediary" && value.text != "user-agent")) {
        return "\"role\" is none of \"origin\", \"intermediary\", \"user-agent\"";
      }
      role_ = std::string(value.text);
      return "";
    case Member::kEof:
      if (value.type != Type::kBoolean) return "\"eof\" is neither true nor false";
      question_.options.end_of_input = value.text == "true";
      return "";
    case Member::kScheme:
      if (!is_string || (value.text != "http" && value.text != "https")) {
        return "\"scheme\" is neither \"http\" nor \"https\"";
      }
      question_.https = value.text == "https";
      return "";
    case Member::kPort:
      if (value.type != Type::kUnsigned || value.number > 65535) return "\"port\" is not a number up to 65535";
      port_ = value.number;
      return "";
    case Member::kMethods:
      return "\"methods\" is not an array of strings of octets";
    case Member::kReads:
      return "\"reads\" is not an array of numbers of octets";
    case Member::kId:
    case Member::kUnknown:
      break;
  }
  return "";
}

// Of "methods" or "reads".
std::string QuestionReader::TakeElement(const Value& value) {
  if (member_ == Member::kReads) {
    if (value.type != Type::kUnsigned) return TakeMember(value);
    question_.reads.push_back(value.number);
    return "";
  }
  if (value.type != Type::kString) return TakeMember(value);
  const std::optional<std::string> octets = Utf8ToOctets(value.text);
  if (!octets) return TakeMember(value);
  question_.methods->push_back(*question_.method_names.insert(*octets).first);
  return "";
}

bool QuestionReader::parse_error(size_t position, const std::string&, const nlohmann::detail::exception& error) {
  constexpr int kOutOfRange = 406;
  const size_t octet = position == 0 ? 0 : position - 1;
  // 01 and 1x are not numbers, though nlohmann's reader has told of a number first.
  const auto in_token = [&](size_t at) {
    if (at >= text_.size()) return false;
    return absl::ascii_isalnum(static_cast<uint8_t>(text_[at])) || absl::StrContains("+-.", text_[at]);
  };
  size_t begin = octet;
  while (begin > 0 && in_token(begin - 1)) --begin;
  if (depth_ == 1 && member_ == Member::kId && begin < octet && in_token(octet)) id_ = "null";
  if (error.id == kOutOfRange) {
    Fault(absl::StrCat("the number that ends at octet ", octet, " is beyond the range of a double"));
  } else if (absl::StrContains(error.what(), "invalid string: surrogate U+")) {
    Fault(absl::StrCat("a lone surrogate, which is not a character, at octet ", octet));
  } else {
    Fault(absl::StrCat("not JSON: wrong at octet ", octet));
  }
  return false;
}

std::string QuestionReader::FaultOfRole() const {
  const bool request = question_.kind == MessageKind::kRequest;
  if (role_ == "origin" && !request) return "the role \"origin\" reads no responses";
  if (role_ == "user-agent" && request) return "the role \"user-agent\" reads no requests";
  if (asked_ == Asked::kStrict) return "";
  if (request) return "\"kind\" is \"request\", and models read responses alone";
  return role_ == "intermediary" ? "models are user agents: there is no other \"role\"" : "";
}

std::string QuestionReader::Finish() {
  for (const Member member : {Member::kOctets, Member::kKind}) {
    if (!Has(member)) Fault(absl::StrCat("\"", kNames[static_cast<unsigned>(member)], "\" is missing"));
  }
  if (error_.empty()) error_ = FaultOfRole();
  question_.options.recipient = role_ == "intermediary" ? Recipient::kIntermediary : DefaultRecipient(question_.kind);
  question_.default_port = port_ == (question_.https ? 443 : 80);
  return error_;
}

}  // namespace

std::string ReadQuestion(absl::string_view line, Asked asked, Question& question, std::string& id) {
  id = "null";
  if (absl::StripAsciiWhitespace(line).empty()) return "an empty line";
  // For nlohmann's reader a NUL is the end.
  const absl::string_view text = line.substr(0, line.find('\0'));
  QuestionReader reader(text, asked, question, id);
  const bool read = nlohmann::ordered_json::sax_parse(text.begin(), text.end(), &reader);
  if (read && text.size() < line.size()) return absl::StrCat("not JSON: wrong at octet ", text.size());
  return reader.Finish();
}

}  // namespace plumbline::cli
