#include "models/client.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <vector>

#include "models/readers.h"

namespace plumbline::models {
namespace {

struct Idle {
  constexpr Idle(std::optional<int64_t> limit, const char* said) : milliseconds(limit), words(said) {}
  std::optional<int64_t> milliseconds;
  const char* words;
};

struct Http1Column {
  Reading (*read)(const Exchange& exchange) = nullptr;
  const char* versions = "";
  bool knows_persistence = true;
};
struct ListColumn {
  FieldListReading (*read)(Protocol protocol, absl::Span<const Field> fields) = nullptr;
  const char* versions = "";
};
struct KeepAliveColumn {
  KeepAliveReading (*read)(const KeepAliveResponse& response) = nullptr;
  const char* versions = "";
  bool heeds = false;
};

constexpr Http1Column ReadBy(Reading (*read)(const Exchange&), const char* versions) { return {read, versions, true}; }
constexpr Http1Column ReadWithoutPersistenceBy(Reading (*read)(const Exchange&), const char* versions) {
  return {read, versions, false};
}
constexpr ListColumn ReadBy(FieldListReading (*read)(Protocol, absl::Span<const Field>), const char* versions) {
  return {read, versions};
}
constexpr KeepAliveColumn Heeds(KeepAliveReading (*read)(const KeepAliveResponse&), const char* versions) {
  return {read, versions, true};
}
constexpr KeepAliveColumn Ignores(KeepAliveReading (*read)(const KeepAliveResponse&), const char* versions) {
  return {read, versions, false};
}

struct Row {
  Client client;
  const char* name;
  Idle idle;
  Http1Column http1;
  ListColumn lists;
  KeepAliveColumn keep_alive;
};

constexpr Row kRows[] = {
#define PLUMBLINE_CLIENT(client, name, idle, http1, lists, keep_alive) \
  {Client::client, name, idle, http1, lists, keep_alive},
#include "models/clients.def"
#undef PLUMBLINE_CLIENT
};
static_assert(std::size(kRows) <= 32, "Clients has 32 bits");

// The entries of one column: of the rows that have one.
template <typename Entry>
std::vector<Entry> Column(std::optional<Entry> (*entry_of)(const Row& row)) {
  std::vector<Entry> entries;
  for (const Row& row : kRows) {
    if (std::optional<Entry> entry = entry_of(row)) entries.push_back(*entry);
  }
  return entries;
}

std::optional<Model> ModelOf(const Row& row) {
  if (row.http1.read == nullptr) return std::nullopt;
  return Model{row.client,    row.name, row.http1.versions, row.idle.milliseconds, row.http1.knows_persistence,
               row.http1.read};
}

std::optional<FieldListModel> FieldListModelOf(const Row& row) {
  if (row.lists.read == nullptr) return std::nullopt;
  return FieldListModel{row.name, row.lists.versions, row.lists.read};
}

std::optional<KeepAliveReader> KeepAliveReaderOf(const Row& row) {
  if (row.keep_alive.read == nullptr) return std::nullopt;
  return KeepAliveReader{
      row.name,           row.keep_alive.versions, row.idle.words, row.idle.milliseconds, row.keep_alive.heeds,
      row.keep_alive.read};
}

}  // namespace

absl::string_view Name(Client client) { return kRows[static_cast<size_t>(client)].name; }

absl::Span<const Client> AllClients() {
  static const auto& clients =
      *new std::vector<Client>(Column<Client>([](const Row& row) { return std::optional<Client>(row.client); }));
  return clients;
}

absl::Span<const Model> Models() {
  static const auto& models = *new std::vector<Model>(Column(&ModelOf));
  return models;
}

absl::Span<const FieldListModel> FieldListModels() {
  static const auto& models = *new std::vector<FieldListModel>(Column(&FieldListModelOf));
  return models;
}

absl::Span<const KeepAliveReader> KeepAliveReaders() {
  static const auto& readers = *[] {
    auto* all = new std::vector<KeepAliveReader>(Column(&KeepAliveReaderOf));
    std::stable_partition(all->begin(), all->end(), [](const KeepAliveReader& reader) { return reader.heeds; });
    return all;
  }();
  return readers;
}

const Model* FindModel(absl::string_view name) {
  for (const Model& model : Models()) {
    if (name == model.name) return &model;
  }
  return nullptr;
}

const FieldListModel* FindFieldListModel(absl::string_view name) {
  for (const FieldListModel& model : FieldListModels()) {
    if (name == model.name) return &model;
  }
  return nullptr;
}

}  // namespace plumbline::models
