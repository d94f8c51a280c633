#include "parser/fields/via.h"

#include "parser/fields/value_reader.h"

namespace plumbline {
namespace {

// comment = "(" *( ctext / quoted-pair / comment ) ")", RFC 9110, section 5.6.5. A count stands for
// the recursion.
Outcome ReadComment(ValueReader& reader, absl::string_view& comment) {
  const size_t begin = reader.pos();
  size_t depth = 0;
  do {
    if (reader.AtEnd()) return Outcome::kNeedMore;
    if (reader.Take('(')) {
      ++depth;
    } else if (reader.Take(')')) {
      --depth;
    } else {
      if (reader.Take('\\') && reader.AtEnd()) return Outcome::kNeedMore;
      if (!octets::Is(octets::kFieldContent, reader.Peek())) return Outcome::kError;
      reader.Skip();
    }
  } while (depth > 0);
  comment = reader.Since(begin);
  return Outcome::kComplete;
}

Outcome ReadMember(ValueReader& reader, ViaMember& member) {
  Outcome outcome = reader.RequiredToken(member.protocol_version);
  if (outcome != Outcome::kComplete) return outcome;
  if (reader.Take('/')) {
    member.protocol_name = member.protocol_version;
    outcome = reader.RequiredToken(member.protocol_version);
    if (outcome != Outcome::kComplete) return outcome;
  }
  if (!reader.SkipWhitespace()) return reader.AtEnd() ? Outcome::kNeedMore : Outcome::kError;
  outcome = reader.RequiredToken(member.pseudonym);
  if (outcome != Outcome::kComplete) return outcome;
  if (reader.Take(':')) {
    member.has_port = true;
    member.port = reader.Digits();
  }
  // RWS comment; whitespace before a comma is the list's.
  ValueReader ahead = reader;
  if (!ahead.SkipWhitespace() || !ahead.At('(')) return Outcome::kComplete;
  reader = ahead;
  return ReadComment(reader, member.comment);
}

}  // namespace

Result<Via> ParseVia(absl::string_view value) {
  Via via;
  ValueReader reader(value);
  const Outcome outcome = reader.List([&] {
    ViaMember member;
    const Outcome read = ReadMember(reader, member);
    if (read == Outcome::kComplete) via.push_back(member);
    return read;
  });
  return Finish(outcome, reader, std::move(via), Clause::kViaSyntax);
}

}  // namespace plumbline
