// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

#include "core/adaptation/base_pictures.h"
#include "core/base/error.h"
#include "core/image/contact_sheet.h"
#include "core/image/image_io.h"

namespace destudio::adaptation {

namespace {

namespace fs = std::filesystem;

constexpr int kCellWidth = 192;
constexpr std::size_t kRowsOverTime = 12;

cv::Mat to_mat(const training::CaptionedPicture& picture) {
    return cv::Mat(picture.height, picture.width, CV_8UC3, const_cast<unsigned char*>(picture.rgb.data())).clone();
}

std::string step_name(std::int64_t step) {
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%08lld", static_cast<long long>(step));
    return text.data();
}

/// Of the numbers, at most `count` that are spread over all of them, the first and the last among them.
template <class Values>
std::vector<typename Values::value_type> spread(const Values& values, std::size_t count) {
    std::vector<typename Values::value_type> all(values.begin(), values.end());
    if (all.size() <= count) {
        return all;
    }
    std::vector<typename Values::value_type> kept;
    for (std::size_t i = 0; i < count; ++i) {
        kept.push_back(all[i * (all.size() - 1) / (count - 1)]);
    }
    return kept;
}

void write_rows_over_time(const fs::path& folder, const training::SampleSheet& sheet) {
    const std::string beginning = sheet.stage + "-";
    const std::string ending = "-row.png";
    std::map<std::string, fs::path> rows;  // by step
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(beginning) && name.ends_with(ending)) {
            rows[name.substr(beginning.size(), name.size() - beginning.size() - ending.size())] = entry.path();
        }
    }
    std::vector<ContactCell> cells;
    for (const auto& [step, file] : spread(rows, kRowsOverTime)) {
        const std::int64_t number = std::atoll(step.c_str());
        cells.push_back({load_image(file), {}, "step " + std::to_string(number)});
    }
    ContactSheetOptions options;
    options.columns = 1;
    options.cell_width = kCellWidth * static_cast<int>(sheet.columns.size());
    save_png(folder / (sheet.stage + "-over-time.png"), make_contact_sheet(cells, options));
}

}  // namespace

void write_samples(const fs::path& out, const training::SampleSheet& sheet) {
    const fs::path folder = out / "samples";
    std::error_code ec;
    fs::create_directories(folder, ec);
    if (ec) {
        throw IoError("Could not make " + folder.string() + ": " + ec.message() + ".");
    }
    std::vector<ContactCell> cells;
    for (std::size_t i = 0; i < sheet.cells.size(); ++i) {
        cells.push_back({to_mat(sheet.cells[i]), {}, sheet.columns[i % sheet.columns.size()]});
    }
    ContactSheetOptions options;
    options.columns = static_cast<int>(sheet.columns.size());
    options.cell_width = kCellWidth;
    const std::string name = sheet.stage + "-" + step_name(sheet.step);
    save_png(folder / (name + ".png"), make_contact_sheet(cells, options));

    std::vector<cv::Mat> row;
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        row.push_back(cells.at(i).image);
    }
    cv::Mat joined;
    cv::hconcat(row, joined);
    save_png(folder / (name + "-row.png"), joined);
    write_rows_over_time(folder, sheet);
}

}  // namespace destudio::adaptation
