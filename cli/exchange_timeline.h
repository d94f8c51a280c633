// A connection as a picture: time goes down, the client is on the left and the server on the right. In the terminal,
// and as SVG.
#ifndef PLUMBLINE_CLI_EXCHANGE_TIMELINE_H_
#define PLUMBLINE_CLI_EXCHANGE_TIMELINE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/exchange_question.h"
#include "cli/output.h"
#include "oracle/exchange.h"

namespace plumbline::cli {

struct TimelineRow {
  enum class Kind : uint8_t {
    kMessage,  // an arrow from `side` to the other
    kEnd,      // `side` closes
    kIdle,     // nothing came for `seconds`
    kFinding,  // about `side`
  };
  Kind kind = Kind::kMessage;
  oracle::Side side{};
  std::string text;
  std::string remark;  // of a message: framing; of what is idle: who may close
  std::optional<double> at;
  double seconds = 0;
  bool broken = false;  // a message that is rejected or does not end; a side that resets
  oracle::Verdict verdict = oracle::Verdict::kConforms;
};

// In the order of time; without times in the order in which things were seen.
std::vector<TimelineRow> TimelineOf(const oracle::ConnectionReading& reading);

void WriteTimeline(const ExchangeQuestion& question, const std::vector<TimelineRow>& rows, Output& out);
std::string TimelineSvg(absl::string_view title, const std::vector<TimelineRow>& rows);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_EXCHANGE_TIMELINE_H_
