// What Firefox's readers share: octet classes and the searches and conversions of the C library that it leans on.
// Sections B.n are those of docs/models.md.
#ifndef PLUMBLINE_MODELS_FIREFOX_TEXT_H_
#define PLUMBLINE_MODELS_FIREFOX_TEXT_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace plumbline::models::firefox {

bool IsBlank(char c);  // SP, HTAB
bool IsDigit(char c);
bool IsSpace(char c);      // isspace of the C locale: HTAB LF VT FF CR SP
bool IsHttpSpace(char c);  // SP HTAB CR LF
bool IsToken(absl::string_view text);

// The first place of `what` in any letter case, npos if there is none.
size_t FindIgnoringCase(absl::string_view text, absl::string_view what, size_t from = 0);

// B.5, B.7: whether `word` stands in `text` between SP, HTAB, commas or the ends.
bool HasWord(absl::string_view text, absl::string_view word);

// B.7: atoi. Where C leaves the result open, what glibc gives on 64 bits.
int32_t Atoi(absl::string_view text);

}  // namespace plumbline::models::firefox

#endif  // PLUMBLINE_MODELS_FIREFOX_TEXT_H_
