// The registration table: messages, lines and chunks that the parser reads as a whole.
#include "properties/grammar/production_lists.h"

#include "parser/chunked.h"
#include "parser/field_line.h"
#include "parser/request_line.h"
#include "parser/status_line.h"

namespace plumbline::properties {

std::vector<Production> WholeProductions() {
  const EntryPoint request_line = Whole([](auto octets) { return ParseRequestLine(octets, NoLimits()); });
  const EntryPoint status_line = Whole([](auto octets) { return ParseStatusLine(octets, NoLimits()); });
  const EntryPoint field_line = Whole([](auto octets) { return ParseFieldLine(octets, NoLimits()); });
  const Clauses request_head = kRequestLineClauses + Clauses{C::kFieldName};
  const Clauses response_head = kStatusLineClauses + Clauses{C::kFieldName};
  const Names request_prose = kRequestHeadProse + kRequestNames;
  const Names response_prose = kResponseHeadProse + kResponseNames;
  const Names framed_prose = kResponseHeadProse + kResponseFramingProse + kResponseNames;
  const Clauses body = kChunkExtClauses + Clauses{C::kChunkSize, C::kFieldName};
  const Names body_prose = Names{"chunk-data-not-ended"} + kLinesProse;
  return {
      {"RFC9112/method", "ParseMethod", Whole(ParseMethod), {C::kMethod}},
      {"RFC9112/request-target", "ParseRequestTarget, GET", RequestTargetOf("GET"), kUri, kPlainProse},
      {"RFC9112/request-target", "ParseRequestTarget, OPTIONS", RequestTargetOf("OPTIONS"),
       kUri + Clauses{C::kAsteriskForm}, kOptionsProse},
      {"RFC9112/request-target", "ParseRequestTarget, CONNECT", RequestTargetOf("CONNECT"), kConnectTarget,
       kConnectProse + Names{"other-form-to-connect", "asterisk-form-to-connect"}},
      {"RFC9112/HTTP-version", "ParseHttpVersion", Whole(ParseHttpVersion), {C::kHttpVersion}, {"other-major-version"}},
      {"RFC9112/HTTP-version", "VersionScanner", Fed<VersionScanner>(), {C::kHttpVersion}, {"other-major-version"}},
      {"RFC9112/request-line", "ParseRequestLine", request_line,
       kRequestLineClauses + Clauses{C::kBareLf, C::kEmptyLineBeforeRequestLine}, kRequestLineProse},
      {"prose/request-line-crlf", "RequestLineScanner", ResumedRequestLineScanner(), kRequestLineClauses,
       kRequestLineProse + Names{"bare-cr", "bare-lf-after-request-line", "empty-line-before-request-line"}},
      {"RFC9112/status-line",
       "ParseStatusLine",
       status_line,
       kStatusLineClauses + Clauses{C::kBareLf},
       {"other-major-version"}},
      {"prose/status-line-crlf",
       "StatusLineScanner",
       ResumedStatusLineScanner(),
       kStatusLineClauses,
       {"other-major-version", "bare-cr", "bare-lf-after-status-line"}},
      {"RFC9112/field-line", "ParseFieldLine", field_line, kFieldLineClauses},
      {"prose/field-line-crlf", "FieldLineScanner", ResumedFieldLineScanner(), kFieldLineClauses},
      {"prose/request-head", "ParseRequestHead", WholeRequestHead(), request_head, request_prose, "several-lengths"},
      {"prose/request-head", "Decoder", DecodedRequestHead(), request_head, request_prose, "several-lengths"},
      {"prose/response-head", "ParseResponseHead, GET", WholeResponseHead("GET"), response_head, framed_prose,
       "several-lengths"},
      {"prose/response-head", "Decoder, GET", DecodedResponseHead("GET"), response_head, framed_prose,
       "several-lengths"},
      {"prose/response-head", "ParseResponseHead, HEAD", WholeResponseHead("HEAD"), response_head, response_prose},
      {"prose/head-of-2xx", "ParseResponseHead, CONNECT", WholeResponseHead("CONNECT"), response_head, response_prose,
       "begins-other"},
      {"prose/response-head", "ParseResponseHead, CONNECT", WholeResponseHead("CONNECT"), response_head, framed_prose,
       "begins-2xx-or-several-lengths"},
      {"RFC9112/chunk-ext", "ParseChunkExt", Whole(ParseChunkExt), kChunkExtClauses},
      {"RFC9112/chunk-ext", "ChunkExtScanner", Fed<ChunkExtScanner>(), kChunkExtClauses},
      {"prose/chunk-line",
       "ChunkLineScanner, whole",
       WholeChunkLineScanner(),
       kChunkExtClauses + Clauses{C::kChunkSize},
       {"chunk-size-overflow", "bare-cr"}},
      {"prose/chunk-line",
       "ChunkLineScanner",
       ResumedChunkLineScanner(),
       kChunkExtClauses + Clauses{C::kChunkSize},
       {"chunk-size-overflow", "bare-cr"}},
      {"prose/small-chunked-body", "ParseChunkedBody", WholeChunkedBody(), body, body_prose, "chunk-not-small"},
      {"prose/small-chunked-body", "Decoder", DecodedChunkedBody(), body, body_prose, "chunk-not-small"},
  };
}

}  // namespace plumbline::properties
