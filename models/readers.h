// The functions of clients.def, one per reading: how each client that is modelled reads responses.
#ifndef PLUMBLINE_MODELS_READERS_H_
#define PLUMBLINE_MODELS_READERS_H_

#include "absl/types/span.h"
#include "models/field_list.h"
#include "models/keep_alive.h"
#include "models/model.h"

namespace plumbline::models {

// Responses in HTTP/1.1.
Reading ReadChromium(const Exchange& exchange);
Reading ReadFirefox(const Exchange& exchange);
Reading ReadWebKitGtk(const Exchange& exchange);
Reading ReadWebKitGtk32(const Exchange& exchange);  // what Debian 12 has
// What is published of Safari, which is little. All else is kUnknown.
Reading ReadSafari(const Exchange& exchange);

// Field lists of responses in HTTP/2 and HTTP/3.
FieldListReading ReadChromiumList(Protocol protocol, absl::Span<const Field> fields);
FieldListReading ReadFirefoxList(Protocol protocol, absl::Span<const Field> fields);
FieldListReading ReadFirefoxListBefore202608(Protocol protocol, absl::Span<const Field> fields);
FieldListReading ReadWebKitGtkList(Protocol protocol, absl::Span<const Field> fields);
FieldListReading ReadSafariList(Protocol protocol, absl::Span<const Field> fields);

// Connection and Keep-Alive.
namespace keep_alive {

KeepAliveReading ReadNode(const KeepAliveResponse& response);
KeepAliveReading ReadUndici(const KeepAliveResponse& response);
KeepAliveReading ReadApacheHttpClient(const KeepAliveResponse& response);
KeepAliveReading ReadHttpUrlConnection(const KeepAliveResponse& response);
KeepAliveReading ReadDotNet(const KeepAliveResponse& response);
KeepAliveReading ReadCurl(const KeepAliveResponse& response);
KeepAliveReading ReadHttpClientPython(const KeepAliveResponse& response);
KeepAliveReading ReadJavaNetHttp(const KeepAliveResponse& response);

// What a model concludes of the response, whose body it finds empty.
KeepAliveReading ReadAsModel(Reading (*read)(const Exchange& exchange), const KeepAliveResponse& response);

template <Reading (*kRead)(const Exchange& exchange)>
KeepAliveReading OfModel(const KeepAliveResponse& response) {
  return ReadAsModel(kRead, response);
}

}  // namespace keep_alive
}  // namespace plumbline::models

#endif  // PLUMBLINE_MODELS_READERS_H_
