// .NET's SocketsHttpHandler.
#include <string>

#include "absl/strings/match.h"
#include "models/keep_alive/text.h"
#include "models/readers.h"

namespace plumbline::models::keep_alive {
namespace {

bool IsTokenChar(char c) {
  return c > ' ' && c < '\x7f' && !absl::StrContains("()<>@,;:\\\"/[]?={}", absl::string_view(&c, 1));
}

struct Pair {
  absl::string_view name;
  absl::string_view value;  // with its quotes
};

// token [ = ( token / quoted-string ) ] between commas, whitespace around each part. Anything else, an empty member
// too, and the whole line is dropped.
bool ReadLine(absl::string_view line, std::vector<Pair>& pairs) {
  size_t pos = 0;
  const auto blanks = [&] {
    while (pos < line.size() && (line[pos] == ' ' || line[pos] == '\t')) ++pos;
  };
  const auto token = [&] {
    const size_t begin = pos;
    while (pos < line.size() && IsTokenChar(line[pos])) ++pos;
    return line.substr(begin, pos - begin);
  };
  for (;;) {
    blanks();
    Pair pair{token(), {}};
    if (pair.name.empty()) return false;
    blanks();
    if (pos < line.size() && line[pos] == '=') {
      ++pos;
      blanks();
      if (pos < line.size() && line[pos] == '"') {
        const size_t begin = pos++;
        while (pos < line.size() && line[pos] != '"') pos += line[pos] == '\\' ? 2 : 1;
        if (pos >= line.size()) return false;
        pair.value = line.substr(begin, ++pos - begin);
      } else {
        pair.value = token();
      }
      if (pair.value.empty()) return false;
      blanks();
    }
    pairs.push_back(pair);
    if (pos == line.size()) return true;
    if (line[pos++] != ',') return false;
  }
}

}  // namespace

KeepAliveReading ReadDotNet(const KeepAliveResponse& response) {
  if (HasToken(response.connection, "close")) return Closed("Connection has close");
  std::optional<int64_t> seconds;
  bool closed = false;
  bool dropped = false;
  for (const std::string& line : response.keep_alive) {
    std::vector<Pair> pairs;
    if (!ReadLine(line, pairs)) {
      dropped = true;
      continue;
    }
    for (const Pair& pair : pairs) {
      if (absl::EqualsIgnoreCase(pair.name, "timeout")) {
        const std::optional<int64_t> number =
            !pair.value.empty() && IsDigit(pair.value.front()) ? WholeNumber(pair.value, 32) : std::nullopt;
        if (number) seconds = number;
      } else if (absl::EqualsIgnoreCase(pair.name, "max") && pair.value == "0") {
        closed = true;
      }
    }
  }
  if (closed) return Closed("max is 0");
  if (seconds && *seconds <= 1) return Closed("timeout less 1 s leaves nothing");
  if (seconds) return Set((*seconds - 1) * 1000, "last timeout of digits, less 1 s");
  return Own(dropped ? "off the grammar: the whole line is dropped" : "no timeout of digits");
}

}  // namespace plumbline::models::keep_alive
