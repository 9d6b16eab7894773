// SPDX-License-Identifier: Apache-2.0
// A folder of pictures without boxes; those of a split lie in a folder of its name. A caption may lie beside its
// picture: cat.png and cat.txt or cat.caption.
#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/dataset/formats/captions/captions.h"
#include "core/dataset/images/image_export.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/format.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/model/split_name.h"
#include "core/dataset/text/label_text.h"
#include "core/dataset/text/leftovers.h"
#include "core/dataset/text/staged_folder.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

// What cameras, phones and other programs call pictures and films; those that are not read are told by name.
bool is_called_picture(const fs::path& path) {
    static constexpr std::array<std::string_view, 34> kExtensions{
        ".gif", ".heic", ".heif", ".avif", ".jxl", ".svg",  ".psd", ".ico", ".tga", ".dds", ".exr", ".hdr",
        ".qoi", ".jpf",  ".j2k",  ".jpx",  ".raw", ".cr2",  ".cr3", ".nef", ".arw", ".dng", ".orf", ".raf",
        ".rw2", ".mp4",  ".mov",  ".avi",  ".mkv", ".webm", ".m4v", ".wmv", ".dib", ".apng"};
    return std::any_of(kExtensions.begin(), kExtensions.end(),
                       [&](std::string_view extension) { return has_extension(path, extension); });
}

// Texts that lie beside pictures of any kind.
bool is_note(const fs::path& path) {
    const std::string stem = path.stem().string();
    return has_extension(path, ".txt") || has_extension(path, ".caption") || has_extension(path, ".md") ||
           stem.starts_with("README") || stem.starts_with("LICENSE") || stem.starts_with("readme");
}

bool is_picture_inside(const fs::path& path) {
    try {
        peek_image_size(path);
        return true;
    } catch (const Error&) {
        return false;
    }
}

// All files of a folder and below, sorted, without what systems leave behind.
std::vector<fs::path> files_below(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code ec;
    for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, ec), end;
         !ec && it != end; it.increment(ec)) {
        std::error_code unreadable;
        if (is_leftover(it->path())) {
            it.disable_recursion_pending();
        } else if (it->is_regular_file(unreadable)) {
            files.push_back(it->path());
        }
    }
    std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
    return files;
}

class ImageFolderFormat : public DatasetFormat {
public:
    std::string name() const override { return "image_folder"; }
    std::string title() const override { return "Image folder"; }
    FormatCapabilities capabilities() const override {
        FormatCapabilities some;
        some.boxes = false;
        some.captions = some.splits = true;
        return some;
    }

    /// Only pictures, captions and folders: any other file is another format's, and so is text that holds labels. A
    /// file without an extension may be a picture; its first bytes say so.
    bool recognises(const fs::path& path) const override {
        std::error_code ec;
        bool pictures = false;
        constexpr int kMaxTexts = 50;
        int texts = 0;
        for (fs::recursive_directory_iterator it(path, ec), end; !ec && it != end; it.increment(ec)) {
            if (is_leftover(it->path())) {
                it.disable_recursion_pending();
                continue;
            }
            if (it->is_directory(ec) || is_note(it->path())) {
                if (has_extension(it->path(), ".txt") && texts++ < kMaxTexts &&
                    text_file_kind(it->path()) == TextKind::kLabels) {
                    return false;
                }
                continue;
            }
            const bool bare = it->path().extension().empty();
            if (!has_image_extension(it->path()) && !is_called_picture(it->path()) &&
                !(bare && is_picture_inside(it->path()))) {
                return false;
            }
            pictures = true;
        }
        return pictures;
    }
    std::string evidence(const fs::path& /*path*/) const override { return "pictures and nothing else"; }

    ReadResult read(const fs::path& path, const ReadOptions& /*options*/) const override {
        std::error_code ec;
        if (!fs::is_directory(path, ec)) {
            throw IoError(path.string() + " is no folder of pictures.");
        }
        ReadResult result;
        result.image_folder = path;
        for (const fs::path& file : files_below(path)) {
            add(file, path, result);
        }
        add_sidecar_captions(result, path);
        return result;
    }

    void write(const Export& order) const override {
        StagedFolder staged(order.out);
        const Dataset exported = place_images(order.dataset, order.images, staged.path(), NameStyle::kSplitFolders,
                                              order.stop, order.progress);
        for (const Image& image : exported.images) {
            if (!image.caption.empty()) {
                write_file_atomically((staged.path() / image.file_name).replace_extension(".txt"),
                                      image.caption + "\n");
            }
        }
        staged.commit();
    }

private:
    // The contents decide, not the extension. What is called a picture but cannot be read is told; other files are none
    // of ours.
    static void add(const fs::path& file, const fs::path& folder, ReadResult& result) {
        const bool called = has_image_extension(file) || is_called_picture(file);
        Image image;
        image.id = static_cast<std::int64_t>(result.dataset.images.size()) + 1;
        image.file_name = file.lexically_relative(folder).generic_string();
        image.split = split_of_folder(image.file_name);
        try {
            image.size = peek_image_size(resolve_inside(folder, image.file_name));
            result.dataset.images.push_back(std::move(image));
        } catch (const Error& error) {
            if (called) {
                report(result.issues, image.file_name, std::string(error.what()) + " It was left out.");
            }
        }
    }
};

}  // namespace

std::unique_ptr<DatasetFormat> make_image_folder_format() {
    return std::make_unique<ImageFolderFormat>();
}

}  // namespace destudio::dataset
