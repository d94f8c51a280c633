#include "fuzz/support_target.h"

#include <string>

#include "fuzz/support.h"
#include "parser/serialize.h"
#include "witness/uri.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {

void CheckHostPort(absl::string_view octets, const HostPort& authority) {
  const char* wrong = witness::WrongInHostPort(authority);
  PLUMBLINE_LAW(octets, wrong == nullptr, wrong);
}

void CheckTarget(absl::string_view octets, absl::string_view method, const RequestTarget& target) {
  std::string parts;
  Serialize(target, parts);
  PLUMBLINE_LAW(octets, parts == target.text, "the parts put together are the target");
  const char* wrong = witness::WrongInTarget(method, target);
  PLUMBLINE_LAW(octets, wrong == nullptr, wrong);
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
