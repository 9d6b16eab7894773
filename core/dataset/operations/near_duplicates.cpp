// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/operations/near_duplicates.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <thread>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/image/hash_index.h"
#include "core/image/image_io.h"
#include "core/image/perceptual_hash.h"

namespace destudio::dataset {

namespace {

constexpr int kLookSide = 64;   ///< pixels of the small picture that is compared
constexpr int kColorCells = 8;  ///< along each side
constexpr std::size_t kLookColors = std::size_t{kColorCells} * kColorCells * 3;

// What a picture looks like.
struct Look {
    std::uint64_t hash = 0;
    std::array<std::uint8_t, kLookColors> colors{};  ///< means of 8 x 8 cells
};

cv::Mat small_pixels(const ImageSource& source, const Image& image) {
    if (const auto file = source.file ? source.file(image) : std::filesystem::path(); !file.empty()) {
        return load_thumbnail(file, kLookSide);
    }
    if (const auto bytes = source.bytes ? source.bytes(image) : std::string(); !bytes.empty()) {
        return thumbnail(decode_image(bytes, image.file_name), kLookSide);
    }
    return source.pixels ? thumbnail(source.pixels(image), kLookSide) : cv::Mat();
}

std::optional<Look> look_of(const cv::Mat& rgb) {
    constexpr double kLeastSpread = 4;  // of 255: below it hashes tell noise apart, not pictures
    if (rgb.empty()) {
        return {};
    }
    cv::Scalar mean;
    cv::Scalar spread;
    cv::meanStdDev(rgb, mean, spread);
    if (std::max({spread[0], spread[1], spread[2]}) < kLeastSpread) {
        return {};
    }
    cv::Mat cells;
    cv::resize(rgb, cells, {kColorCells, kColorCells}, 0, 0, cv::INTER_AREA);
    Look look;
    look.hash = perceptual_hash(rgb);
    std::copy_n(cells.ptr<std::uint8_t>(), kLookColors, look.colors.begin());
    return look;
}

bool same_colors(const Look& a, const Look& b) {
    constexpr int kLargestMean = 12;  // of 255; a copy of another brightness is still within it
    int sum = 0;
    for (std::size_t i = 0; i < kLookColors; ++i) {
        sum += std::abs(int{a.colors[i]} - int{b.colors[i]});
    }
    return sum <= kLargestMean * static_cast<int>(kLookColors);
}

std::vector<std::optional<Look>> looks_of(const Dataset& dataset, const ImageSource& source,
                                          const std::stop_token& stop, const ProgressSink& progress) {
    constexpr unsigned kMaxThreads = 4;
    std::vector<std::optional<Look>> looks(dataset.images.size());
    std::atomic<std::size_t> next{0};
    std::mutex telling;
    const auto work = [&] {
        for (std::size_t i = next++; i < looks.size() && !stop.stop_requested(); i = next++) {
            try {
                looks[i] = look_of(small_pixels(source, dataset.images[i]));
            } catch (const Error&) {
                // A picture that cannot be read is told by those who need it.
            }
            if (progress) {
                const std::lock_guard lock(telling);
                progress({"compare", static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(looks.size())});
            }
        }
    };
    {
        std::vector<std::jthread> threads;
        const auto count = std::clamp(std::thread::hardware_concurrency(), 1U, kMaxThreads);
        for (unsigned k = 1; k < count && k < looks.size(); ++k) {
            threads.emplace_back(work);
        }
        work();
    }
    throw_if_stopped(stop);
    return looks;
}

}  // namespace

void visit_near_duplicates(const Dataset& dataset, const ImageSource& source, int distance,
                           const NearDuplicateVisitor& visit, const std::stop_token& stop,
                           const ProgressSink& progress) {
    const auto looks = looks_of(dataset, source, stop, progress);
    HashIndex index(distance);
    std::vector<std::size_t> positions;  // of the hashes in the index
    for (std::size_t i = 0; i < looks.size(); ++i) {
        if (!looks[i]) {
            continue;
        }
        for (const std::size_t place : index.all_near(looks[i]->hash)) {
            const std::size_t other = positions[place];
            if (same_colors(*looks[other], *looks[i])) {
                visit(other, i, hash_distance(looks[other]->hash, looks[i]->hash));
            }
        }
        index.add(looks[i]->hash);
        positions.push_back(i);
    }
}

LookAlikes join_look_alikes(PictureGroups& groups, const Dataset& dataset, const ImageSource& source, int distance,
                            const std::stop_token& stop, const ProgressSink& progress) {
    PictureGroups joined = groups;
    LookAlikes result = LookAlikes::kNone;
    visit_near_duplicates(
        dataset, source, distance,
        [&](std::size_t a, std::size_t b, int) {
            result = joined.together(a, b) ? result : LookAlikes::kJoined;
            joined.join(a, b);
        },
        stop, progress);
    const auto holds_most = [&dataset](PictureGroups& some) {
        const auto all = some.groups();
        return std::any_of(all.begin(), all.end(),
                           [&](const auto& group) { return 2 * group.second.size() > dataset.images.size(); });
    };
    if (holds_most(joined) && !holds_most(groups)) {
        return LookAlikes::kUndecided;
    }
    groups = std::move(joined);
    return result;
}

}  // namespace destudio::dataset
