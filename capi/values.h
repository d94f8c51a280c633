// What crosses the ABI: strings with their lengths, enumerations with their documented values, and no exception.
#ifndef PLUMBLINE_CAPI_VALUES_H_
#define PLUMBLINE_CAPI_VALUES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "capi/plumbline.h"
#include "oracle/judge.h"
#include "parser/message.h"
#include "parser/result.h"
#include "reading/reading.h"

namespace plumbline::capi {

// Of octets after which there is a NUL: a string, or a literal of a table.
inline plumbline_string Text(const std::string& octets) { return {octets.c_str(), octets.size()}; }
inline plumbline_string Literal(absl::string_view literal) { return {literal.data(), literal.size()}; }

// The octets that a caller gave; nullopt: they are none, since the pointer is null or the length is beyond memory.
std::optional<absl::string_view> View(const char* data, size_t length);
std::optional<std::vector<absl::string_view>> Views(const plumbline_string* strings, size_t count);

// What `make` returns; `otherwise` if memory is out, which is what an exception in here means.
template <typename Value, typename Make>
Value Guarded(Value otherwise, Make make) noexcept {
  try {
    return make();
  } catch (...) {
    return otherwise;
  }
}

// The documented values. Each is written out, so that the order of an enum is not a part of the ABI.
int ValueOf(MessageKind kind);
int ValueOf(Outcome outcome);
int ValueOf(FramingKind kind);
int ValueOf(TargetForm form);
int ValueOf(oracle::Verdict verdict);
int ValueOf(reading::Aspect aspect);
int ValueOf(oracle::ConnectionState state);
int ValueOf(oracle::DutyKind kind);

// The enumerator with this value, of those up to `last`.
template <typename Enum>
std::optional<Enum> FindValue(int value, Enum last) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (ValueOf(static_cast<Enum>(i)) == value) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

// The sentences and gaps of the oracle's tables, which are constant, as the ABI has them.
const plumbline_sentence* HandleOf(oracle::Sentence sentence);
const plumbline_gap* HandleOf(oracle::Gap gap);

}  // namespace plumbline::capi

#endif  // PLUMBLINE_CAPI_VALUES_H_
