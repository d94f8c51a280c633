// Octets as received, then rewritten from left to right, each with the received octet that it stands for.
#ifndef PLUMBLINE_ORACLE_SOURCE_H_
#define PLUMBLINE_ORACLE_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace plumbline::oracle {

// The octets received have to outlive it. A copy costs nothing until something is rewritten.
class Source {
 public:
  explicit Source(absl::string_view received) : received_(received) {}

  absl::string_view octets() const { return rewritten_ ? absl::string_view(own_) : received_; }
  // Puts `inserted` in the place of `removed` octets from `at` on.
  void Replace(size_t at, size_t removed, absl::string_view inserted);
  // The received octet that `position` stands for; of what was inserted, the first octet that it replaced.
  uint64_t Received(size_t position) const;

 private:
  // From `position` on octets stand for received ones in order, or all for the same.
  struct Mark {
    size_t position;
    uint64_t received;
    bool fixed;
  };

  absl::string_view received_;
  std::string own_;
  bool rewritten_ = false;
  std::vector<Mark> marks_;  // by position
};

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_SOURCE_H_
