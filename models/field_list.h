// What browsers make of the decoded field list of a response in HTTP/2 and HTTP/3, above all of fields that belong to
// a connection and may not be there (RFC 9113, section 8.2.2; RFC 9114, section 4.2). docs/models.md, A.9 to D.9.
//
//   const FieldListModel* model = FindFieldListModel("chromium");
//   model->read(Protocol::kHttp2, {{":status", "200"}, {"connection", "close"}});  // kComplete, the field is visible
//   model->read(Protocol::kHttp3, {{":status", "200"}, {"connection", "close"}});  // kFailed
#ifndef PLUMBLINE_MODELS_FIELD_LIST_H_
#define PLUMBLINE_MODELS_FIELD_LIST_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "models/model.h"

namespace plumbline::models {

enum class Protocol : uint8_t { kHttp2, kHttp3 };

struct FieldListReading {
  Ending ending = Ending::kComplete;  // never kWaiting
  std::string error;                  // kFailed: the stream's error, by the browser's own name
  std::string unknown;                // what is not known, in words; with kComplete: of a response that is accepted
  bool informational = false;         // kComplete: passed over, a final response is awaited
  int status = 0;                     // kComplete
  std::vector<Field> fields;          // kComplete: those that the browser has, without pseudo-header fields
  std::vector<Field> dropped;         // kComplete: those that it drops without a word
};

struct FieldListModel {
  const char* name;
  const char* describes;  // the versions whose behaviour it has, for people
  FieldListReading (*read)(Protocol protocol, absl::Span<const Field> fields);
};

// All models, in the order in which they are shown: those of clients.def.
absl::Span<const FieldListModel> FieldListModels();
// Null where no model has this name.
const FieldListModel* FindFieldListModel(absl::string_view name);

}  // namespace plumbline::models

#endif  // PLUMBLINE_MODELS_FIELD_LIST_H_
