#include "fuzz/mutator/words.h"

#include <algorithm>
#include <utility>

#include "witness/uncovered.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

constexpr std::pair<Production, std::string_view> kValues[] = {
#define PLUMBLINE_VALUE_FIELD(id, name, document, section, shape, traits, rule, syntax) {Production::k##id, name},
#include "parser/fields/fields.def"
};

constexpr char ToLower(char octet) {
  return octet >= 'A' && octet <= 'Z' ? static_cast<char>(octet + ('a' - 'A')) : octet;
}

bool SameName(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return ToLower(x) == ToLower(y); });
}

}  // namespace

std::vector<std::string_view> WordsOf(Production production) {
  switch (production) {
    case Production::kRequestLine:
      return {"GET ", "HEAD ", "POST ", "CONNECT ", "OPTIONS ", " HTTP/1.1", " HTTP/1.0", "http://",
              "://",  "//",    "@",     ":80",      "%2F",      "?",         "[::1]",     "127.0.0.1"};
    case Production::kRequestTarget:
      return {"http://",     "https://", "://", "//", "@",     ":80",  ":0", ":65535",    ":65536", ":65616",
              ":4294967376", "%2F",      "?",   "*",  "[::1]", "[v1.", "::", "127.0.0.1", "255.",   "256."};
    case Production::kHost:
      return {":80",   ":0",   ":65535", ":65536",    ":4294967376", "%2F",
              "[::1]", "[v1.", "::",     "127.0.0.1", "255.",        "256."};
    case Production::kStatusLine:
      return {"HTTP/1.1 ", "HTTP/1.0 ", "100 ", "101 ", "200 ", "204 ", "304 ", "426 ", "099 ", "600 ", "OK"};
    case Production::kFieldLine:
      return {"Host:", "Connection:", "Content-Length:", "Transfer-Encoding:", "close", "chunked"};
    case Production::kChunkSize:
      return {"0",         "00",       "1",         "FFFFFFFFFFFFFFFF",  "0000000000000000",  "100",
              "10000",     "80000000", "100000000", "10000000000000000", "12000000000000000", "FFFFFFFF",
              "1000000001"};
    case Production::kChunkExt:
      return {";a", ";a=b", ";a=\"b\"", "\\\"", " ; ", " = "};
    case Production::kFieldValue:
    case Production::kUpgrade:
      return {"websocket", "h2c", "HTTP/2.0", "100-continue", ", "};
    case Production::kConnection:
      return {"close",          "keep-alive",     "upgrade",           "te",  "host",  "close-not",
              "keep-alive-not", "content-length", "transfer-encoding", "via", "Close", ", "};
    case Production::kKeepAlive:
      return {"timeout=",
              "max=",
              "timeout",
              "max",
              "timeout=5",
              "max=100",
              "=\"5\"",
              " = ",
              ", ",
              "18446744073709551616",
              "30000000000000000000"};
    case Production::kTransferEncoding:
      return {"chunked",    "Chunked",  "gzip", "x-gzip", "deflate",     "compress",
              "x-compress", "identity", ";a=b", ", ",     "chunked-not", ";a=\"b, chunked\""};
    case Production::kContentLength:
      return {"0",
              "18446744073709551615",
              "18446744073709551616",
              "00000000",
              "4294967296",
              "2147483648",
              "65536",
              "256",
              "30000000000000000000",
              "4294967301"};
    case Production::kTe:
      return {"trailers", "chunked", "gzip", ";q=0.5", ";q=1.000", ";q=", ";a=\"b\"", ", "};
    case Production::kTrailer:
      return FieldNames();
    case Production::kVia:
      return {"1.1 a", "HTTP/1.1 ", "HTTP/", ":80", " (", ")", "\\)", ", "};
    default:  // a field of which none are known
      return {", "};
  }
}

const std::vector<std::string_view>& FieldNames() {
  static const auto& names = *new std::vector<std::string_view>{
      "Close",
      "X",
#define PLUMBLINE_FIELD(id, name, document, section, shape, traits) name,
#include "parser/fields/fields.def"
  };
  return names;
}

const std::vector<Production>& FieldValues() {
  static const auto& values = *new std::vector<Production>{
#define PLUMBLINE_VALUE_FIELD(id, name, document, section, shape, traits, rule, syntax) Production::k##id,
#include "parser/fields/fields.def"
  };
  return values;
}

std::string_view FieldNameOf(Production production) {
  for (const auto& [value, name] : kValues) {
    if (value == production) return name;
  }
  return "";
}

Production ValueOf(std::string_view field_name) {
  for (const auto& [value, name] : kValues) {
    if (SameName(name, field_name)) return value;
  }
  return Production::kFieldValue;
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
