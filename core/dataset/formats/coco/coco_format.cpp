// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/coco/coco_format.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/dataset/formats/coco/coco_check.h"
#include "core/dataset/formats/coco/coco_layout.h"
#include "core/dataset/io/format.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

class CocoFormat : public DatasetFormat {
public:
    std::string name() const override { return "coco"; }
    std::string title() const override { return "COCO"; }

    FormatCapabilities capabilities() const override {
        FormatCapabilities all;
        all.ignore = all.scores = all.attributes = all.captions = all.splits = all.unlabelled = all.class_list = true;
        all.image_attributes = all.outlines = all.extra = true;
        return all;
    }

    bool recognises(const fs::path& path) const override {
        const auto parts = find_coco_parts(path);
        return !parts.empty() && starts_like_coco(parts.front().path);
    }

    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
        const auto parts = find_coco_parts(path);
        if (parts.empty()) {
            throw IoError("There is no annotations.json in " + path.string() + ". Name the annotation file itself.");
        }
        return read_parts(parts, options.images, [](const fs::path& file) { return read_coco(file); });
    }

    void write(const Export& order) const override {
        CocoWriteOptions options;
        options.write_captions = std::any_of(order.dataset.images.begin(), order.dataset.images.end(),
                                             [](const Image& image) { return !image.caption.empty(); });
        write_coco(order.dataset, order.images, order.out, options, order.stop, order.progress);
    }

    void check(const fs::path& path, const ReadResult& /*read*/, std::vector<Issue>& issues) const override {
        for (const Part& part : find_coco_parts(path)) {
            check_coco_file(part.path, issues);
        }
    }
};

}  // namespace

std::unique_ptr<DatasetFormat> make_coco_format() {
    return std::make_unique<CocoFormat>();
}

}  // namespace destudio::dataset
