#include "cli/json_lines.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/exit_code.h"
#include "cli/input.h"
#include "cli/json.h"

namespace plumbline::cli {
namespace {

constexpr size_t kLongestLine = 64 << 20;

using LineAnswer = std::function<void(absl::string_view line, Output& out)>;

// Cuts the input into lines.
class LineReader {
 public:
  LineReader(const LineAnswer& answer, Output& out) : answer_(answer), out_(out) {}

  // Answers the complete lines of `buffer` and leaves what follows them.
  void AnswerLines(std::string& buffer) {
    size_t begin = 0;
    size_t end = buffer.find('\n', scanned_);
    while (end != std::string::npos && out_.ok()) {
      Answer(absl::string_view(buffer).substr(begin, end - begin));
      begin = end + 1;
      end = buffer.find('\n', begin);
    }
    buffer.erase(0, begin);
    if (buffer.size() > kLongestLine) {
      too_long_ = true;
      buffer.clear();
    }
    scanned_ = buffer.size();
  }

  // The last line may lack its LF.
  void AnswerRest(absl::string_view rest) {
    if (!rest.empty() || too_long_) Answer(rest);
  }

 private:
  void Answer(absl::string_view line) {
    if (too_long_ || line.size() > kLongestLine) {
      out_.Write(JsonLine("null", {{"error", absl::StrCat("a line longer than ", kLongestLine, " octets")}}));
    } else {
      answer_(line, out_);
    }
    too_long_ = false;
  }

  const LineAnswer& answer_;
  Output& out_;
  size_t scanned_ = 0;     // octets of the buffer known to hold no LF
  bool too_long_ = false;  // what the buffer holds is the rest of a line that is too long
};

}  // namespace

int AnswerLines(absl::string_view verb, const LineAnswer& answer, ColorMode color) {
  Input input("-");
  if (input.IsTerminal()) Complain(absl::StrCat(verb, " reads JSON Lines from the terminal; Ctrl-D ends them"));
  Output out(color);
  LineReader lines(answer, out);
  std::string buffer;
  while (input.Read(buffer)) {
    lines.AnswerLines(buffer);
    // Read() comes next and may wait: whoever asked gets all answers first.
    if (!out.Flush()) return out.Finish(kAccepted);
  }
  lines.AnswerRest(buffer);
  if (input.error().empty()) return out.Finish(kAccepted);
  Complain(input.error());
  return out.Finish(kCannotRead);
}

}  // namespace plumbline::cli
