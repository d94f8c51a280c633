// The productions whose vectors are exported: those that Plumbline's parser has a function for. properties/ holds this
// list equal to what its equivalence tests cover.
#ifndef PLUMBLINE_CLI_VECTOR_PRODUCTIONS_H_
#define PLUMBLINE_CLI_VECTOR_PRODUCTIONS_H_

#include <array>

namespace plumbline::cli {

// By full name, in the order of the export.
inline constexpr std::array<const char*, 21> kVectorProductions = {
    "RFC9112/method",          "RFC9112/request-target",    "RFC9112/origin-form",       "RFC9112/absolute-form",
    "RFC9112/authority-form",  "RFC9112/asterisk-form",     "RFC9112/HTTP-version",      "RFC9112/request-line",
    "RFC9112/status-line",     "RFC9112/field-line",        "RFC9112/Transfer-Encoding", "RFC9112/chunked-body",
    "RFC9112/chunk-ext",       "RFC9110/Host",              "RFC9110/Content-Length",    "RFC9110/Connection",
    "RFC9110/TE",              "RFC9110/Trailer",           "RFC9110/Upgrade",           "RFC9110/Via",
    "keep-alive/Keep-Alive",
};

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_VECTOR_PRODUCTIONS_H_
