#include "witness/difference.h"

#include <vector>

#include "witness/framing.h"
#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::witness {
namespace {

bool Same(const Version& a, const Version& b) { return a.major == b.major && a.minor == b.minor; }

bool Same(const HostPort& a, const HostPort& b) {
  return a.host == b.host && a.port == b.port && a.has_port == b.has_port && a.kind == b.kind;
}

bool Same(const RequestTarget& a, const RequestTarget& b) {
  return a.text == b.text && a.form == b.form && a.scheme == b.scheme && a.userinfo == b.userinfo &&
         Same(a.authority, b.authority) && a.path == b.path && a.query == b.query &&
         a.has_authority == b.has_authority && a.has_userinfo == b.has_userinfo && a.has_query == b.has_query;
}

// Chunk extensions are left out of the canonical octets, and the BWS in them.
std::vector<Clause> Clauses(const std::vector<Finding>& findings) {
  std::vector<Clause> clauses;
  clauses.reserve(findings.size());
  for (const Finding& finding : findings) {
    if (finding.clause != Clause::kBadWhitespace) clauses.push_back(finding.clause);
  }
  return clauses;
}

}  // namespace

std::string Difference(const Message& a, const Message& b) {
  if (a.kind != b.kind) return "kind";
  if (a.request.method != b.request.method) return "method";
  if (!Same(a.request.target, b.request.target)) return "request-target";
  if (!Same(a.request.version, b.request.version)) return "request's HTTP-version";
  if (!Same(a.response.version, b.response.version)) return "response's HTTP-version";
  if (a.response.status != b.response.status) return "status-code";
  if (a.response.reason != b.response.reason) return "reason-phrase";
  if (!SameLines(a.fields, b.fields)) return "field lines";
  if (a.framing.kind != b.framing.kind || a.framing.rule != b.framing.rule) return "framing";
  if (a.framing.length != b.framing.length) return "length";
  if (a.body != b.body) return "body";
  if (!SameLines(a.trailers, b.trailers)) return "trailers";
  if (a.persistence.persists != b.persistence.persists) return "persistence";
  if (a.persistence.rule != b.persistence.rule) return "rule of persistence";
  if (a.removed != b.removed) return "removal set";
  if (Clauses(a.findings) != Clauses(b.findings)) return "findings";
  return "";
}

}  // namespace plumbline::witness
PLUMBLINE_UNCOVERED_END
