// A question of `plumbline parse`: docs/parse.md, docs/parse.schema.json.
#ifndef PLUMBLINE_CLI_PARSE_QUESTION_H_
#define PLUMBLINE_CLI_PARSE_QUESTION_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "parser/stream.h"

namespace plumbline::cli {

// Who is asked: the strict parser, or with --as a model, which is told more and reads responses alone.
enum class Asked { kStrict, kModel };

struct Question {
  std::string octets;
  MessageKind kind = MessageKind::kRequest;
  StreamOptions options;  // without `methods`
  std::optional<std::vector<absl::string_view>> methods;
  bool https = false;         // Asked::kModel: what the URL says, and how the octets came
  bool default_port = false;  // the port is the scheme's own
  std::vector<size_t> reads;

  std::set<std::string, std::less<>> method_names;  // what `methods` views, where ReadQuestion read them
};

// Reads a line member by member, in memory for the line and for what it asks. Returns why it is not a question, which
// is the first fault in it; empty if it is one. `id` becomes its id as JSON text, "null" where that is not known.
std::string ReadQuestion(absl::string_view line, Asked asked, Question& question, std::string& id);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_PARSE_QUESTION_H_
