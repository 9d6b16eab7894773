// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/yolo/yolo_format.h"

#include "core/base/error.h"
#include "core/dataset/format.h"
#include "core/dataset/issue_list.h"
#include "core/dataset/text_file.h"
#include "core/dataset/yolo/yolo_yaml.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

class YoloFormat : public DatasetFormat {
public:
    std::string name() const override { return "yolo"; }
    std::string title() const override { return "YOLO"; }

    Holds holds() const override {
        Holds some;
        some.splits = some.class_list = true;
        return some;
    }

    bool recognises(const fs::path& path) const override { return !find_yolo_yaml(path).empty(); }

    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
        ReadResult result = read_yolo(path);
        if (!options.images.empty()) {
            result.image_folder = options.images;
        }
        return result;
    }

    void write(const Export& order) const override {
        write_yolo(order.dataset, order.images, order.out, order.stop, order.progress);
    }

    void check(const fs::path& path, const ReadResult& read, std::vector<Issue>& issues) const override {
        const fs::path file = find_yolo_yaml(path);
        const std::string name = file.filename().string();
        const YoloYaml yaml = parse_yolo_yaml(read_utf8_file(file), file.string());
        if (!yaml.path.empty()) {
            report(issues, {name, "\"path\" ties the dataset to one folder of one machine.", Severity::kError,
                            "Take it out.", true});
        }
        if (!yaml.paths.contains("train") || !yaml.paths.contains("val")) {
            report(issues, {name, "\"train\" or \"val\" is missing; Ultralytics asks for both.", Severity::kError,
                            "Name the other one twice.", true});
        }
        for (const Image& image : read.dataset.images) {
            if (!image.confirmed) {
                report(issues, {image.file_name, "It has no label file, so Ultralytics takes it for background.",
                                Severity::kError, "Write an empty label file if it is empty.", true});
            }
        }
    }
};

}  // namespace

std::unique_ptr<DatasetFormat> make_yolo_format() {
    return std::make_unique<YoloFormat>();
}

}  // namespace destudio::dataset
