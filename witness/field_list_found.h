// What is said of a field list, and when: for the files that read it.
#ifndef PLUMBLINE_WITNESS_FIELD_LIST_FOUND_H_
#define PLUMBLINE_WITNESS_FIELD_LIST_FOUND_H_

#include <cstddef>
#include <vector>

#include "parser/field_list.h"
#include "parser/message.h"
#include "witness/field_list.h"

namespace plumbline::witness {

// When something is decided: with a field's name, its value, or after the last field.
enum class Stage { kNameOctets, kNameRole, kValueOctets, kValueRole, kEnd };

struct Found {
  size_t field = 0;
  Stage stage = Stage::kEnd;
  FieldListError error;
};

// A rejecting clause was found so.
bool HasAt(const std::vector<Found>& found, size_t field, Stage stage);

// What a field breaks by itself: its octets; the names of the connection; TE.
void FindInField(FieldListVersion version, FieldListKind kind, FieldLine field, size_t index, WrongInRule wrong,
                 std::vector<Found>& found);

}  // namespace plumbline::witness

#endif  // PLUMBLINE_WITNESS_FIELD_LIST_FOUND_H_
