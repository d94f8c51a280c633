// What a connection was read as, in lines of text: two readings are the same if their texts are. Of the reader's own
// reading (oracle/exchange.h, which a witness does not include) and of the slow one.
#ifndef PLUMBLINE_WITNESS_EXCHANGE_TEXT_H_
#define PLUMBLINE_WITNESS_EXCHANGE_TEXT_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "parser/message.h"
#include "witness/exchange.h"

namespace plumbline::witness {

// Adds the lines of exchanges, then sorted those of what was found.
class ConnectionText {
 public:
  struct OfMessage {
    uint64_t begin = 0;
    std::optional<uint64_t> end;  // where complete
    bool error = false;
    std::optional<Framing> framing;  // where its head is, without an error
    Persistence persistence;
  };

  void Message(absl::string_view lead, const OfMessage& message) {
    absl::StrAppend(&text_, lead, " ", message.begin, message.error ? " error" : "");
    if (message.framing) {
      absl::StrAppend(&text_, " ", FramingRuleName(message.framing->rule), " ", Name(message.persistence.rule));
    }
    if (message.end) absl::StrAppend(&text_, " to ", *message.end);
    text_ += "\n";
  }
  void Decision(absl::string_view decision, absl::string_view retry) {
    absl::StrAppend(&text_, "  ", decision, ", retry ", retry, "\n");
  }
  void Found(absl::string_view id, const std::optional<size_t>& exchange, bool client, uint64_t offset) {
    const std::string where = exchange ? absl::StrCat("exchange ", *exchange) : std::string("no exchange");
    found_.push_back(absl::StrCat(id, " ", where, client ? " client " : " server ", offset, "\n"));
  }
  std::string Finish() {
    std::sort(found_.begin(), found_.end());
    for (const std::string& line : found_) text_ += line;
    return text_;
  }

 private:
  std::string text_;
  std::vector<std::string> found_;
};

std::string Text(const SlowConnection& connection);

// Of an oracle::ConnectionReading.
template <typename Reading>
std::string TextOfReading(const Reading& reading) {
  ConnectionText text;
  const auto add = [&](absl::string_view lead, const auto& message) {
    ConnectionText::OfMessage of{message.begin, {}, message.error.has_value(), {}, message.persistence};
    if (message.complete) of.end = message.end;
    if (message.has_head) of.framing = message.framing;
    text.Message(lead, of);
  };
  for (const auto& exchange : reading.exchanges) {
    add("request", exchange.request);
    for (const auto& interim : exchange.interim) add("  interim", interim);
    if (exchange.final) add("  final", *exchange.final);
    const absl::string_view joint = Name(exchange.joint);
    text.Decision(joint == "unknown" ? std::string(joint)
                                     : absl::StrCat(joint, " by ", Name(exchange.decided_by), " ", exchange.rule),
                  Name(exchange.retry));
  }
  for (const auto& finding : reading.findings) {
    text.Found(Info(finding.sentence).id, finding.exchange, Name(finding.stream) == "client", finding.offset);
  }
  return text.Finish();
}

}  // namespace plumbline::witness

#endif  // PLUMBLINE_WITNESS_EXCHANGE_TEXT_H_
