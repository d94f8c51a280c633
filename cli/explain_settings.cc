#include "cli/explain_settings.h"

#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "parser/octets.h"

namespace plumbline::cli {
namespace {

// What FILE holds, and what is made of it.
enum Mode : unsigned { kStream = 1, kList = 2, kModels = 4, kListModels = 8 };
constexpr unsigned kNotModels = kStream | kList;
constexpr unsigned kNotLists = kStream | kModels;

std::string TakeMethod(const Option& option, std::vector<std::string>& methods) {
  // RFC 9110, section 9.1: "method = token".
  const std::string& text = option.value;
  const bool token = !text.empty() && octets::Skip(octets::kTchar, text.data(), 0, text.size()) == text.size();
  if (!token) return "--method is a method, which is a token: GET, HEAD, CONNECT...";
  methods.push_back(text);
  return "";
}

std::string TakeReads(const Option& option, std::vector<size_t>& reads) {
  for (const absl::string_view size : absl::StrSplit(option.value, ',')) {
    const std::optional<uint64_t> octets = ReadNumber(size, 0, SIZE_MAX);
    if (!octets) return "--reads is numbers of octets: --reads 5,1";
    reads.push_back(static_cast<size_t>(*octets));
  }
  return "";
}

// Whether each option goes with what is read.
std::string CheckModes(const Arguments& arguments, absl::Span<const OptionSpec> options) {
  const bool models = arguments.Has("--models");
  const std::string list = arguments.Has("--h2") ? "--h2" : arguments.Has("--h3") ? "--h3" : "";
  if (list.empty()) return CheckMode(arguments, options, models ? kModels : kStream, models ? "--models" : "");
  return CheckMode(arguments, options, models ? kListModels : kList, models ? list + " --models" : list);
}

// Why the role, the method and the kind do not go together; empty if they do. A role or a method that tells the kind
// sets it.
std::string SettleKind(ExplainSettings& settings) {
  if (settings.reader) {
    settings.recipient = settings.reader == oracle::Reader::kOrigin      ? Recipient::kOrigin
                         : settings.reader == oracle::Reader::kUserAgent ? Recipient::kUserAgent
                                                                         : Recipient::kIntermediary;
  }
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

std::vector<OptionSpec> ExplainOptions(ExplainSettings& settings) {
  return {
      {"", "", "Options"},
      {"--request", "", "", Put(settings.kind, MessageKind::kRequest), kNotModels},
      {"--response", "",
       "what the octets are (otherwise: responses if they begin with \"HTTP/\",\n"
       "else requests)",
       Put(settings.kind, MessageKind::kResponse), kNotModels},
      {"--role", " ROLE",
       "who reads: origin (requests; the default there), user-agent\n"
       "(responses; the default there), intermediary, or of these proxy or\n"
       "gateway",
       OneOf<oracle::Reader>(settings.reader, {{"origin", oracle::Reader::kOrigin},
                                               {"intermediary", oracle::Reader::kIntermediary},
                                               {"proxy", oracle::Reader::kProxy},
                                               {"gateway", oracle::Reader::kGateway},
                                               {"user-agent", oracle::Reader::kUserAgent}}),
       kStream},
      {"--method", " METHOD",
       "the method that the next response answers; once for each response,\n"
       "in order (where absent, all answer GET)",
       [&](const Option& option) { return TakeMethod(option, settings.methods); }, kNotLists, "", kRepeats},
      {"--more", "", "more octets may follow FILE: what its end cuts off needs more", Put(settings.end_of_input, false),
       kNotLists},
      {"--eof", "",
       "nothing follows FILE, the connection was closed: what its end cuts\n"
       "off is incomplete, and rejected (the default)",
       Put(settings.end_of_input, true), kNotLists},
      {"--observed", " FILE",
       "judges what an implementation made of it: FILE is JSON, the \"observed\"\n"
       "of a question of \"plumbline judge\"; with one FILE of octets",
       [&](const Option& option) {
         settings.observed = option.value;
         return option.value.empty() ? "--observed is a file with JSON" : "";
       },
       kStream, "", kForPeople},
      {"--json", "",
       "one line per FILE: the object that \"plumbline parse\" answers with, FILE\n"
       "as its id, and \"hint\". It holds the bodies, in memory too",
       Put(settings.shows, Shows::kJson)},
      {"--summary", "", "one line per FILE: the verdict, and how many messages and notes",
       Put(settings.shows, Shows::kSummary), kNotModels, "", kForPeople},
      {"--quiet", "", "nothing: the exit status is the answer", Put(settings.shows, Shows::kNothing)},
      {"--fail-on", " note", "a note fails, too: exit status 1", OneOf<bool>(settings.notes_fail, {{"note", true}}),
       kNotModels},
      {"--h2", "", "", Put(settings.list_version, FieldListVersion::kHttp2), kList | kListModels},
      {"--h3", "",
       "a field list of HTTP/2 (RFC 9113), of HTTP/3 (RFC 9114). Of the other\n"
       "options it takes --request and --response (otherwise told from its\n"
       "pseudo-header fields), --trailers, --models, --json, --summary,\n"
       "--quiet, --fail-on and --color",
       Put(settings.list_version, FieldListVersion::kHttp3), kList | kListModels},
      {"--trailers", "", "with --h2 or --h3: the list is a trailer section alone", Put(settings.trailers, true), kList,
       "--trailers goes with --h2 or --h3"},
      {"--models", "",
       "what browsers read. Of the other options it takes --method (once),\n"
       "--more, --eof, --quiet, --color and --json (one line per FILE: the\n"
       "object that \"plumbline parse\" answers with as \"strict\", and what it\n"
       "answers with --as for each model, with the classes of difference, as\n"
       "\"models\")",
       Put(settings.models, true), kModels | kListModels},
      {"--scheme", " SCHEME", "with --models: http (the default) or https",
       OneOf<bool>(settings.https, {{"http", false}, {"https", true}}), kModels, "--scheme goes with --models"},
      {"--port", " PORT",
       "with --models: of the URL (otherwise not the scheme's own; it matters\n"
       "for HTTP/0.9)",
       NumberIn<int>(settings.port, 0, 65535, "is a number up to 65535"), kModels, "--port goes with --models"},
      {"--reads", " SIZE,SIZE...",
       "with --models: how many octets each read of the socket gave; what is\n"
       "left is the last read (otherwise there is one)",
       [&](const Option& option) { return TakeReads(option, settings.reads); }, kModels, "--reads goes with --models"},
      ColorOption(settings.color),
  };
}

std::string SettleExplain(const Arguments& arguments, absl::Span<const OptionSpec> options, ExplainSettings& settings) {
  std::string error = CheckPairs(arguments, {{"--request", "--response"},
                                             {"--h2", "--h3"},
                                             {"--more", "--eof"},
                                             {"--trailers", "--request"},
                                             {"--trailers", "--response"},
                                             {"--observed", "--summary"},
                                             {"--observed", "--quiet"},
                                             {"--quiet", "--summary"},
                                             {"--quiet", "--json"},
                                             {"--quiet", "--color"}});
  if (error.empty()) error = CheckModes(arguments, options);
  if (error.empty()) error = CheckJson(arguments, options);
  if (!error.empty()) return error;
  settings.files = arguments.operands;
  if (settings.files.empty()) settings.files.push_back("-");
  if (!settings.observed.empty() && settings.files.size() > 1) return "--observed goes with one FILE";
  if (settings.observed == "-" && settings.files[0] == "-")
    return "standard input is the octets or the observation, not both";
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
