// Octets on which the judge once did not come to an end, or to the right one.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

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

// Without a tunnel the octets are those of another protocol, and not of a tunnel again.
TEST(Permit, AConnectMayAskForUpgradeToo) {
  const Question question{"CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n\x01",
                          MessageKind::kRequest, Reader::kProxy, false, std::nullopt};
  const oracle::Permitted permitted = Permit(question);
  ASSERT_EQ(permitted.readings.size(), 2u);
  for (const oracle::PermittedReading& reading : permitted.readings) EXPECT_EQ(reading.end, PermittedEnd::kTunnel);
}

// Host of a response, and any field of trailers, decides nothing: a control character in it is one like others.
TEST(Permit, AControlCharacterCountsInFieldsThatDecideAlone) {
  const auto best_that_reads = [](const char* octets) {
    const Question question{octets, MessageKind::kResponse, Reader::kProxy, true, std::nullopt};
    for (const oracle::PermittedReading& reading : Permit(question).readings) {
      if (!reading.messages().empty()) return reading.verdict;
    }
    return oracle::Verdict::kViolates;
  };
  EXPECT_EQ(best_that_reads("HTTP/1.1 204 \r\nX: a\x02\r\n\r\n"), oracle::Verdict::kRecovers);
  EXPECT_EQ(best_that_reads("HTTP/1.1 204 \r\nHost: a\x02\r\n\r\n"), oracle::Verdict::kRecovers);
  EXPECT_EQ(best_that_reads("HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n0\r\nHost: a\x02\r\n\r\n"),
            oracle::Verdict::kRecovers);
}

// The fold is any number of SPs, and the SP for NUL one more of them.
TEST(Judge, AfterAFoldNulIsOneMoreSp) {
  using namespace std::string_literals;  // NOLINT: for the NUL
  const std::string octets = "HTTP/1.1 204 \r\nX: a\r\n \0b\r\n\r\n"s;
  const Question question{octets, MessageKind::kResponse, Reader::kProxy, false, std::nullopt};
  oracle::Observation observed;
  const auto verdict_on = [&](const char* value) {
    oracle::ObservedMessage message;
    message.fields.emplace().push_back({"X", value});
    observed.messages = {message};
    return oracle::Judge(question, observed).verdict;
  };
  EXPECT_EQ(verdict_on("a b"), oracle::Verdict::kAllowed);
  EXPECT_EQ(verdict_on("a  b"), oracle::Verdict::kAllowed);
  EXPECT_EQ(verdict_on("ab"), oracle::Verdict::kViolates);
}

}  // namespace
}  // namespace plumbline::properties
