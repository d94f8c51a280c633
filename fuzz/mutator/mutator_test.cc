// What the mutator promises of any octets, and what it is for: mutants that stay near the language, in every part.
#include "fuzz/mutator/mutator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "fuzz/mutator/dice.h"
#include "fuzz/mutator/maker.h"
#include "parser/stream.h"

namespace plumbline::fuzz {
namespace {

// In place of the engine's: one octet inserted, changed or taken out; which one depends on the octets alone.
size_t MutateOneOctet(uint8_t* data, size_t size, size_t max_size) {
  Dice dice(std::hash<std::string_view>()({reinterpret_cast<const char*>(data), size}));
  const size_t at = dice.Below(size + 1);
  const auto octet = static_cast<uint8_t>(dice.Below(256));
  if (at == size || dice.OneIn(3)) {
    if (size == max_size) return size;
    std::memmove(data + at + 1, data + at, size - at);
    data[at] = octet;
    return size + 1;
  }
  if (size > 1 && dice.OneIn(2)) {
    std::memmove(data + at, data + at + 1, size - at - 1);
    return size - 1;
  }
  data[at] = octet;
  return size;
}

size_t MutateNothing(uint8_t*, size_t size, size_t) { return size; }

// In a heap block of exactly `max_size` octets, so that a sanitizer sees one octet too many.
std::string Mutated(Mutator& mutator, const std::string& octets, size_t max_size, unsigned seed) {
  const std::unique_ptr<uint8_t[]> block(new uint8_t[max_size]);
  std::copy(octets.begin(), octets.end(), block.get());
  const size_t size = mutator.Mutate(block.get(), octets.size(), max_size, seed);
  EXPECT_LE(size, max_size);
  return std::string(block.get(), block.get() + std::min(size, max_size));
}

std::string AnyOctets(Dice& dice) {
  constexpr std::string_view kWords[] = {"\r\n",
                                         "\n",
                                         ":",
                                         " ",
                                         "5",
                                         ";",
                                         ",",
                                         "\"",
                                         "GET / HTTP/1.1\r\n",
                                         "\r\n\r\n",
                                         "HTTP/1.1 200 \r\n",
                                         "Content-Length: 3\r\n",
                                         "Transfer-Encoding: chunked\r\n",
                                         "0\r\n\r\n",
                                         "3\r\nabc\r\n",
                                         "Connection: close\r\n",
                                         "http://[::1]:80/"};
  std::string octets;
  for (size_t words = dice.Below(16); words > 0; --words) {
    if (dice.OneIn(3)) {
      octets += static_cast<char>(dice.Below(256));
    } else {
      octets += kWords[dice.Below(std::size(kWords))];
    }
  }
  return octets;
}

std::vector<Subject> AllSubjects() {
  std::vector<Subject> subjects = {
      {Shape::kRequests}, {Shape::kResponses}, {Shape::kMessages}, {Shape::kChunkedBody}, {Shape::kFieldLine}};
  for (size_t i = 0; i < kProductions; ++i) subjects.push_back({Shape::kValue, {static_cast<Production>(i)}});
  return subjects;
}

TEST(Mutator, AnyOctetsStayWithinTheSize) {
  Dice dice(1);
  for (const Subject& subject : AllSubjects()) {
    Mutator mutator(subject, MutateOneOctet);
    for (unsigned seed = 0; seed < 5000; ++seed) {
      const std::string octets = AnyOctets(dice);
      const size_t room = dice.OneIn(2) ? dice.Below(4) : dice.Below(500);
      Mutated(mutator, octets, std::max<size_t>(1, octets.size() + room), seed);
    }
    ASSERT_FALSE(HasFailure());
  }
}

TEST(Mutator, TheSameOctetsAndSeedGiveTheSame) {
  Dice dice(2);
  for (const Subject& subject : AllSubjects()) {
    Mutator used(subject, MutateOneOctet);
    for (unsigned seed = 0; seed < 300; ++seed) {
      const std::string octets = AnyOctets(dice);
      const std::string first = Mutated(used, octets, 1000, seed);
      EXPECT_EQ(Mutated(used, octets, 1000, seed), first);
      Mutator fresh(subject, MutateOneOctet);
      EXPECT_EQ(Mutated(fresh, octets, 1000, seed), first) << "what came before changes nothing";
    }
  }
}

TEST(Mutator, LittleComesOfNothing) {
  Mutator mutator({Shape::kRequests}, MutateNothing);
  int made = 0;
  for (unsigned seed = 0; seed < 1000; ++seed) made += Mutated(mutator, "", 1000, seed).empty() ? 0 : 1;
  EXPECT_GT(made, 50) << "a message is made where there is none";
}

// -- near the language -------------------------------------------------------------------------

bool Accepts(const std::string& octets) { return ParseRequestStream(octets).verdict == Outcome::kComplete; }

// With one octet taken out, changed or put in at the octet that decided.
bool AcceptsButForOneOctet(const std::string& octets, size_t at) {
  std::string changed = octets;
  if (at < octets.size()) {
    changed.erase(at, 1);
    if (Accepts(changed)) return true;
  }
  for (int octet = 0; octet < 256; ++octet) {
    changed = octets;
    if (at < octets.size()) changed[at] = static_cast<char>(octet);
    if (Accepts(changed)) return true;
    changed = octets;
    changed.insert(at, 1, static_cast<char>(octet));
    if (Accepts(changed)) return true;
  }
  return false;
}

TEST(Mutator, MutantsOfAValidStreamAreOftenValidOrNearlySo) {
  Mutator mutator({Shape::kRequests}, MutateOneOctet);
  Dice dice(3);
  int mutants = 0;
  int accepted = 0;
  int viable = 0;
  int near = 0;
  while (mutants < 4000) {
    std::string stream;
    Maker maker(dice, stream);
    for (size_t messages = 1 + dice.Few(2); messages > 0; --messages) maker.Message(Production::kRequestLine);
    if (!Accepts(stream)) continue;
    const std::string mutant = Mutated(mutator, stream, 2048, static_cast<unsigned>(mutants++));
    if (mutant == stream) continue;
    const Interpretation read = ParseRequestStream(mutant);
    if (read.verdict == Outcome::kComplete) {
      ++accepted;
    } else if (read.verdict == Outcome::kNeedMore) {
      ++viable;
    } else {
      near += AcceptsButForOneOctet(mutant, static_cast<size_t>(read.error.offset)) ? 1 : 0;
    }
  }
  // Measured: 49 of 100 accepted, 4 viable, 32 one octet from acceptance.
  EXPECT_GT(accepted, mutants * 40 / 100);
  EXPECT_GT(accepted + near, mutants * 70 / 100);
  EXPECT_LT(accepted, mutants * 90 / 100) << "what is always valid finds no fault";
}

// -- every part --------------------------------------------------------------------------------

struct Piece {
  const char* name;  // nullptr: what stands between parts
  std::string octets;
};

const std::vector<Piece>& Pieces() {
  static const auto& pieces = *new std::vector<Piece>{
      {"request-line", "PUT /a?b HTTP/1.1"},
      {nullptr, "\r\nHost: "},
      {"Host", "a:80"},
      {nullptr, "\r\nConnection: "},
      {"Connection", "te, keep-alive"},
      {nullptr, "\r\nKeep-Alive: "},
      {"Keep-Alive", "timeout=5, max=9"},
      {nullptr, "\r\nTE: "},
      {"TE", "trailers, gzip;q=0.5"},
      {nullptr, "\r\nTrailer: "},
      {"Trailer", "Expires, Date"},
      {nullptr, "\r\nUpgrade: "},
      {"Upgrade", "h2c, a/1"},
      {nullptr, "\r\nVia: "},
      {"Via", "1.1 a (b), 1.0 c"},
      {nullptr, "\r\nTransfer-Encoding: "},
      {"Transfer-Encoding", "u;a=b, chunked"},
      {nullptr, "\r\n"},
      {"field-line", "X: y, z"},
      {nullptr, "\r\n\r\n"},
      {"chunk", "5;a=b\r\nhello\r\n"},
      {nullptr, "3"},
      {"chunk-ext", ";c=\"d\""},
      {nullptr, "\r\nabc\r\n0\r\n"},
      {"trailer-section", "Expires: e\r\nDate: f\r\n"},
      {nullptr, "\r\n"},
      {"message", "POST / HTTP/1.1\r\nHost: a\r\n\r\n"},
      {nullptr, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: "},
      {"Content-Length and content", "4\r\n\r\nbody"},
  };
  return pieces;
}

TEST(Mutator, EveryPartIsEdited) {
  std::string stream;
  for (const Piece& piece : Pieces()) stream += piece.octets;
  ASSERT_TRUE(Accepts(stream));
  std::vector<int> edited(Pieces().size());
  Mutator mutator({Shape::kRequests}, MutateNothing);
  for (unsigned seed = 0; seed < 20000; ++seed) {
    const std::string mutant = Mutated(mutator, stream, 2048, seed);
    if (mutant == stream) continue;
    const size_t shorter = std::min(stream.size(), mutant.size());
    size_t front = 0;
    while (front < shorter && mutant[front] == stream[front]) ++front;
    size_t back = 0;
    while (back < shorter - front && mutant[mutant.size() - 1 - back] == stream[stream.size() - 1 - back]) ++back;
    size_t begin = 0;
    for (size_t i = 0; i < edited.size(); ++i) {
      const size_t end = begin + Pieces()[i].octets.size();
      if (front >= begin && stream.size() - back <= end) ++edited[i];
      begin = end;
    }
  }
  for (size_t i = 0; i < edited.size(); ++i) {
    if (Pieces()[i].name == nullptr) continue;
    EXPECT_GT(edited[i], 100) << Pieces()[i].name;
  }
}

// What a stream has of something.
struct Counts {
  size_t messages = 0, lines = 0, trailers = 0, chunks = 0, content = 0, options = 0;
};

Counts CountsOf(const std::string& octets) {
  Structure structure;
  structure.Read(Shape::kRequests, octets);
  Counts counts;
  counts.messages = structure.messages.size();
  counts.chunks = structure.chunks.size();
  for (const fuzz::Message& message : structure.messages) {
    counts.lines += message.last_line - message.first_line;
    counts.trailers += message.last_trailer - message.first_trailer;
    counts.content += message.content.size();
  }
  for (const Line& line : structure.lines) {
    if (line.production != Production::kConnection) continue;
    const auto value = octets.begin() + static_cast<std::ptrdiff_t>(line.value.begin);
    counts.options +=
        static_cast<size_t>(std::count(value, value + static_cast<std::ptrdiff_t>(line.value.size()), ','));
  }
  return counts;
}

// Of mutants that are accepted again, so that what belongs together was kept together.
TEST(Mutator, ProductionsComeAndGoAndTheStreamStaysValid) {
  std::string stream;
  for (const Piece& piece : Pieces()) stream += piece.octets;
  const Counts before = CountsOf(stream);
  Counts fewer;
  Counts more;
  Mutator mutator({Shape::kRequests}, MutateOneOctet);
  for (unsigned seed = 0; seed < 40000; ++seed) {
    const std::string mutant = Mutated(mutator, stream, 2048, seed);
    if (!Accepts(mutant)) continue;
    const Counts after = CountsOf(mutant);
    for (size_t Counts::*count :
         {&Counts::messages, &Counts::lines, &Counts::trailers, &Counts::chunks, &Counts::content, &Counts::options}) {
      fewer.*count += after.*count < before.*count ? 1 : 0;
      more.*count += after.*count > before.*count ? 1 : 0;
    }
  }
  for (size_t Counts::*count :
       {&Counts::messages, &Counts::lines, &Counts::trailers, &Counts::chunks, &Counts::content, &Counts::options}) {
    EXPECT_GT(fewer.*count, 50u);
    EXPECT_GT(more.*count, 50u);
  }
}

}  // namespace
}  // namespace plumbline::fuzz
