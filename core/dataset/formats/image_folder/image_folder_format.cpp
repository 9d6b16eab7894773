// SPDX-License-Identifier: Apache-2.0
// A folder of pictures without boxes. A caption may lie beside its picture: cat.png and cat.txt or cat.caption.
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/dataset/formats/captions/captions.h"
#include "core/dataset/images/image_export.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/format.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/text/staged_folder.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

class ImageFolderFormat : public DatasetFormat {
public:
    std::string name() const override { return "image_folder"; }
    std::string title() const override { return "Image folder"; }
    FormatCapabilities capabilities() const override {
        FormatCapabilities some;
        some.boxes = false;
        some.captions = true;
        return some;
    }

    /// Only pictures, text and folders: any other file is another format's.
    bool recognises(const fs::path& path) const override {
        std::error_code ec;
        bool pictures = false;
        for (fs::recursive_directory_iterator it(path, ec), end; !ec && it != end; it.increment(ec)) {
            const auto extension = it->path().extension();
            if (it->is_directory(ec) || extension == ".caption" || extension == ".txt") {
                continue;
            }
            if (!has_image_extension(it->path())) {
                return false;
            }
            pictures = true;
        }
        return pictures;
    }

    ReadResult read(const fs::path& path, const ReadOptions& /*options*/) const override {
        std::error_code ec;
        if (!fs::is_directory(path, ec)) {
            throw IoError(path.string() + " is no folder of pictures.");
        }
        ReadResult result;
        result.image_folder = path;
        for (const std::string& name : list_images(path)) {
            Image image;
            image.id = static_cast<std::int64_t>(result.dataset.images.size()) + 1;
            image.file_name = name;
            try {
                image.size = peek_image_size(resolve_inside(path, name));
            } catch (const Error& error) {
                report(result.issues, name, std::string(error.what()) + " It was left out.");
                continue;
            }
            result.dataset.images.push_back(std::move(image));
        }
        add_sidecar_captions(result, path);
        return result;
    }

    void write(const Export& order) const override {
        StagedFolder staged(order.out);
        const Dataset exported = place_images(order.dataset, order.images, staged.path(), NameStyle::kKeepFolders,
                                              order.stop, order.progress);
        for (const Image& image : exported.images) {
            if (!image.caption.empty()) {
                write_file_atomically((staged.path() / image.file_name).replace_extension(".txt"),
                                      image.caption + "\n");
            }
        }
        staged.commit();
    }
};

}  // namespace

std::unique_ptr<DatasetFormat> make_image_folder_format() {
    return std::make_unique<ImageFolderFormat>();
}

}  // namespace destudio::dataset
