#include "properties/show.h"

#include "absl/types/span.h"
#include "parser/clause.h"

namespace plumbline::properties {

using absl::StrAppend;
using absl::StrCat;

std::string Text(absl::string_view octets) { return Escape(octets); }
std::string Text(uint64_t number) { return StrCat(number); }

std::string Text(const Version& version) {
  return StrCat("HTTP/", static_cast<int>(version.major), ".", static_cast<int>(version.minor));
}

std::string Text(const HostPort& host) {
  constexpr absl::string_view kKinds[] = {"reg-name", "IPv4", "IPv6", "IPvFuture"};
  std::string text = StrCat(kKinds[static_cast<size_t>(host.kind)], " ", Escape(host.host));
  if (host.has_port) StrAppend(&text, " port ", Escape(host.port));
  if (!host.has_port && !host.port.empty()) StrAppend(&text, " stray port ", Escape(host.port));
  return text;
}

std::string Text(const RequestTarget& target) {
  std::string text = StrCat("{", Name(target.form), " ", Escape(target.text), " scheme ", Escape(target.scheme),
                            " path ", Escape(target.path));
  StrAppend(&text, target.has_userinfo ? " userinfo " : " no userinfo ", Escape(target.userinfo));
  StrAppend(&text, target.has_authority ? " authority " : " no authority ", Text(target.authority));
  StrAppend(&text, target.has_query ? " query " : " no query ", Escape(target.query), "}");
  return text;
}

std::string Text(const RequestLine& line) {
  return StrCat("{", Escape(line.method), " ", Text(line.target), " ", Text(line.version), "}");
}

std::string Text(const StatusLine& line) {
  return StrCat("{", Text(line.version), " ", line.status, " ", Escape(line.reason), "}");
}

std::string Text(const FieldLine& line) { return StrCat(Escape(line.name), ": ", Escape(line.value)); }

std::string Text(const FieldSection& section) { return TextOfList(section); }

std::string Text(const Framing& framing) {
  std::string text = StrCat("{", Name(framing.kind), " by rule ", static_cast<int>(framing.rule));
  if (framing.kind == FramingKind::kLength) StrAppend(&text, " length ", framing.length);
  return text + "}";
}

std::string Text(const Persistence& persistence) {
  return StrCat("{", persistence.persists ? "persist" : "close", " by ", Name(persistence.rule), "}");
}

std::string Text(const Part& part) {
  const std::string text = StrCat(part.production, part.production.empty() ? "" : " ", Escape(part.octets));
  return part.present ? text : StrCat("no ", text);
}

std::string Text(const KeepAlive& keep_alive) {
  std::string text = TextOfParts(keep_alive);
  if (keep_alive.timeout) StrAppend(&text, " timeout ", *keep_alive.timeout);
  if (keep_alive.max) StrAppend(&text, " max ", *keep_alive.max);
  return text;
}

std::string Text(const Te& te) { return StrCat(TextOfParts(te), te.trailers ? " with trailers" : " without trailers"); }

std::string Text(const TransferCodings& codings) {
  return StrCat(TextOfParts(codings), " chunked ", codings.chunked_count, " times",
                codings.chunked_is_final ? ", at the end" : ", not at the end");
}

std::string Text(const ChunkExtension& extension) {
  return StrCat(Escape(extension.name), extension.has_value ? "=" : " ", Escape(extension.value));
}

std::string Text(const ChunkedBody& body) {
  return StrCat("{content ", Escape(body.content), " extensions ", TextOfList(body.chunk_exts), " trailers ",
                TextOfList(body.trailers), "}");
}

std::string ClauseName(Clause clause) {
  constexpr absl::string_view kNames[] = {
#define PLUMBLINE_CLAUSE(name, id, document, section, level, role, effect, status, sentence) #name,
#include "parser/clauses.def"
#undef PLUMBLINE_CLAUSE
  };
  const auto index = static_cast<size_t>(clause);
  return index < sizeof(kNames) / sizeof(kNames[0]) ? std::string(kNames[index]) : StrCat("no clause: ", index);
}

std::string Text(const ParseError& error) {
  return StrCat("error ", ClauseName(error.clause), " at ", error.offset, " place ", error.place);
}

std::string Text(const Finding& finding) { return StrCat(ClauseName(finding.clause), " at ", finding.offset); }

std::string Text(Outcome outcome) {
  switch (outcome) {
    case Outcome::kComplete:
      return "complete";
    case Outcome::kNeedMore:
      return "need more";
    case Outcome::kError:
      return "error";
  }
  return "no outcome";
}

std::string Text(const Message& message) {
  return StrCat("\n  at ", message.offset, "+", message.size, " ",
                message.kind == MessageKind::kRequest ? Text(message.request) : Text(message.response), " fields ",
                TextOfList(message.fields), " framing ", Text(message.framing), " body ", Escape(message.body),
                " trailers ", TextOfList(message.trailers));
}

}  // namespace plumbline::properties
