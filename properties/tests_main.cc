// Runs the tests of a subject, or those of one of its source files:
//
//   parser_tests --of=round_trip_test
//   parser_tests --gtest_filter='RoundTrip.*'
//
// Exit status: 0 all passed, 1 one failed, 2 there is no test to run.
#include <gtest/gtest.h>

#include <cstdio>
#include <string>

namespace {

// A filter for GoogleTest that takes the tests of NAME.cc.
std::string TestsOf(const std::string& name) {
  const std::string file = "/" + name + ".cc";
  std::string filter;
  const testing::UnitTest& tests = *testing::UnitTest::GetInstance();
  for (int i = 0; i < tests.total_test_suite_count(); ++i) {
    const testing::TestSuite& suite = *tests.GetTestSuite(i);
    for (int j = 0; j < suite.total_test_count(); ++j) {
      const testing::TestInfo& test = *suite.GetTestInfo(j);
      const std::string path = test.file();
      if (path.size() < file.size() || path.compare(path.size() - file.size(), file.size(), file) != 0) continue;
      filter += std::string(suite.name()) + "." + test.name() + ":";
    }
  }
  return filter;
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const std::string filter = argument.rfind("--of=", 0) == 0 ? TestsOf(argument.substr(5)) : "";
    if (filter.empty()) {
      std::fprintf(stderr, "%s: no tests for '%s': --of=NAME takes those of NAME.cc\n", argv[0], argv[i]);
      return 2;
    }
    testing::GTEST_FLAG(filter) = filter;
  }
  return RUN_ALL_TESTS();
}
