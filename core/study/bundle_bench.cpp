// SPDX-License-Identifier: Apache-2.0
#include "core/study/bundle_bench.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <opencv2/core.hpp>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "core/detection/adapter.h"
#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/engine/generation/generator.h"
#include "core/engine/model/machine.h"
#include "core/engine/recipe/prompt_builder.h"
#include "core/nn/torch.h"
#include "core/study/judge.h"
#include "core/training/detector/adapter_inputs.h"
#include "core/training/detector/detector_batch.h"
#include "core/training/detector/detector_evaluation.h"
#include "core/training/sources/adapter_world_source.h"
#include "core/training/sources/relabelled_source.h"

namespace destudio::study {

namespace {

using training::WorldImageSource;
using Wanted = BundleFigure::Wanted;

constexpr double kPeakToPeak = 2;  ///< of pictures in [-1,1]

struct AskedRatio {
    double ratio;
    const char* key;
    double map50;
};
constexpr AskedRatio kBenchRatios[] = {
    {0.3, "variants_AP50_at_0.3", 0.80}, {0.6, "variants_AP50_at_0.6", 0.70}, {0.9, "variants_AP50_at_0.9", 0.60}};

cv::Mat to_mat(training::TrainingImage& image) {
    return cv::Mat(image.size, image.size, CV_8UC3, image.rgb.data()).clone();
}

class BundleBench {
public:
    BundleBench(const BundleBenchOptions& options, const std::stop_token& stop, const ProgressSink& progress);
    BundleBenchReport run();

private:
    void add(const std::string& name, const std::string& description, double value, double asked = 0,
             Wanted wanted = Wanted::kNothing) {
        m_report.figures.push_back({name, description, value, asked, wanted});
    }
    void tick(const char* stage, std::int64_t done, std::int64_t total) const {
        throw_if_stopped(m_stop);
        if (m_progress) {
            m_progress({stage, done, total});
        }
    }
    GenerationRequest request(const cv::Mat& reference, const std::string& prompt, std::vector<Rung> rungs) const;

    int steps() const { return m_options.steps.value_or(m_generator.bundle().steps); }
    torch::ScalarType dtype() const {
        return m_generator.precision() == Precision::kBfloat16 ? torch::kBFloat16 : torch::kFloat32;
    }
    evaluation::CocoFigures evaluate(const detection::Detector& detector, training::DetectorInputs& inputs,
                                     const WorldImageSource& scenes, int side) const;

    void measure_detectors();
    void measure_autoencoder();
    void measure_variants();
    void measure_text_to_image();
    void measure_ladder();
    void measure_size();

    const BundleBenchOptions& m_options;
    const std::stop_token& m_stop;
    const ProgressSink& m_progress;
    Generator m_generator;
    world::SpriteAtlas m_atlas;
    Judge m_judge;
    int m_side;  ///< pixels of a scene, the bundle's native size
    WorldImageSource m_scenes;
    BundleBenchReport m_report;
};

GeneratorOptions generator_options(const BundleBenchOptions& options) {
    GeneratorOptions generator;
    generator.precision = parse_precision(options.dtype);
    generator.device = options.device;
    generator.adapter = options.adapter;
    return generator;
}

BundleBench::BundleBench(const BundleBenchOptions& options, const std::stop_token& stop, const ProgressSink& progress)
    : m_options(options),
      m_stop(stop),
      m_progress(progress),
      m_generator(options.bundle, generator_options(options)),
      m_atlas(world::SpriteAtlas::load(options.atlas.empty() ? options.bundle / "world" / "atlas.bin" : options.atlas)),
      m_judge(options.judge, m_generator.bundle().classes),
      m_side(m_generator.bundle().native_size.width),
      m_scenes(m_atlas, world::Split::kTest, options.seed) {
    m_report.threads = torch::get_num_threads();
    m_report.precision = to_string(m_generator.precision());
}

GenerationRequest BundleBench::request(const cv::Mat& reference, const std::string& prompt,
                                       std::vector<Rung> rungs) const {
    GenerationRequest request;
    request.reference = reference;
    request.recipe.prompt = prompt;
    const BundleInfo& bundle = m_generator.bundle();
    request.recipe.sampler = m_options.sampler.value_or(bundle.sampler);
    request.recipe.eta = default_eta(request.recipe.sampler);
    request.recipe.steps = steps();
    request.recipe.guidance_scale = m_options.guidance_scale.value_or(bundle.guidance_scale);
    request.recipe.label_step = m_options.label_step.value_or(bundle.label_step);
    request.rungs = std::move(rungs);
    return request;
}

void BundleBench::measure_detectors() {
    const auto folder = m_options.adapter.empty() ? m_options.bundle / "adapter" : m_options.adapter;
    const auto adapter = detection::load_adapter(folder);
    const torch::Device device(m_generator.device());
    adapter->to(device);
    diffusion::StableDiffusionBundle model(m_options.bundle, {dtype(), device});
    training::AdapterInputs at_t1(model, 1, 1);
    training::PixelInputs pixels;
    const WorldImageSource unseen(m_atlas, world::Split::kTest, m_options.seed, /*test_only_artworks=*/true);
    const int judge_side = m_judge.image_size() > 0 ? m_judge.image_size() : m_side;
    tick("detectors", 0, 4);
    const auto known_figures = evaluate(*adapter, at_t1, m_scenes, m_side);
    tick("detectors", 1, 4);
    const auto unseen_figures = evaluate(*adapter, at_t1, unseen, m_side);
    tick("detectors", 2, 4);
    add("adapter_AP", "adapter mAP, real test scenes, one-step features", known_figures.stats[0], 0.60,
        Wanted::kAtLeast);
    add("adapter_AP50", "adapter mAP50, the same", known_figures.stats[1], 0.85, Wanted::kAtLeast);
    add("adapter_unseen_AP50", "adapter mAP50, artworks that no training saw", unseen_figures.stats[1]);
    const auto judge_figures = evaluate(m_judge.detector(), pixels, m_scenes, judge_side);
    tick("detectors", 3, 4);
    const auto judge_unseen = evaluate(m_judge.detector(), pixels, unseen, judge_side);
    tick("detectors", 4, 4);
    add("judge_AP", "judge's own mAP, real test scenes", judge_figures.stats[0]);
    add("judge_AP50", "judge's own mAP50, the same", judge_figures.stats[1]);
    add("judge_unseen_AP50", "judge's own mAP50, artworks that no training saw", judge_unseen.stats[1]);
}

evaluation::CocoFigures BundleBench::evaluate(const detection::Detector& detector, training::DetectorInputs& inputs,
                                              const WorldImageSource& scenes, int side) const {
    const training::EvaluationOptions options{static_cast<std::uint64_t>(m_options.scenes), side, m_options.batch,
                                              m_options.seed};
    return training::evaluate_detector(detector, inputs, training::RelabelledSource(scenes, detector.classes()),
                                       options, m_stop);
}

void BundleBench::measure_autoencoder() {
    diffusion::StableDiffusionBundle model(m_options.bundle, {dtype(), torch::Device(m_generator.device())});
    const torch::NoGradGuard no_grad;
    double sum = 0;
    for (int i = 0; i < m_options.scenes; ++i) {
        tick("autoencoder", i, m_options.scenes);
        const auto picture = training::image_tensor(m_scenes.get(static_cast<std::uint64_t>(i), m_side)).unsqueeze(0);
        const auto again = model.decode_latent(model.encode_image(picture)).clamp(-1, 1);
        sum += 10 * std::log10(kPeakToPeak * kPeakToPeak / (again - picture).square().mean().item<double>());
    }
    tick("autoencoder", m_options.scenes, m_options.scenes);
    add("autoencoder_PSNR", "autoencoder PSNR on test scenes, dB", sum / m_options.scenes, 28, Wanted::kAtLeast);
}

void BundleBench::measure_variants() {
    const auto& classes = m_generator.bundle().classes;
    std::vector<evaluation::CocoGroundTruths> truths;
    std::vector<std::vector<evaluation::CocoResult>> results(std::size(kBenchRatios));
    for (std::size_t i = 0; i < std::size(kBenchRatios); ++i) {
        truths.push_back(training::empty_truths(classes));
    }
    for (int i = 0; i < m_options.references; ++i) {
        tick("variants", i, m_options.references);
        const auto index = static_cast<std::uint64_t>(i);
        world::SceneSpec spec;
        spec.size = m_side;
        spec.split = world::Split::kTest;
        spec.seed = m_options.seed;
        world::Scene scene = world::render_scene(m_atlas, spec, index);
        const cv::Mat reference(scene.size, scene.size, CV_8UC3, scene.rgb.data());
        std::vector<Rung> rungs;
        for (const AskedRatio& asked : kBenchRatios) {
            rungs.push_back({asked.ratio, index});
        }
        const auto variants = m_generator.generate(request(reference, scene.caption, rungs), m_stop);
        for (std::size_t r = 0; r < variants.size(); ++r) {
            std::vector<Box> boxes;
            std::vector<int> labels;
            for (const Detection& detection : m_judge.look(variants[r].image, m_options.judge_score)) {
                boxes.push_back(detection.box);
                labels.push_back(detection.class_index);
            }
            training::add_truths(boxes, labels, i, truths[r]);
            training::add_results(variants[r].detections, i, results[r]);
        }
    }
    tick("variants", m_options.references, m_options.references);
    for (std::size_t r = 0; r < std::size(kBenchRatios); ++r) {
        const auto figures = evaluation::evaluate_coco(truths[r], results[r]);
        const std::string ratio = std::string(kBenchRatios[r].key).substr(std::string("variants_AP50_at_").size());
        add(kBenchRatios[r].key, "adapter's boxes against the judge's, mAP50, variants at " + ratio, figures.stats[1],
            kBenchRatios[r].map50, Wanted::kAtLeast);
        add("judge_boxes_at_" + ratio, "boxes that the judge found in a variant at " + ratio,
            static_cast<double>(truths[r].annotations.size()) / std::max(1, m_options.references));
    }
}

void BundleBench::measure_text_to_image() {
    const BundleInfo& bundle = m_generator.bundle();
    const auto total = static_cast<std::int64_t>(bundle.classes.size()) * m_options.per_class;
    // Ratio 1 starts from pure noise: of the reference only its size counts.
    const cv::Mat blank(m_side, m_side, CV_8UC3, cv::Scalar(127, 127, 127));
    std::int64_t done = 0;
    std::int64_t found = 0;
    for (std::size_t c = 0; c < bundle.classes.size(); ++c) {
        std::int64_t found_here = 0;
        for (int i = 0; i < m_options.per_class; ++i) {
            tick("text-to-image", done++, total);
            const auto seed = static_cast<std::uint64_t>(i) + 1;
            const std::string prompt = generic_prompt(bundle.domain, {bundle.classes[c]});
            const auto variants = m_generator.generate(request(blank, prompt, {{1.0, seed}}), m_stop);
            const auto seen = m_judge.look(variants.at(0).image, m_options.judge_score);
            const bool is_found = std::any_of(seen.begin(), seen.end(), [&](const Detection& detection) {
                return detection.class_index == static_cast<int>(c);
            });
            found_here += is_found ? 1 : 0;
        }
        m_report.found_by_class.emplace_back(bundle.classes[c],
                                             static_cast<double>(found_here) / std::max(1, m_options.per_class));
        found += found_here;
    }
    tick("text-to-image", total, total);
    add("text_to_image_found", "text-to-image of one class: share where the judge finds it",
        static_cast<double>(found) / static_cast<double>(std::max<std::int64_t>(1, total)), 0.85, Wanted::kAtLeast);
}

void BundleBench::measure_ladder() {
    auto scene = m_scenes.get(0, m_side);
    const std::vector<Rung> rungs = {{0.2, 1}, {0.4, 1}, {0.6, 1}, {0.8, 1}, {1.0, 1}};
    const auto ladder = request(to_mat(scene), generic_prompt(m_generator.bundle().domain, {}), rungs);
    tick("ladder", 0, 1);
    const auto begin = std::chrono::steady_clock::now();
    m_generator.generate(ladder, m_stop);
    add("ladder_seconds",
        "ladder of five ratios, one seed, " + std::to_string(steps()) + " steps, seconds on " +
            std::to_string(m_report.threads) + " threads",
        seconds_since(begin), 10, Wanted::kAtMost);
    tick("ladder", 1, 1);
}

void BundleBench::measure_size() {
    std::uintmax_t bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(m_options.bundle)) {
        bytes += entry.is_regular_file() ? entry.file_size() : 0;
    }
    add("bundle_MiB", "whole bundle, MiB", static_cast<double>(bytes) / (1 << 20), 64, Wanted::kAtMost);
}

BundleBenchReport BundleBench::run() {
    if (!m_generator.bundle().has_adapter) {
        throw ConfigError(m_options.bundle.string() + " has no adapter to measure; name one with --adapter.");
    }
    measure_detectors();
    measure_variants();
    measure_text_to_image();
    measure_autoencoder();
    measure_ladder();  // last, when everything is warm
    measure_size();
    return std::move(m_report);
}

}  // namespace

bool BundleFigure::reached() const {
    switch (wanted) {
        case Wanted::kAtLeast:
            return value >= asked;
        case Wanted::kAtMost:
            return value <= asked;
        default:
            return true;
    }
}

BundleBenchReport bench_bundle(const BundleBenchOptions& options, const std::stop_token& stop,
                               const ProgressSink& progress) {
    warn_about_slow_blas();
    return BundleBench(options, stop, progress).run();
}

}  // namespace destudio::study
