// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/voc/voc_format.h"

#include "core/base/error.h"
#include "core/dataset/formats/voc/voc_check.h"
#include "core/dataset/formats/voc/voc_layout.h"
#include "core/dataset/io/format.h"
#include "core/dataset/io/split_folders.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

class VocFormat : public DatasetFormat {
public:
    std::string name() const override { return "voc"; }
    std::string title() const override { return "Pascal VOC"; }

    FormatCapabilities capabilities() const override {
        FormatCapabilities some;
        some.fractions = false;
        some.ignore = some.splits = some.class_list = true;
        some.file_names = false;
        return some;
    }
    FormatCapabilities capabilities_with(const VocOptions& voc) const override {
        FormatCapabilities some = capabilities();
        some.fractions = voc.box_style == VocBoxStyle::kZeroBased;
        return some;
    }
    bool holds_attribute(const std::string& key) const override {
        return key == "truncated" || key == "occluded" || key == "pose";
    }

    bool recognises(const fs::path& path) const override {
        std::error_code ec;
        return fs::is_directory(path, ec) ? find_voc_folders(path) || !parts_of(path).empty() : is_voc_annotation(path);
    }

    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
        const auto parts = parts_of(path);
        if (!parts.empty()) {
            return read_parts(parts, options.images, [&](const fs::path& part) { return read_voc(part, options.voc); });
        }
        ReadResult result = read_voc(path, options.voc);
        if (!options.images.empty()) {
            result.image_folder = options.images;
        }
        return result;
    }

    void write(const Export& order) const override {
        write_voc(order.dataset, order.images, order.out, order.voc, order.stop, order.progress);
    }

    void check(const fs::path& path, const ReadResult& /*read*/, std::vector<Issue>& issues) const override {
        const auto parts = parts_of(path);
        for (const Part& part : parts) {
            check_voc_folder(part.path, issues);
        }
        if (parts.empty()) {
            check_voc_folder(path, issues);
        }
    }

private:
    // A folder for each split, with annotations and pictures beside each other.
    static std::vector<Part> parts_of(const fs::path& path) {
        if (find_voc_folders(path)) {
            return {};
        }
        return split_folders(path, "", [](const fs::path& folder) {
            const auto found = find_voc_folders(folder);
            return found && !found->is_devkit;
        });
    }
};

}  // namespace

std::unique_ptr<DatasetFormat> make_voc_format() {
    return std::make_unique<VocFormat>();
}

}  // namespace destudio::dataset
