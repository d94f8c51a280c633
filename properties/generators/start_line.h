// Generators of start-lines: RFC 9112, sections 2.3, 3 and 4.
#ifndef PLUMBLINE_PROPERTIES_GENERATORS_START_LINE_H_
#define PLUMBLINE_PROPERTIES_GENERATORS_START_LINE_H_

#include <rapidcheck.h>

#include <string>

#include "parser/message.h"
#include "properties/generators/sample.h"

namespace plumbline::properties {

// Registered ones, their neighbours in other case (RFC 9112, section 3.1: case-sensitive), and any
// token.
rc::Gen<std::string> Method();
// HTTP/1.0 to HTTP/1.9.
rc::Gen<Sample<Version>> AnyVersion();
Sample<Version> MakeVersion(int minor);

Sample<RequestLine> MakeRequestLine(const std::string& method, const Sample<RequestTarget>& target,
                                    const Sample<Version>& version);
rc::Gen<Sample<RequestLine>> AnyRequestLine();

rc::Gen<std::string> ReasonPhrase();  // may be empty
Sample<StatusLine> MakeStatusLine(const Sample<Version>& version, int status, const std::string& reason);
rc::Gen<Sample<StatusLine>> AnyStatusLine();  // any status code from 000 to 999

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GENERATORS_START_LINE_H_
