// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/bundle_part.h"

#include "core/base/error.h"

namespace destudio::training {

void adopt_part(const std::filesystem::path& from, const std::filesystem::path& to, const std::string& part) {
    const auto target = to / part;
    if (std::filesystem::exists(target)) {
        return;
    }
    const auto partial = to / (part + ".partial");
    try {
        std::filesystem::remove_all(partial);
        std::filesystem::create_directories(to);
        std::filesystem::copy(from / part, partial, std::filesystem::copy_options::recursive);
        std::filesystem::rename(partial, target);
    } catch (const std::filesystem::filesystem_error& error) {
        throw IoError("Could not copy " + (from / part).string() + " to " + target.string() + ": " +
                      error.code().message() + ".");
    }
}

}  // namespace destudio::training
