// SPDX-License-Identifier: Apache-2.0
// labelme: one JSON file beside each picture; a picture without one has not been looked at. Score, difficult and
// attributes of a shape as X-AnyLabeling writes them; labels.txt, which labelme takes for --labels, keeps the class
// list. A picture that is not there may lie in the JSON file itself ("imageData").
#include <algorithm>
#include <limits>
#include <sstream>

#include "core/base/error.h"
#include "core/dataset/formats/labelme/labelme_shapes.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/io/format.h"
#include "core/dataset/io/json_export.h"
#include "core/dataset/io/settle_image.h"
#include "core/dataset/model/caption.h"
#include "core/dataset/model/class_table.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/model/split_name.h"
#include "core/dataset/text/base64.h"
#include "core/dataset/text/json_head.h"
#include "core/dataset/text/json_text.h"
#include "core/dataset/text/leftovers.h"
#include "core/image/image_header.h"
#include "core/image/image_io.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr const char* kLabels = "labels.txt";

std::vector<fs::path> json_files(const fs::path& path) {
    std::error_code ec;
    if (fs::is_regular_file(path, ec)) {
        return {fs::absolute(path)};
    }
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator it(path, ec), end; !ec && it != end; it.increment(ec)) {
        if (is_leftover(it->path())) {
            it.disable_recursion_pending();
        } else if (has_extension(it->path(), ".json") && it->is_regular_file(ec)) {
            files.push_back(it->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

bool looks_like_labelme(const fs::path& file) {
    const JsonHead head = read_json_head(file);
    return head.is_object() && (head.has("shapes") || (head.has("imagePath") && head.has("imageData")));
}

// The picture inside a labelme file. @throws IoError, FormatError
std::string picture_in(const fs::path& file) {
    const nlohmann::json json = read_dataset_json(file);
    auto bytes = decode_base64(text_at(json, "imageData"));
    if (!bytes || bytes->empty()) {
        throw FormatError("The picture in " + file.string() + " (imageData) is not valid base64.");
    }
    return std::move(*bytes);
}

class LabelmeFormat : public DatasetFormat {
public:
    std::string name() const override { return "labelme"; }
    std::string title() const override { return "labelme"; }
    FormatCapabilities capabilities() const override {
        FormatCapabilities all;
        all.ignore = all.scores = all.attributes = all.captions = all.splits = all.unlabelled = all.class_list = true;
        all.image_attributes = all.outlines = true;
        return all;
    }

    bool recognises(const fs::path& path) const override { return !first_of(json_files(path)).empty(); }
    std::string evidence(const fs::path& path) const override {
        return first_of(json_files(path))
            .lexically_relative(fs::is_directory(path) ? path : fs::absolute(path).parent_path())
            .generic_string();
    }

    ReadResult read(const fs::path& path, const ReadOptions& options) const override {
        const auto files = json_files(path);
        if (files.empty()) {
            throw IoError("There is no JSON file in " + path.string() + ", so it is no labelme dataset.");
        }
        std::error_code ec;
        const bool single = fs::is_regular_file(path, ec);
        const fs::path root = single ? fs::absolute(path).parent_path() : path;
        ReadResult result;
        result.image_folder = options.images.empty() ? root : options.images;
        read_class_list(root, result.dataset);
        const bool has_list = !result.dataset.classes.empty();
        const ImageFinder finder(result.image_folder);
        ClassTable classes(result.dataset);
        LabelmeShapes shapes(classes, result);
        std::vector<std::string> labelled;
        for (const fs::path& file : files) {
            const std::string where = file.lexically_relative(root).generic_string();
            try {
                if (!single) {
                    resolve_inside(root, where);
                }
                read_one(file, root, where, finder, shapes, result);
                labelled.push_back(result.dataset.images.back().file_name);
            } catch (const Error& error) {
                report(result.issues, where, std::string(error.what()) + " It was left out.");
            }
        }
        std::sort(labelled.begin(), labelled.end());
        for (const std::string& name : single ? std::vector<std::string>() : finder.names()) {
            if (!std::binary_search(labelled.begin(), labelled.end(), name)) {
                add_unlabelled(name, result);
            }
        }
        if (!has_list) {
            classes.sort();
        }
        shapes.tell();
        tell_embedded(result);
        return result;
    }

    void write(const Export& order) const override {
        write_with_images(order, "", [](const Dataset& dataset) {
            TextFiles files;
            const auto by_image = annotations_by_image(dataset);
            for (std::size_t i = 0; i < dataset.images.size(); ++i) {
                const Image& image = dataset.images[i];
                const bool looked_at = image.confirmed || !by_image[i].empty() || !image.caption.empty();
                if (looked_at || !image.split.empty()) {
                    fs::path file = image.file_name;
                    file.replace_extension(".json");
                    files.emplace_back(file, json_of(dataset, image, by_image[i]));
                }
            }
            std::string list;
            for (const std::string& name : dataset.classes) {
                if (name.find_first_of("\r\n") != std::string::npos || name.empty()) {
                    throw UsageError("The class \"" + name +
                                     "\" is empty or has a line break, which labels.txt cannot hold. Give it another "
                                     "name first (merge --map).");
                }
                list += name + "\n";
            }
            files.emplace_back(kLabels, list);
            return files;
        });
    }

private:
    // Of the first files one that is labelme's; other JSON files may lie between them. Empty when fewer than half are.
    static fs::path first_of(const std::vector<fs::path>& files) {
        constexpr std::size_t kLooked = 16;
        const std::size_t count = std::min(files.size(), kLooked);
        std::vector<fs::path> found;
        for (std::size_t i = 0; i < count; ++i) {
            // Spread over the folder, so that one with other files in front is recognised, too.
            const fs::path& file = files[i * files.size() / count];
            if (looks_like_labelme(file)) {
                found.push_back(file);
            }
        }
        return found.size() * 2 >= count && !found.empty() ? found.front() : fs::path();
    }

    static void tell_embedded(ReadResult& result) {
        if (!result.embedded.empty()) {
            const std::size_t count = result.embedded.size();
            report(result.issues,
                   {"",
                    std::to_string(count) + (count == 1 ? " picture has" : " pictures have") + " no file of " +
                        (count == 1 ? "its" : "their") + " own; taken from imageData in the JSON file.",
                    Severity::kNote});
        }
    }

    static void read_class_list(const fs::path& root, Dataset& dataset) {
        std::error_code ec;
        if (!fs::is_regular_file(root / kLabels, ec)) {
            return;
        }
        ClassTable classes(dataset);
        std::istringstream lines(read_utf8_file(root / kLabels));
        for (std::string line; std::getline(lines, line);) {
            line.erase(line.find_last_not_of('\r') + 1);
            if (!line.empty() && line != "__ignore__" && line != "_background_") {
                classes.index_of(line);
            }
        }
    }

    static void read_one(const fs::path& file, const fs::path& root, const std::string& where,
                         const ImageFinder& finder, LabelmeShapes& shapes, ReadResult& result) {
        const nlohmann::json json = read_dataset_json(file);
        if (!json.is_object() || !json.contains("shapes")) {
            throw FormatError(file.string() + " is no labelme file: it has no \"shapes\".");
        }
        shapes.note_unknown(json, false);
        Image image;
        image.id = static_cast<std::int64_t>(result.dataset.images.size()) + 1;
        image.size = {side_at(json, "imageWidth"), side_at(json, "imageHeight")};
        image.caption = trimmed_caption(text_at(json, "caption"));
        set_split(image, text_at(json, "split"), where, result);
        image.attributes.update(object_at(json, "attributes"));
        nlohmann::json flags = object_at(json, "flags");
        image.confirmed = flags.contains("confirmed") ? flag_at(flags, "confirmed") : true;
        flags.erase("confirmed");
        if (!flags.empty()) {
            image.attributes["flags"] = std::move(flags);
        }
        settle_picture(file, root, where, json, finder, image, result);
        shapes.add(list_at(json, "shapes"), image, where);
        result.dataset.images.push_back(std::move(image));
    }

    static void settle_picture(const fs::path& file, const fs::path& root, const std::string& where,
                               const nlohmann::json& json, const ImageFinder& finder, Image& image,
                               ReadResult& result) {
        // The path is meant from the JSON file's own folder, and may come from Windows.
        std::string picture = text_at(json, "imagePath");
        std::replace(picture.begin(), picture.end(), '\\', '/');
        const fs::path folder = file.parent_path().lexically_relative(root);
        const auto here = [&folder](const std::string& name) {
            return (folder / name).lexically_normal().generic_string();
        };
        const bool has_data = !text_at(json, "imageData").empty();
        if (has_data && !finder.has(picture) && !is_beside(finder, here(picture))) {
            embed(file, here(""), picture, image, result);
        }
        if (result.embedded.contains(image.file_name)) {
            return;
        }
        std::vector<std::string> names{here(picture), picture};
        const std::string own = here(file.stem().string());
        if (!finder.find(names[0]) && !finder.find(picture) && is_beside(finder, own)) {
            names.insert(names.begin(), own);  // both files were renamed together
        }
        settle_image(image, names, finder, where, result);
    }

    // Whether a picture lies at this path, whatever its extension and capital letters.
    static bool is_beside(const ImageFinder& finder, const std::string& name) {
        const FoundImage found = finder.locate(name);
        return !found.name.empty() && found.match <= ImageMatch::kExtension;
    }

    // Takes the picture out of the JSON file itself. Does nothing when there is no sound one.
    static void embed(const fs::path& file, const fs::path& folder, const std::string& picture, Image& image,
                      ReadResult& result) {
        try {
            const std::string bytes = picture_in(file);
            const auto header = image::read_image_header(image::MemorySource(bytes), file.string());
            if (image.size.width > 0 && image.size.height > 0 && image.size != header.oriented()) {
                report(result.issues, {file.filename().string(),
                                       "The picture within (imageData) has another size than it states; the picture "
                                       "counts.",
                                       Severity::kError, "Write the size of the picture.", true});
            }
            image.size = header.oriented();
            const std::string base = fs::path(picture).filename().string();
            std::string name =
                (folder / (base.empty() ? file.stem().string() : base)).lexically_normal().generic_string();
            if (!is_relative_path(name) || result.embedded.contains(name)) {
                name = (folder / file.stem()).lexically_normal().generic_string();
            }
            if (is_relative_path(name) && result.embedded.emplace(name, [file] { return picture_in(file); }).second) {
                image.file_name = name;
            }
        } catch (const Error& error) {
            report(result.issues, file.filename().string(), error.what());
        }
    }

    static void add_unlabelled(const std::string& name, ReadResult& result) {
        Image image;
        image.id = static_cast<std::int64_t>(result.dataset.images.size()) + 1;
        image.file_name = name;
        try {
            image.size = peek_image_size(resolve_inside(result.image_folder, name));
            result.dataset.images.push_back(std::move(image));
        } catch (const Error& error) {
            report(result.issues, name, std::string(error.what()) + " It was left out.");
        }
    }

    static std::string json_of(const Dataset& dataset, const Image& image, const std::vector<std::size_t>& positions) {
        auto shapes = nlohmann::ordered_json::array();
        std::int64_t free_group = 1;
        for (const std::size_t position : positions) {
            const auto group = dataset.annotations[position].attributes.find("group_id");
            if (group != dataset.annotations[position].attributes.end() && group->is_number_integer() &&
                *group >= free_group && *group < std::numeric_limits<std::int64_t>::max()) {
                free_group = group->get<std::int64_t>() + 1;
            }
        }
        for (const std::size_t position : positions) {
            for (auto& shape : labelme_shapes_of(dataset, dataset.annotations[position], free_group)) {
                shapes.push_back(std::move(shape));
            }
        }
        nlohmann::json attributes = image.attributes;
        nlohmann::ordered_json flags = {{"confirmed", image.confirmed}};
        if (const nlohmann::json own = object_at(attributes, "flags"); !own.empty()) {
            flags.update(nlohmann::ordered_json(own));
            flags["confirmed"] = image.confirmed;
            attributes.erase("flags");
        }
        nlohmann::ordered_json json = {{"version", "5.5.0"},
                                       {"flags", std::move(flags)},
                                       {"shapes", std::move(shapes)},
                                       {"imagePath", fs::path(image.file_name).filename().string()},
                                       {"imageData", nullptr},
                                       {"imageHeight", image.size.height},
                                       {"imageWidth", image.size.width}};
        if (!image.caption.empty()) {
            json["caption"] = image.caption;
        }
        if (!image.split.empty()) {
            json["split"] = image.split;
        }
        if (!attributes.empty()) {
            json["attributes"] = std::move(attributes);
        }
        return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    }
};

}  // namespace

std::unique_ptr<DatasetFormat> make_labelme_format() {
    return std::make_unique<LabelmeFormat>();
}

}  // namespace destudio::dataset
