// SPDX-License-Identifier: Apache-2.0
#include "core/models/model_options.h"

#include <utility>

namespace destudio::models {

namespace {

ModelFileOptions& process_options() {
    static ModelFileOptions options;
    return options;
}

}  // namespace

void set_default_model_options(ModelFileOptions options) {
    process_options() = std::move(options);
}

const ModelFileOptions& default_model_options() {
    return process_options();
}

}  // namespace destudio::models
