// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/captions/captions.h"

#include <unordered_map>

#include "core/base/error.h"
#include "core/dataset/formats/coco/coco_format.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/model/caption.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/text/label_text.h"
#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxCaptionBytes = 64U << 10U;

}  // namespace

void add_sidecar_captions(ReadResult& result, const fs::path& folder) {
    std::size_t labels = 0;
    std::string example;
    for (Image& image : result.dataset.images) {
        for (const char* extension : {".caption", ".txt"}) {
            const fs::path file = (folder / image.file_name).replace_extension(extension);
            std::error_code ec;
            if (!image.caption.empty() || !fs::is_regular_file(file, ec)) {
                continue;
            }
            try {
                const std::string name = fs::path(image.file_name).replace_extension(extension).generic_string();
                resolve_inside(folder, name);
                const TextKind kind = text_file_kind(file);
                if (kind == TextKind::kLabels || kind == TextKind::kMarkup) {  // they would become prompts
                    example = labels++ == 0 ? name : example;
                    continue;
                }
                image.caption = trimmed_caption(read_utf8_file(file, kMaxCaptionBytes));
            } catch (const Error& error) {
                report(result.issues, {file.filename().string(), error.what(), Severity::kWarning});
            }
        }
    }
    if (labels > 0) {
        report(result.issues, {example,
                               (labels == 1 ? "This text file holds labels"
                                            : std::to_string(labels) + " text files beside pictures hold labels") +
                                   std::string(" and no captions, so they were not taken for such. To have the boxes, "
                                               "read the folder in the format of the labels (yolo)."),
                               Severity::kWarning});
    }
}

void add_captions(ReadResult& result, const fs::path& file_or_folder) {
    std::error_code ec;
    if (fs::is_directory(file_or_folder, ec)) {
        add_sidecar_captions(result, file_or_folder);
        return;
    }
    ReadResult captions = read_coco(file_or_folder);
    std::unordered_map<std::string, const Image*> by_name;
    for (const Image& image : captions.dataset.images) {
        by_name.emplace(image.file_name, &image);
    }
    std::size_t matched = 0;
    for (Image& image : result.dataset.images) {
        auto found = by_name.find(image.file_name);
        if (found == by_name.end()) {  // COCO's files name the picture without its folder
            found = by_name.find(fs::path(image.file_name).filename().string());
        }
        if (found != by_name.end() && !found->second->caption.empty()) {
            image.caption = found->second->caption;
            image.more_captions = found->second->more_captions;
            ++matched;
        }
    }
    if (matched == 0) {
        report(result.issues, {file_or_folder.filename().string(), "None of its captions belongs to an image here.",
                               Severity::kWarning});
    }
    result.not_kept.insert(result.not_kept.end(), captions.not_kept.begin(), captions.not_kept.end());
}

}  // namespace destudio::dataset
