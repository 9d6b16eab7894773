// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/coco/coco_walk.h"

#include <simdjson.h>

#include <cmath>

#include "core/base/error.h"
#include "core/dataset/json_text.h"

namespace destudio::dataset {

namespace {

namespace ondemand = simdjson::ondemand;

static_assert(PaddedText::kPadding >= simdjson::SIMDJSON_PADDING);

// Which of the keys that matter have been seen in an object, so that a second one is noticed.
class SeenKeys {
public:
    /// False when this key was there before.
    bool add(unsigned index) {
        const std::uint32_t bit = 1U << index;
        const bool is_new = (m_bits & bit) == 0;
        m_bits |= bit;
        return is_new;
    }

private:
    std::uint32_t m_bits = 0;
};

class Walker {
public:
    Walker(std::string_view text, const std::string& name, CocoVisitor& visitor, CocoWalk walk)
        : m_text(text), m_name(name), m_visitor(visitor), m_all(walk == CocoWalk::kAll) {}

    void run() {
        ondemand::parser parser(std::numeric_limits<std::uint32_t>::max());
        ondemand::document document;
        const simdjson::padded_string_view padded(m_text.data(), m_text.size(), m_text.size() + PaddedText::kPadding);
        auto error = parser.iterate(padded).get(document);
        if (error != simdjson::SUCCESS) {
            fail_json(error);
        }
        try {
            top(document);
        } catch (const simdjson::simdjson_error& thrown) {
            const char* at = nullptr;
            std::string where;
            if (document.current_location().get(at) == simdjson::SUCCESS && at >= m_text.data() &&
                at <= m_text.data() + m_text.size()) {
                where = ", line " + std::to_string(line_of(m_text, static_cast<std::size_t>(at - m_text.data())));
            }
            fail_json(thrown.error(), where);
        }
    }

private:
    [[noreturn]] void fail_json(simdjson::error_code error, const std::string& where = {}) const {
        if (error == simdjson::MEMALLOC || error == simdjson::CAPACITY) {
            throw ResourceError("There is not enough memory to read " + m_name + ".");
        }
        throw FormatError(m_name + where + " is not valid JSON: " + simdjson::error_message(error));
    }
    [[noreturn]] void fail(const std::string& what) const { throw FormatError(m_name + ": " + what); }
    [[noreturn]] void fail_twice(const std::string& where, const char* key) const {
        fail(where + " has the key \"" + key + "\" twice.");
    }

    void top(ondemand::document& document) {
        ondemand::json_type type{};
        if (document.type().get(type) != simdjson::SUCCESS || type != ondemand::json_type::object) {
            if (m_text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
                throw FormatError(m_name + " is not valid JSON: it is empty.");
            }
            throw FormatError(m_name +
                              " is no COCO dataset: it has to be an object with images, annotations and categories.");
        }
        static constexpr const char* kKeys[] = {"info", "images", "annotations", "categories"};
        SeenKeys seen;
        bool has_images = false;
        bool has_categories = false;
        bool has_annotations = false;
        for (auto field : document.get_object()) {
            const std::string_view key = field.unescaped_key();
            m_visitor.section(key);
            for (unsigned i = 0; i < std::size(kKeys); ++i) {
                if (key == kKeys[i] && !seen.add(i)) {
                    fail_twice("the top level", kKeys[i]);
                }
            }
            ondemand::value value = field.value();
            if (key == "info") {
                info(value);
            } else if (key == "images") {
                has_images = true;
                list(value, "images", [&](ondemand::object object, std::size_t n) { image(object, n); });
            } else if (key == "annotations") {
                has_annotations = true;
                list(value, "annotations", [&](ondemand::object object, std::size_t n) { annotation(object, n); });
            } else if (key == "categories") {
                has_categories = true;
                list(value, "categories", [&](ondemand::object object, std::size_t n) { category(object, n); });
            } else {
                skip(value);
            }
        }
        if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) {
            throw FormatError(m_name + " is not valid JSON: something follows after its end.");
        }
        if (!has_images) {
            fail("the list \"images\" is missing.");
        }
        // Captions files have no categories, image_info files no annotations.
        if (!has_categories && !has_annotations) {
            fail("the list \"categories\" is missing.");
        }
    }

    template <class Each>
    void list(ondemand::value& value, const char* key, Each each) {
        ondemand::array array;
        if (value.get_array().get(array) != simdjson::SUCCESS) {
            fail(std::string("\"") + key + "\" is not a list.");
        }
        std::size_t number = 0;
        for (auto element : array) {
            ++number;
            ondemand::value entry = element.value();
            ondemand::json_type type{};
            if (entry.type().get(type) != simdjson::SUCCESS) {
                throw simdjson::simdjson_error(simdjson::TAPE_ERROR);
            }
            if (type != ondemand::json_type::object) {
                fail(std::string("entry ") + std::to_string(number) + " of \"" + key + "\" is not an object.");
            }
            each(entry.get_object(), number);
        }
    }

    // Passes over a value that nobody uses.
    void skip(ondemand::value& value, int depth = 0) {
        if (!m_all || depth > kMaxJsonDepth) {
            return;
        }
        ondemand::json_type type{};
        if (value.type().get(type) != simdjson::SUCCESS) {
            check_not_finite(value, simdjson::TAPE_ERROR);
            return;
        }
        switch (type) {
            case ondemand::json_type::array:
                for (auto element : value.get_array()) {
                    ondemand::value inner = element.value();
                    skip(inner, depth + 1);
                }
                break;
            case ondemand::json_type::object:
                for (auto field : value.get_object()) {
                    ondemand::value inner = field.value();
                    skip(inner, depth + 1);
                }
                break;
            case ondemand::json_type::number:
                if (value.get_double().error() != simdjson::SUCCESS) {
                    check_not_finite(value, simdjson::NUMBER_ERROR);
                }
                break;
            case ondemand::json_type::string:
                value.get_string().value();
                break;
            case ondemand::json_type::boolean:
                value.get_bool().value();
                break;
            case ondemand::json_type::null:
                if (!value.is_null()) {
                    throw simdjson::simdjson_error(simdjson::N_ATOM_ERROR);
                }
                break;
        }
    }

    // NaN and Infinity are no JSON, but Python writes and reads them.
    static void check_not_finite(ondemand::value& value, simdjson::error_code otherwise) {
        const std::string_view token = value.raw_json_token();
        for (const std::string_view word : {"NaN", "Infinity", "-Infinity"}) {
            if (token.starts_with(word)) {
                return;
            }
        }
        throw simdjson::simdjson_error(otherwise);
    }

    void info(ondemand::value& value) {
        ondemand::json_type type{};
        if (value.type().get(type) == simdjson::SUCCESS && type == ondemand::json_type::object) {
            m_visitor.info(raw_of(value));
        } else {
            skip(value);
        }
    }

    static std::string_view raw_of(ondemand::value& value) {
        ondemand::object object = value.get_object();
        return object.raw_json();
    }

    static std::optional<std::int64_t> whole(ondemand::value& value) {
        std::int64_t number = 0;
        if (value.get_int64().get(number) == simdjson::SUCCESS) {
            return number;
        }
        return {};
    }
    static double real(ondemand::value& value) {
        double number = NAN;
        return value.get_double().get(number) == simdjson::SUCCESS ? number : NAN;
    }
    static std::string text(ondemand::value& value) {
        std::string_view out;
        return value.get_string().get(out) == simdjson::SUCCESS ? std::string(out) : std::string();
    }

    void category(ondemand::object object, std::size_t number) {
        CocoCategory out;
        out.number = number;
        SeenKeys seen;
        for (auto field : object) {
            const std::string_view key = field.unescaped_key();
            ondemand::value value = field.value();
            if (key == "id") {
                once(seen, 0, "category", number, "id");
                out.id = whole(value);
            } else if (key == "name") {
                once(seen, 1, "category", number, "name");
                out.name = text(value);
            } else if (key == "supercategory") {
                out.has_supercategory = true;
            } else {
                skip(value);
            }
        }
        m_visitor.category(out);
    }

    void image(ondemand::object object, std::size_t number) {
        CocoImage out;
        out.number = number;
        SeenKeys seen;
        for (auto field : object) {
            const std::string_view key = field.unescaped_key();
            ondemand::value value = field.value();
            if (key == "id") {
                once(seen, 0, "image", number, "id");
                out.id = whole(value);
            } else if (key == "file_name") {
                once(seen, 1, "image", number, "file_name");
                out.file_name = text(value);
            } else if (key == "width") {
                once(seen, 2, "image", number, "width");
                out.width = real(value);
            } else if (key == "height") {
                once(seen, 3, "image", number, "height");
                out.height = real(value);
            } else if (key == "caption") {
                out.caption = text(value);
            } else if (key == "split") {
                out.split = text(value);
            } else if (key == "confirmed") {
                bool confirmed = false;
                out.confirmed = value.get_bool().get(confirmed) == simdjson::SUCCESS && confirmed;
            } else {
                skip(value);
            }
        }
        m_visitor.image(out);
    }

    void annotation(ondemand::object object, std::size_t number) {
        CocoAnnotation out;
        out.number = number;
        SeenKeys seen;
        for (auto field : object) {
            const std::string_view key = field.unescaped_key();
            ondemand::value value = field.value();
            if (key == "segmentation") {
                out.has_segmentation = segmentation(value);
            } else if (key == "area") {
                once(seen, 0, "annotation", number, "area");
                out.has_area = true;
                out.area = real(value);
            } else if (key == "iscrowd") {
                once(seen, 1, "annotation", number, "iscrowd");
                out.has_crowd = true;
                out.crowd = crowd(value);
            } else if (key == "image_id") {
                once(seen, 2, "annotation", number, "image_id");
                out.image_id = whole(value);
            } else if (key == "bbox") {
                once(seen, 3, "annotation", number, "bbox");
                out.has_box = true;
                out.box = box(value);
            } else if (key == "category_id") {
                once(seen, 4, "annotation", number, "category_id");
                out.category_id = whole(value);
            } else if (key == "id") {
                once(seen, 5, "annotation", number, "id");
                out.id = whole(value);
            } else if (key == "ignore") {
                out.has_ignore = true;
            } else if (key == "score") {
                const double score = real(value);
                if (std::isfinite(score)) {
                    out.score = score;
                }
            } else if (key == "caption") {
                out.caption = text(value);
            } else if (key == "attributes") {
                ondemand::json_type type{};
                if (value.type().get(type) == simdjson::SUCCESS && type == ondemand::json_type::object) {
                    out.attributes = raw_of(value);
                }
            } else {
                skip(value);
            }
        }
        m_visitor.annotation(out);
    }

    static std::int64_t crowd(ondemand::value& value) {
        std::int64_t number = 0;
        if (value.get_int64().get(number) == simdjson::SUCCESS) {
            return number;
        }
        bool flag = false;
        return value.get_bool().get(flag) == simdjson::SUCCESS ? (flag ? 1 : 0) : -1;
    }

    // Whether there is an outline; its points are not kept.
    bool segmentation(ondemand::value& value) {
        ondemand::json_type type{};
        if (value.type().get(type) != simdjson::SUCCESS) {
            return false;
        }
        if (m_all) {
            const char* at = nullptr;
            const bool empty = value.current_location().get(at) == simdjson::SUCCESS && at[0] == '[' && at[1] == ']';
            skip(value);
            return type == ondemand::json_type::object || (type == ondemand::json_type::array && !empty);
        }
        if (type != ondemand::json_type::array) {
            return type == ondemand::json_type::object;
        }
        ondemand::array array = value.get_array();
        bool empty = true;
        return array.is_empty().get(empty) == simdjson::SUCCESS && !empty;
    }

    static std::array<double, 4> box(ondemand::value& value) {
        std::array<double, 4> out{NAN, NAN, NAN, NAN};
        ondemand::array numbers;
        if (value.get_array().get(numbers) != simdjson::SUCCESS) {
            return out;
        }
        std::size_t count = 0;
        for (auto element : numbers) {
            ondemand::value number = element.value();
            const double read = real(number);
            if (count < out.size()) {
                out[count] = read;
            }
            ++count;
        }
        if (count != out.size()) {
            out.fill(NAN);
        }
        return out;
    }

    void once(SeenKeys& seen, unsigned index, const char* what, std::size_t number, const char* key) const {
        if (!seen.add(index)) {
            fail_twice(std::string(what) + " " + std::to_string(number), key);
        }
    }

    std::string_view m_text;
    const std::string& m_name;
    CocoVisitor& m_visitor;
    bool m_all;
};

}  // namespace

void walk_coco(const PaddedText& text, const std::string& name, CocoVisitor& visitor, CocoWalk walk) {
    Walker(text.view(), name, visitor, walk).run();
}

}  // namespace destudio::dataset
