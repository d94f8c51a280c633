// The values of list fields, written out for comparison: every member with a comma after it.
#ifndef PLUMBLINE_FUZZ_SUPPORT_SHOW_H_
#define PLUMBLINE_FUZZ_SUPPORT_SHOW_H_

#include <string>

#include "absl/strings/string_view.h"
#include "parser/fields/connection.h"
#include "parser/fields/keep_alive.h"
#include "parser/fields/te.h"
#include "parser/fields/trailer.h"
#include "parser/fields/transfer_encoding.h"
#include "parser/fields/upgrade.h"
#include "parser/fields/via.h"
#include "parser/message.h"

namespace plumbline::fuzz {

using FieldNames = absl::InlinedVector<absl::string_view, 8>;

// The members of a value. Two values are the same if they show the same.
template <typename T>
std::string Show(const T& value);

// The canonical octets, by parser/serialize.h. A coding's parameters, which TransferCodings leaves out, are lost.
template <typename T>
std::string ToOctets(const T& value);

// Each part of each member is of its kind (token, digits, comment) and lies in `octets`.
template <typename T>
bool MembersAreOctetsOf(const T& value, absl::string_view octets);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_SHOW_H_
