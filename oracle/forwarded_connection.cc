// Fields for one connection: RFC 9110, sections 7.6.1, 7.8 and 10.1.4.
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "oracle/forwarded_checker.h"
#include "oracle/same.h"
#include "parser/fields/connection.h"
#include "parser/fields/field.h"
#include "parser/fields/hop_by_hop.h"

namespace plumbline::oracle {
namespace {

// The first line of this name that has a whole line of what was received under it, perhaps with more.
std::optional<size_t> LineKept(const std::vector<reading::Field>& received, const std::vector<reading::Field>& sent,
                               absl::string_view name) {
  for (const size_t in : LinesNamed(received, name)) {
    const std::vector<std::string> members = MembersOf(received[in].value);
    for (const size_t out : LinesNamed(sent, name)) {
      const std::vector<std::string> others = MembersOf(sent[out].value);
      const bool all = std::all_of(members.begin(), members.end(), [&](const std::string& member) {
        return std::find(others.begin(), others.end(), member) != others.end();
      });
      if (all && members.empty() == others.empty()) return out;
    }
  }
  return std::nullopt;
}

bool IsFramingOrHost(absl::string_view name) {
  return name == "host" || name == "content-length" || name == "transfer-encoding" || name == "connection";
}

}  // namespace

Options OptionsOf(const std::vector<reading::Field>& fields) {
  Options out;
  size_t members = 0;
  const std::vector<size_t> lines = LinesNamed(fields, "connection");
  for (const size_t line : lines) {
    const Result<ConnectionOptions> parsed = ParseConnection(fields[line].value);
    if (!parsed.complete()) continue;
    for (const absl::string_view option : parsed->names) {
      ++members;
      std::string name = absl::AsciiStrToLower(option);
      if (std::find(out.names.begin(), out.names.end(), name) == out.names.end()) out.names.push_back(std::move(name));
    }
    if (absl::StrContains(fields[line].value, ',')) out.plain = false;
  }
  if (members > 1 || lines.size() > 1) out.plain = false;
  return out;
}

bool ForwardedChecker::IsNominated(const Pair& pair, absl::string_view name) {
  const std::vector<std::string> names = OptionsOf(pair.in_fields()).names;
  return std::find(names.begin(), names.end(), name) != names.end();
}

void ForwardedChecker::ConnectionFields(const Pair& pair) {
  const Options options = OptionsOf(pair.in_fields());
  Nominated(pair, options.names);
  KnownHopByHop(pair, options.names);
  if (pair.out.is_list()) return;
  OwnConnection(pair);
  OwnTeAndUpgrade(pair);
}

void ForwardedChecker::Nominated(const Pair& pair, const std::vector<std::string>& options) {
  const Options own = OptionsOf(pair.out_fields());
  const auto is_own = [&](const std::string& name) {  // made anew for the next connection
    return std::find(own.names.begin(), own.names.end(), name) != own.names.end();
  };
  const Fields no_fields;
  const Fields& in_trailers = pair.in.reading.trailers ? *pair.in.reading.trailers : no_fields;
  const Fields& out_trailers = pair.out.reading.trailers ? *pair.out.reading.trailers : no_fields;
  bool removed = false;
  std::optional<std::pair<std::string, size_t>> kept;
  for (const std::string& name : options) {
    if (IsFramingOrHost(name) || ((name == "te" || name == "upgrade") && is_own(name))) continue;
    if (pair.out.is_list() && name == "te") continue;  // made anew: RFC 9113, section 8.2.2
    std::optional<size_t> line = LineKept(pair.in_fields(), pair.out_fields(), name);
    const bool merged = !line && (line = LineKept(in_trailers, pair.out_fields(), name)).has_value();
    const bool trailer = !line && LineKept(in_trailers, out_trailers, name).has_value();
    const bool received = !LinesNamed(pair.in_fields(), name).empty() || !LinesNamed(in_trailers, name).empty();
    // What the standard itself lists is removed without parsing, too.
    removed = removed || (received && !line && !trailer && !IsStandardConnectionField(name));
    if (!line && !trailer) continue;
    if (line && !merged && !kept) kept.emplace(name, *line);
    Broken broken{ForwardingRule::kNominatedRemoved,
                  absl::StrCat("Connection names the ", trailer || merged ? "trailer " : "", "field ", name,
                               ", and it is sent on", merged ? " in the header section" : "")};
    if (pair.out.is_list())
      broken.rule = pair.out.version == FieldListVersion::kHttp2 ? ForwardingRule::kToHttp2 : ForwardingRule::kToHttp3;
    if (HasTrait(name, traits::kEndToEnd)) {  // it must not be named, and is for all recipients
      broken.verdict = Verdict::kUndecided;
      broken.gap = Gap::kG22;
    }
    if (trailer || merged) {
      std::optional<uint64_t> sent;
      if (merged && *line < pair.out.lines.size()) sent = pair.out.lines[*line];
      if (trailer && !pair.out.is_list()) sent = pair.out.body;
      Add(std::move(broken), pair.in.body, pair.out.forwarded, sent);
    } else {
      const std::vector<size_t> in_lines = LinesNamed(pair.in_fields(), name);
      Add(std::move(broken), pair, in_lines.empty() ? std::nullopt : std::make_optional(in_lines.front()), line);
    }
  }
  if (removed && kept && !HasTrait(kept->first, traits::kEndToEnd)) {
    const std::vector<size_t> lines = LinesNamed(pair.in_fields(), "connection");
    Add({ForwardingRule::kConnectionParsed,
         absl::StrCat("of the fields that Connection names others are removed, and ", kept->first, " is not")},
        pair, lines.front(), kept->second);
  }
}

// Options that were received, other than those that say something of a connection to whoever sends them.
void ForwardedChecker::OwnConnection(const Pair& pair) {
  const Options received = OptionsOf(pair.in_fields());
  for (const std::string& name : OptionsOf(pair.out_fields()).names) {
    if (name == "close" || name == "keep-alive" || name == "upgrade" || name == "te") continue;
    if (std::find(received.names.begin(), received.names.end(), name) == received.names.end()) continue;
    return AddAt("connection",
                 {ForwardingRule::kConnectionRemoved, absl::StrCat("the received option ", name, " is sent on")}, pair);
  }
}

// Those that Connection does not name: RFC 9110, section 7.6.1, SHOULD. What Transfer-Encoding says is about the body.
void ForwardedChecker::KnownHopByHop(const Pair& pair, const std::vector<std::string>& options) {
  const Options own = OptionsOf(pair.out_fields());
  for (const absl::string_view name : {"proxy-connection", "keep-alive", "te", "upgrade"}) {
    const auto named = [&](const std::string& option) { return option == name; };
    if (std::any_of(options.begin(), options.end(), named)) continue;
    if (std::any_of(own.names.begin(), own.names.end(), named)) continue;
    if (pair.out.is_list() && name == "te") continue;
    const std::optional<size_t> line = LineKept(pair.in_fields(), pair.out_fields(), name);
    if (!line) continue;
    Add({ForwardingRule::kHopByHopRemoved, absl::StrCat("the field ", name, " is sent on as it was received")}, pair,
        LinesNamed(pair.in_fields(), name).front(), line);
  }
}

void ForwardedChecker::OwnTeAndUpgrade(const Pair& pair) {
  const Options own = OptionsOf(pair.out_fields());
  const auto check = [&](const char* name, ForwardingRule rule) {
    const std::vector<size_t> lines = LinesNamed(pair.out_fields(), name);
    if (lines.empty() || std::find(own.names.begin(), own.names.end(), name) != own.names.end()) return;
    AddAt(name, {rule, absl::StrCat("the field ", name, " is sent without the option of this name")}, pair);
  };
  if (IsRequest()) check("te", ForwardingRule::kOwnTe);
  check("upgrade", ForwardingRule::kOwnUpgrade);
}

}  // namespace plumbline::oracle
