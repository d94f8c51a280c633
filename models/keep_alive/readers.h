// One function a reader; keep_alive.cc has the list.
#ifndef PLUMBLINE_MODELS_KEEP_ALIVE_READERS_H_
#define PLUMBLINE_MODELS_KEEP_ALIVE_READERS_H_

#include "models/keep_alive.h"

namespace plumbline::models::keep_alive {

KeepAliveReading ReadNode(const KeepAliveResponse& response);
KeepAliveReading ReadUndici(const KeepAliveResponse& response);
KeepAliveReading ReadApacheHttpClient(const KeepAliveResponse& response);
KeepAliveReading ReadHttpUrlConnection(const KeepAliveResponse& response);
KeepAliveReading ReadDotNet(const KeepAliveResponse& response);
KeepAliveReading ReadFirefox(const KeepAliveResponse& response);
KeepAliveReading ReadChromium(const KeepAliveResponse& response);
KeepAliveReading ReadLibsoup(const KeepAliveResponse& response);
KeepAliveReading ReadCurl(const KeepAliveResponse& response);
KeepAliveReading ReadHttpClientPython(const KeepAliveResponse& response);
KeepAliveReading ReadJavaNetHttp(const KeepAliveResponse& response);

}  // namespace plumbline::models::keep_alive

#endif  // PLUMBLINE_MODELS_KEEP_ALIVE_READERS_H_
