// A second, slow judge: every reading of a few octets that the standard permits to a recipient, found by trying. It
// shares no table and no code with oracle/: its rules are written out in judge_rewrites.cc from the sentences of RFC
// 9110 and RFC 9112. What the octets mean after a rewriting its caller's parser says: a witness calls none.
//
// It knows the rewritings of heads: an empty line before a request, a start-line in words, LF and CRs as the end of a
// line, LF, CR and NUL in values, lines that begin with whitespace, obs-fold, whitespace before the colon, other
// control characters. It leaves out what stands in bodies and trailers, lists of Content-Length, the Host that a target
// in absolute-form replaces, empty lines and other data after responses, what a reader makes of octets that only RFC
// 9110, section 2.4, lets it go on from, and messages that are refused and read past. A CR that is the last octet it
// takes for half a line's end, as the parser does.
#ifndef PLUMBLINE_WITNESS_JUDGE_H_
#define PLUMBLINE_WITNESS_JUDGE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "parser/message.h"
#include "parser/stream.h"

namespace plumbline::witness {

enum class JudgedReader : uint8_t { kOrigin, kProxy, kGateway, kUserAgent };

// Best first. A way is as good as the worst of its steps.
enum class Grade : uint8_t { kConforms, kAllowed, kUndecided, kRecovers, kDiscouraged, kOverStrict };

struct JudgedMessage {
  std::string start;  // its words, one SP between them
  FramingKind framing = FramingKind::kNone;
  uint64_t length = 0;
  std::string body;
  // Of a message that is whole:
  std::vector<std::pair<std::string, std::string>> fields;
  std::vector<std::pair<std::string, std::string>> trailers;
  bool persists = false;
  std::optional<uint64_t> end;  // the received octet after it
};

struct JudgedReading {
  enum class End : uint8_t { kComplete, kNeedMore, kRefused, kTunnel } end = End::kComplete;
  std::vector<JudgedMessage> messages;
  std::optional<JudgedMessage> open;  // kNeedMore: in which the octets end, if its head is whole
  uint64_t refused_at = 0;            // the received octet
  bool in_words = false;              // a start-line was read in words: of an error in it the octet is not known
  Grade grade = Grade::kConforms;
};

// An observed message (oracle/judge.h, which a witness does not include) of which all is known.
template <typename Observed>
JudgedMessage JudgedOf(const Observed& message, std::optional<uint64_t> end) {
  JudgedMessage judged;
  judged.start = message.method ? absl::StrCat(*message.method, " ", *message.target, " ", *message.version)
                                : absl::StrCat(*message.version, " ", *message.status, " ", *message.reason);
  judged.framing = *message.framing;
  judged.length = message.length.value_or(0);
  judged.body = *message.body;
  if (!end) return judged;
  for (const auto& field : *message.fields) judged.fields.emplace_back(field.name, field.value);
  for (const auto& field : *message.trailers) judged.trailers.emplace_back(field.name, field.value);
  judged.persists = *message.persists;
  judged.end = end;
  return judged;
}

// What a message or reading is, but for its grade, in one line: two are the same if their texts are.
std::string Text(const JudgedMessage& message);
std::string Text(const JudgedReading& reading);

// The strict reading of octets of one direction of a connection, by what else the question says (methods, the end of
// input). What it returns points into the octets.
using StrictlyRead = std::function<Interpretation(absl::string_view octets)>;

// For each text the reading with the best grade, in the order of the texts.
std::vector<JudgedReading> PermittedReadings(absl::string_view octets, MessageKind kind, JudgedReader reader,
                                             const StrictlyRead& read);

}  // namespace plumbline::witness

#endif  // PLUMBLINE_WITNESS_JUDGE_H_
