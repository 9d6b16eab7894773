// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/operations/repair.h"

#include <unordered_map>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/model/outline.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

struct Measured {
    Size size;
    bool is_new = false;  ///< the annotations said something else
    const std::string& name;
};

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
    Dataset sound = without_images(read.dataset);
    std::unordered_map<std::int64_t, Measured> measured;
    for (const Image& image : read.dataset.images) {
        throw_if_stopped(stop);
        try {
            const fs::path file = resolve_inside(read.image_folder, image.file_name);
            Image kept = image;
            kept.size = peek_image_size(file);
            load_image(file);  // what cannot be decoded has no place in a repaired dataset
            measured.emplace(kept.id, Measured{kept.size, kept.size != image.size, image.file_name});
            sound.images.push_back(std::move(kept));
        } catch (const Error& error) {
            report(changes, {image.file_name, std::string(error.what()) + " The image and its boxes were taken out.",
                             Severity::kWarning});
        }
    }
    OutlineCheck outlines;
    for (const Annotation& annotation : read.dataset.annotations) {
        const auto image = measured.find(annotation.image_id);
        if (image == measured.end()) {
            continue;
        }
        Annotation kept = annotation;
        const BoxFault fault = check_box(annotation.box, image->second.size, kept.box);
        if (fault != BoxFault::kNone && fault != BoxFault::kSticksOut) {
            report(changes, box_issue(fault, image->second.name));
            continue;
        }
        if (image->second.is_new && !kept.outline.empty()) {  // run lengths fit one size alone
            const std::string misfit = outlines.fault(kept.outline.view(), image->second.size);
            if (!misfit.empty()) {
                report(changes, {image->second.name, misfit + "; it was taken out.", Severity::kWarning});
                kept.outline = {};
                kept.area = 0;
            }
        }
        sound.annotations.push_back(std::move(kept));
    }
    format.write({sound, ImageSource::folder(read.image_folder), out, {}, std::move(stop), progress});
    return changes;
}

}  // namespace destudio::dataset
