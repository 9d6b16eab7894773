// SPDX-License-Identifier: Apache-2.0
#include "core/project/sample_project.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/dataset/io/dataset_io.h"
#include "core/engine/model/sample_sets.h"
#include "core/project/reference_import.h"
#include "core/project/variant_import.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

void add_ladders(Project& project, const fs::path& ladders) {
    std::error_code ec;
    if (fs::is_directory(ladders, ec)) {
        import_variants(project, scan_variants(dataset::open_dataset(dataset::find_format("coco"), ladders)));
    }
}

}  // namespace

std::unique_ptr<Project> create_sample_project(const fs::path& file, const fs::path& bundle) {
    const fs::path sample = sample_folder(bundle);
    auto scan = scan_coco(sample / "annotations.json");
    if (scan.entries.empty()) {
        throw IoError("The sample in " + sample.string() + " holds no readable image.");
    }
    auto project = Project::create(file, "Sample");
    for (auto& entry : scan.entries) {
        const fs::path copy = project->files_folder() / "references" / entry.reference.path.filename();
        write_file_atomically(copy, read_file(entry.reference.path));
        entry.reference.path = copy;
    }
    add_references(*project, scan);
    adopt_built_in_guidance(*project, bundle);
    add_ladders(*project, sample_ladders(sample));
    return project;
}

}  // namespace destudio
