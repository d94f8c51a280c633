#include "parser/fields/content_length.h"

#include <algorithm>
#include <limits>

#include "parser/octets.h"

namespace plumbline {

Result<uint64_t> ParseContentLength(absl::string_view value) {
  using R = Result<uint64_t>;
  uint64_t length = 0;
  for (size_t i = 0; i < value.size(); ++i) {
    if (!octets::Is(octets::kDigit, value[i])) return R::Error({Clause::kContentLengthInvalid, i, i});
    const uint64_t digit = static_cast<uint64_t>(value[i] - '0');
    if (length > (std::numeric_limits<uint64_t>::max() - digit) / 10) {
      return R::Error({Clause::kLimitContentLength, i, i});
    }
    length = length * 10 + digit;
  }
  if (value.empty()) return R::NeedMore();
  return R::Complete(length, value.size());
}

absl::string_view SignificantDigits(absl::string_view digits) {
  return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
}

namespace {

// The clause of the combined value is that of its gravest fault, and of those the first. Whether
// numbers differ comes before whether one is too large for this parser.
int Gravity(Clause clause) {
  switch (clause) {
    case Clause::kContentLengthInvalid:
      return 5;
    case Clause::kContentLengthDiffers:
      return 4;
    case Clause::kLimitContentLength:
      return 3;
    case Clause::kContentLengthList:
      return 2;
    default:
      return 1;
  }
}

void Fault(Clause clause, uint64_t place, ContentLengthSummary& summary) {
  if (summary.fault && Gravity(*summary.fault) >= Gravity(clause)) return;
  summary.fault = clause;
  summary.fault_place = place;
}

// An element of the list that is not empty.
void AddMember(const char* text, uint64_t offset, size_t size, ContentLengthSummary& summary) {
  const absl::string_view member(text + offset, size);
  const size_t digits = octets::Skip(octets::kDigit, member.data(), 0, size);
  const bool first = !summary.has_member;
  summary.has_member = true;
  // What is not a number at all does not overflow.
  if (digits < size) return Fault(Clause::kContentLengthInvalid, offset + digits, summary);
  // Numbers are compared without their zeros, which are passed over once.
  const absl::string_view number = SignificantDigits(member);
  if (first) {
    summary.first_number = offset + (size - number.size());
    summary.first_number_size = number.size();
    const Result<uint64_t> length = ParseContentLength(member);
    summary.value = *length;
    if (!length.complete()) Fault(length.error().clause, offset + length.error().offset, summary);
  } else if (number != absl::string_view(text + summary.first_number, summary.first_number_size)) {
    Fault(Clause::kContentLengthDiffers, offset, summary);
  } else if (summary.fault == Clause::kContentLengthEmptyMember) {
    summary.fault = Clause::kContentLengthList;  // what stands there is not all that is wrong
  }
}

}  // namespace

void AddContentLength(const char* text, uint64_t offset, size_t size, ContentLengthSummary& summary) {
  const absl::string_view value(text + offset, size);
  // A second field line, or a comma, makes a list of what should be one number.
  if (summary.present) Fault(Clause::kContentLengthEmptyMember, offset, summary);
  if (!summary.present) summary.first_offset = offset;
  summary.present = true;
  size_t begin = 0;
  for (;;) {
    const size_t comma = value.find(',', begin);
    const absl::string_view element = value.substr(begin, comma == absl::string_view::npos ? comma : comma - begin);
    const absl::string_view member = octets::TrimWhitespace(element);
    if (!member.empty())
      AddMember(text, offset + static_cast<size_t>(member.data() - value.data()), member.size(), summary);
    if (comma == absl::string_view::npos) break;
    Fault(Clause::kContentLengthEmptyMember, offset + comma, summary);
    begin = comma + 1;
  }
  // Without any member there is no number at all, in however many empty elements.
  const bool none = !summary.has_member;
  summary.error = none ? Clause::kContentLengthInvalid : summary.fault;
  summary.place = none ? summary.first_offset : summary.fault_place;
}

}  // namespace plumbline
