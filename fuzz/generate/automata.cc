#include "fuzz/generate/generate.h"

namespace plumbline::fuzz {
namespace {

constexpr size_t kColumns = 120;

void Append(const Table& table, std::string& text) {
  std::string line = "   ";
  for (const uint32_t number : table) {
    const std::string item = " " + std::to_string(number) + ",";
    if (line.size() + item.size() > kColumns) {
      text += line + "\n";
      line = "   ";
    }
    line += item;
  }
  text += line + "\n";
}

}  // namespace

void GenerateAutomata(const Automata& automata, Files& files) {
  std::string text = "// Written by ci/generate from grammar/abnf: see automata.h.\n";
  std::string list = "\nconstexpr const uint32_t* kTables[] = {\n";
  for (size_t i = 0; i < kProductions; ++i) {
    const std::string name = "kTable" + std::to_string(i);
    text += "\n// " + std::string(kRules[i]) + "\nconstexpr uint32_t " + name + "[] = {\n";
    Append(ToTable(automata[i]), text);
    text += "};\n";
    list += "    " + name + ",\n";
  }
  files["fuzz/mutator/automata.inc"] = text + list + "};\n";
}

}  // namespace plumbline::fuzz
