// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

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

/// Finds the pictures that annotation files mean. Tools write absolute paths of other machines, addresses and paths
/// with "..": then the file name alone has to do, if only one picture has it.
class ImageFinder {
public:
    explicit ImageFinder(std::filesystem::path folder);

    /// Name relative to the folder, or nothing. @param named as an annotation file has it
    std::optional<std::string> find(const std::string& named) const;
    const std::vector<std::string>& names() const { return m_names; }

private:
    std::filesystem::path m_folder;
    std::vector<std::string> m_names;
    std::map<std::string, std::vector<std::string>> m_by_file_name;
};

}  // namespace destudio::dataset
