// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/yolo/yolo_format.h"

#include <set>

#include "core/base/error.h"
#include "core/dataset/formats/yolo/yolo_layout.h"
#include "core/dataset/io/format.h"
#include "core/dataset/model/issue_list.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

class YoloFormat : public DatasetFormat {
public:
    std::string name() const override { return "yolo"; }
    std::string title() const override { return "YOLO"; }

    FormatCapabilities capabilities() const override {
        FormatCapabilities some;
        some.splits = some.class_list = some.outlines = true;
        some.outline_parts = false;
        return some;
    }

    bool recognises(const fs::path& path) const override { return is_yolo(path); }
    std::string evidence(const fs::path& path) const override {
        try {
            const fs::path yaml = find_yolo_yaml(path);
            return yaml.empty() ? "its label files" : yaml.filename().string();
        } catch (const FormatError&) {
            return {};  // several yaml files, which reading tells
        }
    }

    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
        return read_yolo(path, options.images);
    }

    void write(const Export& order) const override {
        write_yolo(order.dataset, order.images, order.out, order.stop, order.progress);
    }

    void check(const fs::path& path, const ReadResult& read, std::vector<Issue>& issues) const override {
        const YoloSource source = open_yolo_source(path, {});
        if (source.layout == YoloLayout::kYaml) {
            check_yaml(source, issues);
        } else if (source.layout == YoloLayout::kDarknet) {
            report(issues, {source.name(), "It is a description for Darknet; Ultralytics asks for a data.yaml.",
                            Severity::kError, "Write a data.yaml.", true});
        }
        std::error_code ec;
        const bool from_root = fs::equivalent(read.image_folder, source.root, ec);
        const std::string prefix = from_root ? "" : "images/";
        std::set<std::string> labels;
        std::set<std::string> folders;
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
            const fs::path file = yolo_label_file(prefix + image.file_name);
            labels.insert(file.generic_string());
            folders.insert(label_folder(file));
        }
        folders.insert("labels");
        for (const std::string& folder : folders) {
            if (!folder.empty()) {
                check_label_files(source.root, folder, labels, issues);
            }
        }
    }

private:
    static void check_yaml(const YoloSource& source, std::vector<Issue>& issues) {
        const YoloYaml& yaml = source.description;
        if (!yaml.path.empty()) {
            report(issues, {source.name(), "\"path\" ties the dataset to one folder of one machine.", Severity::kError,
                            "Take it out.", true});
        }
        if (!yaml.paths.contains("train") || !yaml.paths.contains("val")) {
            report(issues, {source.name(), "\"train\" or \"val\" is missing; Ultralytics asks for both.",
                            Severity::kError, "Name the other one twice.", true});
        }
        if (!yaml.class_count.empty() && yaml.class_count != std::to_string(yaml.names.size())) {
            report(issues, {source.name(),
                            "\"nc\" is " + yaml.class_count + ", but there are " + std::to_string(yaml.names.size()) +
                                " names; Ultralytics refuses that.",
                            Severity::kError, "Take \"nc\" out.", true});
        }
    }

    // The last folder of a path that is called "labels", with what is before it; empty when there is none.
    static std::string label_folder(const fs::path& file) {
        fs::path folder;
        std::string found;
        for (const fs::path& part : file.parent_path()) {
            folder /= part;
            found = part == "labels" ? folder.generic_string() : found;
        }
        return found;
    }

    static void check_label_files(const fs::path& root, const std::string& folder, const std::set<std::string>& known,
                                  std::vector<Issue>& issues) {
        std::error_code ec;
        for (fs::recursive_directory_iterator it(root / folder, ec), end; !ec && it != end; it.increment(ec)) {
            const std::string name = it->path().lexically_relative(root).generic_string();
            if (it->path().extension() == ".txt" && it->path().filename() != "classes.txt" && !known.contains(name)) {
                report(issues, {name, "There is no picture for these labels, so loaders never see them.",
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
