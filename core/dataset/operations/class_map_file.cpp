// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/operations/class_map_file.h"

#include "core/base/error.h"
#include "core/dataset/text/json_text.h"

namespace destudio::dataset {

ClassMap read_class_map(const std::filesystem::path& file) {
    const auto table = read_dataset_json(file);
    if (!table.is_object()) {
        throw FormatError(file.string() + " has to be an object of class names: {\"from\": \"to\"}.");
    }
    ClassMap classes;
    for (const auto& [from, to] : table.items()) {
        if (!to.is_string()) {
            throw FormatError(file.string() + ": \"" + from + "\" has to become a text.");
        }
        classes[from] = to.get<std::string>();
    }
    return classes;
}

}  // namespace destudio::dataset
