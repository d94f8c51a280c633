// The registration table: field values, and those that are scanned octet by octet.
#include "properties/grammar/production_lists.h"

#include "parser/fields/connection.h"
#include "parser/fields/content_length.h"
#include "parser/fields/host.h"
#include "parser/fields/keep_alive.h"
#include "parser/fields/te.h"
#include "parser/fields/trailer.h"
#include "parser/fields/transfer_encoding.h"
#include "parser/fields/upgrade.h"
#include "parser/fields/via.h"
#include "parser/uri.h"

namespace plumbline::properties {

std::vector<Production> FieldValues() {
  const Names codings = {"chunked-with-parameter", "compression-with-parameter"};
  const Names keep_alive = {"timeout-no-digits", "timeout-without-value", "timeout-overflow",
                            "max-no-digits",     "max-without-value",     "max-overflow"};
  return {
      {"RFC9110/Host", "ParseHost", Whole(ParseHost), {C::kHostValue}},
      {"RFC9110/Host", "ParseHostPort", Whole(ParseHostPort), kHostPort},
      {"RFC9110/Host", "HostPortScanner", Fed<HostPortScanner>(), kHostPort},
      {"RFC9110/Connection", "ParseConnection", Whole(ParseConnection), {C::kConnectionOption}},
      {"prose/connection-after-colon", "ConnectionScanner", FedConnectionScanner(), {C::kConnectionOption}},
      {"RFC9112/Transfer-Encoding",
       "ParseTransferEncoding",
       Whole(ParseTransferEncoding),
       {C::kTransferEncodingSyntax},
       codings},
      {"prose/transfer-encoding-after-colon",
       "TransferEncodingScanner",
       Fed<TransferEncodingScanner>(),
       {C::kTransferEncodingSyntax},
       codings},
      {"RFC9110/Content-Length",
       "ParseContentLength",
       Whole(ParseContentLength),
       {C::kContentLengthInvalid},
       {"content-length-overflow"}},
      {"keep-alive/Keep-Alive",
       "ParseKeepAlive",
       Whole(ParseKeepAlive),
       {C::kKeepAliveSyntax, C::kKeepAliveTimeout, C::kKeepAliveMax},
       keep_alive},
      {"RFC9110/TE", "ParseTe", Whole(ParseTe), {C::kTeSyntax}},
      {"RFC9110/Trailer", "ParseTrailer", Whole(ParseTrailer), {C::kTrailerSyntax}},
      {"RFC9110/Upgrade", "ParseUpgrade", Whole(ParseUpgrade), {C::kUpgradeSyntax}},
      {"RFC9110/Via", "ParseVia", Whole(ParseVia), {C::kViaSyntax}, {}, "", 3},
  };
}

}  // namespace plumbline::properties
