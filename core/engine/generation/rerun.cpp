// SPDX-License-Identifier: Apache-2.0
#include "core/engine/generation/rerun.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/engine/recipe/variant_picture.h"
#include "core/image/byte_source.h"
#include "core/image/image_io.h"
#include "core/image/source_mark.h"

namespace destudio {

GenerationRequest rerun_request(const Recipe& recipe, cv::Mat reference, const std::string& reference_hash) {
    const Box& crop = recipe.crop;
    const bool inside = crop.x1 >= 0 && crop.y1 >= 0 && crop.x2 <= reference.cols && crop.y2 <= reference.rows &&
                        crop.x2 - crop.x1 >= 1 && crop.y2 - crop.y1 >= 1;
    if (!inside) {
        throw FormatError("The recipe's \"crop\" does not lie in the reference, which has " +
                          std::to_string(reference.cols) + " x " + std::to_string(reference.rows) +
                          " pixels. Take the reference that the recipe was made with.");
    }
    GenerationRequest request;
    request.reference = std::move(reference);
    request.reference_hash = reference_hash;
    request.recipe = recipe;
    request.rungs = {{recipe.encode_ratio, recipe.seed}};
    return request;
}

GeneratorOptions rerun_options(const Recipe& recipe) {
    GeneratorOptions options;
    options.precision = recipe.precision;
    options.device = recipe.device;
    return options;
}

std::vector<RecipeDifference> recipe_differences(const Recipe& original, const Recipe& rerun) {
    const nlohmann::json a = original;
    const nlohmann::json b = rerun;
    const auto text = [](const nlohmann::json& value) {
        return value.is_string() ? value.get<std::string>() : value.dump();
    };
    std::vector<RecipeDifference> differences;
    const auto written = [&text](const nlohmann::json& recipe, const std::string& field) {
        return recipe.contains(field) ? text(recipe.at(field)) : std::string("none");
    };
    nlohmann::json fields = a;
    fields.update(b);
    for (const auto& [field, value] : fields.items()) {
        if (!a.contains(field) || !b.contains(field) || a.at(field) != b.at(field)) {
            differences.push_back({field, written(a, field), written(b, field)});
        }
    }
    return differences;
}

PictureDifference picture_difference(const cv::Mat& original, const cv::Mat& rerun) {
    PictureDifference result;
    result.same_size = original.size() == rerun.size();
    if (!result.same_size) {
        return result;
    }
    cv::Mat difference;
    cv::absdiff(original, rerun, difference);
    std::int64_t sum = 0;
    for (int y = 0; y < difference.rows; ++y) {
        const auto* row = difference.ptr<cv::Vec3b>(y);
        for (int x = 0; x < difference.cols; ++x) {
            const int most = std::max({row[x][0], row[x][1], row[x][2]});
            result.pixels += most > 0 ? 1 : 0;
            result.largest = std::max(result.largest, most);
            sum += row[x][0] + row[x][1] + row[x][2];
        }
    }
    if (result.pixels > 0) {
        result.mean = static_cast<double>(sum) / (3.0 * difference.rows * difference.cols);
        difference.convertTo(result.image, -1, 255.0 / result.largest);
    }
    return result;
}

RerunComparison compare_rerun(const std::filesystem::path& original, const Recipe& recipe,
                              const std::optional<std::vector<NamedDetection>>& detections, const Variant& rerun,
                              const std::vector<std::string>& classes) {
    RerunComparison result;
    const std::string bytes = read_file(original);
    // A picture that carries no mark was made without one, or before there were marks.
    const bool marked = !read_source_mark(image::MemorySource(bytes)).type.empty();
    const auto again = encode_png(rerun.image, variant_texts(rerun.recipe, marked));
    result.same_bytes = bytes.size() == again.size() &&
                        std::equal(again.begin(), again.end(), bytes.begin(),
                                   [](unsigned char a, char b) { return a == static_cast<unsigned char>(b); });
    result.picture = picture_difference(decode_image(bytes, original.string()), rerun.image);
    result.recipe = recipe_differences(recipe, rerun.recipe);
    if (detections) {
        result.compared_detections = true;
        std::vector<NamedDetection> left = *detections;
        for (const Detection& detection : rerun.detections) {
            const auto index = static_cast<std::size_t>(detection.class_index);
            const NamedDetection named{index < classes.size() ? classes[index] : std::to_string(index), detection.box,
                                       detection.score};
            const auto match = std::find(left.begin(), left.end(), named);
            if (match == left.end()) {
                ++result.new_detections;
            } else {
                left.erase(match);
            }
        }
        result.lost_detections = static_cast<int>(left.size());
    }
    return result;
}

}  // namespace destudio
