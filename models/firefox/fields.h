// The fields of a head as Firefox keeps them. Sections B.n are those of docs/models.md.
#ifndef PLUMBLINE_MODELS_FIREFOX_FIELDS_H_
#define PLUMBLINE_MODELS_FIREFOX_FIELDS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "models/model.h"

namespace plumbline::models::firefox {

// B.3: one value a name, merged as the lines come.
class FieldTable {
 public:
  // Takes a whole line. Null, or the error that ends the response.
  const char* Add(absl::string_view line);

  bool Has(absl::string_view name) const;
  // Empty where there is none.
  absl::string_view Value(absl::string_view name) const;
  // B.4: of the last Content-Length line; nullopt where it is none or no number.
  std::optional<uint64_t> content_length() const { return content_length_; }

  // In the order in which the names came.
  const std::vector<Field>& fields() const { return fields_; }

 private:
  const char* Merge(Field& known, absl::string_view value);

  std::vector<Field> fields_;
  std::map<std::string, size_t> index_;  // by name in lower case
  std::string known_length_;             // B.4: what later Content-Length lines have to equal
  std::optional<uint64_t> content_length_;
};

bool IsChunked(const FieldTable& fields);  // B.5, for version 1.0 and later

// B.7: what the fields say of the connection, but for Keep-Alive.
Decision KeepsAlive(const FieldTable& fields, Version version, int status);

// B.7: what Keep-Alive sets; nullopt: it does not.
std::optional<int64_t> KeepAliveTimeout(const FieldTable& fields);  // milliseconds
std::optional<int64_t> KeepAliveMax(const FieldTable& fields);      // further uses

}  // namespace plumbline::models::firefox

#endif  // PLUMBLINE_MODELS_FIREFOX_FIELDS_H_
