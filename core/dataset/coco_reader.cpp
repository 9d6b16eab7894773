// SPDX-License-Identifier: Apache-2.0
#include <simdjson.h>

#include <cmath>
#include <limits>
#include <unordered_map>
#include <unordered_set>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/dataset/coco_format.h"
#include "core/dataset/issue_list.h"

namespace destudio::dataset {

namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kMaxDepth = 64;
constexpr std::uintmax_t kMaxBytes = std::uintmax_t{2} << 30U;

// Python writes NaN and Infinity, which JSON does not know. Outside strings they become null, and the value is then
// reported where it is used.
std::string without_nan(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (in_string) {
            if (text[i] == '\\' && i + 1 < text.size()) {
                out.push_back(text[i++]);
            } else if (text[i] == '"') {
                in_string = false;
            }
            out.push_back(text[i]);
            continue;
        }
        bool replaced = false;
        for (const std::string_view word : {"-Infinity", "Infinity", "NaN"}) {
            if (text.substr(i, word.size()) == word) {
                out += "null";
                i += word.size() - 1;
                replaced = true;
                break;
            }
        }
        if (!replaced) {
            in_string = text[i] == '"';
            out.push_back(text[i]);
        }
    }
    return out;
}

class CocoReader {
public:
    CocoReader(std::string name, ReadResult& result) : m_name(std::move(name)), m_result(result) {}

    void read(std::string_view text) {
        if (text.starts_with("\xEF\xBB\xBF")) {
            text.remove_prefix(3);
        }
        dom::parser parser(std::numeric_limits<std::uint32_t>::max());
        if (parser.allocate(std::max<std::size_t>(text.size(), 64), kMaxDepth) != simdjson::SUCCESS) {
            throw ResourceError("There is not enough memory to read " + m_name + ".");
        }
        dom::element root;
        simdjson::padded_string padded(text);
        auto error = parser.parse(padded).get(root);
        if (error != simdjson::SUCCESS && text.find_first_of("NI") != std::string_view::npos) {
            padded = simdjson::padded_string(without_nan(text));
            error = parser.parse(padded).get(root);
        }
        if (error != simdjson::SUCCESS) {
            throw FormatError(m_name + " is not valid JSON: " + simdjson::error_message(error));
        }
        dom::object top;
        if (root.get(top) != simdjson::SUCCESS) {
            throw FormatError(m_name +
                              " is no COCO dataset: it has to be an object with images, annotations and "
                              "categories.");
        }
        check_keys(top, "the top level");
        read_categories(top);
        read_images(top);
        read_annotations(top);
        dom::element info;
        if (top["info"].get(info) == simdjson::SUCCESS && info.is_object()) {
            m_result.dataset.info = to_json(info);
        }
    }

private:
    [[noreturn]] void fail(const std::string& what) const { throw FormatError(m_name + ": " + what); }

    void check_keys(const dom::object& object, const std::string& where) const {
        std::unordered_set<std::string_view> seen;
        for (const auto field : object) {
            if (!seen.insert(field.key).second) {
                fail(where + " has the key \"" + std::string(field.key) + "\" twice.");
            }
        }
    }

    nlohmann::json to_json(const dom::element& element) const { return parse_json(simdjson::minify(element), m_name); }

    dom::array required_array(const dom::object& top, const char* key) const {
        dom::array array;
        if (top[key].get(array) != simdjson::SUCCESS) {
            fail(std::string("the list \"") + key + "\" is missing.");
        }
        return array;
    }

    dom::object object_of(const dom::element& element, const std::string& where) const {
        dom::object object;
        if (element.get(object) != simdjson::SUCCESS) {
            fail(where + " is not an object.");
        }
        check_keys(object, where);
        return object;
    }

    std::int64_t required_id(const dom::object& object, const char* key, const std::string& where) const {
        std::int64_t id = 0;
        if (object[key].get(id) != simdjson::SUCCESS) {
            fail(where + " has no whole number as \"" + key + "\".");
        }
        return id;
    }

    static std::string text_or_empty(const dom::object& object, const char* key) {
        std::string_view text;
        return object[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
    }

    static int side_or_zero(const dom::object& object, const char* key) {
        double value = 0;  // some tools write 640.0
        constexpr double kMost = 10'000'000;
        return object[key].get(value) == simdjson::SUCCESS && value >= 1 && value <= kMost ? static_cast<int>(value)
                                                                                           : 0;
    }

    void read_categories(const dom::object& top) {
        Dataset& dataset = m_result.dataset;
        std::size_t number = 0;
        std::unordered_map<std::string, int> by_name;
        for (const dom::element element : required_array(top, "categories")) {
            const std::string where = "category " + std::to_string(++number);
            const dom::object object = object_of(element, where);
            const std::int64_t id = required_id(object, "id", where);
            const std::string name = text_or_empty(object, "name");
            if (name.empty()) {
                fail(where + " has no name.");
            }
            const auto [known, is_new] = by_name.emplace(name, static_cast<int>(dataset.classes.size()));
            if (!m_class_of.emplace(id, known->second).second) {
                fail("the category id " + std::to_string(id) + " appears twice.");
            }
            if (!is_new) {
                report(m_result.issues, where, "The name \"" + name + "\" appears twice; both became one class.");
                continue;
            }
            dataset.classes.push_back(name);
            dataset.class_ids.push_back(id);
        }
    }

    void read_images(const dom::object& top) {
        std::size_t number = 0;
        for (const dom::element element : required_array(top, "images")) {
            const std::string where = "image " + std::to_string(++number);
            const dom::object object = object_of(element, where);
            Image image;
            image.id = required_id(object, "id", where);
            image.file_name = text_or_empty(object, "file_name");
            check_relative_path(image.file_name, m_name);
            image.size = {side_or_zero(object, "width"), side_or_zero(object, "height")};
            if (image.size.width == 0 || image.size.height == 0) {
                image.size = {};
                report(m_result.issues, where, "Width or height is missing.");
            }
            image.caption = text_or_empty(object, "caption");
            image.split = text_or_empty(object, "split");
            bool confirmed = false;
            image.confirmed = object["confirmed"].get(confirmed) == simdjson::SUCCESS && confirmed;
            if (!m_image_of.emplace(image.id, m_result.dataset.images.size()).second) {
                fail("the image id " + std::to_string(image.id) + " appears twice.");
            }
            m_result.dataset.images.push_back(std::move(image));
        }
    }

    void read_annotations(const dom::object& top) {
        dom::array entries;
        if (top["annotations"].get(entries) != simdjson::SUCCESS) {
            if (top["annotations"].error() != simdjson::NO_SUCH_FIELD) {
                fail("\"annotations\" is not a list.");
            }
            return;  // image_info files have none
        }
        std::size_t number = 0;
        std::unordered_set<std::int64_t> ids;
        for (const dom::element element : entries) {
            const std::string where = "annotation " + std::to_string(++number);
            const dom::object object = object_of(element, where);
            std::int64_t id = 0;
            if (object["id"].get(id) == simdjson::SUCCESS && !ids.insert(id).second) {
                report(m_result.issues, where, "The id " + std::to_string(id) + " appears twice.");
            }
            read_annotation(object, where);
        }
    }

    void read_annotation(const dom::object& object, const std::string& where) {
        const std::int64_t image_id = required_id(object, "image_id", where);
        const auto image_index = m_image_of.find(image_id);
        if (image_index == m_image_of.end()) {
            report(m_result.issues, where, "There is no image " + std::to_string(image_id) + "; it was left out.");
            return;
        }
        Image& image = m_result.dataset.images[image_index->second];
        dom::element box;
        if (object["bbox"].get(box) != simdjson::SUCCESS) {
            const std::string caption = text_or_empty(object, "caption");
            if (caption.empty()) {
                report(m_result.issues, where, "It has no bbox; it was left out.");
            } else if (image.caption.empty()) {
                image.caption = caption;  // a COCO captions file
            }
            return;
        }
        const std::int64_t category = required_id(object, "category_id", where);
        const auto class_index = m_class_of.find(category);
        if (class_index == m_class_of.end()) {
            report(m_result.issues, where, "There is no category " + std::to_string(category) + "; it was left out.");
            return;
        }
        Annotation annotation;
        annotation.class_index = class_index->second;
        annotation.box = read_box(box);
        std::int64_t crowd = 0;
        annotation.ignore = object["iscrowd"].get(crowd) == simdjson::SUCCESS && crowd != 0;
        double score = 0;
        if (object["score"].get(score) == simdjson::SUCCESS) {
            annotation.score = score;
        }
        dom::element attributes;
        if (object["attributes"].get(attributes) == simdjson::SUCCESS && attributes.is_object()) {
            annotation.attributes = to_json(attributes);
        }
        add_checked(std::move(annotation), image, where, m_result);
    }

    static Box read_box(const dom::element& element) {
        double xywh[4] = {NAN, NAN, NAN, NAN};
        dom::array numbers;
        if (element.get(numbers) == simdjson::SUCCESS && numbers.size() == 4) {
            std::size_t i = 0;
            for (const dom::element number : numbers) {
                double value = NAN;
                xywh[i++] = number.get(value) == simdjson::SUCCESS ? value : NAN;
            }
        }
        return Box::from_xywh(xywh[0], xywh[1], xywh[2], xywh[3]);
    }

    std::string m_name;
    ReadResult& m_result;
    std::unordered_map<std::int64_t, int> m_class_of;
    std::unordered_map<std::int64_t, std::size_t> m_image_of;
};

}  // namespace

ReadResult parse_coco(std::string_view text, const std::string& name) {
    ReadResult result;
    CocoReader(name, result).read(text);
    return result;
}

ReadResult read_coco(const std::filesystem::path& annotation_file) {
    ReadResult result = parse_coco(read_file(annotation_file, kMaxBytes), annotation_file.string());
    std::error_code ec;
    const auto beside = annotation_file.parent_path() / "images";
    result.image_folder = std::filesystem::is_directory(beside, ec) ? beside : annotation_file.parent_path();
    return result;
}

}  // namespace destudio::dataset
