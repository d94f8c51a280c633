// Field lists of HTTP/2 and HTTP/3 (parser/field_list.h): valid by construction, with one clause broken or noted,
// at random.
#ifndef PLUMBLINE_PROPERTIES_GENERATORS_FIELD_LISTS_H_
#define PLUMBLINE_PROPERTIES_GENERATORS_FIELD_LISTS_H_

#include <rapidcheck.h>

#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "parser/field_list.h"

namespace plumbline::properties {

constexpr auto kHttp2 = FieldListVersion::kHttp2;
constexpr auto kHttp3 = FieldListVersion::kHttp3;

struct FieldList {
  FieldListVersion version = FieldListVersion::kHttp2;
  FieldListKind kind = FieldListKind::kRequest;
  std::vector<std::pair<std::string, std::string>> fields;
};
void showValue(const FieldList& list, std::ostream& os);

std::string Text(const FieldListError& error);
std::string Text(const std::optional<FieldListError>& error);

// Views of it.
std::vector<FieldLine> Lines(const FieldList& list);
// All that witness/field_list.h says of it.
std::vector<FieldListError> SlowErrors(const FieldList& list);

// What FieldListChecker says of the whole list, in its order, and CheckFieldList's answer; each name and value is
// read from an allocation of exactly its size.
std::vector<FieldListError> AllErrors(const FieldList& list);
std::optional<FieldListError> FirstError(const FieldList& list);

// True if the clause is about field lists of HTTP/2 and HTTP/3 alone: no octets of HTTP/1.1 show it.
bool IsOfFieldLists(const ClauseInfo& info);

// --- Generators ---

rc::Gen<FieldListVersion> AnyListVersion();
rc::Gen<FieldListKind> AnyListKind();
// Not malformed, and with nothing to note.
rc::Gen<FieldList> WellFormedList(FieldListVersion version, FieldListKind kind);
// Fields from what the clauses speak of, in any order, with some octets changed: mostly malformed, often twice.
rc::Gen<FieldList> AnyFieldList();

// The control data of a request, and Host, from which a list is made; what is not there is left out.
struct RequestParts {
  std::optional<std::string> method = "GET";
  std::optional<std::string> scheme = "https";
  std::optional<std::string> authority = "a";
  std::optional<std::string> path = "/";
  std::optional<std::string> host;
};
// For use in gen::exec: pseudo-header fields in any order, then Host among some regular fields.
FieldList MakeRequest(FieldListVersion version, const RequestParts& parts);
FieldList MakeResponse(FieldListVersion version, const std::string& status);
// A list of this kind, well-formed; for use in gen::exec.
FieldList SomeList(FieldListVersion version, FieldListKind kind);
size_t IndexOf(const FieldList& list, const std::string& name);
size_t PseudoHeaders(const FieldList& list);  // how many fields begin with a colon, all before the others

// --- One clause broken, or noted ---

struct BrokenList {
  FieldList list;
  FieldListError error;  // the only one
};

// What is wrong is the value of the first field of this name, at this octet; or that a field is not there.
BrokenList InValue(const FieldList& list, const std::string& name, size_t offset);
BrokenList Lacking(const FieldList& list, absl::string_view name);
// One more line of Host after the one that is there; what is wrong is its value. For use in gen::exec.
BrokenList WithAnotherHost(const FieldList& list, const std::string& value);

struct ListViolation {
  Clause clause;
  FieldListVersion version;
  const char* name;                      // what is wrong, in words
  BrokenList (*make)(FieldListVersion);  // without the clause; for use in gen::exec
};
void PrintTo(const ListViolation& violation, std::ostream* os);

std::vector<ListViolation> FieldViolations();         // of regular fields
std::vector<ListViolation> PseudoHeaderViolations();  // of control data
std::vector<ListViolation> ListNotes();               // clauses that are noted

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GENERATORS_FIELD_LISTS_H_
