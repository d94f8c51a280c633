// "did you mean": what is near to a word that is not known.
#ifndef PLUMBLINE_CLI_SUGGEST_H_
#define PLUMBLINE_CLI_SUGGEST_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace plumbline::cli {

struct KnownWord {
  std::string word;   // what is compared
  std::string shown;  // what is suggested; `word` where empty
};

// "; did you mean A, B or C?" with those of `known` that are nearest to `wanted`, regardless of case; empty if none is
// near. A known word that `wanted` is a part of is near, too.
std::string DidYouMean(absl::string_view wanted, const std::vector<KnownWord>& known);
std::string DidYouMean(absl::string_view wanted, absl::Span<const absl::string_view> known);

// "A, B or C".
std::string Alternatives(absl::Span<const absl::string_view> words);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_SUGGEST_H_
