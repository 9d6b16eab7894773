// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/coco/coco_walk.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/dataset/text/json_text.h"
#include "core/dataset/text/number_text.h"
#include "core/dataset/text/raw_json.h"

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
        static constexpr const char* kKeys[] = {"info", "licenses", "images", "annotations", "categories"};
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
                m_visitor.info(raw_object(value));
            } else if (key == "licenses") {
                m_visitor.licenses(raw_list(value));
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

    static std::string_view raw_object(ondemand::value& value) {
        ondemand::object object;
        return value.get_object().get(object) == simdjson::SUCCESS ? object.raw_json().value() : std::string_view();
    }
    static std::string_view raw_list(ondemand::value& value) {
        ondemand::array array;
        return value.get_array().get(array) == simdjson::SUCCESS ? array.raw_json().value() : std::string_view();
    }

    // Any value as it stands there; a word or number without the space behind it.
    static std::string_view raw_of(ondemand::value& value) {
        ondemand::json_type type{};
        const bool known = value.type().get(type) == simdjson::SUCCESS;  // NaN is of no type
        if (known && type == ondemand::json_type::object) {
            return raw_object(value);
        }
        if (known && type == ondemand::json_type::array) {
            return raw_list(value);
        }
        const std::string_view token = value.raw_json_token();
        return token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
    }

    // Tools write ids as 1, 1.0 and "1"; a number in quotes is read as the number.
    std::optional<std::int64_t> whole(ondemand::value& value) {
        std::int64_t number = 0;
        if (value.get_int64().get(number) == simdjson::SUCCESS) {
            return number;
        }
        const double other = real(value);
        constexpr double kMax = 9007199254740992.0;  // 2^53, up to which every whole number is a double
        if (std::isfinite(other) && other == std::floor(other) && std::abs(other) <= kMax) {
            return static_cast<std::int64_t>(other);
        }
        return {};
    }
    double real(ondemand::value& value) {
        double number = NAN;
        if (value.get_double().get(number) == simdjson::SUCCESS) {
            return number;
        }
        std::string_view quoted;
        number = value.get_string().get(quoted) == simdjson::SUCCESS ? parse_number(quoted) : NAN;
        m_quoted = m_quoted || std::isfinite(number);
        return number;
    }
    static std::string text(ondemand::value& value) {
        std::string_view out;
        return value.get_string().get(out) == simdjson::SUCCESS ? std::string(out) : std::string();
    }
    static bool flag(ondemand::value& value) {
        bool out = false;
        return value.get_bool().get(out) == simdjson::SUCCESS && out;
    }

    // Goes through the members of an entry. Those in `keys` are handed to take(position of the key, value), and may be
    // there once; the others are collected in entry.extra, or passed over where nobody wants them.
    template <class Entry, std::size_t N, class Take>
    void members(ondemand::object object, const char* what, const std::string_view (&keys)[N], Entry& entry,
                 const Take& take) {
        SeenKeys seen;
        m_quoted = false;
        for (auto field : object) {
            const std::string_view key = field.unescaped_key();
            ondemand::value value = field.value();
            const auto index = static_cast<std::size_t>(std::find(keys, keys + N, key) - keys);
            if (index == N) {
                other_member(key, value, entry.extra);
                continue;
            }
            if (!seen.add(static_cast<unsigned>(index))) {
                fail_twice(std::string(what) + " " + std::to_string(entry.number), std::string(key).c_str());
            }
            take(index, value);
        }
        entry.quoted = m_quoted;
    }

    void other_member(std::string_view key, ondemand::value& value, std::string& extra) {
        if (m_all) {
            skip(value);
            return;
        }
        const std::string_view raw = raw_of(value);
        if (m_pieces.parse(raw.data(), raw.size(), false).error() != simdjson::SUCCESS) {
            return;  // NaN, or what no reader takes: it is not handed on
        }
        extra += extra.empty() ? "" : ",";
        append_json_string(extra, key);
        extra += ':';
        append_ascii_json(extra, raw);
    }

    void category(ondemand::object object, std::size_t number) {
        enum { kId, kName };
        static constexpr std::string_view kKeys[] = {"id", "name", "supercategory"};
        CocoCategory out;
        out.number = number;
        members(object, "category", kKeys, out, [&](std::size_t key, ondemand::value& value) {
            if (key == kId) {
                out.id = whole(value);
            } else if (key == kName) {
                out.name = text(value);
            } else {
                out.supercategory = text(value);
            }
        });
        m_visitor.category(out);
    }

    void image(ondemand::object object, std::size_t number) {
        enum { kId, kFileName, kWidth, kHeight, kCaption, kSplit, kConfirmed, kAttributes };
        static constexpr std::string_view kKeys[] = {"id",      "file_name", "width",     "height",
                                                     "caption", "split",     "confirmed", "attributes"};
        CocoImage out;
        out.number = number;
        members(object, "image", kKeys, out, [&](std::size_t key, ondemand::value& value) {
            switch (key) {
                case kId:
                    out.id = whole(value);
                    break;
                case kFileName:
                    out.file_name = text(value);
                    break;
                case kWidth:
                    out.width = real(value);
                    break;
                case kHeight:
                    out.height = real(value);
                    break;
                case kCaption:
                    out.caption = text(value);
                    break;
                case kSplit:
                    out.split = text(value);
                    break;
                case kConfirmed:
                    out.confirmed = flag(value);
                    break;
                default:
                    attributes(value, out);
            }
        });
        m_visitor.image(out);
    }

    void annotation(ondemand::object object, std::size_t number) {
        enum { kSegmentation, kArea, kCrowd, kImageId, kBox, kCategoryId, kId, kIgnore, kScore, kCaption, kAttributes };
        static constexpr std::string_view kKeys[] = {"segmentation", "area",        "iscrowd",   "image_id",
                                                     "bbox",         "category_id", "id",        "ignore",
                                                     "score",        "caption",     "attributes"};
        CocoAnnotation out;
        out.number = number;
        members(object, "annotation", kKeys, out, [&](std::size_t key, ondemand::value& value) {
            switch (key) {
                case kSegmentation:
                    out.has_segmentation = is_outline(value);
                    out.segmentation = segmentation(value);
                    break;
                case kArea:
                    out.has_area = true;
                    out.area = real(value);
                    break;
                case kCrowd:
                    out.has_crowd = true;
                    out.crowd = crowd(value);
                    break;
                case kImageId:
                    out.image_id = whole(value);
                    break;
                case kBox:
                    out.has_box = box(value, out.box);
                    break;
                case kCategoryId:
                    out.category_id = whole(value);
                    break;
                case kId:
                    out.id = whole(value);
                    break;
                case kIgnore:
                    out.has_ignore = true;
                    out.ignore = crowd(value) == 1;
                    break;
                case kScore:
                    if (const double score = real(value); std::isfinite(score)) {
                        out.score = score;
                    }
                    break;
                case kCaption:
                    out.caption = text(value);
                    break;
                default:
                    attributes(value, out);
            }
        });
        m_visitor.annotation(out);
    }

    std::int64_t crowd(ondemand::value& value) {
        bool flag = false;
        return value.get_bool().get(flag) == simdjson::SUCCESS ? (flag ? 1 : 0) : whole(value).value_or(-1);
    }

    // Some tools write a list or a text; then it is a member like any other.
    template <class Entry>
    void attributes(ondemand::value& value, Entry& out) {
        ondemand::json_type type{};
        if (value.type().get(type) == simdjson::SUCCESS && type == ondemand::json_type::object) {
            out.attributes = raw_object(value);
        } else {
            other_member("attributes", value, out.extra);
        }
    }

    static bool is_outline(ondemand::value& value) {
        ondemand::json_type type{};
        return value.type().get(type) == simdjson::SUCCESS &&
               (type == ondemand::json_type::array || type == ondemand::json_type::object);
    }

    // The outline; empty lists are none.
    std::string_view segmentation(ondemand::value& value) {
        if (m_all) {
            skip(value);
            return {};
        }
        if (!is_outline(value)) {
            return {};
        }
        const std::string_view raw = raw_of(value);
        return raw.find_first_not_of(" \t\r\n", 1) == raw.size() - 1 ? std::string_view() : raw;
    }

    // False for what stands for no box: null, and an empty list. NaN where it makes no sense.
    bool box(ondemand::value& value, std::array<double, 4>& out) {
        out.fill(NAN);
        ondemand::array numbers;
        if (value.get_array().get(numbers) != simdjson::SUCCESS) {
            return !value.is_null();
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
        return count > 0;
    }

    std::string_view m_text;
    const std::string& m_name;
    CocoVisitor& m_visitor;
    bool m_all;
    bool m_quoted = false;           ///< a number of this entry stands in quotes
    simdjson::dom::parser m_pieces;  ///< checks the values that are handed on as they stand there
};

}  // namespace

void walk_coco(const PaddedText& text, const std::string& name, CocoVisitor& visitor, CocoWalk walk) {
    Walker(text.view(), name, visitor, walk).run();
}

}  // namespace destudio::dataset
