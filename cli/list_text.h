// A field list of HTTP/2 or HTTP/3 as text: one field per line, "name: value".
//
// A line ends with LF or CRLF. The name ends before its first colon, but for one that the line begins with; one SP
// after that colon belongs to neither name nor value. An empty line ends the header section, and trailers follow.
// Empty lines at the end mean nothing.
#ifndef PLUMBLINE_CLI_LIST_TEXT_H_
#define PLUMBLINE_CLI_LIST_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "parser/message.h"

namespace plumbline::cli {

struct ListText {
  std::vector<FieldLine> fields;    // views of the text
  std::vector<FieldLine> trailers;  // what follows an empty line; empty where there is none
  std::string error;                // why the text is not a list, for people; else empty
};

ListText ReadListText(absl::string_view text);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_LIST_TEXT_H_
