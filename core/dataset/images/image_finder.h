// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// The file `name` in `folder`, a picture or an annotation of one. The folder itself may be a link; below it a link
/// that leads out of the folder is not followed, because a dataset from elsewhere could name any file of the machine
/// that way.
/// @throws FormatError when the name or a link leaves the folder; IoError when there is no such file
std::filesystem::path resolve_inside(const std::filesystem::path& folder, const std::string& name);

/// Whether a file name has an extension that load_image() reads.
bool has_image_extension(const std::filesystem::path& path);

/// Names, relative to `folder` with forward slashes and sorted, of all pictures in it and below; hidden folders and
/// linked folders are left out.
std::vector<std::string> list_images(const std::filesystem::path& folder);

/// What an annotation file calls a picture, and what was found by it.
struct FoundImage {
    std::string name;  ///< relative to the folder, forward slashes; empty: nothing was found
    ImageMatch match = ImageMatch::kWholePath;
    std::string doubt{};  ///< where nothing was found although something is like it: why not, a clause
};

/// Finds the pictures that annotation files mean. The whole relative path counts. Where it is not there, because tools
/// write addresses, paths of other machines, backslashes, other extensions or none, a picture is taken only when one
/// alone is meant, and FoundImage::match says by what. A picture in another folder than the one that is named is never
/// taken: "cam1/0001.jpg" is not "cam2/0001.jpg".
class ImageFinder {
public:
    explicit ImageFinder(std::filesystem::path folder);

    /// @param named as an annotation file has it
    FoundImage locate(const std::string& named) const;
    /// Whether the folder has exactly this path.
    bool has(const std::string& name) const;
    /// The name that locate() gives, or nothing.
    std::optional<std::string> find(const std::string& named) const;
    const std::filesystem::path& folder() const { return m_folder; }
    /// All pictures, as list_images() gives them.
    const std::vector<std::string>& names() const;

private:
    const std::vector<std::string>& like(const std::string& stem) const;
    std::vector<std::string> best_of(const std::string& reading, ImageMatch& match) const;

    std::filesystem::path m_folder;
    // Made when a name is not there as it stands: most datasets never need them.
    mutable std::optional<std::vector<std::string>> m_names;
    mutable std::map<std::string, std::vector<std::string>> m_by_stem;  ///< small letters, without folder and extension
};

}  // namespace destudio::dataset
