// Names of fields: where and how often a field may stand. RFC 9110, sections 5.3 and 6.5.1; RFC 9112,
// section 9.6.
#include <optional>

#include "parser/findings_finder.h"

namespace plumbline {

// At the second line of each singleton. Host and Content-Length, which are some, have clauses of their own too.
void Finder::RepeatedFields(const FieldSection& section, uint64_t offset) {
  int lines[kFieldCount] = {};
  for (size_t i = 0; i < section.size(); ++i) {
    const std::optional<Field> field = FindField(section[i].name);
    if (!field || Info(*field).shape != FieldShape::kSingleton) continue;
    if (++lines[static_cast<size_t>(*field)] == 2) Note(Clause::kRepeatedField, offset + section.span(i).name_offset);
  }
}

void Finder::FieldNames() {
  if (const size_t i = IndexOf("close"); i != kNone) Note(Clause::kCloseFieldName, NameOffset(i));
  RepeatedFields(fields_, input_.head_offset);
  if (input_.trailers == nullptr) return;
  RepeatedFields(*input_.trailers, input_.trailers_offset);
  for (size_t i = 0; i < input_.trailers->size(); ++i) {
    if (!HasTrait((*input_.trailers)[i].name, traits::kNotInTrailers)) continue;
    Note(Clause::kTrailerField, input_.trailers_offset + input_.trailers->span(i).name_offset);
  }
}

}  // namespace plumbline
