// Exit status of every verb. `plumbline --help` and docs/tour.md say the same.
#ifndef PLUMBLINE_CLI_EXIT_CODE_H_
#define PLUMBLINE_CLI_EXIT_CODE_H_

namespace plumbline::cli {

enum ExitCode : int {
  kAccepted = 0,  // explain: every message accepted; parse: every line answered; else: done
  kRejected = 1,  // explain: a clause rejects the octets; grammar --match: no sentence begins so
  kUsage = 2,     // the command line asks for something that there is not
  kCannotRead =
      3,  // a file is missing, a directory, unreadable, without octets, too long or too deep; standard input fails
  kNeedMore = 4,     // explain --more: the octets end inside a message; grammar --match: inside a sentence
  kCannotWrite = 5,  // standard output is full, closed or gone
  kOutOfMemory = 6,  // there is no more memory: what was written so far may end inside a line
};

}  // namespace plumbline::cli

#endif  // PLUMBLINE_CLI_EXIT_CODE_H_
