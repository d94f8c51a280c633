// Whether values that two recipients show are the same, where the standard lets them be spelled in several ways.
#ifndef PLUMBLINE_ORACLE_SAME_H_
#define PLUMBLINE_ORACLE_SAME_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "oracle/judge.h"

namespace plumbline::oracle {

// OWS is SP and HTAB and nothing else: RFC 9110, section 5.6.3.
absl::string_view StripOws(absl::string_view text);

// A request-target as it may be shown: as received, normalised (RFC 9110, section 4.2.3), or the path alone.
// `options`: an empty path and "/" are not the same then.
bool SameTarget(absl::string_view received, absl::string_view shown, bool options);
// Target URIs, but for the scheme, which octets do not tell.
bool SameUri(absl::string_view made, absl::string_view shown, bool options);

// The lines of one name, in order, without the whitespace around their values.
struct FieldValue {
  std::vector<std::string> lines;
  // Places where obs-fold was, by line and octet, in order.
  struct Fold {
    size_t line;
    size_t at;
  };
  std::vector<Fold> folds;
};

struct ValueMatch {
  bool same = true;
  Verdict verdict = Verdict::kConforms;  // kRecovers, kDiscouraged: shown in a way that the sentence is about
  Sentence sentence = Sentence::kRecover;
  std::optional<Gap> gap;
};
// `is_singleton`: the field has one line alone, by its definition.
ValueMatch SameValue(const FieldValue& permitted, const std::vector<std::string>& shown, bool is_singleton,
                     bool is_set_cookie);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_SAME_H_
