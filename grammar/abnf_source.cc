#include "grammar/abnf_source.h"

#include <algorithm>

#include "grammar/ascii.h"

namespace plumbline::grammar {

void AbnfSource::Skip() {
  if (text_[pos_++] != '\n') return;
  ++line_;
  line_begin_ = pos_;
}

bool AbnfSource::Take(char octet) {
  if (Peek() != static_cast<unsigned char>(octet)) return false;
  Skip();
  return true;
}

void AbnfSource::SkipBlanks() {
  while (AtBlank()) Skip();
}

void AbnfSource::SkipToNewline() {
  while (!AtEnd() && !AtNewline()) Skip();
}

void AbnfSource::SkipNewline() {
  Take('\r');
  Take('\n');
}

std::string_view AbnfSource::TakeWord() {
  const size_t begin = pos_;
  while (!AtEnd() && !AtNewline() && !AtBlank()) Skip();
  return Since(begin);
}

bool AbnfSource::SkipWhitespace() {
  const size_t begin = pos_;
  for (;;) {
    SkipBlanks();
    if (Peek() == ';') {
      const size_t comment = pos_;
      if (Peek(1) == '@' && !misplaced_) misplaced_ = position();
      SkipToNewline();
      comments_.emplace_back(comment, pos_);
    } else if (AtNewline()) {
      SkipNewline();
    } else {
      return pos_ != begin;
    }
  }
}

void AbnfSource::EndWithRule() {
  for (size_t newline = text_.find('\n', pos_); newline != std::string_view::npos;
       newline = text_.find('\n', newline + 1)) {
    const std::string_view line = text_.substr(newline + 1, 2);
    const bool goes_on = line == "\r\n" || line.empty() || line[0] == ' ' || line[0] == '\t' || line[0] == '\n' ||
                         (line[0] == ';' && line != ";@");
    if (goes_on) continue;
    end_ = newline + 1;
    return;
  }
  end_ = text_.size();
}

std::string AbnfSource::WithoutComments(size_t begin, size_t end) const {
  std::string text;
  auto end_line = [&text] {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.pop_back();
    if (!text.empty() && text.back() != '\n') text += '\n';
  };
  // Only the comments of this definition: those of an earlier one end before it.
  auto comment = std::lower_bound(comments_.begin(), comments_.end(), std::pair<size_t, size_t>(begin, 0));
  for (size_t i = begin; i < end;) {
    if (comment != comments_.end() && comment->first == i) {
      i = comment->second;
      ++comment;
    } else if (text_[i] == '\n') {
      end_line();
      ++i;
    } else {
      text += text_[i++];
    }
  }
  end_line();
  if (!text.empty()) text.pop_back();
  return text;
}

std::string OctetInMessage(int octet) {
  if (octet > 0x20 && octet < 0x7F) return std::string("\"") + static_cast<char>(octet) + '"';
  constexpr char kHex[] = "0123456789ABCDEF";
  return std::string("%x") + kHex[octet / 16] + kHex[octet % 16];
}

}  // namespace plumbline::grammar
