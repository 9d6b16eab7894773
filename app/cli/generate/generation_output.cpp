// SPDX-License-Identifier: Apache-2.0
#include "app/cli/generate/generation_output.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>
#include <set>
#include <system_error>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/dataset/formats/coco/coco_format.h"
#include "core/dataset/io/export_check.h"
#include "core/engine/generation/detection_pool.h"
#include "core/engine/recipe/variant_annotations.h"
#include "core/engine/recipe/variant_picture.h"
#include "core/image/image_io.h"
#include "core/image/source_mark.h"

namespace destudio::cli {

namespace fs = std::filesystem;

namespace {

constexpr int kCellWidth = 256;
/// A sheet is looked at as one picture; more rows than this are not.
constexpr std::size_t kMaxRows = 60;
/// How much an end without warning may cost: pictures made since then are there but not in the index.
constexpr auto kIndexInterval = std::chrono::seconds(10);

std::string label(const std::string& name, double score) {
    char text[16];
    std::snprintf(text, sizeof text, " %.2f", score);
    return name + text;
}

/// Cells hold small pictures, so that a night's run does not hold every image in memory.
ContactCell small_cell(const cv::Mat& image, const std::vector<LabelledBox>& boxes, std::string caption) {
    ContactCell cell;
    const double scale = static_cast<double>(kCellWidth) / image.cols;
    const int height = std::max(1, static_cast<int>(image.rows * scale + 0.5));
    cv::resize(image, cell.image, cv::Size(kCellWidth, height), 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    for (LabelledBox box : boxes) {
        box.box = {box.box.x1 * scale, box.box.y1 * scale, box.box.x2 * scale, box.box.y2 * scale};
        cell.boxes.push_back(std::move(box));
    }
    cell.caption = std::move(caption);
    return cell;
}

std::string rung_caption(const Recipe& recipe, std::size_t boxes) {
    char ratio[32];
    std::snprintf(ratio, sizeof ratio, "%g %%", recipe.encode_ratio * 100);
    return std::string(ratio) + ", " +
           std::to_string(effective_steps(recipe.sampler, recipe.steps, recipe.encode_ratio)) + " steps, seed " +
           std::to_string(recipe.seed) + ", " + std::to_string(boxes) + (boxes == 1 ? " box" : " boxes");
}

}  // namespace

GenerationOutput::GenerationOutput(const fs::path& out, const OutputRequest& request, std::vector<std::string> formats,
                                   double threshold)
    : m_out(out), m_folder(out, request), m_formats(std::move(formats)), m_threshold(threshold) {
    if (has("coco")) {
        m_images = m_out / "images";
    } else {
        try {
            m_passing_images.emplace(m_out, TemporaryPath::Kind::kFolder);
        } catch (const std::system_error& error) {
            throw IoError("Cannot write into " + m_out.string() + ": " + error.code().message() + ".");
        }
        m_images = m_passing_images->path();
    }
}

GenerationOutput::~GenerationOutput() {
    m_passing_images.reset();
    std::error_code ec;
    fs::remove(m_out / "images", ec);  // only if empty
}

bool GenerationOutput::has(const char* format) const {
    return std::find(m_formats.begin(), m_formats.end(), format) != m_formats.end();
}

void GenerationOutput::begin(const BundleInfo& bundle) {
    m_dataset.classes = bundle.classes;
    m_dataset.info = {{"description", "Variants made by " + bundle.name}, {"contributor", "DiffusionEngine Studio"}};
    m_folder.remove_earlier();
    m_last_index = std::chrono::steady_clock::now();
}

void GenerationOutput::add_reference(const fs::path& file, const cv::Mat& image,
                                     const std::vector<LabelledBox>& boxes) {
    m_reference = file.filename().string();
    m_stem = file.stem().string();
    m_reference_cell = small_cell(image, boxes, m_stem);
}

void GenerationOutput::add_variant(const Variant& variant) {
    const Recipe& recipe = variant.recipe;
    const std::string file_name = m_namer.name(m_stem, recipe.encode_ratio, recipe.seed) + ".png";
    const fs::path file = m_passing_images ? m_images / file_name : m_folder.place("images/" + file_name);
    save_png(file, variant.image, variant_texts(recipe, m_marked));
    m_recipes += recipe_line("images/" + file_name, recipe);
    m_detections += detection_line("images/" + file_name, variant.detections, m_dataset.classes);
    append_variant(m_dataset, file_name, m_reference, recipe, variant.detections, m_threshold);
    std::vector<LabelledBox> labels;
    for (const auto& detection : variant.detections) {
        if (detection.score < m_threshold) {
            continue;
        }
        const auto& name = m_dataset.classes.at(static_cast<std::size_t>(detection.class_index));
        labels.push_back({detection.box, label(name, detection.score), detection.class_index});
    }
    auto row = std::find_if(m_rows.begin(), m_rows.end(), [&](const SheetRow& candidate) {
        return candidate.stem == m_stem && candidate.seed == recipe.seed;
    });
    if (row == m_rows.end() && m_rows.size() < kMaxRows) {
        row = m_rows.insert(m_rows.end(), {m_stem, recipe.seed, m_reference_cell, {}});
    }
    if (row != m_rows.end()) {
        row->variants[recipe.encode_ratio] = small_cell(variant.image, labels, rung_caption(recipe, labels.size()));
    }
    if (std::chrono::steady_clock::now() - m_last_index > kIndexInterval) {
        write_index();
        m_last_index = std::chrono::steady_clock::now();
    }
}

void GenerationOutput::write_index() {
    write_file_atomically(m_folder.place("recipes.jsonl", OutputRecord::Kind::kIndex), m_recipes);
    write_file_atomically(m_folder.place("detections.jsonl", OutputRecord::Kind::kIndex), m_detections);
    if (has("coco")) {
        write_file_atomically(m_folder.place("annotations.json", OutputRecord::Kind::kIndex),
                              dataset::coco_json(m_dataset));
    }
}

void GenerationOutput::write_contact_sheet() {
    std::set<double> ratios;
    for (const auto& row : m_rows) {
        for (const auto& entry : row.variants) {
            ratios.insert(entry.first);
        }
    }
    ContactSheetOptions options;
    options.columns = static_cast<int>(ratios.size()) + 1;
    options.cell_width = kCellWidth;
    std::vector<ContactCell> cells;
    for (const auto& row : m_rows) {
        cells.push_back(row.reference);
        for (const double ratio : ratios) {
            const auto found = row.variants.find(ratio);
            cells.push_back(found != row.variants.end() ? found->second : ContactCell());
        }
    }
    // It shows references beside what was made of them.
    const SourceMark mark{m_marked ? kCompositeSource : "", {}};
    save_png(m_folder.place("contact-sheet.png"), make_contact_sheet(cells, options), mark_texts(mark));
}

std::vector<std::string> GenerationOutput::finish() {
    std::vector<std::string> problems;
    if (m_dataset.images.empty()) {
        return problems;
    }
    write_index();
    write_contact_sheet();
    for (const auto& name : m_formats) {
        const auto& format = dataset::find_format(name);
        if (name != "coco") {
            format.write({m_dataset, dataset::ImageSource::folder(m_images), m_out});
        }
        for (const auto& issue : dataset::check_export(format, m_out)) {
            problems.push_back(name + ": " + issue.where + ": " + issue.what);
        }
    }
    m_folder.finish();
    return problems;
}

std::vector<fs::path> GenerationOutput::results() const {
    std::vector<fs::path> paths{m_out / "contact-sheet.png", m_out / "recipes.jsonl"};
    if (has("coco")) {
        paths.push_back(m_out / "annotations.json");
    }
    if (has("voc")) {
        paths.push_back(m_out / "VOCdevkit" / "VOC2012");
    }
    if (has("yolo")) {
        paths.push_back(m_out / "data.yaml");
    }
    return paths;
}

}  // namespace destudio::cli
