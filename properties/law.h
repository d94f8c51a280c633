// LAW(Suite, Name, (arguments)) { … }: a RapidCheck property that runs as a test.
//
// The seed is pinned, so that a build is red only for a change. To explore, or to run more cases
// than 1000:
//
//   RC_PARAMS="seed=$RANDOM max_success=10000" ./round_trip_test
//
// A failure prints the shrunk counterexample, octets escaped, and RapidCheck's own `reproduce`
// string.
#ifndef PLUMBLINE_PROPERTIES_LAW_H_
#define PLUMBLINE_PROPERTIES_LAW_H_

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <sstream>
#include <string>
#include <utility>

namespace plumbline::properties {

inline rc::detail::TestParams LawParams(int cases) {
  static const bool pinned =
      setenv("RC_PARAMS", "", 0) == 0 && *std::getenv("RC_PARAMS") == '\0' && setenv("RC_PARAMS", "seed=9112", 1) == 0;
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  if (pinned) params.maxSuccess = cases;
  return params;
}

template <typename Property>
void CheckLaw(Property&& property, int cases = 1000) {
  const testing::TestInfo* info = testing::UnitTest::GetInstance()->current_test_info();
  rc::detail::TestMetadata metadata;
  metadata.id = std::string(info->test_suite_name()) + "/" + info->name();
  metadata.description = info->name();
  const auto result = rc::detail::checkTestable(std::forward<Property>(property), metadata, LawParams(cases));
  if (!result.template is<rc::detail::SuccessResult>()) {
    std::ostringstream message;
    rc::detail::printResultMessage(result, message);
    FAIL() << message.str();
  }
}

}  // namespace plumbline::properties

#define LAW(Suite, Name, Arguments)                                               \
  static void Suite##_##Name##_Law Arguments;                                     \
  TEST(Suite, Name) { ::plumbline::properties::CheckLaw(&Suite##_##Name##_Law); } \
  static void Suite##_##Name##_Law Arguments

#endif  // PLUMBLINE_PROPERTIES_LAW_H_
