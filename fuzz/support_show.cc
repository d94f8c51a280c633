#include "fuzz/support_show.h"

#include <algorithm>
#include <utility>

#include "fuzz/support.h"
#include "parser/serialize.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

bool IsTokenIn(absl::string_view part, absl::string_view octets) { return IsToken(part) && PointsInto(part, octets); }

// comment = "(" *( ctext / quoted-pair / comment ) ")"
bool IsComment(absl::string_view text) {
  size_t depth = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!IsVisibleOrBlank(text[i]) || (i > 0 && depth == 0)) return false;
    if (text[i] == '(') ++depth;
    if (text[i] == ')') --depth;
    if (text[i] == '\\' && ++i == text.size()) return false;
    if (i == 0 && depth == 0) return false;
  }
  return depth == 0 && !text.empty();
}

std::string Join(std::string out, absl::string_view part, char end) {
  out.append(part.data(), part.size()).append(1, end);
  return out;
}

}  // namespace

template <>
std::string Show(const FieldLine& line) {
  return Join(Join("", line.name, '\n'), line.value, '\n');
}

template <>
std::string Show(const ConnectionOptions& options) {
  std::string out;
  for (const absl::string_view name : options.names) out = Join(std::move(out), name, ',');
  return out;
}

template <>
std::string Show(const KeepAlive& keep_alive) {
  std::string out;
  for (const KeepAliveParameter& parameter : keep_alive.parameters) {
    out = Join(Join(std::move(out), parameter.name, parameter.has_value ? '=' : ' '), parameter.value, ',');
  }
  return out;
}

template <>
std::string Show(const Te& te) {
  std::string out;
  for (const TCoding& member : te.members) out = Join(Join(std::move(out), member.name, ' '), member.parameters, ',');
  return out;
}

template <>
std::string Show(const FieldNames& names) {
  std::string out;
  for (const absl::string_view name : names) out = Join(std::move(out), name, ',');
  return out;
}

template <>
std::string Show(const Protocols& protocols) {
  std::string out;
  for (const Protocol& protocol : protocols) {
    out = Join(Join(std::move(out), protocol.name, '/'), protocol.version, ',');
  }
  return out;
}

template <>
std::string Show(const Via& via) {
  std::string out;
  for (const ViaMember& member : via) {
    out = Join(Join(std::move(out), member.protocol_name, '/'), member.protocol_version, ' ');
    out = Join(Join(std::move(out), member.pseudonym, member.has_port ? ':' : ' '), member.port, ' ');
    out = Join(std::move(out), member.comment, ',');
  }
  return out;
}

template <>
std::string Show(const TransferCodings& codings) {
  std::string out;
  for (const absl::string_view name : codings.names) out = Join(std::move(out), name, ',');
  return out;
}

template <typename T>
std::string ToOctets(const T& value) {
  std::string out;
  Serialize(value, out);
  return out;
}
template std::string ToOctets(const FieldLine&);
template std::string ToOctets(const ConnectionOptions&);
template std::string ToOctets(const KeepAlive&);
template std::string ToOctets(const Te&);
template std::string ToOctets(const Protocols&);
template std::string ToOctets(const Via&);
template std::string ToOctets(const HostPort&);

template <>
std::string ToOctets(const FieldNames& names) {
  std::string out;
  SerializeList(names, out);
  return out;
}

template <>
std::string ToOctets(const TransferCodings& codings) {
  std::string out;
  SerializeList(codings.names, out);
  return out;
}

template <>
bool MembersAreOctetsOf(const Te& te, absl::string_view octets) {
  return std::all_of(te.members.begin(), te.members.end(), [&](const TCoding& member) {
    const absl::string_view parameters = member.parameters;
    return IsTokenIn(member.name, octets) && PointsInto(parameters, octets) &&
           (parameters.empty() || (parameters[0] == ';' && TrimOws(parameters) == parameters)) &&
           (te.trailers || !EqualsIgnoringCase(member.name, "trailers") || !parameters.empty());
  });
}

template <>
bool MembersAreOctetsOf(const FieldNames& names, absl::string_view octets) {
  return std::all_of(names.begin(), names.end(), [&](absl::string_view name) { return IsTokenIn(name, octets); });
}

template <>
bool MembersAreOctetsOf(const Protocols& protocols, absl::string_view octets) {
  return std::all_of(protocols.begin(), protocols.end(), [&](const Protocol& protocol) {
    return IsTokenIn(protocol.name, octets) && (protocol.version.empty() || IsTokenIn(protocol.version, octets));
  });
}

template <>
bool MembersAreOctetsOf(const Via& via, absl::string_view octets) {
  return std::all_of(via.begin(), via.end(), [&](const ViaMember& member) {
    return (member.protocol_name.empty() || IsTokenIn(member.protocol_name, octets)) &&
           IsTokenIn(member.protocol_version, octets) && IsTokenIn(member.pseudonym, octets) &&
           (member.port.empty() || (member.has_port && IsDigits(member.port) && PointsInto(member.port, octets))) &&
           (member.comment.empty() || (IsComment(member.comment) && PointsInto(member.comment, octets)));
  });
}

template <>
bool MembersAreOctetsOf(const TransferCodings& codings, absl::string_view octets) {
  return std::all_of(codings.names.begin(), codings.names.end(),
                     [&](absl::string_view name) { return IsTokenIn(name, octets); });
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
