#include "parser/request_target.h"

#include "absl/strings/match.h"
#include "parser/octets.h"
#include "parser/renew.h"

namespace plumbline {

using octets::Is;

void RequestTargetScanner::Start(absl::string_view method, size_t offset) {
  Renew(*this);
  connect_ = method == "CONNECT";
  options_ = method == "OPTIONS";
  begin_ = offset;
}

Outcome RequestTargetScanner::Scan(Cursor& cursor) {
  while (!cursor.AtEnd()) {
    if (cursor.Peek() == ' ') return CheckEnd(cursor);
    if (Step(cursor) == Outcome::kError) return Outcome::kError;
  }
  return Outcome::kNeedMore;
}

Outcome RequestTargetScanner::CheckEnd(Cursor& cursor) {
  switch (state_) {
    case State::kStart:
      return cursor.Fail(Clause::kRequestTarget);
    case State::kScheme:
      return cursor.Fail(Clause::kScheme);
    case State::kHttpFirstSlash:
    case State::kHttpSecondSlash:
      return cursor.Fail(Clause::kHttpUri);
    case State::kPercent:
    case State::kPercentHex:
      return cursor.Fail(Clause::kPctEncoded);
    case State::kConnectHost:
      if (!host_.AtEnd()) return cursor.Fail(*host_.Feed(' '));
      if (!host_.in_port()) return cursor.Fail(Clause::kAuthorityForm);
      if (colon_ + 1 == cursor.pos) return cursor.Fail(Clause::kConnectPort);
      return Outcome::kComplete;
    case State::kAuthorityStart:
    case State::kUserinfoOrHost:
    case State::kHost:
      return EndAuthority(cursor);
    case State::kAsterisk:
    case State::kHierPart:
    case State::kUriSlash:
    case State::kPath:
    case State::kQuery:
      return Outcome::kComplete;
  }
  return Outcome::kComplete;
}

// Takes at least one octet that is not SP, or fails.
Outcome RequestTargetScanner::Step(Cursor& cursor) {
  switch (state_) {
    case State::kStart:
      return Start(cursor);
    case State::kAsterisk:
      return cursor.Fail(Clause::kAsteriskForm);
    case State::kConnectHost:
      return ConnectHost(cursor);
    case State::kScheme:
      return Scheme(cursor);
    case State::kHierPart:
    case State::kUriSlash:
      return HierPart(cursor);
    case State::kHttpFirstSlash:
    case State::kHttpSecondSlash:
      if (cursor.Peek() != '/') return cursor.Fail(Clause::kHttpUri);
      return Advance(cursor, state_ == State::kHttpFirstSlash ? State::kHttpSecondSlash : State::kAuthorityStart);
    case State::kAuthorityStart:
      part_ = cursor.pos;
      Renew(host_);
      state_ = cursor.Peek() == '[' ? State::kHost : State::kUserinfoOrHost;
      return Outcome::kComplete;
    case State::kUserinfoOrHost:
      return UserinfoOrHost(cursor);
    case State::kHost:
      return Host(cursor);
    case State::kPath:
    case State::kQuery:
      return PathOrQuery(cursor);
    case State::kPercent:
    case State::kPercentHex:
      return Percent(cursor);
  }
  return cursor.Fail(Clause::kRequestTarget);
}

Outcome RequestTargetScanner::Start(Cursor& cursor) {
  const uint8_t octet = cursor.Peek();
  if (connect_) {
    form_ = TargetForm::kAuthorityForm;
    state_ = State::kConnectHost;
    return Outcome::kComplete;
  }
  if (octet == '/') return Advance(cursor, State::kPath);
  if (octet == '*') {
    if (!options_) return cursor.Fail(Clause::kAsteriskMethod);
    form_ = TargetForm::kAsteriskForm;
    return Advance(cursor, State::kAsterisk);
  }
  if (!Is(octets::kAlpha, octet)) return cursor.Fail(Clause::kRequestTarget);
  form_ = TargetForm::kAbsoluteForm;
  return Advance(cursor, State::kScheme);
}

// authority-form = uri-host ":" port, with a port number that can be one.
Outcome RequestTargetScanner::ConnectHost(Cursor& cursor) {
  const uint8_t octet = cursor.Peek();
  const bool in_port = host_.in_port();
  if (const auto clause = host_.Feed(octet)) {
    // What a URI has after host and port, or before them, is not a port number gone wrong.
    const bool more = octet == '/' || octet == '?' || octet == '@';
    if (*clause == Clause::kPort && !more) return cursor.Fail(Clause::kConnectPort);
    const bool form = *clause == Clause::kRegName || *clause == Clause::kAuthority || *clause == Clause::kPort;
    return cursor.Fail(form ? Clause::kAuthorityForm : *clause);
  }
  if (in_port) {
    port_ = port_ * 10 + (octet - '0');
    if (port_ > 65535) return cursor.Fail(Clause::kConnectPort);
  } else if (host_.in_port()) {
    colon_ = cursor.pos;
  }
  return Advance(cursor, State::kConnectHost);
}

Outcome RequestTargetScanner::Scheme(Cursor& cursor) {
  const uint8_t octet = cursor.Peek();
  if (octet == ':') {
    const absl::string_view scheme(cursor.data + begin_, cursor.pos - begin_);
    http_ = absl::EqualsIgnoreCase(scheme, "http") || absl::EqualsIgnoreCase(scheme, "https");
    return Advance(cursor, http_ ? State::kHttpFirstSlash : State::kHierPart);
  }
  if (!Is(octets::kAlpha | octets::kDigit, octet) && octet != '+' && octet != '-' && octet != '.') {
    return cursor.Fail(Clause::kScheme);
  }
  return Advance(cursor, State::kScheme);
}

// After "scheme:" (kHierPart) or "scheme:/" (kUriSlash) of a scheme other than http and https: a
// second slash begins an authority, anything else is a path.
Outcome RequestTargetScanner::HierPart(Cursor& cursor) {
  if (cursor.Peek() != '/') {
    state_ = State::kPath;
    return Outcome::kComplete;
  }
  return Advance(cursor, state_ == State::kHierPart ? State::kUriSlash : State::kAuthorityStart);
}

// Until "@" or the end of the authority comes, "a:b" can be userinfo or host and port.
Outcome RequestTargetScanner::UserinfoOrHost(Cursor& cursor) {
  const uint8_t octet = cursor.Peek();
  if (octet == '/' || octet == '?') return EndAuthority(cursor);
  if (octet == '@') {
    if (http_) return cursor.Fail(Clause::kHttpUserinfo);
    return Advance(cursor, State::kHost);
  }
  if (octet == ':' && !has_colon_) {
    has_colon_ = true;
    has_bad_port_ = false;
    colon_ = cursor.pos;
    return Advance(cursor, State::kUserinfoOrHost);
  }
  if (!Is(octets::kRegName, octet) && octet != ':' && octet != '%') return cursor.Fail(Clause::kAuthority);
  if (has_colon_ && !has_bad_port_ && !Is(octets::kDigit, octet)) {
    has_bad_port_ = true;
    bad_port_ = cursor.pos;
  }
  if (octet == '%') {
    after_percent_ = State::kUserinfoOrHost;
    return Advance(cursor, State::kPercent);
  }
  return Advance(cursor, State::kUserinfoOrHost);
}

// host [ ":" port ] that can no more be userinfo: an IP literal, or what follows "@".
Outcome RequestTargetScanner::Host(Cursor& cursor) {
  const uint8_t octet = cursor.Peek();
  if ((octet == '/' || octet == '?') && host_.AtEnd()) return EndAuthority(cursor);
  if (const auto clause = host_.Feed(octet)) return cursor.Fail(*clause);
  return Advance(cursor, State::kHost);
}

// On "/", "?" or SP after an authority.
Outcome RequestTargetScanner::EndAuthority(Cursor& cursor) {
  if (state_ == State::kAuthorityStart) part_ = cursor.pos;
  if (state_ == State::kHost) {
    if (!host_.AtEnd()) return cursor.Fail(*host_.Feed(' '));
  } else if (has_colon_ && has_bad_port_) {
    return cursor.FailAt(Clause::kPort, cursor.pos, bad_port_);
  }
  const size_t host_end = state_ != State::kHost && has_colon_ ? colon_ : cursor.pos;
  if (http_ && host_end == part_) return cursor.Fail(Clause::kHttpEmptyHost);
  state_ = State::kPath;
  return Outcome::kComplete;
}

Outcome RequestTargetScanner::PathOrQuery(Cursor& cursor) {
  const int classes = state_ == State::kQuery ? octets::kQueryOctet : octets::kPathOctet;
  cursor.pos = octets::Skip(classes, cursor.data, cursor.pos, cursor.end);
  if (cursor.AtEnd() || cursor.Peek() == ' ') return Outcome::kComplete;
  if (cursor.Peek() == '%') {
    after_percent_ = state_;
    return Advance(cursor, State::kPercent);
  }
  if (state_ == State::kQuery) return cursor.Fail(Clause::kQuery);
  if (cursor.Peek() == '?') return Advance(cursor, State::kQuery);
  return cursor.Fail(Clause::kPath);
}

Outcome RequestTargetScanner::Percent(Cursor& cursor) {
  if (!Is(octets::kHexdig, cursor.Peek())) return cursor.Fail(Clause::kPctEncoded);
  return Advance(cursor, state_ == State::kPercent ? State::kPercentHex : after_percent_);
}

RequestTarget SplitRequestTarget(absl::string_view octets, TargetForm form) {
  RequestTarget target;
  target.text = octets;
  target.form = form;
  if (form == TargetForm::kAsteriskForm) return target;
  if (form == TargetForm::kAuthorityForm) {
    target.has_authority = true;
    target.authority = SplitHostPort(octets);
    return target;
  }
  if (const size_t question = octets.find('?'); question != absl::string_view::npos) {
    target.has_query = true;
    target.query = octets.substr(question + 1);
    octets = octets.substr(0, question);
  }
  if (form == TargetForm::kAbsoluteForm) {
    target.scheme = octets.substr(0, octets.find(':'));
    octets.remove_prefix(target.scheme.size() + 1);
    if (absl::StartsWith(octets, "//")) {
      octets.remove_prefix(2);
      absl::string_view authority = octets.substr(0, octets.find('/'));
      octets.remove_prefix(authority.size());
      target.has_authority = true;
      if (const size_t at = authority.find('@'); at != absl::string_view::npos) {
        target.has_userinfo = true;
        target.userinfo = authority.substr(0, at);
        authority.remove_prefix(at + 1);
      }
      target.authority = SplitHostPort(authority);
    }
  }
  target.path = octets;
  return target;
}

}  // namespace plumbline
