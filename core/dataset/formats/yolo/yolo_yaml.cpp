// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/yolo/yolo_yaml.h"

#include <charconv>
#include <filesystem>
#include <optional>
#include <set>

#include "core/base/error.h"
#include "core/dataset/model/issue_list.h"

namespace destudio::dataset {

namespace {

using YamlKind = YamlDocument::Kind;
using YamlNode = YamlDocument::Node;

std::optional<std::size_t> whole_number(std::string_view text, std::size_t below) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool sound = error == std::errc() && end == text.data() + text.size() && value < below;
    return sound ? std::optional(value) : std::nullopt;
}

// PyYAML goes by YAML 1.1, where these words are no text.
bool is_truth_word(const YamlNode& node) {
    static const std::set<std::string> words{"yes", "Yes", "YES", "no",   "No",   "NO",   "on",    "On",    "ON",
                                             "off", "Off", "OFF", "true", "True", "TRUE", "false", "False", "FALSE"};
    return node.kind == YamlKind::kScalar && node.plain && words.contains(node.text);
}

class YoloYamlReader {
public:
    YoloYamlReader(const YamlDocument& document, const std::string& file)
        : m_document(document),
          m_root(document.root()),
          m_file(file),
          m_short(std::filesystem::path(file).filename().string()) {}

    YoloYaml read() {
        if (m_root.kind == YamlKind::kNull) {
            return {};
        }
        if (m_root.kind != YamlKind::kMap) {
            fail(m_root, "lines of the form \"key: value\" are expected");
        }
        tell_double_keys();
        read_names();
        m_out.path = text_of("path");
        m_out.class_count = text_of("nc");
        make_names();
        for (const auto& [key, split] :
             {std::pair{"train", "train"}, {"val", "val"}, {"valid", "val"}, {"validation", "val"}, {"test", "test"}}) {
            read_paths(key, split);
        }
        read_keypoints();
        return std::move(m_out);
    }

private:
    [[noreturn]] void fail(const YamlNode& node, const std::string& what) const {
        throw FormatError(m_file + ", line " + std::to_string(node.line) + ": " + what + ".");
    }

    std::string place(const YamlNode& node) const { return m_short + ":" + std::to_string(node.line); }

    void tell(const YamlNode& node, std::string what, Severity severity, std::string fix) {
        report(m_out.issues, {place(node), std::move(what), severity, std::move(fix), true});
    }

    void tell_double_keys() {
        std::set<std::string> seen;
        for (std::size_t i = 0; i + 1 < m_root.items.size(); i += 2) {
            const YamlNode& key = m_document.at(m_root.items[i]);
            if (key.kind == YamlKind::kScalar && !seen.insert(key.text).second) {
                tell(key, "\"" + key.text + "\" stands there twice; the last one counts.", Severity::kWarning,
                     "Take the other one out.");
            }
        }
    }

    std::string text_of(const char* key) const {
        const YamlNode* node = m_document.find(m_root, key);
        return node != nullptr && node->kind == YamlKind::kScalar ? node->text : std::string();
    }

    // A value that is missing has no place of its own, so its key's counts.
    std::string class_name(const YamlNode& node, std::size_t number, const YamlNode& key) {
        if (node.kind == YamlKind::kNull || (node.plain && node.text.empty() && node.kind == YamlKind::kScalar)) {
            tell(key, "Class " + std::to_string(number) + " has no name; it is called " + made_class_name(number) + ".",
                 Severity::kWarning, "Give it a name.");
            return made_class_name(number);
        }
        if (node.kind != YamlKind::kScalar) {
            fail(node, "a class name has to be a word, no list or map");
        }
        if (is_truth_word(node)) {
            tell(node,
                 "The class \"" + node.text + "\" stands without quotes, so Python's YAML takes it for a truth value.",
                 Severity::kWarning, "Put it in quotes.");
        }
        return node.text;
    }

    void read_names() {
        const YamlNode* names = m_document.find(m_root, "names");
        if (names == nullptr || names->kind == YamlKind::kNull) {
            return;
        }
        if (names->kind == YamlKind::kScalar) {
            m_out.names_are_a_word = true;
            m_out.names.push_back(names->text);
            return;
        }
        if (names->items.size() > 2 * kMaxYoloClasses) {
            fail(*names, "there are too many classes");
        }
        if (names->kind == YamlKind::kList) {
            for (std::size_t i = 0; i < names->items.size(); ++i) {
                m_out.names.push_back(class_name(m_document.at(names->items[i]), i, m_document.at(names->items[i])));
            }
            return;
        }
        std::map<std::size_t, std::string> numbered;
        for (std::size_t i = 0; i + 1 < names->items.size(); i += 2) {
            const YamlNode& key = m_document.at(names->items[i]);
            const auto number = key.kind == YamlKind::kScalar ? whole_number(key.text, kMaxYoloClasses) : std::nullopt;
            if (!number) {
                fail(key, "\"" + key.text + "\" is no class number");
            }
            if (numbered.contains(*number)) {
                tell(key, "Class " + std::to_string(*number) + " has two names; the last one counts.", Severity::kError,
                     "Take one out.");
            }
            numbered[*number] = class_name(m_document.at(names->items[i + 1]), *number, key);
        }
        for (const auto& [number, name] : numbered) {
            m_out.numbers.push_back(static_cast<std::int64_t>(number));
            m_out.names.push_back(name);
        }
        if (!numbered.empty() && numbered.rbegin()->first + 1 == numbered.size()) {
            m_out.numbers.clear();
        }
    }

    void make_names() {
        const YamlNode* count = m_document.find(m_root, "nc");
        if (!m_out.names.empty() || count == nullptr) {
            return;
        }
        const auto number = whole_number(m_out.class_count, kMaxYoloClasses + 1);
        if (!number || *number == 0) {
            fail(*count, "\"nc\" is no number of classes");
        }
        for (std::size_t i = 0; i < *number; ++i) {
            m_out.names.push_back(made_class_name(i));
        }
        m_out.names_are_made = true;
        tell(*count,
             "There are no class names, so they are made from \"nc\": " + m_out.names.front() +
                 (*number > 1 ? " to " + m_out.names.back() : std::string()) + ".",
             Severity::kWarning, "Write the names.");
    }

    void read_paths(const char* key, const std::string& split) {
        const YamlNode* node = m_document.find(m_root, key);
        if (node == nullptr) {
            return;
        }
        const auto add = [&](const YamlNode& one) {
            if (one.kind == YamlKind::kScalar && !one.text.empty()) {
                m_out.paths[split].push_back(one.text);
            } else if (one.kind == YamlKind::kList || one.kind == YamlKind::kMap) {
                fail(one, "\"" + std::string(key) + "\" has to be a folder, a list file or a list of these");
            }
        };
        if (node->kind != YamlKind::kList) {
            add(*node);
            return;
        }
        for (const std::size_t one : node->items) {
            add(m_document.at(one));
        }
    }

    void read_keypoints() {
        const YamlNode* shape = m_document.find(m_root, "kpt_shape");
        if (shape == nullptr || shape->kind == YamlKind::kNull) {
            return;
        }
        constexpr std::size_t kMaxPoints = 10'000;
        std::vector<std::size_t> sides;
        for (const std::size_t one : shape->items) {
            const YamlNode& side = m_document.at(one);
            const auto number = side.kind == YamlKind::kScalar ? whole_number(side.text, kMaxPoints) : std::nullopt;
            sides.push_back(number.value_or(0));
        }
        if (shape->kind != YamlKind::kList || sides.size() != 2 || sides[0] == 0 || (sides[1] != 2 && sides[1] != 3)) {
            fail(*shape, "\"kpt_shape\" has to be [points, 2 or 3]");
        }
        m_out.keypoints = static_cast<int>(sides[0]);
        m_out.keypoint_dimensions = static_cast<int>(sides[1]);
    }

    const YamlDocument& m_document;
    const YamlNode& m_root;
    const std::string& m_file;
    std::string m_short;
    YoloYaml m_out;
};

}  // namespace

std::string made_class_name(std::size_t number) {
    return "class_" + std::to_string(number);
}

YoloYaml parse_yolo_yaml(std::string_view text, const std::string& file) {
    const YamlDocument document = YamlDocument::parse(text, file);
    return YoloYamlReader(document, file).read();
}

}  // namespace destudio::dataset
