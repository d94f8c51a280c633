// Messages that stand with one thing to note: exactly one clause with Effect::kNote, at a known
// octet, or one fault that several such clauses speak of.
#ifndef PLUMBLINE_PROPERTIES_VIOLATIONS_NOTES_H_
#define PLUMBLINE_PROPERTIES_VIOLATIONS_NOTES_H_

#include <ostream>
#include <string>
#include <vector>

#include "parser/clause.h"
#include "parser/findings.h"
#include "parser/message.h"

namespace plumbline::properties {

struct Noted {
  MessageKind kind = MessageKind::kRequest;
  std::string octets;
  size_t offset = 0;             // of what is noted
  std::string method = "GET";    // that a response answers
  bool until_close = false;      // the end of the connection ends the message
  std::vector<Clause> also;      // noted at the same octet: the fault's other sentences
  std::vector<Finding> besides;  // noted elsewhere in it, offsets as `offset`
};
void showValue(const Noted& noted, std::ostream& os);

struct NoteSample {
  Clause clause;
  const char* name;
  Noted (*make)();  // to be called in gen::exec or a law
};
void PrintTo(const NoteSample& sample, std::ostream* os);

std::vector<NoteSample> FieldValueNotes();  // Keep-Alive, TE, Trailer, Upgrade, Via
std::vector<NoteSample> MessageNotes();     // what a recipient is told to ignore or override
std::vector<NoteSample> SenderNotes();      // what a sender must not send, or must

// --- for the files that make them ---

// A field value, and where it leaves its grammar or has what is noted.
struct NoteValue {
  const char* text;
  size_t place;
};

// Field lines with nothing to note.
std::string Plain();
// A message's head before and after `line`, in which what is to note stands at `place`. `start` is
// the start-line, and may have a field line that the message needs, before or after.
Noted Around(MessageKind kind, const std::string& start, const std::string& line, size_t place,
             const std::string& body);
Noted InRequest(const std::string& line, size_t place);
Noted InResponse(const std::string& line, size_t place);
Noted InEither(const std::string& line, size_t place);
// What is to note is the name of the field, in `line` after the lines `before`.
Noted OfName(const std::string& before, const std::string& line);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_VIOLATIONS_NOTES_H_
