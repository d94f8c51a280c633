// What a stream means, as `plumbline parse` answers it: docs/parse.md, docs/parse.schema.json.
#ifndef PLUMBLINE_CLI_JSON_H_
#define PLUMBLINE_CLI_JSON_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/output.h"
#include "cli/walk.h"
#include "nlohmann/json.hpp"
#include "parser/stream.h"

namespace plumbline::cli {

using Json = nlohmann::ordered_json;

// The one place that makes text of JSON: all of it is in 0x20 to 0x7e, what is not is escaped, so that no terminal and
// no program that cuts lines at U+0085 or U+2028 trips. Never throws: text that is not UTF-8 is replaced.
std::string JsonText(const Json& value);
// The same with a line feed at its end.
std::string JsonLine(const Json& value);
// A line with these members of an object after its id, which is JSON text.
std::string JsonLine(absl::string_view id, const Json& members);

// Octets as code points U+0000 to U+00FF.
Json Text(absl::string_view octets);

// Field lines, each [name, value].
template <typename Field>
Json FieldsJson(const std::vector<Field>& fields) {
  Json out = Json::array();
  for (const Field& field : fields) out.push_back(Json::array({Text(field.name), Text(field.value)}));
  return out;
}

Json FindingJson(const Finding& finding);
Json FramingJson(const Framing& framing);
Json PersistJson(const Persistence& persistence);
Json MessageJson(const Message& message, absl::string_view body);
// A message whose head is complete and whose end is not there.
Json PartialJson(const Message& message, absl::string_view body);

// Writes an answer piece by piece, so that it need not be held as a whole.
class AnswerWriter {
 public:
  // `id` is JSON text; `outcome` has the members from "verdict" to "tunnel".
  AnswerWriter(absl::string_view id, const Json& outcome, Output& out);

  // JSON text of one message, or of several with commas between.
  void AddMessages(absl::string_view messages);
  // The members after "messages". The line stays open.
  void End(const Json& members);

 private:
  Output& out_;
  bool any_ = false;
};

// From "verdict" to "tunnel".
Json OutcomeJson(Outcome verdict, uint64_t consumed, const ParseError& error, bool tunnel);

// The answer for these octets. They are read twice, once for the verdict and once for the messages.
void WriteAnswer(absl::string_view id, MessageKind kind, absl::string_view octets, const StreamOptions& options,
                 Output& out);
// The answer that `interpretation` is.
void WriteAnswer(absl::string_view id, const Interpretation& interpretation, Output& out);

// Collects the messages of a walk, bodies and all, as text.
class JsonCollector : public Visitor {
 public:
  void OnHead(const Message&, const Extent&) override { body_.clear(); }
  void OnData(const Extent& data) override { body_.append(data.octets.data(), data.octets.size()); }
  void OnMessageEnd(const Message& message, const FieldSection&, const Extent&, const Extent&) override;
  void OnCutOff(const Message& message) override { partial_ = PartialJson(message, body_); }

  // `more` are members that the answer ends with.
  void WriteAnswer(absl::string_view id, const Ending& ending, const Json& more, Output& out) const;

 private:
  std::string body_;
  std::string messages_;
  Json partial_;
};

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_JSON_H_
