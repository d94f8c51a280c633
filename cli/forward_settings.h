// The command line of `plumbline forward`.
#ifndef PLUMBLINE_CLI_FORWARD_SETTINGS_H_
#define PLUMBLINE_CLI_FORWARD_SETTINGS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "oracle/forward.h"

namespace plumbline::cli {

enum class ForwardShows { kPage, kJson, kOctets };

struct ForwardQuestion {
  std::string file = "-";  // standard input
  ForwardShows shows = ForwardShows::kPage;
  ColorMode color = ColorMode::kAuto;

  std::optional<MessageKind> kind;  // else told from what was read
  bool gateway = false;
  std::optional<oracle::NextHop> next_hop;
  std::optional<oracle::NextHop> downstream;
  bool to_proxy = false;
  std::vector<std::string> methods;
  std::string pseudonym = "plumbline";
  std::string scheme = "http";
  std::string date;  // empty: none was given
  bool has_clock = true;

  std::optional<FieldListVersion> list_version;  // --h2, --h3
  std::string content;                           // the file with the content of a list; may be empty
};

// The options of the verb, which say what the question is.
std::vector<OptionSpec> ForwardOptions(ForwardQuestion& question);

// Settles what the options taken leave open: the date is now's. Returns why they do not go together; empty if they do.
std::string SettleForward(const Arguments& arguments, absl::Span<const OptionSpec> options, ForwardQuestion& question);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_FORWARD_SETTINGS_H_
