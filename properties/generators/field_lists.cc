#include "properties/generators/field_lists.h"

#include "absl/strings/str_cat.h"
#include "properties/field_list_values.h"
#include "properties/generators/sample.h"
#include "properties/show.h"
#include "witness/field_list.h"

namespace plumbline::properties {
namespace {

// The list in allocations of exactly the octets' sizes.
class ExactList {
 public:
  explicit ExactList(const FieldList& list) {
    for (const auto& [name, value] : list.fields) {
      copies_.emplace_back(name);
      copies_.emplace_back(value);
    }
    for (size_t i = 0; i < copies_.size(); i += 2) lines_.push_back({copies_[i].view(), copies_[i + 1].view()});
  }
  const std::vector<FieldLine>& lines() const { return lines_; }

 private:
  std::vector<ExactCopy> copies_;
  std::vector<FieldLine> lines_;
};

}  // namespace

void showValue(const FieldList& list, std::ostream& os) {
  os << Name(list.version) << " " << Name(list.kind) << "\n";
  size_t index = 0;
  for (const auto& [name, value] : list.fields) {
    os << "  " << index++ << ": " << Escape(name) << " " << Escape(value) << "\n";
  }
}

std::string Text(const FieldListError& error) {
  return absl::StrCat(ClauseName(error.clause), " in field ", error.field, ", ", Name(error.part), ", at ",
                      error.offset, error.missing.empty() ? "" : " missing ", error.missing);
}

std::string Text(const std::optional<FieldListError>& error) { return error ? Text(*error) : "none"; }

std::vector<FieldLine> Lines(const FieldList& list) {
  std::vector<FieldLine> lines;
  for (const auto& [name, value] : list.fields) lines.push_back({name, value});
  return lines;
}

std::vector<FieldListError> SlowErrors(const FieldList& list) {
  return witness::SlowErrors(list.version, list.kind, Lines(list), SlowWrong);
}

std::vector<FieldListError> AllErrors(const FieldList& list) {
  const ExactList exact(list);
  FieldListChecker checker(list.version, list.kind);
  std::vector<FieldListError> all;
  const auto add = [&](const FieldListErrors& errors) { all.insert(all.end(), errors.begin(), errors.end()); };
  for (const FieldLine line : exact.lines()) add(checker.Next(line));
  add(checker.End());
  return all;
}

std::optional<FieldListError> FirstError(const FieldList& list) {
  return CheckFieldList(list.version, list.kind, ExactList(list).lines());
}

bool IsOfFieldLists(const ClauseInfo& info) {
  return info.document == 9113 || info.document == 9114 || info.clause == Clause::kValueWhitespace ||
         info.clause == Clause::kListHost;
}

void PrintTo(const ListViolation& violation, std::ostream* os) {
  *os << ClauseName(violation.clause) << ": " << violation.name;
}

}  // namespace plumbline::properties
