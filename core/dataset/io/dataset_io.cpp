// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/io/dataset_io.h"

#include <string_view>
#include <unordered_map>

#include "core/base/error.h"
#include "core/dataset/model/issue_list.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

// The same picture twice is a twin to train on, and one of the two entries may lack the other's boxes.
void report_twins(ReadResult& result) {
    std::unordered_map<std::string_view, std::int64_t> first;
    first.reserve(result.dataset.images.size());
    for (const Image& image : result.dataset.images) {
        const auto [known, is_new] = first.emplace(image.file_name, image.id);
        if (!is_new) {
            report(result.issues, {image.file_name,
                                   "The picture is listed twice, as images " + std::to_string(known->second) + " and " +
                                       std::to_string(image.id) + ".",
                                   Severity::kWarning});
        }
    }
}

}  // namespace

ReadResult open_dataset(const DatasetFormat& format, const fs::path& path, const ReadOptions& options) {
    std::error_code ec;
    if (!fs::exists(path, ec)) {
        throw IoError("There is no dataset at " + path.string() + ".");
    }
    ReadResult result = format.read(path, options);
    report_twins(result);
    return result;
}

}  // namespace destudio::dataset
