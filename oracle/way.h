// A way to a reading: the octets as far as they are rewritten, and what was read of them.
#ifndef PLUMBLINE_ORACLE_WAY_H_
#define PLUMBLINE_ORACLE_WAY_H_

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "oracle/cursor.h"
#include "oracle/judge.h"
#include "oracle/source.h"
#include "oracle/tables.h"

namespace plumbline::oracle {

// What LF alone is taken for. RFC 9112, section 2.2, and RFC 9110, section 5.5, exclude each other: a recipient for
// which it ends lines never sees one in a value. A way does not mix them, unless the judge asks for that (kMixed).
enum class LfMode : uint8_t { kNotChosen, kEndsLines, kIsData, kMixed };

struct Way {
  Way(const Question& question, uint8_t reader_bit, Cursor cursor)
      : source(question.octets), reader(reader_bit), boundary(cursor), trail(std::make_shared<Trail>()) {}

  Source source;
  uint8_t reader;              // one ReaderBit
  Cursor boundary;             // at the beginning of the current message
  std::optional<Cursor> near;  // a later place in it, of which all octets up to near_end were shown to it
  size_t near_end = 0;
  std::shared_ptr<Trail> trail;

  Verdict verdict = Verdict::kConforms;
  LfMode lf = LfMode::kNotChosen;
  bool empty_line_dropped = false;  // at this boundary
  bool extra_discarded = false;
  bool http10_asked = false;  // of the current message: whether its coding counts

  // Of the current message.
  struct Placed {
    size_t position;  // in the source
    PermittedMessage::Patch patch;
  };
  std::vector<Placed> placed;
  bool any_host = false;
  std::optional<std::pair<std::string, std::string>> alternative;  // a field's name, and its value as received
  size_t first_step = 0;
  std::optional<Verdict> refusing;
  std::optional<Refused> refused;
  bool bare_cr = false;  // one was replaced, in the start-line or a name
  std::optional<bool> head_is_open;
  // How far from the end of the octets the next empty line is, the end itself where there is none: what is rewritten
  // is before it.
  std::optional<size_t> empty_line_to_end;
  std::optional<Verdict> open_verdict;  // of the best kAnything there is already
};

// Where the strict parser stopped.
struct Stop {
  Event event = Event::kNeedMore;
  ParseError error;  // positions in the source
  Cursor at;
};

// Where the line begins in which `offset` stands, but not before `floor`.
size_t LineBegin(absl::string_view octets, size_t floor, size_t offset);

// A field line of a section: where it, its value (without whitespace before it) and its line end (CRLF, or where the
// octets end) begin, in positions of the source.
struct FieldAt {
  size_t begin;
  size_t value;
  size_t end;
};
// Those of this name, in lower case, between `begin`, where a start-line is, and `end`.
std::vector<FieldAt> FieldsAt(absl::string_view octets, size_t begin, size_t end, absl::string_view name);

// What stands at an error, in positions of the source.
struct FaultFound {
  Fault fault;
  Place place;
  size_t begin;
  size_t end;
};
// All that allowances could be about, in the order in which they are tried.
std::vector<FaultFound> FaultsAt(const Way& way, const Stop& stop, bool end_of_input);
// Where the error is, for going_on.def.
Place PlaceOf(const Way& way, const Stop& stop);

// What the start-line of the message is, parsed at whitespace; nothing where it is that already, or has not the words.
struct Words {
  struct Edit {
    size_t begin;
    size_t end;
    absl::string_view text;
  };
  std::vector<Edit> edits;  // in order
};
std::optional<Words> WordsOfStartLine(const Way& way, const Stop& stop);

// Applies the rewrite to the way. False: it cannot be applied there.
bool Apply(const AllowanceRow& row, const FaultFound& found, const Stop& stop, Way& way);
// Takes out of a message that is refused what it is refused for, so that it can be read to its end. False: it cannot.
bool PatchMessage(Clause clause, const Stop& stop, Way& way);

// The message that is being read, as far as it can be relied on: what is before the error.
std::shared_ptr<const PermittedMessage> OpenMessage(const Way& way, const Stop& stop);

}  // namespace plumbline::oracle

#endif  // PLUMBLINE_ORACLE_WAY_H_
