#include "parser/serialize.h"

#include "absl/strings/str_cat.h"

namespace plumbline {

void Serialize(const Version& version, std::string& out) {
  absl::StrAppend(&out, "HTTP/", static_cast<int>(version.major), ".", static_cast<int>(version.minor));
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

void Serialize(const FieldLine& line, std::string& out) { absl::StrAppend(&out, line.name, ": ", line.value); }

void Serialize(absl::Span<const FieldLine> fields, std::string& out) {
  for (const FieldLine& line : fields) {
    Serialize(line, out);
    out.append("\r\n");
  }
}

void Serialize(const Part& part, std::string& out) {
  if (part.present) absl::StrAppend(&out, part.before, part.octets);
}

void SerializeContentLength(uint64_t length, std::string& out) { absl::StrAppend(&out, length); }

void SerializeList(absl::Span<const absl::string_view> members, std::string& out) {
  VisitNames(members, "", [&](const Part& part) { Serialize(part, out); });
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
