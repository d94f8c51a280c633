// What a stream means, as `plumbline parse` answers it: docs/parse.md, docs/parse.schema.json.
#ifndef PLUMBLINE_CLI_JSON_H_
#define PLUMBLINE_CLI_JSON_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/walk.h"
#include "nlohmann/json.hpp"
#include "parser/stream.h"

namespace plumbline::cli {

using Json = nlohmann::ordered_json;

Json MessageJson(const Message& message, absl::string_view body);

// The answer for the octets named `id`.
Json AnswerJson(Json id, const Interpretation& interpretation);

// One line: no line feed in it, one at its end. Never throws: text that is not UTF-8 is replaced.
std::string JsonLine(const Json& value);

// Collects the messages of a walk, bodies and all.
class JsonCollector : public Visitor {
 public:
  void OnHead(const Message&, const Extent&) override { body_.clear(); }
  void OnData(const Extent& data) override { body_.append(data.octets.data(), data.octets.size()); }
  void OnMessageEnd(const Message& message, const FieldSection&, const Extent&, const Extent&) override {
    messages_.push_back(MessageJson(message, body_));
  }

  Json Answer(Json id, const Ending& ending);

 private:
  std::string body_;
  Json messages_ = Json::array();
};

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_JSON_H_
