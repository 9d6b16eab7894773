// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/dataset/text/raw_json.h"

namespace destudio::dataset {

/// One box of an image.
struct Annotation {
    std::int64_t image_id = 0;
    int class_index = 0;                                   ///< index into Dataset::classes
    Box box;                                               ///< pixels of the oriented image
    bool ignore = false;                                   ///< region that does not count: COCO iscrowd, VOC difficult
    std::optional<double> score;                           ///< of the detection it came from, in [0,1]
    nlohmann::json attributes = nlohmann::json::object();  ///< review state and the like; COCO keeps it

    // What only COCO's own files hold; it travels from one of them to the next.
    double area = 0;      ///< of the outline, square pixels; 0: that of the box
    RawJson outline{};    ///< "segmentation": polygons or run lengths; see outline.h
    std::string extra{};  ///< members that nothing here knows, as JSON without the braces: "\"keypoints\":[3,4,2]"
};

/// By what a picture was found; see images/image_finder.h.
enum class ImageMatch : std::uint8_t {
    kWholePath,  ///< its whole relative path
    kSlashes,    ///< the same path with backslashes
    kLetters,    ///< but for capital letters
    kExtension,  ///< with another extension, or one where the annotations have none
    kName,       ///< its name; some of the folders that are named are not there
    kAddress,    ///< its name, out of an address or behind the digits that an upload puts in front
};

struct Image {
    std::int64_t id = 0;    ///< unique in the dataset, >= 1
    std::string file_name;  ///< relative to the image folder, forward slashes
    Size size;              ///< oriented pixels
    std::string caption;
    bool confirmed = false;  ///< checked by a person; with no annotation: checked and empty
    std::string split;       ///< "train", "val", "test" or empty
    nlohmann::json attributes = nlohmann::json::object();  ///< recipe, review state; COCO keeps it
    std::string extra{};                                   ///< as Annotation::extra
    std::vector<std::string> more_captions{};              ///< besides `caption`; COCO's pictures have five

    // How its picture was found; not written anywhere.
    ImageMatch found_by = ImageMatch::kWholePath;
    std::string stated_name{};  ///< as the annotations have it, where found_by is not kWholePath
};

/// Images with boxes, as files describe them. A plain value.
struct Dataset {
    std::vector<std::string> classes;     ///< the ordered class list
    std::vector<std::int64_t> class_ids;  ///< ids of the classes in the file it came from; empty: index + 1
    std::map<std::string, std::string> class_extra{};  ///< as Annotation::extra, by the name of the class
    std::vector<Image> images;
    std::vector<Annotation> annotations;
    nlohmann::json info = nlohmann::json::object();     ///< COCO "info"
    nlohmann::json licenses = nlohmann::json::array();  ///< COCO "licenses"
};

/// The classes and everything else that is not an image or a box.
Dataset without_images(const Dataset& dataset);

/// Positions in Dataset::annotations for each of Dataset::images, in the order of the file. Annotations of an image
/// that does not exist are left out.
std::vector<std::vector<std::size_t>> annotations_by_image(const Dataset& dataset);

enum class Severity {
    kError,    ///< at least one loader refuses the dataset, drops the image or reads something else than is meant
    kWarning,  ///< every loader reads it, but it is most likely a mistake or is lost on the way
    kNote,     ///< worth knowing: some loader leaves it out on purpose
};

/// "error", "warning", "note".
const char* to_string(Severity severity);

/// Something in a dataset that is wrong, was repaired or skipped. Reading reports these; only a file that makes no
/// sense throws.
struct Issue {
    std::string where;  ///< "Annotations/a.xml:12", "annotations.json: annotation 17"
    std::string what;   ///< one sentence
    Severity severity = Severity::kError;
    std::string fix{};           ///< what mends it, one sentence; empty where only a person can tell
    bool mended_safely = false;  ///< the fix loses nothing that loaders would read, so `validate --fix` applies it
};

/// Gives the bytes of a picture's file that lies inside an annotation file, read anew each time.
/// @throws IoError, FormatError
using EmbeddedPicture = std::function<std::string()>;

struct ReadResult {
    Dataset dataset;
    std::vector<Issue> issues;
    std::vector<Issue> not_kept;         ///< sound parts that a Dataset has no place for (outlines, rotation)
    std::filesystem::path image_folder;  ///< what file names are relative to; empty when unknown
    /// How many pictures were found by anything but their whole path, by ImageMatch; see settle_image().
    std::array<std::size_t, 6> found_otherwise{};
    std::set<std::string> told_subsets{};               ///< words that set_split() has told once
    std::map<std::string, EmbeddedPicture> embedded{};  ///< pictures without a file of their own, by Image::file_name
};

/// How many issues are kept; a broken file can have millions.
inline constexpr std::size_t kMaxIssues = 1000;

/// True for a relative path with forward slashes that stays inside its folder.
bool is_relative_path(const std::string& name);
/// Throws FormatError unless is_relative_path(name).
void check_relative_path(const std::string& name, const std::string& source);

}  // namespace destudio::dataset
