// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/voc/voc_format.h"

#include "core/base/error.h"
#include "core/dataset/formats/voc/voc_check.h"
#include "core/dataset/formats/voc/voc_layout.h"
#include "core/dataset/io/format.h"

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
        try {
            return !find_voc_sets(path).empty();
        } catch (const std::exception&) {  // a folder that cannot be walked
            return false;
        }
    }

    std::string evidence(const fs::path& path) const override {
        const auto sets = find_voc_sets(path);
        return sets.empty() ? std::string() : sets.front().annotations.filename().string();
    }

    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
        return read_voc(path, options.voc, options.images);
    }

    void write(const Export& order) const override {
        write_voc(order.dataset, order.images, order.out, order.voc, order.stop, order.progress);
    }

    void check(const fs::path& path, const ReadResult& read, std::vector<Issue>& issues) const override {
        check_voc(path, read, issues);
    }
};

}  // namespace

std::unique_ptr<DatasetFormat> make_voc_format() {
    return std::make_unique<VocFormat>();
}

}  // namespace destudio::dataset
