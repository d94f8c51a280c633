// request-target, RFC 9112, section 3.2, with the grammar of RFC 3986 that it imports.
//
//   request-target = origin-form / absolute-form / authority-form / asterisk-form
//   origin-form    = absolute-path [ "?" query ]
//   absolute-form  = absolute-URI
//   authority-form = uri-host ":" port
//   asterisk-form  = "*"
//   absolute-URI   = scheme ":" hier-part [ "?" query ]
//   hier-part      = "//" authority path-abempty / path-absolute / path-rootless / path-empty
#ifndef PLUMBLINE_PARSER_REQUEST_TARGET_H_
#define PLUMBLINE_PARSER_REQUEST_TARGET_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "parser/cursor.h"
#include "parser/message.h"
#include "parser/uri.h"

namespace plumbline {

// A request-target up to the SP after it, resumable at any octet.
class RequestTargetScanner {
 public:
  // The method chooses the forms: RFC 9112, section 3.2.3 and 3.2.4; RFC 9110, section 7.1.
  void Start(absl::string_view method, size_t offset);
  // Complete with the cursor on the SP.
  Outcome Scan(Cursor& cursor);
  // Complete if the target may end where the cursor stands; looks at no octet.
  Outcome CheckEnd(Cursor& cursor);
  TargetForm form() const { return form_; }

 private:
  enum class State : uint8_t {
    kStart,
    kAsterisk,
    kConnectHost,
    kScheme,
    kHierPart,
    kUriSlash,
    kHttpFirstSlash,
    kHttpSecondSlash,
    kAuthorityStart,
    kUserinfoOrHost,
    kHost,
    kPath,
    kQuery,
    kPercent,
    kPercentHex,
  };
  Outcome Step(Cursor& cursor);
  Outcome Start(Cursor& cursor);
  Outcome ConnectHost(Cursor& cursor);
  Outcome Scheme(Cursor& cursor);
  Outcome HierPart(Cursor& cursor);
  Outcome UserinfoOrHost(Cursor& cursor);
  Outcome Host(Cursor& cursor);
  Outcome EndAuthority(Cursor& cursor);
  Outcome PathOrQuery(Cursor& cursor);
  Outcome Percent(Cursor& cursor);
  Outcome Advance(Cursor& cursor, State next) {
    ++cursor.pos;
    state_ = next;
    return Outcome::kComplete;
  }

  State state_ = State::kStart;
  State after_percent_ = State::kPath;
  TargetForm form_ = TargetForm::kOriginForm;
  bool connect_ = false;
  bool options_ = false;
  bool http_ = false;    // the scheme is http or https
  size_t begin_ = 0;     // of the target
  size_t part_ = 0;      // of the authority
  size_t colon_ = 0;     // the first in the authority, where has_colon_
  size_t bad_port_ = 0;  // the first octet after colon_ that is not a digit, where has_bad_port_
  bool has_colon_ = false;
  bool has_bad_port_ = false;
  uint32_t port_ = 0;  // of authority-form
  HostPortScanner host_;
};

// The parts of octets that are known to match the form.
RequestTarget SplitRequestTarget(absl::string_view octets, TargetForm form);

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_REQUEST_TARGET_H_
