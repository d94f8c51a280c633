#include "properties/generators/exchange.h"

#include "properties/generators/basic.h"
#include "properties/generators/message.h"
#include "properties/generators/mutation.h"

namespace plumbline::properties {

namespace gen = rc::gen;

models::Exchange ExchangeSample::Get() const {
  models::Exchange exchange;
  exchange.octets = octets;
  exchange.method = method;
  exchange.https = https;
  exchange.default_port = default_port;
  exchange.reused = reused;
  exchange.after_no_content = after_no_content;
  exchange.end_of_input = end_of_input;
  exchange.reads = reads;
  return exchange;
}

void showValue(const ExchangeSample& sample, std::ostream& os) {
  os << sample.method << " answered by " << Escape(sample.octets) << (sample.end_of_input ? " and no more" : "")
     << (sample.https ? ", https" : "") << (sample.default_port ? ", default port" : "")
     << (sample.reused ? ", reused" : "") << (sample.after_no_content ? ", after no content" : "") << ", reads";
  for (const size_t read : sample.reads) os << " " << read;
}

namespace {

std::string LineEnd() { return *OneOfTexts({"\r\n", "\r\n", "\r\n", "\n", "\n", "\r", "\r\r\n", "\r\n ", "\n\t"}); }

std::string AnyStatusLine() {
  std::string line = *OneOfTexts({"", "", "", "", "\r\n", "\n", "abcd", "abcde", "\r\n\r\n"});
  line += *OneOfTexts({"HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "http/1.1", "HTTP/2.0", "HTTP/1", "HTTP", "ICY",
                       "HTTP/0.9", "HTTP/1.2", "HTTP/3", "HT", "HTTP/11.1", "HTTP/01.01"});
  line += *OneOfTexts({" ", " ", " ", "", "\t", "  "});
  line += *OneOfTexts({"200", "200", "200", "204", "205", "304", "100", "101", "408", "404", "0", "99", "1000", "0200",
                       "x", "", "-1", "200OK"});
  return line + *OneOfTexts({" OK", "", " ", "\tOK", " 0.1"}) + LineEnd();
}

std::string AnyLine() {
  const std::string name = *gen::oneOf(
      OneOfTexts({"Content-Length", "Content-Length", "Transfer-Encoding", "Transfer-Encoding", "Connection",
                  "Keep-Alive", "Proxy-Connection", "Location", "Content-Encoding", "Set-Cookie", "X", "X Y", ""}),
      Token(4));
  const std::string value = *gen::oneOf(
      OneOfTexts({"5", "5", "+5", "05", "5x", "5, 5", "5,6", "-1", "", "99999999999999999999", "0x5", "\"5\""}),
      OneOfTexts(
          {"chunked", "chunked", "Chunked", "gzip, chunked", "chunked, gzip", "identity", "xchunked", "chunked;a"}),
      OneOfTexts(
          {"close", "keep-alive", "keep-alive, close", "X, close", "timeout=5, max=3", "timeout=0", "\"close\""}),
      AnyOctets(0, 6));
  return name + *OneOfTexts({":", ": ", ": ", " :", ""}) + value + LineEnd();
}

std::string Body() {
  std::string body;
  const int count = *InRange(0, 4);
  for (int i = 0; i < count; ++i) {
    body +=
        *OneOfTexts({"5", "5", "5", "5 ", " 5", "5;x", "05", "+5", "0x5", "5z", "-5", "", ";x", "ffffffffff", "5\t"});
    body += LineEnd() + *OneOfTexts({"hello", "hello", "hello", "hell", "helloX"}) + LineEnd();
  }
  if (*Sometimes(2)) body += *OneOfTexts({"0\r\n\r\n", "0\n\n", "0\r\nX: y\r\n\r\n", "0\r\n", "0"});
  return body;
}

std::string Any() {
  const int kind = *InRange(0, 8);
  if (kind == 0) return *AnyOctets(0, 40);
  if (kind == 1) return (*AnyFinalResponse(Lasts::kAnyhow)).octets;
  if (kind == 2) return (*AnyInterimResponse("GET")).octets + (*AnyFinalResponse(Lasts::kAnyhow)).octets;
  if (kind == 3)
    return *MutatedText(gen::map(AnyFinalResponse(Lasts::kAnyhow), [](const MessageSample& s) { return s.octets; }),
                        std::string("\r\n :,;\t\"0\0", 10));
  if (kind == 4) return *MutatedText(CarelessResponse(), std::string("\r\n :,;\t\"0\0", 10));
  return *CarelessResponse();
}

}  // namespace

rc::Gen<std::string> CarelessResponse() {
  return gen::exec([] {
    std::string octets;
    if (*Sometimes(6)) octets += AnyStatusLine() + LineEnd();  // an interim one, perhaps
    octets += AnyStatusLine();
    const int fields = *InRange(0, 5);
    for (int i = 0; i < fields; ++i) octets += AnyLine();
    return octets + LineEnd() + Body();
  });
}

rc::Gen<ExchangeSample> AnyExchange() {
  return gen::exec([] {
    ExchangeSample sample;
    sample.octets = Any();
    sample.method = *OneOfTexts({"GET", "GET", "GET", "POST", "HEAD", "PUT", "CONNECT"});
    if (*Sometimes(2)) sample.reads = *Repeat<size_t>(0, 6, InRange<size_t>(0, 30));
    if (*Sometimes(4)) sample.reads.assign(sample.octets.size(), 1);
    sample.https = *Sometimes(4);
    sample.default_port = *Sometimes(2);
    sample.reused = *Sometimes(3);
    sample.after_no_content = sample.reused && *Sometimes(2);
    sample.end_of_input = *Sometimes(2);
    return sample;
  });
}

}  // namespace plumbline::properties
