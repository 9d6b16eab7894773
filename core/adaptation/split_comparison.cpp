// SPDX-License-Identifier: Apache-2.0
#include "core/adaptation/split_comparison.h"

#include <algorithm>
#include <opencv2/core/mat.hpp>

#include "core/adaptation/compute_threads.h"
#include "core/adaptation/picture_labeller.h"
#include "core/adaptation/second_opinion.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/engine/model/bundle_info.h"
#include "core/image/image_io.h"
#include "core/study/judge.h"

namespace destudio::adaptation {

namespace {

using evaluation::CocoBox;
using evaluation::CocoGroundTruth;
using evaluation::CocoResult;

PictureList pictures_to_compare(const PictureChoice& choice) {
    PictureList list;
    switch (choice.kind) {
        case PictureChoice::Kind::kReferences:
            list = references_of(*Project::open_for_reading(choice.path));
            break;
        case PictureChoice::Kind::kCorrections:
            list = corrections_of(*Project::open_for_reading(choice.path));
            break;
        case PictureChoice::Kind::kDataset:
            list = dataset_to_compare(choice);
            break;
        case PictureChoice::Kind::kWorld:
            throw UsageError("Labels are compared of a project or a dataset.");
    }
    if (list.pictures.empty()) {
        throw UsageError("There is no picture with labels to compare with: draw or import boxes, or review variants.");
    }
    require_files(list);
    return list;
}

class SplitComparison {
public:
    SplitComparison(const SplitComparisonRequest& request, const std::stop_token& stop, const ProgressSink& progress)
        : m_request(request), m_stop(stop), m_progress(progress), m_list(pictures_to_compare(request.pictures)) {
        m_report.left_out = m_list.pictures.size() - std::min(m_list.pictures.size(), request.max_pictures);
        m_list.pictures.resize(m_list.pictures.size() - m_report.left_out);
    }

    SplitComparisonReport run() {
        PictureLabeller adapter(
            {m_request.bundle, m_request.adapter, m_request.device, m_request.dtype, LabelViewOptions()});
        join_classes(adapter.bundle().classes);
        std::optional<study::Judge> judge;
        if (!m_request.judge.empty()) {
            judge.emplace(m_request.judge, m_report.classes);
        }
        const auto total = static_cast<std::int64_t>(m_list.pictures.size());
        for (std::size_t i = 0; i < m_list.pictures.size(); ++i) {
            throw_if_stopped(m_stop);
            tell(static_cast<std::int64_t>(i), total);
            look(i, adapter, judge ? &*judge : nullptr);
        }
        tell(total, total);
        if (!m_request.detections.empty()) {
            SecondOpinion opinion =
                read_second_opinion(m_request.detections, m_request.pictures, m_list, m_report.classes);
            m_report.results[1] = std::move(opinion.results);
            m_report.unknown = opinion.unknown;
        }
        m_report.has_second = !m_request.detections.empty() || judge.has_value();
        compare();
        return std::move(m_report);
    }

private:
    void tell(std::int64_t done, std::int64_t total) {
        if (m_progress) {
            m_progress({"compare", done, total});
        }
    }

    // The adapter's classes, then those that only the labels have.
    void join_classes(const std::vector<std::string>& known) {
        m_report.classes = known;
        for (const std::string& name : m_list.classes) {
            const auto found = std::find(m_report.classes.begin(), m_report.classes.end(), name);
            m_class_of.push_back(found - m_report.classes.begin());
            if (found == m_report.classes.end()) {
                m_report.classes.push_back(name);
            }
        }
        for (std::size_t i = 0; i < m_report.classes.size(); ++i) {
            m_report.truths.categories.push_back({static_cast<std::int64_t>(i), m_report.classes[i]});
        }
    }

    void look(std::size_t index, PictureLabeller& adapter, const study::Judge* judge) {
        const LabelledPicture& picture = m_list.pictures[index];
        const cv::Mat pixels = load_image(picture.file);
        const auto image = static_cast<std::int64_t>(index);
        const auto add = [&](const std::vector<Detection>& found, std::vector<CocoResult>& to) {
            for (const Detection& detection : found) {
                const Box& box = detection.box;
                to.push_back(
                    {image, detection.class_index, {box.x1, box.y1, box.width(), box.height()}, detection.score});
            }
        };
        add(adapter.label(pixels), m_report.results[0]);
        if (judge != nullptr) {
            add(judge->look(pixels, kMinStoredScore), m_report.results[1]);
        }
        m_report.truths.image_ids.push_back(image);
        m_sizes.push_back({static_cast<double>(pixels.cols), static_cast<double>(pixels.rows)});
        for (std::size_t i = 0; i < picture.boxes.size(); ++i) {
            add_truth(image, picture.boxes[i], picture.labels[i], false);
        }
        for (std::size_t i = 0; i < picture.ignored.size(); ++i) {
            add_truth(image, picture.ignored[i], picture.ignored_labels[i], true);
        }
        m_report.pictures.push_back({picture.file, picture.row});
    }

    void add_truth(std::int64_t image, const Box& box, int label, bool ignore) {
        CocoGroundTruth truth;
        truth.id = static_cast<std::int64_t>(m_report.truths.annotations.size()) + 1;
        truth.image_id = image;
        truth.category_id = m_class_of.at(static_cast<std::size_t>(label));
        truth.box = {box.x1, box.y1, box.width(), box.height()};
        truth.area = box.area();
        truth.crowd = ignore;
        m_report.truths.annotations.push_back(truth);
    }

    void compare() {
        if (m_request.plant > 0) {
            auto planted = evaluation::plant_errors(m_report.truths, m_sizes, m_request.plant, m_request.seed);
            m_report.truths = std::move(planted.truths);
            m_report.planted = std::move(planted.errors);
        }
        const auto second = m_report.has_second ? std::optional(m_report.results[1]) : std::nullopt;
        m_report.list = evaluation::compare_labels(m_report.truths, m_report.results[0], second);
    }

    const SplitComparisonRequest& m_request;
    const std::stop_token& m_stop;
    const ProgressSink& m_progress;
    PictureList m_list;
    std::vector<std::int64_t> m_class_of;  ///< index into the report's classes of each class of the list
    std::vector<std::array<double, 2>> m_sizes;
    SplitComparisonReport m_report;
};

}  // namespace

std::size_t SplitComparisonReport::suspects() const {
    return static_cast<std::size_t>(
        std::count_if(list.begin(), list.end(), [](const auto& entry) { return entry.suspect; }));
}

SplitComparisonReport compare_split(const SplitComparisonRequest& request, const std::stop_token& stop,
                                    const ProgressSink& progress) {
    throw_if_stopped(stop);
    if (!request.judge.empty() && !request.detections.empty()) {
        throw UsageError("Name one second detector: its folder, or a file of its detections.");
    }
    const ComputeThreads threads(request.threads);
    return SplitComparison(request, stop, progress).run();
}

}  // namespace destudio::adaptation
