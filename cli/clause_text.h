// Text for people, as the pages of `plumbline explain` have it: clauses, wrapped and indented.
#ifndef PLUMBLINE_CLI_CLAUSE_TEXT_H_
#define PLUMBLINE_CLI_CLAUSE_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/output.h"
#include "parser/clause.h"

namespace plumbline::cli {

constexpr size_t kTextIndent = 17;  // of explanations: after the names of facts

// `text` in lines of at most `columns`, broken at spaces where there are any.
std::vector<std::string> WrapLines(absl::string_view text, size_t columns);

// `text` in lines of at most 100 columns and no more than the page has, each after `indent` spaces.
std::string Wrap(absl::string_view text, size_t indent);

// The sentence, where it is from, its level and whom it binds; the status code hint unless it is 0.
void WriteClauseText(Clause clause, int status, Output& out);

// "1 octet", "2 octets".
std::string Count(uint64_t number, absl::string_view noun);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_CLAUSE_TEXT_H_
