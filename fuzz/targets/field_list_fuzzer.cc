// The law: a decoded field list of HTTP/2 or HTTP/3 is judged field by field, by its version's RFC alone. The errors
// lie in the list; the first that rejects is the verdict; a literal second reading of each regular field gives the same
// clauses at the same octets; and what is not malformed can be written as HTTP/1.1 and is accepted there (RFC 9113,
// section 10.3).

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "fuzz/support.h"
#include "fuzz/support_field_list.h"
#include "parser/field_list.h"
#include "parser/stream.h"
#include "witness/field_list.h"

namespace plumbline::fuzz {
namespace {

void CheckError(const Input& input, const ListInput& list, FieldListVersion version, const FieldListError& error) {
  static const bool kShow = std::getenv("PLUMBLINE_SHOW_CLAUSES") != nullptr;
  const ClauseInfo& info = Info(error.clause);
  if (kShow) std::printf("clause %s\n", std::string(info.id).c_str());
  const int other = version == FieldListVersion::kHttp2 ? 9114 : 9113;
  PLUMBLINE_LAW(input, info.document != other, "a clause of this version, or of HTTP");
  if (error.part == FieldPart::kList) {
    PLUMBLINE_LAW(input, error.field == list.fields().size() && error.offset == 0, "what is missing is at the end");
    PLUMBLINE_LAW(input, !error.missing.empty(), "what is missing has a name");
    return;
  }
  PLUMBLINE_LAW(input, error.missing.empty() && error.field < list.fields().size(), "an error is in a field");
  const FieldLine& field = list.fields()[error.field];
  const size_t size = error.part == FieldPart::kName ? field.name.size() : field.value.size();
  PLUMBLINE_LAW(input, error.offset <= size, "an error is in its field's octets");
}

// A clause that takes other fields to know, of Host or Content-Length.
bool SpeaksOfOthers(Clause clause) {
  constexpr Clause kClauses[] = {Clause::kH2HostDiffers,   Clause::kH3HostDiffers,   Clause::kH3AuthorityEmpty,
                                 Clause::kH2ContentLength, Clause::kH3ContentLength, Clause::kContentLengthList,
                                 Clause::kListHost};
  return std::count(std::begin(kClauses), std::end(kClauses), clause) != 0;
}

// The same clauses at the same octets by the second reading, but for what takes other fields to know.
void CheckRegularField(const Input& input, FieldListVersion version, FieldListKind kind, FieldLine field,
                       const FieldListErrors& errors) {
  const bool others = EqualsIgnoringCase(field.name, "host") || EqualsIgnoringCase(field.name, "content-length");
  const std::vector<FieldListError> recounted =
      witness::SlowErrorsOfField(version, kind, field, witness::WrongInRegularRule);
  auto expected = recounted.begin();
  for (const FieldListError& error : errors) {
    if (others && SpeaksOfOthers(error.clause)) continue;
    PLUMBLINE_LAW(input, expected != recounted.end() && error.clause == expected->clause,
                  "a second reading of the field: the clauses");
    PLUMBLINE_LAW(input, error.part == expected->part && error.offset == expected->offset,
                  "a second reading of the field: their places");
    ++expected;
  }
  PLUMBLINE_LAW(input, expected == recounted.end(), "a second reading of the field: all clauses");
}

void CheckAsHttp1(const Input& input, FieldListKind kind, const ListInput& list) {
  if (kind == FieldListKind::kTrailers) return;
  const Octets head(ToHttp1(kind, list.fields()));
  if (head.size() == 0) return;
  const bool accepted = kind == FieldListKind::kRequest
                            ? ParseRequestHead(head, Recipient::kOrigin, WideLimits()).complete()
                            : ParseResponseHead(head, "GET", Recipient::kUserAgent, WideLimits()).complete();
  PLUMBLINE_LAW(input, accepted, "what is not malformed is a message of HTTP/1.1");
}

void CheckList(const Input& input, const ListInput& list, FieldListVersion version, FieldListKind kind) {
  FieldListChecker checker(version, kind);
  std::optional<FieldListError> first;
  const auto check = [&](const FieldListErrors& errors) {
    for (const FieldListError& error : errors) {
      CheckError(input, list, version, error);
      if (!first && Info(error.clause).effect == Effect::kReject) first = error;
    }
  };
  for (const FieldLine& field : list.fields()) {
    const FieldListErrors errors = checker.Next(field);
    check(errors);
    const bool pseudo = !field.name.empty() && field.name[0] == ':';
    if (!pseudo) CheckRegularField(input, version, kind, field, errors);
  }
  check(checker.End());
  PLUMBLINE_LAW(input, CheckFieldList(version, kind, list.fields()) == first, "the first error is the verdict");
  if (!first) CheckAsHttp1(input, kind, list);
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plumbline;  // NOLINT: the target's own scope
  const fuzz::Input input(data, size);
  const fuzz::ListInput list(input);
  for (const auto version : {FieldListVersion::kHttp2, FieldListVersion::kHttp3}) {
    for (const auto kind : {FieldListKind::kRequest, FieldListKind::kResponse, FieldListKind::kTrailers}) {
      fuzz::CheckList(input, list, version, kind);
    }
  }
  return 0;
}
