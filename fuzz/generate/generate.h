// What the grammar gives the fuzz targets, as files by their paths in the repository.
#ifndef PLUMBLINE_FUZZ_GENERATE_GENERATE_H_
#define PLUMBLINE_FUZZ_GENERATE_GENERATE_H_

#include <array>
#include <map>
#include <string>

#include "fuzz/mutator/automata.h"
#include "grammar/automaton.h"

namespace plumbline::fuzz {

using Files = std::map<std::string, std::string>;  // path: octets
using Automata = std::array<grammar::Automaton, kProductions>;

// fuzz/mutator/automata.inc.
void GenerateAutomata(const Automata& automata, Files& files);

// corpus/seeds/TARGET/sentence-of-RULE-n and near-miss-of-RULE-n: few of each, which together take as many transitions
// of the automaton, or fail at as many states, as so few can. The same files on every machine.
void GenerateSeeds(const Automata& automata, Files& files);

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_GENERATE_GENERATE_H_
