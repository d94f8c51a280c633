#include "cli/list_check.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "cli/clause_text.h"
#include "cli/escape.h"
#include "cli/excerpt.h"

namespace plumbline::cli {
namespace {

constexpr size_t kIndexColumns = 8;

size_t FieldColumns() { return PageColumns() - kIndexColumns - 4; }  // of an escaped field

bool Rejects(const FieldListError& error) { return Info(error.clause).effect == Effect::kReject; }

CheckedList Check(FieldListVersion version, FieldListKind kind, std::vector<FieldLine> fields) {
  CheckedList list{kind, std::move(fields), {}};
  FieldListChecker checker(version, kind);
  const auto add = [&](const FieldListErrors& errors) {
    list.errors.insert(list.errors.end(), errors.begin(), errors.end());
  };
  for (const FieldLine& field : list.fields) add(checker.Next(field));
  add(checker.End());
  return list;
}

std::string Margin(absl::string_view index) {
  return absl::StrCat(std::string(kIndexColumns - std::min(kIndexColumns, index.size()), ' '), index, " | ");
}

void WriteLine(absl::string_view index, absl::string_view text, Output& out) {
  out.Write(out.Paint(Style::kFaint, Margin(index)));
  out.Write(text);
  out.Write("\n");
}

void WriteError(const CheckedList& list, const FieldListError& error, Output& out) {
  const bool rejects = Rejects(error);
  const Style style = rejects ? Style::kBad : Style::kNote;
  std::string remark = absl::StrCat(rejects ? "malformed" : "note", "  [", Info(error.clause).id, "]");
  if (error.part == FieldPart::kList) {
    remark = absl::StrCat(error.missing, " is missing: ", remark);
    WriteLine("", "(the list ends here)", out);
    WriteCaret(Margin(""), ShowAround("", 0), {0, remark, style}, out);
  } else {
    const FieldLine& field = list.fields[error.field];
    const std::string line = absl::StrCat(field.name, ": ", field.value);
    const size_t begin = error.part == FieldPart::kName ? 0 : field.name.size() + 2;
    const Around around = ShowAround(line, begin + error.offset);
    WriteLine(absl::StrCat(error.field), absl::StrCat(around.before, out.Paint(style, around.octet), around.after),
              out);
    WriteCaret(Margin(""), around, {0, remark, style}, out);
  }
  // With trailers it is too late for an answer (RFC 9113, section 8.2.1).
  WriteClauseText(error.clause, list.kind == FieldListKind::kRequest ? Info(error.clause).status : 0, out);
}

void WriteList(const CheckedList& list, Output& out) {
  std::vector<FieldListError> errors = list.errors;
  std::stable_sort(errors.begin(), errors.end(),
                   [](const FieldListError& a, const FieldListError& b) { return a.field < b.field; });
  auto error = errors.begin();
  for (size_t i = 0; i < list.fields.size(); ++i) {
    if (error == errors.end() || error->field != i) {
      WriteLine(absl::StrCat(i),
                EscapeShort(absl::StrCat(list.fields[i].name, ": ", list.fields[i].value), FieldColumns()), out);
    }
    for (; error != errors.end() && error->field == i; ++error) WriteError(list, *error, out);
  }
  for (; error != errors.end(); ++error) WriteError(list, *error, out);
}

// The error that decides, or null.
const FieldListError* FirstError(const CheckedList& list) {
  const auto found = std::find_if(list.errors.begin(), list.errors.end(), Rejects);
  return found == list.errors.end() ? nullptr : &*found;
}

const CheckedList* FirstMalformed(const CheckedMessage& message) {
  for (const CheckedList& list : message.lists) {
    if (FirstError(list) != nullptr) return &list;
  }
  return nullptr;
}

void WriteVerdict(const CheckedMessage& message, Output& out) {
  const size_t fields = message.field_count();
  const size_t notes = message.notes();
  size_t errors = 0;
  for (const CheckedList& list : message.lists) errors += list.errors.size();
  errors -= notes;
  const std::string noted = notes == 0 ? "" : absl::StrCat(", ", Count(notes, "note"));
  const CheckedList* const malformed = FirstMalformed(message);
  if (malformed == nullptr) {
    out.Write(absl::StrCat("\n", out.Paint(Style::kGood, "well-formed"), ": ", Count(fields, "field"), noted, "\n"));
    return;
  }
  const FieldListError& first = *FirstError(*malformed);
  const absl::string_view section = malformed->kind == FieldListKind::kTrailers ? " of the trailers" : "";
  const std::string where = first.part == FieldPart::kList ? "the end" : absl::StrCat("field ", first.field);
  out.Write(absl::StrCat("\n", out.Paint(Style::kBad, "malformed"), ": ", Count(errors, "error"), noted, " in ",
                         Count(fields, "field"), "; the first at ", where, section, ": ", Info(first.clause).id, "\n"));
  const bool http2 = message.version == FieldListVersion::kHttp2;
  out.Write(Wrap(
      absl::StrCat("An endpoint that detects it treats it as a stream error of type ",
                   http2 ? "PROTOCOL_ERROR (RFC 9113, section 8.1.1)." : "H3_MESSAGE_ERROR (RFC 9114, section 4.1.2)."),
      kTextIndent));
}

Json ErrorJson(const CheckedList& list, const FieldListError& error) {
  const ClauseInfo& info = Info(error.clause);
  Json out;
  out["clause"] = Text(info.id);
  out["rfc"] = info.document;
  out["section"] = Text(info.section);
  out["level"] = Text(Name(info.level));
  out["effect"] = Text(Name(info.effect));
  out["in"] = list.kind == FieldListKind::kTrailers ? "trailers" : "fields";
  out["field"] = error.part == FieldPart::kList ? Json() : Json(error.field);
  out["part"] = Text(Name(error.part));
  out["offset"] = error.part == FieldPart::kList ? Json() : Json(error.offset);
  out["missing"] = error.missing.empty() ? Json() : Text(error.missing);
  return out;
}

}  // namespace

const Clause* CheckedMessage::first_error() const {
  const CheckedList* const malformed = FirstMalformed(*this);
  return malformed == nullptr ? nullptr : &FirstError(*malformed)->clause;
}

size_t CheckedMessage::notes() const {
  size_t count = 0;
  for (const CheckedList& list : lists) {
    for (const FieldListError& error : list.errors) count += Rejects(error) ? 0 : 1;
  }
  return count;
}

size_t CheckedMessage::field_count() const {
  size_t count = 0;
  for (const CheckedList& list : lists) count += list.fields.size();
  return count;
}

CheckedMessage CheckListText(const ListText& text, FieldListVersion version, FieldListKind kind) {
  CheckedMessage message{version, {Check(version, kind, text.fields)}};
  if (!text.trailers.empty()) message.lists.push_back(Check(version, FieldListKind::kTrailers, text.trailers));
  return message;
}

void WriteListPage(const CheckedMessage& message, Output& out) {
  for (const CheckedList& list : message.lists) {
    out.Write("\n");
    if (&list != &message.lists.front()) out.Write(absl::StrCat(out.Paint(Style::kHeading, "trailers"), "\n\n"));
    WriteList(list, out);
  }
  WriteVerdict(message, out);
}

Json ListJson(const std::string& id, const CheckedMessage& message) {
  const CheckedList* const malformed = FirstMalformed(message);
  const ClauseInfo* const info = malformed == nullptr ? nullptr : &Info(FirstError(*malformed)->clause);
  Json answer;
  answer["id"] = id;
  answer["version"] = Text(Name(message.version));
  answer["kind"] = Text(Name(message.lists.front().kind));
  answer["verdict"] = info == nullptr ? "well-formed" : "malformed";
  answer["clause"] = info == nullptr ? Json() : Text(info->id);
  answer["rfc"] = info == nullptr ? Json() : Json(info->document);
  answer["section"] = info == nullptr ? Json() : Text(info->section);
  answer["errors"] = Json::array();
  answer["fields"] = Json::array();
  answer["trailers"] = Json::array();
  for (const CheckedList& list : message.lists) {
    const char* const where = list.kind == FieldListKind::kTrailers ? "trailers" : "fields";
    for (const FieldLine& field : list.fields) {
      answer[where].push_back(Json::array({Text(field.name), Text(field.value)}));
    }
    for (const FieldListError& error : list.errors) answer["errors"].push_back(ErrorJson(list, error));
  }
  return answer;
}

}  // namespace plumbline::cli
