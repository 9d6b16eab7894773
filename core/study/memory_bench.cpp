// SPDX-License-Identifier: Apache-2.0
#include "core/study/memory_bench.h"

#include <algorithm>
#include <chrono>
#include <opencv2/core.hpp>

#include "core/base/stopwatch.h"
#include "core/engine/generation/generator.h"
#include "core/engine/model/machine.h"

namespace destudio::study {

namespace {

const char* name_of(WorkPart part) {
    switch (part) {
        case WorkPart::kText:
            return "text";
        case WorkPart::kEncode:
            return "encode";
        case WorkPart::kUnet:
            return "unet";
        case WorkPart::kDecode:
            return "decode";
        default:
            return "labels";
    }
}

class MemoryLog {
public:
    void note(const std::string& part) {
        const ProcessMemory memory = process_memory();
        const auto now = Clock::now();
        const double seconds = std::chrono::duration<double>(now - m_before).count();
        if (!m_figures.empty() && part == "unet" && m_figures.back().part == part) {
            auto& figure = m_figures.back();
            const auto peak = std::max(figure.memory.peak, memory.peak);
            figure.memory = memory;
            figure.memory.peak = peak;
            figure.seconds += seconds;
        } else {
            m_figures.push_back({part, memory, seconds});
        }
        restart_peak_memory();
        m_before = Clock::now();
    }
    std::vector<MemoryFigure> take() { return std::move(m_figures); }

private:
    std::vector<MemoryFigure> m_figures;
    Clock::time_point m_before = Clock::now();
};

cv::Mat noise_picture(Size size) {
    cv::Mat picture(size.height, size.width, CV_8UC3);
    cv::theRNG().state = 1;
    cv::randu(picture, 0, 256);
    return picture;
}

}  // namespace

std::int64_t MemoryBenchReport::peak() const {
    std::int64_t largest = 0;
    for (const auto& figure : figures) {
        largest = std::max(largest, figure.memory.peak);
    }
    return largest;
}

MemoryBenchReport bench_memory(const MemoryBenchOptions& options, const std::stop_token& stop,
                               const ProgressSink& progress) {
    warn_about_slow_blas();
    MemoryLog log;
    log.note("start");
    GeneratorOptions generator_options;
    generator_options.precision = parse_precision(options.dtype);
    generator_options.device = options.device;
    generator_options.adapter = options.adapter;
    generator_options.on_part = [&](WorkPart part) { log.note(name_of(part)); };
    Generator generator(options.bundle, generator_options);
    log.note("ready");
    const BundleInfo& bundle = generator.bundle();
    MemoryBenchReport report;
    report.precision = to_string(generator.precision());
    report.size = options.size > 0 ? Size{options.size, options.size} : bundle.native_size;
    GenerationRequest request;
    request.reference = noise_picture(report.size);
    request.recipe.steps = options.steps;
    request.recipe.guidance_scale = bundle.guidance_scale;
    request.recipe.label_step = bundle.label_step;
    request.recipe.crop = {0, 0, static_cast<double>(report.size.width), static_cast<double>(report.size.height)};
    request.recipe.size = report.size;
    request.rungs = {{1.0, 1}};
    for (int i = 0; i < options.pictures; ++i) {
        request.recipe.prompt = "a photo of street " + std::to_string(i);
        generator.generate(request, stop);
        if (progress) {
            progress({"memory", i + 1, options.pictures});
        }
    }
    report.figures = log.take();
    return report;
}

}  // namespace destudio::study
