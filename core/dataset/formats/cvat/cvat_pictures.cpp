// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/cvat/cvat_pictures.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/dataset/io/picture_paths.h"
#include "core/dataset/io/settle_image.h"
#include "core/dataset/model/issue_list.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

bool has_size(Size size) {
    return size.width > 0 && size.height > 0;
}

std::string stem_of(const std::string& name) {
    return fs::path(name).stem().string();
}

}  // namespace

void CvatPictures::claim(const CvatTask& task, const std::string& name, Size size) {
    m_tasks_of_title[task.title()].insert(task.id);
    for (const std::string& path : {task.subset.empty() ? std::string() : task.subset + "/" + name, name}) {
        auto& claims = m_claims[path];
        const bool known = path.empty() || std::any_of(claims.begin(), claims.end(),
                                                       [&](const Claim& claim) { return claim.task == task.id; });
        if (!known) {
            claims.push_back({task.id, task.title(), size});
        }
    }
}

bool CvatPictures::is_there(const std::string& path) const {
    const FoundImage found = m_finder.locate(path);
    return !found.name.empty() && found.match <= ImageMatch::kExtension;
}

// Folders that only one task can mean: of its name, of its video, "task_7".
std::vector<std::string> CvatPictures::own_paths(const CvatTask& task, const std::string& name) const {
    std::vector<std::string> paths;
    for (const std::string& folder : {task.name, stem_of(task.source), "task_" + task.id, "task-" + task.id}) {
        const auto same_title = m_tasks_of_title.find(folder);
        const bool shared = same_title != m_tasks_of_title.end() && same_title->second.size() > 1;
        if (folder.empty() || folder == "task_" || folder == "task-" || shared) {
            continue;
        }
        for (const std::string& above : {std::string(), task.subset.empty() ? std::string() : task.subset + "/"}) {
            const std::string path = above + folder + "/" + name;
            // A task may be called like the subset of another one.
            if (!m_claims.contains(path) && is_there(path)) {
                paths.push_back(with_extension(m_finder, path));
            }
        }
    }
    return paths;
}

void CvatPictures::settle(Image& image, const CvatTask& task, const std::string& name, const std::string& where) const {
    const auto claims_on = [this](const std::string& path) {
        const auto claims = m_claims.find(path);
        return claims == m_claims.end() ? std::size_t{0} : claims->second.size();
    };
    const bool contested = claims_on(name) > 1;
    const std::string within = task.subset.empty() ? std::string() : task.subset + "/" + name;
    const bool only_claim = !within.empty() && claims_on(within) == 1;
    std::vector<std::string> paths;
    if (only_claim && is_there(within)) {
        paths.push_back(with_extension(m_finder, within));
    } else {
        paths = own_paths(task, name);
    }
    // Where the name alone says too little, a folder has to be there.
    if (!contested && only_claim) {
        paths.push_back(with_extension(m_finder, within));
    }
    if (!contested && claims_on(name) == 1) {
        paths.push_back(with_extension(m_finder, name));  // CVAT names the frames of a video without one
    }
    const bool found = std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
        return m_finder.has(path) || m_finder.find(path).has_value();
    });
    if (contested && !found) {
        settle_contested(image, task, name, where);
    } else {
        settle_image(image, paths, m_finder, where, m_result);
    }
}

void CvatPictures::settle_contested(Image& image, const CvatTask& task, const std::string& name,
                                    const std::string& where) const {
    const std::string within = task.subset.empty() ? std::string() : task.subset + "/" + name;
    const bool in_subset = !within.empty() && is_there(within);
    const std::string& path = in_subset ? within : name;
    const FoundImage found = m_finder.locate(path);
    const auto& claims = m_claims.at(path);
    std::string others;
    for (const Claim& claim : claims) {
        others += (others.empty() ? "" : ", ") + claim.title;
    }
    const std::string contest = "\"" + name + "\" is a picture of several tasks (" + others + ")";
    const std::string here = task.title() + "/" + name;
    image.file_name = missing_name(here, image.id);
    if (found.name.empty()) {
        report(m_result.issues, where, "Its picture \"" + here + "\" is missing.");
        return;
    }
    Size size;
    try {
        size = peek_image_size(m_finder.folder() / found.name);
    } catch (const Error& error) {
        report(m_result.issues, where, error.what());
        return;
    }
    const auto fits = [&](const Claim& claim) { return claim.size == size; };
    const auto winner = std::find_if(claims.begin(), claims.end(), fits);
    const bool decided = std::count_if(claims.begin(), claims.end(), fits) == 1 &&
                         std::all_of(claims.begin(), claims.end(), [](const Claim& c) { return has_size(c.size); });
    if (decided && winner->task == task.id) {
        image.file_name = found.name;
        image.size = size;
        report(m_result.issues,
               {where, contest + "; " + found.name + " has the size of this one and was taken for it alone.",
                Severity::kWarning, "Put the pictures of each task into a folder of its name."});
        return;
    }
    report(m_result.issues,
           {where,
            contest + ", but only one file has that name" +
                (decided ? ", with the size of " + winner->title : ", and whose it is cannot be told") +
                "; the picture of " + task.title() + " is missing.",
            Severity::kError, "Put the pictures of each task into a folder of its name."});
}

}  // namespace destudio::dataset
