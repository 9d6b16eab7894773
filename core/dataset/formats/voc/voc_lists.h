// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/dataset/formats/voc/voc_layout.h"
#include "core/dataset/model/dataset.h"
#include "core/dataset/model/split_name.h"

namespace destudio::dataset {

/// The lists of a VOC dataset: ImageSets/Main/train.txt and the like, or lists beside its folders. A line is the id of
/// a picture. Ids may hold blanks; a flag of a class list (1, 0, -1) may follow, an extension and folders are
/// understood.
class VocLists {
public:
    struct Line {
        std::string where;  ///< "ImageSets/Main/train.txt:3"
        std::string text;   ///< as it stands there
        std::string id;     ///< what it means; empty when no annotation file is meant
        std::string list;   ///< stem of the list in small letters: "train", "trainval"
    };

    /// @param ids as voc_ids() gives them
    VocLists(const VocFolders& folders, const std::vector<std::string>& ids);

    /// What the lists say, "" when they do not name it. One that is in several goes to the one that is held back most.
    std::string split_of(const std::string& id) const;
    /// The list with a name of its own ("night") that names it; empty when none does.
    std::string subset_of(const std::string& id) const;
    /// Tells lines that name nothing, and ids that are in several splits.
    void report_problems(ReadResult& result) const;

    const std::vector<Line>& lines() const { return m_lines; }
    /// Folder of the lists, relative to the root: "ImageSets/Main"; empty when there are none.
    const std::string& folder() const { return m_folder; }

private:
    void read(const std::filesystem::path& file, const std::string& stem);
    std::string resolve(std::string text) const;

    std::set<std::string> m_ids;
    std::map<std::string, std::vector<std::string>> m_by_name;  ///< ids by their last part
    std::vector<Line> m_lines;
    std::vector<std::string> m_broken;
    SplitLists m_splits;
    std::set<std::string> m_trainval;
    std::map<std::string, std::string> m_subset_of;
    std::string m_folder;
};

}  // namespace destudio::dataset
