// Judges two requests with an installed plumbline: one that RFC 9112 allows and one that it does not.
#include <iostream>

#include "absl/strings/string_view.h"
#include "plumbline/parser/stream.h"

namespace {

constexpr absl::string_view kGood = "GET /where?q=now HTTP/1.1\r\nHost: www.example.org\r\n\r\n";
constexpr absl::string_view kBad = "GET / HTTP/1.1\r\nHost : www.example.org\r\n\r\n";

}  // namespace

int main() {
  const plumbline::Interpretation good = plumbline::ParseRequestStream(kGood);
  if (good.verdict != plumbline::Outcome::kComplete || good.messages.size() != 1) return 1;
  std::cout << "accepted: " << good.messages[0].request.method << ' ' << good.messages[0].request.target.text << '\n';

  const plumbline::Interpretation bad = plumbline::ParseRequestStream(kBad);
  if (bad.verdict != plumbline::Outcome::kError) return 1;
  std::cout << "rejected: " << plumbline::ToStatus(bad.error).message() << '\n';
  return 0;
}
