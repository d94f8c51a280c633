// Boost.Beast behind plumbline check: see README.md.
#include <boost/asio/buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/version.hpp>

#include "../wire.h"

namespace http = boost::beast::http;

template <bool kRequest, typename Message>
Json Told(const Message& message, bool persists) {
  const unsigned version = message.version();
  Json fields = Json::array();
  for (const auto& field : message) {
    fields.push_back({Text(std::string(field.name_string())), Text(std::string(field.value()))});
  }
  Json out = {{"version", "HTTP/" + std::to_string(version / 10) + "." + std::to_string(version % 10)},
              {"fields", fields},
              {"body", Encode(message.body())},
              {"persist", {{"decision", persists ? "persist" : "close"}}}};
  if constexpr (kRequest) {
    out["method"] = Text(std::string(message.method_string()));
    out["target"] = Text(std::string(message.target()));
  } else {
    out["status"] = message.result_int();
    out["reason"] = Text(std::string(message.reason()));
  }
  return out;
}

// Reads messages, one parser each, as Beast has it.
template <bool kRequest>
Json Observe(const Question& question) {
  Json messages = Json::array();
  std::vector<std::string> methods = question.methods;
  const auto observed = [&](const char* outcome) { return Json{{"messages", messages}, {"outcome", outcome}}; };
  for (size_t at = 0; at < question.octets.size() || messages.empty();) {
    http::parser<kRequest, http::string_body> parser;
    boost::beast::error_code error;
    parser.body_limit(boost::none);
    const std::string method = methods.empty() ? "GET" : methods.front();
    if (!kRequest && method == "HEAD") parser.skip(true);
    bool waits = false;
    while (!parser.is_done() && !error && !waits) {
      const size_t used =
          parser.put(boost::asio::buffer(question.octets.data() + at, question.octets.size() - at), error);
      at += used;
      waits = error == http::error::need_more || (used == 0 && !error);
      if (waits) error = {};
    }
    if (error) return observed("reject");
    if (!parser.is_done() && !question.eof) return observed("need-more");
    if (!parser.is_done()) parser.put_eof(error);
    if (error) return observed("reject");
    const auto& message = parser.get();
    messages.push_back(Told<kRequest>(message, parser.keep_alive()));
    bool last = !parser.keep_alive();
    if constexpr (kRequest) {
      last = last || message.method() == http::verb::connect || message.count(http::field::upgrade) > 0;
    } else {
      if (message.result_int() == 101) messages.back().erase("persist");
      const bool interim = message.result_int() / 100 == 1;
      last = last || message.result_int() == 101;
      if (!interim && !methods.empty()) methods.erase(methods.begin());
      last = last || (!interim && methods.empty() && !question.methods.empty());
    }
    if (last) return {{"messages", messages}};  // Beast's user decides what comes after it
  }
  return {{"messages", messages}};
}

Json ObserveEither(const Question& question) {
  if (question.request) return Observe<true>(question);
  for (const std::string& method : question.methods) {
    if (method == "CONNECT") return nullptr;  // Beast does not know what it answers
  }
  return question.nothing_asked ? Json() : Observe<false>(question);
}

int main() { Answer(ObserveEither); }
