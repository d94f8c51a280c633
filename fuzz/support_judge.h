// The laws of the judge that need no generator.
#ifndef PLUMBLINE_FUZZ_SUPPORT_JUDGE_H_
#define PLUMBLINE_FUZZ_SUPPORT_JUDGE_H_

#include "fuzz/support.h"
#include "parser/message.h"

namespace plumbline::fuzz {

// Who reads, the methods that are answered and the end of input are chosen by the octets.
void CheckJudge(MessageKind kind, const Input& input);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_JUDGE_H_
