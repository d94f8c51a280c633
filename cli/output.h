// Standard output: buffered, checked, and in colour where a person looks.
#ifndef PLUMBLINE_CLI_OUTPUT_H_
#define PLUMBLINE_CLI_OUTPUT_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace plumbline::cli {

enum class Style { kPlain, kHeading, kGood, kBad, kNote, kFaint };

enum class ColorMode { kAuto, kAlways, kNever };

// How wide a page is: as COLUMNS says, as the terminal is, and 100 where neither tells.
size_t PageColumns();

// Prints a help text and returns the exit status.
int ShowHelp(absl::string_view text);

class Output {
 public:
  // kAuto: on a terminal, unless NO_COLOR is set to something or TERM is dumb.
  explicit Output(ColorMode mode = ColorMode::kNever);
  // What was written goes out, where memory ran out, too.
  ~Output() { Flush(); }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void Write(absl::string_view text);
  std::string Paint(Style style, absl::string_view text) const;

  // Hands everything to the system. False if that failed, now or before; what is written then is dropped.
  bool Flush();
  // Flushes; where that failed, says so in one line on standard error and returns kCannotWrite, else `code`.
  int Finish(int code);
  bool ok() const { return error_ == 0; }

 private:
  static constexpr size_t kBlock = 64 << 10;

  void Send(absl::string_view text);

  bool color_ = false;
  int error_ = 0;  // errno
  std::string buffer_;
};

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_OUTPUT_H_
