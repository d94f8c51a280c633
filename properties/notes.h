// Messages that stand with one thing to note: exactly one clause with Effect::kNote, at a known octet.
#ifndef PLUMBLINE_PROPERTIES_NOTES_H_
#define PLUMBLINE_PROPERTIES_NOTES_H_

#include <ostream>
#include <string>
#include <vector>

#include "parser/clause.h"
#include "parser/message.h"

namespace plumbline::properties {

struct Noted {
  MessageKind kind = MessageKind::kRequest;
  std::string octets;
  size_t offset = 0;          // of what is noted
  std::string method = "GET";  // that a response answers
};
void showValue(const Noted& noted, std::ostream& os);

struct NoteSample {
  Clause clause;
  const char* name;
  Noted (*make)();  // to be called in gen::exec or a law
};
void PrintTo(const NoteSample& sample, std::ostream* os);

std::vector<NoteSample> FieldValueNotes();  // Keep-Alive, TE, Trailer, Upgrade, Via
std::vector<NoteSample> MessageNotes();     // all others

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_NOTES_H_
