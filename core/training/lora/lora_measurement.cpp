// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>

#include "core/base/process_memory.h"
#include "core/base/random.h"
#include "core/training/loop/adamw.h"
#include "core/training/lora/lora_trainer.h"

namespace destudio::training {

namespace {

/// Pictures of noise: what they show does not matter to what learning them costs.
class NoisePictures : public CaptionedSource {
public:
    explicit NoisePictures(int size) : m_size(size) {}
    std::uint64_t count() const override { return 1; }
    CaptionedPicture get(std::uint64_t index) const override {
        CaptionedPicture picture{m_size, m_size, {}, "noise"};
        Random random(index);
        picture.rgb.resize(static_cast<std::size_t>(m_size) * static_cast<std::size_t>(m_size) * 3);
        for (auto& value : picture.rgb) {
            value = static_cast<std::uint8_t>(random.integer(0, 255));
        }
        return picture;
    }

private:
    int m_size;
};

}  // namespace

LoraMeasurement measure_lora(const std::filesystem::path& model, const LoraRecipe& recipe, int steps,
                             torch::Device device, const std::stop_token& stop, const ProgressSink& progress) {
    using Clock = std::chrono::steady_clock;
    LoraRecipe measured = recipe;
    measured.prior.generate = 0;
    const LoraPictures pictures{std::make_shared<NoisePictures>(recipe.image_size), nullptr, nullptr};
    LoraLearner learner({model, measured, pictures, {}, device, stop, {}});
    AdamW optimiser(learner.modules().parameters(), {});
    LoraMeasurement result;
    result.layers = learner.modules().size();
    result.parameters = learner.modules().parameter_count();
    double seconds = 0;
    for (int i = 0; i < steps; ++i) {
        const auto begin = Clock::now();
        learner.step(i);  // reads back the loss, so the device has finished
        optimiser.clip_grad_norm(1.0);
        optimiser.step(measured.learning_rate.base);
        optimiser.zero_grad();
        const double last = std::chrono::duration<double>(Clock::now() - begin).count();
        seconds += i == 0 && steps > 1 ? 0 : last;
        if (progress) {
            progress({"lora", i + 1, steps});
        }
    }
    result.seconds_per_step = seconds / std::max(1, steps - 1);
    result.peak_bytes = process_memory().peak;
    return result;
}

}  // namespace destudio::training
