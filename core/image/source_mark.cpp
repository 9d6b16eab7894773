// SPDX-License-Identifier: Apache-2.0
#include "core/image/source_mark.h"

#include "core/image/byte_source.h"
#include "core/image/png_chunks.h"
#include "core/image/xmp_packet.h"

namespace destudio {

namespace {

constexpr std::string_view kTypeName = "DigitalSourceType";
constexpr std::string_view kRecipeName = "destudio:Recipe";
constexpr std::string_view kOwnTool = "xmp:CreatorTool=\"DiffusionEngine Studio\"";
constexpr std::string_view kAfterProperties = "</rdf:RDF>";

std::string escaped_xml(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\n':
                out += "&#10;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string unescaped_xml(std::string_view text) {
    static constexpr std::pair<std::string_view, char> kEntities[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&#10;", '\n'}};
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t step = 1;
        char letter = text[i];
        for (const auto& [entity, meant] : kEntities) {
            if (text.substr(i, entity.size()) == entity) {
                letter = meant;
                step = entity.size();
            }
        }
        out += letter;
        i += step;
    }
    return out;
}

// A property as writers of XMP put it: an attribute, an element, or an element with rdf:resource. Nothing else than
// these few properties is asked of the text, so it is searched instead of parsed.
std::string property(std::string_view xmp, std::string_view name) {
    auto at = xmp.find(name);
    if (at == std::string_view::npos) {
        return {};
    }
    at = xmp.find_first_not_of(" \t\r\n", at + name.size());
    if (at == std::string_view::npos) {
        return {};
    }
    constexpr std::string_view kResource = "rdf:resource";
    if (xmp.substr(at, kResource.size()) == kResource) {
        at = xmp.find_first_not_of(" \t\r\n", at + kResource.size());
    }
    if (at == std::string_view::npos || (xmp[at] != '=' && xmp[at] != '>')) {
        return {};
    }
    char end = '<';
    if (xmp[at] == '=') {
        at = xmp.find_first_of("\"'", at);
        if (at == std::string_view::npos) {
            return {};
        }
        end = xmp[at];
    }
    const auto stop = xmp.find(end, at + 1);
    return stop == std::string_view::npos ? std::string() : unescaped_xml(xmp.substr(at + 1, stop - at - 1));
}

std::string type_attributes(const std::string& type) {
    return "\n    xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\"\n    Iptc4xmpExt:" +
           std::string(kTypeName) + "=\"" + escaped_xml(type) + "\"";
}

std::string packet_of(const SourceMark& mark) {
    std::string out =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n  <rdf:Description rdf:about=\"\"\n"
        "    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n    " +
        std::string(kOwnTool);
    if (!mark.type.empty()) {
        out += type_attributes(mark.type);
    }
    if (!mark.recipe.empty()) {
        out += "\n    xmlns:destudio=\"urn:diffusionengine-studio:xmp\"\n    " + std::string(kRecipeName) + "=\"" +
               escaped_xml(mark.recipe) + "\"";
    }
    return out + "/>\n " + std::string(kAfterProperties) + "\n</x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

std::string png_recipe(const image::ByteSource& source) {
    constexpr std::uint32_t kMaxRecipeBytes = 1U << 20U;
    std::string recipe;
    if (source.read(0, image::kPngSignatureBytes).value_or("") != "\x89PNG\r\n\x1A\n") {
        return recipe;
    }
    image::visit_png_chunks(source, [&](const std::string& type, std::uint64_t at, std::uint32_t length) {
        if ((type == "tEXt" || type == "iTXt") && length <= kMaxRecipeBytes) {
            const auto [name, text] = image::png_text(type, source.read(at, length).value_or(""));
            recipe = name == kRecipeKeyword ? text : recipe;
        }
        return recipe.empty();
    });
    return recipe;
}

}  // namespace

SourceMark variant_mark(double encode_ratio, std::string recipe) {
    return {encode_ratio >= 1 ? kGeneratedSource : kCompositeSource, std::move(recipe)};
}

SourceMark read_source_mark(const image::ByteSource& source) {
    SourceMark mark;
    if (const auto packet = image::read_xmp(source)) {
        mark.type = property(*packet, kTypeName);
        mark.recipe = property(*packet, kRecipeName);
    }
    if (mark.recipe.empty()) {
        mark.recipe = png_recipe(source);
    }
    return mark;
}

SourceMark read_source_mark(const std::filesystem::path& file) {
    return read_source_mark(image::FileSource(file));
}

PngText mark_texts(const SourceMark& mark) {
    PngText texts;
    if (!mark.type.empty()) {
        texts[image::kXmpKeyword] = packet_of({mark.type, {}});  // the recipe has a text of its own
    }
    if (!mark.recipe.empty()) {
        texts[kRecipeKeyword] = mark.recipe;
    }
    return texts;
}

std::vector<unsigned char> encode_jpeg(const cv::Mat& rgb, int quality, const SourceMark& mark) {
    auto bytes = encode_jpeg(rgb, quality);
    if (mark.empty()) {
        return bytes;
    }
    const std::string_view plain(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    auto marked = image::with_xmp(plain, packet_of(mark));
    if (!marked && !mark.type.empty()) {
        marked = image::with_xmp(plain, packet_of({mark.type, {}}));
    }
    return marked ? std::vector<unsigned char>(marked->begin(), marked->end()) : bytes;
}

std::string with_source_type(std::string file, const std::string& type) {
    const auto packet = image::read_xmp(image::MemorySource(file));
    if (type.empty() || (packet && !property(*packet, kTypeName).empty())) {
        return file;
    }
    std::string wanted = packet.value_or("");
    if (const auto end = wanted.rfind(kAfterProperties); end != std::string::npos) {
        wanted.insert(end, "<rdf:Description rdf:about=\"\"" + type_attributes(type) + "/>");
    } else {
        wanted = packet_of({type, {}});
    }
    return image::with_xmp(file, wanted).value_or(file);
}

std::string without_source_type(std::string file) {
    const auto packet = image::read_xmp(image::MemorySource(file));
    if (!packet || packet->find(kOwnTool) == std::string::npos || property(*packet, kTypeName).empty()) {
        return file;
    }
    const std::string recipe = property(*packet, kRecipeName);
    return image::with_xmp(file, recipe.empty() ? std::string() : packet_of({{}, recipe})).value_or(file);
}

}  // namespace destudio
