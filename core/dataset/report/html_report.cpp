// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/report/html_report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/dataset/report/html_picture.h"
#include "core/dataset/report/svg_bar_chart.h"
#include "core/dataset/text/json_text.h"
#include "core/dataset/text/number_text.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

constexpr const char* kGenerator = "<meta name=\"generator\" content=\"DiffusionEngine Studio, report\">\n";

constexpr std::size_t kMaxClasses = 200;  ///< rows of the table
constexpr std::size_t kMaxBars = 40;

// Light and dark as the reader's system is; nothing but colors of its own.
constexpr const char* kStyle = R"(
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1.5em; max-width: 76em; }
h1 { font-size: 1.6em; margin: 0 0 .2em; }
h2 { font-size: 1.2em; margin: 2em 0 .5em; border-bottom: 1px solid #8886; }
.dim { opacity: .75; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { text-align: left; padding: .2em .9em .2em 0; vertical-align: top; border-bottom: 1px solid #8883; }
td { overflow-wrap: anywhere; }
td.n, th.n { overflow-wrap: normal; text-align: right; font-variant-numeric: tabular-nums; }
.error { color: #b3261e; } .warning { color: #8a5a00; } .good { color: #1b6e3c; }
@media (prefers-color-scheme: dark) { .error { color: #ff8a80; } .warning { color: #ffcc66; } .good { color: #7fd8a0; } }
.charts { display: flex; flex-wrap: wrap; gap: 1em; align-items: flex-start; overflow-x: auto; }
.charts svg { flex: none; height: auto; border-radius: 6px; }
@media (max-width: 45em) { .charts svg { width: 34em; } }
@media (prefers-color-scheme: dark) {
  .charts svg > rect:first-child { fill: #1b1b1b; }
  .charts svg text { fill: #e4e4e4; }
}
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 1em; }
figure { margin: 0; } figure svg { width: 100%; height: auto; background: #8882; }
figure rect { pointer-events: all; } svg .l { pointer-events: none; fill: #fff; paint-order: stroke; stroke: #000; stroke-width: 2.5px; }
figcaption { font-size: .85em; overflow-wrap: anywhere; }
)";

std::string number(std::size_t value) {
    return std::to_string(value);
}

std::string cell(const std::string& content, bool is_number = false) {
    return (is_number ? "<td class=\"n\">" : "<td>") + content + "</td>";
}

std::string times_more(std::size_t now, std::size_t before) {
    return before == 0 ? "" : decimal(static_cast<double>(now) / static_cast<double>(before), 2) + "×";
}

std::string summary(const Dataset& dataset, const Statistics& counted, const ReportOptions& options) {
    std::string out = "<h2>Counts</h2>\n<table>\n<tr><th></th><th class=\"n\">this dataset</th>";
    const Statistics* before = options.baseline ? &*options.baseline : nullptr;
    out += before != nullptr ? "<th class=\"n\">scaled up from</th><th class=\"n\">factor</th></tr>\n" : "</tr>\n";
    const auto row = [&](const char* name, std::size_t now, const std::size_t* earlier) {
        out += "<tr><th>" + std::string(name) + "</th>" + cell(number(now), true);
        out += earlier != nullptr ? cell(number(*earlier), true) + cell(times_more(now, *earlier), true) : "";
        out += "</tr>\n";
    };
    row("images", counted.images, before != nullptr ? &before->images : nullptr);
    row("instances", counted.instances, before != nullptr ? &before->instances : nullptr);
    row("ignored regions", counted.ignored, nullptr);
    row("images without a box", counted.empty_images, nullptr);
    row("of them not confirmed as empty", counted.unlabelled_images, nullptr);
    std::map<std::string, std::size_t> splits;
    std::map<std::string, std::size_t> states;
    for (const Image& image : dataset.images) {
        ++splits[image.split];
        const std::string state = text_at(image.attributes, "state");
        states[state.empty() ? (image.confirmed ? "confirmed" : "not confirmed") : state] += 1;
    }
    for (const auto& [split, count] : splits) {
        if (!split.empty()) {
            row(escaped_markup("split " + split).c_str(), count, nullptr);
        }
    }
    for (const auto& [state, count] : states) {
        row(escaped_markup("review: " + state).c_str(), count, nullptr);
    }
    return out + "</table>\n";
}

std::string class_table(const Statistics& counted) {
    std::string out =
        "<h2>Classes</h2>\n<table>\n<tr><th>class</th><th class=\"n\">instances</th><th class=\"n\">images</th>"
        "<th class=\"n\">small</th><th class=\"n\">medium</th><th class=\"n\">large</th></tr>\n";
    for (std::size_t i = 0; i < std::min(counted.classes.size(), kMaxClasses); ++i) {
        const ClassCount& entry = counted.classes[i];
        out += "<tr>" + cell(escaped_markup(entry.name));
        for (const std::size_t value : {entry.instances, entry.images, entry.small, entry.medium, entry.large}) {
            out += cell(number(value), true);
        }
        out += "</tr>\n";
    }
    out += "</table>\n";
    if (counted.classes.size() > kMaxClasses) {
        out += "<p class=\"dim\">" + number(counted.classes.size() - kMaxClasses) +
               " further classes are not listed.</p>\n";
    }
    return out;
}

// Values in [0,1] in tenths.
void add_histogram(std::string& out, const std::string& title, const std::vector<double>& values) {
    if (values.empty()) {
        return;
    }
    std::array<std::size_t, 10> bins{};
    for (const double value : values) {
        ++bins[static_cast<std::size_t>(std::clamp(value * 10, 0.0, 9.0))];
    }
    BarChart chart{title, {"count"}, {}};
    for (std::size_t i = 0; i < bins.size(); ++i) {
        chart.bars.push_back(
            {decimal(static_cast<double>(i) / 10, 1) + " to " + decimal(static_cast<double>(i + 1) / 10, 1),
             {bins[i]}});
    }
    out += bar_chart_svg(chart);
}

std::string charts(const Dataset& dataset, Statistics counted) {
    // The classes with the most instances; a chart of a thousand is no chart.
    std::stable_sort(counted.classes.begin(), counted.classes.end(),
                     [](const auto& a, const auto& b) { return a.instances > b.instances; });
    counted.classes.resize(std::min(counted.classes.size(), kMaxBars));
    std::string out = "<h2>Charts</h2>\n<div class=\"charts\">\n";
    for (const auto& [name, svg] : statistics_charts(counted)) {
        out += svg;
    }
    std::vector<double> scores;
    for (const Annotation& annotation : dataset.annotations) {
        if (annotation.score) {
            scores.push_back(*annotation.score);
        }
    }
    std::vector<double> ratios;
    for (const Image& image : dataset.images) {
        const double ratio = number_at(object_at(image.attributes, "recipe"), "encode_ratio");
        if (std::isfinite(ratio)) {
            ratios.push_back(ratio);
        }
    }
    add_histogram(out, "Boxes by score", scores);
    add_histogram(out, "Images by encode ratio", ratios);
    return out + "</div>\n";
}

std::string problems(const CheckResult& checked) {
    std::vector<Issue> issues = checked.issues;
    issues.insert(issues.end(), checked.read.not_kept.begin(), checked.read.not_kept.end());
    std::stable_sort(issues.begin(), issues.end(),
                     [](const Issue& a, const Issue& b) { return a.severity < b.severity; });
    std::string out = "<h2>Problems</h2>\n";
    if (issues.empty()) {
        return out +
               "<p class=\"good\">None: it was read back as strictly as pycocotools, detectron2, mmdetection, "
               "torchvision and Ultralytics do.</p>\n";
    }
    out += "<table>\n<tr><th>severity</th><th>where</th><th>what</th><th>fix</th></tr>\n";
    for (const Issue& issue : issues) {
        const std::string severity = to_string(issue.severity);
        out += "<tr><td class=\"" + severity + "\">" + severity + "</td>" + cell(escaped_markup(issue.where)) +
               cell(escaped_markup(issue.what)) + cell(escaped_markup(issue.fix)) + "</tr>\n";
    }
    return out + "</table>\n";
}

std::string pictures(const ReadResult& read, const ReportOptions& options, const std::stop_token& stop,
                     const ProgressSink& progress) {
    const auto& images = read.dataset.images;
    const std::size_t count = std::min(options.pictures, images.size());
    if (count == 0) {
        return {};
    }
    const auto boxes = annotations_by_image(read.dataset);
    std::string out =
        "<h2>Pictures</h2>\n<p class=\"dim\">" + number(count) + " of " + number(images.size()) +
        ", spread evenly over the dataset. Dashed boxes are ignored regions.</p>\n<div class=\"pictures\">\n";
    for (std::size_t n = 0; n < count; ++n) {
        throw_if_stopped(stop);
        const std::size_t i = n * images.size() / count;
        out += html_picture(read, images[i], boxes[i], options.picture_side);
        if (progress) {
            progress({"report", static_cast<std::int64_t>(n + 1), static_cast<std::int64_t>(count)});
        }
    }
    return out + "</div>\n";
}

}  // namespace

std::string html_report(const DatasetFormat& format, const fs::path& path, const CheckResult& checked,
                        const ReportOptions& options, std::stop_token stop, const ProgressSink& progress) {
    const fs::path plain = fs::absolute(path).lexically_normal();
    const std::string folder =
        plain.has_filename() ? plain.filename().string() : plain.parent_path().filename().string();
    const std::string title = escaped_markup(options.title.empty() ? folder : options.title);
    const Statistics counted = count(checked.read.dataset);
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n" + std::string(kGenerator) +
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src "
           "'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
           title + "</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n<h1>" + title +
           "</h1>\n<p class=\"dim\">" + format.title() + " dataset, " + escaped_markup(plain.string()) + "</p>\n" +
           summary(checked.read.dataset, counted, options) + problems(checked) + charts(checked.read.dataset, counted) +
           class_table(counted) + pictures(checked.read, options, stop, progress) + "</body>\n</html>\n";
}

bool is_html_report(const std::string& beginning) {
    return beginning.find(kGenerator) != std::string::npos;
}

CheckResult write_html_report(const DatasetFormat& format, const fs::path& path, const fs::path& out,
                              const ReadOptions& read, const ReportOptions& options, std::stop_token stop,
                              const ProgressSink& progress) {
    CheckResult checked = check_dataset(format, path, read);
    write_file_atomically(out, html_report(format, path, checked, options, std::move(stop), progress));
    return checked;
}

}  // namespace destudio::dataset
