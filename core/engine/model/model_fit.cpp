// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/model_fit.h"

#include <algorithm>

#include "core/base/cancellation.h"
#include "core/image/flat_share.h"
#include "core/image/image_io.h"

namespace destudio {

namespace {

constexpr int kLookSide = 256;
constexpr std::size_t kMaxPictures = 9;

/// By most of the pictures that can be read; none can: no.
bool are_photographs(const std::vector<std::filesystem::path>& pictures, const std::stop_token& stop) {
    // Spread over the list: the first ones of a dataset often come from one place.
    const std::size_t step = std::max<std::size_t>(1, pictures.size() / kMaxPictures);
    std::size_t drawn = 0;
    std::size_t all = 0;
    for (std::size_t i = 0; i < pictures.size() && all < kMaxPictures; i += step) {
        throw_if_stopped(stop);
        try {
            drawn += flat_share(load_thumbnail(pictures[i], kLookSide)) >= kDrawnFlatShare ? 1 : 0;
            ++all;
        } catch (const Error&) {
            continue;
        }
    }
    return all > 0 && 2 * drawn < all;
}

}  // namespace

ModelFit judge_fit(const BundleInfo& bundle, const std::vector<std::string>& classes,
                   const std::vector<std::filesystem::path>& pictures, const std::stop_token& stop) {
    ModelFit fit;
    if (bundle.has_adapter) {
        fit.classes = classes.size();
        std::copy_if(classes.begin(), classes.end(), std::back_inserter(fit.not_found), [&](const std::string& name) {
            return std::find(bundle.classes.begin(), bundle.classes.end(), name) == bundle.classes.end();
        });
    }
    fit.other_look = bundle.domain == "clipart" && are_photographs(pictures, stop);
    return fit;
}

}  // namespace destudio
