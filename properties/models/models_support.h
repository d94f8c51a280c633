// Exchanges and readings of models/ as tests write and show them.
#ifndef PLUMBLINE_PROPERTIES_MODELS_MODELS_SUPPORT_H_
#define PLUMBLINE_PROPERTIES_MODELS_MODELS_SUPPORT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "models/field_list.h"
#include "models/model.h"
#include "nlohmann/json.hpp"

namespace plumbline::properties {

// Octets as the code points U+0000 to U+00FF of a JSON string, and back.
std::string OctetsOfText(const std::string& utf8);
std::string TextOfOctets(absl::string_view octets);

// Everything that a reading says, a line a fact: readings are equal where their texts are.
std::string Text(const models::Reading& reading);
std::string Text(const models::FieldListReading& reading);

// Of a head, in the words of corpus/README.md. `joined` joins the values of a name with ", ", null if there is none.
std::string VersionText(Version version);  // "1.1"
nlohmann::json FieldsJson(const std::vector<models::Field>& fields);
nlohmann::json JoinedJson(const std::vector<models::Field>& fields, absl::string_view name);

}  // namespace plumbline::properties

#endif  // PLUMBLINE_PROPERTIES_MODELS_MODELS_SUPPORT_H_
