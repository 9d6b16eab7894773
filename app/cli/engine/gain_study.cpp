// SPDX-License-Identifier: Apache-2.0
#include "app/cli/engine/gain_study.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <numeric>
#include <opencv2/core.hpp>

#include "core/base/atomic_file.h"
#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/detection/detector.h"
#include "core/engine/generator.h"
#include "core/engine/prompt_builder.h"
#include "core/image/image_io.h"
#include "core/nn/torch.h"
#include "core/training/copy_paste_source.h"
#include "core/training/detector_evaluation.h"
#include "core/training/detector_trainer.h"

namespace destudio::cli {

namespace {

using training::MemoryImageSource;
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
    /// @param classes that the real pictures' labels count
    VariantMaker(const GainOptions& options, int image_size, const std::vector<std::string>& classes)
        : m_options(options), m_image_size(image_size), m_classes(classes) {}

    std::vector<TrainingImage> make(const MemoryImageSource& real, const std::stop_token& stop,
                                    const ProgressSink& progress) {
        std::vector<TrainingImage> variants;
        const auto total = static_cast<std::int64_t>(real.count()) * m_options.variants;
        for (std::uint64_t i = 0; i < real.count(); ++i) {
            for (int v = 0; v < m_options.variants; ++v) {
                throw_if_stopped(stop);
                if (progress) {
                    progress({"variants", static_cast<std::int64_t>(variants.size()), total});
                }
                const auto name = file_name(i, v);
                if (!std::filesystem::exists(name + ".json")) {
                    write(real.images()[i], i, v, stop);
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

    void write(const TrainingImage& real, std::uint64_t index, int variant, const std::stop_token& stop) {
        Generator& model = generator();
        std::vector<std::string> names;
        for (const int label : real.labels) {
            names.push_back(m_classes.at(static_cast<std::size_t>(label)));
        }
        auto pixels = real.rgb;
        GenerationRequest request;
        request.reference = cv::Mat(real.size, real.size, CV_8UC3, pixels.data());
        request.settings.prompt = generic_prompt(model.bundle().domain, names);
        request.settings.guidance_scale = model.bundle().guidance_scale;
        request.settings.label_step = model.bundle().label_step;
        request.settings.size = {m_image_size, m_image_size};
        request.settings.crop = {0, 0, static_cast<double>(real.size), static_cast<double>(real.size)};
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
        save_png(name + ".png", made.image);
        write_file_atomically(name + ".json", labels.dump());  // last: it says that the pair is complete
    }

    static TrainingImage read(const std::string& name) {
        TrainingImage image;
        set_pixels(load_image(name + ".png"), image);
        for (const auto& entry : read_json(name + ".json")) {
            const auto box = entry.at("box").get<std::array<double, 4>>();
            image.boxes.push_back({box[0], box[1], box[2], box[3]});
            image.labels.push_back(entry.at("label").get<int>());
        }
        return image;
    }

    const GainOptions& m_options;
    int m_image_size;
    const std::vector<std::string>& m_classes;
    std::unique_ptr<Generator> m_generator;  ///< loaded when the first variant has to be made
    std::vector<int> m_label_of;             ///< of each class of the bundle; -1: the real pictures do not know it
};

std::map<std::string, int> count_annotations(const std::vector<TrainingImage>& images,
                                             const std::vector<std::string>& classes) {
    std::map<std::string, int> counts;
    for (const std::string& name : classes) {
        counts[name] = 0;
    }
    for (const TrainingImage& image : images) {
        for (const int label : image.labels) {
            ++counts[classes.at(static_cast<std::size_t>(label))];
        }
    }
    return counts;
}

/// Trains and measures one arm with one seed; a finished one is read from its file.
nlohmann::json measure(const GainOptions& options, training::DetectorRecipe recipe, std::uint64_t seed,
                       const std::string& folder_name, const training::TrainingImageSource& pictures,
                       const training::TrainingImageSource& test, const std::stop_token& stop,
                       const ProgressSink& progress) {
    const auto folder = options.out / (folder_name + "-seed" + std::to_string(seed));
    const auto result_file = folder / "result.json";
    if (std::filesystem::exists(result_file)) {
        return read_json(result_file);
    }
    recipe.seed = seed;
    // The last weights count: choosing the best ones by the test pictures would flatter every arm.
    recipe.evaluate_every = recipe.steps;
    recipe.evaluation_images = 1;
    const torch::Device device(options.device);
    const auto trained = training::train_detector({recipe, pictures, test, folder, {}, device, stop, progress});
    const auto detector = detection::load_detector(trained.folder);
    detector->to(device);
    training::PixelInputs inputs;
    const auto figures = training::evaluate_detector(
        *detector, inputs, test, {static_cast<std::uint64_t>(options.test_images), recipe.image_size, recipe.batch, 1},
        stop);
    nlohmann::json result = {{"AP", figures.stats[0]}, {"AP50", figures.stats[1]}};
    for (const auto& category : figures.per_category) {
        result["by_class"][pictures.classes().at(static_cast<std::size_t>(category.category_id))] = category.ap;
    }
    write_file_atomically(result_file, result.dump() + "\n");
    return result;
}

/// Results of another study in the same folder would be taken for this one's.
void check_folder(const GainOptions& options, const training::DetectorRecipe& recipe) {
    const nlohmann::json study = {{"bundle", options.bundle.string()},
                                  {"adapter", options.adapter.string()},
                                  {"real", options.real},
                                  {"variants", options.variants},
                                  {"ratios", options.ratios},
                                  {"threshold", options.threshold},
                                  {"test_images", options.test_images},
                                  {"image_size", recipe.image_size},
                                  {"steps", recipe.steps},
                                  {"batch", recipe.batch},
                                  {"learning_rate", recipe.learning_rate},
                                  {"model", recipe.model}};
    const auto file = options.out / "study.json";
    if (std::filesystem::exists(file) && read_json(file) != study) {
        throw UsageError(options.out.string() +
                         " holds a study with other options. Name another folder with --out, or remove it.");
    }
    write_file_atomically(file, study.dump(1) + "\n");
}

}  // namespace

std::pair<double, double> mean_and_deviation(const std::vector<double>& values) {
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    return {mean, values.size() > 1 ? std::sqrt(squares / (count - 1)) : 0.0};
}

GainReport study_gain(const GainOptions& options, const training::DetectorRecipe& recipe,
                      const training::TrainingImageSource& real, const training::TrainingImageSource& test,
                      const std::stop_token& stop, const ProgressSink& progress) {
    check_folder(options, recipe);
    std::vector<TrainingImage> pictures;
    const auto wanted = static_cast<std::uint64_t>(options.real);
    for (std::uint64_t i = 0; i < (real.count() > 0 ? std::min(wanted, real.count()) : wanted); ++i) {
        pictures.push_back(real.get(i, recipe.image_size));
    }
    const MemoryImageSource real_set(real.classes(), pictures);
    const auto variants = VariantMaker(options, recipe.image_size, real.classes()).make(real_set, stop, progress);
    std::vector<TrainingImage> both = pictures;
    both.insert(both.end(), variants.begin(), variants.end());
    const MemoryImageSource both_set(real.classes(), std::move(both));

    GainReport report;
    report.real_annotations = count_annotations(pictures, real.classes());
    report.variant_annotations = count_annotations(variants, real.classes());
    report.arms.push_back({"real", real_set.count(), {}, {}, {}});
    report.arms.push_back({"real + variants", both_set.count(), {}, {}, {}});
    if (options.copy_paste) {
        report.arms.push_back({"real + copy-paste", 0, {}, {}, {}});
    }
    for (const std::uint64_t seed : options.seeds) {
        const training::CopyPasteSource pasted(real_set, seed);
        const std::array<std::pair<const char*, const training::TrainingImageSource*>, 3> sets = {
            {{"real", &real_set}, {"variants", &both_set}, {"copy-paste", &pasted}}};
        for (std::size_t a = 0; a < report.arms.size(); ++a) {
            const auto result = measure(options, recipe, seed, sets[a].first, *sets[a].second, test, stop, progress);
            GainArm& arm = report.arms[a];
            arm.ap.push_back(result.at("AP").get<double>());
            arm.ap50.push_back(result.at("AP50").get<double>());
            for (const auto& [name, ap] : result.at("by_class").items()) {
                arm.ap_by_class[name] += ap.get<double>() / static_cast<double>(options.seeds.size());
            }
        }
    }
    return report;
}

nlohmann::ordered_json to_json(const GainReport& report) {
    nlohmann::ordered_json json;
    for (const GainArm& arm : report.arms) {
        const auto [ap, ap_deviation] = mean_and_deviation(arm.ap);
        const auto [ap50, ap50_deviation] = mean_and_deviation(arm.ap50);
        json["arms"].push_back({{"name", arm.name},
                                {"images", arm.images},
                                {"AP", ap},
                                {"AP_deviation", ap_deviation},
                                {"AP50", ap50},
                                {"AP50_deviation", ap50_deviation},
                                {"AP_by_seed", arm.ap},
                                {"AP50_by_seed", arm.ap50}});
    }
    for (const auto& [name, count] : report.real_annotations) {
        nlohmann::ordered_json entry = {{"real_annotations", count},
                                        {"variant_annotations", report.variant_annotations.at(name)}};
        for (const GainArm& arm : report.arms) {
            const auto found = arm.ap_by_class.find(name);
            entry["AP"][arm.name] = found == arm.ap_by_class.end() ? -1.0 : found->second;
        }
        json["by_class"][name] = entry;
    }
    return json;
}

}  // namespace destudio::cli
