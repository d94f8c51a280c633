#include "fuzz/support_models.h"

#include <array>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "oracle/divergence/divergence.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

using oracle::Classification;
using oracle::DivergenceInfo;

// Counts of one process. It prints them as it ends.
struct Counts {
  const models::Model* model = nullptr;
  uint64_t inputs = 0;
  uint64_t agree = 0;
  uint64_t open = 0;
  std::array<uint64_t, 256> classes{};

  void Print() const {
    constexpr uint64_t kFew = 5000;  // a replay of the corpus is silent
    if (inputs < kFew) return;
    std::fprintf(stderr, "%s: %" PRIu64 " inputs, %" PRIu64 " read as the standard says, %" PRIu64 " open\n",
                 model->name, inputs, agree, open);
    for (const DivergenceInfo& info : oracle::AllDivergences()) {
      if (!info.who.Has(model->client)) continue;
      std::fprintf(stderr, "class %12" PRIu64 " %s\n", classes.at(static_cast<size_t>(info.divergence)),
                   std::string(info.name).c_str());
    }
  }
};

Counts& CountsOf(const models::Model& model) {
  static Counts* counts = [&] {
    static Counts all;
    all.model = &model;
    std::atexit([] { all.Print(); });
    return &all;
  }();
  return *counts;
}

}  // namespace

ExchangeChoices::ExchangeChoices(const Input& input) {
  constexpr const char* kMethods[] = {"GET", "GET", "GET", "GET", "POST", "HEAD", "HEAD", "PUT", "CONNECT"};
  Choices choices(input);
  exchange.octets = input;
  exchange.method = kMethods[choices.Below(9)];
  exchange.https = choices.OneIn(4);
  exchange.default_port = choices.OneIn(2);
  exchange.reused = choices.OneIn(4);
  exchange.after_no_content = exchange.reused && choices.OneIn(2);
  exchange.end_of_input = choices.OneIn(2);
  if (!choices.OneIn(3)) return;
  for (size_t octets = 0; octets < input.size() && reads_.size() < 12;) {
    const size_t most = choices.OneIn(2) ? 4 : input.size();
    reads_.push_back(1 + choices.Below(most));
    octets += reads_.back();
  }
  exchange.reads = reads_;
}

void CheckModel(const models::Model& model, const Input& input) {
  const ExchangeChoices choices(input);
  const Classification found = oracle::ClassifyMending(model, choices.exchange);
  Counts& counts = CountsOf(model);
  ++counts.inputs;
  counts.agree += found.verdict == Classification::Verdict::kAgrees ? 1 : 0;
  counts.open += found.verdict == Classification::Verdict::kOpen ? 1 : 0;
  for (const oracle::DivergenceClass one : found.classes) ++counts.classes.at(static_cast<size_t>(one));
  PLUMBLINE_LAW(input, found.verdict != Classification::Verdict::kUnexplained,
                "where a browser reads otherwise than the standard, a class of oracle/divergence/classes.def says how");
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
