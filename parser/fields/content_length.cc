#include "parser/fields/content_length.h"

#include <algorithm>
#include <limits>

#include "parser/octets.h"

namespace plumbline {

Result<uint64_t> ParseContentLength(absl::string_view value) {
  using R = Result<uint64_t>;
  uint64_t length = 0;
  for (size_t i = 0; i < value.size(); ++i) {
    if (!octets::Is(octets::kDigit, value[i]))
      return R::Error({Clause::kContentLengthInvalid, i, i});
    const uint64_t digit = static_cast<uint64_t>(value[i] - '0');
    if (length > (std::numeric_limits<uint64_t>::max() - digit) / 10) {
      return R::Error({Clause::kContentLengthOverflow, i, i});
    }
    length = length * 10 + digit;
  }
  if (value.empty()) return R::NeedMore();
  return R::Complete(length, value.size());
}

namespace {

// The clause of the combined value is that of its gravest fault, and of those the first.
int Gravity(Clause clause) {
  switch (clause) {
    case Clause::kContentLengthInvalid:
      return 4;
    case Clause::kContentLengthOverflow:
      return 3;
    case Clause::kContentLengthDiffers:
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

void AddMember(absl::string_view member, uint64_t offset, ContentLengthSummary& summary) {
  // What is no number at all does not overflow.
  const auto other = std::find_if(member.begin(), member.end(),
                                  [](char octet) { return !octets::Is(octets::kDigit, octet); });
  if (other != member.end()) {
    summary.has_member = true;
    return Fault(Clause::kContentLengthInvalid,
                 offset + static_cast<size_t>(other - member.begin()), summary);
  }
  const Result<uint64_t> length = ParseContentLength(member);
  if (length.outcome() == Outcome::kError) {
    summary.has_member = true;
    Fault(length.error().clause, offset + length.error().offset, summary);
  } else if (!summary.has_member) {
    summary.has_member = true;
    summary.value = *length;
  } else {
    Fault(*length == summary.value ? Clause::kContentLengthList : Clause::kContentLengthDiffers,
          offset, summary);
  }
}

}  // namespace

void AddContentLength(absl::string_view value, uint64_t offset, ContentLengthSummary& summary) {
  // A second field line, or a comma, makes a list of what should be one number.
  if (summary.present) Fault(Clause::kContentLengthList, offset, summary);
  if (!summary.present) summary.first_offset = offset;
  summary.present = true;
  size_t begin = 0;
  for (;;) {
    const size_t comma = value.find(',', begin);
    const absl::string_view element =
        value.substr(begin, comma == absl::string_view::npos ? comma : comma - begin);
    const absl::string_view member = octets::TrimWhitespace(element);
    if (!member.empty())
      AddMember(member, offset + static_cast<size_t>(member.data() - value.data()), summary);
    if (comma == absl::string_view::npos) break;
    Fault(Clause::kContentLengthList, offset + comma, summary);
    begin = comma + 1;
  }
  // Without any member there is no number at all, in however many empty elements.
  const bool none = !summary.has_member;
  summary.error = none ? Clause::kContentLengthInvalid : summary.fault;
  summary.place = none ? summary.first_offset : summary.fault_place;
}

}  // namespace plumbline
