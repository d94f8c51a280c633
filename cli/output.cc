#include "cli/output.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/exit_code.h"

namespace plumbline::cli {
namespace {

bool WantsColor(ColorMode mode) {
  if (mode != ColorMode::kAuto) return mode == ColorMode::kAlways;
  const char* const no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* const term = std::getenv("TERM");
  if (term == nullptr || absl::string_view(term) == "dumb") return false;
  return isatty(STDOUT_FILENO) != 0;
}

size_t FindPageColumns() {
  constexpr size_t kUsual = 100;
  constexpr size_t kLeast = 40;  // narrower pages are no easier to read
  const char* const columns = std::getenv("COLUMNS");
  if (columns != nullptr) {
    if (const std::optional<uint64_t> number = ReadNumber(columns, 1, 100000)) {
      return std::max(kLeast, static_cast<size_t>(*number));
    }
  }
  winsize size{};
  if (isatty(STDOUT_FILENO) == 0 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsual;
  return std::max<size_t>(kLeast, size.ws_col);
}

absl::string_view Sequence(Style style) {
  switch (style) {
    case Style::kPlain:
      return "";
    case Style::kHeading:
      return "\x1b[1m";
    case Style::kGood:
      return "\x1b[32m";
    case Style::kBad:
      return "\x1b[1;31m";
    case Style::kNote:
      return "\x1b[33m";
    case Style::kFaint:
      return "\x1b[2m";
  }
  return "";
}

}  // namespace

size_t PageColumns() {
  static const size_t columns = FindPageColumns();
  return columns;
}

int ShowHelp(absl::string_view text) {
  Output out;
  out.Write(text);
  return out.Finish(kAccepted);
}

Output::Output(ColorMode mode) : color_(WantsColor(mode)) {}

void Output::Write(absl::string_view text) {
  if (text.size() >= kBlock) {  // not copied
    if (Flush()) Send(text);
    return;
  }
  if (error_ != 0) return;
  absl::StrAppend(&buffer_, text);
  if (buffer_.size() >= kBlock) Flush();
}

std::string Output::Paint(Style style, absl::string_view text) const {
  if (!color_ || style == Style::kPlain || text.empty()) return std::string(text);
  return absl::StrCat(Sequence(style), text, "\x1b[0m");
}

void Output::Send(absl::string_view text) {
  while (error_ == 0 && !text.empty()) {
    const ssize_t count = write(STDOUT_FILENO, text.data(), text.size());
    if (count >= 0) {
      text.remove_prefix(static_cast<size_t>(count));
    } else if (errno == EAGAIN) {  // another process made the terminal or pipe non-blocking
      pollfd ready{STDOUT_FILENO, POLLOUT, 0};
      poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
}

bool Output::Flush() {
  Send(buffer_);
  buffer_.clear();
  return ok();
}

int Output::Finish(int code) {
  if (Flush()) return code;
  Complain(absl::StrCat("cannot write to standard output: ", std::strerror(error_)));
  return kCannotWrite;
}

}  // namespace plumbline::cli
