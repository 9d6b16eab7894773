// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/io/export_check.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/model/issue_list.h"
#include "core/image/image_header.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

void check_image(const Image& image, const image::ByteSource& source, const std::string& name,
                 std::vector<Issue>& issues) {
    const auto header = image::read_image_header(source, name);
    if (header.oriented() != image.size && image.size.width > 0) {
        report(issues, {image.file_name,
                        "It has " + std::to_string(header.oriented().width) + " by " +
                            std::to_string(header.oriented().height) + " pixels, the annotations say " +
                            std::to_string(image.size.width) + " by " + std::to_string(image.size.height) +
                            "; detectron2 refuses that.",
                        Severity::kError});
    }
    if (header.orientation != 1) {
        report(issues, {image.file_name,
                        "It is turned by its EXIF orientation, which torchvision and pycocotools do not look at.",
                        Severity::kWarning, "Store its pixels upright.", true});
    }
    if (!header.complete || (header.format == image::ImageFormat::kJpeg && !image::has_jpeg_end(source))) {
        report(issues, {image.file_name, "The file ends too early.", Severity::kError,
                        "Take the image and its boxes out.", true});
    }
}

void check_images(const ReadResult& read, std::vector<Issue>& issues) {
    for (const Image& image : read.dataset.images) {
        if (!has_room(issues)) {
            return;
        }
        try {
            const auto embedded = read.embedded.find(image.file_name);
            if (embedded != read.embedded.end()) {
                const std::string bytes = embedded->second();
                check_image(image, image::MemorySource(bytes), image.file_name, issues);
                continue;
            }
            const fs::path file = resolve_inside(read.image_folder, image.file_name);
            check_image(image, image::FileSource(file), file.string(), issues);
        } catch (const Error& error) {
            report(issues,
                   {image.file_name, error.what(), Severity::kError, "Take the image and its boxes out.", true});
        }
    }
}

}  // namespace

CheckResult check_dataset(const DatasetFormat& format, const fs::path& path, const ReadOptions& options) {
    CheckResult result;
    try {
        result.read = open_dataset(format, path, options);
        result.issues = result.read.issues;
        check_images(result.read, result.issues);
    } catch (const FormatError& error) {
        report(result.issues, {path.filename().string(), error.what()});
    }
    try {
        format.check(path, result.read, result.issues);
    } catch (const FormatError& error) {
        if (result.issues.empty()) {
            report(result.issues, {path.filename().string(), error.what()});
        }
    }
    return result;
}

std::vector<Issue> check_export(const DatasetFormat& format, const fs::path& path, const ReadOptions& options) {
    std::vector<Issue> issues = check_dataset(format, path, options).issues;
    std::erase_if(issues, [](const Issue& issue) { return issue.severity == Severity::kNote; });
    return issues;
}

}  // namespace destudio::dataset
