// A JSON object that somebody wrote, read member by member: what is wrong with it is told in one line. Shared by the
// verbs whose questions are read whole.
#ifndef PLUMBLINE_CLI_JSON_MEMBERS_H_
#define PLUMBLINE_CLI_JSON_MEMBERS_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "cli/json.h"
#include "reading/reading.h"

namespace plumbline::cli {

// A member that is not what it should be: the first is kept.
class Faults {
 public:
  void Add(std::string text) {
    if (text_.empty()) text_ = std::move(text);
  }
  bool any() const { return !text_.empty(); }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string Quoted(absl::string_view name);  // in double quotes, as it is

// An object whose members are asked for by name; one that nobody asked for is a fault.
class Members {
 public:
  Members(const Json& object, std::string where, Faults& faults)
      : object_(object), where_(std::move(where)), faults_(faults) {}
  ~Members();
  Members(const Members&) = delete;
  Members& operator=(const Members&) = delete;

  // Null where it is absent, or null and `null_is_absent`.
  const Json* Find(const char* name, bool null_is_absent = false);
  void Fault(const char* name, absl::string_view what);

  std::optional<std::string> String(const char* name, bool null_is_absent = false);
  // A string whose code points are octets.
  std::optional<std::string> Octets(const char* name, bool null_is_absent = false);
  std::optional<std::string> Base64(const char* name, bool null_is_absent = false);

 private:
  const Json& object_;
  const std::string where_;
  Faults& faults_;
  absl::InlinedVector<absl::string_view, 16> asked_;
};

// Reads the JSON of a line, which is discarded where it is none. A name that an object has twice is a fault, since
// nobody knows which is meant.
Json ReadJson(absl::string_view line, Faults& faults);

// The same of a line that has to hold an object. Returns what is wrong with it; empty if nothing is but what is in
// `faults`.
std::string ReadObject(absl::string_view line, Json& object, Faults& faults);

// The object's "id" as JSON text; "null" where there is none, or where it is none.
std::string ReadId(Members& members);

// "name": field lines, each [name, value], of octets.
std::optional<std::vector<reading::Field>> ReadFields(Members& members, const char* name);
// "name": strings of octets.
std::optional<std::vector<std::string>> ReadNames(Members& members, const char* name);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_JSON_MEMBERS_H_
