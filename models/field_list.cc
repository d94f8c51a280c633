#include "models/field_list.h"

namespace plumbline::models {
namespace {

constexpr FieldListModel kFieldListModels[] = {
    {"chromium", "Chromium, net/ of 2025 to 2026, QUICHE of August 2026", &ReadChromiumList},
    {"firefox", "Firefox, Necko of 2025 to 2026, neqo since 11 August 2026", &ReadFirefoxList},
    {"firefox-neqo-0.30", "Firefox, Necko of 2025 to 2026, neqo up to 0.30.1", &ReadFirefoxListBefore202608},
    {"webkitgtk", "WebKitGTK with libsoup 3.7 and nghttp2 of August 2026; it has no HTTP/3", &ReadWebKitGtkList},
    {"safari", "Safari on macOS, what is published of it", &ReadSafariList},
};

}  // namespace

absl::Span<const FieldListModel> FieldListModels() { return kFieldListModels; }

const FieldListModel* FindFieldListModel(absl::string_view name) {
  for (const FieldListModel& model : kFieldListModels) {
    if (name == model.name) return &model;
  }
  return nullptr;
}

}  // namespace plumbline::models
