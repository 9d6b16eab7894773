// SPDX-License-Identifier: Apache-2.0
#include "ui/scaleup/scale_up_references.h"

#include <map>

#include "core/project/project.h"

namespace destudio::ui {

scaleup::ReferenceSet scale_up_references(const std::filesystem::path& file,
                                          const std::vector<std::string>& adapter_classes) {
    const auto project = Project::open_for_reading(file);
    std::map<RowId, std::string> names;
    std::vector<std::string> classes;
    for (const ProjectClass& entry : project->classes().all()) {
        names[entry.id] = entry.name;
        classes.push_back(entry.name);
    }
    std::vector<scaleup::SourceImage> images;
    for (const Reference& reference : project->references().all()) {
        // The hash tells apart files of one name in several folders, and goes with
        // the project wherever it is moved.
        scaleup::SourceImage image{reference.path,
                                   reference.hash.substr(0, 8) + "/" + reference.path.filename().string(),
                                   reference.caption,
                                   reference.size,
                                   {}};
        for (const ReferenceBox& box : project->references().boxes(reference.id)) {
            if (!box.ignore) {
                image.box_classes.push_back(names[box.class_id]);
                image.boxes.push_back(box.box);
            }
        }
        images.push_back(std::move(image));
    }
    return scaleup::make_reference_set(images, std::move(classes), adapter_classes);
}

}  // namespace destudio::ui
