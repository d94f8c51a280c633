#include "parser/fields/te.h"

#include "absl/strings/match.h"
#include "parser/fields/transfer_encoding.h"
#include "parser/fields/value_reader.h"
#include "parser/octets.h"

namespace plumbline {

// A weight is a transfer-parameter too, and "trailers" a token: the list is one of transfer
// codings.
Result<Te> ParseTe(absl::string_view value) {
  TransferEncodingScanner scanner(TransferEncodingScanner::Parameters::kAllowed);
  const Result<Codings> parsed = ParseCodings(value, scanner, Clause::kTeSyntax);
  if (parsed.outcome() == Outcome::kError) return Result<Te>::Error(parsed.error());
  if (!parsed.complete()) return Result<Te>::NeedMore();
  Te te;
  for (absl::string_view coding : *parsed) {
    ValueReader reader(coding);
    const absl::string_view name = reader.Token();
    const absl::string_view parameters = octets::TrimWhitespace(coding.substr(name.size()));
    te.members.push_back({name, parameters});
    if (parameters.empty() && absl::EqualsIgnoreCase(name, "trailers")) te.trailers = true;
  }
  return Result<Te>::Complete(std::move(te), value.size());
}

}  // namespace plumbline
