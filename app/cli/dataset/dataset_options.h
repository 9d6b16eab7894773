// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <iosfwd>
#include <string>
#include <vector>

#include "core/dataset/io/format.h"

namespace destudio::cli {

/// Which dataset a command reads.
struct DatasetInput {
    std::string format = "auto";
    std::string path;
    std::string images;
    bool voc_zero_based = false;
    std::string verdicts;       ///< of the gate; only images with one of these are read; empty: all
    std::string format_option;  ///< the option that names the format, for texts

    /// The format that was named, or the one that `path` looks like; the first time that is told on standard error.
    const dataset::DatasetFormat& find_format() const;
    dataset::ReadOptions read_options() const;
    dataset::ReadResult read() const;

private:
    mutable bool m_told = false;
};

/// Adds --in, --images, --voc-zero-based and the option that names the format ("--from" or "--format").
void add_input_options(CLI::App& command, DatasetInput& input, const std::string& format_option);

/// The pictures of a dataset for a writer. @param no_mark as add_no_mark_option() gives it
dataset::ImageSource pictures_of(const dataset::ReadResult& read, bool no_mark);

/// "coco, cvat, …" for help texts.
std::string listed_formats();

/// One line for each issue: "error: where: what Fix: …".
void print_issues(std::ostream& out, const std::vector<dataset::Issue>& issues);
/// "1 problem", "2 problems".
std::string counted_problems(std::size_t count);

}  // namespace destudio::cli
