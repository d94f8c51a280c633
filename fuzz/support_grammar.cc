#include "fuzz/support_grammar.h"

#include <cstddef>

#include "fuzz/support.h"
#include "witness/uri.h"

PLUMBLINE_UNCOVERED_BEGIN
namespace plumbline::fuzz {
namespace {

// Eats what the productions name from the front of a value; false where it is not there.
class Eater {
 public:
  explicit Eater(absl::string_view value) : rest_(value) {}

  bool Done() const { return rest_.empty(); }
  bool At(char octet) const { return !Done() && rest_[0] == octet; }
  bool Octet(char octet) { return At(octet) && Take(1); }
  bool Ows() { return Run(IsOws), true; }
  bool Rws() { return Run(IsOws) > 0; }
  bool Token() { return Run(IsTchar) > 0; }
  bool Digits() {
    return Run([](char c) { return c >= '0' && c <= '9'; }), true;
  }

  bool QuotedString() {
    if (!Octet('"')) return false;
    while (!Done() && !At('"')) {
      if (Octet('\\') && Done()) return false;
      if (!IsVisibleOrBlank(rest_[0])) return false;
      Take(1);
    }
    return Octet('"');
  }
  bool Comment() {
    if (!Octet('(')) return false;
    for (size_t depth = 1; depth > 0;) {
      if (Done()) return false;
      if (At('(')) ++depth;
      if (At(')')) --depth;
      if (Octet('\\') && Done()) return false;
      if (!IsVisibleOrBlank(rest_[0])) return false;
      Take(1);
    }
    return true;
  }
  absl::string_view rest() const { return rest_; }

 private:
  template <typename Is>
  size_t Run(Is is) {
    size_t size = 0;
    while (size < rest_.size() && is(rest_[size])) ++size;
    rest_.remove_prefix(size);
    return size;
  }
  bool Take(size_t size) {
    rest_.remove_prefix(size);
    return true;
  }

  absl::string_view rest_;
};

// [ element ] *( OWS "," OWS [ element ] )
template <typename Element>
bool IsList(absl::string_view value, Element element) {
  Eater eater(value);
  if (!eater.At(' ') && !eater.At('\t') && !eater.At(',') && !eater.Done() && !element(eater)) return false;
  while (!eater.Done()) {
    if (!eater.Ows() || !eater.Octet(',') || !eater.Ows()) return false;
    if (!eater.Done() && !eater.At(',') && !element(eater)) return false;
  }
  return true;
}

bool TokenOrQuotedString(Eater& eater) { return eater.At('"') ? eater.QuotedString() : eater.Token(); }

// token *( OWS ";" OWS token BWS "=" BWS ( token / quoted-string ) ); `parameters` is how many there were.
bool Coding(Eater& eater, size_t& parameters) {
  if (!eater.Token()) return false;
  for (;;) {
    Eater ahead = eater;
    if (!ahead.Ows() || !ahead.Octet(';')) return true;
    if (!ahead.Ows() || !ahead.Token() || !ahead.Ows() || !ahead.Octet('=') || !ahead.Ows()) return false;
    if (!TokenOrQuotedString(ahead)) return false;
    ++parameters;
    eater = ahead;
  }
}

bool HasNoParameters(absl::string_view coding) {
  for (const absl::string_view name : {"chunked", "gzip", "x-gzip", "deflate", "compress", "x-compress"}) {
    if (EqualsIgnoringCase(coding.substr(0, name.size()), name) &&
        (coding.size() == name.size() || !IsTchar(coding[name.size()]))) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool IsConnection(absl::string_view value) {
  return IsList(value, [](Eater& eater) { return eater.Token(); });
}

bool IsTrailer(absl::string_view value) { return IsConnection(value); }

bool IsTe(absl::string_view value) {
  size_t parameters = 0;
  return IsList(value, [&](Eater& eater) { return Coding(eater, parameters); });
}

bool IsTransferEncoding(absl::string_view value) {
  return IsList(value, [](Eater& eater) {
    const bool barred = HasNoParameters(eater.rest());
    size_t parameters = 0;
    return Coding(eater, parameters) && (!barred || parameters == 0);
  });
}

bool IsUpgrade(absl::string_view value) {
  return IsList(value, [](Eater& eater) { return eater.Token() && (!eater.Octet('/') || eater.Token()); });
}

bool IsVia(absl::string_view value) {
  return IsList(value, [](Eater& eater) {
    if (!eater.Token() || (eater.Octet('/') && !eater.Token())) return false;
    if (!eater.Rws() || !eater.Token() || (eater.Octet(':') && !eater.Digits())) return false;
    Eater ahead = eater;
    if (!ahead.Rws() || !ahead.At('(')) return true;
    eater = ahead;
    return eater.Comment();
  });
}

bool IsKeepAlive(absl::string_view list) {
  return IsList(list, [](Eater& eater) {
    const absl::string_view begin = eater.rest();
    if (!eater.Token()) return false;
    const absl::string_view name = begin.substr(0, begin.size() - eater.rest().size());
    const bool typed = EqualsIgnoringCase(name, "timeout") || EqualsIgnoringCase(name, "max");
    Eater ahead = eater;
    if (!ahead.Ows() || !ahead.Octet('=')) return !typed;
    ahead.Ows();
    eater = ahead;
    if (!TokenOrQuotedString(eater)) return false;
    const absl::string_view value = ahead.rest().substr(0, ahead.rest().size() - eater.rest().size());
    return !typed || (IsDigits(value) && witness::FitsIn64Bits(value));
  });
}

// *( BWS ";" BWS token [ BWS "=" BWS ( token / quoted-string ) ] )
bool IsChunkExt(absl::string_view octets) {
  Eater eater(octets);
  while (!eater.Done()) {
    if (!eater.Ows() || !eater.Octet(';') || !eater.Ows() || !eater.Token()) return false;
    Eater ahead = eater;
    if (!ahead.Ows() || !ahead.Octet('=')) continue;
    if (!ahead.Ows() || !TokenOrQuotedString(ahead)) return false;
    eater = ahead;
  }
  return true;
}

// uri-host [ ":" port ]
bool IsHost(absl::string_view value) {
  const bool literal = !value.empty() && value[0] == '[';
  const size_t end = literal ? value.find(']') : value.find(':');
  const absl::string_view host = value.substr(0, end == absl::string_view::npos ? end : end + (literal ? 1 : 0));
  const absl::string_view port = value.substr(host.size());
  if (!port.empty() && (port[0] != ':' || (port.size() > 1 && !IsDigits(port.substr(1))))) return false;
  return literal ? witness::IsIpLiteral(host) : witness::IsRegName(host);
}

}  // namespace plumbline::fuzz
PLUMBLINE_UNCOVERED_END
