/* Node's former parser, held to what an origin server may make of a request: which messages it completes. */
#include <http_parser.h>
#include <plumbline_fuzz.h>

struct seen {
  plumbline_observation* observed;
  size_t messages;
  char target[4096];
  size_t target_size;
};

static int on_url(http_parser* parser, const char* at, size_t length) {
  struct seen* seen = parser->data;
  if (seen->target_size + length > sizeof seen->target) return 0;
  memcpy(seen->target + seen->target_size, at, length);
  seen->target_size += length;
  return 0;
}

static int on_message_begin(http_parser* parser) {
  ((struct seen*)parser->data)->target_size = 0;
  return 0;
}

static int on_message_complete(http_parser* parser) {
  struct seen* seen = parser->data;
  const char* method = http_method_str(parser->method);
  plumbline_observation_set_message_count(seen->observed, ++seen->messages);
  plumbline_observation_set_method(seen->observed, seen->messages - 1, method, strlen(method));
  if (seen->target_size < sizeof seen->target) {
    plumbline_observation_set_target(seen->observed, seen->messages - 1, seen->target, seen->target_size);
  }
  return 0;
}

void plumbline_fuzz_observe(const uint8_t* octets, size_t size, plumbline_observation* observed) {
  http_parser_settings settings;
  http_parser parser;
  struct seen seen = {0};
  size_t read;
  seen.observed = observed;
  http_parser_settings_init(&settings);
  settings.on_message_begin = on_message_begin;
  settings.on_url = on_url;
  settings.on_message_complete = on_message_complete;
  http_parser_init(&parser, HTTP_REQUEST);
  parser.data = &seen;
  plumbline_observation_set_message_count(observed, 0);
  read = http_parser_execute(&parser, &settings, (const char*)octets, size);
  if (HTTP_PARSER_ERRNO(&parser) != HPE_OK || (read != size && !parser.upgrade)) {
    plumbline_observation_set_outcome(observed, PLUMBLINE_REJECT);
  }
}
