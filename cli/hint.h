// A hint: one line after a rejection that says what the octets may be instead. It decides nothing.
#ifndef PLUMBLINE_CLI_HINT_H_
#define PLUMBLINE_CLI_HINT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "cli/walk.h"
#include "parser/decoder.h"

namespace plumbline::cli {

struct HintInput {
  MessageKind kind = MessageKind::kRequest;
  absl::string_view first;     // the first octets of the input, a block of them perhaps
  bool methods_known = false;  // it was said which methods the responses answer
};

// Empty where there is none.
std::string HintOf(const HintInput& input, const Ending& ending);

// True where more octets decide whether `first` begins something else than HTTP/1.x.
bool MayBeginSomethingElse(absl::string_view first);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_HINT_H_
