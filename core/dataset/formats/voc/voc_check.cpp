// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/voc/voc_check.h"

#include <algorithm>
#include <cmath>
#include <pugixml.hpp>
#include <set>

#include "core/base/error.h"
#include "core/dataset/formats/voc/voc_layout.h"
#include "core/dataset/formats/voc/voc_lists.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/text/number_text.h"
#include "core/dataset/text/text_file.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

bool is_voc_id(const std::string& id) {
    return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

class FileCheck {
public:
    FileCheck(const VocFolders& folders, std::string id, std::vector<Issue>& issues)
        : m_folders(folders),
          m_id(std::move(id)),
          m_path(voc_annotation_file(folders, m_id)),
          m_file(folders.name_of(m_id + m_path.extension().string())),
          m_issues(issues) {}

    void run() {
        std::error_code ec;
        if (!is_voc_id(m_id)) {
            add(m_file, "The id has letters outside A-Z, a-z, 0-9, _ and -.", "Give it a plain name.", true);
        }
        const fs::path jpeg = m_folders.images / (m_id + ".jpg");
        if (fs::is_regular_file(jpeg, ec)) {
            measure(jpeg);
        } else {
            const fs::path other = other_picture();
            add(m_file, "There is no " + m_folders.images.filename().string() + "/" + m_id + ".jpg.",
                other.empty() ? "" : "Write the picture as JPEG.", !other.empty());
            measure(other);
        }
        pugi::xml_document document;
        try {
            m_text = read_utf8_file(m_path, kMaxVocXmlBytes);
        } catch (const Error& error) {
            add(m_file, error.what(), "", false);
            return;
        }
        if (!document.load_buffer(m_text.data(), m_text.size())) {
            add(m_file, "The annotation file is broken.", "", false);
            return;
        }
        annotation(document.child("annotation"));
    }

private:
    // The picture of the id with another extension.
    fs::path other_picture() const {
        std::error_code ec;
        for (const std::string& extension : readable_image_extensions()) {
            std::string capital = extension;
            for (char& c : capital) {
                c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            }
            for (const std::string& written : {extension, capital}) {
                if (fs::is_regular_file(m_folders.images / (m_id + written), ec)) {
                    return m_folders.images / (m_id + written);
                }
            }
        }
        return {};
    }

    // The boxes are compared with the picture, because the stated size may be wrong; reading tells that.
    void measure(const fs::path& picture) {
        try {
            m_size = picture.empty() ? Size{} : peek_image_size(picture);
        } catch (const Error&) {
            m_size = {};  // reading tells what is wrong with it
        }
    }

    void add(std::string where, std::string what, std::string fix, bool safe) {
        report(m_issues, {std::move(where), std::move(what), Severity::kError, std::move(fix), safe});
    }

    std::string place(const pugi::xml_node& node) const {
        const auto at = node.offset_debug();
        return at < 0 ? m_file : m_file + ":" + std::to_string(line_of(m_text, static_cast<std::size_t>(at)));
    }

    void annotation(const pugi::xml_node& top) {
        for (const char* name : {"folder", "filename", "source", "size", "segmented"}) {
            if (!top.child(name)) {
                add(place(top), std::string("<") + name + "> is missing.", "Add it.", true);
            }
        }
        const pugi::xml_node size = top.child("size");
        const bool measured = m_size.width > 0;
        const double width = measured ? m_size.width : parse_number(size.child("width").text().get());
        const double height = measured ? m_size.height : parse_number(size.child("height").text().get());
        for (const pugi::xml_node& object : top.children("object")) {
            for (const char* name : {"name", "pose", "truncated", "difficult", "bndbox"}) {
                if (!object.child(name)) {
                    const std::string key = name;
                    const bool safe = key != "name" && key != "bndbox";
                    add(place(object), "An object has no <" + key + ">.", safe ? "Add it." : "Take the object out.",
                        true);
                }
            }
            box(object, width, height);
        }
    }

    void box(const pugi::xml_node& object, double width, double height) {
        const pugi::xml_node box = object.child("bndbox");
        if (!box) {
            return;
        }
        const auto side = [&](const char* name) { return parse_number(box.child(name).text().get()); };
        const double sides[] = {side("xmin"), side("ymin"), side("xmax"), side("ymax")};
        for (const double value : sides) {
            if (!std::isfinite(value)) {
                add(place(box), "A side of the box is no number.", "Take the object out.", true);
                return;
            }
        }
        if (sides[0] < 1 || sides[1] < 1 || sides[2] > width || sides[3] > height || sides[2] < sides[0] ||
            sides[3] < sides[1]) {
            add(place(box), "A box leaves 1 to width or 1 to height.", "Cut the box to the image.", true);
        }
        if (std::any_of(std::begin(sides), std::end(sides), [](double v) { return v != std::floor(v); })) {
            add(place(box), "A side of the box is no whole number; mmdetection and LabelImg want whole pixels.",
                "Round the box.", true);
        }
    }

    const VocFolders& m_folders;
    std::string m_id;
    fs::path m_path;
    std::string m_file;
    std::string m_text;
    Size m_size;
    std::vector<Issue>& m_issues;
};

// Goes through the lists of ids; a list that is missing and an id that stands in one twice are mistakes.
class SetCheck {
public:
    SetCheck(const VocFolders& folders, std::vector<Issue>& issues)
        : m_folders(folders), m_ids(voc_ids(folders)), m_lists(folders, m_ids), m_issues(issues) {}

    void run() {
        if (m_folders.is_devkit) {
            lists();
        } else {
            report(m_issues, {m_folders.root.filename().string(),
                              "Annotations and pictures lie beside each other; torchvision, detectron2 and mmdetection "
                              "want Annotations, JPEGImages and ImageSets/Main.",
                              Severity::kError, "Write these folders.", true});
        }
        for (const std::string& id : m_ids) {
            if (m_folders.is_devkit && !m_named.contains(id)) {
                report(m_issues,
                       {m_folders.name_of(id + ".xml"), "No list in ImageSets/Main names it, so no loader sees it.",
                        Severity::kWarning, "Add it to a list.", true});
            }
            FileCheck(m_folders, id, m_issues).run();
        }
    }

private:
    void lists() {
        std::error_code ec;
        for (const std::string split : {"train", "val", "trainval", "test"}) {
            const std::string name = "ImageSets/Main/" + split + ".txt";
            if (!fs::is_regular_file(m_folders.root / name, ec)) {
                report(m_issues, {name, "It is missing.", Severity::kError, "Write the list.", true});
            }
        }
        std::set<std::pair<std::string, std::string>> seen;
        for (const VocLists::Line& line : m_lists.lines()) {
            if (!line.id.empty() && !seen.emplace(line.list, line.id).second) {
                report(m_issues, {line.where, "\"" + line.id + "\" is in the list twice, so it counts twice.",
                                  Severity::kWarning, "Take one line out.", true});
            }
            if (!line.id.empty()) {
                m_named.insert(line.id);
            }
        }
    }

    const VocFolders& m_folders;
    std::vector<std::string> m_ids;
    VocLists m_lists;
    std::vector<Issue>& m_issues;
    std::set<std::string> m_named;
};

}  // namespace

void check_voc(const fs::path& path, const ReadResult& read, std::vector<Issue>& issues) {
    const auto sets = find_voc_sets(path);
    if (sets.empty()) {
        throw IoError("There is no folder Annotations in " + path.string() + ".");
    }
    std::error_code ec;
    for (VocFolders folders : sets) {
        if (sets.size() == 1 && !read.image_folder.empty()) {
            folders.images = read.image_folder;
        }
        if (fs::is_regular_file(path, ec)) {
            FileCheck(folders, path.stem().string(), issues).run();
        } else {
            SetCheck(folders, issues).run();
        }
    }
}

}  // namespace destudio::dataset
