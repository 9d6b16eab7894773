// SPDX-License-Identifier: Apache-2.0
#include "core/study/made_objects.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/engine/generation/generator.h"
#include "core/engine/recipe/prompt_builder.h"
#include "core/image/image_io.h"

namespace destudio::study {

namespace {

constexpr double kLeastPart = 0.05;  // of the picture
constexpr double kMaxPart = 0.95;
constexpr double kSamePlace = 0.5;  // IoU of attention's box and the adapter's
/// The noise that a finished picture's attention is looked at with.
constexpr double kObjectNoise = 0.5;
constexpr int kObjectGround = 128;  // of the reference, of which nothing stays
constexpr std::uint64_t kObjectSalt = 0x0b1ec7;

std::filesystem::path mask_file(std::filesystem::path picture) {
    return picture.replace_extension(".mask.png");
}

/// Draws pictures of single objects.
class ObjectMaker {
public:
    explicit ObjectMaker(const GainOptions& options) : m_options(options) {
        GeneratorOptions how;
        how.device = options.device;
        how.adapter = options.adapter;
        m_generator = std::make_unique<Generator>(options.bundle, how);
    }

    /// Writes `name`.json last, with the object's box or why there is none.
    void write(const std::string& name, const std::string& class_name, std::uint64_t seed,
               const std::stop_token& stop) {
        const auto& info = m_generator->bundle();
        GenerationRequest request;
        request.reference =
            cv::Mat(info.native_size.height, info.native_size.width, CV_8UC3, cv::Scalar::all(kObjectGround));
        request.recipe.prompt = generic_prompt(info.domain, {class_name});
        request.recipe.guidance_scale = info.guidance_scale;
        request.recipe.label_step = info.label_step;
        request.recipe.size = info.native_size;
        request.recipe.crop = Box::from_xywh(0, 0, info.native_size.width, info.native_size.height);
        request.rungs = {{1.0, seed}};
        const Variant made = m_generator->generate(request, stop).at(0);
        InspectionRequest look{made.image, request.recipe, {class_name}};
        look.recipe.encode_ratio = kObjectNoise;
        look.recipe.seed = seed;
        const Inspection seen = m_generator->inspect(look, stop);
        std::optional<ObjectPart> part;
        if (!seen.attention.empty() && !seen.attention.front().maps.empty()) {
            part = largest_part(seen.attention.front().maps.front().binary, {made.image.cols, made.image.rows});
        }
        nlohmann::json json = {{"rejected", "attention shows no object"}};
        if (part && !sees(made.detections, class_name, part->box)) {
            json["rejected"] = "the adapter sees none there";
        } else if (part) {
            cv::Mat mask;
            cv::cvtColor(part->mask, mask, cv::COLOR_GRAY2RGB);
            save_png(name + ".png", made.image);
            save_png(mask_file(name + ".png"), mask);
            json = {{"rejected", ""}, {"box", {part->box.x1, part->box.y1, part->box.x2, part->box.y2}}};
        }
        write_file_atomically(name + ".json", json.dump());
    }

private:
    bool sees(const std::vector<Detection>& detections, const std::string& class_name, const Box& box) const {
        const auto& known = m_generator->bundle().classes;
        return std::any_of(detections.begin(), detections.end(), [&](const Detection& detection) {
            return detection.score >= m_options.threshold && iou(detection.box, box) >= kSamePlace &&
                   known.at(static_cast<std::size_t>(detection.class_index)) == class_name;
        });
    }

    const GainOptions& m_options;
    std::unique_ptr<Generator> m_generator;
};

std::optional<MadeObject> read_object(const std::string& name, int label) {
    const auto json = read_json(name + ".json");
    try {
        if (!json.at("rejected").get<std::string>().empty()) {
            return std::nullopt;
        }
        const auto box = json.at("box").get<std::array<double, 4>>();
        return MadeObject{name + ".png", label, {box[0], box[1], box[2], box[3]}};
    } catch (const nlohmann::json::exception&) {
        throw FormatError(name + ".json holds no object. Remove it, and the object is made again.");
    }
}

}  // namespace

std::optional<ObjectPart> largest_part(const cv::Mat& binary, Size picture) {
    cv::Mat enlarged;
    cv::resize(binary, enlarged, {picture.width, picture.height}, 0, 0, cv::INTER_NEAREST);
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(enlarged, labels, stats, centres);
    int best = 0;  // 0 is the ground
    for (int i = 1; i < count; ++i) {
        if (best == 0 || stats.at<int>(i, cv::CC_STAT_AREA) > stats.at<int>(best, cv::CC_STAT_AREA)) {
            best = i;
        }
    }
    if (best == 0) {
        return std::nullopt;
    }
    const double share = stats.at<int>(best, cv::CC_STAT_AREA) / (1.0 * picture.width * picture.height);
    if (share < kLeastPart || share > kMaxPart) {
        return std::nullopt;
    }
    ObjectPart part;
    part.mask = labels == best;
    part.box = Box::from_xywh(stats.at<int>(best, cv::CC_STAT_LEFT), stats.at<int>(best, cv::CC_STAT_TOP),
                              stats.at<int>(best, cv::CC_STAT_WIDTH), stats.at<int>(best, cv::CC_STAT_HEIGHT));
    return part;
}

CutOut MadeObject::load() const {
    const cv::Mat rgb = load_image(picture);
    cv::Mat mask;
    cv::extractChannel(load_image(mask_file(picture)), mask, 0);
    const cv::Rect whole(0, 0, rgb.cols, rgb.rows);
    const cv::Rect place = cv::Rect(static_cast<int>(box.x1), static_cast<int>(box.y1), static_cast<int>(box.width()),
                                    static_cast<int>(box.height())) &
                           whole;
    if (mask.size() != rgb.size() || place.empty()) {
        throw FormatError(picture.string() + " does not fit its mask. Remove both and the .json file beside them.");
    }
    return {rgb(place).clone(), mask(place).clone()};
}

std::vector<MadeObject> MadeObjects::make(const std::stop_token& stop, const ProgressSink& progress) {
    const auto known = read_bundle_info(m_options.bundle, m_options.adapter).classes;
    std::unique_ptr<ObjectMaker> maker;  // made when the first object is missing
    std::vector<MadeObject> objects;
    const auto total = static_cast<std::int64_t>(m_classes.size()) * m_options.objects;
    for (std::size_t label = 0; label < m_classes.size(); ++label) {
        if (std::find(known.begin(), known.end(), m_classes[label]) == known.end()) {
            continue;
        }
        for (int i = 0; i < m_options.objects; ++i) {
            throw_if_stopped(stop);
            if (progress) {
                progress({"objects", static_cast<std::int64_t>(label) * m_options.objects + i, total});
            }
            std::array<char, 48> file{};
            std::snprintf(file.data(), file.size(), "object-%04zu-%04d", label, i);
            const std::string name = (m_options.variants_folder() / file.data()).string();
            std::error_code ec;
            if (!std::filesystem::exists(name + ".json", ec)) {
                maker = maker ? std::move(maker) : std::make_unique<ObjectMaker>(m_options);
                maker->write(name, m_classes[label],
                             mix_seeds(kObjectSalt + label, static_cast<std::uint64_t>(i)) >> 32U, stop);
            }
            if (auto object = read_object(name, static_cast<int>(label))) {
                objects.push_back(std::move(*object));
            }
        }
    }
    return objects;
}

}  // namespace destudio::study
