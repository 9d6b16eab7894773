// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "core/base/split_word.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

// Image::split is "train", "val", "test" or empty, nothing else; core/base/split_word.h knows how they are spelled.
using destudio::parse_splits;
using destudio::split_in_name;
using destudio::split_of_word;

/// Gives the image the split that a file states. A word that is no split ("night") is kept as the image attribute
/// "subset" and told, because loaders would otherwise find its images in train.
/// @param where of the word, for the issue
void set_split(Image& image, std::string_view word, const std::string& where, ReadResult& result);

/// The split that the first folder of a picture's path means; empty where there is none.
std::string split_of_folder(const std::filesystem::path& picture);

/// "train", "val", "test" in this order.
const std::vector<std::string>& split_names();

/// Lists that name the pictures of each split, as files of YOLO and VOC have them. Pictures that stand in several go to
/// the one that is held back most (test, then val), so that nothing learns from them.
class SplitLists {
public:
    /// A list of `split` names `picture`.
    void add(const std::string& picture, const std::string& split);
    /// Empty where no list names it.
    std::string split_of(const std::string& picture) const;
    /// One warning for every two splits that share pictures: how many, and one of them.
    void report_overlaps(const std::string& where, ReadResult& result) const;

private:
    std::map<std::string, std::set<std::string>> m_splits_of;
};

}  // namespace destudio::dataset
