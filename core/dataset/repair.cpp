// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/repair.h"

#include <unordered_map>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/dataset/image_finder.h"
#include "core/dataset/issue_list.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

void refuse_same_folder(const fs::path& source, const fs::path& out) {
    std::error_code ec;
    fs::path folder = fs::weakly_canonical(source, ec);
    const fs::path target = fs::weakly_canonical(out, ec);
    for (; folder != folder.root_path() && !folder.empty(); folder = folder.parent_path()) {
        if (folder == target) {
            throw UsageError(out.string() + " holds the dataset itself. Name another folder for the copy.");
        }
    }
}

}  // namespace

std::vector<Issue> write_repaired(const DatasetFormat& format, const ReadResult& read, const fs::path& out,
                                  std::stop_token stop, const ProgressSink& progress) {
    if (read.dataset.images.empty()) {
        throw FormatError("Nothing of the dataset could be read, so there is nothing to repair.");
    }
    refuse_same_folder(read.image_folder, out);
    std::vector<Issue> changes = read.not_kept;
    Dataset sound;
    sound.classes = read.dataset.classes;
    sound.class_ids = read.dataset.class_ids;
    sound.info = read.dataset.info;
    std::unordered_map<std::int64_t, Size> sizes;
    for (const Image& image : read.dataset.images) {
        throw_if_stopped(stop);
        try {
            const fs::path file = resolve_inside(read.image_folder, image.file_name);
            Image kept = image;
            kept.size = peek_image_size(file);
            load_image(file);  // what cannot be decoded has no place in a repaired dataset
            sizes.emplace(kept.id, kept.size);
            sound.images.push_back(std::move(kept));
        } catch (const Error& error) {
            report(changes, {image.file_name, std::string(error.what()) + " The image and its boxes were taken out.",
                             Severity::kWarning});
        }
    }
    for (const Annotation& annotation : read.dataset.annotations) {
        const auto size = sizes.find(annotation.image_id);
        if (size == sizes.end()) {
            continue;
        }
        Annotation kept = annotation;
        const BoxFault fault = check_box(annotation.box, size->second, kept.box);
        if (fault == BoxFault::kNone || fault == BoxFault::kSticksOut) {
            sound.annotations.push_back(std::move(kept));
        }
    }
    format.write({sound, ImageSource::folder(read.image_folder), out, {}, std::move(stop), progress});
    return changes;
}

}  // namespace destudio::dataset
