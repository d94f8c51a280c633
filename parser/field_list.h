// The check of a decoded field list: a header section, with its pseudo-header fields, or a trailer
// section of HTTP/2 or HTTP/3, as it comes out of HPACK or QPACK. RFC 9113, sections 8.1 to 8.6;
// RFC 9114, sections 4.1 to 4.5 and 10.3.
//
//   const FieldLine fields[] = {{":status", "200"}, {"keep-alive", "timeout=5"}};
//   const auto error = CheckFieldList(FieldListVersion::kHttp2, FieldListKind::kResponse, fields);
//   // error->clause is kH2ConnectionSpecific, error->field is 1
//
// A list that breaks a clause is malformed. What a list cannot show is not checked: the frames, and
// whether a Content-Length is that of the content; nor are values that RFC 9113, section 8.2.1
// leaves to their fields' definitions. Nothing here allocates.
#ifndef PLUMBLINE_PARSER_FIELD_LIST_H_
#define PLUMBLINE_PARSER_FIELD_LIST_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "parser/clause.h"
#include "parser/field_list_values.h"
#include "parser/message.h"

namespace plumbline {

enum class FieldListVersion : uint8_t { kHttp2, kHttp3 };

// What the list is: the header section of a request or of a response, interim ones included, or the
// trailer section of either.
enum class FieldListKind : uint8_t { kRequest, kResponse, kTrailers };

// Where in a list. kList: no field that is there; what is missing is known at the list's end.
enum class FieldPart : uint8_t { kName, kValue, kList };

// A clause that a list breaks, and where. One whose effect is kNote stands beside a list that is
// not malformed.
struct FieldListError {
  Clause clause{};
  FieldPart part = FieldPart::kName;
  size_t field = 0;  // counted from 0; the size of the list for kList
  // In the octets of the name or value: the first with which it could not go on; its size, if it
  // breaks off; the last of a value that ends with whitespace; 0 where the clause speaks of the
  // whole, and for kList.
  size_t offset = 0;
  absl::string_view missing;  // for kList: ":method"…; has static storage duration

  friend bool operator==(const FieldListError& a, const FieldListError& b) {
    return a.clause == b.clause && a.part == b.part && a.field == b.field && a.offset == b.offset &&
           a.missing == b.missing;
  }
  friend bool operator!=(const FieldListError& a, const FieldListError& b) { return !(a == b); }
};

// At most so many of one field, and of the end.
using FieldListErrors = absl::InlinedVector<FieldListError, 6>;

// The first error, in the order of FieldListChecker; nullopt if the list is not malformed.
std::optional<FieldListError> CheckFieldList(FieldListVersion version, FieldListKind kind,
                                             absl::Span<const FieldLine> fields);

// Field by field: every error and note, not the first alone.
class FieldListChecker {
 public:
  FieldListChecker(FieldListVersion version, FieldListKind kind) : version_(version), kind_(kind) {}

  // Of the next field: first the name's octets, then what its name may not be here, the value's
  // octets, what its value may not be. One of each at most, but for notes. Whether the value means
  // what it may is asked only of octets that are allowed. The values of pseudo-header fields and of
  // Content-Length must live until End().
  FieldListErrors Next(FieldLine field);

  // After the last field: what takes more than one field to know, or is not there.
  FieldListErrors End();

 private:
  struct PseudoHeader {
    absl::string_view value;
    size_t field = 0;
    bool present = false;
    bool valid = false;
  };

  bool http2() const { return version_ == FieldListVersion::kHttp2; }
  Clause Of(Clause http2_clause, Clause http3_clause) const { return http2() ? http2_clause : http3_clause; }
  void Add(FieldListErrors& errors, Clause clause, FieldPart part, size_t offset) const {
    errors.push_back({clause, part, size_, offset, {}});
  }
  void AddMissing(FieldListErrors& errors, Clause clause, absl::string_view name) const {
    errors.push_back({clause, FieldPart::kList, size_, 0, name});
  }

  bool CheckName(absl::string_view name, FieldListErrors& errors) const;
  void CheckRegularName(absl::string_view name, FieldListErrors& errors);
  PseudoHeader* CheckPseudoHeaderName(absl::string_view name, bool name_is_valid, FieldListErrors& errors);
  bool CheckValue(absl::string_view value, FieldListErrors& errors) const;
  void CheckRegularValue(FieldLine field, FieldListErrors& errors) const;
  void CheckHost(absl::string_view value, FieldListErrors& errors) const;
  void CheckContentLength(absl::string_view value, FieldListErrors& errors) const;
  void CheckPseudoHeaderValue(PseudoHeader& header, FieldListErrors& errors) const;
  void CheckStatusCode(absl::string_view value, FieldListErrors& errors) const;
  void EndConnect(FieldListErrors& errors) const;
  void EndRequest(FieldListErrors& errors) const;
  void EndAuthority(FieldListErrors& errors) const;
  PseudoHeader* Find(absl::string_view name);
  bool HasHttpScheme() const;

  FieldListVersion version_;
  FieldListKind kind_;
  size_t size_ = 0;  // of the list so far
  bool any_regular_ = false;
  size_t host_lines_ = 0;
  bool any_host_ = false;  // a line of Host that is not empty
  LengthList lengths_;
  PseudoHeader method_;
  PseudoHeader scheme_;
  PseudoHeader authority_;
  PseudoHeader path_;
  PseudoHeader status_;
};

absl::string_view Name(FieldListVersion version);  // "HTTP/2", "HTTP/3"
absl::string_view Name(FieldListKind kind);        // "request", "response", "trailers"
absl::string_view Name(FieldPart part);            // "name", "value", "list"

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELD_LIST_H_
