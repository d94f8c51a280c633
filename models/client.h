// The clients whose reading is modelled: the rows of clients.def. Its columns are Models() in model.h,
// FieldListModels() in field_list.h and KeepAliveReaders() in keep_alive.h.
#ifndef PLUMBLINE_MODELS_CLIENT_H_
#define PLUMBLINE_MODELS_CLIENT_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace plumbline::models {

enum class Client : uint8_t {
#define PLUMBLINE_CLIENT(client, name, idle, http1, lists, keep_alive) client,
#include "models/clients.def"
#undef PLUMBLINE_CLIENT
};

absl::string_view Name(Client client);  // "webkitgtk-3.2"
absl::Span<const Client> AllClients();  // in the order of clients.def

// A set of clients: Client::kChromium | Client::kFirefox.
class Clients {
 public:
  constexpr Clients() = default;
  constexpr Clients(Client client) : bits_(uint32_t{1} << static_cast<unsigned>(client)) {}  // NOLINT: a set of one

  constexpr bool Has(Client client) const { return (bits_ & Clients(client).bits_) != 0; }

  friend constexpr Clients operator|(Clients a, Clients b) {
    a.bits_ |= b.bits_;
    return a;
  }

 private:
  uint32_t bits_ = 0;
};
constexpr Clients operator|(Client a, Client b) { return Clients(a) | Clients(b); }

}  // namespace plumbline::models

#endif  // PLUMBLINE_MODELS_CLIENT_H_
