// plumbline parse: JSON Lines in, JSON Lines out, one answer a line, in order. docs/parse.md is the contract.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/base64.h"
#include "cli/exit_code.h"
#include "cli/input.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/verbs.h"
#include "parser/stream.h"

namespace plumbline::cli {
namespace {

constexpr absl::string_view kHelp = R"(plumbline parse: what octets mean, for programs

Usage: plumbline parse < QUESTIONS > ANSWERS

Reads JSON Lines on standard input and answers each line with one line on standard output, in
order, as soon as it is read.

A question is a JSON object
  octets   base64 of the octets of one direction of a connection (required)
  kind     "request" or "response" (required)
  id       string, number, boolean or null: comes back in the answer (null where absent)
  role     who reads: "origin" (requests; the default there), "user-agent" (responses; the
           default there), "intermediary"
  methods  for responses: the methods that they answer, in order (all GET where absent)
  eof      true if nothing follows the octets (false where absent)

An answer is a JSON object
  verdict  "accept", "reject" or "need-more", beside id, consumed, offset, place, clause, rfc,
           section, tunnel, messages. Every member is always there; null says that it does not
           apply. Octets in strings are the code points U+0000 to U+00FF
  error    why the line is no question, beside id and nothing else

docs/parse.md and docs/parse.schema.json describe every member.

Examples
  echo '{"kind":"request","octets":"R0VUIC8gSFRUUC8xLjENCkhvc3Q6IGENCg0K"}' | plumbline parse
  plumbline parse < questions.jsonl | jq -c 'select(.verdict == "reject") | [.id, .clause]'

Exit status
  0  every line is answered (a line that is no question gets an "error", and is no failure)
  2  wrong usage
  3  standard input cannot be read
  5  standard output cannot be written
)";

// A line longer than this gets an error line and is not held in memory.
constexpr size_t kLongestLine = 64 << 20;

struct Question {
  std::string octets;
  MessageKind kind = MessageKind::kRequest;
  StreamOptions options;  // without `methods`
  std::vector<std::string> methods;
};

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

// Why the object is no question; empty if it is one.
std::string ReadQuestion(const Json& object, Question& question) {
  for (const auto& [name, value] : object.items()) {
    if (name == "octets") {
      const std::optional<std::string> text = StringOf(value);
      if (!text) return "\"octets\" is not a string";
      std::optional<std::string> octets = DecodeBase64(*text);
      if (!octets) return "\"octets\" is not base64 (RFC 4648, section 4)";
      question.octets = *std::move(octets);
    } else if (name == "methods") {
      if (std::string error = ReadMethods(value, question.methods); !error.empty()) return error;
    } else if (name == "eof") {
      if (!value.is_boolean()) return "\"eof\" is neither true nor false";
      question.options.end_of_input = value.get<bool>();
    } else if (name != "id" && name != "kind" && name != "role") {
      return absl::StrCat("there is no member \"", name.substr(0, 64), "\"");
    }
  }
  if (!object.contains("octets")) return "\"octets\" is missing";
  if (std::string error = ReadKindAndRole(object, question); !error.empty()) return error;
  return "";
}

std::string ErrorLine(Json id, absl::string_view error) {
  return JsonLine({{"id", std::move(id)}, {"error", std::string(error)}});
}

std::string AnswerLine(absl::string_view line) {
  Json object;
  try {
    object = Json::parse(line.begin(), line.end());
  } catch (const Json::parse_error& error) {
    if (absl::StripAsciiWhitespace(line).empty()) return ErrorLine(nullptr, "an empty line");
    return ErrorLine(nullptr, absl::StrCat("not JSON: wrong at octet ", error.byte == 0 ? 0 : error.byte - 1));
  } catch (const Json::exception&) {
    return ErrorLine(nullptr, "not JSON: a number is out of range");
  }
  if (!object.is_object()) return ErrorLine(nullptr, "not a JSON object");
  const Json id = object.contains("id") ? object["id"] : Json();
  if (id.is_structured()) return ErrorLine(nullptr, "\"id\" is an array or an object");

  Question question;
  if (const std::string error = ReadQuestion(object, question); !error.empty()) return ErrorLine(id, error);
  object.clear();
  const std::vector<absl::string_view> methods(question.methods.begin(), question.methods.end());
  question.options.methods = methods;
  return JsonLine(AnswerJson(id, question.kind == MessageKind::kRequest
                                     ? ParseRequestStream(question.octets, question.options)
                                     : ParseResponseStream(question.octets, question.options)));
}

// Cuts the input into lines.
class LineReader {
 public:
  explicit LineReader(Output& out) : out_(out) {}

  // Answers the complete lines of `buffer` and leaves what follows them.
  void AnswerLines(std::string& buffer) {
    size_t begin = 0;
    size_t end = buffer.find('\n', scanned_);
    while (end != std::string::npos && out_.ok()) {
      Answer(absl::string_view(buffer).substr(begin, end - begin));
      begin = end + 1;
      end = buffer.find('\n', begin);
    }
    buffer.erase(0, begin);
    if (buffer.size() > kLongestLine) {
      too_long_ = true;
      buffer.clear();
    }
    scanned_ = buffer.size();
  }

  // The last line may lack its LF.
  void AnswerRest(absl::string_view rest) {
    if (!rest.empty() || too_long_) Answer(rest);
  }

 private:
  void Answer(absl::string_view line) {
    if (too_long_ || line.size() > kLongestLine) {
      out_.Write(ErrorLine(nullptr, absl::StrCat("a line longer than ", kLongestLine, " octets")));
    } else {
      out_.Write(AnswerLine(line));
    }
    too_long_ = false;
  }

  Output& out_;
  size_t scanned_ = 0;     // octets of the buffer known to hold no LF
  bool too_long_ = false;  // what the buffer holds is the rest of a line that is too long
};

}  // namespace

int Parse(absl::Span<const std::string> words) {
  const Arguments arguments = ReadArguments(words, {{"--help"}});
  if (!arguments.error.empty()) return UsageError("parse", arguments.error);
  if (!arguments.options.empty()) return ShowHelp(kHelp);
  if (!arguments.operands.empty()) return UsageError("parse", "parse reads standard input and takes no file");

  Input input("-");
  if (input.IsTerminal()) Complain("parse reads JSON Lines from the terminal; Ctrl-D ends them");
  Output out;
  LineReader lines(out);
  std::string buffer;
  while (input.Read(buffer)) {
    lines.AnswerLines(buffer);
    // Read() comes next and may wait: whoever asked gets all answers first.
    if (!out.Flush()) return out.Finish(kAccepted);
  }
  lines.AnswerRest(buffer);
  if (input.error().empty()) return out.Finish(kAccepted);
  Complain(input.error());
  return out.Finish(kCannotRead);
}

}  // namespace plumbline::cli
