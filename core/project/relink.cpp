// SPDX-License-Identifier: Apache-2.0
#include "core/project/relink.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/cancellation.h"
#include "core/engine/recipe/file_hash.h"
#include "core/project/reference_import.h"

namespace destudio {

namespace fs = std::filesystem;

std::vector<Reference> missing_references(Project& project) {
    auto references = project.references().all();
    std::erase_if(references, [](const Reference& reference) {
        std::error_code ec;
        return fs::exists(reference.path, ec);
    });
    return references;
}

std::vector<Reference> find_moved(const std::vector<Reference>& missing, const fs::path& folder, std::stop_token stop,
                                  const ProgressSink& progress) {
    auto files = image_files_below(folder, stop);
    std::set<fs::path> wanted_names;
    std::multimap<std::string, Reference> wanted;
    for (const auto& reference : missing) {
        wanted_names.insert(reference.path.filename());
        wanted.emplace(reference.hash, reference);
    }
    std::stable_partition(files.begin(), files.end(),
                          [&](const fs::path& file) { return wanted_names.contains(file.filename()); });
    std::vector<Reference> found;
    for (std::size_t i = 0; i < files.size() && !wanted.empty(); ++i) {
        throw_if_stopped(stop);
        if (progress) {
            progress({"relink", static_cast<std::int64_t>(i), static_cast<std::int64_t>(files.size())});
        }
        std::string hash;
        try {
            hash = file_sha256(files[i]);
        } catch (const Error&) {
            continue;  // unreadable: it cannot be the one
        }
        const auto [first, last] = wanted.equal_range(hash);
        for (auto it = first; it != last; ++it) {
            it->second.path = files[i];
            found.push_back(it->second);
        }
        wanted.erase(first, last);
    }
    std::sort(found.begin(), found.end(), [](const Reference& a, const Reference& b) { return a.id < b.id; });
    return found;
}

}  // namespace destudio
