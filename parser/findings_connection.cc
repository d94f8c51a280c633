// Connection and the fields that belong to the connection: RFC 9110, section 7.6.1.
#include "parser/fields/values.h"
#include "parser/findings_finder.h"

namespace plumbline {
namespace {

bool HasFunction(Field field) { return field == Field::kKeepAlive || field == Field::kTe || field == Field::kUpgrade; }

}  // namespace

void Finder::Connection() {
  Value(Field::kConnection, ParseConnection, [&](const ConnectionOptions& options, const CombinedValue& value) {
    for (absl::string_view option : options.names) {
      if (HasTrait(option, traits::kEndToEnd)) Note(Clause::kEndToEndOption, value.Locate(option));
    }
    EmptyElement(value);
  });
}

// Its list may have empty elements, and whitespace around "=": it is defined by RFC 2068, section
// 2.1, where both are allowed, and not by a production of RFC 9110.
void Finder::KeepAlive() {
  const size_t i = IndexOf("keep-alive");
  if (i == kNone) return;
  if (!options_.Has("keep-alive")) {
    Note(Clause::kKeepAliveWithoutOption, NameOffset(i));
    return Note(Clause::kFieldNotListed, NameOffset(i));
  }
  Value(Field::kKeepAlive, ParseKeepAlive, [](const auto&, const auto&) {});
}

void Finder::Te() {
  const size_t i = IndexOf("te");
  if (i == kNone) return;
  if (!options_.Has("te")) {
    Note(Clause::kFieldWithoutOption, NameOffset(i));
    Note(Clause::kTeWithoutOption, NameOffset(i));
  }
  Value(Field::kTe, ParseTe, [&](const plumbline::Te& te, const CombinedValue& value) {
    const auto chunked = std::find_if(te.members.begin(), te.members.end(), [](const TCoding& coding) {
      return absl::EqualsIgnoreCase(coding.name, "chunked");
    });
    if (request() && chunked != te.members.end()) Note(Clause::kTeChunked, value.Locate(chunked->name));
    EmptyElement(value);
    BadWhitespace(value);
  });
}

void Finder::Upgrade() {
  const size_t i = IndexOf("upgrade");
  if (i == kNone) return;
  const bool ignored = request() && http10();
  if (ignored) Note(Clause::kUpgradeInHttp10, NameOffset(i));
  if (!options_.Has("upgrade")) {
    if (!ignored) Note(Clause::kFieldWithoutOption, NameOffset(i));
    Note(Clause::kUpgradeWithoutOption, NameOffset(i));
  }
  Value(Field::kUpgrade, ParseUpgrade, [&](const auto&, const CombinedValue& value) { EmptyElement(value); });
}

// The fields whose values decide nothing and have no function of their own here: Trailer and Via.
// Proxy-Connection, whatever its value.
void Finder::OtherFields() {
  for (const FieldInfo& field : AllFields()) {
    const bool noted = field.syntax && Info(*field.syntax).effect == Effect::kNote;
    if (!noted || HasFunction(field.field) || IndexOf(field.name) == kNone) continue;
    WithParserOf(field.field, [&](auto parse) {
      Value(field.field, parse, [&](const auto&, const CombinedValue& value) {
        if (field.shape == FieldShape::kList) EmptyElement(value);
      });
    });
  }
  if (const size_t i = IndexOf("proxy-connection"); i != kNone) Note(Clause::kProxyConnection, NameOffset(i));
}

}  // namespace plumbline
