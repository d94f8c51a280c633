// A libFuzzer mutator that knows the structure of messages and the grammar of their parts.
//
//   static auto& mutator = *new Mutator(Subject{Shape::kRequests}, LLVMFuzzerMutate);
//   return mutator.Mutate(data, size, max_size, seed);  // in LLVMFuzzerCustomMutator
//
// Octets in, octets out: it finds the parts of the messages in any octets (structure.h), edits one or two of them by
// walking their automata (walker.h) or makes new ones (maker.h), and repairs the lengths that an edit of a body made
// wrong. A share of the mutations are the engine's own, of all octets or of those of one part.
#ifndef PLUMBLINE_FUZZ_MUTATOR_MUTATOR_H_
#define PLUMBLINE_FUZZ_MUTATOR_MUTATOR_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/mutator/automata.h"
#include "fuzz/mutator/dice.h"
#include "fuzz/mutator/structure.h"
#include "fuzz/mutator/walker.h"

namespace plumbline::fuzz {

// What the input of a target is; with kValue, of which production, one of these at a time.
struct Subject {
  Shape shape = Shape::kMessages;
  std::vector<Production> values = {};
};

// The engine's mutations, LLVMFuzzerMutate: of `size` octets in a buffer of `max_size`; returns the new size.
using ByteMutator = size_t (*)(uint8_t* data, size_t size, size_t max_size);

class Mutator {
 public:
  Mutator(Subject subject, ByteMutator bytes);

  // As LLVMFuzzerCustomMutator: at most `max_size` octets, the same ones for the same octets and seed where the byte
  // mutator has no part in it.
  size_t Mutate(uint8_t* data, size_t size, size_t max_size, unsigned seed);

 private:
  // An edit of octets_, whose structure has been read. False if there is nothing to edit in its way: then nothing is
  // changed. mutator.cc has their shares.
  using Edit = bool (Mutator::*)();
  struct EditsOf;
  bool WalkPart();         // walks the automaton of a part: part_edits.cc
  bool EditBytesOfPart();  // the engine's mutations, in one part
  bool EditBody();         // the same in content or the data of a chunk, and repairs the length
  bool EditLines();        // the others: structure_edits.cc
  bool EditChunks();
  bool EditMessages();
  bool EditFraming();
  bool EditLength();
  bool EditNumber();  // numbers and sizes at which parsers go wrong: boundary_edits.cc
  bool EditSize();

  // A part, with the production that its octets are taken for.
  struct Part {
    Production production = Production::kFieldValue;
    Span span;
  };
  bool ChoosePart(Part& part);
  Part PartOfStartLine(const Message& message);
  Part PartOfLine(const Line& line);
  // Octets to take the place of octets [from, to) of the part, whose states are in states_; into text_.
  bool NewWay(Walker& walker, size_t size, size_t& from, size_t& to);
  bool NewLoop(Walker& walker, std::string_view octets, size_t& from, size_t& to);
  bool NearMiss(Walker& walker, std::string_view octets, size_t& from, size_t& to);

  void OtherNumber(std::string_view digits, size_t base);

  const Message* ChooseMessage();
  const Message* ChooseChunkedMessage();
  // A place where field lines may stand: a section of lines, and where its last one ends.
  struct Section {
    size_t first = 0;
    size_t last = 0;
    size_t begin = 0;
  };
  bool ChooseSection(Section& section);
  size_t Boundary(const Section& section, size_t line) const;

  std::string_view View(Span span) const { return std::string_view(octets_).substr(span.begin, span.size()); }
  void Replace(Span span, std::string_view text) { octets_.replace(span.begin, span.size(), text); }
  void Insert(size_t at, std::string_view text) { octets_.insert(at, text); }
  // text_ for `span` of the data of the chunk, or of the content of the message where there is no chunk.
  void ReplaceData(const Message& message, const Chunk* chunk, Span span);
  void SetLength(const Message& message, std::string_view digits);
  // Has the engine mutate these octets; into text_.
  void MutateBytes(std::string_view octets);

  Subject subject_;
  ByteMutator bytes_;
  Dice dice_{0};
  std::string octets_;
  Structure structure_;
  // Kept from call to call, so that a mutation allocates nothing:
  std::string text_;
  std::vector<grammar::State> states_;
  std::vector<uint8_t> buffer_;
};

}  // namespace plumbline::fuzz

#endif  // PLUMBLINE_FUZZ_MUTATOR_MUTATOR_H_
