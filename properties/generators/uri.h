// Generators for RFC 3986 as HTTP imports it (RFC 9110, section 4.1) and the four forms of
// request-target (RFC 9112, section 3.2).
#ifndef PLUMBLINE_PROPERTIES_GENERATORS_URI_H_
#define PLUMBLINE_PROPERTIES_GENERATORS_URI_H_

#include <rapidcheck.h>

#include <string>

#include "parser/message.h"
#include "properties/generators/sample.h"

namespace plumbline::properties {

// IPv6address, RFC 3986, section 3.2.2: all of its nine alternatives.
rc::Gen<std::string> Ipv6Address();
rc::Gen<std::string> Ipv4Address();
rc::Gen<std::string> IpvFuture();
rc::Gen<std::string> Segment();
rc::Gen<std::string> Query();

// host, with has_port false. An empty one is a reg-name.
rc::Gen<Sample<HostPort>> UriHost(bool may_be_empty);
// uri-host [ ":" port ]: a Host value. The port may be empty.
rc::Gen<Sample<HostPort>> HostValue();

rc::Gen<Sample<RequestTarget>> OriginForm();
rc::Gen<Sample<RequestTarget>> AbsoluteForm();  // http, https and others
rc::Gen<Sample<RequestTarget>> AuthorityForm();
rc::Gen<Sample<RequestTarget>> AsteriskForm();
// In a form that the method may use.
rc::Gen<Sample<RequestTarget>> TargetFor(const std::string& method);

// IPv4address by RFC 3986's production, slowly: four numbers 0 to 255 without leading zeros.
bool IsIpv4(const std::string& host);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_GENERATORS_URI_H_
