// A question of `plumbline parse`: docs/parse.md, docs/parse.schema.json.
#ifndef PLUMBLINE_CLI_PARSE_QUESTION_H_
#define PLUMBLINE_CLI_PARSE_QUESTION_H_

#include <cstddef>
#include <string>
#include <vector>

#include "cli/json.h"
#include "parser/stream.h"

namespace plumbline::cli {

// Who is asked: the strict parser, or with --as a model, which is told more and reads responses alone.
enum class Asked { kStrict, kModel };

struct Question {
  std::string octets;
  MessageKind kind = MessageKind::kRequest;
  StreamOptions options;  // without `methods`
  std::vector<std::string> methods;
  bool https = false;         // Asked::kModel: what the URL says, and how the octets came
  bool default_port = false;  // the port is the scheme's own
  std::vector<size_t> reads;
};

// Why the object is no question; empty if it is one.
std::string ReadQuestion(const Json& object, Asked asked, Question& question);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_PARSE_QUESTION_H_
