// Safari, as far as it is published. Sections D.n are those of docs/models.md.
//
// Where nothing is published the reading is kUnknown. Where it is known that the response is accepted but not how, it
// is kComplete, and Reading::unknown says what is not known of it.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "models/readers.h"
#include "models/safari/head.h"

namespace plumbline::models {
namespace safari {
namespace {

constexpr char kConnectionLost[] = "NSURLErrorNetworkConnectionLost";

// D.4
struct Length {
  enum class Known : uint8_t { kNone, kLength, kClose, kRejected, kOneOfMany, kOpen };
  Known known = Known::kNone;
  uint64_t value = 0;
};

Length ContentLength(const Head& head) {
  std::vector<std::string> items;
  for (const Field& field : head.fields) {
    if (!absl::EqualsIgnoreCase(field.name, "Content-Length")) continue;
    for (absl::string_view item : absl::StrSplit(field.value, ',')) {
      item.remove_prefix(std::min(item.find_first_not_of(" \t"), item.size()));
      item = item.substr(0, item.find_last_not_of(" \t") + 1);
      items.emplace_back(item);
    }
  }
  if (items.empty()) return {};
  const std::string& first = items.front();
  if (std::any_of(items.begin(), items.end(), [&](const std::string& item) { return item != first; })) {
    return {Length::Known::kOneOfMany, 0};
  }
  if (first.empty()) return {Length::Known::kLength, 0};
  if (first == "-1") return {Length::Known::kClose, 0};
  const size_t digits = std::min(first.find_first_not_of("0123456789"), first.size());
  uint64_t value = 0;
  if (absl::SimpleAtoi(absl::string_view(first).substr(0, digits), &value)) return {Length::Known::kLength, value};
  const bool is_word = absl::ascii_isalpha(static_cast<unsigned char>(first[0])) || first[0] == '"';
  return {is_word ? Length::Known::kRejected : Length::Known::kOpen, 0};
}

class Reader {
 public:
  explicit Reader(const Exchange& exchange) : exchange_(exchange) {}

  Reading Read() {
    if (!exchange_.octets.empty()) {
      TakeHead();
    } else if (exchange_.end_of_input) {
      LeaveOpen("what it reports where nothing comes");
    }
    return std::move(reading_);
  }

 private:
  void Fail(const char* error) {
    reading_.ending = Ending::kFailed;
    reading_.error = error;
  }
  void LeaveOpen(const char* what) {
    reading_.ending = Ending::kUnknown;
    reading_.unknown = what;
  }

  void TakeHead() {
    HeadResult result = ReadHead(exchange_.octets, exchange_.end_of_input);
    switch (result.known) {
      case Known::kWaiting:
        return;
      case Known::kRejected:
        return Fail(kUnnamedError);
      case Known::kOpen:
        return LeaveOpen(result.open);
      case Known::kAccepted:
        break;
    }
    if (result.head.status / 100 == 1) return LeaveOpen("how it reads interim responses");
    reading_.head = std::move(result.head);
    reading_.unknown = result.open;
    reading_.consumed = result.size;
    if (result.ends_there) {
      TakeBody();
    } else {
      reading_.ending = Ending::kComplete;
    }
  }

  void TakeBody() {
    const Head& head = *reading_.head;
    const auto has = [&](const char* name) {
      return std::any_of(head.fields.begin(), head.fields.end(),
                         [&](const Field& field) { return absl::EqualsIgnoreCase(field.name, name); });
    };
    if (exchange_.method != "GET" && exchange_.method != "POST")
      return LeaveOpen("which methods have a response without a body");
    if (head.status == 204 || head.status == 205 || head.status == 304)
      return LeaveOpen("which responses have no body");
    if (has("Transfer-Encoding")) return LeaveOpen("how it reads Transfer-Encoding");
    const Length length = ContentLength(head);
    switch (length.known) {
      case Length::Known::kNone:
      case Length::Known::kClose:
        return ReadToClose();
      case Length::Known::kLength:
        return ReadLength(length.value);
      case Length::Known::kRejected:
        return Fail(kConnectionLost);
      case Length::Known::kOpen:
        return LeaveOpen("how it reads this Content-Length");
      case Length::Known::kOneOfMany:
        break;
    }
    LeaveOpen("which Content-Length it takes, and so what the body is");
    if (exchange_.end_of_input) reading_.ending = Ending::kComplete;
  }

  void ReadToClose() {
    reading_.framing = FramingKind::kClose;
    reading_.body = std::string(exchange_.octets.substr(reading_.consumed));
    reading_.consumed = exchange_.octets.size();
    if (exchange_.end_of_input) reading_.ending = Ending::kComplete;
  }

  void ReadLength(uint64_t length) {
    const absl::string_view rest = exchange_.octets.substr(reading_.consumed);
    const size_t size = static_cast<size_t>(std::min<uint64_t>(length, rest.size()));
    reading_.framing = FramingKind::kLength;
    reading_.length = length;
    reading_.body = std::string(rest.substr(0, size));
    reading_.consumed += size;
    if (size == length) {
      reading_.ending = Ending::kComplete;
    } else if (exchange_.end_of_input) {
      LeaveOpen("what it makes of a body that ends early");
    }
  }

  const Exchange& exchange_;
  Reading reading_;
};

}  // namespace
}  // namespace safari

Reading ReadSafari(const Exchange& exchange) { return safari::Reader(exchange).Read(); }

}  // namespace plumbline::models
