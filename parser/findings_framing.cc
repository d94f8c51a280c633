// Framing: RFC 9112, section 6; RFC 9110, section 8.6.
#include <algorithm>
#include <iterator>

#include "parser/fields/transfer_encoding.h"
#include "parser/findings_finder.h"
#include "parser/octets.h"

namespace plumbline {
namespace {

using absl::EqualsIgnoreCase;

// The registered transfer codings, RFC 9112, section 12.3.
constexpr absl::string_view kTransferCodings[] = {"chunked", "compress", "deflate", "gzip", "x-compress", "x-gzip"};

bool IsRegisteredCoding(absl::string_view name) {
  return std::any_of(std::begin(kTransferCodings), std::end(kTransferCodings),
                     [&](absl::string_view each) { return EqualsIgnoreCase(each, name); });
}

}  // namespace

void Finder::Framing() {
  const size_t length = IndexOf("content-length");
  const size_t coding = IndexOf("transfer-encoding");
  if (coding != kNone && http10()) Note(Clause::kTransferEncodingInHttp10, NameOffset(coding));
  const bool both = coding != kNone && length != kNone;
  if (both && !HasNoBody()) Note(Clause::kBothLengths, NameOffset(length));
  if (both) Note(Clause::kLengthBesideCoding, NameOffset(length));
  if (HasNoBody()) {
    UnusedContentLength();
    const bool forbidden = status() / 100 == 1 || status() / 100 == 2;  // 2xx: 204, or by rule 2
    const bool head = input_.answered == AnsweredMethod::kHead && status() != 204 && status() / 100 != 1;
    if (!forbidden || head) return;
    if (length != kNone) Note(Clause::kContentLengthForbidden, NameOffset(length));
    if (coding != kNone) Note(Clause::kTransferEncodingForbidden, NameOffset(coding));
    return;
  }
  if (coding == kNone) return;
  Value(Field::kTransferEncoding, ParseTransferEncoding,
        [&](const TransferCodings& codings, const CombinedValue& value) {
          int chunked = 0;
          for (absl::string_view name : codings.names) {
            if (EqualsIgnoreCase(name, "chunked") && ++chunked == 2) Note(Clause::kChunkedTwice, value.Locate(name));
            if (request() && !IsRegisteredCoding(name)) Note(Clause::kUnknownTransferCoding, value.Locate(name));
          }
          EmptyElement(value);
          BadWhitespace(value);
        });
}

// Where rules 1 and 2 of RFC 9112, section 6.3 end the message whatever its Content-Length is: the
// first octet that is not of 1*DIGIT, a second field line's comma included.
void Finder::UnusedContentLength() {
  bool first = true;
  for (size_t i = 0; i < fields_.size(); ++i) {
    if (!EqualsIgnoreCase(fields_[i].name, "content-length")) continue;
    const absl::string_view value = fields_[i].value;
    const size_t digits = octets::Skip(octets::kDigit, value.data(), 0, value.size());
    const bool matches = first && digits > 0 && digits == value.size();
    if (!matches) return Note(Clause::kContentLengthUnused, ValueOffset(i) + (first ? digits : 0));
    first = false;
  }
}

}  // namespace plumbline
