#include "properties/corpus/corpus_support.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "properties/show.h"

namespace plumbline::properties {
namespace {

using nlohmann::json;

std::filesystem::path CasesFolder() { return std::filesystem::path(PLUMBLINE_SOURCE_DIR) / "corpus" / "cases"; }

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Compares one message: only what the case states.
void CompareMessage(size_t index, const json& expected, const json& observed, std::vector<std::string>& out) {
  for (const auto& [key, value] : expected.items()) {
    const json seen = observed.contains(key) ? observed[key] : json("(no such key)");
    if (seen == value) continue;
    out.push_back("messages[" + std::to_string(index) + "]." + key + ": expected " + value.dump() + ", is " +
                  seen.dump());
  }
}

}  // namespace

MessageKind CorpusCase::kind() const {
  return expected.at("kind") == "request" ? MessageKind::kRequest : MessageKind::kResponse;
}

Recipient CorpusCase::recipient() const {
  const bool request = kind() == MessageKind::kRequest;
  const std::string role = expected.value("role", request ? "origin" : "user-agent");
  for (Recipient recipient : {Recipient::kOrigin, Recipient::kIntermediary, Recipient::kUserAgent}) {
    if (std::string(Name(recipient)) == role) return recipient;
  }
  throw std::runtime_error(name + ": no such role: " + role);
}

std::optional<std::vector<std::string>> CorpusCase::methods() const {
  if (!expected.contains("methods")) return std::nullopt;
  return expected["methods"].get<std::vector<std::string>>();
}

Limits CorpusCase::limits() const {
  Limits limits;
  if (!expected.contains("limits")) return limits;
  for (const auto& [key, value] : expected["limits"].items()) {
    const auto number = value.get<uint64_t>();
    if (key == "method")
      limits.method = number;
    else if (key == "request_target")
      limits.request_target = number;
    else if (key == "reason_phrase")
      limits.reason_phrase = number;
    else if (key == "field_line")
      limits.field_line = number;
    else if (key == "field_count")
      limits.field_count = number;
    else if (key == "section")
      limits.section = number;
    else if (key == "chunk_line")
      limits.chunk_line = number;
    else if (key == "chunk_ext_total")
      limits.chunk_ext_total = number;
    else
      throw std::runtime_error(name + ": no such limit: " + key);
  }
  return limits;
}

std::vector<std::string> CorpusCaseNames() {
  std::vector<std::string> names;
  if (!std::filesystem::is_directory(CasesFolder())) return names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(CasesFolder())) {
    if (entry.path().extension() != ".http") continue;
    names.push_back(std::filesystem::relative(entry.path(), CasesFolder()).replace_extension().generic_string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

CorpusCase ReadCorpusCase(const std::string& name) {
  return {name, ReadFile(CasesFolder() / (name + ".http")), json::parse(ReadFile(CasesFolder() / (name + ".json")))};
}

std::vector<std::string> Differences(const CorpusCase& one, const json& observed) {
  // What a left-out key says: corpus/README.md.
  json expected = one.expected;
  const bool accept = expected.at("verdict") == "accept";
  json messages = expected.value("messages", json::array());
  if (!expected.contains("place")) expected["place"] = expected.value("offset", json());
  if (!expected.contains("consumed")) expected["consumed"] = accept ? json(one.octets.size()) : json(0);
  for (const char* key : {"clause", "offset"}) {
    if (!expected.contains(key)) expected[key] = json();
  }
  if (!expected.contains("tunnel")) expected["tunnel"] = false;
  if (!expected.contains("findings")) expected["findings"] = json::array();
  for (json& message : messages) message["kind"] = expected["kind"];

  std::vector<std::string> out;
  for (const char* key : {"verdict", "clause", "offset", "place", "consumed", "tunnel", "findings"}) {
    if (expected[key] == observed[key]) continue;
    out.push_back(std::string(key) + ": expected " + expected[key].dump() + ", is " + observed[key].dump());
  }
  const json& seen = observed["messages"];
  if (seen.size() != messages.size()) {
    out.push_back("messages: expected " + std::to_string(messages.size()) + ", are " + std::to_string(seen.size()));
  }
  for (size_t i = 0; i < std::min(seen.size(), messages.size()); ++i) CompareMessage(i, messages[i], seen[i], out);
  return out;
}

std::string Caret(absl::string_view octets, uint64_t offset) {
  constexpr uint64_t kAround = 32;
  const auto at = static_cast<size_t>(std::min<uint64_t>(offset, octets.size()));
  const size_t begin = at > kAround ? at - kAround : 0;
  const std::string before = Escape(octets.substr(begin, at - begin));
  const std::string line = Escape(octets.substr(begin, at - begin + kAround));
  return "  " + line + "\n  " + std::string(before.size() - 1, ' ') + "^ octet " + std::to_string(offset);
}

}  // namespace plumbline::properties
