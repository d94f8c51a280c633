// Law: no size is special. A section of any number of lines, a list of any number of members, a
// name or a value of any length has the values that stand in the octets: also where the parser's
// inline storage ends, and within and across its words of eight octets.
#include "properties/law.h"

#include "parser/field_line.h"
#include "parser/fields/hop_by_hop.h"
#include "parser/fields/trailer.h"
#include "parser/serialize.h"
#include "properties/generators/basic.h"
#include "properties/generators/numbers.h"
#include "properties/parser/delivery.h"
#include "properties/show.h"

namespace plumbline::properties {
namespace {

std::string Name(size_t index) { return "X-" + std::to_string(index); }

// Lines with a name and a value of their own.
std::string Lines(size_t count) {
  std::string lines;
  for (size_t i = 0; i < count; ++i) lines += Name(i) + ": v" + std::to_string(i) + "\r\n";
  return lines;
}

void ExpectLines(const std::vector<FieldLine>& lines, size_t first, size_t count) {
  ASSERT_EQ(lines.size(), first + count);
  for (size_t i = 0; i < count; ++i) {
    EXPECT_EQ(std::string(lines[first + i].name), Name(i));
    EXPECT_EQ(std::string(lines[first + i].value), "v" + std::to_string(i));
  }
}

TEST(Sizes, OfSections) {
  for (size_t count = 0; count < 200; count += count < 60 || count > 70 ? 13 : 1) {
    const std::string octets = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n" + Lines(count) +
                               "\r\n1\r\nx\r\n0\r\n" + Lines(count) + "\r\n";
    const std::string twice = octets + octets;
    const Interpretation read = ParseRequestStream(twice);
    ASSERT_EQ(read.messages.size(), 2u) << count;
    for (const Message& message : read.messages) {
      ExpectLines(message.fields, 2, count);
      ExpectLines(message.trailers, 0, count);
      EXPECT_EQ(message.body, "x");
    }
    DeliveryOptions options;
    EXPECT_EQ(Trace(octets, EveryOctet(octets), options), Trace(octets, {}, options)) << count;
  }
}

// A connection option is found wherever it stands, in one line or in as many lines as options; so
// is the field that it names.
TEST(Sizes, OfConnection) {
  for (size_t count = 1; count < 40; ++count) {
    for (size_t at = 0; at < count; ++at) {
      std::string list, lines;
      for (size_t i = 0; i < count; ++i) {
        const std::string option = i == at ? "close" : Name(i);
        list += (i == 0 ? "" : ", ") + option;
        lines += "Connection: " + option + "\r\n";
      }
      for (const std::string& connection : {"Connection: " + list + "\r\n", lines}) {
        const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n" + Lines(count) + connection + "\r\n";
        const auto read = ParseRequestHead(head);
        ASSERT_TRUE(read.complete()) << head;
        EXPECT_EQ(read->persistence.rule, PersistenceRule::kCloseOption) << head;
        EXPECT_EQ(ConnectionOptionsOf(read->fields).names.size(), count);
        EXPECT_EQ(RemovalSet(read->fields, read->framing, nullptr).size(), count) << head;
      }
    }
  }
}

// The last coding decides, whatever precedes it.
TEST(Sizes, OfTransferEncoding) {
  for (size_t count = 1; count < 20; ++count) {
    for (const char* last : {"chunked", "chunke", "chunkedx", "gzip"}) {
      std::string list, lines;
      for (size_t i = 0; i < count; ++i) {
        const std::string coding = i + 1 == count ? last : Name(i);
        list += (i == 0 ? "" : ", ") + coding;
        lines += "Transfer-Encoding: " + coding + "\r\n";
      }
      const bool chunked = std::string(last) == "chunked";
      for (const std::string& field : {"Transfer-Encoding: " + list + "\r\n", lines}) {
        const auto read = ParseResponseHead("HTTP/1.1 200 \r\n" + field + "\r\n");
        ASSERT_TRUE(read.complete()) << field;
        EXPECT_EQ(read->framing.kind, chunked ? FramingKind::kChunked : FramingKind::kClose) << field;
      }
      const auto codings = ParseTransferEncoding(list);
      ASSERT_TRUE(codings.complete());
      ASSERT_EQ(codings->names.size(), count);
      EXPECT_EQ(std::string(codings->names.back()), last);
      EXPECT_EQ(codings->chunked_count, chunked ? 1u : 0u);
    }
  }
}

// A word is known by all of its octets: a longer one that begins or ends with it is another, also
// where the size is the same modulo 2^8.
LAW(Sizes, OfWords, ()) {
  const std::string word = *OneOfTexts({"close", "keep-alive", "upgrade"});
  const std::string longer = *LongerToken(word);
  const std::string other = *OneOfTexts(
      {longer, std::string(longer.rbegin(), longer.rend()) + word, std::string(256, 'x') + word, word.substr(1)});
  const bool is_word = *Sometimes(3);
  const std::string option = *CaseChanged(is_word ? word : other);
  const std::string before = *OneOfTexts({"", "x, ", "12345678, ", "1234567890, ", "12345678901, "});
  const std::string head = "GET / HTTP/1.0\r\nUpgrade: a\r\nConnection: " + before + option +
                           *OneOfTexts({"", ", x", ",1234567890"}) + "\r\n\r\n";
  const auto read = ParseRequestHead(head);
  RC_ASSERT(read.complete());
  const bool close = is_word && word == "close";
  const bool keep_alive = is_word && word == "keep-alive";
  RC_ASSERT((read->persistence.rule == PersistenceRule::kCloseOption) == close);
  RC_ASSERT(read->persistence.persists == keep_alive);
}

LAW(Sizes, OfCodings, ()) {
  const std::string longer = *LongerToken("chunked");
  const std::string other =
      *OneOfTexts({longer, std::string(256, 'x') + "chunked", "x-compress", "x-compressx", "chunke", "hunked"});
  const bool chunked = *Sometimes(3);
  const std::string coding = *CaseChanged(chunked ? "chunked" : other);
  const std::string before = *OneOfTexts({"", "x, ", "12345678, ", "x-compress, ", "1234567890123, "});
  const std::string head =
      "HTTP/1.1 200 \r\nTransfer-Encoding: " + before + coding + *OneOfTexts({"", ",", " , "}) + "\r\n\r\n";
  const auto read = ParseResponseHead(head);
  RC_ASSERT(read.complete());
  RC_ASSERT((read->framing.kind == FramingKind::kChunked) == chunked);
  // What a compression coding must not have, a longer word may.
  const std::string gzip = *LongerToken(*OneOfTexts({"gzip", "x-gzip", "deflate", "chunked"}));
  RC_ASSERT(ParseResponseHead("HTTP/1.1 200 \r\nTransfer-Encoding: " + gzip + ";a=b\r\n\r\n").complete());
}

bool IsContent(uint8_t octet) { return octet == '\t' || (octet >= 0x20 && octet != 0x7f); }

Clause ClauseOf(uint8_t octet) {
  if (octet == '\n') return Clause::kBareLf;
  return octet == '\0' ? Clause::kFieldValueNul : Clause::kFieldValueCtl;
}

void ExpectValue(const std::string& value) {
  const std::string octets = "A:" + value;
  const auto read = ParseFieldLine(octets);
  size_t bad = 0;
  while (bad < value.size() && IsContent(static_cast<uint8_t>(value[bad]))) ++bad;
  if (bad == value.size()) {
    ASSERT_TRUE(read.complete()) << Escape(octets);
    return;
  }
  if (value[bad] == '\r') return;  // the line's end, which other laws are about
  const uint64_t at = 2 + bad;
  ASSERT_EQ(Text(read), Text(ParseError{ClauseOf(static_cast<uint8_t>(value[bad])), at, at})) << Escape(octets);
}

// Each octet at each place in words of eight, with each that tells after it at each distance.
TEST(Sizes, OfValues) {
  for (size_t size = 0; size < 26; ++size) {
    for (size_t at = 0; at < size; ++at) {
      for (int octet = 0; octet < 256; ++octet) {
        std::string value(size, 'v');
        value[at] = static_cast<char>(octet);
        ExpectValue(value);
      }
    }
  }
  const std::string telling("\t\n\0\x01\x1f !~\x7f\x80\x81\xff", 12);
  for (size_t at = 0; at < 9; ++at) {
    for (size_t second = at + 1; second < 17; ++second) {
      for (const char one : telling) {
        for (const char two : telling) {
          std::string value(18, '\xc3');
          value[at] = one;
          value[second] = two;
          ExpectValue(value);
        }
      }
    }
  }
}

// A field is the one of its name by all of that name's octets, in any case.
TEST(Sizes, OfFieldNames) {
  const auto framing = [](const std::string& name, const std::string& value) {
    const auto read = ParseResponseHead("HTTP/1.1 200 \r\n" + name + ": " + value + "\r\n\r\n");
    EXPECT_TRUE(read.complete()) << name;
    return static_cast<int>(read->framing.rule);
  };
  const std::pair<std::string, int> fields[] = {{"Content-Length", 6}, {"Transfer-Encoding", 4}};
  for (const auto& [name, rule] : fields) {
    const std::string value = rule == 6 ? "5" : "chunked";
    EXPECT_EQ(framing(name, value), rule);
    for (size_t i = 0; i < name.size(); ++i) {
      std::string other = name;
      for (const char octet : std::string("x-_0")) {
        other[i] = octet;
        EXPECT_EQ(framing(other, value), other == name ? rule : 8) << other;
      }
      other[i] = static_cast<char>(name[i] ^ 0x20);
      const bool letter = name[i] != '-';
      if (letter) {
        EXPECT_EQ(framing(other, value), rule) << other;
      }
      EXPECT_EQ(framing(name.substr(0, i) + name.substr(i + 1), value), 8);
    }
    for (const size_t more : {1u, 255u, 256u, 257u}) {
      EXPECT_EQ(framing(name + std::string(more, 'x'), value), 8);
      EXPECT_EQ(framing(std::string(more, 'x') + name, value), 8);
    }
  }
}

}  // namespace
}  // namespace plumbline::properties
