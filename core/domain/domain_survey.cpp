// SPDX-License-Identifier: Apache-2.0
#include "core/domain/domain_survey.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "core/base/error.h"
#include "core/dataset/operations/near_duplicates.h"
#include "core/image/image_io.h"
#include "core/project/new_project.h"

namespace destudio::domain {

namespace fs = std::filesystem;

namespace {

constexpr int kSurveySide = 64;  ///< pixels that pictures are compared at; hashes use 32

/// Loads pictures for the comparison, on its threads, and keeps what it learns on the way.
class PictureLooks {
public:
    PictureLooks(const dataset::ReadResult& read) : m_images(dataset::ImageSource::of(read)) {}

    /// @throws Error when the picture cannot be read
    cv::Mat look_at(const dataset::Image& image) {
        const fs::path file = m_images.file ? m_images.file(image) : fs::path();
        try {
            const cv::Mat small = file.empty()
                                      ? thumbnail(m_images.pixels ? m_images.pixels(image) : cv::Mat(), kSurveySide)
                                      : load_thumbnail(file, kSurveySide);
            const Size size = file.empty() ? image.size : peek_image_size(file);
            const std::lock_guard lock(m_mutex);
            m_sizes[image.id] = size;
            return small;
        } catch (const Error&) {
            const std::lock_guard lock(m_mutex);
            m_unreadable.insert(image.file_name);
            throw;
        }
    }
    const std::map<std::int64_t, Size>& sizes() const { return m_sizes; }  ///< by image, of those that can be read
    const std::set<std::string>& unreadable() const { return m_unreadable; }

private:
    dataset::ImageSource m_images;
    std::mutex m_mutex;
    std::map<std::int64_t, Size> m_sizes;
    std::set<std::string> m_unreadable;
};

void fill_sizes(const PictureLooks& looks, DomainSurvey& survey) {
    std::vector<Size> sizes;
    for (const auto& [id, size] : looks.sizes()) {
        sizes.push_back(size);
    }
    const auto area = [](const Size& size) { return std::int64_t{size.width} * size.height; };
    std::sort(sizes.begin(), sizes.end(), [&](const Size& a, const Size& b) { return area(a) < area(b); });
    if (!sizes.empty()) {
        survey.smallest = sizes.front();
        survey.median = sizes[sizes.size() / 2];
        survey.largest = sizes.back();
    }
}

void fill_labels(const dataset::Dataset& dataset, const PictureLooks& looks, DomainSurvey& survey) {
    std::vector<std::size_t> boxes(dataset.classes.size(), 0);
    std::set<std::int64_t> labelled;
    for (const dataset::Annotation& annotation : dataset.annotations) {
        if (!annotation.ignore && looks.sizes().contains(annotation.image_id)) {
            ++boxes.at(static_cast<std::size_t>(annotation.class_index));
            ++survey.boxes;
            labelled.insert(annotation.image_id);
        }
    }
    survey.labelled = labelled.size();
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        survey.classes.emplace_back(dataset.classes[i], boxes[i]);
    }
    std::stable_sort(survey.classes.begin(), survey.classes.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::map<std::string, std::size_t> splits;
    for (const dataset::Image& image : dataset.images) {
        if (looks.sizes().contains(image.id)) {
            ++splits[image.split];
            survey.captions += image.caption.empty() ? 0 : 1;
        }
    }
    survey.splits.assign(splits.begin(), splits.end());
}

}  // namespace

DomainSurvey survey_domain(const fs::path& path, const std::stop_token& stop, const ProgressSink& progress) {
    const ProjectSource source = read_project_source(path);
    const dataset::Dataset& dataset = source.read.dataset;
    PictureLooks looks(source.read);
    dataset::ImageSource small;
    small.file = [](const dataset::Image&) { return fs::path(); };
    small.pixels = [&looks](const dataset::Image& image) { return looks.look_at(image); };
    DomainSurvey survey;
    survey.path = path;
    survey.format = source.format;
    std::set<std::size_t> copies;
    dataset::visit_near_duplicates(
        dataset, small, dataset::kNearDuplicateBits,
        [&](std::size_t first, std::size_t second, int) {
            if (copies.insert(second).second && survey.some_duplicates.size() < DomainSurvey::kNamed) {
                survey.some_duplicates.emplace_back(dataset.images[first].file_name, dataset.images[second].file_name);
            }
        },
        stop, progress);
    survey.duplicates = copies.size();
    survey.pictures = looks.sizes().size();
    // What has a picture's name and is none was left out when the folder was read.
    std::set<std::string> unreadable = looks.unreadable();
    if (dataset.annotations.empty()) {
        for (const dataset::Issue& issue : source.read.issues) {
            unreadable.insert(issue.where);
        }
    }
    survey.unreadable = unreadable.size();
    for (const std::string& name : unreadable) {
        if (survey.some_unreadable.size() < DomainSurvey::kNamed) {
            survey.some_unreadable.push_back(name);
        }
    }
    fill_sizes(looks, survey);
    fill_labels(dataset, looks, survey);
    return survey;
}

}  // namespace destudio::domain
