// SPDX-License-Identifier: Apache-2.0
#include "core/project/export_preview.h"

#include <algorithm>
#include <limits>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/image/image_io.h"

namespace destudio {
namespace {

ExportPreview::Sample sample_of(const ProjectExport& exported, std::size_t at, const std::vector<RowId>& class_ids,
                                int side) {
    const dataset::Image& image = exported.dataset.images[at];
    ExportPreview::Sample sample{image.file_name, thumbnail(dataset::load_pixels(exported.images, image), side), {}};
    const double scale = static_cast<double>(sample.picture.cols) / image.size.width;
    for (const auto& annotation : exported.dataset.annotations) {
        if (annotation.image_id == image.id && !annotation.ignore) {
            const Box& box = annotation.box;
            sample.boxes.emplace_back(Box{box.x1 * scale, box.y1 * scale, box.x2 * scale, box.y2 * scale},
                                      class_ids[static_cast<std::size_t>(annotation.class_index)]);
        }
    }
    return sample;
}

}  // namespace

ExportPreview export_preview(Project& project, double threshold, const std::set<VariantState>& states,
                             std::size_t samples, int side, const std::stop_token& stop) {
    const ProjectExport exported = export_dataset(project, threshold, states);
    const dataset::Dataset& dataset = exported.dataset;
    throw_if_stopped(stop);
    ExportPreview preview;
    preview.images = dataset.images.size();
    std::vector<RowId> class_ids;
    for (const ProjectClass& entry : project.classes().all()) {
        class_ids.push_back(entry.id);
        preview.classes.push_back({entry.id, entry.name, 0, 0});
    }
    std::vector<std::int64_t> last_image(class_ids.size(), std::numeric_limits<std::int64_t>::min());
    std::set<std::int64_t> with_boxes;
    for (const auto& annotation : dataset.annotations) {  // those of an image follow one another
        if (annotation.ignore) {
            continue;
        }
        const auto index = static_cast<std::size_t>(annotation.class_index);
        ExportPreview::ClassLine& line = preview.classes[index];
        ++preview.boxes;
        ++line.boxes;
        line.images += last_image[index] == annotation.image_id ? 0 : 1;
        last_image[index] = annotation.image_id;
        with_boxes.insert(annotation.image_id);
    }
    preview.without_boxes = preview.images - with_boxes.size();
    preview.not_reviewed = static_cast<std::size_t>(std::count_if(dataset.images.begin(), dataset.images.end(),
                                                                  [](const auto& image) { return !image.confirmed; }));
    const std::size_t count = std::min(samples, preview.images);
    for (std::size_t i = 0; i < count; ++i) {
        throw_if_stopped(stop);
        try {
            const std::size_t at = count == 1 ? 0 : i * (preview.images - 1) / (count - 1);
            preview.samples.push_back(sample_of(exported, at, class_ids, side));
        } catch (const IoError&) {
            continue;  // the export itself names it
        } catch (const FormatError&) {
            continue;
        }
    }
    return preview;
}

}  // namespace destudio
