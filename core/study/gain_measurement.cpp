// SPDX-License-Identifier: Apache-2.0
#include "core/study/gain_measurement.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/detection/detector_factory.h"
#include "core/engine/model/model_options.h"
#include "core/nn/torch.h"
#include "core/training/detector/detector_evaluation.h"
#include "core/training/detector/detector_trainer.h"
#include "core/training/teacher/teacher_trainer.h"

namespace destudio::study {

namespace {

GainMeasurement read_measurement(const std::filesystem::path& file) {
    const auto json = read_json(file);
    try {
        return {json.at("figures").get<TwelveFigures>(), json.at("by_class").get<std::map<std::string, double>>()};
    } catch (const nlohmann::json::exception&) {
        throw FormatError(file.string() + " holds no figures of a study. Remove its folder, and the arm runs again.");
    }
}

/// The recipe with another number of steps; drops of the rate move with it.
training::DetectorRecipe of_length(training::DetectorRecipe recipe, std::int64_t steps) {
    for (std::int64_t& drop : recipe.drop_steps) {
        drop = std::max<std::int64_t>(1, drop * steps / recipe.steps);
    }
    recipe.steps = steps;
    // The last weights count: choosing the best ones by the test pictures would flatter every arm.
    recipe.evaluate_every = steps;
    recipe.evaluation_images = 1;
    return recipe;
}

}  // namespace

GainMeasurement measure_arm(const GainOptions& options, training::DetectorRecipe recipe, const GainArm& arm,
                            std::uint64_t seed, const training::TrainingImageSource& learn,
                            const training::TrainingImageSource* then, const training::TrainingImageSource* unlabelled,
                            const training::TrainingImageSource& test, const std::stop_token& stop,
                            const ProgressSink& progress) {
    const auto folder = options.out / (arm.folder + "-seed" + std::to_string(seed));
    const auto result_file = folder / "result.json";
    std::error_code ec;
    if (std::filesystem::exists(result_file, ec)) {
        return read_measurement(result_file);
    }
    const torch::Device device(resolve_device(options.device));
    recipe.seed = seed;
    auto weights = options.weights;
    std::int64_t steps = arm.steps;
    if (then != nullptr) {
        const auto first = of_length(recipe, std::max<std::int64_t>(1, steps / 2));
        steps = std::max<std::int64_t>(1, steps - steps / 2);
        const auto trained =
            training::train_detector({first, learn, test, folder / "first", weights, device, stop, progress});
        weights = trained.folder / "model.safetensors";
    }
    const auto last = of_length(recipe, steps);
    const training::DetectorTrainingRun run{
        last, then != nullptr ? *then : learn, test, folder, weights, device, stop, progress};
    const auto trained =
        unlabelled != nullptr ? training::train_with_teacher(run, *unlabelled) : training::train_detector(run);
    const auto detector = detection::load_detector(trained.folder);
    detector->to(device);
    training::PixelInputs inputs;
    const auto figures = training::evaluate_detector(
        *detector, inputs, test, {static_cast<std::uint64_t>(options.test_images), recipe.image_size, recipe.batch, 1},
        stop);
    GainMeasurement measured;
    measured.figures = figures.stats;
    for (const auto& category : figures.per_category) {
        measured.ap_by_class[learn.classes().at(static_cast<std::size_t>(category.category_id))] = category.ap;
    }
    const nlohmann::json result = {{"arm", arm.name},
                                   {"steps", arm.steps},
                                   {"seed", seed},
                                   {"figures", measured.figures},
                                   {"by_class", measured.ap_by_class}};
    write_file_atomically(result_file, result.dump() + "\n");
    return measured;
}

}  // namespace destudio::study
