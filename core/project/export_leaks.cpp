// SPDX-License-Identifier: Apache-2.0
#include "core/project/export_leaks.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/io/format.h"
#include "core/dataset/model/combine.h"
#include "core/engine/recipe/file_hash.h"
#include "core/image/image_io.h"

namespace destudio {

namespace {

using dataset::LeakKind;

// The export and what is held out as one dataset.
struct Everything {
    dataset::Dataset images;
    std::vector<std::pair<const dataset::ImageSource*, dataset::Image>> origins;  // by position, as they were
    dataset::LeakOptions known;
    std::size_t exported = 0;  // so many come first

    dataset::ImageSource source() const {
        std::map<std::int64_t, std::size_t> places;
        for (std::size_t i = 0; i < images.images.size(); ++i) {
            places[images.images[i].id] = i;
        }
        dataset::ImageSource source;
        source.file = [this, places](const dataset::Image& image) {
            const auto& [from, own] = origins[places.at(image.id)];
            return from->file ? from->file(own) : std::filesystem::path();
        };
        source.bytes = [this, places](const dataset::Image& image) {
            const auto& [from, own] = origins[places.at(image.id)];
            return from->bytes ? from->bytes(own) : std::string();
        };
        return source;
    }
};

void add_origins(Everything& all, const dataset::Dataset& from, const dataset::ImageSource& source) {
    for (const dataset::Image& image : from.images) {
        all.origins.emplace_back(&source, image);
    }
}

// Val and test count; where there is neither, all of it is held out.
void mark_held_out(dataset::Dataset& held_out) {
    const auto is_held = [](const dataset::Image& image) { return image.split == "val" || image.split == "test"; };
    const bool has_splits = std::any_of(held_out.images.begin(), held_out.images.end(), is_held);
    for (dataset::Image& image : held_out.images) {
        image.split = !has_splits ? "test" : is_held(image) ? image.split : std::string();
    }
}

// A recipe names its reference by the content of the file; the held-out picture may be that reference.
std::vector<std::string> contents(const dataset::ReadResult& read, const dataset::ImageSource& source,
                                  const std::filesystem::path& path) {
    auto hashes = dataset::reference_hashes(read.dataset, source, dataset::read_lineage(path));
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        try {
            const auto& image = read.dataset.images[i];
            hashes[i] = hashes[i].empty() && !image.split.empty()
                            ? file_sha256(dataset::resolve_inside(read.image_folder, image.file_name))
                            : hashes[i];
        } catch (const Error&) {
            // Without a picture it stands for itself.
        }
    }
    return hashes;
}

cv::Mat example_picture(const dataset::ImageSource& source, const dataset::Image& image, int side) {
    try {
        return thumbnail(dataset::load_pixels(source, image), side);
    } catch (const IoError&) {
        return {};
    } catch (const FormatError&) {
        return {};
    }
}

}  // namespace

void divide_export(ProjectExport& exported, const ExportDivision& division, const std::stop_token& stop,
                   const ProgressSink& progress) {
    if (!division.divide) {
        return;
    }
    std::vector<std::string> references;
    for (const dataset::Image& image : exported.dataset.images) {
        references.push_back(dataset::stated_reference(image));
    }
    auto groups = dataset::source_groups(exported.dataset, references);
    if (!division.allowed.contains(LeakKind::kNearDuplicate)) {
        dataset::join_look_alikes(groups, exported.dataset, exported.images, dataset::kNearDuplicateBits, stop,
                                  progress);
    }
    dataset::assign_splits(exported.dataset, division.shares, 0, groups,
                           std::vector<bool>(exported.dataset.images.size(), false));
}

std::vector<ExportLeak> export_leaks(const ProjectExport& exported, const ExportDivision& division, int side,
                                     const std::stop_token& stop, const ProgressSink& progress) {
    std::vector<ExportLeak> found;
    if (!division.concerns_leaks()) {
        return found;
    }
    Everything all;
    dataset::Dataset own = exported.dataset;
    for (dataset::Image& image : own.images) {
        image.split = image.split.empty() ? "train" : image.split;
        all.known.hashes.push_back(dataset::stated_reference(image));
        all.known.origins.push_back(0);
    }
    all.exported = own.images.size();
    add_origins(all, own, exported.images);
    dataset::append(all.images, own, "export/");
    dataset::ReadResult read;
    dataset::ImageSource held_out;
    if (!division.held_out.empty()) {
        read = dataset::open_dataset(dataset::recognise_format(division.held_out), division.held_out);
        held_out = dataset::ImageSource::of(read);
        mark_held_out(read.dataset);
        for (std::string& hash : contents(read, held_out, division.held_out)) {
            all.known.hashes.push_back(std::move(hash));
            all.known.origins.push_back(1);
        }
        add_origins(all, read.dataset, held_out);
        dataset::append(all.images, read.dataset, "held-out/");
    }
    all.known.look = !division.allowed.contains(LeakKind::kNearDuplicate);
    for (const dataset::Leak& leak : dataset::find_leaks(all.images, all.source(), all.known, stop, progress)) {
        const bool own_to_held_out = leak.image >= all.exported && (!leak.other || *leak.other >= all.exported);
        if (own_to_held_out || division.allowed.contains(leak.kind)) {
            continue;
        }
        const auto same = std::find_if(found.begin(), found.end(),
                                       [&leak](const ExportLeak& entry) { return entry.kind == leak.kind; });
        if (same != found.end()) {
            ++same->count;
            continue;
        }
        const auto& [source, image] = all.origins[leak.image];
        ExportLeak entry{leak.kind, 1, image.file_name, {}, image.split, {}, example_picture(*source, image, side), {}};
        if (leak.other) {
            const auto& [other_source, other] = all.origins[*leak.other];
            entry.other = other.file_name;
            entry.other_split = other.split;
            entry.other_picture = example_picture(*other_source, other, side);
        }
        found.push_back(std::move(entry));
    }
    return found;
}

}  // namespace destudio
