#include "properties/generators/start_line.h"

#include <tuple>

#include "properties/generators/basic.h"
#include "properties/generators/uri.h"

namespace plumbline::properties {

namespace gen = rc::gen;

rc::Gen<std::string> Method() {
  return gen::oneOf(OneOfTexts({"GET", "HEAD", "POST", "PUT", "OPTIONS", "CONNECT", "DELETE"}),
                    OneOfTexts({"get", "Head", "options", "connect", "CONNECTX", "CONNEC", "OPTION", "OPTIONSX"}),
                    Token());
}

Sample<Version> MakeVersion(int minor) {
  Version version;
  version.major = 1;
  version.minor = static_cast<uint8_t>(minor);
  return {"HTTP/1." + std::to_string(minor), version};
}

rc::Gen<Sample<Version>> AnyVersion() { return gen::map(OneOfThese<int>({1, 0, 1, 0, 2, 5, 9}), MakeVersion); }

Sample<RequestLine> MakeRequestLine(const std::string& method, const Sample<RequestTarget>& target,
                                    const Sample<Version>& version) {
  RequestLine line;
  line.method = Intern(method);
  line.target = target.value;
  line.version = version.value;
  return {method + " " + target.octets + " " + version.octets, line};
}

rc::Gen<Sample<RequestLine>> AnyRequestLine() {
  return gen::mapcat(Method(), [](const std::string& method) {
    return gen::map(gen::pair(TargetFor(method), AnyVersion()),
                    [method](const std::pair<Sample<RequestTarget>, Sample<Version>>& rest) {
                      return MakeRequestLine(method, rest.first, rest.second);
                    });
  });
}

// reason-phrase = 1*( HTAB / SP / VCHAR / obs-text ): whitespace at its ends is part of it.
rc::Gen<std::string> ReasonPhrase() {
  return gen::oneOf(OneOfTexts({"OK", "", "Not Found", " ", "\t"}),
                    RepeatOctets(0, 8, gen::oneOf(FieldVchar(), OctetOf(" \t"))));
}

Sample<StatusLine> MakeStatusLine(const Sample<Version>& version, int status, const std::string& reason) {
  StatusLine line;
  line.version = version.value;
  line.status = status;
  line.reason = Intern(reason);
  const std::string digits = std::to_string(1000 + status).substr(1);
  return {version.octets + " " + digits + " " + reason, line};
}

rc::Gen<Sample<StatusLine>> AnyStatusLine() {
  return gen::map(gen::tuple(AnyVersion(), gen::oneOf(OneOfThese<int>({200, 101, 204, 304, 599}), InRange(0, 1000)),
                             ReasonPhrase()),
                  [](const std::tuple<Sample<Version>, int, std::string>& parts) {
                    return MakeStatusLine(std::get<0>(parts), std::get<1>(parts), std::get<2>(parts));
                  });
}

}  // namespace plumbline::properties
