#include "parser/fields/connection.h"

#include "absl/strings/match.h"
#include "parser/fields/value_reader.h"
#include "parser/octets.h"

namespace plumbline {

bool ConnectionOptions::Has(absl::string_view option) const {
  for (absl::string_view name : names) {
    if (absl::EqualsIgnoreCase(name, option)) return true;
  }
  return false;
}

Result<ConnectionOptions> ParseConnection(absl::string_view value) {
  ConnectionOptions options;
  ValueReader reader(value);
  const Outcome outcome = reader.List([&] {
    absl::string_view option;
    const Outcome token = reader.RequiredToken(option);
    if (token == Outcome::kComplete) options.names.push_back(option);
    return token;
  });
  return Finish(outcome, reader, std::move(options), Clause::kConnectionOption);
}

ConnectionOptions ConnectionOptionsOf(const FieldSection& section) {
  ConnectionOptions options;
  for (const FieldLine line : section) {
    if (!absl::EqualsIgnoreCase(line.name, "connection")) continue;
    const Result<ConnectionOptions> parsed = ParseConnection(line.value);
    if (parsed.complete()) options.names.insert(options.names.end(), parsed->names.begin(), parsed->names.end());
  }
  return options;
}

std::optional<Clause> ConnectionScanner::Feed(uint8_t octet) {
  if (octets::Is(octets::kTchar, octet)) {
    if (state_ == State::kAfterOption) return Clause::kConnectionOption;
    if (state_ == State::kElement) size_ = 0;
    state_ = State::kOption;
    if (size_ < sizeof option_) option_[size_] = static_cast<char>(octets::ToLower(octet));
    if (size_ <= sizeof option_) ++size_;
    return std::nullopt;
  }
  if (state_ == State::kOption) EndOption();
  if (octet == ',') {
    state_ = State::kElement;
    return std::nullopt;
  }
  if (!octets::IsWhitespace(octet)) return Clause::kConnectionOption;
  if (state_ == State::kOption) state_ = State::kAfterOption;
  return std::nullopt;
}

void ConnectionScanner::EndOption() {
  const absl::string_view option(option_, size_ > sizeof option_ ? 0 : size_);
  close_ = close_ || option == "close";
  keep_alive_ = keep_alive_ || option == "keep-alive";
  upgrade_ = upgrade_ || option == "upgrade";
}

}  // namespace plumbline
