// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>

#include "core/dataset/io/voc_options.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// What the objects of VOC files hold beyond a box, counted over a dataset.
struct VocExtras {
    std::size_t parts = 0;     ///< boxes of heads, hands and feet inside an object
    std::size_t actions = 0;   ///< objects with <actions>
    std::size_t rotated = 0;   ///< rotated boxes (roLabelImg), which become the boxes around them
    std::size_t outlines = 0;  ///< objects with a <polygon> beside their box

    /// What is not kept, a sentence each.
    std::vector<Issue> told() const;
};

/// One annotation file that was parsed.
class VocXml {
public:
    /// @param text has to outlive this @param name of the file, for messages @throws FormatError
    VocXml(std::string_view text, std::string name);

    std::string file_name() const;  ///< <filename>, without blanks round it
    std::string folder() const;     ///< <folder>, likewise
    Size stated_size() const;       ///< zeros when it is missing or makes no sense

    /// Adds the boxes of an image whose size is settled; classes are added as they appear.
    void add_objects(const Image& image, const VocOptions& options, VocExtras& extras, ReadResult& result) const;

private:
    std::string place(const pugi::xml_node& node) const;
    bool flag(const pugi::xml_node& object, const char* key, ReadResult& result) const;
    void add_attributes(const pugi::xml_node& object, Annotation& annotation) const;
    void count_extras(const pugi::xml_node& object, VocExtras& extras) const;

    std::string_view m_text;
    std::string m_name;
    pugi::xml_document m_document;
    pugi::xml_node m_root;
};

}  // namespace destudio::dataset
