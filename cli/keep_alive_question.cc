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

std::vector<OptionSpec> KeepAliveOptions(KeepAliveQuestion& question) {
  const auto line_of = [](std::vector<std::string>& lines) {
    return [&lines](const Option& option) { return AddValue(option.name, option.value, lines); };
  };
  return {
      {"", "", "Options"},
      {"--connection", " VALUE", "a Connection field line; may be repeated (where absent: keep-alive)",
       line_of(question.response.connection), kEveryMode, "", kRepeats},
      {"--no-connection", "", "no Connection field", Put(question.no_connection, true)},
      {"--proxy-connection", " VALUE", "a Proxy-Connection field line; may be repeated",
       line_of(question.response.proxy_connection), kEveryMode, "", kRepeats},
      {"--http10", "", "the response is HTTP/1.0", Put(question.response.version, Version{1, 0})},
      {"--json", "", "one JSON object", Put(question.json, true)},
      ColorOption(question.color),
  };
}

std::string SettleKeepAlive(const Arguments& arguments, absl::Span<const OptionSpec> options,
                            KeepAliveQuestion& question) {
  std::string error = CheckJson(arguments, options);
  if (error.empty()) error = CheckPairs(arguments, {{"--connection", "--no-connection"}});
  if (!error.empty()) return error;
  if (!question.no_connection && question.response.connection.empty()) question.response.connection = {"keep-alive"};
  for (const std::string& value : arguments.operands) {
    if (error = AddValue("VALUE", value, question.response.keep_alive); !error.empty()) return error;
  }
  return arguments.operands.empty() ? "a value is missing, say: plumbline keep-alive 'timeout=5, max=200'" : "";
}

}  // namespace plumbline::cli
