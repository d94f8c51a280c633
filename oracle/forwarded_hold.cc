#include "oracle/forwarded_hold.h"

#include <algorithm>

#include "oracle/forwarded_checker.h"

namespace plumbline::oracle {

std::vector<BrokenRule> HoldForwarded(const Question& question, const PermittedReading& reading,
                                      const Observation& observed, const Sent& sent, uint8_t reader) {
  return ForwardedChecker(question, reading, observed, sent, reader).Check();
}

// What was sent on does not keep these rules, the worst first. Where one is worse than all else, it decides.
void AddBroken(std::vector<BrokenRule> broken, Judgement& out) {
  out.forwarding = std::move(broken);
  for (const BrokenRule& rule : out.forwarding) {
    if (rule.gap && std::find(out.gaps.begin(), out.gaps.end(), *rule.gap) == out.gaps.end())
      out.gaps.push_back(*rule.gap);
  }
  if (out.forwarding.empty() || out.forwarding.front().verdict <= out.verdict) return;
  const BrokenRule& worst = out.forwarding.front();
  out.verdict = worst.verdict;
  out.aspect = HowJudged(worst.rule).aspect;
  out.offset = worst.offset;
  out.clause = worst.clause.empty() ? std::string(Info(worst.rule).id) : worst.clause;
  out.why = worst.why;
  if (worst.gap) std::iter_swap(out.gaps.begin(), std::find(out.gaps.begin(), out.gaps.end(), *worst.gap));
}

std::vector<BrokenRule> BrokenByEither(const std::vector<BrokenRule>& by_proxy,
                                       const std::vector<BrokenRule>& by_gateway) {
  std::vector<BrokenRule> out;
  const auto add = [&](const std::vector<BrokenRule>& some, const std::vector<BrokenRule>& others, bool common) {
    for (const BrokenRule& rule : some) {
      const bool is_common = std::any_of(others.begin(), others.end(), [&](const BrokenRule& other) {
        return rule.offset == other.offset && rule.forwarded_offset == other.forwarded_offset && rule.why == other.why;
      });
      if (is_common && !common) continue;
      out.push_back(rule);
      if (!is_common) out.back().verdict = std::min(rule.verdict, Verdict::kUndecided);
    }
  };
  add(by_proxy, by_gateway, true);
  add(by_gateway, by_proxy, false);
  std::stable_sort(out.begin(), out.end(),
                   [](const BrokenRule& a, const BrokenRule& b) { return a.verdict > b.verdict; });
  return out;
}

}  // namespace plumbline::oracle
