#include "models/keep_alive.h"

#include <cstdint>
#include <optional>

#include "models/keep_alive/readers.h"

namespace plumbline::models {
namespace {

constexpr KeepAliveReader kReaders[] = {
    {"node", "Node http.Agent with timeout: 60000 (llhttp 9.3)", "60 s, its agent's option", 60'000,
     &keep_alive::ReadNode},
    {"undici", "undici 6, fetch() in Node", "4 s", 4'000, &keep_alive::ReadUndici},
    {"apache-httpclient", "Apache HttpClient 5", "3 min", 180'000, &keep_alive::ReadApacheHttpClient},
    {"httpurlconnection", "JDK 17 HttpURLConnection", "5 s", 5'000, &keep_alive::ReadHttpUrlConnection},
    {"dotnet", ".NET SocketsHttpHandler", "1 min", 60'000, &keep_alive::ReadDotNet},
    {"firefox", "Firefox 2026", "115 s", 115'000, &keep_alive::ReadFirefox},
    {"chromium", "Chromium 2024 to 2026", "300 s", 300'000, &keep_alive::ReadChromium},
    {"libsoup", "libsoup 3, WebKitGTK", "60 s", 60'000, &keep_alive::ReadLibsoup},
    {"curl", "curl 7.88", "118 s", 118'000, &keep_alive::ReadCurl},
    {"http.client", "Python 3.11 http.client, urllib3, requests", "no limit", INT64_MAX,
     &keep_alive::ReadHttpClientPython},
    {"java.net.http", "JDK 17 java.net.http", "a system property", std::nullopt, &keep_alive::ReadJavaNetHttp},
};

}  // namespace

absl::Span<const KeepAliveReader> KeepAliveReaders() { return kReaders; }

}  // namespace plumbline::models
