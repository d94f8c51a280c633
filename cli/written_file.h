// Files that the command writes beside its output.
#ifndef PLUMBLINE_CLI_WRITTEN_FILE_H_
#define PLUMBLINE_CLI_WRITTEN_FILE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace plumbline::cli {

// False, and one line on standard error, where it cannot be written; nothing is where there is no name.
bool WriteFile(const std::string& name, const std::string& text);

// Printable ASCII, as text of XML or as the value of an attribute.
std::string Xml(absl::string_view text);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_WRITTEN_FILE_H_
