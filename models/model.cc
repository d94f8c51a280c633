#include "models/model.h"

namespace plumbline::models {
namespace {

constexpr Model kModels[] = {
    {"chromium", "Chromium's net/, 2024 to 2026", &ReadChromium},
    {"firefox", "Firefox's Necko, 2026", &ReadFirefox},
    {"webkitgtk", "WebKitGTK with libsoup 3.7", &ReadWebKitGtk},
    {"webkitgtk-3.2", "WebKitGTK with libsoup 3.2, as in Debian 12", &ReadWebKitGtk32},
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
