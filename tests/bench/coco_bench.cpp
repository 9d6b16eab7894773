// SPDX-License-Identifier: Apache-2.0
// Figures of an annotation file of COCO train2017's shape, printed: destudio_coco_bench [FOLDER]
// Makes the file in FOLDER (a temporary one), then parses, writes and validates it, each three times in a process of
// its own; the best of the three is told. Peak memory is that of the whole process, what it had to load before
// included.
#include <cstdio>
#include <filesystem>

#include "core/dataset/formats/coco/coco_check.h"
#include "core/dataset/formats/coco/coco_format.h"
#include "core/dataset/io/export_check.h"
#include "tests/bench/coco_train_shape.h"
#include "tests/bench/measure.h"

using namespace destudio;

using bench::measure;
namespace fs = std::filesystem;

namespace {

void run(const fs::path& folder) {
    const fs::path file = folder / "annotations.json";
    const bench::CocoShape shape;
    bench::write_coco_of_shape(file, shape);
    std::printf("%d images, %d boxes, file of %.0f MB\n", shape.images, shape.boxes,
                static_cast<double>(fs::file_size(file)) / 1e6);

    measure("parse", [&] { return bench::time([&] { dataset::read_coco(file); }); });
    measure("write (no pictures; memory with the dataset)", [&] {
        const auto read = dataset::read_coco(file);
        dataset::CocoWriteOptions options;
        options.write_images = false;
        return bench::time([&] { dataset::write_coco(read.dataset, {}, folder / "out", options); });
    });
    measure("validate, structure alone", [&] {
        return bench::time([&] {
            auto read = dataset::read_coco(file);
            dataset::check_coco_file(file, read.issues);
        });
    });
    measure("validate, all pictures missing",
            [&] { return bench::time([&] { dataset::check_dataset(dataset::find_format("coco"), folder); }); });
}

}  // namespace

int main(int argc, char** argv) {
    return bench::run_in_folder(argc, argv, run);
}
