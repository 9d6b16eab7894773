// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/yolo/yolo_format.h"

#include <set>

#include "core/base/error.h"
#include "core/dataset/formats/yolo/yolo_yaml.h"
#include "core/dataset/io/format.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

class YoloFormat : public DatasetFormat {
public:
    std::string name() const override { return "yolo"; }
    std::string title() const override { return "YOLO"; }

    FormatCapabilities capabilities() const override {
        FormatCapabilities some;
        some.splits = some.class_list = true;
        return some;
    }

    bool recognises(const fs::path& path) const override { return !find_yolo_yaml(path).empty(); }

    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
        return read_yolo(path, options.images);
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
        if (!yaml.class_count.empty() && yaml.class_count != std::to_string(yaml.names.size())) {
            report(issues, {name,
                            "\"nc\" is " + yaml.class_count + ", but there are " + std::to_string(yaml.names.size()) +
                                " names; Ultralytics refuses that.",
                            Severity::kError, "Take \"nc\" out.", true});
        }
        std::set<std::string> labels;
        for (const Image& image : read.dataset.images) {
            if (!image.confirmed) {
                report(issues, {image.file_name, "It has no label file, so Ultralytics takes it for background.",
                                Severity::kError, "Write an empty label file if it is empty.", true});
            }
            constexpr int kLeastSide = 10;
            if (image.size.width < kLeastSide || image.size.height < kLeastSide) {
                report(issues,
                       {image.file_name, "It is smaller than 10 pixels, so Ultralytics drops it.", Severity::kNote});
            }
            labels.insert(label_name(image));
        }
        check_label_files(file.parent_path() / "labels", labels, issues);
    }

private:
    // Relative to the folder of labels.
    static std::string label_name(const Image& image) {
        const std::string name = yolo_label_file(image.file_name).generic_string();
        constexpr std::string_view kFolder = "labels/";
        return name.starts_with(kFolder) ? name.substr(kFolder.size()) : name;
    }

    static void check_label_files(const fs::path& folder, const std::set<std::string>& known,
                                  std::vector<Issue>& issues) {
        std::error_code ec;
        for (fs::recursive_directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
            const std::string name = it->path().lexically_relative(folder).generic_string();
            if (it->path().extension() == ".txt" && name != "classes.txt" && !known.contains(name)) {
                report(issues, {"labels/" + name, "There is no picture for these labels, so loaders never see them.",
                                Severity::kWarning, "Take the file out.", true});
            }
        }
    }
};

}  // namespace

std::unique_ptr<DatasetFormat> make_yolo_format() {
    return std::make_unique<YoloFormat>();
}

}  // namespace destudio::dataset
