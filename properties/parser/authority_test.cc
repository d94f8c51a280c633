// Law: an authority is what RFC 3986, section 3.2 says, wrong at the first octet with which it cannot go on; and two
// identify the same entity if their normal forms (section 6.2) are the same.
#include "parser/authority.h"

#include <algorithm>

#include "parser/uri.h"
#include "properties/field_list_values.h"
#include "properties/generators/basic.h"
#include "properties/generators/sample.h"
#include "properties/generators/uri.h"
#include "properties/law.h"
#include "properties/show.h"
#include "witness/strings.h"
#include "witness/uri.h"

namespace plumbline::properties {
namespace {

using witness::EqualsIgnoringCase;
using witness::SlowNormalEntity;

size_t WrongIn(const std::string& octets) {
  const ExactCopy copy(octets);
  const Result<Authority> result = ParseAuthority(copy.view());
  if (result.complete()) return std::string::npos;
  return result.outcome() == Outcome::kNeedMore ? octets.size() : static_cast<size_t>(result.error().offset);
}

std::string SomeUserinfo() {
  return *RepeatText(0, 3, rc::gen::oneOf(Token(), OneOfTexts({":", "%20", "%aF", "~", "!$&'()*+,;="})));
}

LAW(Authority, IsReadByItsGrammar, ()) {
  std::string octets = (*HostValue()).octets;
  if (*Sometimes(2)) octets.insert(0, *OneOfTexts({"u", "", "a:b", "%20", SomeUserinfo()}) + "@");
  const int mutations = *InRange(0, 3);
  for (int i = 0; i < mutations; ++i) {
    const size_t at = *InRange<size_t>(0, octets.size() + 1);
    const char octet = *rc::gen::oneOf(OctetOf("@:%[]/.0af v^"), AnyOctet());
    if (at < octets.size() && *Sometimes(2)) {
      octets[at] = octet;
    } else {
      octets.insert(at, 1, octet);
    }
  }
  const size_t at_sign = octets.find('@');
  const size_t wrong = SlowWrong(at_sign != std::string::npos ? "authority" : "host-and-port", octets);
  RC_ASSERT(WrongIn(octets) == wrong);
  const Result<Authority> result = ParseAuthority(octets);
  if (result.outcome() != Outcome::kError) return;
  const size_t host = at_sign == std::string::npos || octets[0] == '[' ? 0 : at_sign + 1;
  if (wrong >= host) {
    RC_ASSERT(result.error().clause == ParseHostPort(absl::string_view(octets).substr(host)).error().clause);
  } else {
    const bool percent =
        octets.substr(wrong < 2 ? 0 : wrong - 2, std::min<size_t>(wrong, 2)).find('%') != std::string::npos;
    RC_ASSERT(result.error().clause == (percent ? Clause::kPctEncoded : Clause::kAuthority));
  }
}

LAW(Authority, HasItsParts, ()) {
  const Sample<HostPort> host = *HostValue();
  const bool has_userinfo = *Sometimes(2);
  const std::string userinfo = has_userinfo ? *OneOfTexts({"", "u", "u:p", "%40", ":"}) : "";
  const std::string octets = (has_userinfo ? userinfo + "@" : "") + host.octets;
  const Result<Authority> result = ParseAuthority(octets);
  RC_ASSERT(result.complete());
  RC_ASSERT(result.consumed() == octets.size());
  RC_ASSERT(result->has_userinfo == has_userinfo);
  RC_ASSERT(Text(result->userinfo) == Text(userinfo));
  RC_ASSERT(Text(result->host) == Text(host.value));
}

// A variant of a host and port, by what the normal form takes away, and sometimes by more.
std::string Variant(std::string octets, const std::string& scheme) {
  const size_t colon = octets.find(':', octets[0] == '[' ? octets.find(']') : 0);
  std::string port = colon == std::string::npos ? "" : octets.substr(colon);
  std::string host = *CaseChanged(octets.substr(0, colon));
  if (host.find('%') == std::string::npos && !host.empty() && host[0] != '[' && *Sometimes(2)) {
    const size_t at = *InRange<size_t>(0, host.size());
    char encoded[4];
    std::snprintf(encoded, sizeof encoded, "%%%02x", static_cast<unsigned char>(host[at]));
    host.replace(at, 1, encoded);
  }
  if (port.size() > 1 && *Sometimes(2)) port.insert(1, "0");
  if (port.empty() && *Sometimes(2)) port = ":" + *OneOfTexts({"", EqualsIgnoringCase(scheme, "http") ? "80" : "443"});
  return host + port;
}

// With one octet another one, if that still is a host and port.
std::string NearMiss(const std::string& octets) {
  std::string near = octets;
  if (near.empty()) return near;
  near[*InRange<size_t>(0, near.size())] = *OctetOf("0123456789abcdefABCDEF.:%-");
  return SlowWrong("host-and-port", near) == std::string::npos ? near : octets;
}

bool Same(const std::string& a, const std::string& b, const std::string& scheme) {
  const ExactCopy first(a);
  const ExactCopy second(b);
  const Result<Authority> one = ParseAuthority(first.view());
  const Result<Authority> other = ParseAuthority(second.view());
  RC_ASSERT(one.complete() && other.complete());
  RC_ASSERT(SameEntity(one->host, other->host, scheme) == SameEntity(other->host, one->host, scheme));
  return SameEntity(one->host, other->host, scheme);
}

LAW(Entities, AreComparedInTheirNormalForm, ()) {
  const std::string scheme = *OneOfTexts({"http", "https", "HTTPS", "coap", ""});
  const std::string a = *rc::gen::oneOf(
      rc::gen::map(HostValue(), [](const auto& sample) { return sample.octets; }),
      OneOfTexts({"[::1]", "[::]", "[1::]", "[1::2:3]", "[0:0:0:0:0:0:0:1]", "[::0.0.0.1]", "[0:0::]:80", "a%2Fb",
                  "a%2fb", "a,b", "a%2cb", "%61", "a:443", "a:", ":80", "", "1.2.3.4", "[v1.a]"}));
  const std::string other = *Sometimes(2) ? a : NearMiss(a);
  const std::string b = *Sometimes(3) ? (*HostValue()).octets : Variant(other.empty() ? "a" : other, scheme);
  RC_ASSERT(Same(a, b, scheme) == (SlowNormalEntity(a, scheme) == SlowNormalEntity(b, scheme)));
  RC_ASSERT(Same(a, a, scheme));
}

TEST(Entities, OfTheSameAddress) {
  for (const char* other :
       {"[::1]", "[0::1]", "[0:0:0:0:0:0:0:1]", "[::0:1]", "[::0.0.0.1]", "[0:0:0:0:0:0:0.0.0.1]"}) {
    EXPECT_TRUE(Same("[::1]", other, "")) << other;
    EXPECT_FALSE(Same("[::2]", other, "")) << other;
    EXPECT_FALSE(Same("[1::]", other, "")) << other;
  }
  EXPECT_TRUE(Same("[1:0::2:3]", "[1::2:3]", ""));
  EXPECT_TRUE(Same("[1:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7:0]", ""));
  EXPECT_FALSE(Same("[1:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7:8]", ""));
  EXPECT_FALSE(Same("[1200::]", "[::]", ""));
  EXPECT_FALSE(Same("[1200::]", "[2100::]", ""));
  EXPECT_FALSE(Same("[::1.2.3.4]", "[::1.2.3.5]", ""));
  EXPECT_TRUE(Same("[::1.2.3.254]", "[::102:3FE]", ""));
  EXPECT_TRUE(Same("EXAMPLE.com:443", "%65xample.com", "https"));
  EXPECT_TRUE(Same("a:00080", "a:", "HTTP"));
  EXPECT_FALSE(Same("a:443", "a", "http"));
  EXPECT_FALSE(Same("a:0", "a", ""));
  EXPECT_FALSE(Same("a%2Fb", "a%2Cb", ""));
  EXPECT_FALSE(Same("a%2Cb", "a,b", ""));
}

}  // namespace
}  // namespace plumbline::properties
