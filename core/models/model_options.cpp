// SPDX-License-Identifier: Apache-2.0
#include "core/models/model_options.h"

#include <mutex>
#include <utility>

namespace destudio::models {

namespace {

struct ProcessOptions {
    std::mutex mutex;
    ModelFileOptions options;
};

ProcessOptions& process_options() {
    static ProcessOptions options;
    return options;
}

}  // namespace

void set_default_model_options(ModelFileOptions options) {
    auto& process = process_options();
    const std::lock_guard lock(process.mutex);
    process.options = std::move(options);
}

ModelFileOptions default_model_options() {
    auto& process = process_options();
    const std::lock_guard lock(process.mutex);
    return process.options;
}

}  // namespace destudio::models
