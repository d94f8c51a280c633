// Field lists of HTTP/2 and HTTP/3, read a second time: RFC 9113, sections 8.1 to 8.6; RFC 9114, sections 4.1 to 4.5
// and 10.3, sentence by sentence.
#ifndef PLUMBLINE_WITNESS_FIELD_LIST_H_
#define PLUMBLINE_WITNESS_FIELD_LIST_H_

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "parser/field_list.h"
#include "parser/message.h"

namespace plumbline::witness {

// Values are held against rules that the caller knows, by their names: the first octet with which `text` can match the
// rule no more, its size if it breaks off, or npos if it matches.
using WrongInRule = size_t (*)(absl::string_view rule, absl::string_view text);

// The rules of regular fields but for Host and Content-Length, where there is no grammar at hand: regular-name,
// value-octets; te, for values without whitespace around them.
size_t WrongInRegularRule(absl::string_view rule, absl::string_view text);

// Every error and note, in the order in which they are decided.
std::vector<FieldListError> SlowErrors(FieldListVersion version, FieldListKind kind,
                                       const std::vector<FieldLine>& fields, WrongInRule wrong);

// Those of a regular field that no other field is needed for and that are not about what Host and Content-Length say.
// The field counts as the first of its list.
std::vector<FieldListError> SlowErrorsOfField(FieldListVersion version, FieldListKind kind, FieldLine field,
                                              WrongInRule wrong);

}  // namespace plumbline::witness

#endif  // PLUMBLINE_WITNESS_FIELD_LIST_H_
