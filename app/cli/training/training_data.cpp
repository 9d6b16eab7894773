// SPDX-License-Identifier: Apache-2.0
#include "app/cli/training/training_data.h"

#include <cstdlib>

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/nn/torch.h"
#include "core/training/loop/peers.h"
#include "core/training/loop/training_log.h"

namespace destudio::cli {

namespace {

constexpr int kMaxTrainingThreads = 1024;

#ifdef DESTUDIO_WITH_ENGINE
std::vector<std::string> format_words() {
    return dataset_format_words();
}
#else
std::vector<std::string> format_words() {
    return {"auto"};
}
#endif

void check_device(const std::string& name) {
    torch::Device device(torch::kCPU);
    try {
        device = torch::Device(name);
    } catch (const c10::Error&) {
        throw UsageError("--device is \"" + name + "\"; it has to be auto, cpu or cuda:N.");
    }
    const auto gpus = torch::cuda::is_available() ? static_cast<int>(torch::cuda::device_count()) : 0;
    const bool here = device.is_cpu() || (device.is_cuda() && gpus > 0 && device.index() < gpus);
    if (!here) {
        throw ResourceError("There is no device " + name + " here that can be computed on. Use --device cpu.");
    }
}

}  // namespace

void add_picture_choice_options(CLI::App& command, DatasetChoice& choice) {
    command.add_option("--format", choice.format, "Format of the dataset; auto tells it by what is there")
        ->check(CLI::IsMember(format_words()))
        ->capture_default_str();
    command.add_option("--images", choice.images, "Folder of the dataset's pictures, if not beside its file");
    command.add_option("--split", choice.split,
                       "Splits to learn from: train, val, none (without a split); train where it is not given, never "
                       "test");
    command.add_option("--measure-on", choice.measure_on,
                       std::string("Splits to measure on; where it is not given, ") +
                           (choice.is_final ? "test, else " : "") + "val, else one picture in ten is held out");
}

void add_training_data_options(CLI::App& command, TrainingDataOptions& options, bool is_final) {
    options.choice.is_final = is_final;
    command
        .add_option("--dataset", options.dataset,
                    "world: rendered clipart scenes; else a dataset's folder or annotation file")
        ->required();
    add_picture_choice_options(command, options.choice);
    command.add_flag("--unlabelled", options.choice.unlabelled,
                     "Take pictures that nobody has looked at for background; else they are left out");
    command.add_option("--atlas", options.atlas, "The artworks of the world, an atlas.bin");
}

bool is_training_folder(const std::filesystem::path& folder) {
    std::error_code ec;
    return std::filesystem::exists(folder / training::kLogName, ec);
}

training::TrainingSources open_training_data(const TrainingDataOptions& options, std::uint64_t seed) {
    if (options.dataset == "world") {
        if (options.atlas.empty()) {
            throw UsageError("--dataset world needs --atlas, the artworks to draw.");
        }
        return training::open_world_sources(options.atlas, seed);
    }
#ifdef DESTUDIO_WITH_ENGINE
    DatasetChoice choice = options.choice;
    choice.path = options.dataset;
    return open_dataset_sources(choice, seed);
#else
    throw UsageError("This build reads no pictures; use --dataset world, or a build with the engine.");
#endif
}

void add_compute_options(CLI::App& command, ComputeOptions& options) {
    command.add_option("--device", options.device, "auto (a GPU where there is one), cpu or cuda:0")
        ->capture_default_str();
    command.add_option("--threads", options.threads, "Compute threads; 0: libtorch's default")
        ->check(CLI::Range(0, kMaxTrainingThreads));
}

void add_peer_option(CLI::App& command, int& seconds) {
    command
        .add_option("--peer-timeout", seconds,
                    "Started by srun or torchrun in several processes: seconds to wait for one that does not answer")
        ->check(CLI::Range(1, 1'000'000))
        ->default_str("1800");
}

std::unique_ptr<training::Peers> join_started_peers(int timeout_seconds) {
    auto place = training::peer_place([](const char* name) { return std::getenv(name); });
    if (!place) {
        return nullptr;
    }
    if (timeout_seconds > 0) {
        place->timeout = std::chrono::seconds(timeout_seconds);
    }
    auto peers = training::join_peers(*place);
    spdlog::info("Process {} of {}: each batch is shared by all of them", place->rank, place->size);
    return peers;
}

std::string computing_device(const ComputeOptions& options) {
    return options.device == "auto" ? (torch::cuda::is_available() ? "cuda:0" : "cpu") : options.device;
}

void apply(const ComputeOptions& options) {
    check_device(computing_device(options));
    if (options.threads > 0) {
        torch::set_num_threads(options.threads);
    }
}

}  // namespace destudio::cli
