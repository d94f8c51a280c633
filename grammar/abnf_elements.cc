// The right side of a rule: RFC 5234, section 4, from `elements` down; RFC 7405, section 2.1; the list operator of
// RFC 9110, section 5.6.1.
#include <utility>

#include "grammar/abnf_source.h"
#include "grammar/ascii.h"

namespace plumbline::grammar {
namespace {

constexpr size_t kMaxNesting = 200;    // of groups and options: this reader recurses
constexpr int kMaxRepetitions = 9999;  // that a number in front of an element may ask for

class ElementReader {
 public:
  explicit ElementReader(AbnfSource& source) : source_(source) {}

  std::optional<AbnfError> Read(Node& definition, std::string& printed) {
    Whitespace();
    const size_t begin = source_.pos();
    const bool read = Alternation(definition) && (source_.AtEnd() || Unexpected());
    if (read && source_.misplaced()) Fail(*source_.misplaced(), "\";@\" stands at the first column of a line");
    if (!error_) printed = source_.WithoutComments(begin, after_pos_);
    return std::move(error_);
  }

 private:
  struct Open {
    Position position;
    char close = ')';
    const char* Kind() const { return close == ')' ? "group" : "option"; }
  };

  bool Fail(Position position, std::string message) {
    error_ = AbnfError{position, std::move(message)};
    return false;
  }
  bool Fail(std::string message) { return Fail(source_.position(), std::move(message)); }

  bool Unexpected() {
    const int octet = source_.Peek();
    if (octet != ')' && octet != ']') return Fail(OctetInMessage(octet) + " is not part of a rule");
    if (open_.empty()) return Fail(OctetInMessage(octet) + " closes nothing");
    const Open& open = open_.back();
    return Fail(OctetInMessage(octet) + " does not close the " + open.Kind() + " that begins at " +
                std::to_string(open.position.line) + ":" + std::to_string(open.position.column));
  }

  bool NotClosed() {
    return Fail(open_.back().position, std::string("this ") + open_.back().Kind() + " is not closed");
  }

  bool Missing() {
    const int octet = source_.Peek();
    if (octet == AbnfSource::kEnd) return open_.empty() ? Fail(after_, "an element is missing") : NotClosed();
    if (octet == '/' || octet == ')' || octet == ']')
      return Fail("an element is missing in front of " + OctetInMessage(octet));
    return Unexpected();
  }

  // Whitespace, with a note of where it begins: there an element is missing, if one is.
  bool Whitespace() {
    if (source_.pos() != whitespace_end_) {
      after_ = source_.position();
      after_pos_ = source_.pos();
    }
    const bool some = source_.SkipWhitespace();
    whitespace_end_ = source_.pos();
    return some;
  }

  bool Alternation(Node& node) {
    Whitespace();
    node.kind = Node::Kind::kAlternation;
    node.position = source_.position();
    do {
      Whitespace();
      if (!Concatenation(node.children.emplace_back())) return false;
    } while (source_.Take('/'));
    Unwrap(node);
    return true;
  }

  // repetition *( 1*c-wsp repetition ), and the whitespace after it
  bool Concatenation(Node& node) {
    node.kind = Node::Kind::kConcatenation;
    node.position = source_.position();
    bool separated = true;
    while (AtElement()) {
      if (!separated) return Fail("whitespace is missing between two elements");
      if (!Repetition(node.children.emplace_back())) return false;
      separated = Whitespace();
    }
    if (node.children.empty()) return Missing();
    Unwrap(node);
    return true;
  }

  bool AtElement() const {
    const int octet = source_.Peek();
    return IsAlpha(octet) || IsDigit(octet) || octet == '*' || octet == '#' || octet == '"' || octet == '%' ||
           octet == '<' || octet == '(' || octet == '[';
  }

  static void Unwrap(Node& node) {
    if (node.children.size() != 1) return;
    Node only = std::move(node.children.front());
    node = std::move(only);
  }

  bool Repetition(Node& node) {
    if (!IsDigit(source_.Peek()) && source_.Peek() != '*' && source_.Peek() != '#') return Element(node);
    node.kind = Node::Kind::kRepetition;
    node.position = source_.position();
    const bool lower = IsDigit(source_.Peek());
    if (!Bound(node.min)) return false;
    if (source_.Peek() == '#') node.kind = Node::Kind::kList;
    if (source_.Take('*') || source_.Take('#')) {
      node.max = kUnbounded;
      if (IsDigit(source_.Peek()) && !Bound(node.max)) return false;
    } else {
      node.max = node.min;
    }
    if (lower && node.max != kUnbounded && node.min > node.max)
      return Fail(node.position,
                  "a repetition of at least " + std::to_string(node.min) + " and at most " + std::to_string(node.max));
    if (!AtElement() || IsDigit(source_.Peek()) || source_.Peek() == '*' || source_.Peek() == '#')
      return Fail("an element has to stand right after its repetition");
    return Element(node.children.emplace_back());
  }

  // *DIGIT: 0 if there is none.
  bool Bound(int& bound) {
    const Position begin = source_.position();
    bound = 0;
    for (; IsDigit(source_.Peek()); source_.Skip()) {
      bound = bound * 10 + (source_.Peek() - '0');
      if (bound > kMaxRepetitions) return Fail(begin, "a repetition of more than " + std::to_string(kMaxRepetitions));
    }
    return true;
  }

  bool Element(Node& node) {
    node.position = source_.position();
    switch (source_.Peek()) {
      case '(':
        return Group(node, ')');
      case '[': {
        node.kind = Node::Kind::kRepetition;
        node.max = 1;
        return Group(node.children.emplace_back(), ']');
      }
      case '"':
        return Quoted(node);
      case '%':
        return AfterPercent(node);
      case '<':
        return Prose(node);
      default:
        node.kind = Node::Kind::kRule;
        node.name.assign(TakeRuleName(source_));
        return true;
    }
  }

  bool Group(Node& node, char close) {
    if (open_.size() == kMaxNesting) return Fail("groups nest deeper than " + std::to_string(kMaxNesting));
    open_.push_back({source_.position(), close});
    source_.Skip();
    if (!Alternation(node)) return false;
    if (source_.AtEnd()) return NotClosed();
    if (!source_.Take(close)) return Unexpected();
    open_.pop_back();
    return true;
  }

  bool Quoted(Node& node) {
    const Position open = source_.position();
    source_.Skip();
    const size_t begin = source_.pos();
    while (source_.Peek() != '"') {
      if (source_.AtEnd() || source_.AtNewline()) return Fail(open, "this quote is not closed");
      if (source_.Peek() < 0x20 || source_.Peek() > 0x7E)
        return Fail("quotes hold printable ASCII; any other octet is written as " + OctetInMessage(source_.Peek()));
      source_.Skip();
    }
    node.kind = Node::Kind::kString;
    node.text.assign(source_.Since(begin));
    source_.Skip();
    return true;
  }

  bool AfterPercent(Node& node) {
    const char kind = IsAlpha(source_.Peek(1)) ? ToLower(static_cast<char>(source_.Peek(1))) : '\0';
    if ((kind == 's' || kind == 'i') && source_.Peek(2) == '"') {
      source_.Skip();
      source_.Skip();
      node.case_sensitive = kind == 's';
      return Quoted(node);
    }
    const int base = kind == 'x' ? 16 : kind == 'd' ? 10 : kind == 'b' ? 2 : 0;
    if (base == 0) return Fail("\"%\" has to be followed by b, d or x with a number, s or i with a quote");
    source_.Skip();
    source_.Skip();
    return Numbers(node, base);
  }

  // One octet, a range of octets, or octets one after the other.
  bool Numbers(Node& node, int base) {
    node.kind = Node::Kind::kOctets;
    if (!Number(base, node.first)) return false;
    node.last = node.first;
    if (source_.Take('-')) {
      if (!Number(base, node.last)) return false;
      return node.first <= node.last || Fail(node.position, "this range is upside down");
    }
    if (source_.Peek() != '.') return true;
    node.kind = Node::Kind::kString;
    node.case_sensitive = true;
    node.text += static_cast<char>(node.first);
    while (source_.Take('.')) {
      uint8_t octet = 0;
      if (!Number(base, octet)) return false;
      node.text += static_cast<char>(octet);
    }
    node.first = node.last = 0;
    return true;
  }

  bool Number(int base, uint8_t& octet) {
    const Position begin = source_.position();
    if (Digit(base) < 0) return Fail("a digit of base " + std::to_string(base) + " is missing");
    int value = 0;
    for (; Digit(base) >= 0; source_.Skip()) {
      value = value * base + Digit(base);
      if (value > 0xFF) return Fail(begin, "a value above 255 is not an octet");
    }
    octet = static_cast<uint8_t>(value);
    return true;
  }

  // The digit that stands here; -1 if none does.
  int Digit(int base) const {
    const int octet = source_.Peek();
    int digit = -1;
    if (IsDigit(octet)) digit = octet - '0';
    if (IsAlpha(octet)) digit = ToLower(static_cast<char>(octet)) - 'a' + 10;
    return digit < base ? digit : -1;
  }

  bool Prose(Node& node) {
    source_.Skip();
    const size_t begin = source_.pos();
    while (source_.Peek() != '>') {
      if (source_.AtEnd() || source_.AtNewline()) return Fail(node.position, "this prose is not closed by \">\"");
      source_.Skip();
    }
    if (!ReadProse(source_.Since(begin), node))
      return Fail(node.position,
                  "prose is <rule>, <rule, see [document], Section N>, <rule, see Section N of [document]> or "
                  "<rule except rule>");
    source_.Skip();
    return true;
  }

  AbnfSource& source_;
  std::optional<AbnfError> error_;
  std::vector<Open> open_;
  Position after_;  // what was read last, whitespace aside
  size_t after_pos_ = 0;
  size_t whitespace_end_ = std::string_view::npos;
};

}  // namespace

std::string_view TakeRuleName(AbnfSource& source) {
  const size_t begin = source.pos();
  while (IsAlpha(source.Peek()) || IsDigit(source.Peek()) || source.Peek() == '-') source.Skip();
  return source.Since(begin);
}

std::optional<AbnfError> ReadElements(AbnfSource& source, Node& definition, std::string& printed) {
  return ElementReader(source).Read(definition, printed);
}

}  // namespace plumbline::grammar
