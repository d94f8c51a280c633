#include "models/firefox/fields.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "models/firefox/text.h"

namespace plumbline::models::firefox {
namespace {

// B.3, B.8: what a second line of the same name does.
enum class Again : uint8_t { kJoin, kJoinWithComma, kJoinWithLineFeed, kIgnore, kHasToEqual };

Again AgainOf(absl::string_view name) {
  const auto is_one_of = [&](std::initializer_list<const char*> names) {
    return std::any_of(names.begin(), names.end(),
                       [&](const char* other) { return absl::EqualsIgnoreCase(name, other); });
  };
  if (is_one_of({"Content-Length", "Content-Disposition", "Location"})) return Again::kHasToEqual;
  if (is_one_of({"Set-Cookie", "WWW-Authenticate", "Proxy-Authenticate"})) return Again::kJoinWithLineFeed;
  if (absl::EqualsIgnoreCase(name, "Content-Type")) return Again::kJoinWithComma;
  if (is_one_of({"User-Agent", "Referer", "Host", "Authorization", "Proxy-Authorization", "From", "If-Modified-Since",
                 "If-Unmodified-Since", "Max-Forwards", "Sec-GPC", "Strict-Transport-Security"})) {
    return Again::kIgnore;
  }
  return Again::kJoin;
}

// B.4: the pieces between commas; quotes mean nothing.
std::vector<absl::string_view> Pieces(absl::string_view value) {
  const auto trimmed = [](char c) { return IsHttpSpace(c) || c == '\f'; };
  std::vector<absl::string_view> pieces;
  for (size_t begin = 0;;) {
    const size_t comma = value.find(',', begin);
    absl::string_view piece =
        value.substr(begin, comma == absl::string_view::npos ? absl::string_view::npos : comma - begin);
    while (!piece.empty() && trimmed(piece.front())) piece.remove_prefix(1);
    while (!piece.empty() && trimmed(piece.back())) piece.remove_suffix(1);
    pieces.push_back(piece);
    if (comma == absl::string_view::npos) return pieces;
    begin = comma + 1;
  }
}

// B.4: strtoll over all of the text; nullopt also for negative numbers and those beyond 63 bits.
std::optional<uint64_t> ParseLength(absl::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  const bool negative = absl::StartsWith(text, "-");
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  if (text.empty() || !std::all_of(text.begin(), text.end(), IsDigit)) return std::nullopt;
  uint64_t value = 0;
  for (const char c : text) {
    const uint64_t digit = static_cast<uint64_t>(c - '0');
    if (value > (INT64_MAX - digit) / 10) return std::nullopt;
    value = value * 10 + digit;
  }
  if (negative && value != 0) return std::nullopt;
  return value;
}

}  // namespace

const char* FieldTable::Add(absl::string_view line) {
  // B.3: no whitespace around the name is trimmed; a line without a name that is a token is passed over.
  const size_t colon = line.find(':');
  if (colon == absl::string_view::npos || !IsToken(line.substr(0, colon))) return nullptr;
  const absl::string_view name = line.substr(0, colon);
  absl::string_view value = line.substr(colon + 1);
  while (!value.empty() && IsBlank(value.front())) value.remove_prefix(1);
  while (!value.empty() && IsBlank(value.back())) value.remove_suffix(1);
  if (absl::StrContains(value, '\0')) return "NS_ERROR_DOM_INVALID_HEADER_VALUE";  // B.2

  const bool is_length = absl::EqualsIgnoreCase(name, "Content-Length");
  const std::vector<absl::string_view> pieces = is_length ? Pieces(value) : std::vector<absl::string_view>{value};
  const bool equal = std::all_of(pieces.begin(), pieces.end(), [&](absl::string_view p) { return p == pieces[0]; });
  const auto [at, is_new] = index_.emplace(absl::AsciiStrToLower(name), fields_.size());
  if (is_new) {
    fields_.push_back({std::string(name), std::string(value)});
  } else if (is_length) {
    // B.4: lengths are compared as text, lists of one length as that length.
    if (!equal || known_length_ != pieces[0]) return "NS_ERROR_CORRUPTED_CONTENT";
  } else if (const char* error = Merge(fields_[at->second], value)) {
    return error;
  }
  if (is_length) {
    if (!equal) return "NS_ERROR_ILLEGAL_VALUE";
    known_length_ = std::string(pieces[0]);
    content_length_ = ParseLength(pieces[0]);
  }
  return nullptr;
}

const char* FieldTable::Merge(Field& known, absl::string_view value) {
  const Again again = AgainOf(known.name);
  if (again == Again::kIgnore) return nullptr;
  if (again == Again::kHasToEqual) return known.value == value ? nullptr : "NS_ERROR_CORRUPTED_CONTENT";  // B.8
  // B.3: empty values leave no trace, but for X-Frame-Options, and Content-Type if it is not the first.
  const bool empty_counts = absl::EqualsIgnoreCase(known.name, "X-Frame-Options");
  if (value.empty() && !empty_counts && again != Again::kJoinWithComma) return nullptr;
  const char* separator = again == Again::kJoin ? ", " : again == Again::kJoinWithComma ? "," : "\n";
  absl::StrAppend(&known.value, known.value.empty() && !empty_counts ? "" : separator, value);
  return nullptr;
}

bool FieldTable::Has(absl::string_view name) const { return index_.count(absl::AsciiStrToLower(name)) > 0; }

absl::string_view FieldTable::Value(absl::string_view name) const {
  const auto found = index_.find(absl::AsciiStrToLower(name));
  return found == index_.end() ? absl::string_view() : absl::string_view(fields_[found->second].value);
}

bool IsChunked(const FieldTable& fields) { return HasWord(fields.Value("Transfer-Encoding"), "chunked"); }

Decision KeepsAlive(const FieldTable& fields, Version version, int status) {
  const absl::string_view connection = fields.Value("Connection");
  const absl::string_view proxy = fields.Value("Proxy-Connection");
  if (version.major == 0) return {false, "HTTP/0.9"};
  if (status == 408) return {false, "408"};
  if (HasWord(connection, "close") || HasWord(proxy, "close")) return {false, "close"};
  const bool before_11 = version.major == 1 && version.minor == 0;
  const bool asks = HasWord(connection, "keep-alive") || HasWord(proxy, "keep-alive");
  if (before_11 && !asks) return {false, "HTTP/1.0 without keep-alive"};
  return {true, "no timeout= in it"};
}

std::optional<int64_t> KeepAliveTimeout(const FieldTable& fields) {
  constexpr absl::string_view kTimeout = "timeout=";
  const absl::string_view value = fields.Value("Keep-Alive");
  const size_t at = FindIgnoringCase(value, kTimeout);
  if (at == absl::string_view::npos) return std::nullopt;
  const uint32_t seconds = static_cast<uint32_t>(Atoi(value.substr(at + kTimeout.size())));
  return static_cast<int64_t>(seconds * 1000u);  // in 32 bits, where it may wrap
}

std::optional<int64_t> KeepAliveMax(const FieldTable& fields) {
  constexpr absl::string_view kMax = "max=";
  const absl::string_view value = fields.Value("Keep-Alive");
  const size_t at = FindIgnoringCase(value, kMax);
  const int32_t uses = at == absl::string_view::npos ? 0 : Atoi(value.substr(at + kMax.size()));
  return uses > 0 ? std::optional<int64_t>(uses) : std::nullopt;
}

}  // namespace plumbline::models::firefox
