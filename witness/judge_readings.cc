#include "witness/judge_readings.h"

#include "absl/strings/str_cat.h"

namespace plumbline::witness {

void Add(const JudgedReading& reading, GradedReadings& readings) {
  const bool is_loose = reading.in_words && reading.end == JudgedReading::End::kRefused;
  const auto [at, is_new] = readings.emplace(Text(reading), Graded{reading.grade, is_loose});
  if (is_new) return;
  at->second.grade = std::min(at->second.grade, reading.grade);
  at->second.is_loose = at->second.is_loose && is_loose;
}

std::string Difference(const GradedReadings& of_the_judge, const GradedReadings& of_the_witness) {
  for (const auto& [text, graded] : of_the_judge) {
    const auto same = of_the_witness.find(text);
    if (same == of_the_witness.end()) {
      if (!graded.is_loose) return absl::StrCat("the judge permits, and the witness does not: ", text);
    } else if (same->second.grade != graded.grade) {
      return absl::StrCat("the two have another verdict on: ", text);
    }
  }
  for (const auto& [text, graded] : of_the_witness) {
    if (!graded.is_loose && of_the_judge.count(text) == 0) {
      return absl::StrCat("the witness permits, and the judge does not: ", text);
    }
  }
  return "";
}

}  // namespace plumbline::witness
