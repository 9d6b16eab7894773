// SPDX-License-Identifier: Apache-2.0
#include "app/cli/dataset/dataset_options.h"

#include <algorithm>
#include <iostream>
#include <utility>

#include "core/base/error.h"
#include "core/base/shown_text.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/model/split_use.h"

namespace destudio::cli {

namespace {

/// Leaves only images whose gate verdict is among `verdicts`; one that `scale-up --gate` did not see has none.
void keep_verdicts(dataset::Dataset& data, const std::string& verdicts, const std::string& name) {
    const std::vector<std::string> wanted = CLI::detail::split(verdicts, ',');
    for (const std::string& word : wanted) {
        if (word != "passed" && word != "unchecked" && word != "rejected" && word != "none") {
            throw UsageError("--verdict: \"" + word +
                             "\" is no verdict; it has to be passed, unchecked, rejected or none.");
        }
    }
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < data.images.size(); ++i) {
        const auto verdict = data.images[i].attributes.find("gate");
        const bool has_one = verdict != data.images[i].attributes.end() && verdict->is_string();
        if (std::find(wanted.begin(), wanted.end(), has_one ? verdict->get<std::string>() : "none") != wanted.end()) {
            kept.push_back(i);
        }
    }
    if (kept.empty()) {
        throw UsageError("--verdict: no image of " + name + " has the verdict " + verdicts + ".");
    }
    data = dataset::only_images(data, kept);
}

}  // namespace

const dataset::DatasetFormat& DatasetInput::find_format() const {
    if (format != "auto") {
        return dataset::find_format(format);
    }
    const auto found = dataset::recognise(path, format_option);
    if (!std::exchange(m_told, true)) {
        print_issues(std::cerr, {{"", found.explanation, dataset::Severity::kNote}});
    }
    return found.format;
}

dataset::ReadOptions DatasetInput::read_options() const {
    dataset::ReadOptions options;
    options.images = images;
    options.voc.box_style = voc_zero_based ? dataset::VocBoxStyle::kZeroBased : dataset::VocBoxStyle::kInclusive1;
    return options;
}

dataset::ReadResult DatasetInput::read() const {
    dataset::ReadResult read = dataset::open_dataset(find_format(), path, read_options());
    if (!verdicts.empty()) {
        keep_verdicts(read.dataset, verdicts, path);
    }
    return read;
}

void add_input_options(CLI::App& command, DatasetInput& input, const std::string& format_option) {
    auto names = dataset::format_names();
    names.insert(names.begin(), "auto");
    input.format_option = format_option;
    command.add_option(format_option, input.format, "Format of the input: auto, " + listed_formats())
        ->check(CLI::IsMember(names))
        ->capture_default_str();
    command.add_option("--in", input.path, "Dataset folder or its annotation file")->required();
    command.add_option("--images", input.images, "Folder of the images, where it is not beside the annotations");
    command.add_option("--verdict", input.verdicts,
                       "Only images of these verdicts of the gate (scale-up --gate mark), separated by commas: passed, "
                       "unchecked, rejected, none (without one)");
    command.add_flag("--voc-zero-based", input.voc_zero_based, "The VOC input has 0-based edges, as CVAT writes them");
}

dataset::ImageSource pictures_of(const dataset::ReadResult& read, bool no_mark) {
    auto source = dataset::ImageSource::of(read);
    source.marks = no_mark ? dataset::MarkRule::kLeaveOut : dataset::MarkRule::kCarry;
    return source;
}

std::string listed_formats() {
    std::string out;
    for (const auto& name : dataset::format_names()) {
        out += (out.empty() ? "" : ", ") + name;
    }
    return out;
}

void print_issues(std::ostream& out, const std::vector<dataset::Issue>& issues) {
    for (const auto& issue : issues) {
        std::string line =
            std::string(to_string(issue.severity)) + ": " + (issue.where.empty() ? "" : issue.where + ": ");
        line += issue.what + (issue.fix.empty() ? "" : " Fix: " + issue.fix);
        out << shown_text(line) << '\n';
    }
}

std::string counted_problems(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " problem" : " problems");
}

}  // namespace destudio::cli
