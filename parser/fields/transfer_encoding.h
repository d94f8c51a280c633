// Transfer-Encoding, RFC 9112, section 6.1.
//
//   Transfer-Encoding  = #transfer-coding
//   transfer-coding    = token *( OWS ";" OWS transfer-parameter )
//   transfer-parameter = token BWS "=" BWS ( token / quoted-string )
#ifndef PLUMBLINE_PARSER_FIELDS_TRANSFER_ENCODING_H_
#define PLUMBLINE_PARSER_FIELDS_TRANSFER_ENCODING_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "parser/fields/part.h"
#include "parser/result.h"

namespace plumbline {

struct TransferCodings {
  absl::InlinedVector<absl::string_view, 4> names;  // in order; parameters left out
  bool chunked_is_final = false;
  size_t chunked_count = 0;
};

template <typename Visit>
void VisitParts(const TransferCodings& codings, const Visit& visit) {
  VisitNames(codings.names, "transfer-coding", visit);
}

// The (combined) field value by the recipient's list rule. Errors: kTransferEncodingSyntax,
// kChunkedParameter, kCompressionParameter. Needs more where a parameter or quoted-string is
// unfinished.
Result<TransferCodings> ParseTransferEncoding(absl::string_view value);

// The same, fed octet by octet and over several field lines: what the decoder runs.
class TransferEncodingScanner {
 public:
  // TE has the same grammar, and bars no parameters: see te.h.
  enum class Parameters : uint8_t { kBarred, kAllowed };
  explicit TransferEncodingScanner(Parameters parameters = Parameters::kBarred) : parameters_(parameters) {}

  // The clause that `octet` breaks, if any. Feed the whole field line after its colon, and
  // Separator() between field lines of one section (RFC 9110, section 5.2: the lines' values joined
  // by commas).
  std::optional<Clause> Feed(uint8_t octet);
  std::optional<Clause> Separator() { return Feed(','); }

  // True if the value may end here.
  bool AtEnd() const;
  // True inside a quoted-string, where a further field line can go on.
  bool InQuotedString() const { return state_ == State::kQuotedString || state_ == State::kQuotedPair; }
  // True inside an element of the list, from its first octet to its comma.
  bool InMember() const { return state_ != State::kElement; }
  // Of the value fed so far, meaningful where AtEnd().
  bool chunked_is_final() const;
  size_t chunked_count() const;

 private:
  enum class State : uint8_t {
    kElement,
    kCoding,
    kAfterCoding,
    kSemicolon,
    kParameterName,
    kAfterParameterName,
    kEquals,
    kParameterValue,
    kQuotedString,
    kQuotedPair,
  };
  std::optional<Clause> AfterCoding(uint8_t octet);
  void BeginCoding(uint8_t octet);
  void EndCoding();

  Parameters parameters_;
  State state_ = State::kElement;
  uint8_t name_size_ = 0;  // of the coding being read, saturating
  char name_[12] = {};     // its first octets in lower case
  bool last_is_chunked_ = false;
  std::optional<Clause> barred_by_;  // the clause that a parameter of this coding would break
  size_t chunked_count_ = 0;
};

// The elements of a list of codings, each with its parameters.
using Codings = absl::InlinedVector<absl::string_view, 4>;

// Reads `value` with `scanner`, which is in its first state. `syntax` stands for
// kTransferEncodingSyntax in errors.
Result<Codings> ParseCodings(absl::string_view value, TransferEncodingScanner& scanner, Clause syntax);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_TRANSFER_ENCODING_H_
