#include "properties/generators/asked.h"

#include <utility>
#include <vector>

#include "properties/generators/basic.h"
#include "properties/generators/message.h"
#include "properties/generators/mutation.h"
#include "properties/violations/violations.h"

namespace plumbline::properties {
namespace {

using oracle::Reader;

const std::vector<std::string>& HeadFragments() {
  static const auto* fragments = new std::vector<std::string>{"\r\n",
                                                              "\r",
                                                              "\n",
                                                              " ",
                                                              "\t",
                                                              ":",
                                                              "X: a",
                                                              "X:",
                                                              "a",
                                                              "\r\n\r\n",
                                                              "\r\r\n",
                                                              "\n\n",
                                                              "\r\n ",
                                                              "\x01",
                                                              "\x7f",
                                                              "\xff",
                                                              "Host: a",
                                                              "Y : b",
                                                              "X: a\r\n",
                                                              "X\r\n",
                                                              "\r\nX: b",
                                                              "\v",
                                                              "\f",
                                                              "\r\nHost:",
                                                              "Host: a\r\n",
                                                              "X: a\rb",
                                                              "Connection: close\r\n",
                                                              "Content-Length: 3\r\n",
                                                              "Content-Length: 3",
                                                              "abc",
                                                              "\r\n \r\n"};
  return *fragments;
}

rc::Gen<std::string> HeadFragment() {
  return rc::gen::weightedOneOf<std::string>(
      {{30, OneOfTexts(HeadFragments())}, {1, rc::gen::just(std::string(1, '\0'))}});
}

rc::Gen<std::string> RequestBegin() {
  return OneOfTexts({"GET / HTTP/1.1\r\nHost: a\r\n", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1", "GET / HTTP/1.0\r\n", "",
                     "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\nHost: a\n", "GET /", "GET", "\r\n",
                     "GET / HTTP/1.1\r\nHost: a\r\nX: "});
}

rc::Gen<std::string> ResponseBegin() {
  return OneOfTexts({"HTTP/1.1 200 OK\r\n", "HTTP/1.1 204 \r\n", "HTTP/1.1 200 OK", "HTTP/1.1 200", "HTTP/1.1", "",
                     "HTTP/1.1 204 \r\n\r\n", "HTTP/1.1 200 \nX: a",
                     "HTTP/1.0 204 No\r\nX: ", "HTTP/1.1 100 \r\n\r\n"});
}

rc::Gen<Asked> Of(rc::Gen<Asked> asked) {
  return rc::gen::mapcat(std::move(asked), [](const Asked& made) {
    return rc::gen::map(ReaderOf(made.kind), [made](Reader reader) {
      Asked out = made;
      out.reader = reader;
      return out;
    });
  });
}

Asked ToAsked(const StreamSample& sample) {
  Asked asked;
  asked.octets = sample.octets;
  asked.kind = sample.kind;
  asked.end_of_input = sample.until_close;
  if (sample.kind == MessageKind::kResponse) asked.methods = sample.methods;
  return asked;
}

rc::Gen<Asked> BrokenAsked() {
  return rc::gen::exec([] {
    static const auto* violations = new std::vector<Violation>(AllViolations());
    const Broken broken = (*violations)[*InRange<size_t>(0, violations->size())].make();
    Asked asked;
    asked.octets = broken.octets + *RepeatText(0, 3, HeadFragment());
    asked.kind = broken.kind;
    asked.end_of_input = broken.end_of_input || *Sometimes(4);
    if (!broken.methods.empty()) asked.methods = broken.methods;
    return asked;
  });
}

rc::Gen<Asked> ChangedAsked() {
  return rc::gen::exec([] {
    const Input input = *AnyInput();
    Asked asked;
    asked.octets = input.octets;
    asked.kind = input.options.decoder.kind;
    asked.end_of_input = *Sometimes(2);
    if (asked.kind == MessageKind::kResponse && *Sometimes(2)) asked.methods = input.options.methods;
    return asked;
  });
}

rc::Gen<Asked> ChunkedAsked() {
  return rc::gen::exec([] {
    Asked asked;
    const bool request = *Sometimes(2);
    asked.kind = request ? MessageKind::kRequest : MessageKind::kResponse;
    asked.octets =
        request ? "PUT / HTTP/1.1\r\nHost: a\r\n" : *OneOfTexts({"HTTP/1.1 200 OK\r\n", "HTTP/1.0 200 OK\r\n"});
    asked.octets += "Transfer-Encoding: chunked\r\n\r\n";
    asked.octets +=
        *RepeatText(0, 6,
                    OneOfTexts({"3\r\nabc\r\n", "0\r\n", "\r\n", "3\n", "abc", "\n", "\r", " ", "X: a\r\n", "X : a",
                                "5", ";a=b", ";a=\"", "\"", "0\r\n\r\n", "\r\n X", "fffffffffffffffff"}));
    asked.end_of_input = *Sometimes(2);
    return asked;
  });
}

}  // namespace

rc::Gen<Reader> ReaderOf(MessageKind kind) {
  const Reader end = kind == MessageKind::kRequest ? Reader::kOrigin : Reader::kUserAgent;
  return OneOfThese<Reader>({end, Reader::kProxy, Reader::kGateway, Reader::kIntermediary});
}

rc::Gen<Asked> ValidAsked() {
  return Of(rc::gen::exec([] {
    Asked asked = ToAsked(*AnyStream());
    if (*Sometimes(3)) {
      asked.octets.resize(*InRange<size_t>(0, asked.octets.size() + 1));
      asked.end_of_input = false;
    }
    return asked;
  }));
}

rc::Gen<Asked> FaultyHeadAsked(size_t most) {
  return Of(rc::gen::exec([most] {
    Asked asked;
    const bool request = *Sometimes(2);
    asked.kind = request ? MessageKind::kRequest : MessageKind::kResponse;
    asked.octets = *(request ? RequestBegin() : ResponseBegin()) + *RepeatText(0, most, HeadFragment());
    asked.end_of_input = *Sometimes(3);
    return asked;
  }));
}

rc::Gen<Asked> AnyAsked() {
  return rc::gen::weightedOneOf<Asked>({{2, ValidAsked()},
                                        {3, Of(BrokenAsked())},
                                        {2, Of(ChangedAsked())},
                                        {4, FaultyHeadAsked(8)},
                                        {2, Of(ChunkedAsked())}});
}

}  // namespace plumbline::properties
