// Law: nothing is allocated on the accepting or the rejecting path of a head with up to 64 fields,
// in whatever pieces it is delivered; nor while a body, chunked or not, is read; nor where a field
// list of HTTP/2 or HTTP/3 is checked. (DESIGN, "sans-I/O, zero-copy, allocation-free".)
//
// Every allocation of the program is counted by the global operator new below; that the count
// counts is tested first.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <memory>
#include <new>

#include "properties/generators/basic.h"
#include "properties/generators/field_lists.h"
#include "properties/generators/mutation.h"
#include "properties/law.h"

namespace {

std::atomic<long> allocations{0};

void* Allocate(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  std::abort();
}

}  // namespace

void* operator new(std::size_t size) { return Allocate(size); }
void* operator new[](std::size_t size) { return Allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return Allocate(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return Allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace plumbline::properties {
namespace {

// Decodes the octets, `piece` more on each call, and returns the last event.
Event Decode(Decoder& decoder, absl::string_view octets, size_t piece, bool end_of_input) {
  size_t position = 0;
  for (size_t end = std::min(piece, octets.size());; end = std::min(end + piece, octets.size())) {
    for (;;) {
      const bool last = end == octets.size();
      const Step step = decoder.Next(octets.substr(position, end - position), end_of_input && last);
      position += step.consumed;
      if (step.event == Event::kNeedMore && !last) break;
      const bool ended = step.event == Event::kNeedMore || step.event == Event::kError ||
                         step.event == Event::kTunnel || step.event == Event::kEndOfInput;
      if (ended) return step.event;
    }
  }
}

// Allocations while a decoder is made and the octets are decoded; sets `last`.
long Count(const Input& input, size_t piece, Event& last) {
  const std::vector<std::string>& methods = input.options.methods;
  const long before = allocations;
  Decoder decoder(input.options.decoder);
  for (const std::string& method : methods) decoder.AddRequest(method);
  last = Decode(decoder, input.octets, piece, input.options.end_of_input);
  return allocations - before;
}

std::string Fields(size_t count) {
  std::string lines;
  for (size_t i = 0; i < count; ++i)
    lines += "Field-" + std::to_string(i) + ": a value that no string would hold inline\r\n";
  return lines;
}

TEST(Allocation, IsCounted) {
  const long before = allocations;
  const auto array = std::make_unique<char[]>(1);
  const auto object = std::make_unique<long>(1);
  EXPECT_NE(array, nullptr);
  EXPECT_NE(object, nullptr);
  EXPECT_EQ(allocations - before, 2);

  // A decoder's allocation is seen too: the field table grows beyond its inline lines.
  Input input;
  input.octets = "GET / HTTP/1.1\r\nHost:\r\n" + Fields(FieldSection::kInlineLines) + "\r\n";
  Event last{};
  EXPECT_GT(Count(input, input.octets.size(), last), 0);
  EXPECT_EQ(last, Event::kNeedMore);
}

TEST(Allocation, NoneForHeadsWithUpTo64Fields) {
  for (size_t count = 0; count < FieldSection::kInlineLines; ++count) {
    for (const char* end : {"\r\n", "Content-Length: x\r\n\r\n", "Bad Field\r\n\r\n", "Connection: a b\r\n\r\n"}) {
      if (*end == '\r' || count < FieldSection::kInlineLines - 1) {
        Input input;
        input.octets = "GET /?query HTTP/1.1\r\nHost: a\r\n" + Fields(count) + end;
        for (size_t piece : {size_t{1}, size_t{7}, input.octets.size()}) {
          Event last{};
          EXPECT_EQ(Count(input, piece, last), 0) << count << " fields in pieces of " << piece;
          EXPECT_EQ(last, *end == '\r' ? Event::kNeedMore : Event::kError);
        }
      }
    }
  }
}

LAW(AllocationLaw, NoneForAnyStream, ()) {
  const Input input = *AnyInput();
  RC_PRE(std::count(input.octets.begin(), input.octets.end(), '\n') < 64);  // fewer lines than that
  const size_t piece = *OneOfThese<size_t>({100000, 1, 2, 50});
  Event last{};
  RC_ASSERT(Count(input, piece, last) == 0);
}

// Requests that were answered are forgotten.
TEST(Allocation, NoneOnALongConnection) {
  const absl::string_view octets = "HTTP/1.1 204 No Content\r\n\r\n";
  const long before = allocations;
  Decoder decoder({MessageKind::kResponse});
  for (int i = 0; i < 1000; ++i) {
    decoder.AddRequest("GET");
    ASSERT_EQ(decoder.Next(octets).event, Event::kHead);
    ASSERT_EQ(decoder.Next("").event, Event::kMessageEnd);
  }
  EXPECT_EQ(decoder.position(), 1000 * octets.size());
  EXPECT_EQ(allocations - before, 0);
}

TEST(Allocation, NoneForRejectedProductions) {
  const std::string long_target = "/" + std::string(2000, 'a') + "\x01";
  const long before = allocations;
  EXPECT_FALSE(ParseRequestHead("GET  / HTTP/1.1\r\n").complete());
  EXPECT_FALSE(ParseRequestHead(long_target).complete());
  EXPECT_FALSE(ParseResponseHead("HTTP/1.1 20x \r\n").complete());
  EXPECT_TRUE(ParseResponseHead("HTTP/1.1 200 \r\nConnection: close\r\n\r\n").complete());
  EXPECT_EQ(allocations - before, 0);
}

LAW(AllocationLaw, NoneForAnyFieldList, ()) {
  const FieldList list = *AnyFieldList();
  std::vector<FieldLine> lines;
  for (const auto& [name, value] : list.fields) lines.push_back({name, value});
  const long before = allocations;
  const bool malformed = CheckFieldList(list.version, list.kind, lines).has_value();
  FieldListChecker checker(list.version, list.kind);
  size_t errors = 0;
  for (const FieldLine line : lines) errors += checker.Next(line).size();
  errors += checker.End().size();
  const long made = allocations - before;
  RC_ASSERT(made == 0);
  RC_ASSERT(errors >= (malformed ? 1u : 0u));
}

}  // namespace
}  // namespace plumbline::properties
