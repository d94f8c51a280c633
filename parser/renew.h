// Making a resumable scanner new again.
#ifndef PLUMBLINE_PARSER_RENEW_H_
#define PLUMBLINE_PARSER_RENEW_H_

#include <new>
#include <type_traits>

namespace plumbline {

// Constructs `object` anew where it stands. `object = T()` would build the new value elsewhere
// first and copy it, which for the scanners of a short head costs as much as scanning it.
template <typename T>
void Renew(T& object) {
  static_assert(std::is_trivially_destructible_v<T>, "nothing is destroyed here");
  ::new (static_cast<void*>(&object)) T();
}

// Likewise with what `make()` returns.
template <typename T, typename Make>
void Renew(T& object, Make make) {
  static_assert(std::is_trivially_destructible_v<T>, "nothing is destroyed here");
  ::new (static_cast<void*>(&object)) T(make());
}

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_RENEW_H_
