// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/operations/usable_images.h"

#include <unordered_map>

#include "core/base/error.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/settle_image.h"
#include "core/dataset/model/issue_list.h"
#include "core/image/image_header.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

// Throws what is wrong with a picture.
void require_readable(const fs::path& file, bool decode) {
    const image::FileSource bytes(file);
    const auto header = image::read_image_header(bytes, file.string());
    const bool jpeg = header.format == image::ImageFormat::kJpeg;
    const bool handed_on = (jpeg || header.format == image::ImageFormat::kPng) && header.orientation == 1 &&
                           header.complete && (!jpeg || image::has_jpeg_end(bytes));
    if (!handed_on || (decode && !jpeg)) {
        load_image(file);
    }
}

// True when the image can be written; its size is the picture's then.
bool is_usable(Image& image, const ReadResult& read, bool decode, ReadResult& told) {
    try {
        if (const auto embedded = read.embedded.find(image.file_name); embedded != read.embedded.end()) {
            const cv::Mat pixels = decode_image(embedded->second(), image.file_name);
            image.size = {pixels.cols, pixels.rows};
            return true;
        }
        if (has_missing_name(image)) {
            throw IoError("The dataset names no picture for it that could be read.");
        }
        const fs::path file = resolve_inside(read.image_folder, image.file_name);
        require_readable(file, decode);
        settle_size(image, file, image.file_name, told);
        if (image.size != peek_image_size(file)) {  // turned by EXIF, and the boxes may be or not
            report(told.issues, image.file_name, "The image and its boxes were left out.");
            return false;
        }
        return true;
    } catch (const Error& error) {
        report(told.issues, image.file_name, std::string(error.what()) + " The image and its boxes were left out.");
        return false;
    }
}

}  // namespace

std::vector<Issue> leave_out_unusable(ReadResult& read, bool decode) {
    Dataset& dataset = read.dataset;
    ReadResult told;
    std::vector<Image> usable;
    std::unordered_map<std::int64_t, std::size_t> kept;
    std::unordered_map<std::int64_t, bool> measured;  // images of another size than was stated
    for (Image& image : dataset.images) {
        const Size stated = image.size;
        if (is_usable(image, read, decode, told)) {
            kept.emplace(image.id, usable.size());
            measured[image.id] = image.size != stated;
            usable.push_back(std::move(image));
        }
    }
    const std::size_t all = dataset.images.size();
    if (usable.empty()) {
        const auto& issues = read.issues.empty() ? told.issues : read.issues;
        const std::string first =
            issues.empty() ? std::string() : ' ' + issues.front().where + ": " + issues.front().what;
        throw FormatError(all == 0
                              ? "No image could be read, so nothing is written."
                              : "None of the " + std::to_string(all) + " images can be used, so nothing is written." +
                                    first + " Where the pictures are in another folder, name it with --images.");
    }
    std::vector<Annotation> annotations;
    for (Annotation& annotation : dataset.annotations) {
        const auto image = kept.find(annotation.image_id);
        if (image == kept.end()) {
            continue;
        }
        const Image& of = usable[image->second];
        if (!measured[of.id]) {
            annotations.push_back(std::move(annotation));
            continue;
        }
        Box cut;
        const BoxFault fault = check_box(annotation.box, of.size, cut);
        if (fault != BoxFault::kNone) {
            report(told.issues, box_issue(fault, of.file_name, annotation.box, cut, of.size));
        }
        if (fault == BoxFault::kNone || fault == BoxFault::kSticksOut) {
            annotation.box = cut;
            annotations.push_back(std::move(annotation));
        }
    }
    dataset.images = std::move(usable);
    dataset.annotations = std::move(annotations);
    return std::move(told.issues);
}

}  // namespace destudio::dataset
