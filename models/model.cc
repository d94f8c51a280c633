#include "models/model.h"

namespace plumbline::models {
namespace {

constexpr Model kModels[] = {
    {"chromium", "Chromium, net/ of October 2024 to 2026", 300'000, true, &ReadChromium},
    {"firefox", "Firefox, Necko of 2025 to 2026", 115'000, true, &ReadFirefox},
    {"webkitgtk", "WebKitGTK with libsoup 3.7", 60'000, true, &ReadWebKitGtk},
    {"webkitgtk-3.2", "WebKitGTK with libsoup 3.2.3, as in Debian 12", 60'000, true, &ReadWebKitGtk32},
    {"safari", "Safari on macOS, what recorded test results show of it", std::nullopt, false, &ReadSafari},
};

}  // namespace

absl::Span<const Model> Models() { return kModels; }

const Model* FindModel(absl::string_view name) {
  for (const Model& model : kModels) {
    if (name == model.name) return &model;
  }
  return nullptr;
}

}  // namespace plumbline::models
