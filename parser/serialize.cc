#include "parser/serialize.h"

#include "absl/strings/str_cat.h"

namespace plumbline {
namespace {

// The sender's list rule, RFC 9110, section 5.6.1.1.
template <typename List, typename Append>
void AppendList(const List& list, std::string& out, const Append& append) {
  bool first = true;
  for (const auto& member : list) {
    if (!first) out.append(", ");
    first = false;
    append(member);
  }
}

}  // namespace

void Serialize(const Version& version, std::string& out) {
  absl::StrAppend(&out, "HTTP/", static_cast<int>(version.major), ".",
                  static_cast<int>(version.minor));
}

void Serialize(const HostPort& host, std::string& out) {
  absl::StrAppend(&out, host.host);
  if (host.has_port) absl::StrAppend(&out, ":", host.port);
}

void Serialize(const RequestTarget& target, std::string& out) {
  switch (target.form) {
    case TargetForm::kAsteriskForm:
      out.push_back('*');
      return;
    case TargetForm::kAuthorityForm:
      Serialize(target.authority, out);
      return;
    case TargetForm::kAbsoluteForm:
      absl::StrAppend(&out, target.scheme, ":");
      if (!target.has_authority) break;
      out.append("//");
      if (target.has_userinfo) absl::StrAppend(&out, target.userinfo, "@");
      Serialize(target.authority, out);
      break;
    case TargetForm::kOriginForm:
      break;
  }
  absl::StrAppend(&out, target.path);
  if (target.has_query) absl::StrAppend(&out, "?", target.query);
}

void Serialize(const RequestLine& line, std::string& out) {
  absl::StrAppend(&out, line.method, " ");
  Serialize(line.target, out);
  out.push_back(' ');
  Serialize(line.version, out);
}

void Serialize(const StatusLine& line, std::string& out) {
  Serialize(line.version, out);
  absl::StrAppend(&out, " ", absl::Dec(line.status, absl::kZeroPad3), " ", line.reason);
}

void Serialize(const FieldLine& line, std::string& out) {
  absl::StrAppend(&out, line.name, ": ", line.value);
}

void Serialize(absl::Span<const FieldLine> fields, std::string& out) {
  for (const FieldLine& line : fields) {
    Serialize(line, out);
    out.append("\r\n");
  }
}

void Serialize(const ConnectionOptions& options, std::string& out) {
  SerializeList(options.names, out);
}

void Serialize(const KeepAlive& keep_alive, std::string& out) {
  AppendList(keep_alive.parameters, out, [&](const KeepAliveParameter& parameter) {
    absl::StrAppend(&out, parameter.name);
    if (parameter.has_value) absl::StrAppend(&out, "=", parameter.value);
  });
}

void Serialize(const Protocols& protocols, std::string& out) {
  AppendList(protocols, out, [&](const Protocol& protocol) {
    absl::StrAppend(&out, protocol.name);
    if (!protocol.version.empty()) absl::StrAppend(&out, "/", protocol.version);
  });
}

void Serialize(const Te& te, std::string& out) {
  AppendList(te.members, out,
             [&](const TCoding& coding) { absl::StrAppend(&out, coding.name, coding.parameters); });
}

void Serialize(const Via& via, std::string& out) {
  AppendList(via, out, [&](const ViaMember& member) {
    if (!member.protocol_name.empty()) absl::StrAppend(&out, member.protocol_name, "/");
    absl::StrAppend(&out, member.protocol_version, " ", member.pseudonym);
    if (member.has_port) absl::StrAppend(&out, ":", member.port);
    if (!member.comment.empty()) absl::StrAppend(&out, " ", member.comment);
  });
}

void SerializeContentLength(uint64_t length, std::string& out) { absl::StrAppend(&out, length); }

void SerializeList(absl::Span<const absl::string_view> members, std::string& out) {
  AppendList(members, out, [&](absl::string_view member) { absl::StrAppend(&out, member); });
}

void SerializeChunk(absl::string_view data, absl::string_view chunk_ext, std::string& out) {
  absl::StrAppend(&out, absl::Hex(data.size()), chunk_ext, "\r\n", data, "\r\n");
}

void SerializeLastChunk(absl::Span<const FieldLine> trailers, std::string& out) {
  out.append("0\r\n");
  Serialize(trailers, out);
  out.append("\r\n");
}

void SerializeQuotedString(absl::string_view text, std::string& out) {
  out.push_back('"');
  for (char octet : text) {
    if (octet == '"' || octet == '\\') out.push_back('\\');
    out.push_back(octet);
  }
  out.push_back('"');
}

std::string UnquoteQuotedString(absl::string_view quoted) {
  std::string text;
  for (size_t i = 1; i + 1 < quoted.size(); ++i) {
    if (quoted[i] == '\\') ++i;
    text.push_back(quoted[i]);
  }
  return text;
}

}  // namespace plumbline
