// Every vector of corpus/models/: what a browser's own tests say, or what was observed of it, said by its model.
//
// A vector that does not hold for the octets on a wire, for this version or for these settings is `listed` with the
// reason; where the model does answer it, `expect` has that answer and is held as well.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/chromium/fields.h"
#include "models/connection.h"
#include "models/field_list.h"
#include "models/model.h"
#include "properties/models/models_support.h"

namespace plumbline::properties {
namespace {

using models::Ending;
using models::Reading;
using nlohmann::json;

// Vectors that were there; their number may only grow.
constexpr size_t kFewestSources = 555;

std::vector<json> AllVectors() {
  std::vector<json> vectors;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(PLUMBLINE_SOURCE_DIR "/corpus/models")) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) vectors.push_back(json::parse(line));
  }
  return vectors;
}

bool IsDefaultPort(const json& vector) {
  const bool https = vector.value("scheme", "http") == "https";
  return vector.value("port", 0) == (https ? 443 : 80);
}

// The octets as a model is to read them. The views point into `octets`, `method` and `reads`.
struct Prepared {
  std::string octets;
  std::string method;
  std::vector<size_t> reads;
  models::Exchange exchange;

  explicit Prepared(const json& vector)
      : octets(OctetsOfText(vector.at("octets"))),
        method(vector.value("method", "GET")),
        reads(vector.value("reads", std::vector<size_t>())) {
    exchange.octets = octets;
    exchange.method = method;
    exchange.https = vector.value("scheme", "http") == "https";
    exchange.default_port = IsDefaultPort(vector);
    exchange.end_of_input = vector.value("eof", true);
    exchange.reads = reads;
  }
};

// The reading's word for one key of `expect`, as JSON to compare with.
json Said(const std::string& key, const json& wanted, const Reading& reading, const Prepared& prepared) {
  static const models::Head kNoHead;
  const models::Head& head = reading.head ? *reading.head : kNoHead;
  if (key == "fails") return reading.ending == Ending::kFailed;
  if (key == "error") return reading.error;
  if (key == "accepted") return reading.ending == Ending::kComplete && reading.head.has_value();
  if (key == "ends") return reading.ending == Ending::kComplete;
  if (key == "version") return VersionText(head.version);
  if (key == "status") return reading.head ? json(head.status) : json();
  if (key == "reason") return TextOfOctets(head.reason);
  if (key == "fields") return FieldsJson(head.fields);
  if (key == "body") return TextOfOctets(reading.body);
  if (key == "body_size") return reading.body.size();
  if (key == "left") return prepared.octets.size() - reading.consumed;
  if (key == "persists") return reading.persists;
  if (key == "reusable") return reading.reusable;
  if (key == "length") return reading.framing == FramingKind::kLength ? json(reading.length) : json();
  json list = json::array();
  if (key == "joined") {
    for (const json& one : wanted) list.push_back({one[0], JoinedJson(head.fields, one[0].get<std::string>())});
  } else if (key == "values") {
    list = {wanted[0], json::array()};
    for (const absl::string_view value : models::chromium::Values(head, wanted[0].get<std::string>())) {
      list[1].push_back(TextOfOctets(value));
    }
  } else if (key == "informational") {
    for (const models::Head& one : reading.informational) list.push_back(one.status);
  } else {
    ADD_FAILURE() << "no such key: " << key;
  }
  return list;
}

// Interim responses are not a final head, where a vector speaks of one head alone.
Reading WithInterimAsHead(Reading reading) {
  if (!reading.head && !reading.informational.empty()) {
    reading.head = reading.informational.back();
    reading.informational.pop_back();
  }
  return reading;
}

void CheckResponse(const json& vector, const models::Model& model, const json& expect) {
  const Prepared prepared(vector);
  Reading reading = model.read(prepared.exchange);
  const bool one_head = vector.at("kind") == "response-head" || vector.at("kind") == "status-line";
  if (one_head && !expect.contains("informational")) reading = WithInterimAsHead(std::move(reading));
  for (const auto& [key, wanted] : expect.items()) {
    if (key == "responses" || key == "fails_on_read") continue;
    EXPECT_EQ(Said(key, wanted, reading, prepared), wanted) << key << "\n" << Text(reading);
  }
  if (expect.contains("fails_on_read")) {
    // One read less and it does not fail yet.
    models::Exchange before = prepared.exchange;
    size_t size = 0;
    for (size_t i = 0; i < expect["fails_on_read"] && i < prepared.reads.size(); ++i) size += prepared.reads[i];
    before.octets = before.octets.substr(0, size);
    EXPECT_EQ(model.read(before).ending, Ending::kWaiting) << "after " << size << " octets";
  }
}

void CheckResponses(const json& vector, const models::Model& model, const json& expect) {
  const Prepared prepared(vector);
  const auto methods = vector.at("methods").get<std::vector<std::string>>();
  const std::vector<absl::string_view> views(methods.begin(), methods.end());
  models::Connection connection;
  connection.octets = prepared.octets;
  connection.methods = views;
  connection.default_port = prepared.exchange.default_port;
  connection.reads = prepared.reads;
  json said = json::array();
  for (const Reading& reading : ReadConnection(model, connection)) {
    ASSERT_TRUE(reading.head) << Text(reading);
    said.push_back({reading.head->status, TextOfOctets(reading.body)});
  }
  EXPECT_EQ(said, expect.at("responses"));
}

void CheckFieldList(const json& vector, const json& expect) {
  const models::FieldListModel* model = models::FindFieldListModel(vector.at("model").get<std::string>());
  ASSERT_NE(model, nullptr);
  std::vector<models::Field> fields;
  for (const json& field : vector.at("fields")) fields.push_back({OctetsOfText(field[0]), OctetsOfText(field[1])});
  const auto protocol = vector.at("protocol") == 2 ? models::Protocol::kHttp2 : models::Protocol::kHttp3;
  const models::FieldListReading reading = model->read(protocol, fields);
  for (const auto& [key, wanted] : expect.items()) {
    if (key == "fails") {
      EXPECT_EQ(reading.ending == Ending::kFailed, wanted.get<bool>()) << Text(reading);
    } else if (key == "error") {
      EXPECT_EQ(reading.error, wanted.get<std::string>()) << Text(reading);
    } else if (key == "status") {
      EXPECT_EQ(reading.ending, Ending::kComplete) << Text(reading);
      EXPECT_EQ(reading.status, wanted.get<int>()) << Text(reading);
    } else if (key == "informational") {
      EXPECT_EQ(reading.informational, wanted.get<bool>()) << Text(reading);
    } else {
      ADD_FAILURE() << "no such key: " << key;
    }
  }
}

void Check(const json& vector) {
  SCOPED_TRACE(vector.at("source").get<std::string>() + " " + vector.value("case", ""));
  if (!vector.contains("expect")) {
    EXPECT_TRUE(vector.contains("listed")) << "neither an expectation nor a reason";
    return;
  }
  const json& expect = vector.at("expect");
  EXPECT_FALSE(expect.empty());
  if (vector.contains("fields")) return CheckFieldList(vector, expect);
  const models::Model* model = models::FindModel(vector.at("model").get<std::string>());
  ASSERT_NE(model, nullptr);
  if (expect.contains("responses")) return CheckResponses(vector, *model, expect);
  CheckResponse(vector, *model, expect);
}

TEST(ModelVectors, EachHoldsOrIsListedWithItsReason) {
  struct Count {
    size_t pass = 0;
    size_t listed = 0;
  };
  std::map<std::string, Count> counts;
  std::map<std::string, size_t> reasons;
  std::set<std::string> sources;  // ids of the collected facts; one may be held against several models
  std::set<std::string> ids;
  for (const json& vector : AllVectors()) {
    const std::string id = vector.at("id");
    EXPECT_TRUE(ids.insert(id).second) << id << " is there twice";
    sources.insert(id.substr(0, id.find('.')));
    SCOPED_TRACE(id);
    Check(vector);
    const bool listed = vector.contains("listed");
    Count& count = counts[vector.at("model")];
    ++(listed ? count.listed : count.pass);
    if (listed) ++reasons[vector.at("listed")];
  }
  EXPECT_GE(sources.size(), kFewestSources);
  std::printf("%zu facts, %zu checks\n", sources.size(), ids.size());
  for (const auto& [model, count] : counts) {
    std::printf("  %-12s %4zu held, %3zu listed\n", model.c_str(), count.pass, count.listed);
  }
  for (const auto& [reason, count] : reasons) std::printf("  %3zu listed: %s\n", count, reason.c_str());
}

// corpus/browsers/: what real browsers made of field lists of HTTP/2.

// What a page is shown of the reading: names sorted, values of a name joined, without those that pages may not see.
json Shown(const std::string& browser, const models::FieldListReading& reading) {
  if (reading.ending != Ending::kComplete) return {{"fails", true}};
  std::map<std::string, std::string> joined;
  for (const models::Field& field : reading.fields) {
    const std::string name = TextOfOctets(field.name);
    const std::string value = TextOfOctets(field.value);
    const auto [at, is_new] = joined.emplace(name, value);
    if (!is_new) at->second += ", " + value;
  }
  json fields = json::array();
  for (const auto& [name, value] : joined) fields.push_back({name, value});
  const int bits = browser == "chromium" ? 1 << 16 : 1 << 30;  // fetch() there has 16 bits for the status
  return {{"status", reading.status % bits}, {"fields", fields}};
}

TEST(ModelVectors, FieldListsAreReadAsBrowsersWereSeenToReadThem) {
  const std::string folder = PLUMBLINE_SOURCE_DIR "/corpus/browsers/";
  std::ifstream explained_file(folder + "explained.json");
  std::set<std::string> explained;  // browser and list
  const json told = json::parse(explained_file);
  for (const json& one : told.at("explained")) {
    const json lists = one.value("lists", json::array());
    for (const json& list : lists) explained.insert(one.at("browser").dump() + list.dump());
  }
  std::ifstream in(folder + "http2.jsonl");
  std::string line;
  std::getline(in, line);  // what it is, and of which versions
  std::map<std::string, size_t> agree;
  while (std::getline(in, line)) {
    const json vector = json::parse(line);
    std::vector<models::Field> fields;
    for (const json& field : vector.at("fields")) fields.push_back({OctetsOfText(field[0]), OctetsOfText(field[1])});
    for (const auto& [browser, seen] : vector.at("seen").items()) {
      const models::FieldListModel* model = models::FindFieldListModel(browser);
      ASSERT_NE(model, nullptr) << browser;
      const models::FieldListReading reading = model->read(models::Protocol::kHttp2, fields);
      EXPECT_NE(reading.ending, Ending::kUnknown) << browser << " " << line;
      json wanted = seen;
      wanted.erase("reset");
      const bool agrees = Shown(browser, reading) == wanted;
      EXPECT_EQ(agrees, explained.count(json(browser).dump() + vector.at("fields").dump()) == 0)
          << browser << " " << line << "\n"
          << Shown(browser, reading);
      agree[browser] += agrees;
    }
  }
  EXPECT_EQ(agree.size(), 3u);
  for (const auto& [browser, count] : agree) {
    EXPECT_GE(count, 100u) << browser;
    std::printf("  %-12s %4zu field lists as seen\n", browser.c_str(), count);
  }
}

}  // namespace
}  // namespace plumbline::properties
