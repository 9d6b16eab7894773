// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/voc/voc_check.h"

#include <algorithm>
#include <cmath>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "core/base/error.h"
#include "core/dataset/issue_list.h"
#include "core/dataset/number_text.h"
#include "core/dataset/text_file.h"
#include "core/dataset/voc/voc_layout.h"

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
    FileCheck(const fs::path& root, std::string id, std::vector<Issue>& issues)
        : m_root(root), m_id(std::move(id)), m_file("Annotations/" + m_id + ".xml"), m_issues(issues) {}

    void run() {
        std::error_code ec;
        if (!is_voc_id(m_id)) {
            add(m_file, "The id has letters outside A-Z, a-z, 0-9, _ and -.", "Give it a plain name.", true);
        }
        if (!fs::is_regular_file(m_root / "JPEGImages" / (m_id + ".jpg"), ec)) {
            add(m_file, "There is no JPEGImages/" + m_id + ".jpg.", "", false);
        }
        pugi::xml_document document;
        try {
            m_text = read_utf8_file(m_root / m_file, kMaxVocXmlBytes);
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

    const fs::path& m_root;
    std::string m_id;
    std::string m_file;
    std::string m_text;
    std::vector<Issue>& m_issues;
};

}  // namespace

void check_voc_folder(const fs::path& path, std::vector<Issue>& issues) {
    std::error_code ec;
    if (fs::is_regular_file(path, ec)) {
        FileCheck(fs::absolute(path).parent_path().parent_path(), path.stem().string(), issues).run();
        return;
    }
    const fs::path root = voc_root(path);
    std::set<std::string> checked;
    for (const std::string split : {"train", "val", "trainval", "test"}) {
        const std::string name = "ImageSets/Main/" + split + ".txt";
        if (!fs::is_regular_file(root / name, ec)) {
            report(issues, {name, "It is missing.", Severity::kError, "Write the list.", true});
            continue;
        }
        std::istringstream lines(read_utf8_file(root / name));
        std::string line;
        for (int number = 1; std::getline(lines, line); ++number) {
            const std::string id = line.substr(0, line.find_first_of(" \t\r"));
            if (id.empty()) {
                continue;
            }
            if (!is_relative_path(id)) {
                report(issues,
                       {name + ":" + std::to_string(number), "\"" + id + "\" is no name of a file in the folder.",
                        Severity::kError, "Take the line out.", true});
            } else if (checked.insert(id).second) {
                FileCheck(root, id, issues).run();
            }
        }
    }
}

}  // namespace destudio::dataset
