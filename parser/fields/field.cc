#include "parser/fields/field.h"

#include "absl/strings/match.h"

namespace plumbline {

const FieldInfo& Info(Field field) { return AllFields()[static_cast<size_t>(field)]; }

absl::Span<const FieldInfo> AllFields() {
  using namespace traits;  // NOLINT: the words of the rows
  static constexpr FieldInfo kFields[] = {
#define PLUMBLINE_FIELD(id, name, document, section, shape, traits) \
  FieldInfo{Field::k##id, name, document, section, FieldShape::shape, traits},
#define PLUMBLINE_VALUE_FIELD(id, name, document, section, shape, traits, rule, syntax) \
  FieldInfo{Field::k##id, name, document, section, FieldShape::shape, traits, rule, Clause::syntax},
#include "parser/fields/fields.def"
  };
  return kFields;
}

std::optional<Field> FindField(absl::string_view name) {
  for (const FieldInfo& info : AllFields()) {
    if (info.name.size() == name.size() && absl::EqualsIgnoreCase(info.name, name)) return info.field;
  }
  return std::nullopt;
}

bool HasTrait(absl::string_view name, uint8_t trait) {
  const std::optional<Field> field = FindField(name);
  return field && (Info(*field).traits & trait) != 0;
}

}  // namespace plumbline
