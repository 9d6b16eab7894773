// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/images/image_export.h"

#include "core/base/cancellation.h"

namespace destudio::dataset {

Dataset place_images(const Dataset& dataset, const ImageSource& source, const std::filesystem::path& folder,
                     NameStyle style, const std::stop_token& stop, const ProgressSink& progress) {
    std::filesystem::create_directories(folder);
    Dataset exported = dataset;
    const auto names = export_names(dataset.images, style);
    for (std::size_t i = 0; i < names.size(); ++i) {
        throw_if_stopped(stop);
        const auto extension = place_image(source, dataset.images[i], folder / names[i]);
        exported.images[i].file_name = names[i] + extension;
        tell_progress(progress, i + 1, names.size());
    }
    return exported;
}

void tell_progress(const ProgressSink& progress, std::size_t done, std::size_t total) {
    if (progress) {
        progress({"export", static_cast<std::int64_t>(done), static_cast<std::int64_t>(total)});
    }
}

}  // namespace destudio::dataset
