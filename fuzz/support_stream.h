// The laws of an interpretation: what holds for any octets, whatever the parser says of them.
#ifndef PLUMBLINE_FUZZ_SUPPORT_STREAM_H_
#define PLUMBLINE_FUZZ_SUPPORT_STREAM_H_

#include <array>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "fuzz/support.h"
#include "parser/result.h"
#include "parser/stream.h"

namespace plumbline::fuzz {

// What the reader of a stream knows besides its octets, chosen by the octets.
struct StreamChoices {
  StreamChoices(MessageKind kind, absl::string_view octets);
  StreamChoices(const StreamChoices&) = delete;  // options.methods views methods_
  StreamChoices& operator=(const StreamChoices&) = delete;

  StreamOptions options;  // end_of_input is false

 private:
  std::array<absl::string_view, 3> methods_;
};

// The messages tile the octets and each says what a second reading of its octets says; an error names a clause that
// rejects, at a place that fits it; the outcome fits what was consumed. Prints the clauses met if the environment
// has PLUMBLINE_SHOW_CLAUSES (for ci/check_seeds).
void CheckInterpretation(MessageKind kind, absl::string_view octets, const StreamOptions& options,
                         const Interpretation& interpretation);

// Another response to the same request follows: RFC 9110, section 15.2.
bool IsInterim(const Message& message);

// RFC 9110, section 7.8: what follows is HTTP or the new protocol, as the server chooses.
bool AsksForUpgrade(const Message& message);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_STREAM_H_
