// Chromium's field lines and the values in them. Sections A.n are those of docs/models.md.
#ifndef PLUMBLINE_MODELS_CHROMIUM_FIELDS_H_
#define PLUMBLINE_MODELS_CHROMIUM_FIELDS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "models/model.h"

namespace plumbline::models::chromium {

bool IsLws(char c);                    // SP, HTAB
bool IsToken(absl::string_view text);  // one or more token octets
absl::string_view TrimLws(absl::string_view text);

// A.3: what the fields of this name hold, in order: the items between commas, or for names whose values have commas
// of their own the whole values.
std::vector<absl::string_view> Values(const Head& head, absl::string_view name);

// A.8: two of them are not the same octets.
bool Differ(const std::vector<absl::string_view>& values);

bool IsChunked(const Head& head);                         // A.5
std::optional<uint64_t> ContentLength(const Head& head);  // A.4
Decision KeepsAlive(const Head& head);                    // A.7

// A.4, A.8: the error of a head whose fields contradict each other, null if they do not.
const char* Conflict(const Head& head);

// A.8: Content-Encoding is not a list of tokens.
bool HasBadCoding(const Head& head);

}  // namespace plumbline::models::chromium

#endif  // PLUMBLINE_MODELS_CHROMIUM_FIELDS_H_
