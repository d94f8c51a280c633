#include "cli/written_file.h"

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "cli/arguments.h"
#include "cli/escape.h"

namespace plumbline::cli {

bool WriteFile(const std::string& name, const std::string& text) {
  if (name.empty()) return true;
  std::FILE* const file = std::fopen(name.c_str(), "we");
  bool written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (file != nullptr && std::fclose(file) != 0) written = false;
  if (!written) Complain(absl::StrCat("cannot write ", name));
  return written;
}

std::string Xml(absl::string_view text) {
  return absl::StrReplaceAll(Escape(text), {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

}  // namespace plumbline::cli
