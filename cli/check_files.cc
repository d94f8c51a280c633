// What other tools read of `plumbline check`: its baseline, JUnit's XML, SARIF 2.1.0.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "cli/check_report.h"
#include "cli/escape.h"
#include "cli/written_file.h"

namespace plumbline::cli {
namespace {

constexpr absl::string_view kSchema = "https://json.schemastore.org/sarif-2.1.0.json";

const CheckClass* ClassOf(const CheckReport& report, const std::string& name) {
  const auto found = std::find_if(report.classes.begin(), report.classes.end(),
                                  [&](const CheckClass& one) { return one.name == name; });
  return found == report.classes.end() ? nullptr : &*found;
}

std::string TestCase(const CheckReport& report, const CheckResult& result) {
  const absl::string_view id = result.question.id;
  const size_t slash = id.rfind('/');
  std::string out = absl::StrCat("    <testcase classname=\"", Xml(id.substr(0, slash)), "\" name=\"",
                                 Xml(id.substr(slash + 1)), "\"");
  const CheckClass* const one = ClassOf(report, result.Class());
  std::string inside;
  if (result.end == CheckEnd::kLeftOut) inside = "<skipped message=\"left out by the command\"/>";
  if (one != nullptr && one->fails) {
    const std::string message = absl::StrCat(" message=\"", Xml(absl::StrCat(one->name, ": ", WhyOf(result))), "\"");
    inside = one->known ? absl::StrCat("<skipped", message, "/>")
                        : absl::StrCat("<failure type=\"", Xml(one->name), "\"", message,
                                       ">octets: ", Xml(result.question.octets), "</failure>");
  }
  return absl::StrCat(out, inside.empty() ? "" : ">", inside, inside.empty() ? "/>\n" : "</testcase>\n");
}

Json SarifRule(const CheckClass& one) {
  std::string text;
  for (const std::string& citation : CitationsOf(one.witness))
    absl::StrAppend(&text, text.empty() ? "" : "\n", citation);
  if (text.empty()) text = WhyOf(one.witness);
  return {{"id", Text(one.name)},
          {"shortDescription", {{"text", Text(one.name)}}},
          {"fullDescription", {{"text", Text(text)}}}};
}

Json SarifResult(const CheckClass& one, size_t index) {
  const CheckResult& witness = one.witness;
  const bool violates = witness.end == CheckEnd::kJudged && witness.judged.verdict == oracle::Verdict::kViolates;
  const absl::string_view id = witness.question.id;
  Json region = {{"byteOffset", witness.judged.offset.value_or(0)}, {"byteLength", 1}};
  Json location = {{"artifactLocation", {{"uri", Text(absl::StrCat("corpus/", id.substr(0, id.find(' ')), ".http"))}}},
                   {"region", std::move(region)}};
  const std::string text = absl::StrCat(WhyOf(witness), " As ", oracle::Name(witness.question.reader),
                                        ", octets: ", Escape(witness.question.octets));
  return {{"ruleId", Text(one.name)},
          {"ruleIndex", index},
          {"level", !one.fails ? "note"
                    : violates ? "error"
                               : "warning"},
          {"message", {{"text", Text(text)}}},
          {"locations", Json::array({{{"physicalLocation", std::move(location)}}})},
          {"occurrenceCount", one.results.size()},
          {"partialFingerprints", {{"plumblineClass/v1", Text(one.name)}}},
          {"baselineState", one.known ? "unchanged" : "new"}};
}

}  // namespace

std::string BaselineOf(const CheckReport& report) {
  std::vector<std::string> names;
  for (const CheckClass& one : report.classes) {
    if (one.fails) names.push_back(one.name);
  }
  std::sort(names.begin(), names.end());
  std::string out = "# Classes of findings that plumbline check --baseline lets pass, one a line.\n";
  for (const std::string& name : names) absl::StrAppend(&out, name, "\n");
  return out;
}

std::string JunitOf(const CheckReport& report) {
  size_t failures = 0;
  size_t skipped = report.CountOf(CheckEnd::kLeftOut);
  for (const CheckClass& one : report.classes) {
    if (one.fails) (one.known ? skipped : failures) += one.results.size();
  }
  const std::string counts =
      absl::StrCat("tests=\"", report.results.size(), "\" failures=\"", failures, "\" errors=\"0\"");
  std::string out = absl::StrCat("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites ", counts,
                                 ">\n  <testsuite name=\"plumbline check: ", Xml(report.command), "\" ", counts,
                                 " skipped=\"", skipped, "\">\n");
  for (const CheckResult& result : report.results) out += TestCase(report, result);
  return out + "  </testsuite>\n</testsuites>\n";
}

std::string SarifOf(const CheckReport& report) {
  Json rules = Json::array();
  Json results = Json::array();
  for (const CheckClass& one : report.classes) {
    results.push_back(SarifResult(one, rules.size()));
    rules.push_back(SarifRule(one));
  }
  const Json driver = {{"name", "plumbline"}, {"version", PLUMBLINE_VERSION}, {"rules", std::move(rules)}};
  return JsonLine({{"$schema", std::string(kSchema)},
                   {"version", "2.1.0"},
                   {"runs", Json::array({{{"tool", {{"driver", driver}}}, {"results", std::move(results)}}})}});
}

}  // namespace plumbline::cli
