// Chromium on HTTP/2 and HTTP/3. Section A.9 is that of docs/models.md.
#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "models/chromium/fields.h"
#include "models/readers.h"

namespace plumbline::models {
namespace chromium {
namespace {

constexpr size_t kListLimit = 256 * 1024;  // of names and values and 32 octets a field
constexpr char kHttp2Error[] = "ERR_HTTP2_PROTOCOL_ERROR";
constexpr char kHttp3Error[] = "ERR_QUIC_PROTOCOL_ERROR";

using List = absl::Span<const Field>;

FieldListReading Failed(const char* error) {
  FieldListReading reading;
  reading.ending = Ending::kFailed;
  reading.error = error;
  return reading;
}

bool IsLowerToken(absl::string_view name) {
  return IsToken(name) && std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}
bool IsPseudo(const Field& field) { return absl::StartsWith(field.name, ":"); }

// HTTP/2: HTAB, SP to "~", and everything from 0x80.
bool IsValue2(absl::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet == '\t' || (octet >= 0x20 && octet != 0x7f);
  });
}

// The fields proper.
FieldListReading Accepted(List list, int status) {
  FieldListReading reading;
  reading.status = status;
  for (const Field& field : list) {
    if (!IsPseudo(field)) reading.fields.push_back({field.name, std::string(TrimLws(field.value))});
  }
  return reading;
}

// HTTP/2: digits, with or without a sign, that fit 32 bits; nullopt: it is not a status. What is read is the digits
// after "HTTP/1.1 ", so after a sign there are none, which is 200 (A.1).
std::optional<int> Status2(absl::string_view status) {
  const bool has_sign = absl::StartsWith(status, "+") || absl::StartsWith(status, "-");
  const absl::string_view digits = status.substr(has_sign ? 1 : 0);
  int code = 0;
  const bool is_number =
      digits.find_first_not_of("0123456789") == absl::string_view::npos && absl::SimpleAtoi(digits, &code);
  if (!is_number) return std::nullopt;
  return has_sign ? 200 : code;
}

FieldListReading Read2(List list) {
  size_t size = 0;
  bool regular = false;
  const std::string* status = nullptr;
  for (const Field& field : list) {
    absl::string_view name = field.name;
    size += name.size() + field.value.size() + 32;
    if (IsPseudo(field)) {
      if (regular) return Failed(kHttp2Error);
      name.remove_prefix(1);
      if (name == "status") {
        if (status != nullptr) return Failed(kHttp2Error);
        status = &field.value;
      }
    }
    if (name == "transfer-encoding") return Failed(kHttp2Error);
    regular = regular || !IsPseudo(field);
    if (!IsLowerToken(name) || !IsValue2(field.value) || size > kListLimit) return Failed(kHttp2Error);
  }
  const std::optional<int> code = status == nullptr ? std::nullopt : Status2(*status);
  if (!code) return Failed(kHttp2Error);
  // 101 counts as an interim head after which the final one is empty, as in HTTP/1 (A.10).
  if (*code == 101) return Accepted({}, 200);
  FieldListReading reading = Accepted(list, *code);
  Head head;
  head.fields = reading.fields;
  if (Differ(Values(head, "location"))) return Failed("ERR_RESPONSE_HEADERS_MULTIPLE_LOCATION");
  reading.informational = *code / 100 == 1;
  return reading;
}

// HTTP/3: three digits, 100 to 599. 0: it is not a status.
int Status3(absl::string_view status) {
  const bool is_status = status.size() == 3 && status[0] >= '1' && status[0] <= '5' &&
                         status.find_first_not_of("0123456789") == absl::string_view::npos;
  int code = 0;
  return is_status && absl::SimpleAtoi(status, &code) ? code : 0;
}

bool IsForbidden3(absl::string_view name) {
  return name == "connection" || name == "keep-alive" || name == "proxy-connection" || name == "transfer-encoding";
}

FieldListReading Read3(List list) {
  int status = 0;
  const std::string* length = nullptr;
  for (const Field& field : list) {
    if (IsPseudo(field)) {
      if (field.name != ":status") return Failed(kHttp3Error);
      status = Status3(field.value);
      continue;
    }
    const bool has_control = absl::string_view(field.value).find_first_of({"\0\r\n", 3}) != absl::string_view::npos;
    if (!IsLowerToken(field.name) || has_control || IsForbidden3(field.name)) return Failed(kHttp3Error);
    if (field.name != "content-length") continue;
    const bool is_number = !field.value.empty() && field.value.find_first_not_of("0123456789") == std::string::npos;
    if (!is_number || (length != nullptr && *length != field.value)) return Failed(kHttp3Error);
    length = &field.value;
  }
  if (status == 0 || status == 101) return Failed(kHttp3Error);
  FieldListReading reading = Accepted(list, status);
  reading.informational = status / 100 == 1;
  return reading;
}

}  // namespace
}  // namespace chromium

FieldListReading ReadChromiumList(Protocol protocol, absl::Span<const Field> fields) {
  return protocol == Protocol::kHttp2 ? chromium::Read2(fields) : chromium::Read3(fields);
}

}  // namespace plumbline::models
