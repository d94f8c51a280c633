// Law: same octets, every delivery. Whole, octet by octet or in any split, with the buffer at
// another address on every call, the decoder reports identical events (data joined), verdict,
// clause, offset and place.
//
// RFC 9112, section 2.2: a recipient parses a message as a sequence of octets. How a transport cuts
// them says nothing.
//
// Every call sees an allocation of exactly the unconsumed octets, so that a sanitizer finds a read
// of one octet too many and a view kept from the call before.
#include "properties/law.h"

#include "properties/generators/basic.h"
#include "properties/generators/mutation.h"
#include "properties/parser/delivery.h"

namespace plumbline::properties {
namespace {

LAW(Delivery, OctetByOctet, ()) {
  const Input input = *AnyInput();
  RC_ASSERT(Trace(input.octets, EveryOctet(input.octets), input.options) == Trace(input.octets, {}, input.options));
}

LAW(Delivery, AnySplit, ()) {
  const Input input = *AnyInput();
  const std::vector<size_t> cuts = *Cuts(input.octets.size());
  RC_ASSERT(Trace(input.octets, cuts, input.options) == Trace(input.octets, {}, input.options));
}

// What is looked for at one place only, where a cut makes the next place look like it.
TEST(DeliveryTest, OfVersionsThatBeginTwice) {
  for (const std::string before : {"H", "HT", "HTTP/", "HTTP/1.", "HTTP/1.1"}) {
    for (const MessageKind kind : {MessageKind::kRequest, MessageKind::kResponse}) {
      const bool request = kind == MessageKind::kRequest;
      const std::string octets =
          (request ? "GET / " : "") + before + (request ? "HTTP/1.1\r\nHost: a\r\n\r\n" : "HTTP/1.1 200 OK\r\n\r\n");
      DeliveryOptions options;
      options.decoder = {kind};
      const std::string whole = Trace(octets, {}, options);
      for (size_t cut = 1; cut < octets.size(); ++cut) EXPECT_EQ(Trace(octets, {cut}, options), whole) << octets;
    }
  }
}

// That the input ends may be known with the last octets or only after them.
LAW(Delivery, LateEndOfInput, ()) {
  Input input = *AnyInput();
  input.options.end_of_input = true;
  const std::string at_once = Trace(input.octets, {}, input.options);
  input.options.late_end_of_input = true;
  RC_ASSERT(Trace(input.octets, *Cuts(input.octets.size()), input.options) == at_once);
}

// Small limits, so that each of them lies within the octets.
LAW(Delivery, WithinLimits, ()) {
  Input input = *AnyInput();
  Limits& limits = input.options.decoder.limits;
  const auto limit = InRange<size_t>(0, 40);
  limits.method = *limit;
  limits.request_target = *limit;
  limits.reason_phrase = *limit;
  limits.field_line = *limit;
  limits.field_count = *InRange<size_t>(0, 4);
  limits.section = *InRange<size_t>(0, 120);
  limits.chunk_line = *limit;
  limits.chunk_ext_total = *limit;
  RC_ASSERT(Trace(input.octets, EveryOctet(input.octets), input.options) == Trace(input.octets, {}, input.options));
}

// The generators' streams are accepted whole: nothing but events of messages, to the last octet.
LAW(Delivery, ValidStreamsAreAccepted, ()) {
  const StreamSample stream = *AnyStream();
  const Interpretation whole = ParseSample(stream, stream.octets, stream.until_close);
  RC_ASSERT(Text(whole) == ExpectedText(stream));
}

// One shot is the decoder called once: the same verdict.
LAW(Delivery, OneShotIsTheDecoder, ()) {
  const Input input = *AnyInput();
  const Ending ending = EndingOf(input.octets, input.options);
  StreamSample stream;
  stream.kind = input.options.decoder.kind;
  stream.methods = input.options.methods;
  RC_PRE(input.options.decoder.recipient != Recipient::kIntermediary);
  const Interpretation whole = ParseSample(stream, input.octets, input.options.end_of_input);
  RC_ASSERT((whole.verdict == Outcome::kError) == (ending.event == Event::kError));
  if (whole.verdict == Outcome::kError) RC_ASSERT(Text(whole.error) == Text(ending.error));
  RC_ASSERT(whole.tunnel == (ending.event == Event::kTunnel));
}

}  // namespace
}  // namespace plumbline::properties
