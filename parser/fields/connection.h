// Connection, RFC 9110, section 7.6.1.
//
//   Connection        = #connection-option
//   connection-option = token
#ifndef PLUMBLINE_PARSER_FIELDS_CONNECTION_H_
#define PLUMBLINE_PARSER_FIELDS_CONNECTION_H_

#include <cstdint>
#include <optional>

#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"
#include "parser/fields/part.h"
#include "parser/message.h"
#include "parser/result.h"

namespace plumbline {

// Connection options in order, repetitions kept, as received; compare without regard to case.
struct ConnectionOptions {
  absl::InlinedVector<absl::string_view, 8> names;

  bool Has(absl::string_view option) const;
};

template <typename Visit>
void VisitParts(const ConnectionOptions& options, const Visit& visit) {
  VisitNames(options.names, "connection-option", visit);
}

// The field value by the recipient's list rule (RFC 9110, section 5.6.1.2): empty elements are
// skipped. Errors: kConnectionOption.
Result<ConnectionOptions> ParseConnection(absl::string_view value);

// The options of all Connection field lines of a section, combined. For an accepted message.
ConnectionOptions ConnectionOptionsOf(const FieldSection& section);

// The same grammar fed octet by octet over all Connection field lines of a section.
class ConnectionScanner {
 public:
  // The clause that `octet` breaks, if any. Feed the field line after its colon, then EndLine().
  std::optional<Clause> Feed(uint8_t octet);
  void EndLine() {
    if (state_ == State::kOption) EndOption();
    state_ = State::kElement;
  }
  bool close() const { return close_; }
  bool keep_alive() const { return keep_alive_; }
  bool upgrade() const { return upgrade_; }

 private:
  enum class State : uint8_t { kElement, kOption, kAfterOption };
  void EndOption();

  State state_ = State::kElement;
  uint8_t size_ = 0;      // of the option being read, saturating
  char option_[10] = {};  // its first octets in lower case
  bool close_ = false;
  bool keep_alive_ = false;
  bool upgrade_ = false;
};

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELDS_CONNECTION_H_
