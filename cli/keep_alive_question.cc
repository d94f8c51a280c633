#include "cli/keep_alive_question.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "cli/escape.h"

namespace plumbline::cli {
namespace {

// RFC 9110, section 5.5: "CR, LF, and NUL characters", and other controls but HTAB, have no place in a field value.
std::string CheckValue(absl::string_view where, absl::string_view value) {
  const auto control = std::find_if(value.begin(), value.end(), [](char c) {
    return c != '\t' && absl::ascii_iscntrl(static_cast<unsigned char>(c));
  });
  if (control == value.end()) return "";
  return absl::StrCat(where, " cannot hold ", EscapeOctet(static_cast<uint8_t>(*control)),
                      ": a field value has no control characters; give each field line a ", where, " of its own");
}

// An error, or nothing. Values lose the whitespace around them, as field values do.
std::string AddValue(absl::string_view where, const std::string& value, std::vector<std::string>& lines) {
  const size_t begin = std::min(value.find_first_not_of(" \t"), value.size());
  lines.push_back(value.substr(begin, value.find_last_not_of(" \t") + 1 - begin));
  return CheckValue(where, value);
}

}  // namespace

std::string ReadKeepAliveQuestion(const Arguments& arguments, KeepAliveQuestion& question) {
  std::string error;
  for (const Option& option : arguments.options) {
    if (option.name == "--connection") error = AddValue(option.name, option.value, question.response.connection);
    if (option.name == "--proxy-connection") {
      error = AddValue(option.name, option.value, question.response.proxy_connection);
    }
    if (option.name == "--http10") question.response.version = {1, 0};
    if (option.name == "--json") question.json = true;
    if (option.name == "--color" && !ReadColorMode(option.value, question.color)) {
      error = "--color is auto, always or never";
    }
    if (!error.empty()) return error;
  }
  if (error = CheckJsonAlone(arguments, {"--color"}); !error.empty()) return error;
  const bool no_connection = arguments.Has("--no-connection");
  if (no_connection && arguments.Has("--connection")) return "--connection and --no-connection exclude each other";
  if (!no_connection && question.response.connection.empty()) question.response.connection = {"keep-alive"};
  for (const std::string& value : arguments.operands) {
    if (error = AddValue("VALUE", value, question.response.keep_alive); !error.empty()) return error;
  }
  if (arguments.operands.empty()) return "a value is missing, say: plumbline keep-alive 'timeout=5, max=200'";
  return "";
}

}  // namespace plumbline::cli
