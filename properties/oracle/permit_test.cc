// Octets on which the judge once did not come to an end, or to the right one.
#include <gtest/gtest.h>

#include <optional>

#include "oracle/judge.h"

namespace plumbline::properties {
namespace {

using oracle::Permit;
using oracle::PermittedEnd;
using oracle::Question;
using oracle::Reader;

// The line that is replaced is the last there is.
TEST(Permit, ACodingThatHttp10DoesNotKnowMayBeTheLastOctetsThatCame) {
  const Question question{"HTTP/1.0 200 \r\nTransfer-Encoding: chunked\r\n\r\n", MessageKind::kResponse,
                          Reader::kUserAgent, false, std::nullopt};
  const oracle::Permitted permitted = Permit(question);
  ASSERT_EQ(permitted.readings.size(), 2u);
  for (const oracle::PermittedReading& reading : permitted.readings) EXPECT_EQ(reading.end, PermittedEnd::kNeedMore);
}

}  // namespace
}  // namespace plumbline::properties
