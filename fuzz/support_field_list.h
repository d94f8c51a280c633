// A field list of HTTP/2 or HTTP/3 in an input: one field per line.
#ifndef PLUMBLINE_FUZZ_SUPPORT_FIELD_LIST_H_
#define PLUMBLINE_FUZZ_SUPPORT_FIELD_LIST_H_

#include <deque>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "fuzz/support.h"
#include "parser/field_list.h"

namespace plumbline::fuzz {

// "name: value" lines that end with LF. The name ends before the first colon with SP after it, so that there are empty
// names and names with colons; in a line without, before the first colon, but for one that the line begins with. A line
// that begins with SP goes on with the value before it, LF and all. Each name and value is in a heap block of exactly
// its size.
class ListInput {
 public:
  explicit ListInput(absl::string_view octets);
  const std::vector<FieldLine>& fields() const { return fields_; }

 private:
  void Add(absl::string_view name, absl::string_view value);

  std::deque<Octets> copies_;
  std::vector<FieldLine> fields_;
};

// The message that a list stands for, as an intermediary writes it in HTTP/1.1: the head alone, without Content-Length.
// Empty where HTTP/1.1 has no such message.
std::string ToHttp1(FieldListKind kind, const std::vector<FieldLine>& fields);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_FIELD_LIST_H_
