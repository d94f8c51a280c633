// Octets and lists that leave their grammar: which rule the fault is about.
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "oracle/forwarded_checker.h"
#include "parser/clause.h"

namespace plumbline::oracle {
namespace {

ForwardingRule RuleOfOctets(Clause clause, MessageKind kind) {
  switch (clause) {
    case Clause::kObsFold:
      return ForwardingRule::kFoldReplaced;
    case Clause::kBareCr:
    case Clause::kFieldValueNul:
      return ForwardingRule::kControlsReplaced;
    case Clause::kWhitespaceAfterStartLine:
      return ForwardingRule::kWhitespaceLinesDropped;
    case Clause::kSpaceBeforeColon:
      return kind == MessageKind::kResponse ? ForwardingRule::kColonSpaceRemoved : ForwardingRule::kGrammarSent;
    case Clause::kContentLengthInvalid:
    case Clause::kContentLengthDiffers:
    case Clause::kContentLengthList:
    case Clause::kContentLengthEmptyMember:
      return ForwardingRule::kLengthIsCorrect;
    case Clause::kTransferEncodingSyntax:
    case Clause::kChunkedNotFinal:
    case Clause::kChunkedParameter:
    case Clause::kCompressionParameter:
    case Clause::kChunkSize:
    case Clause::kChunkExt:
    case Clause::kChunkExtQuotedString:
    case Clause::kChunkDataEnd:
      return ForwardingRule::kCodingsNamed;
    case Clause::kHostMissing:
    case Clause::kHostRepeated:
    case Clause::kHostValue:
      return ForwardingRule::kHostSent;
    case Clause::kHttpUserinfo:
      return ForwardingRule::kUserinfoNotSent;
    case Clause::kNoOutstandingRequest:
    case Clause::kExtraData:
      return ForwardingRule::kExtraDataNotForwarded;
    default:
      return ForwardingRule::kGrammarSent;
  }
}

// What stands in the octets says more than the production that could not go on.
ForwardingRule RuleOfFault(Fault fault, Clause clause, MessageKind kind) {
  switch (fault) {
    case Fault::kFold:
      return ForwardingRule::kFoldReplaced;
    case Fault::kCr:
    case Fault::kCrsLf:
    case Fault::kNul:
    case Fault::kLf:
      return ForwardingRule::kControlsReplaced;
    case Fault::kWhitespaceLine:
      return ForwardingRule::kWhitespaceLinesDropped;
    case Fault::kZeroChunkEnd:
      return ForwardingRule::kCodingsNamed;
    case Fault::kExtra:
      return ForwardingRule::kExtraDataNotForwarded;
    case Fault::kExtraCrlf:
      return ForwardingRule::kGrammarSent;
    default:
      return RuleOfOctets(clause, kind);
  }
}

ForwardingRule RuleOfList(Clause clause, bool http2, MessageKind kind) {
  switch (clause) {
    case Clause::kH2ConnectionSpecific:
    case Clause::kH3ConnectionSpecific:
    case Clause::kH3TransferEncoding:
    case Clause::kH2Te:
    case Clause::kH3Te:
      return http2 ? ForwardingRule::kToHttp2 : ForwardingRule::kToHttp3;
    case Clause::kH2NameUppercase:
    case Clause::kH3NameUppercase:
      return http2 ? ForwardingRule::kLowerCaseToHttp2 : ForwardingRule::kLowerCaseToHttp3;
    case Clause::kH2ContentLength:
    case Clause::kH3ContentLength:
      return ForwardingRule::kLengthIsCorrect;
    case Clause::kH2Userinfo:
    case Clause::kH3Userinfo:
      return ForwardingRule::kUserinfoNotSent;
    case Clause::kH2NameOctet:
    case Clause::kH2NameColon:
    case Clause::kH2FieldName:
    case Clause::kH3FieldName:
    case Clause::kH2ValueOctet:
    case Clause::kH2ValueWhitespace:
    case Clause::kH2FieldValue:
    case Clause::kH3FieldValue:
      return ForwardingRule::kGrammarSent;
    default:
      break;
  }
  if (kind == MessageKind::kResponse) return http2 ? ForwardingRule::kStatusOfHttp2 : ForwardingRule::kStatusOfHttp3;
  return http2 ? ForwardingRule::kRequestControlOfHttp2 : ForwardingRule::kRequestControlOfHttp3;
}

// How large something may be is nobody's fault.
bool IsLimit(Clause clause) { return clause == Clause::kLimitContentLength || clause == Clause::kLimitChunkSize; }

// Other control characters than CR, LF and NUL may be retained: RFC 9110, section 5.5.
bool IsRetained(const SentFault& fault) { return fault.fault == Fault::kCtl || fault.fault == Fault::kCtlDecides; }

}  // namespace

// The first octet that has the same fault in what came.
std::optional<uint64_t> ForwardedChecker::WhereReceived(const SentFault& fault) const {
  for (const Trail::Rewritten& step : reading_.steps()) {
    if (step.clause == fault.clause || (fault.fault && Info(step.allowance).fault == *fault.fault)) return step.offset;
  }
  for (const auto& message : reading_.messages()) {
    if (message->refused && message->refused->clause == fault.clause) return message->refused->offset;
  }
  const bool at_end = reading_.end == PermittedEnd::kRefused || reading_.end == PermittedEnd::kAnything;
  return at_end && reading_.error.clause == fault.clause ? std::make_optional(reading_.error.offset) : std::nullopt;
}

// Whether what stands from here on is the end of a body that came with both lengths, in its chunks.
bool ForwardedChecker::IsRestOfChunks(const SentFault& fault) const {
  if (fault.is_list) return false;
  const absl::string_view rest = absl::string_view((*observed_.forwarded)[fault.forwarded].octets).substr(fault.offset);
  return std::any_of(reading_.messages().begin(), reading_.messages().end(), [&](const auto& message) {
    if (!message->reading.fields || rest.empty()) return false;
    const Fields& fields = *message->reading.fields;
    const bool both = !LinesNamed(fields, "content-length").empty() && !LinesNamed(fields, "transfer-encoding").empty();
    return both && absl::EndsWith(question_.octets.substr(message->body, message->end - message->body), rest);
  });
}

void ForwardedChecker::Faults() {
  const auto is_data = [](const Trail::Rewritten& step) { return Info(step.allowance).rewrite == Rewrite::kLfIsSp; };
  const bool lf_is_data = std::any_of(reading_.steps().begin(), reading_.steps().end(), is_data);
  for (const SentFault& fault : sent_.faults) {
    const std::optional<uint64_t> received = WhereReceived(fault);
    if (IsLimit(fault.clause) || (IsRetained(fault) && received)) continue;
    const bool http2 = fault.is_list && (*observed_.forwarded)[fault.forwarded].version == FieldListVersion::kHttp2;
    Broken broken{fault.is_list ? RuleOfList(fault.clause, http2, question_.kind)
                  : fault.fault ? RuleOfFault(*fault.fault, fault.clause, question_.kind)
                                : RuleOfOctets(fault.clause, question_.kind),
                  fault.is_list ? "the list that is sent is malformed"
                  : received    ? "what has to be replaced or refused is sent on"
                                : "what is sent is not its grammar",
                  Verdict::kViolates, std::nullopt, std::string(Info(fault.clause).id)};
    if (fault.is_list && Info(fault.clause).level == Level::kShould) broken.verdict = Verdict::kDiscouraged;
    const bool after_the_end =
        broken.rule == ForwardingRule::kExtraDataNotForwarded || broken.rule == ForwardingRule::kGrammarSent;
    if (after_the_end && IsRestOfChunks(fault)) {
      broken.rule = ForwardingRule::kOneOfBothLengths;
      broken.why = "Content-Length, and not the received Transfer-Encoding, says where the message ends";
    }
    // What is only passed on is not generated: RFC 9110, section 2.2. It should not have been there.
    if (fault.clause == Clause::kConnectionOption && received) broken.rule = ForwardingRule::kConnectionRemoved;
    // The grammar binds whoever sends, a gateway too.
    if ((Info(broken.rule).binds & ForwarderOf()) == 0) broken.rule = ForwardingRule::kGrammarSent;
    if (fault.fault == Fault::kLf &&
        !lf_is_data) {  // it may have been taken for the end of a line, and passed on as one
      broken.rule = ForwardingRule::kGrammarSent;
      broken.verdict = Verdict::kUndecided;
      broken.gap = Gap::kG38;
    }
    Add(std::move(broken), received.value_or(0), fault.forwarded, fault.offset);
  }
}

}  // namespace plumbline::oracle
