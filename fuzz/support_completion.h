// Can these octets still become a message? Answered by trying.
#ifndef PLUMBLINE_FUZZ_SUPPORT_COMPLETION_H_
#define PLUMBLINE_FUZZ_SUPPORT_COMPLETION_H_

#include "absl/strings/string_view.h"
#include "parser/stream.h"

namespace plumbline::fuzz {

// True if some octets of a fixed list, put after `octets`, complete the element that they break off in: a head, a
// chunk-size line, the end of chunk-data, a trailer section. The list has a way out of every place of the grammar.
bool HasCompletion(MessageKind kind, absl::string_view octets, const StreamOptions& options);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_COMPLETION_H_
