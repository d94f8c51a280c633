#include "cli/input.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"

namespace plumbline::cli {

Input::Input(const std::string& name) : name_(name) {
  if (name == "-") {
    descriptor_ = STDIN_FILENO;
    return;
  }
  do {
    descriptor_ = open(name.c_str(), O_RDONLY | O_CLOEXEC);
  } while (descriptor_ < 0 && errno == EINTR);
  if (descriptor_ < 0) Fail(errno);
}

Input::~Input() {
  if (descriptor_ > STDERR_FILENO) close(descriptor_);
}

bool Input::Read(std::string& buffer) {
  if (!error_.empty()) return false;
  const size_t size = buffer.size();
  buffer.resize(size + kBlock);
  ssize_t count = 0;
  for (;;) {
    count = read(descriptor_, &buffer[size], kBlock);
    if (count >= 0 || (errno != EINTR && errno != EAGAIN)) break;
    if (errno == EAGAIN) {  // another process made the terminal or pipe non-blocking
      pollfd ready{descriptor_, POLLIN, 0};
      poll(&ready, 1, -1);
    }
  }
  const int number = errno;
  buffer.resize(size + (count > 0 ? static_cast<size_t>(count) : 0));
  if (count < 0) Fail(number);
  if (count > 0 && copy_ != nullptr && copy_->size() < largest_copy_) copy_->append(buffer, size);
  return count > 0;
}

bool Input::IsTerminal() const { return descriptor_ >= 0 && isatty(descriptor_) != 0; }

void Input::Fail(int number) {
  error_ = absl::StrCat("cannot read ", name_ == "-" ? "standard input" : name_, ": ", std::strerror(number));
}

std::string ReadWhole(const std::string& name, size_t largest, absl::string_view what, absl::string_view too_many,
                      std::string& octets) {
  Input input(name);
  if (input.IsTerminal()) Complain(absl::StrCat("reading ", what, "; Ctrl-D ends them"));
  while (octets.size() <= largest && input.Read(octets)) {
  }
  if (!input.error().empty()) return input.error();
  const std::string shown = name == "-" ? "standard input" : name;
  if (octets.empty()) return absl::StrCat(shown, ": no octets");
  if (octets.size() > largest) return absl::StrCat(shown, ": ", too_many);
  return "";
}

}  // namespace plumbline::cli
