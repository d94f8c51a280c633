// A file or standard input, read in blocks.
#ifndef PLUMBLINE_CLI_INPUT_H_
#define PLUMBLINE_CLI_INPUT_H_

#include <cstddef>
#include <string>

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

  // Why the input could not be opened or read, as one line for people; empty if it could.
  const std::string& error() const { return error_; }
  bool IsTerminal() const;

 private:
  void Fail(int number);

  std::string name_;
  std::string error_;
  int descriptor_ = -1;
};

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_INPUT_H_
