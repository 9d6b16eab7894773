// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/dataset/images/image_finder.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// A task of a CVAT project, or the only one of a file.
struct CvatTask {
    std::string id;
    std::string name;
    std::string subset;
    std::string source;  ///< the video's file name
    Size size;           ///< of a video's frames; zero: not stated

    std::string title() const { return name.empty() ? "task " + id : name; }
};

/// Finds the pictures of a file's tasks. Videos of one project count their frames from 0 each, and tasks may hold files
/// of the same name, but an export puts all into one folder: a picture that several tasks name goes to the one whose
/// size it has, and to nobody where that does not tell.
class CvatPictures {
public:
    CvatPictures(const ImageFinder& finder, ReadResult& result) : m_finder(finder), m_result(result) {}

    /// Says that a task names a picture; all of them, before the first settle(). @param size as stated, or zero
    void claim(const CvatTask& task, const std::string& name, Size size);

    /// Settles the name and the size of an image of a task. `image.size` is what the file states.
    void settle(Image& image, const CvatTask& task, const std::string& name, const std::string& where) const;

private:
    bool is_there(const std::string& path) const;
    std::vector<std::string> own_paths(const CvatTask& task, const std::string& name) const;
    void settle_contested(Image& image, const CvatTask& task, const std::string& name, const std::string& where) const;

    struct Claim {
        std::string task;
        std::string title;
        Size size;
    };

    const ImageFinder& m_finder;
    ReadResult& m_result;
    std::map<std::string, std::vector<Claim>> m_claims;  ///< by path: one for each task
    std::map<std::string, std::set<std::string>> m_tasks_of_title;
};

}  // namespace destudio::dataset
