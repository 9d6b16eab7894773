// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/coco/coco_format.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/dataset/formats/coco/coco_check.h"
#include "core/dataset/formats/coco/coco_layout.h"
#include "core/dataset/io/format.h"
#include "core/dataset/model/issue_list.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

class CocoFormat : public DatasetFormat {
public:
    std::string name() const override { return "coco"; }
    std::string title() const override { return "COCO"; }

    FormatCapabilities capabilities() const override {
        FormatCapabilities all;
        all.ignore = all.scores = all.attributes = all.captions = all.more_captions = all.splits = all.unlabelled =
            all.class_list = true;
        all.image_attributes = all.extra = true;
        all.outlines = all.run_lengths = all.box_beside_outline = true;
        return all;
    }

    bool recognises(const fs::path& path) const override {
        const CocoFiles files = find_coco_files(path);
        return !files.parts.empty() ? starts_like_coco(files.parts.front().path) : files.others.size() > 1;
    }

    std::string evidence(const fs::path& path) const override {
        const CocoFiles files = find_coco_files(path);
        return files.parts.empty() ? std::string() : files.parts.front().path.lexically_relative(path).generic_string();
    }

    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
        const CocoFiles files = find_coco_files(path);
        if (files.parts.empty()) {
            throw FormatError(files.others.empty()
                                  ? "There is no annotations.json in " + path.string() +
                                        ". Name the annotation file itself."
                                  : path.string() + " holds several COCO files, " + listed(files.others) +
                                        ", and their names tell no split. Name the one that is meant.");
        }
        ReadResult result = read_parts(files.parts, options.images,
                                       [&](const fs::path& file) { return read_coco(file, options.images); });
        if (!files.others.empty()) {
            report(result.issues, {path.filename().string(),
                                   listed(files.others) + (files.others.size() == 1 ? " was" : " were") +
                                       " passed over; name a file itself to read it.",
                                   Severity::kNote});
        }
        return result;
    }

    void write(const Export& order) const override {
        CocoWriteOptions options;
        options.write_captions = std::any_of(order.dataset.images.begin(), order.dataset.images.end(),
                                             [](const Image& image) { return !image.caption.empty(); });
        write_coco(order.dataset, order.images, order.out, options, order.stop, order.progress);
    }

    void check(const fs::path& path, const ReadResult& /*read*/, std::vector<Issue>& issues) const override {
        for (const Part& part : find_coco_files(path).parts) {
            check_coco_file(part.path, issues);
        }
    }

private:
    static std::string listed(const std::vector<fs::path>& files) {
        constexpr std::size_t kShown = 4;
        std::string names;
        for (std::size_t i = 0; i < std::min(files.size(), kShown); ++i) {
            names += (i == 0 ? "" : ", ") + files[i].filename().string();
        }
        return files.size() > kShown ? names + " and " + std::to_string(files.size() - kShown) + " more" : names;
    }
};

}  // namespace

std::unique_ptr<DatasetFormat> make_coco_format() {
    return std::make_unique<CocoFormat>();
}

}  // namespace destudio::dataset
