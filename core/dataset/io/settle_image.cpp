// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/io/settle_image.h"

#include <algorithm>
#include <unordered_map>

#include "core/base/error.h"
#include "core/dataset/model/issue_list.h"
#include "core/image/image_header.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kToldEach = 5;  ///< pictures of each kind that are told one by one

const char* reason_of(ImageMatch match) {
    switch (match) {
        case ImageMatch::kWholePath:
            break;
        case ImageMatch::kSlashes:
            return "the same path with backslashes or dots";
        case ImageMatch::kLetters:
            return "the same path but for capital letters";
        case ImageMatch::kExtension:
            return "the same path with another extension";
        case ImageMatch::kName:
            return "the only picture that fits its name";
        case ImageMatch::kAddress:
            return "the picture that fits its address";
    }
    return "";
}

Severity severity_of(ImageMatch match) {
    return match == ImageMatch::kAddress ? Severity::kNote : Severity::kWarning;
}

/// A folder that cannot be there, so that no picture in it gets the boxes of one that is missing.
std::string missing_folder(std::int64_t id) {
    return "missing-" + std::to_string(id) + "/";
}

std::string sides(Size size) {
    return std::to_string(size.width) + " by " + std::to_string(size.height);
}

void take(Image& image, const std::string& named, FoundImage found, const ImageFinder& finder, const std::string& where,
          ReadResult& result) {
    image.file_name = std::move(found.name);
    if (found.match != ImageMatch::kWholePath) {
        image.found_by = found.match;
        image.stated_name = named;
        if (++result.found_otherwise.at(static_cast<std::size_t>(found.match)) <= kToldEach) {
            report(result.issues, {where,
                                   "\"" + named + "\" is not there as it stands; " + image.file_name + " was taken, " +
                                       reason_of(found.match) + ".",
                                   severity_of(found.match), "Write the path that is there.", true});
        }
    }
    settle_size(image, finder.folder() / image.file_name, where, result);
}

}  // namespace

std::string missing_name(const std::string& named, std::int64_t id) {
    const auto slash = named.find_last_of("/\\");
    const std::string last = slash == std::string::npos ? named : named.substr(slash + 1);
    return is_relative_path(named) ? named : missing_folder(id) + (is_relative_path(last) ? last : "image.png");
}

bool has_missing_name(const Image& image) {
    return image.file_name.starts_with(missing_folder(image.id));
}

void settle_size(Image& image, const fs::path& file, const std::string& where, ReadResult& result) {
    image::ImageHeader header;
    try {
        header = image::read_image_header(image::FileSource(file), file.string());
    } catch (const Error& error) {
        report(result.issues, where, error.what());
        return;
    }
    const Size stated = image.size;
    const bool states_none = stated.width <= 0 || stated.height <= 0;
    if (states_none || stated == header.oriented()) {
        image.size = header.oriented();
        return;
    }
    if (stated == header.stored) {
        report(result.issues, {where,
                               "Its picture is turned by its EXIF orientation and " + sides(header.oriented()) +
                                   " pixels large; the annotations say " + sides(stated) +
                                   ", as before turning, so its boxes may be turned, too.",
                               Severity::kError, "Store its pixels as the boxes were drawn, or draw them again."});
        return;
    }
    image.size = header.oriented();
    report(result.issues, {where,
                           "The annotations say " + sides(stated) + ", but the picture has " + sides(image.size) +
                               " pixels; the picture counts.",
                           Severity::kError, "Write the size of the picture.", true});
}

void settle_image(Image& image, const std::vector<std::string>& named, const ImageFinder& finder,
                  const std::string& where, ReadResult& result) {
    for (const std::string& name : named) {
        if (finder.has(name)) {
            take(image, name, {name, ImageMatch::kWholePath}, finder, where, result);
            return;
        }
    }
    std::string doubt;
    for (const std::string& name : named) {
        FoundImage found = name.empty() ? FoundImage() : finder.locate(name);
        if (!found.name.empty()) {
            take(image, name, std::move(found), finder, where, result);
            return;
        }
        doubt = doubt.empty() ? found.doubt : doubt;
    }
    const std::string stated = named.empty() ? std::string() : named.back();
    report(result.issues, where,
           "Its picture \"" + stated + "\" is missing" + (doubt.empty() ? "." : ": " + doubt + "."));
    image.file_name = missing_name(stated, image.id);
}

namespace {

// Whether what was found for `image` may be kept beside the others that found the same picture.
bool may_keep(const Dataset& dataset, const std::vector<std::size_t>& claims, std::size_t i) {
    const Image& image = dataset.images[i];
    return std::all_of(claims.begin(), claims.end(), [&](std::size_t other) {
        const Image& rival = dataset.images[other];
        return rival.stated_name == image.stated_name || image.found_by < rival.found_by;
    });
}

void settle_rivals(ReadResult& result) {
    auto& images = result.dataset.images;
    std::unordered_map<std::string, std::vector<std::size_t>> claims_on;
    for (const Image& image : images) {
        if (image.found_by != ImageMatch::kWholePath) {
            claims_on[image.file_name];
        }
    }
    for (std::size_t i = 0; i < images.size() && !claims_on.empty(); ++i) {
        const auto found = claims_on.find(images[i].file_name);
        if (found != claims_on.end()) {
            found->second.push_back(i);
        }
    }
    for (const auto& [name, claims] : claims_on) {
        std::vector<std::size_t> losers;
        std::copy_if(claims.begin(), claims.end(), std::back_inserter(losers),
                     [&](std::size_t i) { return !may_keep(result.dataset, claims, i); });
        for (const std::size_t i : losers) {
            report(result.issues, {images[i].stated_name,
                                   "The picture is missing. " + name +
                                       " has its name but belongs to another image as well, so it was not taken.",
                                   Severity::kError, "Put the picture where the annotations say."});
        }
        for (const std::size_t i : losers) {
            images[i].file_name = missing_name(images[i].stated_name, images[i].id);
            images[i].found_by = ImageMatch::kWholePath;
            images[i].stated_name.clear();
        }
    }
}

}  // namespace

void settle_claims(ReadResult& result) {
    settle_rivals(result);
    for (std::size_t i = 0; i < result.found_otherwise.size(); ++i) {
        const std::size_t count = result.found_otherwise[i];
        const auto match = static_cast<ImageMatch>(i);
        if (count > kToldEach) {
            report(result.issues,
                   {"",
                    std::to_string(count - kToldEach) + " more pictures were found likewise: " + reason_of(match) + ".",
                    severity_of(match), "Write the paths that are there.", true});
        }
    }
}

}  // namespace destudio::dataset
