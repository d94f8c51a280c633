#include "cli/check_command.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace plumbline::cli {
namespace {

// What one question may be answered with, garbage and all.
constexpr size_t kMostOctets = 4 << 20;
constexpr size_t kBlock = 64 << 10;
constexpr size_t kKeptNoise = 4 << 10;

// The process group to be ended where a signal ends this process.
volatile sig_atomic_t running_group = 0;

extern "C" void OnSignal(int signal) {
  if (running_group > 0) kill(-static_cast<pid_t>(running_group), SIGKILL);
  std::signal(signal, SIG_DFL);
  raise(signal);
}

void Close(int& descriptor) {
  if (descriptor >= 0) close(descriptor);
  descriptor = -1;
}

struct Pipe {
  int ends[2] = {-1, -1};
  bool Open() { return pipe2(ends, O_CLOEXEC) == 0; }
  ~Pipe() {
    Close(ends[0]);
    Close(ends[1]);
  }
  int Take(int end) { return std::exchange(ends[end], -1); }
};

// In the child: becomes the command, or writes errno to `failure`. Only what is safe after fork().
[[noreturn]] void Become(char* const* words, const Pipe& in, const Pipe& out, const Pipe& err, int failure,
                         size_t memory) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP}) std::signal(signal, SIG_DFL);
  dup2(in.ends[0], STDIN_FILENO);
  dup2(out.ends[1], STDOUT_FILENO);
  dup2(err.ends[1], STDERR_FILENO);
  if (memory > 0) {
    const rlimit limit{memory, memory};
    setrlimit(RLIMIT_AS, &limit);
  }
  execvp(words[0], words);
  const int error = errno;
  [[maybe_unused]] const ssize_t written = write(failure, &error, sizeof error);
  _exit(127);
}

// Reads what there is. False at the end.
bool ReadInto(int descriptor, std::string& buffer) {
  char block[kBlock];
  const ssize_t count = read(descriptor, block, sizeof block);
  if (count > 0) buffer.append(block, static_cast<size_t>(count));
  return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
}

}  // namespace

std::string Command::Start() {
  buffer_.clear();
  noise_.clear();
  answers_ = 0;
  Pipe in;
  Pipe out;
  Pipe err;
  Pipe failure;
  if (!in.Open() || !out.Open() || !err.Open() || !failure.Open()) return std::strerror(errno);
  std::vector<char*> words;
  for (std::string& word : words_) words.push_back(word.data());
  words.push_back(nullptr);
  std::signal(SIGINT, OnSignal);
  std::signal(SIGTERM, OnSignal);
  process_ = fork();
  if (process_ < 0) return std::strerror(errno);
  if (process_ == 0) Become(words.data(), in, out, err, failure.ends[1], limits_.memory);
  setpgid(process_, process_);  // as the child does: whoever comes first
  running_group = process_;
  ++starts_;
  input_ = in.Take(1);
  output_ = out.Take(0);
  errors_ = err.Take(0);
  for (const int descriptor : {input_, output_, errors_}) fcntl(descriptor, F_SETFL, O_NONBLOCK);
  int error = 0;
  Close(failure.ends[1]);
  if (read(failure.ends[0], &error, sizeof error) != static_cast<ssize_t>(sizeof error)) return "";
  Stop();
  return std::strerror(error);
}

void Command::Stop() {
  if (process_ <= 0) return;
  kill(-process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  process_ = -1;
  running_group = 0;
  Close(input_);
  Close(output_);
  Close(errors_);
}

// Its standard output has ended: it ends by itself soon, or is ended.
std::string Command::WaitForEnd() {
  int status = 0;
  pid_t ended = 0;
  for (int i = 0; i < 50 && ended == 0; ++i) {
    ended = waitpid(process_, &status, WNOHANG);
    if (ended == 0) usleep(10000);
  }
  if (ended != process_) {
    Stop();
    return "closed its standard output";
  }
  kill(-process_, SIGKILL);  // what it has started
  process_ = -1;
  running_group = 0;
  ReadInto(errors_, noise_);
  Close(input_);
  Close(output_);
  Close(errors_);
  if (WIFSIGNALED(status)) return absl::StrCat("signal ", WTERMSIG(status), " (", strsignal(WTERMSIG(status)), ")");
  return absl::StrCat("exit status ", WEXITSTATUS(status));
}

std::string Command::LastError() const {
  absl::string_view text = absl::StripTrailingAsciiWhitespace(noise_);
  const size_t line = text.rfind('\n');
  if (line != absl::string_view::npos) text.remove_prefix(line + 1);
  return text.empty() ? "" : absl::StrCat(": ", text.substr(0, 200));
}

bool Command::TakeLine(std::string& line) {
  const size_t end = buffer_.find('\n');
  if (end == std::string::npos) return false;
  line = buffer_.substr(0, end);
  buffer_.erase(0, end + 1);
  return true;
}

bool Command::Exchange(absl::string_view& unwritten, Clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  pollfd waiting[] = {{output_, POLLIN, 0}, {errors_, POLLIN, 0}, {unwritten.empty() ? -1 : input_, POLLOUT, 0}};
  if (poll(waiting, 3, static_cast<int>(std::max<int64_t>(left, 0) + 1)) < 0) return errno == EINTR;
  if (waiting[1].revents != 0) {
    if (!ReadInto(errors_, noise_)) Close(errors_);
    if (noise_.size() > kKeptNoise) noise_.erase(0, noise_.size() - kKeptNoise);
  }
  if (waiting[2].revents != 0) {
    const ssize_t count = write(input_, unwritten.data(), unwritten.size());
    if (count > 0) unwritten.remove_prefix(static_cast<size_t>(count));
    if (count < 0 && errno != EAGAIN && errno != EINTR) unwritten = "";  // it reads no more: its output tells
  }
  return waiting[0].revents == 0 || ReadInto(output_, buffer_);
}

Reply Command::Died(Reply reply) {
  reply.kind = ReplyKind::kCrashed;
  reply.detail = WaitForEnd();
  reply.detail += LastError();
  return reply;
}

Reply Command::AskOnce(absl::string_view line, const std::function<bool(absl::string_view line)>& is_answer) {
  Reply reply;
  if (process_ <= 0) {
    if (std::string error = Start(); !error.empty()) return {ReplyKind::kCannotStart, "", std::move(error), 0};
  }
  const std::string text = absl::StrCat(line, "\n");
  absl::string_view unwritten = text;
  const Clock::time_point deadline = Clock::now() + limits_.time;
  size_t octets = 0;
  bool more = true;
  while (true) {
    std::string got;
    while (TakeLine(got)) {
      octets += got.size() + 1;
      reply.line = std::move(got);
      if (is_answer(reply.line)) {
        ++answers_;
        return reply;
      }
      ++reply.garbage;
    }
    if (octets + buffer_.size() > kMostOctets) {
      reply.kind = ReplyKind::kFlooded;
      reply.detail = absl::StrCat("more than ", kMostOctets, " octets, and no answer among them");
      break;
    }
    if (!more) return Died(std::move(reply));
    if (Clock::now() >= deadline) {
      reply.kind = ReplyKind::kHung;
      reply.detail = absl::StrCat("no answer in ", limits_.time.count(), " ms", LastError());
      break;
    }
    more = Exchange(unwritten, deadline);
  }
  Stop();
  return reply;
}

Reply Command::Ask(absl::string_view line, const std::function<bool(absl::string_view line)>& is_answer) {
  const bool fresh = process_ <= 0 || answers_ == 0;
  Reply reply = AskOnce(line, is_answer);
  if (reply.kind == ReplyKind::kCrashed && !fresh) {
    const size_t garbage = reply.garbage;
    reply = AskOnce(line, is_answer);
    reply.garbage += garbage;
  }
  return reply;
}

}  // namespace plumbline::cli
