// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/combine.h"

#include <algorithm>
#include <unordered_map>

#include "core/dataset/class_table.h"

namespace destudio::dataset {

namespace {

// Class ids of a COCO file stay only while both sides have them and they do not clash.
void join_class_ids(Dataset& into, const Dataset& from, const std::vector<int>& new_index) {
    if (into.class_ids.empty() || from.class_ids.size() != from.classes.size()) {
        into.class_ids.clear();
        return;
    }
    for (std::size_t i = 0; i < from.classes.size(); ++i) {
        if (new_index[i] == static_cast<int>(into.class_ids.size())) {
            into.class_ids.push_back(from.class_ids[i]);
        }
    }
    std::vector<std::int64_t> sorted = into.class_ids;
    std::sort(sorted.begin(), sorted.end());
    if (sorted.size() != into.classes.size() || std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
        into.class_ids.clear();
    }
}

}  // namespace

void append(Dataset& into, const Dataset& from, const std::string& prefix, const ClassMap& classes) {
    const bool first = into.classes.empty() && into.images.empty();
    ClassTable table(into);
    std::vector<int> new_index;
    for (const std::string& name : from.classes) {
        const auto mapped = classes.find(name);
        const std::string& target = mapped == classes.end() ? name : mapped->second;
        new_index.push_back(target.empty() ? -1 : table.index_of(target));
    }
    if (first && classes.empty()) {
        into.class_ids = from.class_ids;
        into.info = from.info;
    } else {
        join_class_ids(into, from, new_index);
    }
    std::int64_t next_id = 0;
    for (const Image& image : into.images) {
        next_id = std::max(next_id, image.id);
    }
    std::unordered_map<std::int64_t, std::int64_t> new_id;
    for (const Image& image : from.images) {
        Image copy = image;
        copy.id = ++next_id;
        copy.file_name = prefix + image.file_name;
        new_id.emplace(image.id, copy.id);
        into.images.push_back(std::move(copy));
    }
    for (const Annotation& annotation : from.annotations) {
        const auto image = new_id.find(annotation.image_id);
        const int index = new_index.at(static_cast<std::size_t>(annotation.class_index));
        if (image != new_id.end() && index >= 0) {
            Annotation copy = annotation;
            copy.image_id = image->second;
            copy.class_index = index;
            into.annotations.push_back(std::move(copy));
        }
    }
}

}  // namespace destudio::dataset
