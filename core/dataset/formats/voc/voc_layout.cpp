// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/voc/voc_layout.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/dataset/images/image_finder.h"
#include "core/dataset/model/split_name.h"
#include "core/dataset/text/leftovers.h"
#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr std::array kVocAnnotationFolders{"annotations", "annotation", "xmls", "xml", "labels", "label"};
constexpr std::array kVocImageFolders{"jpegimages", "images", "image", "imgs", "img", "jpegs", "pictures", "photos"};

std::string small_letters_of(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

fs::path absolute_folder(const fs::path& path) {
    const fs::path normal = fs::absolute(path).lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
}

std::vector<fs::path> folders_in(const fs::path& folder) {
    std::vector<fs::path> folders;
    std::error_code ec;
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
        if (!is_leftover(it->path()) && it->is_directory(ec)) {
            folders.push_back(it->path());
        }
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

// Folders of `parent` whose names are in a list, in the order of the list.
template <std::size_t N>
std::vector<fs::path> named_folders(const fs::path& parent, const std::array<const char*, N>& names) {
    std::vector<fs::path> found;
    const auto folders = folders_in(parent);
    for (const char* name : names) {
        for (const fs::path& folder : folders) {
            if (small_letters_of(folder.filename().string()) == name) {
                found.push_back(folder);
            }
        }
    }
    return found;
}

bool is_xml_file(const fs::directory_entry& entry) {
    std::error_code ec;
    return has_extension(entry.path(), ".xml") && !is_leftover(entry.path()) && entry.is_regular_file(ec);
}

bool is_annotation(const fs::path& file) {
    return voc_xml_kind(file) == VocXmlKind::kVoc;
}

// Whether annotation files lie in a folder, or, when `deep`, below it. Only the first files are opened.
bool holds_annotations(const fs::path& folder, bool deep) {
    constexpr int kMaxOpened = 20;
    int opened = 0;
    std::error_code ec;
    for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, ec), end;
         !ec && it != end && opened < kMaxOpened; it.increment(ec)) {
        if (!deep || is_leftover(it->path())) {
            it.disable_recursion_pending();
        }
        if (is_xml_file(*it)) {
            ++opened;
            if (is_annotation(it->path())) {
                return true;
            }
        }
    }
    return false;
}

bool holds_pictures(const fs::path& folder) {
    std::error_code ec;
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
        if (has_image_extension(it->path()) && !is_leftover(it->path())) {
            return true;
        }
    }
    return false;
}

std::optional<VocFolders> set_in(const fs::path& folder) {
    const auto images = named_folders(folder, kVocImageFolders);
    for (const fs::path& annotations : named_folders(folder, kVocAnnotationFolders)) {
        const bool is_standard = annotations.filename() == "Annotations";
        std::error_code ec;
        const bool expected = is_standard && fs::is_empty(annotations, ec) &&
                              (!images.empty() || fs::is_directory(folder / "ImageSets", ec));
        if (expected || holds_annotations(annotations, true)) {
            const fs::path beside = holds_pictures(annotations) ? annotations : folder;
            return VocFolders{folder, annotations, images.empty() ? beside : images.front(), true};
        }
    }
    if (!holds_annotations(folder, false)) {
        return {};
    }
    // The folder of annotations itself may be named.
    const fs::path here = absolute_folder(folder);
    const auto beside = named_folders(here.parent_path(), kVocImageFolders);
    const std::string name = small_letters_of(here.filename().string());
    const bool is_part =
        std::find(kVocAnnotationFolders.begin(), kVocAnnotationFolders.end(), name) != kVocAnnotationFolders.end();
    if (is_part && !beside.empty() && !holds_pictures(folder)) {
        return VocFolders{here.parent_path(), folder, beside.front(), true};
    }
    return VocFolders{folder, folder, !images.empty() && !holds_pictures(folder) ? images.front() : folder, false};
}

void collect_sets(const fs::path& folder, int depth, std::string split, std::vector<VocFolders>& sets) {
    constexpr int kDeepest = 4;
    constexpr std::size_t kMaxSets = 500;
    if (auto found = set_in(folder)) {
        found->split = std::move(split);
        sets.push_back(std::move(*found));
        return;
    }
    for (const fs::path& below : depth < kDeepest ? folders_in(folder) : std::vector<fs::path>()) {
        const std::string told = split_of_word(below.filename().string());
        if (sets.size() < kMaxSets) {
            collect_sets(below, depth + 1, told.empty() ? split : told, sets);
        }
    }
}

}  // namespace

VocXmlKind voc_xml_kind(const fs::path& file) {
    if (!has_extension(file, ".xml") || is_leftover(file)) {
        return VocXmlKind::kNone;
    }
    std::string head = read_head(file);
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
        std::erase(head, '\0');  // UTF-16, which is told when the file is read
    }
    const auto has = [&](const char* part) { return head.find(part) != std::string::npos; };
    if (!has("<annotation>") && !has("<annotation ")) {
        return VocXmlKind::kNone;
    }
    return has("<polygon>") && !has("<bndbox") && !has("<robndbox") ? VocXmlKind::kPolygons : VocXmlKind::kVoc;
}

std::vector<VocFolders> find_voc_sets(const fs::path& path) {
    std::vector<VocFolders> sets;
    std::error_code ec;
    if (!fs::is_regular_file(path, ec)) {
        collect_sets(path, 0, "", sets);
        return sets;
    }
    if (is_annotation(path)) {
        const fs::path beside = absolute_folder(fs::absolute(path).parent_path());
        const auto images = named_folders(beside.parent_path(), kVocImageFolders);
        const bool is_devkit = !images.empty() && !holds_pictures(beside);
        sets.push_back(
            {is_devkit ? beside.parent_path() : beside, beside, is_devkit ? images.front() : beside, is_devkit});
    }
    return sets;
}

std::vector<std::string> voc_ids(const VocFolders& folders) {
    std::vector<std::string> ids;
    std::error_code ec;
    for (fs::recursive_directory_iterator it(folders.annotations, fs::directory_options::skip_permission_denied, ec),
         end;
         !ec && it != end; it.increment(ec)) {
        if (!folders.is_devkit || is_leftover(it->path())) {
            it.disable_recursion_pending();
        }
        if (is_xml_file(*it)) {
            ids.push_back(it->path().lexically_relative(folders.annotations).replace_extension().generic_string());
        }
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

fs::path voc_annotation_file(const VocFolders& folders, const std::string& id) {
    std::error_code ec;
    for (const char* extension : {".xml", ".XML", ".Xml"}) {
        if (fs::is_regular_file(folders.annotations / (id + extension), ec)) {
            return folders.annotations / (id + extension);
        }
    }
    return folders.annotations / (id + ".xml");
}

}  // namespace destudio::dataset
