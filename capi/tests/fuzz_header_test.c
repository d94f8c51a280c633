/* capi/plumbline_fuzz.h: a parser that does what the standard permits passes, one that does not aborts with its class,
 * and a baseline lets that class pass. A child runs each, since an abort is what is awaited. */
#define _POSIX_C_SOURCE 200809L
#undef NDEBUG

#include <assert.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define PLUMBLINE_FUZZ_OVER_STRICT 1
#include "plumbline_fuzz.h"

/* What the parser of the test does: it says what `behaviour` is, of any octets. */
static enum { kAccepts, kRefuses, kContradictsItself, kSaysNothing } behaviour;

void plumbline_fuzz_observe(const uint8_t* octets, size_t size, plumbline_observation* observed) {
  (void)octets;
  (void)size;
  if (behaviour == kSaysNothing) return;
  plumbline_observation_set_outcome(observed, behaviour == kRefuses ? PLUMBLINE_REJECT : PLUMBLINE_ACCEPT);
  if (behaviour != kContradictsItself) return;
  plumbline_observation_set_message_count(observed, 1);
  plumbline_observation_set_framing(observed, 0, PLUMBLINE_FRAMING_NONE);
  plumbline_observation_set_body(observed, 0, "x", 1);
}

/* Runs the target on the octets. True: it aborted, or with a baseline that is not there ended with 1. */
static int ends_badly(const char* octets) {
  int status = 0;
  const pid_t child = fork();
  assert(child >= 0);
  if (child == 0) {
    const int nothing = open("/dev/null", O_WRONLY);
    dup2(nothing, 2);
    LLVMFuzzerTestOneInput((const uint8_t*)octets, strlen(octets));
    _exit(0);
  }
  assert(waitpid(child, &status, 0) == child);
  return !(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(void) {
  static const char valid[] = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  static const char without_host[] = "GET / HTTP/1.1\r\n\r\n";
  char path[] = "/tmp/plumbline-baseline-XXXXXX";
  const int file = mkstemp(path);
  assert(file >= 0);

  behaviour = kAccepts;
  unsetenv("PLUMBLINE_BASELINE");
  if (ends_badly(valid)) return 1;
  if (!ends_badly(without_host)) return 2; /* a server MUST answer with 400 */
  behaviour = kRefuses;
  if (!ends_badly(valid)) return 3; /* over-strict, which this target asks for */
  if (ends_badly(without_host)) return 4;
  behaviour = kContradictsItself;
  if (!ends_badly(valid)) return 5;
  behaviour = kSaysNothing;
  if (ends_badly(without_host) || ends_badly("")) return 6;

  behaviour = kAccepts;
  setenv("PLUMBLINE_BASELINE", path, 1);
  if (!ends_badly(without_host)) return 7; /* the baseline is empty */
  {
    static const char known[] = "# known\nviolates 9112-3.2-host-missing semantics\n";
    if (write(file, known, sizeof known - 1) != (ssize_t)(sizeof known - 1)) return 8;
  }
  if (ends_badly(without_host)) return 9;
  unlink(path);
  if (!ends_badly(without_host)) return 10; /* a baseline that is not there hides nothing */
  return 0;
}
