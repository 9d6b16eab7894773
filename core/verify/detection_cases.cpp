// SPDX-License-Identifier: Apache-2.0
#include "core/verify/detection_cases.h"

#include <array>
#include <string>

namespace destudio::verify {

namespace {

struct Kind {
    const char* prefix;  ///< of the folder's name
    const char* file;    ///< that such a folder holds; empty: folders of cases
    void (*check)(const std::filesystem::path& folder, Checks& checks);
};

constexpr std::array kKinds = {
    Kind{"A_units", "units.safetensors", check_units},
    Kind{"A_official_parameters", "parameters.json", check_official_parameters},
    Kind{"A_", "golden.safetensors", check_adapter},
    Kind{"B_", "cases.json", check_deformable_attention},
    Kind{"C_cdn", "", check_denoising},
    Kind{"C_matching_loss", "", check_losses},
    Kind{"C_train_step", "golden.safetensors", check_train_step},
    Kind{"D_", "", check_coco_evaluation},
    Kind{"E_", "", check_voc_evaluation},
    Kind{"F_", "", check_otsu},
    Kind{"G_", "cases.json", check_nms},
    Kind{"H_", "detections.json", check_data_engine},
};

const Kind* find_kind(const std::filesystem::path& folder) {
    // "A_units/" has an empty file name.
    const std::string name = (folder.has_filename() ? folder : folder.parent_path()).filename().string();
    for (const Kind& kind : kKinds) {
        const std::string file = kind.file;
        if (name.starts_with(kind.prefix) && (file.empty() || std::filesystem::exists(folder / file))) {
            return &kind;
        }
    }
    return nullptr;
}

}  // namespace

bool is_detection_case(const std::filesystem::path& folder) {
    return std::filesystem::is_directory(folder) && find_kind(folder) != nullptr;
}

void run_detection_case(const std::filesystem::path& folder, Checks& checks) {
    if (const Kind* kind = find_kind(folder)) {
        kind->check(folder, checks);
    }
}

}  // namespace destudio::verify
