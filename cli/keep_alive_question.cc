#include "cli/keep_alive_question.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/escape.h"
#include "cli/suggest.h"

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

// "1", "0.25": milliseconds, of seconds with three decimals at most, from `least` to a thousand days.
template <typename Target>
Taking SecondsIn(Target& target, int64_t least) {
  return [&target, least](const Option& option) -> std::string {
    const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(option.value, absl::MaxSplits('.', 1));
    const std::optional<uint64_t> whole = ReadNumber(parts.first, 0, 86'400'000);
    const std::string decimals =
        absl::StrCat(parts.second, std::string(3 - std::min<size_t>(parts.second.size(), 3), '0'));
    const std::optional<uint64_t> thousandths = ReadNumber(decimals, 0, 999);
    const bool has_point = option.value.size() > parts.first.size();
    if (whole && thousandths && !(has_point && parts.second.empty())) {
      const int64_t milliseconds = static_cast<int64_t>(*whole * 1000 + *thousandths);
      if (milliseconds >= least) {
        target = milliseconds;
        return "";
      }
    }
    return absl::StrCat(option.name, " is a number of seconds with three decimals at most, from ",
                        least == 0 ? "0" : "0.001", " to 86400000");
  };
}

std::vector<absl::string_view> ServerNames() {
  std::vector<absl::string_view> names;
  for (const models::IdleLimit& limit : models::ServerIdleLimits()) names.push_back(limit.name);
  return names;
}

Taking ServerIn(IdleSettings& idle) {
  return [&idle](const Option& option) {
    for (const models::IdleLimit& limit : models::ServerIdleLimits()) {
      if (option.value != limit.name) continue;
      idle.server = &limit;
      idle.closes_after = limit.milliseconds;
      return std::string();
    }
    return NotOneOf(option, ServerNames());
  };
}

}  // namespace

std::vector<OptionSpec> KeepAliveOptions(KeepAliveQuestion& question) {
  const auto line_of = [](std::vector<std::string>& lines) {
    return [&lines](const Option& option) { return AddValue(option.name, option.value, lines); };
  };
  static const auto& server =
      *new std::string(absl::StrCat("the same, with the default of ", Alternatives(ServerNames())));
  return {
      {"", "", "Options"},
      {"--connection", " VALUE", "a Connection field line; may be repeated (where absent: keep-alive)",
       line_of(question.response.connection), kEveryMode, "", kRepeats},
      {"--no-connection", "", "no Connection field", Put(question.no_connection, true)},
      {"--proxy-connection", " VALUE", "a Proxy-Connection field line; may be repeated",
       line_of(question.response.proxy_connection), kEveryMode, "", kRepeats},
      {"--http10", "", "the response is HTTP/1.0", Put(question.response.version, Version{1, 0})},
      {"", "", "The race for an idle connection"},
      {"--server-closes-after", " SECONDS", "mark each client: safe, or when its requests\nmeet a closing connection",
       SecondsIn(question.idle.closes_after, 0)},
      {"--server", " NAME", server, ServerIn(question.idle)},
      {"--reuses-up-to", " SECONDS", "another client, beside those known", SecondsIn(question.idle.reuses_up_to, 0)},
      {"--latency", " SECONDS", "of the network, one way (0.1)", SecondsIn(question.idle.latency, 0)},
      {"", "", "Output"},
      {"--json", "", "one JSON object", Put(question.json, true)},
      ColorOption(question.color),
  };
}

std::string SettleKeepAlive(const Arguments& arguments, absl::Span<const OptionSpec> options,
                            KeepAliveQuestion& question) {
  std::string error = CheckJson(arguments, options);
  if (error.empty())
    error = CheckPairs(arguments, {{"--connection", "--no-connection"}, {"--server-closes-after", "--server"}});
  if (!error.empty()) return error;
  if (!question.idle.closes_after) {
    for (const char* name : {"--reuses-up-to", "--latency"}) {
      if (arguments.Has(name)) return absl::StrCat(name, " goes with --server-closes-after or --server");
    }
  }
  if (!question.no_connection && question.response.connection.empty()) question.response.connection = {"keep-alive"};
  for (const std::string& value : arguments.operands) {
    if (error = AddValue("VALUE", value, question.response.keep_alive); !error.empty()) return error;
  }
  return arguments.operands.empty() ? "a value is missing, say: plumbline keep-alive 'timeout=5, max=200'" : "";
}

}  // namespace plumbline::cli
