// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/voc/voc_check.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "core/base/error.h"
#include "core/dataset/formats/voc/voc_layout.h"
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
        : m_folders(folders), m_id(std::move(id)), m_file(folders.name_of(m_id + ".xml")), m_issues(issues) {}

    void run() {
        std::error_code ec;
        if (!is_voc_id(m_id)) {
            add(m_file, "The id has letters outside A-Z, a-z, 0-9, _ and -.", "Give it a plain name.", true);
        }
        if (!fs::is_regular_file(m_folders.images / (m_id + ".jpg"), ec)) {
            const bool other = std::any_of(readable_image_extensions().begin(), readable_image_extensions().end(),
                                           [&](const std::string& extension) {
                                               return fs::is_regular_file(m_folders.images / (m_id + extension), ec);
                                           });
            add(m_file, "There is no JPEGImages/" + m_id + ".jpg.", other ? "Write the picture as JPEG." : "", other);
        }
        pugi::xml_document document;
        try {
            m_text = read_utf8_file(m_folders.annotations / (m_id + ".xml"), kMaxVocXmlBytes);
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
        const double width = parse_number(size.child("width").text().get());
        const double height = parse_number(size.child("height").text().get());
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
    std::string m_file;
    std::string m_text;
    std::vector<Issue>& m_issues;
};

}  // namespace

namespace {

// Goes through the lists of ids; a list that is missing, an id that leaves the folder and one that is in two lists are
// mistakes.
class ListCheck {
public:
    ListCheck(const VocFolders& folders, std::vector<Issue>& issues) : m_folders(folders), m_issues(issues) {}

    void run() {
        for (const std::string split : {"train", "val", "trainval", "test"}) {
            if (m_folders.is_devkit) {
                list(split);
            }
        }
        for (const auto& entry : fs::directory_iterator(m_folders.annotations)) {
            const std::string id = entry.path().stem().string();
            if (entry.path().extension() != ".xml" || m_checked.contains(id)) {
                continue;
            }
            if (m_folders.is_devkit) {
                report(m_issues, {m_folders.name_of(entry.path().filename().string()),
                                  "No list in ImageSets/Main names it, so no loader sees it.", Severity::kWarning,
                                  "Add it to a list.", true});
            }
            FileCheck(m_folders, id, m_issues).run();
        }
    }

private:
    void list(const std::string& split) {
        const std::string name = "ImageSets/Main/" + split + ".txt";
        std::error_code ec;
        if (!fs::is_regular_file(m_folders.root / name, ec)) {
            report(m_issues, {name, "It is missing.", Severity::kError, "Write the list.", true});
            return;
        }
        std::istringstream lines(read_utf8_file(m_folders.root / name));
        std::set<std::string> here;
        std::string line;
        for (int number = 1; std::getline(lines, line); ++number) {
            const std::string id = line.substr(0, line.find_first_of(" \t\r"));
            if (!id.empty()) {
                entry(id, split, name + ":" + std::to_string(number), here);
            }
        }
    }

    void entry(const std::string& id, const std::string& split, const std::string& where, std::set<std::string>& here) {
        if (!is_relative_path(id)) {
            report(m_issues, {where, "\"" + id + "\" is no name of a file in the folder.", Severity::kError,
                              "Take the line out.", true});
            return;
        }
        if (!here.insert(id).second) {
            report(m_issues, {where, "\"" + id + "\" is in the list twice, so it counts twice.", Severity::kWarning,
                              "Take one line out.", true});
        }
        if (split != "trainval") {
            const auto [known, is_new] = m_split_of.emplace(id, split);
            if (!is_new && known->second != split) {
                report(m_issues, {where, "\"" + id + "\" is in " + known->second + " and in " + split + ".",
                                  Severity::kWarning, "Keep it in one of them.", true});
            }
        }
        if (m_checked.insert(id).second) {
            FileCheck(m_folders, id, m_issues).run();
        }
    }

    const VocFolders& m_folders;
    std::vector<Issue>& m_issues;
    std::set<std::string> m_checked;
    std::map<std::string, std::string> m_split_of;
};

}  // namespace

void check_voc_folder(const fs::path& path, std::vector<Issue>& issues) {
    std::error_code ec;
    if (fs::is_regular_file(path, ec)) {
        const fs::path beside = fs::absolute(path).parent_path();
        const bool is_devkit = fs::is_directory(beside.parent_path() / "JPEGImages", ec);
        const fs::path root = is_devkit ? beside.parent_path() : beside;
        FileCheck({root, beside, is_devkit ? root / "JPEGImages" : beside, is_devkit}, path.stem().string(), issues)
            .run();
        return;
    }
    const auto folders = find_voc_folders(path);
    if (!folders) {
        throw IoError("There is no folder Annotations in " + path.string() + ".");
    }
    if (!folders->is_devkit) {
        report(issues, {path.filename().string(),
                        "Annotations and pictures lie beside each other; torchvision, detectron2 and mmdetection want "
                        "Annotations, JPEGImages and ImageSets/Main.",
                        Severity::kError, "Write these folders.", true});
    }
    ListCheck(*folders, issues).run();
}

}  // namespace destudio::dataset
