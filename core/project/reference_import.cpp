// SPDX-License-Identifier: Apache-2.0
#include "core/project/reference_import.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/model/split_use.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/recipe/file_hash.h"
#include "core/image/image_io.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

bool is_image_name(const fs::path& file) {
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto& readable = readable_image_extensions();
    return std::find(readable.begin(), readable.end(), extension) != readable.end();
}

Reference read_reference_file(const fs::path& file) {
    Reference reference;
    std::error_code ec;
    reference.path = fs::absolute(file, ec).lexically_normal();
    reference.size = peek_image_size(file);
    reference.hash = file_sha256(file);
    return reference;
}

void report(const ProgressSink& progress, std::size_t done, std::size_t total) {
    if (progress) {
        progress({"import", static_cast<std::int64_t>(done), static_cast<std::int64_t>(total)});
    }
}

}  // namespace

ImportScan scan_images(const std::vector<fs::path>& files, std::stop_token stop, const ProgressSink& progress) {
    ImportScan scan;
    for (std::size_t i = 0; i < files.size(); ++i) {
        throw_if_stopped(stop);
        try {
            scan.entries.push_back({read_reference_file(files[i]), {}});
        } catch (const Error& error) {
            scan.problems.emplace_back(error.what());
        }
        report(progress, i + 1, files.size());
    }
    return scan;
}

std::vector<fs::path> image_files_below(const fs::path& folder, const std::stop_token& stop) {
    std::error_code ec;
    if (!fs::is_directory(folder, ec)) {
        throw IoError("There is no folder " + folder.string() + ".");
    }
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, ec), end;
         !ec && it != end; it.increment(ec)) {
        throw_if_stopped(stop);
        if (it->path().filename().string().starts_with('.')) {
            it.disable_recursion_pending();
        } else if (it->is_regular_file(ec) && is_image_name(it->path())) {
            files.push_back(it->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

ImportScan scan_image_folder(const fs::path& folder, std::stop_token stop, const ProgressSink& progress) {
    return scan_images(image_files_below(folder, stop), stop, progress);
}

ImportScan scan_coco(const fs::path& annotations, const fs::path& images, std::stop_token stop,
                     const ProgressSink& progress) {
    return scan_dataset(dataset::open_dataset(dataset::find_format("coco"), annotations, {images, {}}), annotations,
                        stop, progress);
}

namespace {

// What is held back to measure on is no reference: a project keeps no splits, and all of it may be learned from. A
// dataset of nothing else is meant as it is.
dataset::Dataset without_held_back(const dataset::Dataset& all, const std::string& name, ImportScan& scan) {
    const auto& images = all.images;
    const auto held_back = [](const dataset::Image& image) { return image.split == "val" || image.split == "test"; };
    if (std::none_of(images.begin(), images.end(), held_back) || std::all_of(images.begin(), images.end(), held_back)) {
        return all;
    }
    const auto taken = dataset::images_for(all, dataset::SplitUse::kRedraw, {"train", kNoSplit}, name);
    scan.problems.push_back(name + ": " + dataset::counted_others(all, taken) +
                            " were left out, because they are to measure on and a project keeps no splits.");
    return dataset::only_images(all, taken);
}

}  // namespace

ImportScan scan_dataset(const dataset::ReadResult& read, const fs::path& source, std::stop_token stop,
                        const ProgressSink& progress) {
    const fs::path& folder = read.image_folder;
    ImportScan scan;
    const dataset::Dataset dataset = without_held_back(read.dataset, source.string(), scan);
    scan.classes = dataset.classes;
    for (const auto& issue : read.issues) {
        scan.problems.push_back(issue.where + ": " + issue.what);
    }
    std::map<std::int64_t, std::vector<ImportScan::NamedBox>> boxes;
    for (const auto& annotation : dataset.annotations) {
        boxes[annotation.image_id].push_back(
            {dataset.classes.at(static_cast<std::size_t>(annotation.class_index)), annotation.box, annotation.ignore});
    }
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        throw_if_stopped(stop);
        const auto& image = dataset.images[i];
        if (read.embedded.contains(image.file_name)) {
            scan.problems.push_back(image.file_name + " of " + source.string() +
                                    " has no file of its own, and references need one. Write the pictures as files "
                                    "first: destudio-cli convert --to coco.");
            continue;
        }
        try {
            ImportScan::Entry entry{read_reference_file(folder / image.file_name), boxes[image.id]};
            entry.reference.caption = image.caption;
            if (entry.reference.size == image.size) {
                scan.entries.push_back(std::move(entry));
            } else {
                scan.problems.push_back(
                    (folder / image.file_name).string() + " has " + std::to_string(entry.reference.size.width) + " x " +
                    std::to_string(entry.reference.size.height) + " pixels, but " + source.string() + " says " +
                    std::to_string(image.size.width) + " x " + std::to_string(image.size.height) +
                    "; its boxes do not fit, so it was skipped.");
            }
        } catch (const Error& error) {
            scan.problems.emplace_back(error.what());
        }
        report(progress, i + 1, dataset.images.size());
    }
    return scan;
}

ImportReport add_references(Project& project, const ImportScan& scan) {
    ImportReport result;
    result.problems = scan.problems;
    std::set<std::string> known;
    for (const auto& reference : project.references().all()) {
        known.insert(reference.hash);
    }
    Project::Transaction transaction(project);
    for (const auto& name : scan.classes) {
        project.classes().find_or_add(name);
    }
    for (const auto& entry : scan.entries) {
        if (!known.insert(entry.reference.hash).second) {
            result.problems.push_back(entry.reference.path.string() + " is in the project already; it was skipped.");
            continue;
        }
        std::vector<ReferenceBox> boxes;
        for (const auto& [name, box, ignore] : entry.boxes) {
            boxes.push_back({0, 0, project.classes().find_or_add(name), clamped(box, entry.reference.size), ignore});
        }
        result.references.push_back(project.references().add(entry.reference, boxes));
    }
    transaction.commit();
    return result;
}

void adopt_built_in_guidance(Project& project, const fs::path& bundle) {
    try {
        GenerationSettings settings = project.settings().generation();
        const BundleInfo info = read_bundle_info(bundle.empty() ? built_in_bundle() : bundle);
        settings.bundle = bundle;
        settings.guidance_scale = info.guidance_scale;
        settings.sampler = info.sampler;
        settings.steps = info.steps;
        settings.eta = default_eta(info.sampler);
        project.settings().set_generation(settings);
    } catch (const Error&) {
        // No built-in bundle here: the usual defaults stay, and generating will say what is missing.
    }
}

}  // namespace destudio
