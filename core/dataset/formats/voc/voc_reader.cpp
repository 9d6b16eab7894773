// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "core/base/error.h"
#include "core/dataset/formats/voc/voc_format.h"
#include "core/dataset/formats/voc/voc_label_map.h"
#include "core/dataset/formats/voc/voc_layout.h"
#include "core/dataset/formats/voc/voc_lists.h"
#include "core/dataset/formats/voc/voc_xml.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/settle_image.h"
#include "core/dataset/io/split_folders.h"
#include "core/dataset/model/class_table.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/text/leftovers.h"
#include "core/dataset/text/text_file.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

std::string last_part_of(const std::string& named) {
    const auto slash = named.find_last_of("/\\");
    return slash == std::string::npos ? named : named.substr(slash + 1);
}

// The split that the folders of an id tell: "train/a".
std::string split_of_id(const std::string& id) {
    for (const fs::path& part : fs::path(id).parent_path()) {
        if (const std::string split = split_of_word(part.string()); !split.empty()) {
            return split;
        }
    }
    return {};
}

/// Reads one dataset.
class VocReader {
public:
    VocReader(const VocFolders& folders, const VocOptions& options, const fs::path& images)
        : m_folders(folders), m_options(options), m_finder(images.empty() ? folders.images : images) {
        m_result.image_folder = m_finder.folder();
    }

    ReadResult read_all() {
        read_voc_label_map(m_folders.root, m_result.dataset);
        const bool has_label_map = !m_result.dataset.classes.empty();
        const auto ids = voc_ids(m_folders);
        const VocLists lists(m_folders, ids);
        std::size_t foreign = 0;
        for (const std::string& id : ids) {
            const fs::path file = voc_annotation_file(m_folders, id);
            const std::string where = m_folders.name_of(id + file.extension().string());
            try {
                resolve_inside(m_folders.annotations, file.lexically_relative(m_folders.annotations).generic_string());
                read_file(file, id, where);
            } catch (const Error& error) {  // one bad file among thousands is told, not fatal
                foreign += voc_xml_kind(file) == VocXmlKind::kPolygons ? 1 : 0;
                report(m_result.issues, where, std::string(error.what()) + " It was left out.");
                continue;
            }
            Image& image = m_result.dataset.images.back();
            image.split = lists.split_of(id);
            image.split = image.split.empty() ? split_of_id(id) : image.split;
            if (const std::string subset = lists.subset_of(id); image.split.empty() && !subset.empty()) {
                set_split(image, subset, lists.folder() + "/" + subset + ".txt", m_result);
            }
        }
        if (foreign > 0 && foreign == ids.size()) {
            throw FormatError(m_folders.annotations.string() +
                              " holds no Pascal VOC annotations but XML files with polygons alone, as LabelMe of the "
                              "MIT writes them; these are not read here. Turn them into VOC, COCO or labelme's JSON.");
        }
        lists.report_problems(m_result);
        tell_strangers();
        finish(has_label_map);
        return std::move(m_result);
    }

    ReadResult read_one(const fs::path& file) {
        read_file(file, file.stem().string(), file.filename().string());
        finish(true);
        return std::move(m_result);
    }

private:
    void finish(bool keeps_order) {
        m_result.not_kept = m_extras.told();
        if (!keeps_order) {
            ClassTable(m_result.dataset).sort();  // as in VOC itself
        }
    }

    void read_file(const fs::path& file, const std::string& id, const std::string& where) {
        const std::string text = read_utf8_file(file, kMaxVocXmlBytes);
        const VocXml xml(text, where);
        Image image;
        image.id = static_cast<std::int64_t>(m_result.dataset.images.size()) + 1;
        image.size = xml.stated_size();
        image.confirmed = true;
        const std::string named = xml.file_name();
        // The picture first: boxes are cut to its size.
        settle_image(image, names_of_picture(id, named, xml.folder()), m_finder, where, m_result);
        if (!named.empty() && image.found_by == ImageMatch::kWholePath && m_finder.has(image.file_name) &&
            last_part_of(named) != fs::path(image.file_name).filename().string()) {
            report(m_result.issues, {where,
                                     "It names the image \"" + named + "\", but " + image.file_name +
                                         " is there under its own name and was taken.",
                                     Severity::kError, "Write the name of the picture.", true});
        } else if (is_path(named, image.file_name)) {
            report(m_result.issues, {where,
                                     "It names the image \"" + named + "\", a path of another machine; " +
                                         image.file_name + " was taken.",
                                     Severity::kError, "Write the name of the picture.", true});
        }
        m_taken.insert(image.file_name);
        xml.add_objects(image, m_options, m_extras, m_result);
        m_result.dataset.images.push_back(std::move(image));
    }

    // Whether a name has folders that its picture has not.
    static bool is_path(const std::string& named, const std::string& found) {
        return named.find_first_of("/\\") != std::string::npos && last_part_of(named) == last_part_of(found) &&
               !found.ends_with(named);
    }

    // What a file may call its picture: the name of the file itself, by which loaders go, and <filename>, in the folder
    // in which the file is and as it stands.
    static std::vector<std::string> names_of_picture(const std::string& id, const std::string& named,
                                                     const std::string& folder) {
        const std::string below = fs::path(id).parent_path().generic_string();
        const std::string prefix = below.empty() ? "" : below + "/";
        const std::string stem = fs::path(id).filename().string();
        std::vector<std::string> names;
        const std::string last = last_part_of(named);
        if (fs::path(last).stem().string() == stem) {
            names.push_back(prefix + last);
        }
        for (const std::string& extension : readable_image_extensions()) {
            names.push_back(id + extension);
        }
        if (!named.empty()) {
            if (is_relative_path(folder + "/" + named)) {
                names.push_back(folder + "/" + named);
            }
            if (is_relative_path(named)) {
                names.push_back(prefix + named);
            }
            if (below.empty() || !is_relative_path(named) || named.find('/') != std::string::npos) {
                names.push_back(named);
            }
        }
        return names;
    }

    // Pictures that no annotation file belongs to: nobody has said what is on them.
    void tell_strangers() {
        std::size_t count = 0;
        std::string first;
        for (const std::string& name : m_finder.names()) {
            if (!m_taken.contains(name)) {
                first = count++ == 0 ? name : first;
            }
        }
        if (count > 0) {
            const std::string one = "The picture " + first + " has no annotation file; it was passed over.";
            const std::string many = std::to_string(count) + " pictures have no annotation file, for example " + first +
                                     "; they were passed over.";
            report(m_result.issues, {"", count == 1 ? one : many, Severity::kNote});
        }
    }

    VocFolders m_folders;
    VocOptions m_options;
    ImageFinder m_finder;
    ReadResult m_result;
    VocExtras m_extras;
    std::set<std::string> m_taken;
};

}  // namespace

void parse_voc_xml(std::string_view text, const std::string& name, const VocOptions& options, ReadResult& result) {
    const VocXml xml(text, name);
    Image image;
    image.id = static_cast<std::int64_t>(result.dataset.images.size()) + 1;
    image.file_name = xml.file_name();
    if (image.file_name.empty()) {
        image.file_name = fs::path(name).stem().string() + ".jpg";
    }
    check_relative_path(image.file_name, name);
    image.size = xml.stated_size();
    image.confirmed = true;
    VocExtras extras;
    xml.add_objects(image, options, extras, result);
    result.dataset.images.push_back(std::move(image));
}

ReadResult read_voc(const fs::path& path, const VocOptions& options, const fs::path& images) {
    const auto sets = find_voc_sets(path);
    std::error_code ec;
    if (sets.empty()) {
        throw IoError(fs::is_regular_file(path, ec) ? path.string() + " is no Pascal VOC annotation file."
                                                    : "There is no folder Annotations in " + path.string() +
                                                          ", nor an annotation file, so it is no Pascal VOC dataset.");
    }
    if (fs::is_regular_file(path, ec)) {
        return VocReader(sets.front(), options, images).read_one(path);
    }
    std::vector<Part> parts;
    std::map<fs::path, VocFolders> set_of;
    for (const VocFolders& one : sets) {
        parts.push_back({one.root, one.split});
        set_of.emplace(one.root, one);
    }
    ReadResult result = read_parts(
        parts, images, [&](const fs::path& root) { return VocReader(set_of.at(root), options, images).read_all(); });
    const bool told_by_names =
        std::all_of(sets.begin(), sets.end(), [](const VocFolders& one) { return !one.split.empty(); });
    if (sets.size() > 1 && !told_by_names) {
        std::string names;
        for (const VocFolders& one : sets) {
            names += (names.empty() ? "" : ", ") + one.root.lexically_relative(path).generic_string();
        }
        report(result.issues,
               {"", std::to_string(sets.size()) + " datasets were read together: " + names + ".", Severity::kNote});
    }
    return result;
}

}  // namespace destudio::dataset
