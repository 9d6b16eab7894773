// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/voc/voc_format.h"

#include "core/base/error.h"
#include "core/dataset/format.h"
#include "core/dataset/voc/voc_check.h"
#include "core/dataset/voc/voc_layout.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

class VocFormat : public DatasetFormat {
public:
    std::string name() const override { return "voc"; }
    std::string title() const override { return "Pascal VOC"; }

    Holds holds() const override {
        Holds some;
        some.fractions = false;
        some.ignore = some.splits = some.class_list = true;
        some.file_names = false;
        return some;
    }
    bool holds_attribute(const std::string& key) const override {
        return key == "truncated" || key == "occluded" || key == "pose";
    }

    bool recognises(const fs::path& path) const override {
        std::error_code ec;
        if (!fs::is_directory(path, ec)) {
            return false;
        }
        try {
            voc_root(path);
            return true;
        } catch (const IoError&) {
            return false;
        }
    }

    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
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
        check_voc_folder(path, issues);
    }
};

}  // namespace

std::unique_ptr<DatasetFormat> make_voc_format() {
    return std::make_unique<VocFormat>();
}

}  // namespace destudio::dataset
