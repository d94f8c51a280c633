// What the command `equivalence` prints.
#ifndef PLUMBLINE_PROPERTIES_GRAMMAR_EQUIVALENCE_REPORT_H_
#define PLUMBLINE_PROPERTIES_GRAMMAR_EQUIVALENCE_REPORT_H_

#include <memory>
#include <string>
#include <vector>

#include "properties/grammar/equivalence.h"

namespace plumbline::properties {

struct Row {
  Comparison comparison;
  Findings findings = {};
  double seconds = 0;  // of all engines, one after the other
};

void PrintNames(const std::vector<const Production*>& productions);

// The figures of every row, then what is wrong, then a line that sums up. True if nothing is wrong. `command` is how
// this program was called.
bool PrintTable(const std::vector<Row>& rows, double seconds, const std::string& command);

// How the two read the octets, for each production. True if alike.
bool PrintReadings(const std::vector<const Production*>& productions, const Effort& effort, const std::string& octets);

// Octets as an argument in single quotes can have them: \xHH for all but printable ASCII, for \ and for '.
std::string EscapeArgument(const std::string& octets);
// The octets back; a backslash that begins no \xHH is one.
std::string Unescape(const std::string& text);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GRAMMAR_EQUIVALENCE_REPORT_H_
