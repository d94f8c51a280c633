// The lines of plumbline check, for the adapters in C++: see docs/check.md.
#ifndef PLUMBLINE_EXAMPLES_ADAPTERS_WIRE_H_
#define PLUMBLINE_EXAMPLES_ADAPTERS_WIRE_H_

#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

using Json = nlohmann::json;

struct Question {
  bool request = true;
  bool eof = false;
  std::string octets;
  std::vector<std::string> methods;  // what responses answer; empty: each a GET, or (`nothing_asked`) there is none
  bool nothing_asked = false;
};

constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

inline std::string Decode(const std::string& text) {
  std::string out;
  unsigned value = 0;
  int bits = 0;
  for (const char c : text) {
    const size_t digit = c == '=' ? std::string::npos : std::string(kBase64).find(c);
    if (digit == std::string::npos) break;
    value = value << 6 | static_cast<unsigned>(digit);
    if ((bits += 6) >= 8) out += static_cast<char>(value >> (bits -= 8) & 0xff);
  }
  return out;
}

inline std::string Encode(const std::string& octets) {
  std::string out;
  unsigned value = 0;
  int bits = 0;
  for (const char c : octets) {
    value = value << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6;) out += kBase64[value >> (bits -= 6) & 63];
  }
  if (bits > 0) out += kBase64[value << (6 - bits) & 63];
  return out + std::string((4 - out.size() % 4) % 4, '=');
}

// Octets as code points.
inline std::string Text(const std::string& octets) {
  std::string out;
  for (const char c : octets) {
    const unsigned octet = static_cast<unsigned char>(c);
    if (octet >= 0x80) out += static_cast<char>(0xc0 | octet >> 6);
    out += static_cast<char>(octet < 0x80 ? octet : 0x80 | (octet & 0x3f));
  }
  return out;
}

// Answers every question with what `observe` returns: null for one that is left out.
template <typename Observe>
void Answer(Observe observe) {
  for (std::string line; std::getline(std::cin, line);) {
    const Json asked = Json::parse(line);
    Question question;
    question.request = asked["kind"] == "request";
    question.eof = asked["eof"];
    question.octets = Decode(asked["octets"]);
    if (asked.contains("methods")) {
      question.methods = asked["methods"].get<std::vector<std::string>>();
      question.nothing_asked = question.methods.empty();
    }
    std::cout << Json{{"id", asked["id"]}, {"observed", observe(question)}}.dump() << std::endl;
  }
}

#endif  // PLUMBLINE_EXAMPLES_ADAPTERS_WIRE_H_
