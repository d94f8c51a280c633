// The law: a field value is read by its production and by nothing else. For TE, Trailer, Upgrade and Via: the error is
// the first octet with which no match can go on; members are octets of the value, each of its kind; lists follow the
// recipient's list rule; canonical octets keep the value.

#include <cstddef>
#include <cstdint>

#include "fuzz/support.h"
#include "fuzz/support_show.h"
#include "fuzz/support_values.h"
#include "parser/fields/te.h"
#include "parser/fields/trailer.h"
#include "parser/fields/upgrade.h"
#include "parser/fields/via.h"

namespace plumbline::fuzz {
namespace {

template <typename T>
void CheckList(const Input& input, Result<T> (*parse)(absl::string_view)) {
  const Result<T> result = CheckProduction(input, parse);
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
  CheckList(input, plumbline::ParseTe);
  CheckList(input, plumbline::ParseTrailer);
  CheckList(input, plumbline::ParseUpgrade);
  CheckList(input, plumbline::ParseVia);
  return 0;
}
