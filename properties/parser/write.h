// The canonical octets of a value (parser/serialize.h), as a string.
#ifndef PLUMBLINE_PROPERTIES_PARSER_WRITE_H_
#define PLUMBLINE_PROPERTIES_PARSER_WRITE_H_

#include <string>

#include "parser/serialize.h"

namespace plumbline::properties {

template <typename T>
std::string Write(const T& value) {
  std::string octets;
  Serialize(value, octets);
  return octets;
}

// Of the value of any field that the parser reads.
template <typename T>
std::string WriteValue(const T& value) {
  if constexpr (kHasParts<T>) return Write(value);
  std::string octets;
  if constexpr (!kHasParts<T>) SerializeContentLength(value, octets);
  return octets;
}

template <typename List>
std::string WriteList(const List& members) {
  std::string octets;
  SerializeList(members, octets);
  return octets;
}

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_PARSER_WRITE_H_
