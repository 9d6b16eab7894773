// SPDX-License-Identifier: Apache-2.0
#include "app/cli/training_data.h"

#include "core/base/error.h"
#include "core/nn/torch.h"
#include "core/training/adapter_world_source.h"

namespace destudio::cli {

namespace {

TrainingData open_world(const TrainingDataOptions& options, std::uint64_t seed) {
    if (options.atlas.empty()) {
        throw UsageError("--dataset world needs --atlas, the artworks to draw.");
    }
    TrainingData data;
    data.atlas = std::make_unique<world::SpriteAtlas>(world::SpriteAtlas::load(options.atlas));
    data.sources.training = std::make_unique<training::WorldImageSource>(*data.atlas, world::Split::kTrain, seed);
    data.sources.held_out = std::make_unique<training::WorldImageSource>(*data.atlas, world::Split::kVal, 0);
    return data;
}

}  // namespace

void add_training_data_options(CLI::App& command, TrainingDataOptions& options) {
    command
        .add_option("--dataset", options.dataset,
                    "world: rendered clipart scenes; else a COCO, VOC or YOLO dataset's folder or annotation file")
        ->required();
    command.add_option("--format", options.format, "Format of the dataset: auto, coco, voc or yolo")
        ->check(CLI::IsMember({"auto", "coco", "voc", "yolo"}))
        ->capture_default_str();
    command.add_option("--images", options.images, "Folder of the dataset's pictures, if not beside its file");
    command.add_option("--atlas", options.atlas, "The artworks of the world, an atlas.bin");
}

TrainingData open_training_data(const TrainingDataOptions& options, std::uint64_t seed) {
    if (options.dataset == "world") {
        return open_world(options, seed);
    }
#ifdef DESTUDIO_WITH_ENGINE
    return {nullptr, open_dataset_sources(options.dataset, options.format, options.images, seed)};
#else
    throw UsageError("This build reads no pictures; use --dataset world, or a build with the engine.");
#endif
}

void add_compute_options(CLI::App& command, ComputeOptions& options) {
    command.add_option("--device", options.device, "cpu or cuda:0")->capture_default_str();
    command.add_option("--threads", options.threads, "Compute threads; 0: libtorch's default");
}

void apply(const ComputeOptions& options) {
    if (options.threads > 0) {
        torch::set_num_threads(options.threads);
    }
}

}  // namespace destudio::cli
