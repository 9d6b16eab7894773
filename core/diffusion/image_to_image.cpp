// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/image_to_image.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/diffusion/guided_prediction.h"
#include "core/diffusion/rung_batches.h"

namespace destudio::diffusion {

namespace {

/// Zero-padding in [0,1] at the bottom and right, which is -1 here, to multiples of `factor`.
torch::Tensor padded_to(const torch::Tensor& image, std::int64_t factor) {
    const auto missing = [factor](std::int64_t length) { return (factor - length % factor) % factor; };
    return torch::constant_pad_nd(image, {0, missing(image.size(3)), 0, missing(image.size(2))}, -1.0);
}

nn::FeatureLevels pyramid_of(const std::vector<torch::Tensor>& block_outputs, const torch::Tensor& latent) {
    std::vector<torch::Tensor> blocks;
    for (const auto& block : block_outputs) {
        blocks.push_back(block.to(torch::kFloat32));
    }
    return nn::group_features(blocks, latent.size(2), latent.size(3));
}

/// What all rungs share.
struct Conditioning {
    torch::Tensor z0;             ///< [1,4,h,w]
    torch::Tensor context;        ///< [2,S,D] negative and positive, or [1,S,D] without guidance
    torch::Tensor empty_context;  ///< [1,S,D] when features at t = 1 are wanted
    torch::Tensor grounding;      ///< [2,N,D] or [1,N,D], as the context; undefined without boxes
};

SchedulerOptions options_of(const ImageToImageRequest& request, std::size_t rung) {
    SchedulerOptions options = request.options;
    if (runs_all_steps(request.sampler)) {
        options.strength = request.rungs[rung].encode_ratio;
    }
    return options;
}

/// One variant on its way.
class RungRun {
public:
    RungRun(StableDiffusionBundle& bundle, const ImageToImageRequest& request, const Conditioning& shared,
            std::size_t index);

    std::size_t index() const { return m_index; }
    int total() const { return m_total; }
    int steps_done() const { return m_done; }
    bool finished() const { return m_done == m_total; }
    /// Whether boxes steer the next step.
    bool is_grounded() const {
        return m_shared.grounding.defined() && m_done < static_cast<int>(m_request.grounding_share * m_total);
    }
    /// What the next denoising step asks of the U-Net.
    GuidedInput input() const { return {m_scheduler.get(), position(), m_latent}; }
    /// Whether the next step's block outputs are the label features.
    bool collects() const {
        return m_done + 1 == m_total && m_request.collect_features && m_request.feature_step == LabelStep::kLast;
    }
    /// Makes that step. @return the predicted clean latent
    torch::Tensor advance(const GuidedPrediction& prediction);
    ImageToImageResult result();

private:
    std::size_t position() const {
        return m_scheduler->timesteps().size() - static_cast<std::size_t>(m_total - m_done);
    }
    torch::Tensor noise() {
        return torch::randn(m_shared.z0.sizes(), m_generator, torch::kFloat32).to(m_shared.z0.device());
    }

    /// A step's own random numbers, which depend on the seed and the step alone. DDIM takes the next ones of the run,
    /// as it always did.
    torch::Tensor variance_noise() {
        if (m_request.sampler == Sampler::kDdim) {
            return noise();
        }
        const auto seed = mix_seeds(m_request.rungs[m_index].seed, static_cast<std::uint64_t>(m_done) + 1);
        const auto generator = torch::make_generator<torch::CPUGeneratorImpl>(seed);
        return torch::randn(m_shared.z0.sizes(), generator, torch::kFloat32).to(m_shared.z0.device());
    }

    StableDiffusionBundle& m_bundle;
    const ImageToImageRequest& m_request;
    const Conditioning& m_shared;
    std::size_t m_index;
    std::unique_ptr<Scheduler> m_scheduler;
    torch::Generator m_generator;
    int m_total;
    int m_done = 0;
    torch::Tensor m_latent;
    nn::FeatureLevels m_features;
};

RungRun::RungRun(StableDiffusionBundle& bundle, const ImageToImageRequest& request, const Conditioning& shared,
                 std::size_t index)
    : m_bundle(bundle),
      m_request(request),
      m_shared(shared),
      m_index(index),
      m_scheduler(make_scheduler(request.sampler, bundle.schedule(), options_of(request, index))),
      m_generator(torch::make_generator<torch::CPUGeneratorImpl>(request.rungs[index].seed)),
      m_total(effective_steps(request.sampler, request.options.steps, request.rungs[index].encode_ratio)) {
    const bool from_noise = request.pure_noise_at_one && request.rungs[index].encode_ratio >= 1.0;
    const auto start = m_scheduler->timesteps().size() - static_cast<std::size_t>(m_total);
    const torch::Tensor start_noise = noise();
    m_latent =
        from_noise ? m_scheduler->scale_noise(start_noise) : m_scheduler->add_noise(shared.z0, start_noise, start);
}

torch::Tensor RungRun::advance(const GuidedPrediction& prediction) {
    if (collects()) {
        m_features = pyramid_of(prediction.block_outputs, m_latent);
    }
    const torch::Tensor variance = m_scheduler->needs_variance_noise() ? variance_noise() : torch::Tensor();
    const SchedulerStep step = m_scheduler->step(prediction.guided, position(), m_latent, variance);
    m_latent = step.prev_sample;
    ++m_done;
    return step.pred_x0;
}

ImageToImageResult RungRun::result() {
    if (m_request.collect_features && m_request.feature_step == LabelStep::kT1) {
        const auto timesteps = torch::full({m_latent.size(0)}, m_request.feature_timestep, torch::kInt64);
        m_features = one_step_features(m_bundle, m_latent, noise(), timesteps, m_shared.empty_context);
    }
    const auto height = m_request.image.size(2);
    const auto width = m_request.image.size(3);
    const torch::Tensor decoded = m_bundle.decode_latent(m_latent);
    ImageToImageResult result;
    result.image = decoded[0].slice(1, 0, height).slice(2, 0, width).clamp(-1.0, 1.0).contiguous();
    result.features = std::move(m_features);
    result.padded_size = {static_cast<int>(decoded.size(3)), static_cast<int>(decoded.size(2))};
    m_latent = torch::Tensor();
    return result;
}

Conditioning condition(StableDiffusionBundle& bundle, const ImageToImageRequest& request) {
    Conditioning shared;
    std::vector<std::string> prompts = {request.prompt};
    if (request.guidance.scale > 1 && !bundle.has_distilled_guidance()) {
        prompts.insert(prompts.begin(), request.negative_prompt);
    }
    shared.context = bundle.encode_prompts(prompts);
    if (prompts.size() == 2 && request.negative_prompt.empty() && bundle.zeroes_empty_negative()) {
        shared.context[0].zero_();
    }
    if (request.collect_features && request.feature_step == LabelStep::kT1) {
        shared.empty_context = bundle.encode_prompts({""});
    }
    if (!request.boxes.empty()) {
        shared.grounding = bundle.ground(request.boxes).slice(0, 2 - shared.context.size(0));
    }
    shared.z0 = bundle.encode_image(padded_to(request.image, bundle.factor()));
    return shared;
}

bool same_bits(const GuidedPrediction& a, const GuidedPrediction& b) {
    // Features are there in one of the two only when another rung of the call wanted them.
    for (std::size_t i = 0; i < std::min(a.block_outputs.size(), b.block_outputs.size()); ++i) {
        if (!a.block_outputs[i].equal(b.block_outputs[i])) {
            return false;
        }
    }
    return a.guided.equal(b.guided) && a.conditional.equal(b.conditional);
}

/// All rungs of a request on their way, in step with each other.
class Ladder {
public:
    Ladder(StableDiffusionBundle& bundle, const ImageToImageRequest& request)
        : m_bundle(bundle),
          m_request(request),
          m_shared(condition(bundle, request)),
          // Boxes may steer one rung's step and not another's.
          m_batches(bundle.may_share_calls() && request.boxes.empty()
                        ? rungs_that_fit(bundle.activation_bytes(m_shared.z0))
                        : 1) {
        for (std::size_t i = 0; i < request.rungs.size(); ++i) {
            m_active.push_back(std::make_unique<RungRun>(bundle, request, m_shared, i));
        }
    }

    bool finished() const { return m_active.empty(); }
    /// Drops all but the one with the fewest steps to go. @return whether there were others
    bool keep_nearest() {
        const auto left = [](const auto& rung) { return rung->total() - rung->steps_done(); };
        const auto nearest = std::min_element(m_active.begin(), m_active.end(),
                                              [&left](const auto& a, const auto& b) { return left(a) < left(b); });
        std::iter_swap(m_active.begin(), nearest);
        const bool others = m_active.size() > 1;
        m_active.resize(1);
        return others;
    }
    /// One step of every rung that still runs.
    void advance(const std::stop_token& stop, const ImageToImage::OnStep& on_step,
                 const ImageToImage::OnResult& on_result) {
        for (std::size_t first = 0; first < m_active.size();) {
            throw_if_stopped(stop);
            const std::size_t count = m_batches.next(m_active.size() - first);
            auto predictions = predict(first, count);
            for (std::size_t i = 0; i < count; ++i) {
                if (i > 0) {
                    throw_if_stopped(stop);
                }
                auto& rung = m_active[first + i];
                // The prediction is gone when the picture is decoded.
                const torch::Tensor x0 = rung->advance(std::exchange(predictions[i], {}));
                if (on_step) {
                    on_step({{rung->index(), rung->steps_done(), rung->total()}, x0});
                }
                if (rung->finished()) {
                    throw_if_stopped(stop);
                    on_result(rung->index(), rung->result());
                    rung.reset();
                }
            }
            first += count;
        }
        std::erase(m_active, nullptr);
    }

private:
    /// One call's predictions, or where shared calls turn out to have other bits here, each rung's own.
    std::vector<GuidedPrediction> predict(std::size_t first, std::size_t count) {
        auto predictions = call(first, count);
        if (count == 1 || m_bundle.shared_calls_are_checked(m_shared.z0)) {
            return predictions;
        }
        const bool exact = same_bits(predictions.back(), call(first + count - 1, 1).front());
        m_bundle.note_checked_call(m_shared.z0, exact);
        if (!exact) {
            m_batches = RungBatches(1);
            for (std::size_t i = 0; i < count; ++i) {
                predictions[i] = call(first + i, 1).front();
            }
        }
        return predictions;
    }

    std::vector<GuidedPrediction> call(std::size_t first, std::size_t count) {
        using Clock = std::chrono::steady_clock;
        const auto begin = Clock::now();
        std::vector<GuidedInput> inputs;
        bool collects = false;
        for (std::size_t i = first; i < first + count; ++i) {
            inputs.push_back(m_active[i]->input());
            collects = collects || m_active[i]->collects();
        }
        const auto grounding = m_active[first]->is_grounded() ? m_shared.grounding : torch::Tensor();
        const auto unet = [this, &grounding](const auto&... from) {
            return m_bundle.predict_noise(from..., m_request.guidance.scale, grounding);
        };
        auto predictions = predict_guided(unet, inputs, context_for(count), m_request.guidance, collects);
        m_batches.record_call(count, std::chrono::duration<double>(Clock::now() - begin).count());
        return predictions;
    }

    /// The prompts for `count` rungs, one tensor for each number: the U-Net keeps what it computed from it.
    const torch::Tensor& context_for(std::size_t count) {
        const auto known = m_contexts.find(count);
        if (known != m_contexts.end()) {
            return known->second;
        }
        const auto context = m_shared.context.repeat_interleave(static_cast<std::int64_t>(count), 0);
        return m_contexts.emplace(count, context).first->second;
    }

    StableDiffusionBundle& m_bundle;
    const ImageToImageRequest& m_request;
    const Conditioning m_shared;
    RungBatches m_batches;
    std::map<std::size_t, torch::Tensor> m_contexts;
    std::vector<std::unique_ptr<RungRun>> m_active;
};

}  // namespace

void ImageToImage::run(const ImageToImageRequest& request, const StopTokens& stop, const OnStep& on_step,
                       const OnResult& on_result) {
    const torch::NoGradGuard no_grad;
    for (const Rung& rung : request.rungs) {
        validate_rung(request.sampler, request.options.steps, rung.encode_ratio);
    }
    throw_if_stopped(stop.now);
    Ladder ladder(m_bundle, request);
    bool dropped = false;
    while (!ladder.finished()) {
        if (stop.after_unit.stop_requested()) {
            dropped |= ladder.keep_nearest();
        }
        ladder.advance(stop.now, on_step, on_result);
    }
    if (dropped) {
        throw CancelledError();
    }
}

nn::FeatureLevels one_step_features(StableDiffusionBundle& bundle, const torch::Tensor& z0, const torch::Tensor& noise,
                                    const torch::Tensor& timesteps, const torch::Tensor& empty_context) {
    const torch::NoGradGuard no_grad;
    const torch::Tensor noisy = bundle.schedule().add_noise(z0, noise, timesteps);
    const auto context = empty_context.expand({z0.size(0), -1, -1});
    return pyramid_of(bundle.predict_noise(noisy, timesteps, context, true).block_outputs, z0);
}

nn::FeatureLevels adapter_features(StableDiffusionBundle& bundle, const torch::Tensor& z0, const torch::Tensor& noise,
                                   const torch::Tensor& empty_context) {
    return one_step_features(bundle, z0, noise, torch::ones({z0.size(0)}, torch::kInt64), empty_context);
}

}  // namespace destudio::diffusion
