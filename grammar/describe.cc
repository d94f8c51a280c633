// The automaton as a picture.
#include "grammar/describe.h"

#include <map>
#include <utility>

namespace plumbline::grammar {
namespace {

// A string in quotes for Graphviz.
std::string Quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// A label with room around it: Graphviz puts one so close to its arrow that the arrow strikes through it.
std::string QuotedLabel(const std::string& text) {
  std::string out = "<<table border=\"0\" cellspacing=\"0\" cellpadding=\"4\"><tr><td>";
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out + "</td></tr></table>>";
}

std::string StateLine(const Automaton& automaton, State state) {
  const Automaton::Output output = automaton.OutputOf(state);
  std::string line = "  " + std::to_string(state) + " [shape=";
  line += output.word == Word::kAccept ? "doublecircle" : "circle";
  if (output.word == Word::kNeedMore && output.reason != kGrammar) line += ", style=dashed";
  return line + "];\n";
}

}  // namespace

std::string ToDot(const Automaton& automaton, const std::string& title) {
  std::string out = "digraph {\n  rankdir=LR;\n  splines=polyline;\n  label=" + Quoted(title) + ";\n  labelloc=t;\n";
  out += "  node [fontname=\"sans-serif\", fontsize=10];\n  edge [fontname=\"monospace\", fontsize=9];\n";
  out += "  start [shape=point];\n  start -> 0;\n";
  std::string arrows;
  bool prose_rejects = false;
  for (State state = 0; state < automaton.states(); ++state) {
    out += StateLine(automaton, state);
    std::map<State, std::bitset<256>> targets;
    for (size_t octet = 0; octet < 256; ++octet) targets[automaton.Next(state, static_cast<uint8_t>(octet))].set(octet);
    for (const auto& [target, octets] : targets) {
      const bool dead = Automaton::IsDead(target);
      if (dead && Automaton::ReasonOf(target) == kGrammar) continue;
      prose_rejects = prose_rejects || dead;
      arrows += "  " + std::to_string(state) + " -> " + (dead ? "reject" : std::to_string(target)) +
                " [label=" + QuotedLabel(OctetSet(octets)) + "];\n";
    }
  }
  if (prose_rejects) out += "  reject [shape=box];\n";
  return out + arrows + "}\n";
}

}  // namespace plumbline::grammar
