// fuzz_generate DIRECTORY: writes what the grammar gives the fuzz targets below that directory. See ci/generate.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include "fuzz/generate/generate.h"
#include "grammar/compile.h"
#include "grammar/rule_book.h"

namespace {

using namespace plumbline;  // NOLINT: a program's own scope

bool CompileAll(fuzz::Automata& automata) {
  const grammar::RuleBook& book = grammar::RuleBook::Standard();
  grammar::CompileOptions options;
  options.depth = fuzz::kCommentDepth;
  for (size_t i = 0; i < fuzz::kProductions; ++i) {
    const grammar::RuleRef rule = book.Find(fuzz::kRules[i]);
    if (!rule) {
      std::fprintf(stderr, "%s: no such rule in grammar/abnf: correct kRules in fuzz/mutator/automata.h\n",
                   fuzz::kRules[i]);
      return false;
    }
    automata[i] = grammar::Compile(book, rule, options);
    if (automata[i].classes() > 32) {
      std::fprintf(stderr, "%s: %zu classes of octets, and a table in fuzz/mutator/automata.h holds 32\n",
                   fuzz::kRules[i], automata[i].classes());
      return false;
    }
  }
  return true;
}

bool Write(const std::filesystem::path& path, const std::string& octets) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  std::ofstream file(path, std::ios::binary);
  file.write(octets.data(), static_cast<std::streamsize>(octets.size()));
  file.close();
  if (!file) std::fprintf(stderr, "%s: cannot be written\n", path.c_str());
  return static_cast<bool>(file);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: fuzz_generate DIRECTORY (ci/generate does it for the repository)\n");
    return 2;
  }
  fuzz::Automata automata;
  if (!CompileAll(automata)) return 1;
  fuzz::Files files;
  fuzz::GenerateAutomata(automata, files);
  fuzz::GenerateSeeds(automata, files);
  for (const auto& [path, octets] : files) {
    if (!Write(std::filesystem::path(argv[1]) / path, octets)) return 1;
  }
  return 0;
}
