// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/images/image_finder.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/dataset/model/dataset.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

// "8f3a21bc-cat.jpg": Label Studio puts eight digits in front of what people upload.
std::string without_upload_prefix(const std::string& name) {
    constexpr std::size_t kDigits = 8;
    if (name.size() <= kDigits + 1 || name[kDigits] != '-') {
        return name;
    }
    const bool hex = name.find_first_not_of("0123456789abcdef") == kDigits;
    return hex ? name.substr(kDigits + 1) : name;
}

// The last part of a path or address, whichever slashes it has.
std::string last_part(const std::string& named) {
    const auto slash = named.find_last_of("/\\=");
    return slash == std::string::npos ? named : named.substr(slash + 1);
}

}  // namespace

fs::path resolve_inside(const fs::path& folder, const std::string& name) {
    check_relative_path(name, "The dataset");
    const fs::path file = folder / name;
    std::error_code ec;
    if (!fs::is_regular_file(file, ec)) {
        throw IoError("There is no file " + file.string() + ".");
    }
    // Only a link can lead out of the folder now.
    fs::path walked = folder;
    bool linked = false;
    for (const fs::path& part : fs::path(name)) {
        walked /= part;
        linked = linked || fs::is_symlink(walked, ec);
    }
    if (linked) {
        const fs::path real = fs::canonical(file, ec);
        const fs::path back = real.lexically_relative(fs::canonical(folder, ec));
        if (back.empty() || *back.begin() == "..") {
            throw FormatError(file.string() + " is a link that leads out of the dataset's folder to " + real.string() +
                              "; it is not followed. Copy the file into the folder.");
        }
    }
    return file;
}

bool has_image_extension(const fs::path& path) {
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    const auto& known = readable_image_extensions();
    return std::find(known.begin(), known.end(), extension) != known.end();
}

std::vector<std::string> list_images(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code ec;
    for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, ec), end;
         !ec && it != end; it.increment(ec)) {
        if (it->path().filename().string().starts_with('.')) {
            it.disable_recursion_pending();
        } else if (has_image_extension(it->path()) && it->is_regular_file(ec)) {
            names.push_back(it->path().lexically_relative(folder).generic_string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

ImageFinder::ImageFinder(fs::path folder) : m_folder(std::move(folder)), m_names(list_images(m_folder)) {
    for (const std::string& name : m_names) {
        m_by_file_name[fs::path(name).filename().string()].push_back(name);
    }
}

std::optional<std::string> ImageFinder::find(const std::string& named) const {
    if (std::binary_search(m_names.begin(), m_names.end(), named)) {
        return named;
    }
    const std::string last = last_part(named);
    for (const std::string& candidate : {last, without_upload_prefix(last)}) {
        const auto found = m_by_file_name.find(candidate);
        if (found != m_by_file_name.end() && found->second.size() == 1) {
            return found->second.front();
        }
    }
    return {};
}

}  // namespace destudio::dataset
