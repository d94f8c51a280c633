// The command that `plumbline check` asks: started, fed a line, waited for, and started again after it died.
#ifndef PLUMBLINE_CLI_CHECK_COMMAND_H_
#define PLUMBLINE_CLI_CHECK_COMMAND_H_

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace plumbline::cli {

struct CommandLimits {
  std::chrono::milliseconds time{5000};  // for one line
  size_t memory = 0;                     // octets of address space; 0: no limit
};

enum class ReplyKind { kAnswered, kCrashed, kHung, kFlooded, kCannotStart };

struct Reply {
  ReplyKind kind = ReplyKind::kAnswered;
  std::string line;    // kAnswered: the answer. Else the last line that was none, if there was one
  std::string detail;  // how it ended, for people: "signal 11 (Segmentation fault)"
  size_t garbage = 0;  // lines that were no answer
};

class Command {
 public:
  Command(std::vector<std::string> words, CommandLimits limits) : words_(std::move(words)), limits_(limits) {}
  ~Command() { Stop(); }
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;

  // Writes the line, and waits for one that `is_answer`, passing over others; starts the command where it does not run.
  // Where it died that had answered before, it is asked once more, freshly started: what it had been asked earlier may
  // be why.
  Reply Ask(absl::string_view line, const std::function<bool(absl::string_view line)>& is_answer);

  size_t starts() const { return starts_; }
  void Stop();

 private:
  using Clock = std::chrono::steady_clock;

  std::string Start();  // why it cannot be started; empty if it could
  Reply AskOnce(absl::string_view line, const std::function<bool(absl::string_view line)>& is_answer);
  // Reads and writes what can be until `deadline`. False where nothing can be any more.
  bool Exchange(absl::string_view& unwritten, Clock::time_point deadline);
  bool TakeLine(std::string& line);
  Reply Died(Reply reply);
  std::string WaitForEnd();
  std::string LastError() const;

  std::vector<std::string> words_;
  CommandLimits limits_;
  pid_t process_ = -1;
  int input_ = -1;  // its standard input, output and error
  int output_ = -1;
  int errors_ = -1;
  std::string buffer_;  // what it wrote, as far as it is not read
  std::string noise_;   // the end of its standard error
  size_t answers_ = 0;  // since it was started
  size_t starts_ = 0;
};

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_CHECK_COMMAND_H_
