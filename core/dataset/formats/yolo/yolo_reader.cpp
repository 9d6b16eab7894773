// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "core/base/error.h"
#include "core/dataset/formats/yolo/yolo_format.h"
#include "core/dataset/formats/yolo/yolo_labels.h"
#include "core/dataset/formats/yolo/yolo_layout.h"
#include "core/dataset/formats/yolo/yolo_root.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/model/split_name.h"
#include "core/dataset/text/label_text.h"
#include "core/dataset/text/text_file.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxLabelBytes = 64U << 20U;

// Our own lists say by their name which split they are, also where one has to stand for another.
std::string listed_split(const std::string& entry) {
    for (const std::string& split : split_names()) {
        if (entry == split + ".txt") {
            return split;
        }
    }
    return {};
}

// A path without the dots and slashes that mean nothing, to compare with what was found.
std::string bare(const std::string& named) {
    fs::path out;
    for (const fs::path& part : fs::path(named).lexically_normal().relative_path()) {
        if (part != ".." && !part.empty()) {
            out /= part;
        }
    }
    return out.generic_string();
}

/// Reads what a description names.
class YoloReader {
public:
    /// @param images where the pictures are, when that is not in the dataset's folder
    YoloReader(const YoloSource& source, const fs::path& images, const LabelRule& rule)
        : m_source(source),
          m_rule(rule),
          m_pictures(images.empty() ? source.root : images),
          m_pictures_apart(!images.empty()),
          m_finder(m_pictures) {
        m_result.issues = source.issues;
        settle_classes();
    }

    ReadResult run() {
        for (const auto& [name, split] : m_source.pictures) {
            read_picture(m_pictures / name, split);
        }
        read_paths();
        tell_layout();
        for (Issue& issue : m_counts.told()) {
            (issue.severity == Severity::kNote ? m_result.issues : m_result.not_kept).push_back(std::move(issue));
        }
        m_lists.report_overlaps(m_source.name(), m_result);
        for (Image& image : m_result.dataset.images) {
            image.split = m_lists.split_of(image.file_name);
        }
        m_result.image_folder = m_pictures;
        enter_image_folder();
        return std::move(m_result);
    }

    const LabelCounts& counts() const { return m_counts; }

private:
    // Classes of one name are one class here: no other format can hold two of them.
    void settle_classes() {
        const YoloYaml& description = m_source.description;
        if (description.names.empty() && !m_source.open_classes) {
            throw FormatError(m_source.file.string() + " has no class names.");
        }
        Dataset& dataset = m_result.dataset;
        m_classes.open = m_source.open_classes;
        std::map<std::string, int> known;
        for (std::size_t i = 0; i < description.names.size(); ++i) {
            const std::string& name = description.names[i];
            const std::int64_t number =
                description.numbers.empty() ? static_cast<std::int64_t>(i) : description.numbers[i];
            const auto [first, is_new] = known.emplace(name, static_cast<int>(dataset.classes.size()));
            m_classes.of_number[number] = first->second;
            if (is_new) {
                dataset.classes.push_back(name);
                if (!description.numbers.empty()) {
                    dataset.class_ids.push_back(number);
                }
            } else {
                report(m_result.issues, {m_source.name(),
                                         "Class " + std::to_string(number) + " has the name \"" + name +
                                             "\" of another class; they were made one.",
                                         Severity::kError, "Give it a name of its own.", true});
            }
        }
        if (!description.numbers.empty()) {
            report(m_result.issues, {m_source.name(), "The class numbers are not 0, 1, 2, …; Ultralytics refuses that.",
                                     Severity::kError, "Number the classes anew.", true});
        }
    }

    void read_paths() {
        // One folder for everything is no split: data.yaml has to name it twice.
        const auto& paths = m_source.description.paths;
        const auto train = paths.find("train");
        const auto val = paths.find("val");
        const auto same = [](const std::string& a, const std::string& b) { return bare(a) == bare(b); };
        const bool no_splits =
            train != paths.end() && val != paths.end() && !paths.contains("test") &&
            std::equal(train->second.begin(), train->second.end(), val->second.begin(), val->second.end(), same) &&
            listed_split(train->second.front()).empty();
        for (const std::string& split : split_names()) {
            const auto entries = paths.find(split);
            for (std::size_t i = 0; entries != paths.end() && i < entries->second.size(); ++i) {
                const std::string& entry = entries->second[i];
                const std::string listed = listed_split(entry);
                read_entry(entry, split, no_splits ? "" : listed.empty() ? split : listed);
            }
        }
        if (!m_any_there && !m_missing.empty()) {
            if (!m_outside.empty()) {
                throw FormatError(m_source.file.string() + " names " + m_outside +
                                  ", which lies outside the dataset's folder or is not there. Name it relative to " +
                                  m_source.file.filename().string() + ".");
            }
            throw IoError(m_source.file.string() + " names " + m_missing +
                          ", which does not exist, and no other split is there. Where the pictures lie elsewhere, name "
                          "their folder (--images).");
        }
    }

    // What the description or a list calls "images/a" is "a" in a folder of pictures that is elsewhere.
    std::string without_image_folder(const std::string& named) const {
        const std::string name = bare(named);
        if (m_pictures_apart && (name == "images" || name.starts_with("images/"))) {
            return name.size() > 7 ? name.substr(7) : ".";
        }
        return named;
    }

    void read_entry(const std::string& entry, const std::string& split, const std::string& split_of_images) {
        const fs::path list = find_inside(m_source.root, entry);
        const fs::path folder = find_inside(m_pictures, without_image_folder(entry));
        std::error_code ec;
        if (!list.empty() && fs::is_regular_file(list, ec)) {
            tell_found(entry, list, m_source.root);
            read_list(list, split_of_images);
        } else if (!folder.empty() && fs::is_directory(folder, ec)) {
            tell_found(entry, folder, m_pictures);
            for (const std::string& name : list_images(folder)) {
                read_picture(folder / name, split_of_images);
            }
        } else {
            // Tools that download parts of a dataset leave lines for parts that are not there.
            m_missing = m_missing.empty() ? entry : m_missing;
            m_outside = m_outside.empty() && fs::path(entry).is_absolute() ? entry : m_outside;
            report(m_result.issues, {m_source.name(), split + " names " + entry + ", which does not exist.",
                                     Severity::kError, "Correct the line or take it out; the other splits were read."});
            return;
        }
        m_any_there = true;
    }

    void tell_found(const std::string& entry, const fs::path& found, const fs::path& root) {
        const std::string there = found.lexically_normal().lexically_relative(root.lexically_normal()).generic_string();
        std::string named = bare(entry);
        named = named.ends_with('/') ? named.substr(0, named.size() - 1) : named;
        if (there != named && there != "." && m_source.layout == YoloLayout::kYaml && !m_pictures_apart) {
            report(m_result.issues, {m_source.name(), "It names " + entry + "; " + there + " was taken for it.",
                                     Severity::kWarning, "Name " + there + ".", true});
        }
    }

    void read_list(const fs::path& list, const std::string& split) {
        std::istringstream lines(read_utf8_file(list, kMaxLabelBytes));
        std::string line;
        for (int number = 1; std::getline(lines, line); ++number) {
            line.erase(line.find_last_not_of(" \t\r") + 1);
            line.erase(0, std::min(line.find_first_not_of(" \t"), line.size()));
            if (!line.empty()) {
                read_line(line, list, number, split);
            }
        }
    }

    void read_line(const std::string& line, const fs::path& list, int number, const std::string& split) {
        const std::string named = without_image_folder(line);
        // "./a.jpg" is beside the list, as in Ultralytics; anything else is below the root.
        const fs::path beside = list.parent_path() / named;
        std::error_code ec;
        if (named.starts_with("./") && !m_pictures_apart && fs::is_regular_file(beside, ec)) {
            read_picture(beside, split);
            return;
        }
        const std::string name = bare(named);
        if (!fs::path(named).is_absolute() && m_finder.has(name)) {
            read_picture(m_pictures / name, split);
            return;
        }
        const FoundImage found = m_finder.locate(named);
        if (found.name.empty()) {
            report(m_result.issues, {list.filename().string() + ":" + std::to_string(number),
                                     "There is no picture \"" + line + "\"" +
                                         (found.doubt.empty() ? "" : ": " + found.doubt) + "; it was left out.",
                                     Severity::kError, "Take the line out."});
            return;
        }
        if (found.match != ImageMatch::kWholePath) {
            ++m_found_otherwise;
            m_example = m_example.empty() ? "\"" + line + "\" as " + found.name : m_example;
        }
        read_picture(m_pictures / found.name, split);
    }

    void read_picture(const fs::path& file, const std::string& split) {
        const std::string name =
            file.lexically_normal().lexically_relative(m_pictures.lexically_normal()).generic_string();
        if (!split.empty()) {
            m_lists.add(name, split);
        }
        if (!m_seen.insert(name).second) {
            return;
        }
        Image image;
        image.id = static_cast<std::int64_t>(m_result.dataset.images.size()) + 1;
        image.file_name = name;
        try {  // one bad file among thousands is told, not fatal
            image.size = peek_image_size(resolve_inside(m_pictures, image.file_name));
            const std::string labels = find_labels(image);
            image.confirmed = !labels.empty();
            if (image.confirmed) {
                read_label_text(read_utf8_file(resolve_inside(m_source.root, labels), kMaxLabelBytes), labels, image,
                                m_rule, m_classes, m_counts, m_result);
            }
            m_unlabelled += image.confirmed ? 0 : 1;
        } catch (const Error& error) {
            report(m_result.issues, image.file_name, std::string(error.what()) + " It was left out.");
            return;
        }
        m_result.dataset.images.push_back(std::move(image));
    }

    // The label file of a picture, relative to the root; empty when it has none.
    std::string find_labels(const Image& image) {
        const fs::path name = m_pictures_apart ? fs::path("images") / image.file_name : fs::path(image.file_name);
        std::error_code ec;
        bool first = true;
        for (const fs::path& place : yolo_label_places(name)) {
            if (fs::is_regular_file(m_source.root / place, ec) &&
                (first || text_file_kind(m_source.root / place) == TextKind::kLabels)) {
                if (!first) {
                    ++m_odd_places;
                    m_odd_place = m_odd_place.empty() ? place.generic_string() : m_odd_place;
                }
                return place.generic_string();
            }
            first = false;
        }
        m_expected = m_expected.empty() ? yolo_label_file(name).generic_string() : m_expected;
        return {};
    }

    void tell_layout() {
        const std::size_t count = m_result.dataset.images.size();
        if (count > 0 && m_unlabelled == count) {
            report(m_result.issues,
                   {m_source.name(), "No picture has a label file; one was looked for at " + m_expected + ".",
                    Severity::kWarning});
        }
        if (m_odd_places > 0) {
            report(m_result.issues,
                   {m_source.name(),
                    std::to_string(m_odd_places) + (m_odd_places == 1 ? " label file lies" : " label files lie") +
                        " where Ultralytics does not look, for example " + m_odd_place + ".",
                    Severity::kError, "Write the labels into the folder \"labels\".", true});
        }
        if (m_found_otherwise > 0 && m_source.layout == YoloLayout::kYaml) {
            report(m_result.issues, {m_source.name(),
                                     "The lists name " + std::to_string(m_found_otherwise) +
                                         (m_found_otherwise == 1 ? " picture" : " pictures") +
                                         " by other paths than they have; found, for example, " + m_example + ".",
                                     Severity::kWarning, "Write lists with paths that begin with \"./\".", true});
        }
    }

    // When all pictures are in "images", that is the image folder.
    void enter_image_folder() {
        constexpr std::string_view kFolder = "images/";
        auto& images = m_result.dataset.images;
        if (!m_pictures_apart && std::all_of(images.begin(), images.end(), [&](const Image& image) {
                return image.file_name.starts_with(kFolder);
            })) {
            m_result.image_folder = m_pictures / "images";
            for (Image& image : images) {
                image.file_name.erase(0, kFolder.size());
            }
        }
    }

    const YoloSource& m_source;
    LabelRule m_rule;
    fs::path m_pictures;  ///< what file names are relative to
    bool m_pictures_apart = false;
    ImageFinder m_finder;
    ReadResult m_result;
    LabelClasses m_classes;
    LabelCounts m_counts;
    SplitLists m_lists;
    std::set<std::string> m_seen;
    std::string m_missing;
    std::string m_outside;
    bool m_any_there = false;
    std::size_t m_unlabelled = 0;
    std::string m_expected;
    std::size_t m_odd_places = 0;
    std::string m_odd_place;
    std::size_t m_found_otherwise = 0;
    std::string m_example;
};

}  // namespace

fs::path yolo_label_file(const fs::path& image) {
    std::vector<fs::path> parts(image.begin(), image.end());
    for (std::size_t i = parts.size(); i-- > 0;) {
        if (parts[i] == "images") {
            parts[i] = "labels";
            break;
        }
    }
    fs::path out;
    for (const fs::path& part : parts) {
        out /= part;
    }
    return out.replace_extension(".txt");
}

ReadResult read_yolo(const fs::path& path, const fs::path& images) {
    const YoloSource source = open_yolo_source(path, images);
    LabelRule rule;
    rule.keypoints = source.description.keypoints;
    rule.keypoint_dimensions = source.description.keypoint_dimensions;
    YoloReader reader(source, images, rule);
    ReadResult result = reader.run();
    const LabelRule better = reader.counts().better_rule(rule);
    if (better.sixth_is_id == rule.sixth_is_id && better.seven_are_corners == rule.seven_are_corners) {
        return result;
    }
    return YoloReader(source, images, better).run();
}

}  // namespace destudio::dataset
