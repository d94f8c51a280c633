// Generators of the RFCs' small productions (RFC 9110, section 5.6) and helpers to compose them.
//
// All are built from rc::gen combinators, so that counterexamples shrink: to fewer and smaller
// elements.
#ifndef PLUMBLINE_PROPERTIES_GENERATORS_BASIC_H_
#define PLUMBLINE_PROPERTIES_GENERATORS_BASIC_H_

#include <rapidcheck.h>

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace plumbline::properties {

// From min to max - 1, all alike (gen::inRange keeps to the lower part of the range in the first
// cases).
template <typename T>
rc::Gen<T> InRange(T min, T max) {
  return rc::gen::resize(rc::kNominalSize, rc::gen::inRange<T>(min, max));
}

// One of these, earlier ones being smaller (gen::elementOf does not shrink).
template <typename T>
rc::Gen<T> OneOfThese(std::vector<T> list) {
  const auto shared = std::make_shared<const std::vector<T>>(std::move(list));  // copied with every value
  return rc::gen::map(InRange<size_t>(0, shared->size()), [shared](size_t index) { return (*shared)[index]; });
}
rc::Gen<std::string> OneOfTexts(std::vector<std::string> list);

// From min to max elements.
template <typename T>
rc::Gen<std::vector<T>> Repeat(size_t min, size_t max, rc::Gen<T> element) {
  return rc::gen::mapcat(InRange<size_t>(min, max + 1),
                         [element](size_t count) { return rc::gen::container<std::vector<T>>(count, element); });
}
rc::Gen<std::string> RepeatOctets(size_t min, size_t max, rc::Gen<char> octet);
// The elements one after the other.
rc::Gen<std::string> RepeatText(size_t min, size_t max, rc::Gen<std::string> element);
// "" or the element.
rc::Gen<std::string> Optional(rc::Gen<std::string> element);
rc::Gen<std::string> Concat(rc::Gen<std::string> first, rc::Gen<std::string> second);
rc::Gen<bool> Sometimes(int one_in);

// Half of them are those that tell: line ends, whitespace, delimiters and the edges of the classes.
rc::Gen<char> AnyOctet();
rc::Gen<char> TellingOctet();
rc::Gen<char> Digit();
rc::Gen<char> Hexdig();
rc::Gen<char> Alpha();
rc::Gen<char> Tchar();
rc::Gen<char> FieldVchar();  // VCHAR / obs-text
rc::Gen<char> OctetOf(absl::string_view set);

rc::Gen<std::string> Token(size_t max = 8);
rc::Gen<std::string> Digits(size_t min, size_t max);
rc::Gen<std::string> Ows();
rc::Gen<std::string> Rws();
rc::Gen<std::string> QuotedString();      // with its quotes
rc::Gen<std::string> Comment(int depth);  // with its parentheses; nested at most so deep
rc::Gen<std::string> FieldContent();      // a field value, without whitespace around it; may be empty
rc::Gen<std::string> AnyOctets(size_t min, size_t max);

// The same text with the case of some letters changed.
rc::Gen<std::string> CaseChanged(std::string text);

// The members as a recipient has to accept them (RFC 9110, section 5.6.1.2): with empty elements
// and whitespace around the commas, without whitespace around the whole.
rc::Gen<std::string> RecipientList(std::vector<std::string> members);
// The same over one or more field lines (RFC 9110, section 5.3).
rc::Gen<std::vector<std::string>> RecipientLists(std::vector<std::string> members);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GENERATORS_BASIC_H_
