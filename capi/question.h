// A question of the ABI, read with care: its members may be those of an older or a newer header.
#ifndef PLUMBLINE_CAPI_QUESTION_H_
#define PLUMBLINE_CAPI_QUESTION_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "capi/plumbline.h"
#include "oracle/judge.h"
#include "parser/stream.h"

namespace plumbline::capi {

struct Question {
  absl::string_view octets;  // the caller's
  MessageKind kind = MessageKind::kRequest;
  oracle::Reader reader = oracle::Reader::kOrigin;
  bool end_of_input = false;
  bool has_methods = false;
  std::vector<absl::string_view> methods;

  StreamOptions ForParser() const;  // of a reader that is no proxy and no gateway
  oracle::Question ForJudge() const;
};

// Why it is no question; empty if it is one.
std::string ReadQuestion(const plumbline_question* question, Question& out);

}  // namespace plumbline::capi

#endif  // PLUMBLINE_CAPI_QUESTION_H_
