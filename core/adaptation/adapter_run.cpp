// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/adapter_run.h"

#include "core/nn/torch.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/adaptation/compute_threads.h"
#include "core/adaptation/picture_list_source.h"
#include "core/adaptation/run_samples.h"
#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_numbers.h"
#include "core/base/json_read.h"
#include "core/base/output_folder.h"
#include "core/base/temporary_path.h"
#include "core/engine/model/model_options.h"
#include "core/training/detector/adapter_trainer.h"

namespace destudio::adaptation {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kSamples = 8;

fs::path order_file(const fs::path& folder) {
    return folder / "run.json";
}
fs::path pictures_file(const fs::path& folder) {
    return folder / "pictures.json";
}

nlohmann::json to_json(const AdapterRunRequest& request) {
    return {{"bundle", fs::absolute(request.bundle).string()},
            {"start_from", request.start_from.empty() ? std::string() : fs::absolute(request.start_from).string()},
            {"device", request.device},
            {"threads", request.threads},
            {"pictures",
             {{"kind", to_string(request.pictures.kind)},
              {"path", fs::absolute(request.pictures.path).string()},
              {"format", request.pictures.format},
              {"images", request.pictures.images.empty() ? "" : fs::absolute(request.pictures.images).string()}}},
            {"recipe", training::to_json(request.recipe)}};
}

/// What decides the outcome: another number of threads or another place of the same files is the same run.
nlohmann::json identity(const AdapterRunRequest& request) {
    nlohmann::json json = to_json(request);
    json.erase("threads");
    json.erase("device");
    return json;
}

/// The project may change while a run pauses, so its pictures are kept; datasets on disk are read again.
bool keeps_pictures(const AdapterRunRequest& request) {
    return request.pictures.kind == PictureChoice::Kind::kReferences ||
           request.pictures.kind == PictureChoice::Kind::kCorrections;
}

PictureList pictures_of(const AdapterRunRequest& request) {
    const fs::path kept = pictures_file(request.out);
    if (keeps_pictures(request) && fs::exists(kept)) {
        PictureList list = read_pictures(kept);
        require_files(list);
        return list;
    }
    PictureList list = gather(request.pictures, request.recipe.seed);
    if (keeps_pictures(request)) {
        write_pictures(kept, list);
    }
    return list;
}

AdapterRunResult to_result(const training::DetectorTrainingResult& trained) {
    AdapterRunResult result;
    result.start_ap = trained.start_ap;
    result.start_ap50 = trained.start_ap50;
    result.ap = trained.best_ap;
    result.ap50 = trained.best_ap50;
    result.step = trained.best_step;
    result.adapter = trained.folder;
    return result;
}

AdapterRunResult train(const AdapterRunRequest& request, const std::stop_token& stop, const ProgressSink& progress) {
    throw_if_stopped(stop);
    if (progress) {
        progress({"load", 0, 0});
    }
    const ComputeThreads threads(request.threads);
    const training::AdapterRecipe& recipe = request.recipe;
    AdapterRunResult result;
    training::TrainingSources sources;
    if (request.pictures.kind == PictureChoice::Kind::kWorld) {
        sources = training::open_world_sources(request.pictures.path, recipe.seed);
        result.held_out = static_cast<std::size_t>(recipe.evaluation_images);
    } else {
        const PictureList list = pictures_of(request);
        sources = open_sources(list, recipe.seed);
        result.training = list.count(false);
        result.held_out = std::min(list.count(true), static_cast<std::size_t>(recipe.evaluation_images));
    }
    training::TrainingChoices choices;
    choices.measure_start = !request.start_from.empty();
    choices.keep_last = request.is_fine_tuning();
    choices.samples = kSamples;
    choices.on_samples = [&request](const training::TrainingSamples& samples) { write_samples(request.out, samples); };
    const auto trained = training::train_adapter({recipe, request.bundle, *sources.training, *sources.held_out,
                                                  request.out, torch::Device(resolve_device(request.device)), stop,
                                                  progress, request.start_from, choices});
    AdapterRunResult finished = to_result(trained);
    finished.training = result.training;
    finished.held_out = result.held_out;
    return finished;
}

}  // namespace

bool is_run(const fs::path& folder) {
    std::error_code ec;
    return fs::is_regular_file(order_file(folder), ec);
}

AdapterRunRequest read_request(const fs::path& folder) {
    const fs::path file = order_file(folder);
    const auto json = read_json(file);
    AdapterRunRequest request;
    try {
        request.bundle = json.at("bundle").get<std::string>();
        request.start_from = json.at("start_from").get<std::string>();
        request.device = json.at("device").get<std::string>();
        request.threads = static_cast<int>(
            json_integer(json.at("threads"), "The number of threads", 0, std::numeric_limits<int>::max()));
        const auto& pictures = json.at("pictures");
        request.pictures.kind = parse_picture_kind(pictures.at("kind").get<std::string>());
        request.pictures.path = pictures.at("path").get<std::string>();
        request.pictures.format = pictures.at("format").get<std::string>();
        request.pictures.images = pictures.at("images").get<std::string>();
    } catch (const nlohmann::json::exception&) {
        throw FormatError(file.string() + " does not describe a training run.");
    } catch (const FormatError& error) {
        throw FormatError(file.string() + " does not describe a training run: " + error.what());
    }
    request.recipe = training::parse_adapter_recipe(json.value("recipe", nlohmann::json::object()), file.string());
    request.out = folder;
    return request;
}

AdapterRunResult read_result(const fs::path& folder) {
    AdapterRunResult result;
    const fs::path file = folder / "best.json";
    std::error_code ec;
    if (fs::exists(file, ec)) {
        const auto json = read_json(file);
        const auto number = [&json](const char* key) { return json.is_object() ? json.value(key, -1.0) : -1.0; };
        result.start_ap = number("start_AP");
        result.start_ap50 = number("start_AP50");
        result.ap = number("AP");
        result.ap50 = number("AP50");
        result.step = static_cast<std::int64_t>(number("step"));
    }
    if (fs::exists(folder / "adapter" / "config.json", ec)) {
        result.adapter = folder / "adapter";
    }
    if (is_run(folder)) {
        const auto json = read_json(order_file(folder));
        result.training = json_value(json, "training_pictures", std::size_t{0});
        result.held_out = json_value(json, "held_out_pictures", std::size_t{0});
    }
    return result;
}

AdapterRunResult start_run(const AdapterRunRequest& request, const std::stop_token& stop,
                           const ProgressSink& progress) {
    const FolderLock lock(request.out);
    remove_leftovers(request.out, true);
    if (!is_unused_folder(request.out)) {
        throw UsageError(request.out.string() + " is not empty. Choose a new folder for this training.");
    }
    AdapterRunRequest absolute = request;
    absolute.out = fs::absolute(request.out);
    nlohmann::json json = to_json(request);
    if (keeps_pictures(request)) {
        // Before run.json, which says that the run is complete enough to continue.
        const PictureList list = pictures_of(absolute);
        json["training_pictures"] = list.count(false);
        json["held_out_pictures"] = list.count(true);
    }
    write_file_atomically(order_file(absolute.out), json.dump(1) + "\n");
    return train(read_request(absolute.out), stop, progress);
}

AdapterRunResult continue_run(const fs::path& folder, const std::stop_token& stop, const ProgressSink& progress) {
    const FolderLock lock(folder);
    remove_leftovers(folder, true);
    return train(read_request(folder), stop, progress);
}

AdapterRunResult run_or_continue(const AdapterRunRequest& request, const std::stop_token& stop,
                                 const ProgressSink& progress) {
    if (!is_run(request.out)) {
        return start_run(request, stop, progress);
    }
    AdapterRunRequest known = read_request(request.out);
    if (identity(known) != identity(request)) {
        throw UsageError(request.out.string() +
                         " holds a training with other options. Name another folder, or the same options.");
    }
    const FolderLock lock(request.out);
    remove_leftovers(request.out, true);
    known.device = request.device;
    known.threads = request.threads;
    return train(known, stop, progress);
}

training::AdapterRecipe fresh_recipe(const std::string& framework, int native) {
    const bool dino = framework == "dino";
    training::AdapterRecipe recipe;
    recipe.framework = framework;
    recipe.image_size = native;
    recipe.steps = dino ? 2400 : 1500;
    recipe.batch = 16;
    recipe.learning_rate = dino ? 5e-4 : 2e-3;
    recipe.warmup_steps = 50;
    recipe.decay_at = dino ? 8.0 / 9.0 : 0.5;
    recipe.decay_factor = dino ? 0.1 : 0;
    recipe.weight_decay = dino ? 1e-4 : 0.01;
    recipe.max_gradient_norm = dino ? 0.1 : 5;
    recipe.ema_decay = 0.995;
    recipe.feature_repeats = 2;
    recipe.min_timestep = 1;
    recipe.max_timestep = 50;
    recipe.checkpoint_every = 50;
    recipe.evaluate_every = 100;
    recipe.evaluation_images = 64;
    return recipe;
}

training::AdapterRecipe fine_tuning_recipe(const fs::path& adapter, int native) {
    const auto config = read_json(adapter / "config.json");
    const auto notes = json_value(config, "training", nlohmann::json::object());
    const auto note = [&notes](const char* key, std::int64_t otherwise) { return json_value(notes, key, otherwise); };
    training::AdapterRecipe recipe;
    recipe.framework = json_value<std::string>(config, "framework", "dino");
    recipe.image_size = static_cast<int>(note("image_size", native));
    recipe.min_timestep = note("min_timestep", 1);
    recipe.max_timestep = note("max_timestep", 1);
    recipe.steps = 300;
    recipe.batch = 8;
    recipe.learning_rate = recipe.framework == "dino" ? 1e-4 : 4e-4;
    recipe.warmup_steps = 20;
    recipe.decay_at = 0.5;
    recipe.decay_factor = 0;
    recipe.max_gradient_norm = recipe.framework == "dino" ? 0.1 : 5;
    recipe.ema_decay = 0.98;
    recipe.checkpoint_every = 25;
    recipe.evaluate_every = 50;
    recipe.dtype = "float32";
    return recipe;
}

}  // namespace destudio::adaptation
