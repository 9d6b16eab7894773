// SPDX-License-Identifier: Apache-2.0
#include "core/domain/own_pictures.h"

#include <algorithm>

#include "core/adaptation/base_pictures.h"
#include "core/engine/model/bundle_info.h"

namespace destudio::domain {

namespace {

constexpr int kLargestFreshSize = 256;  ///< that a small model draws well
constexpr const char* kPicturesFile = "pictures.json";

}  // namespace

OwnPictures open_own_pictures(const adaptation::PictureChoice& choice, const std::filesystem::path& out,
                              const std::filesystem::path& start_from, training::BaseRecipe& recipe) {
    const auto kept = out / kPicturesFile;
    std::error_code ec;
    adaptation::PictureList list;
    if (std::filesystem::exists(kept, ec)) {
        list = adaptation::read_pictures(kept);
    } else {
        list = adaptation::unlabelled_pictures(choice, recipe.seed);
        adaptation::write_pictures(kept, list);
    }
    adaptation::require_files(list);
    int limit = kLargestFreshSize;
    if (!start_from.empty()) {
        const Size native = read_bundle_info(start_from).native_size;
        limit = std::max(native.width, native.height);
    }
    OwnPictures own;
    own.pictures = adaptation::open_base_pictures(list, recipe, limit);
    own.show_samples = [out](const training::SampleSheet& sheet) { adaptation::write_samples(out, sheet); };
    return own;
}

}  // namespace destudio::domain
