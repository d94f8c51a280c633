// Observations, built member by member.
#include "capi/observation.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "capi/values.h"

namespace capi = plumbline::capi;

namespace {

using plumbline::oracle::Observation;
using plumbline::oracle::ObservedMessage;
using plumbline::reading::Field;

// Sets `member` to what there is; nullopt: the caller gave nothing that could be it.
template <typename Member, typename Value>
plumbline_status Set(Member& member, std::optional<Value> value) {
  if (!value) return PLUMBLINE_INVALID;
  member = *std::move(value);
  return PLUMBLINE_OK;
}

template <typename Change>
plumbline_status Changed(plumbline_observation* observation, Change change) {
  if (observation == nullptr) return PLUMBLINE_INVALID;
  return capi::Guarded<plumbline_status>(PLUMBLINE_NO_MEMORY, [&] { return change(observation->known); });
}

// The same for the message at `index`.
template <typename Change>
plumbline_status Changed(plumbline_observation* observation, size_t index, Change change) {
  return Changed(observation, [&](Observation& known) -> plumbline_status {
    if (!known.messages || index >= known.messages->size()) return PLUMBLINE_INVALID;
    return change((*known.messages)[index]);
  });
}

std::optional<std::string> Owned(const char* data, size_t length) {
  const std::optional<absl::string_view> view = capi::View(data, length);
  return view ? std::make_optional(std::string(*view)) : std::nullopt;
}

std::optional<std::vector<std::string>> Owned(const plumbline_string* strings, size_t count) {
  const std::optional<std::vector<absl::string_view>> views = capi::Views(strings, count);
  return views ? std::make_optional(std::vector<std::string>(views->begin(), views->end())) : std::nullopt;
}

std::optional<std::vector<Field>> Owned(const plumbline_field* fields, size_t count) {
  if (fields == nullptr && count > 0) return std::nullopt;
  std::vector<Field> owned;
  for (size_t i = 0; i < count; ++i) {
    std::optional<std::string> name = Owned(fields[i].name.data, fields[i].name.length);
    std::optional<std::string> value = Owned(fields[i].value.data, fields[i].value.length);
    if (!name || !value) return std::nullopt;
    owned.push_back({*std::move(name), *std::move(value)});
  }
  return owned;
}

using Text = std::optional<std::string> ObservedMessage::*;
plumbline_status SetText(plumbline_observation* observation, size_t index, Text member, const char* data,
                         size_t length) {
  return Changed(observation, index,
                 [&](ObservedMessage& message) { return Set(message.*member, Owned(data, length)); });
}

using Section = std::optional<std::vector<Field>> ObservedMessage::*;
plumbline_status SetSection(plumbline_observation* observation, size_t index, Section member,
                            const plumbline_field* fields, size_t count) {
  return Changed(observation, index,
                 [&](ObservedMessage& message) { return Set(message.*member, Owned(fields, count)); });
}

}  // namespace

plumbline_observation* plumbline_observation_new(void) {
  return capi::Guarded<plumbline_observation*>(nullptr, [] { return new plumbline_observation; });
}
void plumbline_observation_free(plumbline_observation* observation) { delete observation; }
void plumbline_observation_clear(plumbline_observation* observation) {
  if (observation != nullptr) observation->known = {};
}

plumbline_status plumbline_observation_set_outcome(plumbline_observation* observation, plumbline_outcome outcome) {
  return Changed(observation, [&](Observation& known) {
    return Set(known.outcome, capi::FindValue(outcome, plumbline::Outcome::kError));
  });
}
plumbline_status plumbline_observation_set_replies(plumbline_observation* observation, const int* statuses,
                                                   size_t count) {
  return Changed(observation, [&](Observation& known) -> plumbline_status {
    if (count == 0) return Set(known.replies, std::make_optional(std::vector<int>()));
    if (statuses == nullptr) return PLUMBLINE_INVALID;
    return Set(known.replies, std::make_optional(std::vector<int>(statuses, statuses + count)));
  });
}
plumbline_status plumbline_observation_set_connection(plumbline_observation* observation,
                                                      plumbline_connection connection) {
  return Changed(observation, [&](Observation& known) {
    return Set(known.connection, capi::FindValue(connection, plumbline::oracle::ConnectionState::kPersisted));
  });
}
plumbline_status plumbline_observation_set_hidden(plumbline_observation* observation, const plumbline_string* names,
                                                  size_t count) {
  return Changed(observation, [&](Observation& known) { return Set(known.hidden, Owned(names, count)); });
}
plumbline_status plumbline_observation_set_message_count(plumbline_observation* observation, size_t count) {
  return Changed(observation, [&](Observation& known) -> plumbline_status {
    if (known.messages) {
      known.messages->resize(count);
    } else {
      known.messages = std::vector<ObservedMessage>(count);
    }
    return PLUMBLINE_OK;
  });
}

plumbline_status plumbline_observation_set_method(plumbline_observation* observation, size_t index, const char* method,
                                                  size_t length) {
  return SetText(observation, index, &ObservedMessage::method, method, length);
}
plumbline_status plumbline_observation_set_target(plumbline_observation* observation, size_t index, const char* target,
                                                  size_t length) {
  return SetText(observation, index, &ObservedMessage::target, target, length);
}
plumbline_status plumbline_observation_set_target_uri(plumbline_observation* observation, size_t index, const char* uri,
                                                      size_t length) {
  return SetText(observation, index, &ObservedMessage::target_uri, uri, length);
}
plumbline_status plumbline_observation_set_version(plumbline_observation* observation, size_t index,
                                                   const char* version, size_t length) {
  return SetText(observation, index, &ObservedMessage::version, version, length);
}
plumbline_status plumbline_observation_set_status(plumbline_observation* observation, size_t index, int status) {
  return Changed(observation, index,
                 [&](ObservedMessage& message) { return Set(message.status, std::make_optional(status)); });
}
plumbline_status plumbline_observation_set_reason(plumbline_observation* observation, size_t index, const char* reason,
                                                  size_t length) {
  return SetText(observation, index, &ObservedMessage::reason, reason, length);
}
plumbline_status plumbline_observation_set_fields(plumbline_observation* observation, size_t index,
                                                  const plumbline_field* fields, size_t count) {
  return SetSection(observation, index, &ObservedMessage::fields, fields, count);
}
plumbline_status plumbline_observation_set_framing(plumbline_observation* observation, size_t index,
                                                   plumbline_framing framing) {
  return Changed(observation, index, [&](ObservedMessage& message) {
    return Set(message.framing, capi::FindValue(framing, plumbline::FramingKind::kClose));
  });
}
plumbline_status plumbline_observation_set_length(plumbline_observation* observation, size_t index, uint64_t octets) {
  return Changed(observation, index,
                 [&](ObservedMessage& message) { return Set(message.length, std::make_optional(octets)); });
}
plumbline_status plumbline_observation_set_body(plumbline_observation* observation, size_t index, const char* body,
                                                size_t length) {
  return SetText(observation, index, &ObservedMessage::body, body, length);
}
plumbline_status plumbline_observation_set_trailers(plumbline_observation* observation, size_t index,
                                                    const plumbline_field* trailers, size_t count) {
  return SetSection(observation, index, &ObservedMessage::trailers, trailers, count);
}
plumbline_status plumbline_observation_set_persists(plumbline_observation* observation, size_t index, int persists) {
  return Changed(observation, index,
                 [&](ObservedMessage& message) { return Set(message.persists, std::make_optional(persists != 0)); });
}
plumbline_status plumbline_observation_set_removed(plumbline_observation* observation, size_t index,
                                                   const plumbline_string* names, size_t count) {
  return Changed(observation, index,
                 [&](ObservedMessage& message) { return Set(message.removed, Owned(names, count)); });
}
