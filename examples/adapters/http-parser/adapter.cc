// Node's former parser, the C library http-parser, behind plumbline check: see README.md.
#include <http_parser.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "../wire.h"

struct State {
  Json messages = Json::array(), message;
  std::vector<std::string> methods;
  std::vector<std::pair<std::string, std::string>> fields;
  std::string target, reason, body;
  bool open = false, in_value = true, final = true;
};
State& Of(http_parser* parser) { return *static_cast<State*>(parser->data); }

int Begin(http_parser* parser) {
  State& state = Of(parser);
  state.target = state.reason = state.body = "";
  state.fields.clear();
  state.open = state.in_value = true;
  return 0;
}
int Target(http_parser* parser, const char* at, size_t size) { return Of(parser).target.append(at, size), 0; }
int Reason(http_parser* parser, const char* at, size_t size) { return Of(parser).reason.append(at, size), 0; }
int Body(http_parser* parser, const char* at, size_t size) { return Of(parser).body.append(at, size), 0; }
int Name(http_parser* parser, const char* at, size_t size) {
  State& state = Of(parser);
  if (state.in_value) state.fields.emplace_back();
  state.in_value = false;
  return state.fields.back().first.append(at, size), 0;
}
int Value(http_parser* parser, const char* at, size_t size) {
  Of(parser).in_value = true;
  return Of(parser).fields.back().second.append(at, size), 0;
}
Json Pairs(State& state) {
  Json out = Json::array();
  for (const auto& [name, value] : state.fields) out.push_back({Text(name), Text(value)});
  state.fields.clear();
  state.in_value = true;
  return out;
}
int Head(http_parser* parser) {
  State& state = Of(parser);
  const std::string version = "HTTP/" + std::to_string(parser->http_major) + "." + std::to_string(parser->http_minor);
  state.message = {{"version", version}, {"fields", Pairs(state)}};
  if (parser->type == HTTP_REQUEST) {
    state.message["method"] = http_method_str(static_cast<http_method>(parser->method));
    state.message["target"] = Text(state.target);
    return 0;
  }
  state.message["status"] = unsigned{parser->status_code};
  state.message["reason"] = Text(state.reason);
  const std::string method = state.methods.empty() ? "GET" : state.methods.front();
  state.final = parser->status_code / 100 != 1 || parser->status_code == 101;
  if (state.final && !state.methods.empty()) state.methods.erase(state.methods.begin());
  return method == "CONNECT" && parser->status_code / 100 == 2 ? 2 : method == "HEAD" ? 1 : 0;
}
int Complete(http_parser* parser) {
  State& state = Of(parser);
  state.message["trailers"] = Pairs(state);
  state.message["body"] = Encode(state.body);
  if (!parser->upgrade && parser->status_code != 101)
    state.message["persist"] = {{"decision", http_should_keep_alive(parser) ? "persist" : "close"}};
  state.messages.push_back(state.message);
  state.open = false;
  return 0;
}

Json Observe(const Question& question) {
  State state;
  state.methods = question.methods;
  http_parser parser;
  http_parser_init(&parser, question.request ? HTTP_REQUEST : HTTP_RESPONSE);
  parser.data = &state;
  http_parser_settings settings;
  http_parser_settings_init(&settings);
  settings.on_message_begin = Begin;
  settings.on_url = Target;
  settings.on_status = Reason;
  settings.on_header_field = Name;
  settings.on_header_value = Value;
  settings.on_headers_complete = Head;
  settings.on_body = Body;
  settings.on_message_complete = Complete;
  http_parser_execute(&parser, &settings, question.octets.data(), question.octets.size());
  if (question.eof && !parser.upgrade && HTTP_PARSER_ERRNO(&parser) == HPE_OK) {
    http_parser_execute(&parser, &settings, nullptr, 0);
  }
  const bool waits = state.open || state.messages.empty() || (!state.final && !question.eof);
  const char* const outcome = HTTP_PARSER_ERRNO(&parser) != HPE_OK ? "reject" : waits ? "need-more" : "accept";
  return {{"outcome", outcome}, {"messages", state.messages}};
}

int main() { Answer(Observe); }
