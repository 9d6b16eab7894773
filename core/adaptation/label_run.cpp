// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/label_run.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "core/adaptation/label_log.h"
#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/output_folder.h"
#include "core/base/stopwatch.h"
#include "core/dataset/model/outline_shape.h"
#include "core/dataset/model/split_use.h"
#include "core/engine/model/bundle_hash.h"
#include "core/image/image_io.h"
#include "core/project/new_project.h"

namespace destudio::adaptation {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxProblems = 20;

fs::path labelling_adapter(const LabelRequest& request) {
    return request.model.adapter.empty() ? request.model.bundle / "adapter" : request.model.adapter;
}

nlohmann::json settings_of(const LabelRequest& request) {
    const LabellerOptions& model = request.model;
    return {{"bundle", bundle_hash(model.bundle)},
            {"adapter", adapter_hash(labelling_adapter(request))},
            {"dtype", model.dtype},
            {"tile", model.views.tile},
            {"overlap", model.views.overlap}};
}

class LabelRun {
public:
    LabelRun(const LabelRequest& request, const std::stop_token& stop, const ProgressSink& progress)
        : m_request(request),
          m_stop(stop),
          m_progress(progress),
          m_source(dataset::ImageSource::of(request.pictures)),
          m_log(request.out / "labels.jsonl", settings_of(request)),
          m_has_masks(read_json(labelling_adapter(request) / "config.json").contains("masks")) {}

    LabelReport run() {
        const auto positions = chosen();
        m_labelled.classes = read_bundle_info(m_request.model.bundle, m_request.model.adapter).classes;
        for (std::size_t i = 0; i < positions.size(); ++i) {
            throw_if_stopped(m_stop);
            if (m_progress) {
                m_progress({"label", static_cast<std::int64_t>(i), static_cast<std::int64_t>(positions.size())});
            }
            label(m_request.pictures.dataset.images[positions[i]]);
        }
        if (m_progress) {
            const auto all = static_cast<std::int64_t>(positions.size());
            m_progress({"label", all, all});
        }
        if (m_labelled.images.empty()) {
            throw FormatError("None of the " + std::to_string(positions.size()) + " pictures can be read" +
                              (m_report.problems.empty() ? "." : ": " + m_report.problems.front()));
        }
        write_detections();
        write_dataset();
        make_project_of_result();
        return std::move(m_report);
    }

private:
    std::vector<std::size_t> chosen() const {
        const dataset::Dataset& data = m_request.pictures.dataset;
        if (!m_request.split.empty()) {
            return dataset::images_for(data, dataset::SplitUse::kCompare,
                                       dataset::parse_splits(m_request.split, "--split"), "The dataset");
        }
        std::vector<std::size_t> all(data.images.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        return all;
    }

    void label(const dataset::Image& image) {
        try {
            const LabelledFile& found = look(image);
            dataset::Image labelled = image;
            labelled.size = found.size;
            labelled.confirmed = false;
            labelled.extra.clear();
            add_boxes(image.id, found);
            m_labelled.images.push_back(std::move(labelled));
            ++m_report.pictures;
        } catch (const FormatError& error) {
            note_problem(error.what());
        } catch (const IoError& error) {
            note_problem(error.what());
        }
    }

    void note_problem(const std::string& sentence) {
        if (m_report.problems.size() < kMaxProblems) {
            m_report.problems.push_back(sentence);
        }
    }

    const LabelledFile& look(const dataset::Image& image) {
        const fs::path file = m_source.file ? m_source.file(image) : fs::path();
        std::error_code ec;
        const std::uintmax_t bytes = file.empty() ? 0 : fs::file_size(file, ec);
        if (const LabelledFile* known = ec ? nullptr : m_log.find(image.file_name, bytes)) {
            return *known;
        }
        const cv::Mat pixels = file.empty() ? picture_without_file(image) : load_image(file);
        if (!m_labeller) {
            m_labeller.emplace(m_request.model);
        }
        const Clock::time_point begin = Clock::now();
        LabelledFile entry{image.file_name, bytes, {pixels.cols, pixels.rows}, m_labeller->label(pixels)};
        m_report.seconds += seconds_since(begin);
        ++m_report.looked_at;
        return m_log.append(std::move(entry));
    }

    cv::Mat picture_without_file(const dataset::Image& image) const {
        if (m_source.bytes) {
            const std::string bytes = m_source.bytes(image);
            if (!bytes.empty()) {
                return decode_image(bytes, image.file_name);
            }
        }
        throw IoError("The picture " + image.file_name + " is not there.");
    }

    void add_boxes(std::int64_t image, const LabelledFile& found) {
        for (const Detection& detection : found.detections) {
            add_result(image, detection, found.size);
            if (detection.score < m_request.threshold) {
                continue;
            }
            dataset::Annotation annotation;
            annotation.image_id = image;
            annotation.class_index = detection.class_index;
            annotation.box = detection.box;
            annotation.outline = dataset::outline_json(detection.outline);
            annotation.score = detection.score;
            annotation.attributes = {{"origin", "detected"}};
            m_labelled.annotations.push_back(std::move(annotation));
            ++m_report.boxes;
        }
    }

    /// Category ids are the dataset's where it has classes, else those that its export would have.
    void add_result(std::int64_t image, const Detection& detection, Size size) {
        const dataset::Dataset& data = m_request.pictures.dataset;
        std::int64_t category = detection.class_index + 1;
        if (!data.classes.empty()) {
            const std::string& name = m_labelled.classes.at(static_cast<std::size_t>(detection.class_index));
            const auto at = std::find(data.classes.begin(), data.classes.end(), name);
            if (at == data.classes.end()) {
                ++m_report.unknown;
                return;
            }
            const auto index = static_cast<std::size_t>(at - data.classes.begin());
            category = data.class_ids.empty() ? static_cast<std::int64_t>(index) + 1 : data.class_ids.at(index);
        }
        const Box& box = detection.box;
        m_results.push_back({{"image_id", image},
                             {"category_id", category},
                             {"bbox", {box.x1, box.y1, box.width(), box.height()}},
                             {"score", detection.score}});
        if (!detection.outline.empty()) {
            m_results.back()["segmentation"] = polygons_json(detection.outline);
        } else if (m_has_masks) {
            const MaskRuns nothing = fill_outline({}, size);
            m_results.back()["segmentation"] = {{"size", {size.height, size.width}},
                                                {"counts", compressed_counts(nothing)}};
        }
    }

    void write_detections() const { write_file_atomically(m_request.out / "detections.json", m_results.dump() + "\n"); }

    void write_dataset() {
        const auto& target = dataset::find_format(m_request.format);
        m_report.not_kept = dataset::losses(m_labelled, target);
        const fs::path folder = m_request.out / "dataset";
        OutputFolder output(folder, {"label", {m_request.pictures.image_folder}, false});
        target.write({m_labelled, m_source, folder, {}, m_stop, m_progress});
        output.finish();
    }

    void make_project_of_result() const {
        if (m_request.project.empty()) {
            return;
        }
        NewProject wanted;
        wanted.file = m_request.project;
        wanted.name = m_request.project.stem().string();
        wanted.source.path = m_request.out / "dataset";
        wanted.source.format = dataset::find_format(m_request.format).title();
        wanted.source.read.dataset = m_labelled;
        for (dataset::Image& image : wanted.source.read.dataset.images) {
            image.split.clear();
        }
        wanted.source.read.image_folder = m_request.pictures.image_folder;
        wanted.source.read.embedded = m_request.pictures.embedded;
        wanted.settings.bundle = m_request.model.bundle;
        wanted.settings.adapter = m_request.model.adapter;
        make_project(wanted, m_stop, m_progress);
    }

    const LabelRequest& m_request;
    const std::stop_token& m_stop;
    const ProgressSink& m_progress;
    dataset::ImageSource m_source;
    LabelLog m_log;
    bool m_has_masks;  ///< whether the adapter has a mask head, so that every result has a mask
    std::optional<PictureLabeller> m_labeller;  ///< made when there is something to look at
    dataset::Dataset m_labelled;
    nlohmann::json m_results = nlohmann::json::array();
    LabelReport m_report;
};

}  // namespace

LabelReport label_pictures(const LabelRequest& request, const std::stop_token& stop, const ProgressSink& progress) {
    throw_if_stopped(stop);
    if (!read_bundle_info(request.model.bundle, request.model.adapter).has_adapter) {
        throw UsageError(request.model.bundle.string() + " has no adapter, so it cannot label. Choose or train one.");
    }
    const ContinuedFolder folder(
        request.out, {"label", {request.pictures.image_folder, request.model.bundle, request.model.adapter}},
        [](const fs::path& path) {
            std::error_code ec;
            return fs::exists(path / "labels.jsonl", ec);
        });
    if (!request.project.empty() && fs::exists(request.project)) {
        throw UsageError("There is a file " + request.project.string() + " already. Choose another name.");
    }
    return LabelRun(request, stop, progress).run();
}

}  // namespace destudio::adaptation
