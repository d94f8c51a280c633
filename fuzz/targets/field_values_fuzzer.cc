// The law: a field value is read by its production and by nothing else. For TE, Trailer, Upgrade and Via: the error is
// the first octet with which no match can go on; members are octets of the value, each of its kind; lists follow the
// recipient's list rule; canonical octets keep the value.

#include <cstddef>
#include <cstdint>

#include "fuzz/support.h"
#include "fuzz/support_grammar.h"
#include "fuzz/support_show.h"
#include "fuzz/support_values.h"
#include "parser/fields/te.h"
#include "parser/fields/trailer.h"
#include "parser/fields/upgrade.h"
#include "parser/fields/via.h"

namespace plumbline::fuzz {
namespace {

template <typename T>
void CheckList(const Input& input, Result<T> (*parse)(absl::string_view), bool (*matches)(absl::string_view)) {
  const Result<T> result = CheckProduction(input, parse);
  PLUMBLINE_LAW(input, result.complete() == matches(input), "complete is what matches the production");
  if (!result.complete()) return;
  PLUMBLINE_LAW(input, MembersAreOctetsOf(*result, input), "members are octets of the value, each of its kind");
  CheckListRule(input, parse, Show<T>);
  CheckCanonical(input, parse, Show<T>, ToOctets<T>);
}

}  // namespace
}  // namespace plumbline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace plumbline::fuzz;  // NOLINT: the target's own scope
  const Input input(data, size);
  CheckList(input, plumbline::ParseTe, IsTe);
  CheckList(input, plumbline::ParseTrailer, IsTrailer);
  CheckList(input, plumbline::ParseUpgrade, IsUpgrade);
  CheckList(input, plumbline::ParseVia, IsVia);
  return 0;
}
