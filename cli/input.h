// A file or standard input, read in blocks.
#ifndef PLUMBLINE_CLI_INPUT_H_
#define PLUMBLINE_CLI_INPUT_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace plumbline::cli {

class Input {
 public:
  static constexpr size_t kBlock = 64 << 10;  // octets

  // "-" is standard input.
  explicit Input(const std::string& name);
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  // Appends what there is, at most a block; waits only where there is nothing. False at the end and on an error.
  bool Read(std::string& buffer);

  // What is read from here on goes to `copy`, too, as long as that has fewer than `largest` octets. It has to outlive
  // the input.
  void Keep(std::string* copy, size_t largest) {
    copy_ = copy;
    largest_copy_ = largest;
  }

  // Why the input could not be opened or read, as one line for people; empty if it could.
  const std::string& error() const { return error_; }
  bool IsTerminal() const;

 private:
  void Fail(int number);

  std::string name_;
  std::string error_;
  int descriptor_ = -1;
  std::string* copy_ = nullptr;
  size_t largest_copy_ = 0;
};

// Reads all of the input named `name`, which may have `largest` octets; a person at a terminal is asked for `what`, and
// told `too_many` where there are more. Returns why it cannot be read, as one line for people; empty if it could.
std::string ReadWhole(const std::string& name, size_t largest, absl::string_view what, absl::string_view too_many,
                      std::string& octets);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_INPUT_H_
