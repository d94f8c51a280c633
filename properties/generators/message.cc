#include "properties/generators/message.h"

#include "properties/generators/basic.h"
#include "properties/generators/chunked.h"
#include "properties/generators/numbers.h"
#include "properties/generators/start_line.h"
#include "properties/generators/uri.h"
#include "witness/strings.h"

namespace plumbline::properties {

using witness::EqualsIgnoringCase;

namespace gen = rc::gen;

void showValue(const MessageSample& sample, std::ostream& os) {
  os << Escape(sample.octets) << "\nanswering " << sample.method << " meaning " << Text(sample.value);
}

namespace {

// The head and body of a message under construction.
struct Draft {
  std::string start_line;
  Message message;
  std::vector<FieldSpec> fields;
  std::string body;  // as it is sent
  bool until_close = false;
};

void Insert(Draft& draft, const rc::Gen<FieldSpec>& field) {
  const size_t at = *InRange<size_t>(0, draft.fields.size() + 1);
  draft.fields.insert(draft.fields.begin() + static_cast<std::ptrdiff_t>(at), *field);
}

// One field line for each value, in their order.
void InsertInOrder(Draft& draft, const std::string& name, const std::vector<std::string>& values) {
  size_t at = 0;
  for (const std::string& value : values) {
    at = *InRange<size_t>(at, draft.fields.size() + 1);
    draft.fields.insert(draft.fields.begin() + static_cast<std::ptrdiff_t>(at), *FieldNamed(name, gen::just(value)));
    ++at;
  }
}

// Fields that any message may have, with valid values.
std::vector<FieldSpec> OtherFields() {
  const auto octets = [](const auto& sample) { return sample.octets; };
  return *SectionOfSize(
      3, gen::oneOf(
             OrdinaryField(), OrdinaryField(), FieldNamed("Keep-Alive", gen::map(KeepAliveValue(), octets)),
             FieldNamed("Upgrade", gen::map(UpgradeValue(), octets)), FieldNamed("TE", gen::map(TeValue(), octets)),
             FieldNamed("Trailer", gen::map(TrailerValue(), octets)), FieldNamed("Via", gen::map(ViaValue(), octets)),
             FieldNamed("Proxy-Connection", OneOfTexts({"close", "keep-alive"}))));
}

// Connection fields such that the connection persists for an origin server or a user agent, or any.
void AddConnection(Draft& draft, Lasts lasts, int minor) {
  std::vector<std::string> options = *ListOfSize(3, ConnectionOption());
  if (lasts == Lasts::kPersists) {  // after an upgrade, what is not HTTP/1.1 is not judged
    for (std::string& option : options) option += EqualsIgnoringCase(option, "upgrade") ? "d" : "";
  }
  const bool keep_alive = (lasts == Lasts::kPersists && minor == 0) || *Sometimes(4);
  if (keep_alive) options.push_back(*CaseChanged("keep-alive"));
  if (lasts != Lasts::kPersists && *Sometimes(3)) options.push_back(*CaseChanged("close"));
  if (options.empty()) return;
  InsertInOrder(draft, "Connection", *RecipientLists(options));
}

void AddContentLength(Draft& draft, uint64_t length) { Insert(draft, FieldNamed("Content-Length", Numeral(length))); }

// Transfer-Encoding whose final coding is chunked, or is not.
void AddTransferEncoding(Draft& draft, bool chunked) {
  std::vector<std::string> codings =
      *ListOfSize(2, OneOfTexts({"gzip", "x;a=b", "y ; q=\"1,\\\"chunked\"", "deflate"}));
  if (chunked) codings.push_back(*CaseChanged("chunked"));
  if (!chunked && *Sometimes(2)) codings.push_back("chunked2");
  InsertInOrder(draft, "Transfer-Encoding", *RecipientLists(codings));
}

void SetFraming(Draft& draft, FramingKind kind, uint8_t rule, uint64_t length = 0) {
  draft.message.framing.kind = kind;
  draft.message.framing.rule = rule;
  draft.message.framing.length = length;
}

void AddLengthBody(Draft& draft) {
  draft.body = *SizedOctets(0, 30);
  draft.message.body = draft.body;
  AddContentLength(draft, draft.body.size());
  SetFraming(draft, FramingKind::kLength, 6, draft.body.size());
}

void AddChunkedBody(Draft& draft, bool with_content_length) {
  AddTransferEncoding(draft, true);
  if (with_content_length) AddContentLength(draft, *InRange<uint64_t>(0, 50));
  const Sample<ChunkedBody> body = *AnyChunkedBody();
  draft.body = body.octets;
  draft.message.body = body.value.content;
  draft.message.trailers = body.value.trailers;
  SetFraming(draft, FramingKind::kChunked, with_content_length ? 3 : 4);
}

MessageSample Finish(Draft draft) {
  MessageSample sample;
  sample.octets = draft.start_line + "\r\n";
  for (const FieldSpec& field : draft.fields) {
    sample.octets += field.Octets() + "\r\n";
    draft.message.fields.push_back(field.Value());
  }
  sample.octets += "\r\n";
  sample.head_size = sample.octets.size();
  sample.octets += draft.body;
  draft.message.size = sample.octets.size();
  sample.value = draft.message;
  sample.until_close = draft.until_close;
  return sample;
}

void AddRequestBody(Draft& draft, Lasts lasts, int minor) {
  const bool may_be_chunked = lasts != Lasts::kPersists || minor > 0;
  switch (*InRange(0, lasts != Lasts::kPersists ? 4 : may_be_chunked ? 3 : 2)) {
    case 0:
      SetFraming(draft, FramingKind::kNone, 7);
      break;
    case 1:
      AddLengthBody(draft);
      break;
    case 2:
      AddChunkedBody(draft, false);
      break;
    default:
      AddChunkedBody(draft, true);
      break;
  }
}

// A response's fields and body by section 6.3.
void AddResponseBody(Draft& draft, Lasts lasts, int minor, const std::string& method) {
  const int status = draft.message.response.status;
  const bool rule1 = method == "HEAD" || (status >= 100 && status < 200) || status == 204 || status == 304;
  const bool rule2 = !rule1 && method == "CONNECT" && status >= 200 && status < 300;
  const bool may_have_transfer_encoding = lasts != Lasts::kPersists || minor > 0;
  if (rule1 || rule2) {  // "regardless of the header fields present in the message"
    if (*Sometimes(3)) Insert(draft, FieldNamed("Content-Length", OneOfTexts({"7", "nonsense", "1, 2"})));
    if (may_have_transfer_encoding && *Sometimes(3)) {
      Insert(draft, FieldNamed("Transfer-Encoding", OneOfTexts({"chunked", "gzip", "chunked;;"})));
    }
    SetFraming(draft, FramingKind::kNone, rule1 ? 1 : 2);
    return;
  }
  const int choice = *InRange(0, lasts != Lasts::kPersists ? 5 : may_have_transfer_encoding ? 3 : 1);
  if (choice == 0) return AddLengthBody(draft);
  if (choice < 3) return AddChunkedBody(draft, choice == 2);
  draft.body = *AnyOctets(0, 30);
  draft.message.body = draft.body;
  draft.until_close = true;
  const bool by_coding = choice == 4;
  if (by_coding) AddTransferEncoding(draft, false);
  if (by_coding && *Sometimes(3)) AddContentLength(draft, 3);
  SetFraming(draft, FramingKind::kClose, by_coding ? 4 : 8);
}

MessageSample MakeResponse(Lasts lasts, int status, const std::string& method) {
  Draft draft;
  const int minor = *OneOfThese<int>({1, 1, 0, 2});
  const Sample<StatusLine> line = MakeStatusLine(MakeVersion(minor), status, *ReasonPhrase());
  draft.start_line = line.octets;
  draft.message.kind = MessageKind::kResponse;
  draft.message.response = line.value;
  draft.fields = OtherFields();
  if (*Sometimes(4)) Insert(draft, FieldNamed("Host", OneOfTexts({"a", "not a host", ""})));  // says nothing here
  const bool interim = status >= 100 && status < 200;
  AddConnection(draft, interim ? Lasts::kAnyhow : lasts, minor);
  AddResponseBody(draft, lasts, minor, method);
  MessageSample sample = Finish(draft);
  sample.method = method;
  return sample;
}

}  // namespace

rc::Gen<MessageSample> AnyRequest(Lasts lasts) {
  return gen::exec([lasts] {
    Draft draft;
    std::string method = *Method();
    if (lasts == Lasts::kPersists && method == "CONNECT") method = "PUT";
    if (lasts == Lasts::kTunnel) method = "CONNECT";
    const int minor = *OneOfThese<int>({1, 1, 0, 2});
    const Sample<RequestLine> line = MakeRequestLine(method, *TargetFor(method), MakeVersion(minor));
    draft.start_line = line.octets;
    draft.message.kind = MessageKind::kRequest;
    draft.message.request = line.value;
    draft.fields = OtherFields();
    if (minor > 0 || *Sometimes(2)) {
      Insert(draft, FieldNamed("Host", gen::map(HostValue(), [](const auto& host) { return host.octets; })));
    }
    AddConnection(draft, lasts, minor);
    AddRequestBody(draft, lasts, minor);
    return Finish(draft);
  });
}

rc::Gen<MessageSample> AnyFinalResponse(Lasts lasts) {
  return gen::exec([lasts] {
    std::string method = *OneOfTexts({"GET", "HEAD", "CONNECT", "POST", "head"});
    int status = *gen::oneOf(OneOfThese<int>({200, 204, 304, 404, 500, 101, 206, 299, 300}), InRange(200, 1000),
                             InRange(0, 100));
    const bool tunnel = status == 101 || (method == "CONNECT" && status >= 200 && status < 300);
    if (lasts == Lasts::kPersists && tunnel) status = 407;
    if (lasts == Lasts::kTunnel && !tunnel) {
      method = "CONNECT";
      status = 200;
    }
    return MakeResponse(lasts, status, method);
  });
}

rc::Gen<MessageSample> AnyInterimResponse(const std::string& method) {
  return gen::exec([method] {
    const int status = *gen::oneOf(OneOfThese<int>({100, 102, 103, 199}), InRange(102, 200));
    return MakeResponse(Lasts::kAnyhow, status, method);
  });
}

}  // namespace plumbline::properties
