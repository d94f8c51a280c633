#include "cli/explain_settings.h"

#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/arguments.h"
#include "parser/octets.h"

namespace plumbline::cli {
namespace {

// What FILE holds, and what is made of it. Each option goes with some of them.
enum Mode : unsigned { kStream = 1, kList = 2, kModels = 4, kListModels = 8, kEvery = 15 };

struct ExplainOption {
  OptionSpec spec;
  unsigned modes;
  absl::string_view instead;  // what the option goes with, where a stream is read and it does not go with that
};
constexpr absl::string_view kWithLists = "--h2 or --h3";
constexpr absl::string_view kWithModels = "--models";
constexpr std::array<ExplainOption, 19> kOptions = {{
    {{"--help"}, kEvery, ""},
    {{"--request"}, kStream | kList, ""},
    {{"--response"}, kStream | kList, ""},
    {{"--role", true}, kStream, ""},
    {{"--method", true, /*repeats=*/true}, kStream | kModels, ""},
    {{"--more"}, kStream | kModels, ""},
    {{"--eof"}, kStream | kModels, ""},
    {{"--h2"}, kList | kListModels, ""},
    {{"--h3"}, kList | kListModels, ""},
    {{"--trailers"}, kList, kWithLists},
    {{"--models"}, kModels | kListModels, ""},
    {{"--scheme", true}, kModels, kWithModels},
    {{"--port", true}, kModels, kWithModels},
    {{"--reads", true}, kModels, kWithModels},
    {{"--json"}, kEvery, ""},
    {{"--quiet"}, kEvery, ""},
    {{"--summary"}, kStream | kList, ""},
    {{"--fail-on", true}, kStream | kList, ""},
    {{"--color", true}, kEvery, ""},
}};

// Pairs that contradict each other.
constexpr std::array<std::array<absl::string_view, 2>, 8> kContradictions = {{{"--request", "--response"},
                                                                              {"--h2", "--h3"},
                                                                              {"--more", "--eof"},
                                                                              {"--trailers", "--request"},
                                                                              {"--trailers", "--response"},
                                                                              {"--quiet", "--summary"},
                                                                              {"--quiet", "--json"},
                                                                              {"--quiet", "--color"}}};

// Why options do not go together; empty if they do.
std::string CheckTogether(const Arguments& arguments) {
  for (const auto& pair : kContradictions) {
    if (arguments.Has(pair[0]) && arguments.Has(pair[1])) {
      return absl::StrCat(pair[0], " and ", pair[1], " exclude each other");
    }
  }
  const bool models = arguments.Has("--models");
  const absl::string_view list = arguments.Has("--h2") ? "--h2" : arguments.Has("--h3") ? "--h3" : "";
  const Mode mode = list.empty() ? (models ? kModels : kStream) : (models ? kListModels : kList);
  for (const ExplainOption& option : kOptions) {
    if ((option.modes & mode) != 0 || !arguments.Has(option.spec.name)) continue;
    if (mode == kStream) return absl::StrCat(option.spec.name, " goes with ", option.instead);
    return absl::StrCat(option.spec.name, " does not go with ", list, mode == kListModels ? " " : "",
                        models ? "--models" : "");
  }
  return CheckJsonAlone(arguments, {"--color", "--summary"});
}

std::string ReadReads(absl::string_view text, std::vector<size_t>& reads) {
  for (const absl::string_view size : absl::StrSplit(text, ',')) {
    const std::optional<uint64_t> octets = ReadNumber(size, 0, SIZE_MAX);
    if (!octets) return "--reads is numbers of octets: --reads 5,1";
    reads.push_back(static_cast<size_t>(*octets));
  }
  return "";
}

// RFC 9110, section 9.1: "method = token".
bool IsToken(absl::string_view text) {
  return !text.empty() && octets::Skip(octets::kTchar, text.data(), 0, text.size()) == text.size();
}

// An option of HTTP/1.1 streams or of lists.
std::string ReadMessageOption(const Option& option, ExplainSettings& settings) {
  if (option.name == "--request") settings.kind = MessageKind::kRequest;
  if (option.name == "--response") settings.kind = MessageKind::kResponse;
  if (option.name == "--h2") settings.list_version = FieldListVersion::kHttp2;
  if (option.name == "--h3") settings.list_version = FieldListVersion::kHttp3;
  if (option.name == "--trailers") settings.trailers = true;
  if (option.name == "--more") settings.end_of_input = false;
  if (option.name == "--role") {
    for (const Recipient recipient : {Recipient::kOrigin, Recipient::kIntermediary, Recipient::kUserAgent}) {
      if (option.value == Name(recipient)) settings.recipient = recipient;
    }
    if (!settings.recipient) return "--role is origin, intermediary or user-agent";
  }
  if (option.name == "--method") {
    if (!IsToken(option.value)) return "--method is a method, which is a token: GET, HEAD, CONNECT...";
    settings.methods.push_back(option.value);
  }
  return "";
}

std::string ReadOption(const Option& option, ExplainSettings& settings) {
  if (option.name == "--help") settings.help = true;
  if (option.name == "--json") settings.shows = Shows::kJson;
  if (option.name == "--quiet") settings.shows = Shows::kNothing;
  if (option.name == "--summary") settings.shows = Shows::kSummary;
  if (option.name == "--fail-on") {
    if (option.value != "note") return "--fail-on takes note, and nothing else";
    settings.notes_fail = true;
  }
  if (option.name == "--models") settings.models = true;
  if (option.name == "--scheme") {
    if (option.value != "http" && option.value != "https") return "--scheme is http or https";
    settings.https = option.value == "https";
  }
  if (option.name == "--port") {
    const std::optional<uint64_t> port = ReadNumber(option.value, 0, 65535);
    if (!port) return "--port is a number up to 65535";
    settings.port = static_cast<int>(*port);
  }
  if (option.name == "--reads") return ReadReads(option.value, settings.reads);
  if (option.name == "--color" && !ReadColorMode(option.value, settings.color)) {
    return "--color is auto, always or never";
  }
  return ReadMessageOption(option, settings);
}

// Why the role, the method and the kind do not go together; empty if they do. A role or a method that tells the kind
// sets it.
std::string SettleKind(ExplainSettings& settings) {
  if (settings.models && settings.methods.size() > 1) return "--models reads what answers one request: --method once";
  if (settings.recipient == Recipient::kOrigin) {
    if (settings.kind == MessageKind::kResponse) return "the role origin reads no responses";
    settings.kind = MessageKind::kRequest;
  }
  if (settings.recipient == Recipient::kUserAgent) {
    if (settings.kind == MessageKind::kRequest) return "the role user-agent reads no requests";
    settings.kind = MessageKind::kResponse;
  }
  if (!settings.methods.empty()) {
    if (settings.kind == MessageKind::kRequest) return "--method is for responses";
    settings.kind = MessageKind::kResponse;
  }
  return "";
}

}  // namespace

std::string ReadExplainSettings(absl::Span<const std::string> words, ExplainSettings& settings) {
  std::vector<OptionSpec> known;
  for (const ExplainOption& option : kOptions) known.push_back(option.spec);
  const Arguments arguments = ReadArguments(words, known);
  if (!arguments.error.empty()) return arguments.error;
  for (const Option& option : arguments.options) {
    if (const std::string error = ReadOption(option, settings); !error.empty()) return error;
  }
  if (settings.help) return "";
  if (const std::string error = CheckTogether(arguments); !error.empty()) return error;
  settings.files = arguments.operands;
  if (settings.files.empty()) settings.files.push_back("-");
  return SettleKind(settings);
}

std::string HintOfMethods(const ExplainSettings& settings) {
  for (const std::string& method : settings.methods) {
    const std::string upper = absl::AsciiStrToUpper(method);
    if (method == upper || (upper != "HEAD" && upper != "CONNECT")) continue;
    return absl::StrCat("--method ", method, " is not ", upper, ": methods are case-sensitive (RFC 9110, 9.1)");
  }
  return "";
}

}  // namespace plumbline::cli
