// What in a head is not its grammar, and what a recipient may take it for: RFC 9112, sections 2.2, 3, 4, 5.1 and 5.2,
// and RFC 9110, section 5.5.
#ifndef PLUMBLINE_WITNESS_JUDGE_REWRITES_H_
#define PLUMBLINE_WITNESS_JUDGE_REWRITES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "parser/message.h"
#include "witness/judge.h"

namespace plumbline::witness {

// Section 2.2 lets a recipient take LF for the end of a line, and RFC 9110, section 5.5, has those that do not reject
// or replace it. A recipient does one of the two in all that it reads.
enum class LfIs : uint8_t { kNotYetKnown, kLineEnd, kData };

struct HeadFault {
  enum class Kind : uint8_t {
    kEmptyLine,       // CRLF before a request-line
    kEmptyLineByLf,   // the same by LF alone, or with more than one CR
    kWords,           // a start-line whose words are not parted by one SP each
    kLf,              // LF without a CR before it
    kCrsLf,           // two CRs or more, and LF
    kCr,              // a CR with no LF after it
    kWhitespaceLine,  // after the start-line
    kFold,
    kColonSpace,
    kNul,
    kCtl,
    kCtlDecides,  // in Host, Content-Length, Transfer-Encoding or Connection: the field's own grammar refuses it
  } kind{};
  size_t at = 0;   // what is replaced, in the octets
  size_t end = 0;  // after it
  bool in_value = false;
  bool at_line_begin = false;
  size_t seen = 0;    // the octet that is wrong
  std::string words;  // kWords: the start-line that it is taken for
};

// The first in the head that begins at `begin`. None where the head is as it should be, as far as it goes, or what is
// wrong with it is nothing of these.
std::optional<HeadFault> FirstHeadFault(absl::string_view octets, size_t begin, MessageKind kind);

struct Rewriting {
  std::string put;  // for the octets [at, end)
  size_t at = 0;
  size_t end = 0;
  LfIs lf = LfIs::kNotYetKnown;  // from here on
  Grade grade = Grade::kConforms;
};

// What the reader may take the fault for. `dropped` empty lines before this message have been ignored already.
std::vector<Rewriting> Rewritings(absl::string_view octets, const HeadFault& fault, MessageKind kind,
                                  JudgedReader reader, LfIs lf, size_t dropped);

// Of a reader that refuses the message for it.
Grade GradeOfRefusing(const HeadFault& fault, JudgedReader reader, size_t dropped);

}  // namespace plumbline::witness

#endif  // PLUMBLINE_WITNESS_JUDGE_REWRITES_H_
