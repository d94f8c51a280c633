// The corpus of field lists as tests, one for each case: the checker says what the case says, and nothing else.
// corpus/README.md says what the keys mean.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "nlohmann/json.hpp"
#include "properties/generators/field_lists.h"

namespace plumbline::properties {
namespace {

using nlohmann::json;

constexpr size_t kPlausibleLists = 200;  // about as many as there were when this was written

std::filesystem::path Folder() { return std::filesystem::path(PLUMBLINE_SOURCE_DIR) / "corpus" / "lists"; }

// Empty if there is no corpus.
std::vector<std::string> CaseNames() {
  std::vector<std::string> names;
  if (!std::filesystem::is_directory(Folder())) return names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(Folder())) {
    if (entry.path().extension() != ".json") continue;
    names.push_back(std::filesystem::relative(entry.path(), Folder()).replace_extension().generic_string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// Code points U+0000 to U+00FF as octets.
std::string Octets(const std::string& utf8) {
  std::string octets;
  for (size_t i = 0; i < utf8.size(); ++i) {
    const auto octet = static_cast<unsigned char>(utf8[i]);
    octets += octet < 0x80 ? utf8[i] : static_cast<char>((octet & 3) << 6 | (utf8[++i] & 0x3f));
  }
  return octets;
}

FieldList ListOf(const json& stated) {
  FieldList list;
  list.version = stated.at("version") == "HTTP/2" ? FieldListVersion::kHttp2 : FieldListVersion::kHttp3;
  for (const auto kind : {FieldListKind::kRequest, FieldListKind::kResponse, FieldListKind::kTrailers}) {
    if (stated.at("kind") == std::string(Name(kind))) list.kind = kind;
  }
  for (const json& field : stated.at("fields")) {
    list.fields.emplace_back(Octets(field.at(0).get<std::string>()), Octets(field.at(1).get<std::string>()));
  }
  return list;
}

// Clause, field, part and offset, or what is missing, as a case has them.
json Stated(const json& at) {
  if (at.contains("missing")) return {at.at("clause"), "missing", at.at("missing")};
  return {at.at("clause"), at.at("field"), at.at("part"), at.at("offset")};
}

json Stated(const FieldListError& error) {
  const std::string clause(Info(error.clause).id);
  if (error.part == FieldPart::kList) return {clause, "missing", std::string(error.missing)};
  return {clause, error.field, std::string(Name(error.part)), error.offset};
}

class CorpusListTest : public testing::TestWithParam<std::string> {};

TEST_P(CorpusListTest, SaysWhatTheCaseSays) {
  std::ifstream in(Folder() / (GetParam() + ".json"));
  const json stated = json::parse(in);
  const FieldList list = ListOf(stated);
  const std::string why = stated.value("why", "");

  const auto first = FirstError(list);
  EXPECT_EQ(stated.at("verdict"), first ? "malformed" : "well-formed") << why;
  json expected = json::array();
  if (first) {
    EXPECT_EQ(Stated(stated), Stated(*first)) << why;
    expected.push_back(Stated(stated));
  }
  for (const char* key : {"also", "notes"}) {
    for (const json& each : stated.value(key, json::array())) expected.push_back(Stated(each));
  }
  json said = json::array();
  for (const FieldListError& error : AllErrors(list)) said.push_back(Stated(error));
  EXPECT_TRUE(std::is_permutation(said.begin(), said.end(), expected.begin(), expected.end()))
      << "expected " << expected << ", said " << said << "\n"
      << why;
  // And by the slow transcription, which was not asked when the case was written.
  EXPECT_EQ(SlowErrors(list), AllErrors(list));
}

std::string ListTestName(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Lists, CorpusListTest, testing::ValuesIn(CaseNames()), ListTestName);

TEST(CorpusLists, AreThere) { EXPECT_GE(CaseNames().size(), kPlausibleLists); }

}  // namespace
}  // namespace plumbline::properties
