// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/reference_set.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "core/base/error.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/model/combine.h"
#include "core/engine/recipe/file_hash.h"

namespace destudio::scaleup {

namespace {

using ClassIndex = std::unordered_map<std::string, int>;

ClassIndex index_of(const std::vector<std::string>& classes) {
    ClassIndex index;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        index.emplace(classes[i], static_cast<int>(i));
    }
    return index;
}

/// Ids of the adapter's classes in the source dataset, so that both can be joined. Only where every class has one.
std::vector<std::int64_t> category_ids(const dataset::Dataset& data, const std::vector<std::string>& adapter_classes) {
    std::vector<std::int64_t> ids;
    for (const auto& name : adapter_classes) {
        const auto found = std::find(data.classes.begin(), data.classes.end(), name);
        const auto at = static_cast<std::size_t>(found - data.classes.begin());
        if (at >= data.class_ids.size()) {
            return {};
        }
        ids.push_back(data.class_ids[at]);
    }
    return ids;
}

void add_boxes(Reference& reference, const SourceImage& image, const ClassIndex& adapter_index) {
    std::map<int, int> counts;
    for (std::size_t i = 0; i < image.boxes.size(); ++i) {
        const auto found = adapter_index.find(image.box_classes.at(i));
        reference.boxes.push_back({image.boxes[i], found == adapter_index.end() ? -1 : found->second});
    }
    for (const auto& name : image.box_classes) {
        auto& names = reference.class_names;
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(name);
        }
        if (const auto found = adapter_index.find(name); found != adapter_index.end()) {
            ++counts[found->second];
        }
    }
    reference.counts.assign(counts.begin(), counts.end());
}

/// @throws as make_reference_set()
std::vector<SourceImage> source_images(const dataset::ReadResult& read, const std::string& name) {
    const auto& data = read.dataset;
    if (data.images.empty()) {
        throw FormatError(name + " has no image, so there is nothing to scale up.");
    }
    const auto annotations = dataset::annotations_by_image(data);
    std::vector<SourceImage> images;
    std::size_t missing = 0;
    std::string first_missing;
    for (std::size_t i = 0; i < data.images.size(); ++i) {
        const auto& image = data.images[i];
        SourceImage source{{}, image.file_name, image.caption, image.size, {}, image.more_captions};
        try {
            source.file = dataset::resolve_inside(read.image_folder, image.file_name);
        } catch (const IoError&) {
            first_missing = missing++ == 0 ? image.file_name : first_missing;
        }
        for (const std::size_t at : annotations[i]) {
            if (!data.annotations[at].ignore) {
                source.box_classes.push_back(
                    data.classes.at(static_cast<std::size_t>(data.annotations[at].class_index)));
                source.boxes.push_back(data.annotations[at].box);
            }
        }
        images.push_back(std::move(source));
    }
    if (missing > 0 && read.embedded.contains(first_missing)) {
        throw IoError(std::to_string(missing) + " of the " + std::to_string(data.images.size()) + " images of " + name +
                      " have no files of their own. Write them as files first: destudio-cli convert --to coco.");
    }
    if (missing > 0) {
        throw IoError(std::to_string(missing) + " of the " + std::to_string(data.images.size()) + " images of " + name +
                      " are not in " + (read.image_folder.empty() ? "its folder" : read.image_folder.string()) +
                      ", \"" + first_missing + "\" for one. Name the folder that holds them with --images.");
    }
    return images;
}

}  // namespace

ReferenceSet make_reference_set(const std::vector<SourceImage>& images, std::vector<std::string> classes,
                                const std::vector<std::string>& adapter_classes) {
    ReferenceSet set;
    set.classes = std::move(classes);
    const ClassIndex adapter_index = index_of(adapter_classes);
    Sha256 hash;
    for (const auto& image : images) {
        Reference reference{image.file, image.name, image.caption, {}, {}, image.size, image.more_captions};
        add_boxes(reference, image, adapter_index);
        hash.add(image.name + "\t" + image.caption);
        for (const auto& caption : image.more_captions) {
            hash.add("\v" + caption);
        }
        for (const auto& name : image.box_classes) {
            hash.add("\t" + name);
        }
        hash.add("\n");
        set.references.push_back(std::move(reference));
    }
    set.fingerprint = hash.hex();
    return set;
}

ReferenceSet make_reference_set(const dataset::ReadResult& read, const std::vector<std::string>& adapter_classes,
                                const std::string& name) {
    ReferenceSet set = make_reference_set(source_images(read, name), read.dataset.classes, adapter_classes);
    set.category_ids = category_ids(read.dataset, adapter_classes);
    return set;
}

ReferenceSet make_reference_set(const std::vector<NamedDataset>& datasets,
                                const std::vector<std::string>& adapter_classes) {
    if (datasets.size() == 1) {
        return make_reference_set(datasets.front().read, adapter_classes, datasets.front().name);
    }
    std::vector<SourceImage> images;
    std::set<std::string> taken;
    dataset::Dataset classes;  // of all of them
    for (const auto& [name, read] : datasets) {
        const std::string prefix = dataset::dataset_prefix(name, taken);
        for (SourceImage& image : source_images(read, name)) {
            image.name = prefix + image.name;
            images.push_back(std::move(image));
        }
        dataset::append(classes, dataset::without_images(read.dataset));
    }
    ReferenceSet set = make_reference_set(images, classes.classes, adapter_classes);
    set.category_ids = category_ids(classes, adapter_classes);
    return set;
}

}  // namespace destudio::scaleup
