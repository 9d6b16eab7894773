// SPDX-License-Identifier: Apache-2.0
#include "core/training/distillation/student_bundle.h"

#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_read.h"
#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/training/base_model/bundle_part.h"

namespace destudio::training {

namespace {

using nlohmann::json;

constexpr const char* kSchedulerClass = "LCMScheduler";
constexpr int kStudentSteps = 4;

json object_or_empty(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) {
        return json::object();
    }
    json value = read_json(file);
    if (!value.is_object()) {
        throw FormatError(file.string() + " does not hold a JSON object.");
    }
    return value;
}

void write_student_json(const std::filesystem::path& path, const json& value) {
    write_file_atomically(path, value.dump(2) + "\n");
}

const char* prediction_word(diffusion::PredictionType type) {
    switch (type) {
        case diffusion::PredictionType::kVPrediction:
            return "v_prediction";
        case diffusion::PredictionType::kSample:
            return "sample";
        case diffusion::PredictionType::kEpsilon:
            break;
    }
    return "epsilon";
}

json scheduler_config(const DistillationRun& run, const diffusion::StableDiffusionBundle& teacher) {
    json config = teacher.description().scheduler.is_object() ? teacher.description().scheduler : json::object();
    config["_class_name"] = kSchedulerClass;
    config["prediction_type"] = prediction_word(teacher.schedule().config().prediction_type);
    config["original_inference_steps"] = run.recipe.grid_points;
    config["timestep_scaling"] = run.recipe.timestep_scaling;
    return config;
}

json bundle_json(const DistillationRun& run) {
    json bundle = object_or_empty(run.bundle / "bundle.json");
    const auto teacher = json_value<std::string>(bundle, "name", run.bundle.filename().string());
    const DistillationRecipe& recipe = run.recipe;
    bundle["trained"] = {{"distilled_from", {{"name", teacher}, {"trained", bundle.value("trained", json())}}},
                         {"method", "latent consistency distillation"},
                         {"guidance_scale", recipe.guidance_scale},
                         {"steps", recipe.steps},
                         {"batch", recipe.batch},
                         {"scenes", recipe.scenes},
                         {"seed", recipe.seed},
                         {"dtype", recipe.dtype}};
    bundle["name"] = recipe.name.empty() ? teacher + "-lcm" : recipe.name;
    bundle["sampler"] = "lcm";
    bundle["steps"] = kStudentSteps;
    bundle["guidance_scale"] = 1;
    bundle.erase("files");  // the hashes are the teacher's
    return bundle;
}

}  // namespace

void write_student_bundle(const DistillationRun& run, const diffusion::StableDiffusionBundle& teacher) {
    for (const char* part : {"vae", "text_encoder", "tokenizer"}) {
        adopt_part(run.bundle, run.student(), part);
    }
    for (const char* part : {"adapter", "world", "LICENSES.md"}) {
        if (std::filesystem::exists(run.bundle / part)) {
            adopt_part(run.bundle, run.student(), part);
        }
    }
    json index = object_or_empty(run.bundle / "model_index.json");
    index["scheduler"] = {"diffusers", kSchedulerClass};
    write_student_json(run.student() / "scheduler" / "scheduler_config.json", scheduler_config(run, teacher));
    write_student_json(run.student() / "bundle.json", bundle_json(run));
    write_student_json(run.student() / "unet" / "config.json", nn::to_json(teacher.unet_config()));
    write_student_json(run.student() / "model_index.json", index);
}

}  // namespace destudio::training
