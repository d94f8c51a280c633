// Values of pseudo-header fields, Host, Content-Length and TE in a field list of HTTP/2 or HTTP/3:
// where they are wrong.
//
// Each function returns the first octet with which the value cannot go on, its size if it breaks
// off, or npos if it is whole.
#ifndef PLUMBLINE_PARSER_FIELD_LIST_VALUES_H_
#define PLUMBLINE_PARSER_FIELD_LIST_VALUES_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace plumbline {

// method = token, RFC 9110, section 9.1.
size_t WrongInMethod(absl::string_view value);

// scheme, RFC 3986, section 3.1.
size_t WrongInScheme(absl::string_view value);

// authority, RFC 3986, section 3.2.
size_t WrongInAuthority(absl::string_view value);

// uri-host ":" port, as in a CONNECT request: RFC 9112, section 3.2.3; 9110, section 9.3.6.
size_t WrongInConnectAuthority(absl::string_view value);

// Host = uri-host [ ":" port ], RFC 9110, section 7.2.
size_t WrongInHost(absl::string_view value);

// absolute-path [ "?" query ], the asterisk, or nothing: which methods and schemes have the last
// two is not known here.
size_t WrongInPath(absl::string_view value);

// status-code = 3DIGIT, RFC 9112, section 4.
size_t WrongInStatus(absl::string_view value);

// #t-codings, each of them the word trailers: RFC 9110, sections 10.1.4 and 5.6.1.2.
size_t WrongInTe(absl::string_view value);

// The lines of Content-Length as the one list that they are: RFC 9110, sections 5.2 and 5.6.1.2.
struct LengthList {
  // The value of one more line; it must outlive this object.
  void Add(absl::string_view value);

  size_t lines = 0;
  size_t count = 0;         // members that are not empty
  bool equal = true;        // they are all decimal numbers, and the same one, however they are written
  absl::string_view first;  // the SignificantDigits() of the first of them
};

}  // namespace plumbline

#endif  // PLUMBLINE_PARSER_FIELD_LIST_VALUES_H_
