// SPDX-License-Identifier: Apache-2.0
// What every importer has to stand: a table for each format of layouts, encodings, name forms, splits and marks, each
// of which comes out as it was meant or is told by file and line. A format has one test class that lists its table with
// DESTUDIO_IMPORTER_CASES; see yolo_conformance_test.cpp.
#pragma once

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <filesystem>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/io/format.h"
#include "core/dataset/text/number_text.h"
#include "core/image/image_io.h"

namespace destudio::dataset::test {

/// One row of a table.
struct ImporterCase {
    const char* name;
    /// Pictures of 100 by 80 pixels; the extension says the format of the file.
    std::vector<std::string> pictures;
    std::vector<std::pair<std::string, std::string>> files;  ///< path to text
    /// What described() gives, sorted: "train/a.jpg 100x80 train", "  cat 10,10,30,30 ignore score=0.9 {…}". A leading
    /// line "classes: cat, dog" is compared where it stands.
    std::vector<std::string> expected;
    /// Each has to be part of "where: what" of an issue or of something that is not kept.
    std::vector<std::string> told{};
    /// Names the dataset below the folder; empty: the folder.
    std::string in{};
    /// Folder of the pictures, where it is named.
    std::string images{};
    /// "auto" lets the program find out what it is.
    std::string format = "auto";
    /// Part of the sentence with which it is refused as a whole; then `expected` is empty.
    std::string refused{};
    /// Nothing beyond `told` and notes is said.
    bool says_no_more = false;
};

/// A dataset as lines of text, images sorted by name and boxes in their order.
inline std::vector<std::string> described(const ReadResult& read) {
    std::vector<std::string> images;
    const auto boxes = annotations_by_image(read.dataset);
    const auto edge = [](double value) { return decimal(value, 2); };
    for (std::size_t i = 0; i < read.dataset.images.size(); ++i) {
        const Image& image = read.dataset.images[i];
        std::string text =
            image.file_name + " " + std::to_string(image.size.width) + "x" + std::to_string(image.size.height);
        text += image.split.empty() ? "" : " " + image.split;
        text += image.caption.empty() ? "" : " \"" + image.caption + "\"";
        text += image.confirmed || !boxes[i].empty() ? "" : " unlabelled";
        text += image.attributes.empty() ? "" : " " + image.attributes.dump();
        for (const std::size_t position : boxes[i]) {
            const Annotation& one = read.dataset.annotations[position];
            text += "\n  " + read.dataset.classes.at(static_cast<std::size_t>(one.class_index)) + " " +
                    edge(one.box.x1) + "," + edge(one.box.y1) + "," + edge(one.box.x2) + "," + edge(one.box.y2);
            text += one.ignore ? " ignore" : "";
            text += one.score ? " score=" + decimal(*one.score, 4) : "";
            text += one.attributes.empty() ? "" : " " + one.attributes.dump();
        }
        images.push_back(std::move(text));
    }
    std::sort(images.begin(), images.end());
    std::string classes = "classes: ";
    for (const std::string& name : read.dataset.classes) {
        classes += (&name == read.dataset.classes.data() ? "" : ", ") + name;
    }
    std::vector<std::string> lines{classes};
    for (const std::string& image : images) {
        for (std::size_t start = 0; start <= image.size();) {
            const std::size_t end = std::min(image.find('\n', start), image.size());
            lines.push_back(image.substr(start, end - start));
            start = end + 1;
        }
    }
    return lines;
}

inline std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) {
        out += line + "\n";
    }
    return out;
}

/// Lays the case out in a folder.
inline void lay_out(const ImporterCase& row, const std::filesystem::path& root) {
    for (const std::string& name : row.pictures) {
        const std::filesystem::path file = root / name;
        std::filesystem::create_directories(file.parent_path());
        std::string extension = file.extension().string();
        std::transform(extension.begin(), extension.end(), extension.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        std::vector<unsigned char> bytes;
        cv::imencode(extension.empty() ? ".png" : extension, cv::Mat(80, 100, CV_8UC3, cv::Scalar(90, 120, 40)), bytes);
        write_file_atomically(file, std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    }
    for (const auto& [name, text] : row.files) {
        std::filesystem::create_directories((root / name).parent_path());
        write_file_atomically(root / name, text);
    }
}

/// Reads the case and compares; fails the running test where something is not as the row says.
inline void check_importer(const ImporterCase& row) {
    QTemporaryDir folder;
    const std::filesystem::path root = std::filesystem::path(folder.path().toStdString()) / "set";
    std::filesystem::create_directories(root);
    lay_out(row, root);
    const std::filesystem::path in = row.in.empty() ? root : root / row.in;
    ReadOptions options;
    options.images = row.images.empty() ? std::filesystem::path() : root / row.images;
    ReadResult read;
    std::string refused;
    try {
        read = open_dataset(row.format == "auto" ? recognise_format(in) : find_format(row.format), in, options);
    } catch (const Error& error) {
        refused = error.what();
    }
    if (!row.refused.empty() || !refused.empty()) {
        QVERIFY2(!row.refused.empty() && refused.find(row.refused) != std::string::npos,
                 ("refused: " + refused).c_str());
        return;
    }
    std::vector<std::string> all;
    std::size_t problems = 0;
    for (const auto* issues : {&read.issues, &read.not_kept}) {
        for (const Issue& issue : *issues) {
            all.push_back(issue.where + ": " + issue.what);
            problems += issue.severity == Severity::kNote ? 0 : 1;
        }
    }
    auto found = described(read);
    if (row.expected.empty() || !row.expected.front().starts_with("classes: ")) {
        found.erase(found.begin());
    }
    QVERIFY2(found == row.expected,
             ("found\n" + joined(found) + "instead of\n" + joined(row.expected) + "told:\n" + joined(all)).c_str());
    for (const std::string& part : row.told) {
        const bool is_told =
            std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.find(part) != std::string::npos; });
        QVERIFY2(is_told, ("not told: " + part + "; told:\n" + joined(all)).c_str());
    }
    QVERIFY2(!row.says_no_more || problems == row.told.size(), ("told more:\n" + joined(all)).c_str());
}

}  // namespace destudio::dataset::test

/// The two functions of a test class that run a table: a std::vector<ImporterCase> or a function that gives one.
#define DESTUDIO_IMPORTER_CASES(table)                                                   \
    void a_case_data() {                                                                 \
        QTest::addColumn<int>("row");                                                    \
        for (std::size_t i = 0; i < (table).size(); ++i) {                               \
            QTest::newRow((table)[i].name) << static_cast<int>(i);                       \
        }                                                                                \
    }                                                                                    \
    void a_case() {                                                                      \
        QFETCH(int, row);                                                                \
        destudio::dataset::test::check_importer((table)[static_cast<std::size_t>(row)]); \
    }
