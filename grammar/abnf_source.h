// An ABNF text under reading: where the reader stands, whitespace and comments as RFC 5234 has them. For the reader
// alone (abnf_reader.cc, abnf_elements.cc).
#ifndef PLUMBLINE_GRAMMAR_ABNF_SOURCE_H_
#define PLUMBLINE_GRAMMAR_ABNF_SOURCE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/abnf.h"

namespace plumbline::grammar {

class AbnfSource {
 public:
  static constexpr int kEnd = -1;

  explicit AbnfSource(std::string_view text) : text_(text), end_(text.size()) {}

  // The octet at, or that many after, the reader; kEnd from the end on.
  int Peek(size_t ahead = 0) const {
    return ahead < end_ - pos_ ? static_cast<unsigned char>(text_[pos_ + ahead]) : kEnd;
  }
  bool AtEnd() const { return pos_ == end_; }
  bool AtNewline() const { return Peek() == '\n' || (Peek() == '\r' && Peek(1) == '\n'); }
  bool AtBlank() const { return Peek() == ' ' || Peek() == '\t'; }

  size_t pos() const { return pos_; }
  std::string_view Since(size_t begin) const { return text_.substr(begin, pos_ - begin); }
  Position position() const { return {line_, static_cast<int>(pos_ - line_begin_) + 1}; }

  void Skip();  // one octet, which is there
  bool Take(char octet);
  void SkipBlanks();
  void SkipToNewline();
  void SkipNewline();
  std::string_view TakeWord();  // up to whitespace or the end of the line
  // *c-wsp: whitespace, comments, and ends of lines. True if there was any.
  bool SkipWhitespace();

  // From here on the text is seen to end where the rule on this line does: with the lines that begin with whitespace,
  // and comments and empty lines between and after them. `;@` ends it too.
  void EndWithRule();
  void EndWithText() { end_ = text_.size(); }

  // The first comment skipped that begins with ";@", which has a meaning at the first column alone.
  const std::optional<Position>& misplaced() const { return misplaced_; }

  // The text from `begin` to `end` without the comments that were skipped in it, trailing blanks and empty lines.
  std::string WithoutComments(size_t begin, size_t end) const;

 private:
  std::string_view text_;
  size_t pos_ = 0;
  size_t end_;
  size_t line_begin_ = 0;
  int line_ = 1;
  std::vector<std::pair<size_t, size_t>> comments_;  // begin and end of each, in order
  std::optional<Position> misplaced_;
};

// The elements of a rule's definition, from here to the end of the source; `printed` is what they look like.
std::optional<AbnfError> ReadElements(AbnfSource& source, Node& definition, std::string& printed);

// ALPHA *( ALPHA / DIGIT / "-" ), which begins here.
std::string_view TakeRuleName(AbnfSource& source);

// What stands between angle brackets, as a kRule, kImport or kExcept node; false if it is none of them.
bool ReadProse(std::string_view prose, Node& node);

// How a message speaks of an octet: "x", or %x0D.
std::string OctetInMessage(int octet);

}  // namespace plumbline::grammar

#endif  // PLUMBLINE_GRAMMAR_ABNF_SOURCE_H_
