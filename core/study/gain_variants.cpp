// SPDX-License-Identifier: Apache-2.0
#include "core/study/gain_variants.h"

#include <algorithm>
#include <array>
#include <cstdio>
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
#include "core/engine/recipe/variant_picture.h"
#include "core/image/image_io.h"

namespace destudio::study {

namespace {

using training::TrainingImage;

void set_pixels(const cv::Mat& rgb, TrainingImage& image) {
    image.size = rgb.cols;
    image.rgb.clear();
    for (int y = 0; y < rgb.rows; ++y) {
        const auto* row = rgb.ptr<std::uint8_t>(y);
        image.rgb.insert(image.rgb.end(), row, row + static_cast<std::size_t>(rgb.cols) * 3);
    }
}

/// The variants of the real pictures, made once and kept as PNG and JSON pairs.
class VariantMaker {
public:
    VariantMaker(const GainOptions& options, int image_size, const training::TrainingImageSource& real)
        : m_options(options), m_image_size(image_size), m_real(real), m_classes(real.classes()) {}

    std::vector<TrainingImage> make(std::uint64_t count, const std::stop_token& stop, const ProgressSink& progress) {
        std::vector<TrainingImage> variants;
        const auto total = static_cast<std::int64_t>(count) * m_options.variants;
        for (std::uint64_t i = 0; i < count; ++i) {
            for (int v = 0; v < m_options.variants; ++v) {
                throw_if_stopped(stop);
                if (progress) {
                    progress({"variants", static_cast<std::int64_t>(variants.size()), total});
                }
                const auto name = file_name(i, v);
                if (!std::filesystem::exists(name + ".json")) {
                    write(i, v, stop);
                }
                variants.push_back(read(name));
            }
        }
        return variants;
    }

private:
    std::string file_name(std::uint64_t picture, int variant) const {
        std::array<char, 48> name{};
        std::snprintf(name.data(), name.size(), "%06llu-%03d", static_cast<unsigned long long>(picture), variant);
        return (m_options.out / "variants" / name.data()).string();
    }

    Generator& generator() {
        if (!m_generator) {
            GeneratorOptions options;
            options.device = m_options.device;
            options.adapter = m_options.adapter;
            m_generator = std::make_unique<Generator>(m_options.bundle, options);
            if (m_generator->bundle().classes.empty()) {
                throw ConfigError(m_options.bundle.string() + " has no adapter that could label its variants.");
            }
            for (const std::string& name : m_generator->bundle().classes) {
                const auto found = std::find(m_classes.begin(), m_classes.end(), name);
                m_label_of.push_back(found == m_classes.end() ? -1 : static_cast<int>(found - m_classes.begin()));
            }
        }
        return *m_generator;
    }

    void write(std::uint64_t index, int variant, const std::stop_token& stop) {
        Generator& model = generator();
        const int side = model.bundle().native_size.width;
        const TrainingImage real = m_real.still(index, side);
        std::vector<std::string> names;
        for (const int label : real.labels) {
            names.push_back(m_classes.at(static_cast<std::size_t>(label)));
        }
        auto pixels = real.rgb;
        GenerationRequest request;
        request.reference = cv::Mat(real.size, real.size, CV_8UC3, pixels.data());
        request.recipe.prompt = generic_prompt(model.bundle().domain, names);
        request.recipe.guidance_scale = model.bundle().guidance_scale;
        request.recipe.label_step = model.bundle().label_step;
        request.recipe.size = {side, side};
        request.recipe.crop = {0, 0, static_cast<double>(side), static_cast<double>(side)};
        const auto ratio_index = static_cast<std::size_t>(variant) % m_options.ratios.size();
        request.rungs = {{m_options.ratios[ratio_index], mix_seeds(index, static_cast<std::uint64_t>(variant)) >> 32U}};
        const Variant made = model.generate(request, stop).at(0);
        nlohmann::json labels = nlohmann::json::array();
        for (const Detection& found : made.detections) {
            const int label = m_label_of.at(static_cast<std::size_t>(found.class_index));
            if (label >= 0 && found.score >= m_options.threshold) {
                labels.push_back({{"label", label}, {"box", {found.box.x1, found.box.y1, found.box.x2, found.box.y2}}});
            }
        }
        const auto name = file_name(index, variant);
        save_png(name + ".png", made.image, variant_texts(made.recipe));
        write_file_atomically(name + ".json", labels.dump());  // last: it says that the pair is complete
    }

    TrainingImage read(const std::string& name) const {
        TrainingImage image;
        const cv::Mat drawn = load_image(name + ".png");
        const double scale = static_cast<double>(m_image_size) / drawn.cols;
        cv::Mat resized;
        cv::resize(drawn, resized, {m_image_size, m_image_size}, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
        set_pixels(resized, image);
        for (const auto& entry : read_json(name + ".json")) {
            const auto box = entry.at("box").get<std::array<double, 4>>();
            image.boxes.push_back({box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale});
            image.labels.push_back(entry.at("label").get<int>());
        }
        return image;
    }

    const GainOptions& m_options;
    int m_image_size;
    const training::TrainingImageSource& m_real;
    const std::vector<std::string>& m_classes;  ///< that the real pictures' labels count
    std::unique_ptr<Generator> m_generator;     ///< loaded when the first variant has to be made
    std::vector<int> m_label_of;                ///< of each class of the bundle; -1: the real pictures do not know it
};

}  // namespace

std::vector<TrainingImage> make_gain_variants(const GainOptions& options, int image_size,
                                              const training::TrainingImageSource& real, std::uint64_t count,
                                              const std::stop_token& stop, const ProgressSink& progress) {
    return VariantMaker(options, image_size, real).make(count, stop, progress);
}

}  // namespace destudio::study
