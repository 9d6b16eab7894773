// SPDX-License-Identifier: Apache-2.0
// Figures of a scale-up of 200,000 items, printed: destudio_ledger_bench [FOLDER]
// Makes items.jsonl in FOLDER (a temporary one) with 40 detections in each, then counts it as going on after an end
// does, and writes the index; each three times in a process of its own, the best is told.
#include <cstdio>
#include <filesystem>

#include "core/base/random.h"
#include "core/scaleup/item_log.h"
#include "core/scaleup/ledger.h"
#include "core/scaleup/scale_up_folder.h"
#include "tests/bench/measure.h"

using namespace destudio;

using bench::measure;
namespace fs = std::filesystem;

namespace {

constexpr int kItems = 200'000;
constexpr int kDetections = 40;
constexpr int kClasses = 20;

scaleup::ItemRecord made_up(std::int64_t index) {
    Random random(static_cast<std::uint64_t>(index));
    scaleup::ItemRecord record;
    record.index = index;
    record.file_name = std::to_string(index) + "_reference_r50p00_s1234567890.png";
    record.bytes = 20000;
    record.reference = "reference.png";
    record.reference_distance = 30;
    record.hash = mix_seeds(static_cast<std::uint64_t>(index), 1);
    Recipe recipe;
    recipe.bundle_hash = recipe.adapter_hash = recipe.reference_hash = std::string(64, 'a');
    recipe.size = {128, 128};
    recipe.prompt = "A clipart, with person, dog, car in the clipart.";
    recipe.seed = static_cast<std::uint64_t>(index);
    recipe.encode_ratio = random.uniform(0.3, 1.0);
    set_recipe(record, recipe);
    for (int i = 0; i < kDetections; ++i) {
        const double x = random.uniform(0, 60);
        const double y = random.uniform(0, 60);
        // Mostly noise, as an adapter's are: two or three reach the threshold.
        const double score = i < 3 ? random.uniform(0.25, 1) : random.uniform(0.05, 0.25);
        record.detections.push_back({{x, y, x + random.uniform(5, 60), y + random.uniform(5, 60)},
                                     static_cast<int>(random.integer(0, kClasses - 1)),
                                     score});
    }
    return record;
}

void run(const fs::path& root) {
    const scaleup::ScaleUpFolder folder{root};
    scaleup::Manifest manifest;
    manifest.settings = {{"threshold", 0.3},
                         {"keep_empty", false},
                         {"max_near_duplicates", nullptr},
                         {"near_duplicate_distance", 6},
                         {"round_size", 0}};
    manifest.bundle_name = "Bench";
    for (int c = 0; c < kClasses; ++c) {
        manifest.classes.push_back("class " + std::to_string(c));
    }
    manifest.bounds.assign(kClasses, kItems);
    {
        scaleup::ItemLog log(folder.items(), scaleup::ItemLog::Flush::kAtEnd);
        for (int i = 0; i < kItems; ++i) {
            log.append(made_up(i));
        }
    }
    std::printf("%d items of %d detections, items.jsonl of %.0f MB\n", kItems, kDetections,
                static_cast<double>(fs::file_size(folder.items())) / 1e6);
    const auto count = [&] {
        scaleup::Ledger ledger(manifest.rules());
        scaleup::ItemReader items(folder.items());
        while (auto record = items.next()) {
            ledger.add(*record);
        }
        return ledger.counts();
    };
    measure("count, near-duplicates included", [&] { return bench::time(count); });
    scaleup::CountsFile counts;
    counts.counts = count();
    counts.round_start_classes.assign(kClasses, 0);
    measure("write the index", [&] { return bench::time([&] { write_index(folder, manifest, counts); }); });
}

}  // namespace

int main(int argc, char** argv) {
    return bench::run_in_folder(argc, argv, run);
}
