// Laws of any production parser, and of any parser of a list: templates over the parser.
#ifndef PLUMBLINE_FUZZ_SUPPORT_VALUES_H_
#define PLUMBLINE_FUZZ_SUPPORT_VALUES_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "fuzz/support.h"
#include "parser/result.h"

namespace plumbline::fuzz {

// The argument is the whole production: complete means that all octets were matched; an error is the first octet with
// which no match can go on; a prefix of what is complete or needs more is not an error. Returns parse(octets).
template <typename Parse>
auto CheckProduction(const Octets& octets, Parse parse) {
  auto result = parse(octets.view());
  const bool error = result.outcome() == Outcome::kError;
  const size_t offset = error ? static_cast<size_t>(result.error().offset) : octets.size();
  PLUMBLINE_LAW(octets, !result.complete() || result.consumed() == octets.size(), "a match is of all octets");
  PLUMBLINE_LAW(octets, !error || offset < octets.size(), "an octet decides an error");
  PLUMBLINE_LAW(octets, !error || result.error().place <= offset, "the place of an error is not after its offset");

  const size_t cut = Choices(octets).Below(offset + 1);
  const auto before = parse(Octets(octets.view().substr(0, cut)).view());
  PLUMBLINE_LAW(octets, before.outcome() != Outcome::kError, "what comes before the error offset is not an error");
  if (!error) return result;
  const auto viable = parse(Octets(octets.view().substr(0, offset)).view());
  PLUMBLINE_LAW(octets, viable.outcome() != Outcome::kError, "what comes before the error offset is not an error");
  const auto decided = parse(Octets(octets.view().substr(0, offset + 1)).view());
  PLUMBLINE_LAW(octets, decided.outcome() == Outcome::kError && decided.error() == result.error(),
                "the octet at the error offset decides, and what follows changes nothing");
  return result;
}

// RFC 9110, section 5.6.1.2: empty elements are not members, wherever they stand; and two lists joined by a comma are
// their members in order. `show` writes the members of a value, each with a comma after it.
template <typename Parse, typename Show>
void CheckListRule(const Octets& octets, Parse parse, Show show) {
  const std::string list(octets.view());
  const auto result = parse(octets.view());
  if (!result.complete()) return;
  const std::string members = show(result.value());
  for (const std::string& padded : {"," + list, list + ",", "\t,, " + list + " ,\t,"}) {
    const Octets copy(padded);
    const auto again = parse(copy.view());
    PLUMBLINE_LAW(octets, again.complete() && show(again.value()) == members,
                  "9110-5.6.1.2: empty elements do not count");
  }
  const Octets twice(list + "," + list);
  const auto doubled = parse(twice.view());
  PLUMBLINE_LAW(octets, doubled.complete() && show(doubled.value()) == members + members,
                "9110-5.2: lists join by a comma");
}

// The canonical octets of a value mean the same and are a fixed point. `serialize` gives the canonical octets.
template <typename Parse, typename Show, typename Serializer>
void CheckCanonical(const Octets& octets, Parse parse, Show show, Serializer serialize) {
  const auto result = parse(octets.view());
  if (!result.complete()) return;
  const Octets canonical(serialize(result.value()));
  const auto again = parse(canonical.view());
  PLUMBLINE_LAW(octets, again.complete(), "canonical octets are accepted");
  PLUMBLINE_LAW(octets, show(again.value()) == show(result.value()), "canonical octets have the same value");
  PLUMBLINE_LAW(octets, serialize(again.value()) == canonical.view(), "the canonical form is a fixed point");
}

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_SUPPORT_VALUES_H_
