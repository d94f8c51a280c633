// What a sender does not put into a list or a chunk extension, though a recipient reads past it:
// RFC 9110, sections 5.6.1.1 and 5.6.3.
#include "parser/findings_finder.h"
#include "parser/octets.h"

namespace plumbline {
namespace {

// The octet after the quoted-string or comment that begins at `at`; `at` if none does.
size_t AfterQuoted(absl::string_view value, size_t at) {
  const char open = value[at];
  if (open != '"' && open != '(') return at;
  size_t depth = 1;
  for (size_t i = at + 1; i < value.size(); ++i) {
    if (value[i] == '\\') {
      ++i;
    } else if (value[i] == (open == '(' ? ')' : '"')) {
      if (--depth == 0) return i + 1;
    } else if (open == '(' && value[i] == '(') {
      ++depth;
    }
  }
  return value.size();
}

}  // namespace

std::vector<absl::string_view> ListMembers(absl::string_view list) {
  std::vector<absl::string_view> members;
  size_t begin = 0;
  for (size_t i = 0; i < list.size();) {
    if (list[i] == ',') {
      members.push_back(list.substr(begin, i - begin));
      begin = i + 1;
    }
    const size_t after = AfterQuoted(list, i);
    i = after > i ? after : i + 1;
  }
  members.push_back(list.substr(begin));
  return members;
}

// At the comma that stands where an element should, or after a list that ends with one. A list
// without any element may be empty: `#element => [ 1#element ]`.
void Finder::EmptyElement(const CombinedValue& list) {
  if (list.text.empty()) return;
  for (const absl::string_view member : ListMembers(list.text)) {
    if (!octets::TrimWhitespace(member).empty()) continue;
    return Note(Clause::kEmptyElement, list.Locate(member.substr(member.size())));
  }
}

// Around the "=" of a transfer-parameter; other whitespace in a list of transfer codings is OWS.
void Finder::BadWhitespace(const CombinedValue& codings) {
  const absl::string_view text = codings.text;
  size_t whitespace = kNone;  // where the run begins that the octet before ends
  bool equals = false;        // "=" stands before it
  for (size_t i = 0; i < text.size();) {
    const bool blank = octets::IsWhitespace(static_cast<uint8_t>(text[i]));
    if (blank && equals) return Note(Clause::kBadWhitespace, codings.Locate(i));
    if (text[i] == '=' && whitespace != kNone) return Note(Clause::kBadWhitespace, codings.Locate(whitespace));
    equals = text[i] == '=';
    if (!blank) whitespace = kNone;
    if (blank && whitespace == kNone) whitespace = i;
    const size_t after = AfterQuoted(text, i);
    i = after > i ? after : i + 1;
  }
}

// All whitespace in a chunk extension is BWS, but for that in a quoted-string.
void BodyFacts::AddChunkExt(uint64_t offset, absl::string_view ext) {
  if (bad_whitespace) return;
  for (size_t i = 0; i < ext.size();) {
    if (octets::IsWhitespace(static_cast<uint8_t>(ext[i]))) {
      bad_whitespace = offset + i;
      return;
    }
    const size_t after = AfterQuoted(ext, i);
    i = after > i ? after : i + 1;
  }
}

}  // namespace plumbline
