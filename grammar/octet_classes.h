// Partitions of the 256 octets.
#ifndef PLUMBLINE_GRAMMAR_OCTET_CLASSES_H_
#define PLUMBLINE_GRAMMAR_OCTET_CLASSES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "grammar/automaton.h"
#include "grammar/language.h"

namespace plumbline::grammar {

// Classes count from 0, in the order of their first octets.
class OctetClasses {
 public:
  // Octets stay together only if `key(octet)` is equal.
  template <typename Key>
  void SplitBy(const Key& key) {
    std::map<std::tuple<uint8_t, decltype(key(uint8_t{}))>, uint8_t> numbers;
    for (size_t octet = 0; octet < 256; ++octet) {
      const auto number = static_cast<uint8_t>(numbers.size());
      class_of_[octet] =
          numbers.try_emplace({class_of_[octet], key(static_cast<uint8_t>(octet))}, number).first->second;
    }
    size_ = numbers.size();
  }

  size_t size() const { return size_; }
  // An octet of each class, the first.
  std::string FirstOctets() const;
  uint8_t Of(uint8_t octet) const { return class_of_[octet]; }
  const std::array<uint8_t, 256>& table() const { return class_of_; }

 private:
  std::array<uint8_t, 256> class_of_{};
  size_t size_ = 1;
};

// The automaton of a table whose labels are classes, with the coarsest classes that will do. Its dead states are the
// table's; the table's states are minimal and numbered as ToTable() does.
Automaton OverOctets(const OctetClasses& classes, const Table& table, std::vector<Automaton::Output> outputs);

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_OCTET_CLASSES_H_
