// SPDX-License-Identifier: Apache-2.0
#include "core/project/picture_recovery.h"

#include <algorithm>
#include <map>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/engine/recipe/recipe_file.h"

namespace destudio {

namespace fs = std::filesystem;

std::vector<fs::path> unknown_pictures(Project& project) {
    const auto known = project.variants().picture_names();
    std::vector<fs::path> unknown;
    std::error_code ec;
    for (fs::directory_iterator it(project.files_folder(), ec), end; !ec && it != end; it.increment(ec)) {
        const std::string name = it->path().filename().string();
        std::error_code ignored;
        if (name.starts_with("variant-") && name.ends_with(".png") && !known.contains(name) &&
            it->symlink_status(ignored).type() == fs::file_type::regular) {
            unknown.push_back(it->path());
        }
    }
    std::sort(unknown.begin(), unknown.end());
    return unknown;
}

PictureRecovery recover_pictures(Project& project, const std::stop_token& stop) {
    std::map<std::string, RowId> by_content;
    for (const Reference& reference : project.references().all()) {
        by_content.emplace(reference.hash, reference.id);
    }
    PictureRecovery result;
    Project::Transaction transaction(project);
    for (const fs::path& picture : unknown_pictures(project)) {
        throw_if_stopped(stop);
        try {
            Variant variant;
            variant.recipe = read_recipe(picture);
            const auto reference = by_content.find(variant.recipe.reference_hash);
            if (reference != by_content.end()) {
                project.variants().add(reference->second, variant, {}, picture);
                ++result.recovered;
                continue;
            }
        } catch (const FormatError&) {
            // Told below: it carries no recipe.
        }
        result.left.push_back(picture);
    }
    transaction.commit();
    return result;
}

}  // namespace destudio
