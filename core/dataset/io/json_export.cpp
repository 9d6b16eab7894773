// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/io/json_export.h"

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/dataset/images/image_export.h"
#include "core/dataset/text/leftovers.h"
#include "core/dataset/text/staged_folder.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

void write_with_images(const Export& order, const fs::path& image_folder,
                       const std::function<TextFiles(const Dataset& exported)>& files) {
    StagedFolder staged(order.out);
    const Dataset exported = place_images(order.dataset, order.images, staged.path() / image_folder,
                                          NameStyle::kKeepFolders, order.stop, order.progress);
    std::vector<fs::path> last;
    for (const auto& [name, text] : files(exported)) {
        write_file_atomically(staged.path() / name, text);
        last.push_back(name);
    }
    throw_if_stopped(order.stop);
    staged.commit(last);
}

fs::path annotation_file_in(const fs::path& path, const std::vector<std::string>& names, const std::string& extension,
                            const std::function<bool(const fs::path&)>& accepts) {
    std::error_code ec;
    if (fs::is_regular_file(path, ec)) {
        return path;
    }
    for (const std::string& name : names) {
        if (fs::is_regular_file(path / name, ec)) {
            return path / name;
        }
    }
    fs::path only;
    for (fs::directory_iterator it(path, ec), end; !ec && it != end; it.increment(ec)) {
        if (has_extension(it->path(), extension) && !is_leftover(it->path()) && accepts(it->path())) {
            if (!only.empty()) {
                return {};
            }
            only = it->path();
        }
    }
    return only;
}

fs::path image_folder_beside(const fs::path& annotation_file, const ReadOptions& options) {
    if (!options.images.empty()) {
        return options.images;
    }
    const fs::path beside = fs::absolute(annotation_file).parent_path();
    std::error_code ec;
    return fs::is_directory(beside / "images", ec) ? beside / "images" : beside;
}

}  // namespace destudio::dataset
