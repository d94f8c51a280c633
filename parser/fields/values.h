// All fields whose values the parser reads, for what treats them alike.
#ifndef PLUMBLINE_PARSER_FIELDS_VALUES_H_
#define PLUMBLINE_PARSER_FIELDS_VALUES_H_

#include <type_traits>
#include <utility>

#include "parser/fields/field.h"
#include "parser/fields/part.h"

#define PLUMBLINE_FIELD_HEADERS
#include "parser/fields/fields.def"
#undef PLUMBLINE_FIELD_HEADERS

namespace plumbline {

namespace internal {

template <typename T, typename = void>
struct HasParts : std::false_type {};
template <typename T>
struct HasParts<T, std::void_t<decltype(VisitParts(std::declval<const T&>(), std::declval<void (*)(Part)>()))>>
    : std::true_type {};

}  // namespace internal

// Whether VisitParts() takes a T. Content-Length has none: its value is a number.
template <typename T>
constexpr bool kHasParts = internal::HasParts<T>::value;

// Hands `use` the function that parses the field's value, ParseVia for Via; nothing if it has none.
//
//   WithParserOf(field, [&](auto parse) { if (parse(value).complete()) … });
template <typename Use>
void WithParserOf(Field field, const Use& use) {
  switch (field) {
#define PLUMBLINE_VALUE_FIELD(id, name, document, section, shape, traits, rule, syntax) \
  case Field::k##id:                                                                    \
    return use(Parse##id);
#include "parser/fields/fields.def"
    default:
      return;
  }
}

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_VALUES_H_
