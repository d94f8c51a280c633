// The form of a reading (reading/reading.h): a reading differs from itself in nothing, and from one that is other in
// one part in the aspect of that part, the gravest first.
#include "reading/reading.h"

#include <functional>
#include <string>

#include "parser/stream.h"
#include "properties/generators/basic.h"
#include "properties/generators/message.h"
#include "properties/law.h"
#include "reading/interpretation.h"

namespace plumbline::properties {
namespace {

using reading::Aspect;
using reading::Message;
using reading::Reading;

LAW(Reading, AResponseDiffersFromItselfInNothing, ()) {
  const MessageSample sample = *AnyFinalResponse(Lasts::kAnyhow);
  StreamOptions options;
  options.end_of_input = sample.until_close;
  const absl::string_view methods[] = {sample.method};
  options.methods = methods;
  const Reading once = reading::Of(ParseResponseStream(sample.octets, options));
  const Reading again = reading::Of(ParseResponseStream(sample.octets, options));
  RC_ASSERT(once.messages.size() == 1u);
  RC_ASSERT(reading::Compare(once, again) == 0u);
  RC_ASSERT(!reading::FirstAspect(0).has_value());
}

Reading Sample() {
  constexpr char kOctets[] =
      "HTTP/1.1 200 OK\r\nA: 1\r\na: 2\r\nConnection: A\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nT: "
      "3\r\n\r\n";
  return reading::Of(ParseResponseStream(kOctets));
}

TEST(Reading, EachPartHasItsAspect) {
  const struct {
    const char* aspect;
    std::function<void(Message&)> change;
  } kChanges[] = {
      {"framing", [](Message& one) { one.framing->kind = FramingKind::kClose; }},
      {"framing", [](Message& one) { one.content = "ho"; }},
      {"framing", [](Message& one) { ++*one.end; }},
      {"persistence", [](Message& one) { one.persistence->persists = false; }},
      {"persistence", [](Message& one) { one.persistence->idle_milliseconds = 5000; }},
      {"hop-by-hop", [](Message& one) { one.removed->push_back("x"); }},
      {"semantics", [](Message& one) { one.start->status = 404; }},
      {"semantics",
       [](Message& one) {
         one.start->version = {1, 0};
       }},
      {"semantics", [](Message& one) { one.fields->at(1).value = "3"; }},
      {"semantics", [](Message& one) { one.trailers->clear(); }},
      {"syntax", [](Message& one) { one.start->reason = "Fine"; }},
      {"syntax",
       [](Message& one) {
         one.start->version = {1, 2};
       }},
      {"syntax", [](Message& one) { one.fields->at(0).name = "a"; }},
      {"syntax", [](Message& one) { one.fields->erase(one.fields->begin()), one.fields->at(0).value = "1, 2"; }},
  };
  const Reading ours = Sample();
  ASSERT_EQ(ours.messages.size(), 1u);
  for (const auto& [aspect, change] : kChanges) {
    Reading theirs = ours;
    change(theirs.messages[0]);
    const reading::Parts parts = reading::Compare(ours, theirs);
    ASSERT_NE(parts, 0u) << aspect;
    EXPECT_EQ(Name(*reading::FirstAspect(parts)), aspect) << parts;
    theirs.open = theirs.messages[0];
    EXPECT_EQ(reading::FirstAspect(reading::Compare(ours, theirs)), Aspect::kOutcome) << "the gravest comes first";
  }
}

TEST(Reading, WhatIsNotKnownIsNotCompared) {
  const Reading ours = Sample();
  Reading theirs = ours;
  theirs.messages[0] = Message();
  EXPECT_EQ(reading::Compare(ours, theirs), 0u);
  theirs.messages[0].content_size = 1;  // where the content is told, its size is not
  EXPECT_EQ(reading::Compare(ours, theirs), 0u);
}

TEST(Reading, NoContentIsALengthOf0) {
  Message none, length;
  none.framing = Framing{FramingKind::kNone, 1, 0};
  length.framing = Framing{FramingKind::kLength, 6, 0};
  EXPECT_EQ(reading::FirstAspect(reading::Compare(none, length)), Aspect::kSyntax);
  length.framing->length = 1;
  EXPECT_EQ(reading::FirstAspect(reading::Compare(none, length)), Aspect::kFraming);
}

}  // namespace
}  // namespace plumbline::properties
