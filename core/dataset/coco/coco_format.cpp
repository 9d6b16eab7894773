// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/coco/coco_format.h"

#include <fstream>

#include "core/base/error.h"
#include "core/dataset/coco/coco_check.h"
#include "core/dataset/coco/coco_layout.h"
#include "core/dataset/combine.h"
#include "core/dataset/format.h"
#include "core/dataset/issue_list.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

class CocoFormat : public DatasetFormat {
public:
    std::string name() const override { return "coco"; }
    std::string title() const override { return "COCO"; }

    Holds holds() const override {
        Holds all;
        all.ignore = all.scores = all.attributes = all.captions = all.splits = all.unlabelled = all.class_list = true;
        return all;
    }

    bool recognises(const fs::path& path) const override {
        const auto parts = find_coco_parts(path);
        return !parts.empty() && starts_like_coco(parts.front().file);
    }

    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
        const auto parts = find_coco_parts(path);
        if (parts.empty()) {
            throw IoError("There is no annotations.json in " + path.string() + ". Name the annotation file itself.");
        }
        if (parts.size() == 1) {
            ReadResult one = read_coco(parts.front().file);
            if (!options.images.empty()) {
                one.image_folder = options.images;
            }
            add_split(one.dataset, parts.front().split);
            return one;
        }
        ReadResult all;
        all.image_folder = options.images.empty() ? fs::absolute(path).lexically_normal() : options.images;
        for (const CocoPart& part : parts) {
            ReadResult one = read_coco(part.file);
            add_split(one.dataset, part.split);
            // Names become relative to the dataset's folder, where each split has a folder of its own.
            std::string prefix;
            if (options.images.empty()) {
                prefix = one.image_folder.lexically_normal().lexically_relative(all.image_folder).generic_string();
                prefix = prefix.empty() || prefix == "." ? "" : prefix + "/";
            }
            append(all.dataset, one.dataset, prefix);
            for (Issue& issue : one.issues) {
                report(all.issues, std::move(issue));
            }
            all.not_kept.insert(all.not_kept.end(), one.not_kept.begin(), one.not_kept.end());
        }
        return all;
    }

    void write(const Export& order) const override {
        write_coco(order.dataset, order.images, order.out, {}, order.stop, order.progress);
    }

    void check(const fs::path& path, const ReadResult& /*read*/, std::vector<Issue>& issues) const override {
        for (const CocoPart& part : find_coco_parts(path)) {
            check_coco_file(part.file, issues);
        }
    }

private:
    static void add_split(Dataset& dataset, const std::string& split) {
        for (Image& image : dataset.images) {
            image.split = image.split.empty() ? split : image.split;
        }
    }

    // A look at the first bytes: an object with one of COCO's keys near its start.
    static bool starts_like_coco(const fs::path& file) {
        if (file.extension() != ".json") {
            return false;
        }
        std::ifstream in(file, std::ios::binary);
        std::string head(4096, '\0');
        in.read(head.data(), static_cast<std::streamsize>(head.size()));
        head.resize(static_cast<std::size_t>(in.gcount()));
        const auto first = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
        if (first == std::string::npos || head[first] != '{') {
            return false;
        }
        // Datumaro has "items" and labelme "shapes"; both also know "categories" or "images" in some form.
        const bool other = head.find("\"items\"") != std::string::npos ||
                           head.find("\"shapes\"") != std::string::npos || head.find("\"label\"") != std::string::npos;
        const bool coco =
            head.find("\"images\"") != std::string::npos || head.find("\"annotations\"") != std::string::npos ||
            head.find("\"licenses\"") != std::string::npos || head.find("\"categories\"") != std::string::npos;
        return coco && !other;
    }
};

}  // namespace

std::unique_ptr<DatasetFormat> make_coco_format() {
    return std::make_unique<CocoFormat>();
}

}  // namespace destudio::dataset
