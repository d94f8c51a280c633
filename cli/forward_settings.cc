#include "cli/forward_settings.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "parser/octets.h"

namespace plumbline::cli {
namespace {

using oracle::NextHop;

enum ForwardMode : unsigned { kForwardStream = 1, kForwardList = 2 };

// IMF-fixdate, RFC 9110, section 5.6.7.
constexpr absl::string_view kHttpDate = "%a, %d %b %Y %H:%M:%S GMT";

bool IsToken(const std::string& text) {
  return !text.empty() && octets::Skip(octets::kTchar, text.data(), 0, text.size()) == text.size();
}

std::string TakeToken(const Option& option, absl::string_view what, std::string& target) {
  if (!IsToken(option.value)) return absl::StrCat(option.name, " is ", what, ", which is a token");
  target = option.value;
  return "";
}

std::string TakeDate(const Option& option, std::string& date) {
  absl::Time time;
  const bool read = absl::ParseTime(kHttpDate, option.value, absl::UTCTimeZone(), &time, nullptr);
  if (!read || absl::FormatTime(kHttpDate, time, absl::UTCTimeZone()) != option.value) {
    return "--date is an HTTP-date: --date 'Tue, 15 Nov 1994 08:12:31 GMT'";
  }
  date = option.value;
  return "";
}

std::vector<std::pair<absl::string_view, NextHop>> Versions() {
  std::vector<std::pair<absl::string_view, NextHop>> out;
  for (const NextHop hop : {NextHop::kHttp10, NextHop::kHttp11, NextHop::kHttp2, NextHop::kHttp3}) {
    out.emplace_back(oracle::Name(hop), hop);
  }
  return out;
}

}  // namespace

std::vector<OptionSpec> ForwardOptions(ForwardQuestion& question) {
  return {
      {"", "", "Options"},
      {"--role", " ROLE", "who forwards: proxy (the default) or gateway",
       OneOf<bool>(question.gateway, {{"proxy", false}, {"gateway", true}})},
      {"--request", "", "", Put(question.kind, MessageKind::kRequest)},
      {"--response", "",
       "what the octets are (otherwise: responses if they begin with \"HTTP/\",\n"
       "else requests; a list by its pseudo-header fields)",
       Put(question.kind, MessageKind::kResponse)},
      {"--method", " METHOD",
       "the method that the next response answers; once for each response,\n"
       "in order (where absent, all answer GET)",
       [&](const Option& option) {
         std::string method;
         const std::string error = TakeToken(option, "a method", method);
         if (error.empty()) question.methods.push_back(method);
         return error;
       },
       kEveryMode, "", kRepeats},
      {"--next-hop", " VERSION",
       "what is spoken with the next recipient: HTTP/1.1 (the default),\n"
       "HTTP/1.0 (it is not known to handle HTTP/1.1), HTTP/2 or HTTP/3",
       OneOf<NextHop>(question.next_hop, Versions())},
      {"--downstream", " VERSION", "the same of responses: the version of the request that they answer",
       OneOf<NextHop>(question.downstream, Versions())},
      {"--to-proxy", "", "the next server is a proxy: requests are sent in absolute-form",
       Put(question.to_proxy, true)},
      {"--pseudonym", " NAME", "what the intermediary calls itself in Via (the default: plumbline)",
       [&](const Option& option) { return TakeToken(option, "a name", question.pseudonym); }},
      {"--scheme", " SCHEME", "of requests that do not name theirs: http (the default) or https",
       OneOf<std::string>(question.scheme, {{"http", "http"}, {"https", "https"}})},
      {"--date", " DATE", "when responses were received (the default: now), for those without Date",
       [&](const Option& option) { return TakeDate(option, question.date); }},
      {"--no-clock", "", "the intermediary has no clock: it appends no Date", Put(question.has_clock, false)},
      {"--h2", "", "", Put(question.list_version, FieldListVersion::kHttp2), kForwardList},
      {"--h3", "",
       "FILE is the field list of one message of HTTP/2, of HTTP/3, as\n"
       "\"plumbline explain\" takes it",
       Put(question.list_version, FieldListVersion::kHttp3), kForwardList},
      {"--content", " FILE", "with --h2 or --h3: the content of the message (otherwise it has none)",
       [&](const Option& option) {
         question.content = option.value;
         return option.value.empty() ? "--content is a file" : "";
       },
       kForwardList, "--content goes with --h2 or --h3"},
      {"--octets", "", "what is sent and nothing else, as octets, or as the text of a list",
       Put(question.shows, ForwardShows::kOctets), kEveryMode, "", kForPeople},
      {"--json", "", "one line: an object, see docs/forward.md", Put(question.shows, ForwardShows::kJson)},
      ColorOption(question.color),
  };
}

std::string SettleForward(const Arguments& arguments, absl::Span<const OptionSpec> options, ForwardQuestion& question) {
  std::string error = CheckPairs(arguments, {{"--request", "--response"},
                                             {"--request", "--method"},
                                             {"--request", "--downstream"},
                                             {"--response", "--to-proxy"},
                                             {"--next-hop", "--downstream"},
                                             {"--downstream", "--to-proxy"},
                                             {"--method", "--to-proxy"},
                                             {"--date", "--no-clock"},
                                             {"--h2", "--h3"},
                                             {"--octets", "--color"}});
  const bool list = question.list_version.has_value();
  if (error.empty()) error = CheckMode(arguments, options, list ? kForwardList : kForwardStream);
  if (error.empty()) error = CheckJson(arguments, options);
  if (!error.empty()) return error;
  if (arguments.operands.size() > 1) return "forward reads one FILE";
  if (!arguments.operands.empty()) question.file = arguments.operands[0];
  if (question.content == "-" && question.file == "-") return "standard input is the list or the content, not both";
  if (!question.methods.empty() || question.downstream) question.kind = MessageKind::kResponse;
  if (question.date.empty()) question.date = absl::FormatTime(kHttpDate, absl::Now(), absl::UTCTimeZone());
  return "";
}

}  // namespace plumbline::cli
