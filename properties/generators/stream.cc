// Pipelined streams, RFC 9112, section 9.3.2: persistent messages, and as the last one any.
#include <utility>

#include "properties/generators/basic.h"
#include "properties/generators/message.h"

namespace plumbline::properties {

namespace gen = rc::gen;

void showValue(const StreamSample& sample, std::ostream& os) {
  os << Escape(sample.octets) << "\nmethods " << TextOfList(sample.methods) << " meaning " << ExpectedText(sample);
}

namespace {

// Messages before the last one.
rc::Gen<size_t> Earlier() {
  return gen::mapcat(Sometimes(8), [](bool many) { return many ? InRange<size_t>(3, 7) : InRange<size_t>(0, 3); });
}

void Append(StreamSample& stream, MessageSample message) {
  message.value.offset = stream.octets.size();
  stream.octets += message.octets;
  stream.until_close = message.until_close;
  stream.messages.push_back(std::move(message.value));
}

bool IsTunnel(const Message& message, const std::string& method) {
  if (message.kind == MessageKind::kRequest) return message.request.method == "CONNECT";
  const int status = message.response.status;
  return status == 101 || (method == "CONNECT" && status >= 200 && status < 300);
}

}  // namespace

rc::Gen<StreamSample> RequestStream(Lasts last) {
  return gen::exec([last] {
    StreamSample stream;
    for (size_t left = *Earlier(); left > 0; --left) Append(stream, *AnyRequest(Lasts::kPersists));
    Append(stream, *AnyRequest(last));
    stream.tunnel = IsTunnel(stream.messages.back(), "");
    if (stream.tunnel) stream.octets += *AnyOctets(0, 10);
    return stream;
  });
}

rc::Gen<StreamSample> ResponseStream(Lasts last) {
  return gen::exec([last] {
    StreamSample stream;
    stream.kind = MessageKind::kResponse;
    for (size_t left = *Earlier() + 1; left > 0; --left) {
      MessageSample response = *AnyFinalResponse(left > 1 ? Lasts::kPersists : last);
      stream.methods.push_back(response.method);
      const int interim = *OneOfThese<int>({0, 0, 1, 2});
      for (int i = 0; i < interim; ++i) Append(stream, *AnyInterimResponse(response.method));
      Append(stream, std::move(response));
    }
    stream.tunnel = IsTunnel(stream.messages.back(), stream.methods.back());
    if (stream.tunnel) stream.octets += *AnyOctets(0, 10);
    return stream;
  });
}

rc::Gen<StreamSample> AnyStream() { return gen::oneOf(RequestStream(), ResponseStream()); }

rc::Gen<StreamSample> TunnelStream() {
  return gen::oneOf(RequestStream(Lasts::kTunnel), ResponseStream(Lasts::kTunnel));
}

Interpretation ParseSample(const StreamSample& sample, absl::string_view octets, bool end_of_input) {
  StreamOptions options;
  options.recipient = DefaultRecipient(sample.kind);
  options.end_of_input = end_of_input;
  const std::vector<absl::string_view> methods(sample.methods.begin(), sample.methods.end());
  if (!methods.empty()) options.methods = methods;
  return ParseStream(sample.kind, octets, options);
}

std::string Text(const Interpretation& interpretation) {
  std::string text = absl::StrCat(Text(interpretation.verdict), ", consumed ", interpretation.consumed,
                                  interpretation.tunnel ? ", then a tunnel" : "");
  if (interpretation.verdict == Outcome::kError) absl::StrAppend(&text, ", ", Text(interpretation.error));
  return text + TextOfList(interpretation.messages);
}

std::string ExpectedText(const StreamSample& sample) {
  Interpretation expected;
  expected.verdict = Outcome::kComplete;
  expected.tunnel = sample.tunnel;
  expected.messages = sample.messages;
  expected.consumed = sample.messages.back().offset + sample.messages.back().size;
  return Text(expected);
}

}  // namespace plumbline::properties
