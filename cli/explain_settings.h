// The command line of `plumbline explain`.
#ifndef PLUMBLINE_CLI_EXPLAIN_SETTINGS_H_
#define PLUMBLINE_CLI_EXPLAIN_SETTINGS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "oracle/judge.h"
#include "parser/decoder.h"
#include "parser/field_list.h"

namespace plumbline::cli {

enum class Shows { kPage, kSummary, kNothing, kJson };

struct ExplainSettings {
  std::vector<std::string> files;  // "-" is standard input
  Shows shows = Shows::kPage;
  ColorMode color = ColorMode::kAuto;
  bool notes_fail = false;  // --fail-on note

  std::optional<MessageKind> kind;
  std::optional<oracle::Reader> reader;
  std::optional<Recipient> recipient;  // as `reader` says
  std::string observed;                // the file with an observation; may be empty
  std::vector<std::string> methods;
  bool end_of_input = true;

  std::optional<FieldListVersion> list_version;  // --h2, --h3
  bool trailers = false;

  bool models = false;
  bool https = false;         // the URL's scheme
  std::optional<int> port;    // of the URL
  std::vector<size_t> reads;  // octets of each read of the socket
};

// The options of the verb, which say what the settings are.
std::vector<OptionSpec> ExplainOptions(ExplainSettings& settings);

// Settles what the options taken leave open. Returns why they do not go together; empty if they do.
std::string SettleExplain(const Arguments& arguments, absl::Span<const OptionSpec> options, ExplainSettings& settings);

// That a method is not HEAD or CONNECT, which frame a response otherwise, though it is but for its case; else empty.
std::string HintOfMethods(const ExplainSettings& settings);

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_EXPLAIN_SETTINGS_H_
