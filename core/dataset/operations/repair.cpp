// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/operations/repair.h"

#include <unordered_map>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/output_record.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/settle_image.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/model/outline.h"
#include "core/dataset/text/staged_folder.h"
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
    fs::path folder = fs::weakly_canonical(fs::absolute(source), ec);
    const fs::path target = fs::weakly_canonical(fs::absolute(out), ec);
    for (; folder != folder.root_path() && !folder.empty(); folder = folder.parent_path()) {
        if (folder == target) {
            throw UsageError(out.string() + " holds the dataset itself. Name another folder for the copy.");
        }
    }
}

// A copy has no place for what the reader could not keep, and a repair does not destroy what it does not understand.
void refuse_losses(const ReadResult& read) {
    if (read.not_kept.empty()) {
        return;
    }
    std::string lost;
    for (const Issue& issue : read.not_kept) {
        lost += (lost.empty() ? "" : " ") + (issue.where.empty() ? std::string() : issue.where + ": ") + issue.what;
    }
    throw FormatError("Nothing was repaired, because the copy would lose what is sound: " + lost +
                      " Mend the files themselves, or make a copy without these with `destudio-cli convert`.");
}

// Most pictures missing says that they are somewhere else, not that their labels are wrong.
void refuse_missing_pictures(const ReadResult& read) {
    std::size_t missing = 0;
    std::string first;
    for (const Image& image : read.dataset.images) {
        std::error_code ec;
        if (!read.embedded.contains(image.file_name) && !fs::is_regular_file(read.image_folder / image.file_name, ec)) {
            first = missing++ == 0 ? image.file_name : first;
        }
    }
    const std::size_t all = read.dataset.images.size();
    if (missing * 2 > all) {
        throw FormatError("Nothing was repaired, because " + std::to_string(missing) + " of " + std::to_string(all) +
                          " pictures are not in " + read.image_folder.string() + ", \"" + first +
                          "\" for one. Name the folder that holds them with --images.");
    }
}

// The image as the copy has it; throws where its picture is of no use.
Image repaired_image(const Image& image, const ReadResult& read, std::vector<Issue>& changes) {
    Image kept = image;
    if (const auto embedded = read.embedded.find(image.file_name); embedded != read.embedded.end()) {
        const cv::Mat pixels = decode_image(embedded->second(), image.file_name);
        kept.size = {pixels.cols, pixels.rows};
        return kept;
    }
    const fs::path file = resolve_inside(read.image_folder, image.file_name);
    ReadResult told;
    settle_size(kept, file, image.file_name, told);
    if (kept.size != peek_image_size(file)) {
        throw FormatError(told.issues.empty() ? file.string() + " has no size." : told.issues.front().what);
    }
    load_image(file);  // what cannot be decoded has no place in a repaired dataset
    for (Issue& issue : told.issues) {
        report(changes, std::move(issue));
    }
    return kept;
}

}  // namespace

std::vector<Issue> write_repaired(const DatasetFormat& format, const ReadResult& read, const fs::path& out,
                                  std::stop_token stop, const ProgressSink& progress) {
    if (read.dataset.images.empty()) {
        throw FormatError("Nothing of the dataset could be read, so there is nothing to repair.");
    }
    refuse_same_folder(read.image_folder, out);
    refuse_losses(read);
    refuse_missing_pictures(read);
    std::vector<Issue> changes;
    Dataset sound = without_images(read.dataset);
    std::unordered_map<std::int64_t, Measured> measured;
    for (const Image& image : read.dataset.images) {
        throw_if_stopped(stop);
        try {
            Image kept = repaired_image(image, read, changes);
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
            report(changes, box_issue(fault, image->second.name, annotation.box, kept.box, image->second.size));
            continue;
        }
        if (fault == BoxFault::kSticksOut) {
            report(changes, box_issue(fault, image->second.name, annotation.box, kept.box, image->second.size));
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
    format.write({sound, ImageSource::of(read), out, {}, std::move(stop), progress});
    return changes;
}

bool copy_unchanged(const fs::path& dataset, const fs::path& image_folder, const fs::path& out, std::stop_token stop) {
    std::error_code ec;
    const fs::path root = fs::weakly_canonical(fs::absolute(dataset), ec);
    const fs::path back = fs::weakly_canonical(fs::absolute(image_folder), ec).lexically_relative(root);
    const fs::path target = fs::weakly_canonical(fs::absolute(out), ec).lexically_relative(root);
    if (!fs::is_directory(root, ec) || back.empty() || *back.begin() == "..") {
        return false;
    }
    if (target.empty() || *target.begin() != "..") {
        throw UsageError(out.string() + " lies in the dataset's own folder. Name another folder for the copy.");
    }
    refuse_same_folder(root, out);
    StagedFolder staged(out);
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {  // links to folders are not followed
        // The record of the run that wrote the dataset is that folder's own.
        if (entry.is_regular_file() && entry.path().filename() != OutputRecord::kFileName) {
            files.push_back(entry.path().lexically_relative(root));
        }
    }
    for (const fs::path& file : files) {
        throw_if_stopped(stop);
        const fs::path source = resolve_inside(root, file.generic_string());
        fs::create_directories((staged.path() / file).parent_path());
        fs::copy_file(source, staged.path() / file);
    }
    staged.commit();
    return true;
}

}  // namespace destudio::dataset
