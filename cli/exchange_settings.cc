#include "cli/exchange_settings.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace plumbline::cli {
namespace {

using oracle::Side;

Taking AddSide(std::vector<Side>& sides) {
  return [&sides](const Option& option) -> std::string {
    Side side{};
    const Taking take = OneOf(
        side, std::vector<std::pair<absl::string_view, Side>>{{"client", Side::kClient}, {"server", Side::kServer}});
    std::string error = take(option);
    if (error.empty()) sides.push_back(side);
    return error;
  };
}

}  // namespace

std::vector<OptionSpec> ExchangeOptions(ExchangeSettings& settings) {
  const auto file = [](std::string& name) {
    return [&name](const Option& option) {
      name = option.value;
      return std::string();
    };
  };
  return {
      {"", "", "Options"},
      {"--requests", " FILE", "all octets of the client", file(settings.requests)},
      {"--responses", " FILE", "all octets of the server", file(settings.responses)},
      {"--closed", " SIDE", "client or server closed after its octets; may be repeated", AddSide(settings.closed),
       kEveryMode, "", kRepeats},
      {"--left-open", " SIDE", "client or server was seen not to have closed; may be repeated",
       AddSide(settings.left_open), kEveryMode, "", kRepeats},
      {"--pcap", " FILE", "the HTTP/1.x connections in a capture of packets", file(settings.pcap)},
      {"--connection", " NUMBER", "only that connection, counted from 1",
       NumberIn<size_t>(settings.connection, 1, 1u << 30, "is a number from 1 on")},
      {"--json", "", "JSON Lines, an answer for each connection", Put(settings.json, true)},
      {"--timeline", "", "a picture in the place of the page: both sides, idle spans, who may\nclose",
       Put(settings.timeline, true), kEveryMode, "", kForPeople},
      {"--svg", " FILE", "the same as SVG, of one connection", file(settings.svg)},
      ColorOption(settings.color),
  };
}

std::string SettleExchange(const Arguments& arguments, absl::Span<const OptionSpec> options,
                           const ExchangeSettings& settings) {
  if (std::string error = CheckJson(arguments, options); !error.empty()) return error;
  if (!arguments.operands.empty()) {
    return absl::StrCat("exchange reads standard input, or --requests and --responses, not ", arguments.operands[0]);
  }
  const bool files = arguments.Has("--requests") || arguments.Has("--responses");
  if (files && !(arguments.Has("--requests") && arguments.Has("--responses"))) {
    return "--requests and --responses go together: the octets of both sides";
  }
  if (!files && (arguments.Has("--closed") || arguments.Has("--left-open"))) {
    return "--closed and --left-open go with --requests and --responses; a line has them as members";
  }
  if (arguments.Has("--pcap") && files) return "--pcap and --requests are two ways to say which connection";
  if (files && settings.requests == "-" && settings.responses == "-")
    return "only one of the two files is standard input";
  for (const Side side : settings.closed) {
    if (std::find(settings.left_open.begin(), settings.left_open.end(), side) != settings.left_open.end()) {
      return absl::StrCat("--closed ", oracle::Name(side), " and --left-open ", oracle::Name(side),
                          " contradict each other");
    }
  }
  return "";
}

}  // namespace plumbline::cli
