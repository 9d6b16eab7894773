// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include "core/base/error.h"
#include "core/dataset/image_finder.h"
#include "core/dataset/issue_list.h"
#include "core/dataset/number_text.h"
#include "core/dataset/text_file.h"
#include "core/dataset/yolo/yolo_format.h"
#include "core/dataset/yolo/yolo_yaml.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxYamlBytes = 16U << 20U;
constexpr std::uintmax_t kMaxLabelBytes = 64U << 20U;
constexpr double kMostLoadersAccept = 1.01;

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

std::vector<fs::path> images_of(const fs::path& root, const fs::path& entry, const std::string& source) {
    std::error_code ec;
    std::vector<fs::path> files;
    if (fs::is_regular_file(entry, ec)) {
        std::istringstream lines(read_utf8_file(entry, kMaxLabelBytes));
        std::string line;
        while (std::getline(lines, line)) {
            line.erase(line.find_last_not_of(" \t\r") + 1);
            if (!line.empty()) {
                files.push_back(inside(root, line, source));
            }
        }
        return files;
    }
    for (const auto& item : fs::recursive_directory_iterator(entry)) {
        if (item.is_regular_file() && has_image_extension(item.path())) {
            files.push_back(item.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

// As the loaders do it: the last folder called "images" becomes "labels".
fs::path label_file(const fs::path& image) {
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
    LabelReader(const Image& image, std::string where, ReadResult& result)
        : m_image(image), m_where(std::move(where)), m_result(result) {}

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
    }

private:
    void add(const std::vector<double>& values, bool sound, const std::string& where) {
        // Five columns, a score as the sixth, or a class and the corners of a polygon.
        const bool polygon = values.size() >= 7 && values.size() % 2 == 1;
        if (!sound || (values.size() != 5 && values.size() != 6 && !polygon)) {
            report(m_result.issues, where, "It is not \"class cx cy w h\"; it was left out.");
            return;
        }
        const double class_number = values[0];
        if (class_number < 0 || class_number >= double(m_result.dataset.classes.size()) ||
            class_number != std::floor(class_number)) {
            report(m_result.issues, where, "There is no class " + std::to_string(class_number) + "; it was left out.");
            return;
        }
        if (std::any_of(values.begin() + 1, values.end(),
                        [](double v) { return v < -0.01 || v > kMostLoadersAccept; })) {
            report(m_result.issues, where, "A value lies outside 0 to 1, so loaders reject the whole image.");
        }
        Annotation annotation;
        annotation.class_index = static_cast<int>(class_number);
        const double w = m_image.size.width;
        const double h = m_image.size.height;
        if (polygon) {
            Box box{values[1] * w, values[2] * h, values[1] * w, values[2] * h};
            for (std::size_t i = 3; i + 1 < values.size(); i += 2) {
                box = {std::min(box.x1, values[i] * w), std::min(box.y1, values[i + 1] * h),
                       std::max(box.x2, values[i] * w), std::max(box.y2, values[i + 1] * h)};
            }
            annotation.box = box;
        } else {
            annotation.box = Box::from_xywh((values[1] - values[3] / 2) * w, (values[2] - values[4] / 2) * h,
                                            values[3] * w, values[4] * h);
            if (values.size() == 6) {
                annotation.score = values[5];
            }
        }
        add_checked(std::move(annotation), m_image, where, m_result);
    }

    const Image& m_image;
    std::string m_where;
    ReadResult& m_result;
};

}  // namespace

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

ReadResult read_yolo(const fs::path& path) {
    const fs::path yaml = find_yolo_yaml(path);
    if (yaml.empty()) {
        throw IoError("There is no data.yaml in " + path.string() + ", so it is no YOLO dataset.");
    }
    const YoloYaml description = parse_yolo_yaml(read_utf8_file(yaml, kMaxYamlBytes), yaml.string());
    const fs::path root = description.path.empty() || description.path == "."
                              ? yaml.parent_path()
                              : inside(yaml.parent_path(), description.path, yaml.string());
    if (description.names.empty()) {
        throw FormatError(yaml.string() + " has no class names.");
    }
    ReadResult result;
    result.dataset.classes = description.names;
    // One folder for everything is no split: data.yaml has to name it twice.
    const auto train = description.paths.find("train");
    const auto val = description.paths.find("val");
    const bool no_splits = train != description.paths.end() && val != description.paths.end() &&
                           train->second == val->second && !description.paths.contains("test") &&
                           listed_split(train->second.front()).empty();
    std::set<fs::path> seen;
    std::string missing;
    bool any_there = false;
    for (const char* split : {"train", "val", "test"}) {
        const auto entries = description.paths.find(split);
        if (entries == description.paths.end()) {
            continue;
        }
        for (const std::string& entry : entries->second) {
            const fs::path place = inside(root, entry, yaml.string());
            std::error_code unreadable;
            if (!fs::is_directory(place, unreadable) && !fs::is_regular_file(place, unreadable)) {
                // Tools that download parts of a dataset leave lines for parts that are not there.
                missing = missing.empty() ? entry : missing;
                report(result.issues,
                       {yaml.filename().string(), std::string(split) + " names " + entry + ", which does not exist.",
                        Severity::kError, "Correct the line or take it out; the other splits were read."});
                continue;
            }
            any_there = true;
            for (const fs::path& file : images_of(root, place, yaml.string())) {
                if (!seen.insert(file.lexically_normal()).second) {
                    continue;
                }
                Image image;
                image.id = static_cast<std::int64_t>(result.dataset.images.size()) + 1;
                image.file_name = file.lexically_normal().lexically_relative(root.lexically_normal()).generic_string();
                image.split = no_splits ? "" : listed_split(entry).empty() ? split : listed_split(entry);
                const fs::path labels = label_file(file);
                const std::string where =
                    labels.lexically_normal().lexically_relative(root.lexically_normal()).string();
                try {  // one bad file among thousands is told, not fatal
                    image.size = peek_image_size(file);
                    std::error_code ec;
                    image.confirmed = fs::is_regular_file(labels, ec);
                    if (image.confirmed) {
                        LabelReader(image, where, result).read(read_utf8_file(labels, kMaxLabelBytes));
                    }
                } catch (const Error& error) {
                    report(result.issues, image.file_name, std::string(error.what()) + " It was left out.");
                    continue;
                }
                result.dataset.images.push_back(std::move(image));
            }
        }
    }
    if (!any_there && !missing.empty()) {
        throw IoError(yaml.string() + " names " + missing + ", which does not exist, and no other split is there.");
    }
    result.image_folder = root;
    auto& images = result.dataset.images;
    constexpr std::string_view kFolder = "images/";
    if (std::all_of(images.begin(), images.end(), [&](const Image& i) { return i.file_name.starts_with(kFolder); })) {
        result.image_folder = root / "images";
        for (Image& image : images) {
            image.file_name.erase(0, kFolder.size());
        }
    }
    return result;
}

}  // namespace destudio::dataset
