// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/model/combine.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "core/dataset/model/class_table.h"
#include "core/dataset/text/json_text.h"

namespace destudio::dataset {

namespace {

template <class Json>
std::optional<std::int64_t> whole_at(const Json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_number_integer() ? std::optional(found->template get<std::int64_t>())
                                                               : std::nullopt;
}

// Class ids of a COCO file stay only while both sides have them and they do not clash.
void join_class_ids(Dataset& into, const Dataset& from, const std::vector<int>& new_index) {
    if (into.class_ids.empty() || from.class_ids.size() != from.classes.size()) {
        into.class_ids.clear();
        return;
    }
    for (std::size_t i = 0; i < from.classes.size(); ++i) {
        if (new_index[i] == static_cast<int>(into.class_ids.size())) {
            into.class_ids.push_back(from.class_ids[i]);
        }
    }
    std::vector<std::int64_t> sorted = into.class_ids;
    std::sort(sorted.begin(), sorted.end());
    if (sorted.size() != into.classes.size() || std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
        into.class_ids.clear();
    }
}

// Ids of images that are free; an id that is asked for is kept where nobody has it.
class FreeIds {
public:
    FreeIds(const std::vector<Image>& taken, const std::vector<Image>& coming) {
        for (const Image& image : taken) {
            m_taken.insert(image.id);
            m_last = std::max(m_last, image.id);
        }
        for (const Image& image : coming) {
            m_last = std::max(m_last, image.id);
        }
    }

    std::int64_t take(std::int64_t wanted) {
        if (wanted >= 1 && m_taken.insert(wanted).second) {
            return wanted;
        }
        m_taken.insert(++m_last);
        return m_last;
    }

private:
    std::unordered_set<std::int64_t> m_taken;
    std::int64_t m_last = 0;
};

// Adds the licences of another file and says which of its ids became which. What has the same name and address is one.
std::map<std::int64_t, std::int64_t> join_licenses(nlohmann::json& into, const nlohmann::json& from) {
    std::map<std::int64_t, std::int64_t> new_id;
    std::int64_t last = 0;
    for (const auto& known : into) {
        last = std::max(last, whole_at(known, "id").value_or(0));
    }
    for (const auto& license : from) {
        const auto id = whole_at(license, "id");
        const auto same = std::find_if(into.begin(), into.end(), [&](const auto& known) {
            return text_at(known, "name") == text_at(license, "name") &&
                   text_at(known, "url") == text_at(license, "url");
        });
        if (!id) {
            continue;
        }
        if (same == into.end()) {
            const bool taken =
                std::any_of(into.begin(), into.end(), [&](const auto& known) { return whole_at(known, "id") == id; });
            auto copy = license;
            copy["id"] = taken ? ++last : *id;
            last = std::max(last, copy["id"].get<std::int64_t>());
            new_id[*id] = copy["id"].get<std::int64_t>();
            into.push_back(std::move(copy));
        } else {
            new_id[*id] = whole_at(*same, "id").value_or(*id);
        }
    }
    return new_id;
}

void change_license(Image& image, const std::map<std::int64_t, std::int64_t>& new_id) {
    if (image.extra.find("\"license\":") == std::string::npos) {
        return;
    }
    auto members = nlohmann::ordered_json::parse("{" + image.extra + "}", nullptr, false);
    const auto id = members.is_object() ? whole_at(members, "license") : std::nullopt;
    const auto found = id ? new_id.find(*id) : new_id.end();
    if (found != new_id.end() && found->second != found->first) {
        members["license"] = found->second;
        const std::string text = members.dump(-1, ' ', true);
        image.extra = text.substr(1, text.size() - 2);
    }
}

}  // namespace

std::string dataset_prefix(const std::filesystem::path& path, std::set<std::string>& taken) {
    const auto plain = std::filesystem::absolute(path).lexically_normal();
    std::string base = plain.has_filename() ? plain.stem().string() : plain.parent_path().stem().string();
    if (!is_relative_path(base)) {
        base = "dataset";
    }
    std::string name = base;
    for (int i = 2; !taken.insert(name).second; ++i) {
        name = base + "_" + std::to_string(i);
    }
    return name + "/";
}

void append(Dataset& into, const Dataset& from, const std::string& prefix, const ClassMap& classes) {
    const bool first = into.classes.empty() && into.images.empty();
    ClassTable table(into);
    std::vector<int> new_index;
    for (const std::string& name : from.classes) {
        const auto mapped = classes.find(name);
        const std::string& target = mapped == classes.end() ? name : mapped->second;
        new_index.push_back(target.empty() ? -1 : table.index_of(target));
    }
    if (first && classes.empty()) {
        into.class_ids = from.class_ids;
        into.info = from.info;
    } else {
        join_class_ids(into, from, new_index);
    }
    for (std::size_t i = 0; i < from.classes.size(); ++i) {
        const auto extra = from.class_extra.find(from.classes[i]);
        if (new_index[i] >= 0 && extra != from.class_extra.end()) {
            into.class_extra.emplace(into.classes[static_cast<std::size_t>(new_index[i])], extra->second);
        }
    }
    const auto new_license = join_licenses(into.licenses, from.licenses);
    FreeIds ids(into.images, from.images);
    std::unordered_map<std::int64_t, std::int64_t> new_id;
    for (const Image& image : from.images) {
        Image copy = image;
        copy.id = ids.take(image.id);
        copy.file_name = prefix + image.file_name;
        change_license(copy, new_license);
        new_id.emplace(image.id, copy.id);
        into.images.push_back(std::move(copy));
    }
    for (const Annotation& annotation : from.annotations) {
        const auto image = new_id.find(annotation.image_id);
        const int index = new_index.at(static_cast<std::size_t>(annotation.class_index));
        if (image != new_id.end() && index >= 0) {
            Annotation copy = annotation;
            copy.image_id = image->second;
            copy.class_index = index;
            into.annotations.push_back(std::move(copy));
        }
    }
}

}  // namespace destudio::dataset
