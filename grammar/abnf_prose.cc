// What stands between angle brackets. RFC 5234 leaves it to the reader of the document; this one understands names,
// imports from another document, and differences.
#include "grammar/abnf_source.h"
#include "grammar/ascii.h"

namespace plumbline::grammar {
namespace {

// Takes pieces off the front of a prose-val.
class Pieces {
 public:
  explicit Pieces(std::string_view rest) : rest_(rest) {}

  bool AtEnd() const { return rest_.empty(); }

  bool Text(std::string_view text) {
    if (rest_.substr(0, text.size()) != text) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  // ALPHA *(ALPHA / DIGIT / "-")
  bool Name(std::string& name) {
    size_t end = 0;
    while (end < rest_.size() && (IsAlpha(rest_[end]) || (end > 0 && (IsDigit(rest_[end]) || rest_[end] == '-'))))
      ++end;
    return Take(end, name);
  }

  // What stands between square brackets, which are taken too.
  bool Document(std::string& document) {
    if (!Text("[")) return false;
    const size_t end = rest_.find(']');
    return end != std::string_view::npos && Take(end, document) && Text("]");
  }

  // "3.2.1", "B.1"
  bool Section(std::string& section) {
    size_t end = 0;
    while (end < rest_.size() && (IsAlpha(rest_[end]) || IsDigit(rest_[end]) || rest_[end] == '.')) ++end;
    return Take(end, section);
  }

 private:
  bool Take(size_t length, std::string& piece) {
    piece.assign(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return length != 0;
  }

  std::string_view rest_;
};

}  // namespace

bool ReadProse(std::string_view prose, Node& node) {
  Pieces pieces(prose);
  if (!pieces.Name(node.name)) return false;
  node.kind = Node::Kind::kRule;
  if (pieces.AtEnd()) return true;
  if (pieces.Text(" except ")) {
    node.kind = Node::Kind::kExcept;
    Node& excepted = node.children.emplace_back();
    excepted.kind = Node::Kind::kRule;
    excepted.position = node.position;
    return pieces.Name(excepted.name) && pieces.AtEnd();
  }
  if (!pieces.Text(", see ")) return false;
  node.kind = Node::Kind::kImport;
  if (pieces.Text("Section "))
    return pieces.Section(node.section) && pieces.Text(" of ") && pieces.Document(node.document) && pieces.AtEnd();
  return pieces.Document(node.document) && pieces.Text(", Section ") && pieces.Section(node.section) && pieces.AtEnd();
}

}  // namespace plumbline::grammar
