// SPDX-License-Identifier: Apache-2.0
// Reads and checks a dataset folder whose file FUZZ_FILE is the input. FUZZ_FORMAT names the format.
#include <cstdlib>
#include <string_view>

#include "core/base/error.h"
#include "core/dataset/io/export_check.h"
#include "core/dataset/io/format.h"
#include "tests/fuzz/scratch_folder.h"

using namespace destudio;

namespace {

// What was read has to be what the rest of the program may rely on.
void require_sound(const dataset::Dataset& read) {
    for (const auto& annotation : read.annotations) {
        const auto& box = annotation.box;
        const bool sound = annotation.class_index >= 0 &&
                           static_cast<std::size_t>(annotation.class_index) < read.classes.size() && box.x2 > box.x1 &&
                           box.y2 > box.y1;
        if (!sound) {
            std::abort();
        }
    }
}

void put_text(const fuzz::ScratchFolder& folder, const char* name, std::string_view text) {
    folder.put(name, text.data(), text.size());
}

const fuzz::ScratchFolder& prepared_folder() {
    static const fuzz::ScratchFolder folder;
    static const bool prepared = [] {
        folder.put_pictures();
        if (std::string_view(FUZZ_FORMAT) == "yolo") {
            put_text(folder, "data.yaml", "path: .\ntrain: images/train\nval: images/train\nnames: [cat, dog]\n");
            put_text(folder, "labels/train/a.txt", "0 0.5 0.5 0.25 0.25\n");
        }
        if (std::string_view(FUZZ_FORMAT) == "labelme") {
            put_text(folder, "a.json",
                     R"({"imagePath": "a.png", "imageWidth": 8, "imageHeight": 6, "shapes": [{"label": "cat",
                         "shape_type": "rectangle", "points": [[1, 1], [4, 5]]}]})");
        }
        if (std::string_view(FUZZ_FORMAT) == "voc") {
            put_text(folder, "Annotations/a.xml",
                     "<annotation><filename>a.png</filename><size><width>8</width><height>6</height><depth>3</depth>"
                     "</size><object><name>cat</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>4</xmax><ymax>5</ymax>"
                     "</bndbox></object></annotation>");
        }
        return true;
    }();
    static_cast<void>(prepared);
    return folder;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const fuzz::ScratchFolder& folder = prepared_folder();
    folder.put(FUZZ_FILE, data, size);
    try {
        const auto& format = dataset::find_format(FUZZ_FORMAT);
        const auto result = dataset::check_dataset(format, folder.path());
        require_sound(result.read.dataset);
        dataset::losses(result.read.dataset, format);
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}
