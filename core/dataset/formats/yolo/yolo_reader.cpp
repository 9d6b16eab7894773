// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include "core/base/error.h"
#include "core/dataset/formats/yolo/yolo_format.h"
#include "core/dataset/formats/yolo/yolo_yaml.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/text/number_text.h"
#include "core/dataset/text/text_file.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxYamlBytes = 16U << 20U;
constexpr std::uintmax_t kMaxLabelBytes = 64U << 20U;
constexpr double kMaxLoadersAccept = 1.01;

// Paths stay inside the dataset's folder. Roboflow writes "../train/images" for train/images, and tools that know this
// drop the dots; absolute paths belong to another machine.
fs::path inside(const fs::path& root, const std::string& text, const std::string& source) {
    fs::path relative = fs::path(text).lexically_normal();
    while (!relative.empty() && *relative.begin() == "..") {
        relative = relative.lexically_relative("..");
    }
    if (relative.is_absolute()) {
        const fs::path back = relative.lexically_relative(fs::absolute(root).lexically_normal());
        if (back.empty() || *back.begin() == "..") {
            throw FormatError(source + " names " + text + ", which lies outside the dataset's folder.");
        }
        relative = back;
    }
    return root / relative;
}

// Our own lists say by their name which split they are, also where one has to stand for another.
std::string listed_split(const std::string& entry) {
    for (const std::string split : {"train", "val", "test"}) {
        if (entry == split + ".txt") {
            return split;
        }
    }
    return {};
}

class LabelReader {
public:
    /// @param numbers of the classes in label files; empty: 0, 1, 2, …
    LabelReader(const Image& image, std::string where, const std::vector<std::int64_t>& numbers, ReadResult& result)
        : m_image(image), m_where(std::move(where)), m_numbers(numbers), m_result(result) {}

    void read(const std::string& text) {
        std::istringstream lines(text);
        std::string line;
        int number = 0;
        while (std::getline(lines, line)) {
            ++number;
            std::istringstream words(line);
            std::vector<double> values;
            std::string word;
            bool sound = true;
            while (words >> word) {
                values.push_back(parse_number(word));
                sound = sound && std::isfinite(values.back());
            }
            if (!values.empty() || !sound) {
                add(values, sound, m_where + ":" + std::to_string(number));
            }
        }
        if (m_scores > 0) {
            report(m_result.issues, {m_where,
                                     "It has scores as a sixth column; Ultralytics wants five columns and drops "
                                     "the image.",
                                     Severity::kError, "Take the scores out.", true});
        }
        if (m_polygons > 0 && m_boxes > 0) {
            report(m_result.issues, {m_where,
                                     "Boxes and outlines are mixed; Ultralytics then takes a box for an outline "
                                     "of two points.",
                                     Severity::kError, "Write boxes alone.", true});
        }
    }

    std::size_t polygons() const { return m_polygons; }

private:
    void add(const std::vector<double>& values, bool sound, const std::string& where) {
        // Five columns, a score as the sixth, or a class and the corners of a polygon.
        const bool polygon = values.size() >= 7 && values.size() % 2 == 1;
        if (!sound || (values.size() != 5 && values.size() != 6 && !polygon)) {
            report(m_result.issues, where, "It is not \"class cx cy w h\"; it was left out.");
            return;
        }
        const int class_index = index_of(values[0]);
        if (class_index < 0) {
            report(m_result.issues, where, "There is no class " + decimal(values[0], 3) + "; it was left out.");
            return;
        }
        if (std::any_of(values.begin() + 1, values.end(),
                        [](double v) { return v < -0.01 || v > kMaxLoadersAccept; })) {
            report(m_result.issues, where, "A value lies outside 0 to 1, so loaders reject the whole image.");
        }
        Annotation annotation;
        annotation.class_index = class_index;
        const double w = m_image.size.width;
        const double h = m_image.size.height;
        if (polygon) {
            ++m_polygons;
            Box box{values[1] * w, values[2] * h, values[1] * w, values[2] * h};
            for (std::size_t i = 3; i + 1 < values.size(); i += 2) {
                box = {std::min(box.x1, values[i] * w), std::min(box.y1, values[i + 1] * h),
                       std::max(box.x2, values[i] * w), std::max(box.y2, values[i + 1] * h)};
            }
            annotation.box = box;
        } else {
            ++m_boxes;
            annotation.box = Box::from_xywh((values[1] - values[3] / 2) * w, (values[2] - values[4] / 2) * h,
                                            values[3] * w, values[4] * h);
            if (values.size() == 6) {
                annotation.score = values[5];
                ++m_scores;
            }
        }
        if (!m_seen.insert(values).second) {
            report(m_result.issues, {where, "The same box stands there twice; Ultralytics drops the second.",
                                     Severity::kWarning, "Take one line out.", false});
        }
        add_checked(std::move(annotation), m_image, where, m_result);
    }

    // -1 when there is no such class.
    int index_of(double number) const {
        if (m_numbers.empty()) {
            const bool known =
                number >= 0 && number < double(m_result.dataset.classes.size()) && number == std::floor(number);
            return known ? static_cast<int>(number) : -1;
        }
        const auto found = std::find_if(m_numbers.begin(), m_numbers.end(),
                                        [&](std::int64_t known) { return static_cast<double>(known) == number; });
        return found == m_numbers.end() ? -1 : static_cast<int>(found - m_numbers.begin());
    }

    const Image& m_image;
    std::string m_where;
    const std::vector<std::int64_t>& m_numbers;
    ReadResult& m_result;
    std::set<std::vector<double>> m_seen;
    std::size_t m_boxes = 0;
    std::size_t m_scores = 0;
    std::size_t m_polygons = 0;
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

fs::path find_yolo_yaml(const fs::path& path) {
    std::error_code ec;
    if (fs::is_regular_file(path, ec)) {
        return path.extension() == ".yaml" || path.extension() == ".yml" ? path : fs::path();
    }
    for (const char* name : {"data.yaml", "data.yml", "dataset.yaml", "config.yaml"}) {
        if (fs::is_regular_file(path / name, ec)) {
            return path / name;
        }
    }
    return {};
}

namespace {

/// Reads what a data.yaml names.
class FolderReader {
public:
    /// @param images where the pictures are, when that is not the folder "images" beside the yaml
    FolderReader(const fs::path& yaml, const fs::path& images)
        : m_yaml(yaml), m_description(parse_yolo_yaml(read_utf8_file(yaml, kMaxYamlBytes), yaml.string())) {
        const fs::path beside = yaml.has_parent_path() ? yaml.parent_path() : fs::path(".");
        m_root = m_description.path.empty() || m_description.path == "."
                     ? beside
                     : inside(beside, m_description.path, yaml.string());
        m_pictures = images.empty() ? m_root : images;
        m_pictures_apart = !images.empty();
        if (m_description.names.empty()) {
            throw FormatError(yaml.string() + " has no class names.");
        }
        m_result.dataset.classes = m_description.names;
        if (!m_description.numbers.empty()) {
            m_result.dataset.class_ids = m_description.numbers;
            report(m_result.issues,
                   {yaml.filename().string(), "The class numbers are not 0, 1, 2, …; Ultralytics refuses that.",
                    Severity::kError, "Number the classes anew.", true});
        }
    }

    ReadResult run() {
        // One folder for everything is no split: data.yaml has to name it twice.
        const auto& paths = m_description.paths;
        const auto train = paths.find("train");
        const auto val = paths.find("val");
        const bool no_splits = train != paths.end() && val != paths.end() && train->second == val->second &&
                               !paths.contains("test") && listed_split(train->second.front()).empty();
        for (const char* split : {"train", "val", "test"}) {
            const auto entries = paths.find(split);
            for (std::size_t i = 0; entries != paths.end() && i < entries->second.size(); ++i) {
                const std::string& entry = entries->second[i];
                const std::string listed = listed_split(entry);
                read_entry(entry, split, no_splits ? "" : listed.empty() ? split : listed);
            }
        }
        if (!m_any_there && !m_missing.empty()) {
            throw IoError(m_yaml.string() + " names " + m_missing +
                          ", which does not exist, and no other split is there.");
        }
        if (m_polygons > 0) {
            m_result.not_kept.push_back(
                {"", std::to_string(m_polygons) + " outlines became the boxes around them.", Severity::kWarning});
        }
        m_result.image_folder = m_pictures;
        enter_image_folder();
        return std::move(m_result);
    }

private:
    // What the yaml or a list calls "images/a" is "a" in a folder of pictures that is elsewhere.
    fs::path picture(const std::string& named) const {
        const fs::path file = inside(m_pictures, named, m_yaml.string());
        const fs::path relative = file.lexically_normal().lexically_relative(m_pictures.lexically_normal());
        return m_pictures_apart && *relative.begin() == "images" ? m_pictures / relative.lexically_relative("images")
                                                                 : file;
    }

    void read_entry(const std::string& entry, const std::string& split, const std::string& split_of_images) {
        const fs::path list = inside(m_root, entry, m_yaml.string());
        const fs::path folder = picture(entry);
        std::error_code ec;
        if (fs::is_regular_file(list, ec)) {
            std::istringstream lines(read_utf8_file(list, kMaxLabelBytes));
            for (std::string line; std::getline(lines, line);) {
                line.erase(line.find_last_not_of(" \t\r") + 1);
                if (!line.empty()) {
                    read_picture(picture(line), split_of_images);
                }
            }
        } else if (fs::is_directory(folder, ec)) {
            for (const std::string& name : list_images(folder)) {
                read_picture(folder / name, split_of_images);
            }
        } else {
            // Tools that download parts of a dataset leave lines for parts that are not there.
            m_missing = m_missing.empty() ? entry : m_missing;
            report(m_result.issues, {m_yaml.filename().string(), split + " names " + entry + ", which does not exist.",
                                     Severity::kError, "Correct the line or take it out; the other splits were read."});
            return;
        }
        m_any_there = true;
    }

    void read_picture(const fs::path& file, const std::string& split) {
        if (!m_seen.insert(file.lexically_normal()).second) {
            return;
        }
        Image image;
        image.id = static_cast<std::int64_t>(m_result.dataset.images.size()) + 1;
        image.file_name = file.lexically_normal().lexically_relative(m_pictures.lexically_normal()).generic_string();
        image.split = split;
        const std::string labels = labels_of(image.file_name);
        try {  // one bad file among thousands is told, not fatal
            image.size = peek_image_size(resolve_inside(m_pictures, image.file_name));
            std::error_code ec;
            image.confirmed = fs::is_regular_file(m_root / labels, ec);
            if (image.confirmed) {
                LabelReader reader(image, labels, m_description.numbers, m_result);
                reader.read(read_utf8_file(resolve_inside(m_root, labels), kMaxLabelBytes));
                m_polygons += reader.polygons();
            }
        } catch (const Error& error) {
            report(m_result.issues, image.file_name, std::string(error.what()) + " It was left out.");
            return;
        }
        m_result.dataset.images.push_back(std::move(image));
    }

    std::string labels_of(const std::string& file_name) const {
        return yolo_label_file(m_pictures_apart ? fs::path("images") / file_name : fs::path(file_name))
            .generic_string();
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

    fs::path m_yaml;
    YoloYaml m_description;
    fs::path m_root;      ///< of the labels
    fs::path m_pictures;  ///< what file names are relative to
    bool m_pictures_apart = false;
    ReadResult m_result;
    std::set<fs::path> m_seen;
    std::string m_missing;
    bool m_any_there = false;
    std::size_t m_polygons = 0;
};

}  // namespace

ReadResult read_yolo(const fs::path& path, const fs::path& images) {
    const fs::path yaml = find_yolo_yaml(path);
    if (yaml.empty()) {
        throw IoError("There is no data.yaml in " + path.string() + ", so it is no YOLO dataset.");
    }
    return FolderReader(yaml, images).run();
}

}  // namespace destudio::dataset
