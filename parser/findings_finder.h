// How findings are looked for: shared by the findings_*.cc files, each of which
// is about some sections of the RFCs, and by nobody else.
#ifndef PLUMBLINE_PARSER_FINDINGS_FINDER_H_
#define PLUMBLINE_PARSER_FINDINGS_FINDER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "parser/fields/connection.h"
#include "parser/fields/field.h"
#include "parser/findings.h"
#include "parser/result.h"

namespace plumbline {

// The values of all field lines with one name, joined by commas (RFC 9110, section 5.2).
struct CombinedValue {
  std::string text;
  std::vector<std::pair<size_t, uint64_t>> lines;  // where each line's value begins: in `text`, in the stream

  // Where in the stream the octet `at` of the text stands; that after the last one is after the
  // last line's value.
  uint64_t Locate(size_t at) const;
  uint64_t Locate(absl::string_view part) const { return Locate(static_cast<size_t>(part.data() - text.data())); }
};

class Finder {
 public:
  explicit Finder(const FindingsInput& input)
      : input_(input), fields_(*input.fields), options_(ConnectionOptionsOf(fields_)) {}

  std::vector<Finding> Find();

 private:
  static constexpr size_t kNone = static_cast<size_t>(-1);
  static constexpr uint64_t kStatusOffset = 9;  // of status-code: after "HTTP/1.1 "

  bool request() const { return input_.kind == MessageKind::kRequest; }
  bool http10() const { return (request() ? input_.request->version : input_.response->version).minor == 0; }
  int status() const { return request() ? 0 : input_.response->status; }
  // The empty string for a response.
  absl::string_view method() const { return request() ? input_.request->method : ""; }
  bool HasNoBody() const { return !request() && HasNoBodyByRule(status(), input_.answered); }

  // The first line with this name, or kNone.
  size_t IndexOf(absl::string_view name) const;
  uint64_t NameOffset(size_t index) const { return input_.head_offset + fields_.span(index).name_offset; }
  uint64_t ValueOffset(size_t index) const { return input_.head_offset + fields_.span(index).value_offset; }
  CombinedValue Combine(absl::string_view name) const;
  void Note(Clause clause, uint64_t offset) { findings_.push_back({clause, offset}); }

  // Parses the combined value of a field and notes the error's clause where it lies in its line; a
  // value that breaks off, after its last octet: what a comma there would break, or else the
  // field's syntax. Hands a complete value to `use`, with the combined one.
  template <typename T, typename Use>
  void Value(Field field, Result<T> (*parse)(absl::string_view), const Use& use) {
    const CombinedValue combined = Combine(Info(field).name);
    Result<T> result = parse(combined.text);
    if (result.complete()) return use(*result, combined);
    if (result.outcome() == Outcome::kNeedMore) result = parse(combined.text + ",");
    const bool error = result.outcome() == Outcome::kError;
    const size_t at = error ? static_cast<size_t>(result.error().offset) : combined.text.size();
    Note(error ? result.error().clause : *Info(field).syntax, combined.Locate(at));
  }

  // findings_start_line.cc
  void StartLine();
  void RequiredFields();
  // findings_framing.cc
  void Framing();
  void UnusedContentLength();
  // findings_connection.cc
  void Connection();
  void KeepAlive();
  void Te();
  void Upgrade();
  void OtherFields();
  // findings_content.cc
  void Expect();
  void Content();
  // findings_names.cc
  void FieldNames();
  void RepeatedFields(const FieldSection& section, uint64_t offset);
  // findings_lists.cc: of a list that matches its grammar.
  void EmptyElement(const CombinedValue& list);
  void BadWhitespace(const CombinedValue& codings);

  const FindingsInput& input_;
  const FieldSection& fields_;
  ConnectionOptions options_;
  std::vector<Finding> findings_;
};

// The members of a list, empty ones too, each up to its comma: commas in quoted-strings and
// comments end none.
std::vector<absl::string_view> ListMembers(absl::string_view list);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FINDINGS_FINDER_H_
