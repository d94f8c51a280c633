// plumbline explain --h2 and --h3: a field list, as it comes out of HPACK or QPACK.
#include "cli/explain_list.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/clause_text.h"
#include "cli/escape.h"
#include "cli/exit_code.h"
#include "cli/input.h"
#include "cli/json.h"
#include "cli/list_check.h"
#include "cli/list_models.h"
#include "cli/list_text.h"

namespace plumbline::cli {
namespace {

constexpr size_t kLargestText = 1 << 20;  // octets of text

// What a list is, by its first pseudo-header field that tells, and how that is told.
struct Told {
  FieldListKind kind;
  absl::string_view by;
};
std::optional<Told> TellKind(const std::vector<FieldLine>& fields) {
  for (const FieldLine& field : fields) {
    if (field.name == ":status") return Told{FieldListKind::kResponse, field.name};
    for (const absl::string_view name : {":method", ":scheme", ":authority", ":path"}) {
      if (field.name == name) return Told{FieldListKind::kRequest, name};
    }
  }
  return std::nullopt;
}

std::optional<FieldListKind> KindOf(const ExplainSettings& settings) {
  if (settings.trailers) return FieldListKind::kTrailers;
  if (settings.kind == MessageKind::kRequest) return FieldListKind::kRequest;
  if (settings.kind == MessageKind::kResponse || settings.models) return FieldListKind::kResponse;
  return std::nullopt;
}

// Why the list cannot be what it is to be; empty if it can.
std::string CheckKind(const ListText& list, const std::optional<FieldListKind>& kind, const std::optional<Told>& told,
                      bool models) {
  if (!kind && !told) {
    return "no pseudo-header field tells what the list is: say --request, --response or --trailers";
  }
  if (kind == FieldListKind::kTrailers && !list.trailers.empty()) {
    return "with --trailers there is one list, and no empty line";
  }
  if (models && told && told->kind == FieldListKind::kRequest) {
    return absl::StrCat("--models reads responses, and this list is a request: it has ", told->by);
  }
  if (models && !list.trailers.empty()) return "--models reads the header section alone: leave out the trailers";
  return "";
}

void WriteListSummary(const std::string& shown, const CheckedMessage& message, Output& out) {
  const Clause* const clause = message.first_error();
  out.Write(absl::StrCat(out.Paint(Style::kHeading, shown), ": ",
                         clause == nullptr
                             ? out.Paint(Style::kGood, "well-formed")
                             : absl::StrCat(out.Paint(Style::kBad, "malformed"), " [", Info(*clause).id, "]"),
                         "; ", Count(message.field_count(), "field"), ", ", Count(message.notes(), "note"), "\n"));
}

}  // namespace

int ExplainList(const std::string& name, const ExplainSettings& settings, bool first, Output& out) {
  const std::string shown = name == "-" ? "standard input" : name;
  const auto fail = [&](const std::string& what) {
    Complain(what);
    return kCannotRead;
  };
  std::string text;
  const std::string too_many = absl::StrCat("more than ", kLargestText, " octets: too many for a field list");
  if (const std::string error = ReadWhole(name, kLargestText, "fields from the terminal, one per line", too_many, text);
      !error.empty()) {
    return fail(error);
  }
  const ListText list = ReadListText(text);
  if (!list.error.empty()) return fail(absl::StrCat(shown, ": ", list.error));
  const std::optional<Told> told = TellKind(list.fields);
  const std::optional<FieldListKind> wanted = KindOf(settings);
  const std::string error = CheckKind(list, wanted, told, settings.models);
  if (!error.empty()) return fail(absl::StrCat(shown, ": ", error));

  const FieldListKind kind = wanted ? *wanted : told->kind;
  const CheckedMessage message = CheckListText(list, *settings.list_version, kind);
  const std::string heading = name == "-" ? shown : EscapeControls(name);
  if (settings.shows == Shows::kJson) {
    Json answer = ListJson(name, message);
    if (settings.models) answer["models"] = ListModelsJson(message);
    out.Write(JsonLine(answer));
  } else if (settings.shows == Shows::kSummary) {
    WriteListSummary(heading, message, out);
  } else if (settings.shows == Shows::kPage) {
    if (!first) out.Write("\n\n");
    out.Write(out.Paint(Style::kHeading, heading));
    out.Write(absl::StrCat(": ", Name(*settings.list_version), " ", Name(kind)));
    if (!wanted) out.Write(absl::StrCat(" (it has ", told->by, ")"));
    out.Write("\n");
    WriteListPage(message, out);
    if (settings.models) WriteListModels(message, out);
  }
  return message.malformed() || (settings.notes_fail && message.notes() > 0) ? kRejected : kAccepted;
}

}  // namespace plumbline::cli
