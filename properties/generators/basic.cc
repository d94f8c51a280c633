#include "properties/generators/basic.h"

#include <cstdint>

namespace plumbline::properties {

namespace gen = rc::gen;
using TextGen = rc::Gen<std::string>;

rc::Gen<std::string> OneOfTexts(std::vector<std::string> list) { return OneOfThese<std::string>(std::move(list)); }

rc::Gen<std::string> RepeatOctets(size_t min, size_t max, rc::Gen<char> octet) {
  return gen::mapcat(InRange<size_t>(min, max + 1),
                     [octet](size_t count) { return gen::container<std::string>(count, octet); });
}

rc::Gen<std::string> RepeatText(size_t min, size_t max, TextGen element) {
  return gen::map(Repeat(min, max, std::move(element)), [](const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += part;
    return text;
  });
}

rc::Gen<std::string> Optional(TextGen element) { return gen::oneOf(gen::just(std::string()), std::move(element)); }

rc::Gen<std::string> Concat(TextGen first, TextGen second) {
  return gen::map(gen::pair(std::move(first), std::move(second)),
                  [](const std::pair<std::string, std::string>& parts) { return parts.first + parts.second; });
}

rc::Gen<bool> Sometimes(int one_in) {
  return gen::map(InRange(0, one_in), [one_in](int n) { return n == one_in - 1; });
}

rc::Gen<char> OctetOf(absl::string_view set) {
  const auto shared = std::make_shared<const std::string>(set);
  return gen::map(InRange<size_t>(0, shared->size()), [shared](size_t index) { return (*shared)[index]; });
}

rc::Gen<char> TellingOctet() { return OctetOf(absl::string_view("\n\r\0 \t\v\f\x1f\x7f\x80\xff:,;=\"\\", 17)); }

rc::Gen<char> AnyOctet() {
  return gen::oneOf(gen::map(InRange(0, 256), [](int octet) { return static_cast<char>(octet); }), TellingOctet());
}

rc::Gen<char> Digit() { return OctetOf("0123456789"); }
rc::Gen<char> Hexdig() { return OctetOf("0123456789abcdefABCDEF"); }
rc::Gen<char> Alpha() { return OctetOf("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"); }
rc::Gen<char> Tchar() {
  return OctetOf("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~");
}

rc::Gen<char> FieldVchar() {
  return gen::oneOf(OctetOf("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
                    gen::map(InRange(0x21, 0x7f), [](int octet) { return static_cast<char>(octet); }),
                    gen::map(InRange(0x80, 0x100), [](int octet) { return static_cast<char>(octet); }));
}

rc::Gen<std::string> Token(size_t max) { return RepeatOctets(1, max, Tchar()); }
rc::Gen<std::string> Digits(size_t min, size_t max) { return RepeatOctets(min, max, Digit()); }
rc::Gen<std::string> Ows() { return OneOfTexts({"", "", "", " ", "\t", "  ", " \t"}); }
rc::Gen<std::string> Rws() { return OneOfTexts({" ", "\t", "  ", "\t ", " \t "}); }

// quoted-string = DQUOTE *( qdtext / quoted-pair ) DQUOTE, RFC 9110, section 5.6.4.
rc::Gen<std::string> QuotedString() {
  const auto text = [](char c) { return std::string(1, c); };
  const TextGen qdtext = gen::map(
      gen::map(gen::oneOf(FieldVchar(), OctetOf(" \t,;=")), [](char c) { return c == '"' || c == '\\' ? 'q' : c; }),
      text);
  const TextGen pair = gen::map(gen::oneOf(OctetOf("\"\\ \t"), FieldVchar()), [](char c) {
    return std::string{'\\', c};
  });
  return gen::map(RepeatText(0, 6, gen::oneOf(qdtext, pair)),
                  [](const std::string& inner) { return "\"" + inner + "\""; });
}

// comment = "(" *( ctext / quoted-pair / comment ) ")", RFC 9110, section 5.6.5.
rc::Gen<std::string> Comment(int depth) {
  const TextGen ctext = gen::map(gen::oneOf(FieldVchar(), OctetOf(" \t,;\"")),
                                 [](char c) { return std::string(1, c == '(' || c == ')' || c == '\\' ? 'c' : c); });
  const TextGen pair = gen::map(gen::oneOf(OctetOf("()\\\" "), FieldVchar()), [](char c) {
    return std::string{'\\', c};
  });
  const TextGen part = depth > 0 ? gen::oneOf(ctext, pair, Comment(depth - 1)) : gen::oneOf(ctext, pair);
  return gen::map(RepeatText(0, 4, part), [](const std::string& inner) { return "(" + inner + ")"; });
}

rc::Gen<std::string> FieldContent() {
  const auto visible = RepeatOctets(1, 6, FieldVchar());
  return Optional(Concat(visible, RepeatText(0, 3, Concat(Rws(), visible))));
}

rc::Gen<std::string> AnyOctets(size_t min, size_t max) {
  return RepeatOctets(min, max, gen::oneOf(AnyOctet(), OctetOf("\r\n:;, \t0a")));
}

rc::Gen<std::string> CaseChanged(std::string text) {
  return gen::map(gen::resize(rc::kNominalSize, gen::arbitrary<uint64_t>()), [text = std::move(text)](uint64_t mask) {
    std::string changed = text;
    for (size_t i = 0; i < changed.size(); ++i) {
      const char c = changed[i];
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (letter && (mask >> (i % 64) & 1) != 0) changed[i] = static_cast<char>(c ^ 0x20);
    }
    return changed;
  });
}

namespace {

// #element => [ element ] *( OWS "," OWS [ element ] ): what may stand before, between and after
// elements.
const TextGen& ListHead() {
  static const TextGen text(OneOfTexts({"", "", "", ",", ", ", ",,", ", \t,"}));
  return text;
}
const TextGen& ListSeparator() {
  static const TextGen text(OneOfTexts({", ", ",", " ,", "\t,\t", ",,", ", ,", " , ,, "}));
  return text;
}
const TextGen& ListTail() {
  static const TextGen text(OneOfTexts({"", "", "", ",", " ,", ",,", ", ,\t,"}));
  return text;
}

}  // namespace

rc::Gen<std::string> RecipientList(std::vector<std::string> members) {
  if (members.empty()) return OneOfTexts({"", ",", ", ,", ",,", ",\t,"});
  const size_t separators = members.size() - 1;  // before `members` is moved
  return gen::map(
      gen::tuple(ListHead(), gen::container<std::vector<std::string>>(separators, ListSeparator()), ListTail()),
      [members = std::move(members)](const std::tuple<std::string, std::vector<std::string>, std::string>& noise) {
        std::string list = std::get<0>(noise) + members[0];
        for (size_t i = 1; i < members.size(); ++i) {
          list += std::get<1>(noise)[i - 1] + members[i];
        }
        return list + std::get<2>(noise);
      });
}

rc::Gen<std::vector<std::string>> RecipientLists(std::vector<std::string> members) {
  return gen::exec([members = std::move(members)] {
    std::vector<std::string> lines;
    std::vector<std::string> line;
    for (const std::string& member : members) {
      line.push_back(member);
      if (*Sometimes(3)) {
        lines.push_back(*RecipientList(line));
        line.clear();
      }
    }
    if (!line.empty() || lines.empty() || *Sometimes(4)) lines.push_back(*RecipientList(line));
    return lines;
  });
}

}  // namespace plumbline::properties
