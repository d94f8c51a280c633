#include "fuzz/support_error.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "fuzz/support.h"
#include "fuzz/support_stream.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

// How many digits the hexadecimal number has that ends with this octet, without zeros in front.
size_t HexDigitsUpTo(absl::string_view octets, size_t last) {
  const absl::string_view number = octets.substr(0, last + 1);
  const size_t before = number.find_last_not_of("0123456789abcdefABCDEF");
  const size_t first = number.find_first_not_of('0', before == absl::string_view::npos ? 0 : before + 1);
  return first == absl::string_view::npos ? 0 : number.size() - first;
}

// Does the octet at the error's offset make the clause's condition true?
bool OctetFits(absl::string_view octets, const ParseError& error) {
  const char octet = octets[static_cast<size_t>(error.offset)];
  switch (error.clause) {
    case Clause::kBareLf:
      return octet == '\n';
    case Clause::kBareCr:
      return octet != '\n' && error.offset > 0 && octets[static_cast<size_t>(error.offset - 1)] == '\r';
    case Clause::kEmptyLineBeforeRequestLine:
      return octet == '\r' || octet == '\n';
    case Clause::kWhitespaceAfterStartLine:
    case Clause::kSpaceBeforeColon:
    case Clause::kObsFold:
      return IsOws(octet);
    case Clause::kFieldName:
      return !IsTchar(octet) && octet != ':';
    case Clause::kFieldNameEmpty:
    case Clause::kHostRepeated:
      return octet == ':';
    case Clause::kFieldValueNul:
      return octet == '\0';
    case Clause::kFieldValueCtl:
    case Clause::kReasonPhrase:
      return !IsVisibleOrBlank(octet);
    case Clause::kHostMissing:
    case Clause::kChunkedNotFinal:
    case Clause::kContentLengthInvalid:
    case Clause::kContentLengthDiffers:
    case Clause::kContentLengthList:
    case Clause::kContentLengthEmptyMember:
    case Clause::kLimitContentLength:
      return octet == '\r';
    case Clause::kChunkedParameter:
    case Clause::kCompressionParameter:
      return octet == ';';
    case Clause::kHttpUserinfo:
      return octet == '@';
    case Clause::kLimitChunkSize:
      return HexDigitsUpTo(octets, static_cast<size_t>(error.offset)) == 17;
    case Clause::kMajorVersion:
      return octet >= '0' && octet <= '9' && octet != '1';
    default:
      return true;
  }
}

// Is the clause, if it says that no further message may come, the one that the last message speaks of?
bool FitsLastMessage(Clause clause, const Message* last, bool answered) {
  if (clause == Clause::kNoOutstandingRequest) return answered;
  const bool closes = last != nullptr && !last->persistence.persists && !IsInterim(*last);
  const bool request = closes && last->kind == MessageKind::kRequest;
  const PersistenceRule rule = closes ? last->persistence.rule : PersistenceRule::kHttp11;
  const bool faulty = rule == PersistenceRule::kHttp10TransferEncoding || rule == PersistenceRule::kBothLengths;
  switch (clause) {
    case Clause::kExtraData:
      return closes && !request;
    case Clause::kAfterClose:
      return request && rule == PersistenceRule::kCloseOption;
    case Clause::kAfterFaultyFraming:
      return request && faulty;
    case Clause::kNotPersistent:
      return request && rule != PersistenceRule::kCloseOption && !faulty;
    default:
      return !closes;
  }
}

// The size that the element at the error's place may have; the octet at the offset is the first too many.
uint64_t LimitOf(Clause clause, const Limits& limits, uint64_t otherwise) {
  switch (clause) {
    case Clause::kLimitMethod:
      return limits.method;
    case Clause::kLimitRequestTarget:
      return limits.request_target;
    case Clause::kLimitReasonPhrase:
      return limits.reason_phrase;
    case Clause::kLimitFieldLine:
    case Clause::kLimitFieldLineElsewhere:
      return limits.field_line;
    case Clause::kLimitSection:
    case Clause::kLimitSectionElsewhere:
      return limits.section;
    case Clause::kLimitChunkLine:
    case Clause::kLimitChunkLineElsewhere:
      return limits.chunk_line;
    default:
      return otherwise;
  }
}

}  // namespace

bool SaysIncomplete(Clause clause) {
  return clause == Clause::kIncompleteMessage || clause == Clause::kIncompleteLength;
}

void CheckError(absl::string_view octets, const ParseError& error) {
  PLUMBLINE_LAW(octets, Info(error.clause).effect == Effect::kReject, "an error is a clause that rejects");
  PLUMBLINE_LAW(octets, error.place <= error.offset, "the place of an error is not after its offset");
  PLUMBLINE_LAW(octets, error.offset <= octets.size(), "the offset of an error is an octet of the input or its end");
  PLUMBLINE_LAW(octets, (error.offset == octets.size()) == SaysIncomplete(error.clause),
                "the end of input decides that a message is incomplete, and nothing else");
  PLUMBLINE_LAW(octets, error.offset == octets.size() || OctetFits(octets, error), "the octet fits the clause");
}

void CheckErrorAfter(absl::string_view octets, const Interpretation& interpretation, const StreamOptions& options,
                     bool answered) {
  const ParseError& error = interpretation.error;
  const std::vector<Message>& messages = interpretation.messages;
  CheckError(octets, error);
  PLUMBLINE_LAW(octets, error.offset >= interpretation.consumed, "complete messages are not judged again");
  PLUMBLINE_LAW(octets, error.place >= interpretation.consumed, "the place of an error lies in its message");
  PLUMBLINE_LAW(octets, error.offset < octets.size() || options.end_of_input, "9112-8: the end of input decides");
  PLUMBLINE_LAW(octets, FitsLastMessage(error.clause, messages.empty() ? nullptr : &messages.back(), answered),
                "9112-9: what may follow the last message");
  const uint64_t size = error.offset - error.place;
  PLUMBLINE_LAW(octets, size == LimitOf(error.clause, options.limits, size), "a limit is exceeded by the first octet");
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
