// Strings as several Keep-Alive readers take them apart. What one of them does in a way of its own stays with it.
#ifndef PLUMBLINE_MODELS_KEEP_ALIVE_TEXT_H_
#define PLUMBLINE_MODELS_KEEP_ALIVE_TEXT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "models/keep_alive.h"

namespace plumbline::models::keep_alive {

KeepAliveReading Closed(std::string why);
KeepAliveReading Own(std::string why);
KeepAliveReading Set(int64_t milliseconds, std::string why);

inline bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The digits at the front of `text` as a number; none without digits. What does not fit is `most`.
std::optional<int64_t> LeadingDigits(absl::string_view text, int64_t most = INT64_MAX);
// A whole text as a number with an optional sign; none if it is not one, or beyond `bits` bits.
std::optional<int64_t> WholeNumber(absl::string_view text, int bits);

// The pieces between `separators`, without SP and HTAB around; empty ones are kept.
std::vector<absl::string_view> Pieces(absl::string_view text, absl::string_view separators);
// True if a piece between commas is this word, without regard to case.
bool HasToken(const std::vector<std::string>& lines, absl::string_view word);
bool Contains(absl::string_view text, absl::string_view part);  // without regard to case

}  // namespace plumbline::models::keep_alive

#endif  // PLUMBLINE_MODELS_KEEP_ALIVE_TEXT_H_
