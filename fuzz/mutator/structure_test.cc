// The structure that the mutator finds is the one that the parser finds, where there is one; and one that lies within
// the octets, where there is none.
#include "fuzz/mutator/structure.h"

#include <gtest/gtest.h>

#include <string>

#include "fuzz/mutator/dice.h"
#include "fuzz/mutator/maker.h"
#include "parser/stream.h"

namespace plumbline::fuzz {
namespace {

// Some messages, of the parts that the mutator makes.
std::string MadeStream(Production start_line, Dice& dice) {
  std::string octets;
  Maker maker(dice, octets);
  for (size_t messages = 1 + dice.Few(3); messages > 0; --messages) maker.Message(start_line);
  return octets;
}

absl::string_view View(const std::string& octets, Span span) {
  return absl::string_view(octets).substr(span.begin, span.size());
}

void ExpectSame(const std::string& octets, const Structure& structure, const fuzz::Message& found,
                const plumbline::Message& parsed) {
  EXPECT_EQ(found.begin, parsed.offset);
  EXPECT_EQ(found.end - found.begin, parsed.size);
  ASSERT_EQ(found.last_line - found.first_line, parsed.fields.size());
  for (size_t i = 0; i < parsed.fields.size(); ++i) {
    const Line& line = structure.lines[found.first_line + i];
    EXPECT_EQ(View(octets, line.name), parsed.fields[i].name);
    EXPECT_EQ(View(octets, line.value), parsed.fields[i].value);
  }
  ASSERT_EQ(found.last_trailer - found.first_trailer, parsed.trailers.size());
  std::string body = octets.substr(found.content.begin, found.content.size());
  for (size_t i = found.first_chunk; i < found.last_chunk; ++i) {
    EXPECT_TRUE(structure.chunks[i].size_is_right);
    body += octets.substr(structure.chunks[i].data.begin, structure.chunks[i].data.size());
  }
  EXPECT_EQ(body, parsed.body);
}

class EachKind : public testing::TestWithParam<Shape> {};

TEST_P(EachKind, AValidStreamHasTheStructureThatTheParserFinds) {
  Dice dice(9112);
  int compared = 0;
  for (int i = 0; i < 20000; ++i) {
    const bool requests = GetParam() == Shape::kRequests || (GetParam() == Shape::kMessages && dice.OneIn(2));
    const std::string octets = MadeStream(requests ? Production::kRequestLine : Production::kStatusLine, dice);
    const Interpretation parsed = ParseStream(requests ? MessageKind::kRequest : MessageKind::kResponse, octets);
    if (parsed.verdict != Outcome::kComplete || parsed.tunnel) continue;
    ++compared;
    Structure structure;
    structure.Read(GetParam(), octets);
    ASSERT_EQ(structure.messages.size(), parsed.messages.size()) << octets;
    for (size_t m = 0; m < parsed.messages.size(); ++m) {
      ExpectSame(octets, structure, structure.messages[m], parsed.messages[m]);
    }
    ASSERT_FALSE(HasFailure()) << octets;
  }
  EXPECT_GT(compared, 2000) << "the mutator makes too few valid messages";
}

INSTANTIATE_TEST_SUITE_P(Streams, EachKind, testing::Values(Shape::kRequests, Shape::kResponses, Shape::kMessages));

void ExpectWithin(const std::string& octets, const Structure& structure) {
  const auto ordered = [&](std::initializer_list<size_t> places) {
    size_t last = 0;
    for (const size_t place : places) {
      EXPECT_LE(last, place);
      EXPECT_LE(place, octets.size());
      last = place;
    }
  };
  size_t at = 0;
  for (const fuzz::Message& message : structure.messages) {
    EXPECT_EQ(message.begin, at) << "messages tile the octets";
    at = message.end;
    ordered({message.begin, message.start_line.begin, message.start_line.end, message.body, message.content.end,
             octets.size()});
    ordered({message.body, message.end});
    EXPECT_LE(message.first_line, message.last_line);
    EXPECT_LE(message.last_line, structure.lines.size());
    EXPECT_LE(message.first_trailer, message.last_trailer);
    EXPECT_LE(message.last_trailer, structure.lines.size());
    EXPECT_LE(message.first_chunk, message.last_chunk);
    EXPECT_LE(message.last_chunk, structure.chunks.size());
  }
  for (const Line& line : structure.lines) {
    ordered({line.name.begin, line.name.end, line.value.begin, line.value.end, line.end});
  }
  for (const Chunk& chunk : structure.chunks) {
    ordered({chunk.size.begin, chunk.size.end, chunk.ext.begin, chunk.ext.end, chunk.data.begin, chunk.data.end,
             chunk.end});
  }
}

TEST(Structure, AnyOctetsHaveOneWithinThem) {
  Dice dice(1);
  constexpr std::string_view kWords[] = {"\r\n",
                                         "\n",
                                         "\r",
                                         ":",
                                         " ",
                                         "0",
                                         "5",
                                         "f",
                                         ";",
                                         "\r\n\r\n",
                                         "GET / HTTP/1.1\r\n",
                                         "HTTP/1.1 200 \r\n",
                                         "Content-Length: 3\r\n",
                                         "Transfer-Encoding: chunked\r\n",
                                         "0\r\n\r\n",
                                         "3\r\nabc\r\n",
                                         "ffffffffffffffffffff",
                                         "Content-Length: 99"};
  for (int i = 0; i < 50000; ++i) {
    std::string octets;
    for (size_t words = dice.Below(20); words > 0; --words) {
      if (dice.OneIn(4)) {
        octets += static_cast<char>(dice.Below(256));
      } else {
        octets += kWords[dice.Below(std::size(kWords))];
      }
    }
    Structure structure;
    for (const Shape shape : {Shape::kRequests, Shape::kResponses, Shape::kMessages, Shape::kChunkedBody,
                              Shape::kFieldLine, Shape::kValue}) {
      structure.Read(shape, octets);
      ExpectWithin(octets, structure);
      if (shape <= Shape::kMessages) {
        EXPECT_EQ(structure.messages.empty() ? 0 : structure.messages.back().end, octets.size());
      }
    }
    ASSERT_FALSE(HasFailure()) << octets;
  }
}

TEST(Structure, AChunkOfTheWrongSizeEndsWithItsLine) {
  const std::string octets = "5\r\nabc\r\n3;a\r\nxyz\r\n0\r\nT: u\r\n\r\n";
  Structure structure;
  structure.Read(Shape::kChunkedBody, octets);
  ASSERT_EQ(structure.chunks.size(), 3u);
  EXPECT_EQ(View(octets, structure.chunks[0].data), "abc");
  EXPECT_FALSE(structure.chunks[0].size_is_right);
  EXPECT_EQ(View(octets, structure.chunks[1].ext), ";a");
  EXPECT_EQ(View(octets, structure.chunks[1].data), "xyz");
  EXPECT_TRUE(structure.chunks[1].size_is_right);
  ASSERT_EQ(structure.lines.size(), 1u);
  EXPECT_EQ(View(octets, structure.lines[0].value), "u");
}

}  // namespace
}  // namespace plumbline::fuzz
