// What a model concluded, in the form that all recipients share.
#ifndef PLUMBLINE_MODELS_NORMAL_H_
#define PLUMBLINE_MODELS_NORMAL_H_

#include "models/model.h"
#include "reading/reading.h"

namespace plumbline::models {

// `reading` is one of `model`. Where Reading::unknown says that something is not known of a head that came, framing and
// content are the model's first guess.
reading::Reading Normal(const Model& model, const Reading& reading);

}  // namespace plumbline::models

#endif  // PLUMBLINE_MODELS_NORMAL_H_
