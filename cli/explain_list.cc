// plumbline explain --h2 and --h3: a field list, as it comes out of HPACK or QPACK.
#include "cli/explain_list.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/escape.h"
#include "cli/exit_code.h"
#include "cli/input.h"
#include "cli/json.h"
#include "cli/list_check.h"
#include "cli/list_text.h"

namespace plumbline::cli {
namespace {

constexpr size_t kLargest = 1 << 20;  // octets of text

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

}  // namespace

int ExplainList(const std::string& name, const ListSettings& settings, bool first, Output& out) {
  const auto fail = [](const std::string& what) {
    Complain(what);
    return kCannotRead;
  };
  const std::string shown = name == "-" ? "standard input" : name;
  std::string text;
  const std::string too_many = absl::StrCat("more than ", kLargest, " octets are no field list");
  if (const std::string error = ReadWhole(name, kLargest, "fields from the terminal, one a line", too_many, text); !error.empty()) return fail(error);
  const ListText list = ReadListText(text);
  if (!list.error.empty()) return fail(absl::StrCat(shown, ": ", list.error));
  const std::optional<Told> told = TellKind(list.fields);
  if (!settings.kind && !told) {
    return fail(absl::StrCat(
        shown, ": no pseudo-header field tells what the list is: say --request, --response or --trailers"));
  }
  const FieldListKind kind = settings.kind ? *settings.kind : told->kind;
  if (kind == FieldListKind::kTrailers && !list.trailers.empty()) {
    return fail(absl::StrCat(shown, ": with --trailers there is one list, and no empty line"));
  }

  const CheckedMessage message = CheckListText(list, settings.version, kind);
  if (settings.json) {
    out.Write(JsonLine(ListJson(name, message)));
  } else {
    if (!first) out.Write("\n\n");
    out.Write(out.Paint(Style::kHeading, name == "-" ? shown : EscapeControls(name)));
    out.Write(absl::StrCat(": ", Name(settings.version), " ", Name(kind)));
    if (!settings.kind) out.Write(absl::StrCat(" (it has ", told->by, ")"));
    out.Write("\n");
    WriteListPage(message, out);
  }
  return message.malformed() ? kRejected : kAccepted;
}

}  // namespace plumbline::cli
