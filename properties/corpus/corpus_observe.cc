// What the parser says of a corpus case, whole and octet by octet.
#include <cstring>
#include <memory>

#include "parser/decoder.h"
#include "properties/corpus/corpus_support.h"
#include "properties/show.h"

namespace plumbline::properties {
namespace {

using nlohmann::json;

// An allocation of exactly these octets: a sanitizer sees a read beyond them.
class ExactCopy {
 public:
  explicit ExactCopy(absl::string_view octets) : data_(new char[octets.size()]), size_(octets.size()) {
    if (size_ > 0) std::memcpy(data_.get(), octets.data(), size_);
  }
  absl::string_view view() const { return {data_.get(), size_}; }

 private:
  std::unique_ptr<char[]> data_;
  size_t size_;
};

// Octets as the code points of the same numbers, in UTF-8.
std::string Utf8(absl::string_view octets) {
  std::string text;
  for (char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0 | octet >> 6);
      text += static_cast<char>(0x80 | (octet & 0x3F));
    }
  }
  return text;
}

json Text8(absl::string_view octets) { return Utf8(octets); }
json Optional(bool present, absl::string_view octets) { return present ? Text8(octets) : json(); }
json Plain(absl::string_view text) { return std::string(text); }

json FieldsJson(const std::vector<FieldLine>& fields) {
  json list = json::array();
  for (const FieldLine& field : fields) list.push_back({Utf8(field.name), Utf8(field.value)});
  return list;
}

json VersionJson(const Version& version) { return std::to_string(version.major) + "." + std::to_string(version.minor); }

void AddRequestLine(const RequestLine& line, json& out) {
  constexpr const char* kHostKinds[] = {"reg-name", "ipv4", "ipv6", "ipvfuture"};
  const RequestTarget& target = line.target;
  out["method"] = Text8(line.method);
  out["target"] = Text8(target.text);
  out["target_form"] = Plain(Name(target.form));
  out["scheme"] = Optional(target.form == TargetForm::kAbsoluteForm, target.scheme);
  out["userinfo"] = Optional(target.has_userinfo, target.userinfo);
  out["host"] = Optional(target.has_authority, target.authority.host);
  out["host_kind"] = target.has_authority ? json(kHostKinds[static_cast<size_t>(target.authority.kind)]) : json();
  out["port"] = Optional(target.authority.has_port, target.authority.port);
  out["path"] = Text8(target.path);
  out["query"] = Optional(target.has_query, target.query);
  out["version"] = VersionJson(line.version);
}

json MessageJson(const Message& message) {
  json out = {{"kind", Plain(Name(message.kind))}};
  if (message.kind == MessageKind::kRequest) {
    AddRequestLine(message.request, out);
  } else {
    out["version"] = VersionJson(message.response.version);
    out["status"] = message.response.status;
    out["reason"] = Text8(message.response.reason);
  }
  out["fields"] = FieldsJson(message.fields);
  out["framing"] = {{"kind", Plain(Name(message.framing.kind))},
                    {"rule", Plain(FramingRuleName(message.framing.rule))}};
  if (message.framing.kind == FramingKind::kLength) out["framing"]["length"] = message.framing.length;
  out["body"] = Text8(message.body);
  out["trailers"] = FieldsJson(message.trailers);
  out["persist"] = {{"decision", message.persistence.persists ? "persist" : "close"},
                    {"rule", Plain(Name(message.persistence.rule))}};
  out["removed"] = json::array();
  for (absl::string_view name : message.removed) out["removed"].push_back(Utf8(name));
  return out;
}

json VerdictJson(Outcome verdict) {
  constexpr const char* kNames[] = {"accept", "need-more", "reject"};
  return kNames[static_cast<size_t>(verdict)];
}

Interpretation Parse(const CorpusCase& one, absl::string_view octets, bool end_of_input) {
  const std::optional<std::vector<std::string>> methods = one.methods();
  std::vector<absl::string_view> views;
  if (methods) views.assign(methods->begin(), methods->end());
  StreamOptions options;
  options.recipient = one.recipient();
  options.limits = one.limits();
  options.end_of_input = end_of_input;
  if (methods) options.methods = views;
  return ParseStream(one.kind(), octets, options);
}

}  // namespace

json Observe(const CorpusCase& one, absl::string_view octets) {
  const ExactCopy copy(octets);
  const Interpretation seen = Parse(one, copy.view(), one.end_of_input());
  json out = {{"verdict", VerdictJson(seen.verdict)}, {"consumed", seen.consumed}, {"tunnel", seen.tunnel}};
  out["clause"] = json();
  out["offset"] = json();
  out["place"] = json();
  if (seen.verdict == Outcome::kError) {
    out["clause"] = Plain(Info(seen.error.clause).id);
    out["offset"] = seen.error.offset;
    out["place"] = seen.error.place;
  }
  out["messages"] = json::array();
  out["findings"] = json::array();
  for (const Message& message : seen.messages) {
    out["messages"].push_back(MessageJson(message));
    for (const Finding& finding : message.findings) {
      out["findings"].push_back({Plain(Info(finding.clause).id), finding.offset});
    }
  }
  return out;
}

StreamEnd ReadWhole(const CorpusCase& one, absl::string_view octets, bool end_of_input) {
  const ExactCopy copy(octets);
  const Interpretation seen = Parse(one, copy.view(), end_of_input);
  StreamEnd end = {seen.verdict, {}, seen.consumed, {}};
  if (seen.verdict == Outcome::kError) end.error = seen.error;
  for (const Message& message : seen.messages) end.body += message.body;
  return end;
}

StreamEnd ReadOctetByOctet(const CorpusCase& one, absl::string_view octets, bool end_of_input) {
  DecoderOptions options;
  options.kind = one.kind();
  options.recipient = one.recipient();
  options.limits = one.limits();
  Decoder decoder(options);
  if (const auto methods = one.methods()) {
    decoder.AddRequests(std::vector<absl::string_view>(methods->begin(), methods->end()));
  }

  StreamEnd end;
  std::string body;  // of the message that is not complete yet
  size_t consumed = 0;
  size_t delivered = 0;
  bool any = false;
  for (;;) {
    const ExactCopy copy(octets.substr(consumed, delivered - consumed));
    const Step step = decoder.Next(copy.view(), end_of_input && delivered == octets.size());
    consumed += step.consumed;
    switch (step.event) {
      case Event::kHead:
      case Event::kChunk:
      case Event::kTrailers:
        break;
      case Event::kData:
        body.append(step.data.data(), step.data.size());
        break;
      case Event::kMessageEnd:
        any = true;
        end.consumed = decoder.position();
        end.body += body;
        body.clear();
        break;
      case Event::kTunnel:
      case Event::kEndOfInput:
        end.verdict = Outcome::kComplete;
        return end;
      case Event::kError:
        end.verdict = Outcome::kError;
        end.error = decoder.error();
        return end;
      case Event::kNeedMore:
        if (delivered < octets.size()) {
          ++delivered;
          break;
        }
        if (any && decoder.at_message_boundary() && !decoder.awaiting_final_response()) {
          end.verdict = Outcome::kComplete;
        }
        return end;
    }
  }
}

std::string Describe(const StreamEnd& end) {
  std::string text = VerdictJson(end.verdict).get<std::string>();
  if (end.verdict == Outcome::kError) text += " " + Text(end.error);
  return text + ", consumed " + std::to_string(end.consumed) + ", body " + Escape(end.body);
}

}  // namespace plumbline::properties
