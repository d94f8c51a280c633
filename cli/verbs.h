// The verbs of the command: one table, from which the help, the dispatch and the suggestions come.
#ifndef PLUMBLINE_CLI_VERBS_H_
#define PLUMBLINE_CLI_VERBS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace plumbline::cli {

// Each takes the words after its name and returns the exit status.
int Explain(absl::Span<const std::string> words);
int Parse(absl::Span<const std::string> words);
int JudgeVerb(absl::Span<const std::string> words);
int ExchangeVerb(absl::Span<const std::string> words);
int CheckVerb(absl::Span<const std::string> words);
int ForwardVerb(absl::Span<const std::string> words);
int Corpus(absl::Span<const std::string> words);
int Clauses(absl::Span<const std::string> words);
int KeepAliveVerb(absl::Span<const std::string> words);
int Grammar(absl::Span<const std::string> words);
int Help(absl::Span<const std::string> words);

struct Verb {
  absl::string_view name;
  absl::string_view operands;  // as the help shows them
  absl::string_view summary;   // lines of the help
  int (*run)(absl::Span<const std::string> words);
};

inline constexpr Verb kVerbs[] = {
    {"explain", " [FILE...]",
     "for people: which octets are which production, framing, persistence, notes;\n"
     "or the error, with a caret under its octet; with --h2 or --h3, the field\n"
     "list of an HTTP/2 or HTTP/3 message",
     Explain},
    {"parse", "", "for programs: JSON Lines on standard input and output", Parse},
    {"judge", "",
     "for programs: may this recipient conclude that, and by which sentence? JSON\n"
     "Lines on standard input and output",
     JudgeVerb},
    {"exchange", "",
     "a connection, both directions, in time: which response answers which request,\n"
     "whether it persists, and which side broke which sentence",
     ExchangeVerb},
    {"check", " -- COMMAND",
     "holds an implementation to what the standard permits: asks COMMAND, an adapter\n"
     "to it, and tells what violates, by class, with the octets",
     CheckVerb},
    {"forward", " [FILE]",
     "what an intermediary that keeps to the standard sends on, each change with its\n"
     "sentence: octets, or a field list of HTTP/2 or HTTP/3; or the refusal it owes",
     ForwardVerb},
    {"corpus", " [ID...]",
     "octets of one direction of a connection, and with --permitted all that the\n"
     "standard lets each role make of them: test vectors, JSON Lines",
     Corpus},
    {"clauses", " [ID...]", "the catalogue of clauses", Clauses},
    {"keep-alive", " VALUE", "what a Keep-Alive field means, and what a dozen clients make of it", KeepAliveVerb},
    {"grammar", " PRODUCTION",
     "the RFCs' ABNF: what a production is, what matches it, sentences, near misses,\n"
     "complete test suites, test vectors",
     Grammar},
    {"help", " [VERB]", "this text, or a verb's", Help},
};

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_VERBS_H_
