// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/output_folder.h"
#include "core/base/temporary_path.h"
#include "core/dataset/model/dataset.h"
#include "core/engine/generation/generator.h"
#include "core/engine/recipe/variant_name.h"
#include "core/image/contact_sheet.h"

namespace destudio::cli {

/// Where `generate` puts its results. What is in the folder is complete at any moment: pictures are written whole, and
/// annotations.json, recipes.jsonl and detections.jsonl only name pictures that are there; they are renewed now and
/// then and at the end.
class GenerationOutput {
public:
    /// Claims the folder. @param formats by name @throws IoError, OutputRefusedError
    GenerationOutput(const std::filesystem::path& out, const OutputRequest& request, std::vector<std::string> formats,
                     double threshold);
    /// The pictures that no format keeps go away, and the folder when it was made for nothing.
    ~GenerationOutput();
    GenerationOutput(const GenerationOutput&) = delete;
    GenerationOutput& operator=(const GenerationOutput&) = delete;

    /// Pictures do not say that a model made them.
    void leave_out_mark() { m_marked = false; }
    /// Before the first variant. Takes away what an earlier run left in this folder.
    void begin(const BundleInfo& bundle);
    /// Starts the contact sheet's rows of a reference. @param image what the model started from, variant's size
    void add_reference(const std::filesystem::path& file, const cv::Mat& image, const std::vector<LabelledBox>& boxes);
    /// Writes the picture with its recipe inside. @throws IoError
    void add_variant(const Variant& variant);
    /// Writes the index files, the contact sheet and the other formats, and reads them back.
    /// @return one sentence for each thing a strict loader would refuse
    std::vector<std::string> finish();

    std::size_t images() const { return m_dataset.images.size(); }
    std::size_t boxes() const { return m_dataset.annotations.size(); }
    /// Files and folders for a person to look at.
    std::vector<std::filesystem::path> results() const;

private:
    bool has(const char* format) const;
    void write_index();
    void write_contact_sheet();

    std::filesystem::path m_out;
    OutputFolder m_folder;
    std::optional<TemporaryPath> m_passing_images;  ///< where no format keeps them as they are
    std::filesystem::path m_images;
    std::vector<std::string> m_formats;
    double m_threshold;
    dataset::Dataset m_dataset;
    std::string m_recipes;
    bool m_marked = true;
    std::string m_reference;   ///< file name
    std::string m_detections;  ///< of every score, so that `convert --threshold` needs no model
    std::string m_stem;
    VariantNamer m_namer;
    struct SheetRow {
        std::string stem;
        std::uint64_t seed = 0;
        ContactCell reference;
        std::map<double, ContactCell> variants;
    };
    std::vector<SheetRow> m_rows;
    ContactCell m_reference_cell;
    std::chrono::steady_clock::time_point m_last_index;
};

}  // namespace destudio::cli
