// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/verify/checks.h"
#include "core/verify/detection_recording.h"

namespace destudio::verify {

/// Whether the folder's name starts like one of the detection recordings (A_ to H_) and holds a file of that kind.
bool is_detection_case(const std::filesystem::path& folder);

/// Compares everything recorded in `folder` (shared/golden/detection's layout) with what this program computes.
/// @throws IoError, FormatError, ConfigError for broken recordings
void run_detection_case(const std::filesystem::path& folder, Checks& checks);

// One function per kind of recording; `folder` is the case's own folder.
void check_adapter(const std::filesystem::path& folder, Checks& checks);               // A_adapter_*
void check_units(const std::filesystem::path& folder, Checks& checks);                 // A_units
void check_official_parameters(const std::filesystem::path& folder, Checks& checks);   // A_official_parameters
void check_deformable_attention(const std::filesystem::path& folder, Checks& checks);  // B_msda
void check_denoising(const std::filesystem::path& folder, Checks& checks);             // C_cdn
void check_losses(const std::filesystem::path& folder, Checks& checks);                // C_matching_loss
void check_train_step(const std::filesystem::path& folder, Checks& checks);            // C_train_step
void check_coco_evaluation(const std::filesystem::path& folder, Checks& checks);       // D_coco_eval/*
void check_voc_evaluation(const std::filesystem::path& folder, Checks& checks);        // E_voc_eval/*
void check_otsu(const std::filesystem::path& folder, Checks& checks);                  // F_otsu_bca
void check_nms(const std::filesystem::path& folder, Checks& checks);                   // G_nms
void check_data_engine(const std::filesystem::path& folder, Checks& checks);           // H_dataengine_json

}  // namespace destudio::verify
