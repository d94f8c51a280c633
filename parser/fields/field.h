// The fields that Plumbline knows by name: fields.def.
//
//   if (HasTrait("vary", traits::kNotInTrailers)) …
#ifndef PLUMBLINE_PARSER_FIELDS_FIELD_H_
#define PLUMBLINE_PARSER_FIELDS_FIELD_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "parser/clause.h"

namespace plumbline {

enum class Field : uint8_t {
#define PLUMBLINE_FIELD(id, name, document, section, shape, traits) k##id,
#include "parser/fields/fields.def"
};

// What several lines of a field are.
enum class FieldShape : uint8_t {
  kList,       // one value
  kSingleton,  // one too many: no list stands in the field's definition
  kOther,      // neither, or not said by ABNF
};

namespace traits {  // a bit each

// Not a trailer field: "message framing, routing, authentication, request modifiers, response
// controls, or content format", RFC 9110, section 6.5.1. The section names no fields; RFC 7230,
// section 4.1.2, named most of these.
inline constexpr uint8_t kNotInTrailers = 1;
// Not a connection option: intended for all recipients of the content, RFC 9110, section 7.6.1.
inline constexpr uint8_t kEndToEnd = 2;
// Known to require removal, whether or not Connection names it, RFC 9110, section 7.6.1.
inline constexpr uint8_t kRemoved = 4;
// Not in HTTP/2 and HTTP/3: RFC 9113, section 8.2.2, RFC 9114, section 4.2.
inline constexpr uint8_t kConnectionSpecific = 8;

}  // namespace traits

// One row of fields.def. All views have static storage duration.
struct FieldInfo {
  Field field;
  absl::string_view name;
  int document;               // RFC number
  absl::string_view section;  // e.g. "7.6.3"
  FieldShape shape;
  uint8_t traits;
  absl::string_view rule = "";                  // full name in grammar/abnf, of a field whose value the parser reads
  std::optional<Clause> syntax = std::nullopt;  // broken where such a value leaves that rule
};

constexpr size_t kFieldCount = 0
#define PLUMBLINE_FIELD(id, name, document, section, shape, traits) +1
#include "parser/fields/fields.def"
    ;

const FieldInfo& Info(Field field);

// Every field, in the order of fields.def (which is the enum's).
absl::Span<const FieldInfo> AllFields();

// The field of this name, in any case, or nullopt.
std::optional<Field> FindField(absl::string_view name);

// Of the field of this name; false if it is not known.
bool HasTrait(absl::string_view name, uint8_t trait);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_FIELD_H_
