#include "properties/grammar/equivalence_report.h"

#include <cinttypes>
#include <cstdio>

namespace plumbline::properties {
namespace {

int HexValue(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

// 1234567 as "1.2M", so that columns stay narrow.
std::string Count(uint64_t count) {
  char text[32];
  if (count < 10'000) {
    std::snprintf(text, sizeof text, "%" PRIu64, count);
  } else if (count < 1'000'000) {
    std::snprintf(text, sizeof text, "%" PRIu64 "k", count / 1000);
  } else {
    std::snprintf(text, sizeof text, "%.1fM", static_cast<double>(count) / 1e6);
  }
  return text;
}

void PrintRow(const Row& row) {
  const Production& production = row.comparison.production();
  const Trial& trial = row.comparison.trial();
  const grammar::Automaton& automaton = trial.machine().strict;
  const grammar::Suite* suite = trial.suite();
  const std::string depth = production.depth == 0 ? "" : " to depth " + std::to_string(production.depth);
  std::printf("%-36s %-27s %6zu %7zu %3zu %7s %2s %5zu %7s %7s %7s %7.1f\n", (production.rule + depth).c_str(),
              production.entry.c_str(), automaton.states(), automaton.classes(), trial.exhaustive_length(),
              Count(trial.Strings(Engine::kExhaustive)).c_str(), suite ? std::to_string(suite->extra()).c_str() : "-",
              suite ? suite->characterising_set().size() : 0, Count(trial.Strings(Engine::kSuite)).c_str(),
              Count(trial.Strings(Engine::kRandom)).c_str(), Count(row.findings.beyond).c_str(), row.seconds);
}

void PrintDisagreement(const Row& row, const std::string& command) {
  const Production& production = row.comparison.production();
  const Disagreement& shortest = *row.findings.shortest;
  const std::string octets = EscapeArgument(shortest.octets);
  std::printf("\n%s, %s: read differently %" PRIu64 " times; the shortest:\n", production.rule.c_str(),
              production.entry.c_str(), row.findings.disagreements);
  std::printf("  octets   '%s'\n  grammar  %s\n  parser   %s\n", octets.c_str(), shortest.grammar.c_str(),
              shortest.parser.c_str());
  std::printf("  show it  %s --octets '%s' %s\n", command.c_str(), octets.c_str(), production.rule.c_str());
}

}  // namespace

void PrintNames(const std::vector<const Production*>& productions) {
  for (const Production* production : productions)
    std::printf("%-35s %s\n", production->rule.c_str(), production->entry.c_str());
}

bool PrintTable(const std::vector<Row>& rows, double seconds, const std::string& command) {
  std::printf("%-36s %-27s %6s %7s %3s %7s %2s %5s %7s %7s %7s %7s\n", "production", "entry", "states", "classes",
              "len", "all", "k", "W", "suite", "random", "beyond", "seconds");
  Findings all;
  for (const Row& row : rows) {
    PrintRow(row);
    all.Add(row.findings);
  }
  size_t wrong = 0;
  for (const Row& row : rows) {
    const std::vector<std::string> unused = Unused(row.comparison, row.findings);
    if (row.findings.disagreements > 0) PrintDisagreement(row, command);
    for (const std::string& line : unused) {
      const Production& production = row.comparison.production();
      std::printf("\n%s, %s: %s\n", production.rule.c_str(), production.entry.c_str(), line.c_str());
    }
    wrong += row.findings.disagreements > 0 || !unused.empty() ? 1 : 0;
  }
  std::printf("\n%zu rows, %s strings, %s of them compared up to a bound, %zu rows disagree, %.0f s\n", rows.size(),
              Count(all.strings).c_str(), Count(all.beyond).c_str(), wrong, seconds);
  return wrong == 0;
}

bool PrintReadings(const std::vector<const Production*>& productions, const Effort& effort, const std::string& octets) {
  bool alike = true;
  for (const Production* production : productions) {
    const Trial trial(*production, effort);
    const Comparison comparison(*production, trial);
    const Disagreement readings = comparison.Show(octets);
    const bool differ = !comparison.Alike(octets);
    std::printf("%s, %s: %s\n  grammar  %s\n  parser   %s\n", production->rule.c_str(), production->entry.c_str(),
                differ ? "they disagree" : "alike", readings.grammar.c_str(), readings.parser.c_str());
    alike = alike && !differ;
  }
  return alike;
}

std::string EscapeArgument(const std::string& octets) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string text;
  for (const char octet : octets) {
    const auto value = static_cast<unsigned char>(octet);
    if (value >= 0x20 && value < 0x7F && octet != '\\' && octet != '\'') {
      text += octet;
    } else {
      text += {'\\', 'x', kHex[value / 16], kHex[value % 16]};
    }
  }
  return text;
}

std::string Unescape(const std::string& text) {
  std::string octets;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool escaped = text[i] == '\\' && i + 3 < text.size() && text[i + 1] == 'x' && HexValue(text[i + 2]) >= 0 &&
                         HexValue(text[i + 3]) >= 0;
    octets += escaped ? static_cast<char>(HexValue(text[i + 2]) * 16 + HexValue(text[i + 3])) : text[i];
    i += escaped ? 3 : 0;
  }
  return octets;
}

}  // namespace plumbline::properties
