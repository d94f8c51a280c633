// Clauses and sentences that several rows of the registration table have in common. For productions*.cc alone.
#ifndef PLUMBLINE_PROPERTIES_GRAMMAR_PRODUCTION_LISTS_H_
#define PLUMBLINE_PROPERTIES_GRAMMAR_PRODUCTION_LISTS_H_

#include <string>
#include <vector>

#include "parser/clause.h"
#include "properties/grammar/productions.h"

namespace plumbline::properties {

using C = Clause;
using Clauses = std::vector<Clause>;
using Names = std::vector<std::string>;

template <typename T>
std::vector<T> operator+(std::vector<T> all, const std::vector<T>& more) {
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

inline const Clauses kHostPort = {C::kRegName, C::kPctEncoded, C::kIpLiteral, C::kAuthority, C::kPort};
inline const Clauses kPathAndQuery = {C::kPath, C::kQuery, C::kPctEncoded};
inline const Clauses kUri = {C::kScheme, C::kPctEncoded, C::kIpLiteral,     C::kRegName, C::kAuthority,    C::kPort,
                             C::kPath,   C::kQuery,      C::kRequestTarget, C::kHttpUri, C::kHttpEmptyHost};
inline const Clauses kConnectTarget = {C::kAuthorityForm, C::kPctEncoded, C::kIpLiteral, C::kConnectPort,
                                       C::kRequestTarget};
inline const Clauses kRequestLineClauses = {C::kMethod,        C::kRequestLine,  C::kHttpVersion, C::kScheme,
                                            C::kPctEncoded,    C::kIpLiteral,    C::kRegName,     C::kAuthority,
                                            C::kPort,          C::kPath,         C::kQuery,       C::kRequestTarget,
                                            C::kAuthorityForm, C::kAsteriskForm, C::kConnectPort, C::kHttpUri};
inline const Clauses kStatusLineClauses = {C::kHttpVersion, C::kStatusLine, C::kStatusLineSp, C::kStatusCode,
                                           C::kReasonPhrase};
inline const Clauses kFieldLineClauses = {C::kFieldName,     C::kFieldNameEmpty, C::kFieldColon, C::kSpaceBeforeColon,
                                          C::kFieldValueNul, C::kFieldValueCtl,  C::kBareLf,     C::kBareCr};
inline const Clauses kChunkExtClauses = {C::kChunkExt, C::kChunkExtQuotedString};

inline const Names kUriProse = {"http-without-slashes-left", "http-without-slashes", "http-without-host-left",
                                "http-without-host", "http-with-userinfo"};
inline const Names kOptionsProse =
    Names{"authority-form-unless-connect", "scheme-left", "asterisk-form-longer"} + kUriProse;
inline const Names kPlainProse =
    Names{"authority-form-unless-connect", "scheme-left", "asterisk-form-unless-options"} + kUriProse;
inline const Names kConnectProse = {"connect-port", "connect-without-port"};
inline const Names kRequestLineProse = {"authority-form-unless-connect-in-line",
                                        "asterisk-form-unless-options-in-line",
                                        "asterisk-form-longer-in-line",
                                        "other-form-to-connect-in-line",
                                        "connect-port-in-line",
                                        "scheme-left-in-line",
                                        "http-without-slashes-in-line",
                                        "http-without-host-in-line",
                                        "http-with-userinfo-in-line",
                                        "other-major-version-in-request-line"};
// In the order in which they decide at one octet.
inline const Names kRequestHeadProse = kRequestLineProse + Names{"host-in-head",
                                                                 "host-missing",
                                                                 "host-repeated",
                                                                 "connection-in-head",
                                                                 "chunked-with-parameter-in-head",
                                                                 "compression-with-parameter-in-head",
                                                                 "te-in-head",
                                                                 "chunked-not-final",
                                                                 "cl-wrong-in-head",
                                                                 "cl-overflow-in-head"};
inline const Names kResponseHeadProse = {"other-major-version", "connection-in-head"};
inline const Names kResponseFramingProse = {"chunked-with-parameter-in-head", "compression-with-parameter-in-head",
                                            "te-in-head", "cl-wrong-in-head", "cl-overflow-in-head"};
inline const Names kLinesProse = {"bare-cr", "bare-lf",      "colon-missing",      "space-before-colon",
                                  "folded",  "name-missing", "nul-in-field-value", "ctl-in-field-value"};
inline const Names kRequestNames =
    kLinesProse + Names{"bare-lf-after-request-line", "empty-line-before-request-line", "whitespace-after-start-line"};
inline const Names kResponseNames = kLinesProse + Names{"bare-lf-after-status-line", "whitespace-after-start-line"};

// The three parts of the table.
std::vector<Production> WholeProductions();
std::vector<Production> FieldValues();
std::vector<Production> PartsOfProductions();

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GRAMMAR_PRODUCTION_LISTS_H_
