// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/scale_up_model.h"

#include "core/base/error.h"
#include "core/engine/model/bundle_hash.h"
#include "core/engine/model/lora_files.h"
#include "core/engine/model/model_options.h"

namespace destudio::scaleup {

ScaleUpModel make_scale_up_model(const std::filesystem::path& bundle, const GeneratorOptions& options) {
    ScaleUpModel model;
    model.bundle = with_loras(read_bundle_info(bundle, options.adapter), options.loras);
    model.loras = recipe_loras(options.loras);
    if (!model.bundle.has_adapter) {
        throw ConfigError(bundle.string() + " has no adapter, so it cannot label what it makes; scaling up needs one.");
    }
    model.device = resolve_device(options.device);
    model.precision = resolve_precision(options.precision, model.device, unet_bytes(bundle));
    model.bundle_hash = bundle_hash(bundle);
    model.adapter_hash = adapter_hash(options.adapter.empty() ? bundle / "adapter" : options.adapter);
    auto generator = std::make_shared<std::unique_ptr<Generator>>();
    model.generate = [generator, bundle, options](const GenerationRequest& request, std::stop_token stop) {
        if (!*generator) {
            *generator = std::make_unique<Generator>(bundle, options);
        }
        return (*generator)->generate(request, std::move(stop)).at(0);
    };
    return model;
}

}  // namespace destudio::scaleup
