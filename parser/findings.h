// Clauses with Effect::kNote: what the standard says of a message that stands.
#ifndef PLUMBLINE_PARSER_FINDINGS_H_
#define PLUMBLINE_PARSER_FINDINGS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "parser/body_length.h"
#include "parser/clause.h"
#include "parser/message.h"

namespace plumbline {

struct Finding {
  Clause clause{};
  uint64_t offset = 0;  // the octet at which the field value leaves its grammar, or the field or element meant

  friend bool operator==(const Finding& a, const Finding& b) { return a.clause == b.clause && a.offset == b.offset; }
};

// What is noted of a body, gathered from its events.
struct BodyFacts {
  std::optional<uint64_t> content;         // its first octet; a content of no octets has none
  std::optional<uint64_t> bad_whitespace;  // the first octet of it in the chunk extensions

  // Octets of content, and the extension of a chunk, which stand at `offset` in the stream.
  void AddContent(uint64_t offset, absl::string_view octets);
  void AddChunkExt(uint64_t offset, absl::string_view ext);
};

// The parts of one accepted message. Offsets of findings are `head_offset` plus the octet's place
// after the first octet of `fields.octets()`, likewise for trailers.
struct FindingsInput {
  MessageKind kind = MessageKind::kRequest;
  const RequestLine* request = nullptr;  // for requests
  const StatusLine* response = nullptr;  // for responses
  AnsweredMethod answered = AnsweredMethod::kOther;
  const FieldSection* fields = nullptr;
  uint64_t head_offset = 0;
  BodyFacts body;
  const FieldSection* trailers = nullptr;  // may be null
  uint64_t trailers_offset = 0;
};

// In the order of their offsets. Not on the hot path: allocates.
std::vector<Finding> FindFindings(const FindingsInput& input);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FINDINGS_H_
