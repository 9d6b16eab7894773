// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/generation_job.h"

#include <spdlog/spdlog.h>
#include <vector>

namespace destudio {

namespace {

/// Progress of the whole job as steps done over steps of all rungs.
class StepCounter {
public:
    explicit StepCounter(const GenerationRequest& request) : m_done(request.rungs.size(), 0) {
        for (const auto& rung : request.rungs) {
            m_total += effective_steps(request.settings.steps, rung.encode_ratio);
        }
    }

    Progress update(std::size_t rung, int done) {
        m_done.at(rung) = done;
        std::int64_t sum = 0;
        for (const int steps : m_done) {
            sum += steps;
        }
        return {"denoise", sum, m_total};
    }

private:
    std::vector<int> m_done;
    std::int64_t m_total = 0;
};

}  // namespace

Job make_generation_job(std::string title, std::shared_ptr<GeneratorKeeper> keeper, std::filesystem::path bundle,
                        GeneratorOptions options, GenerationRequest request, GenerationCallbacks callbacks) {
    Job job;
    job.title = std::move(title);
    job.device = options.device;
    job.work = [keeper = std::move(keeper), bundle = std::move(bundle), options = std::move(options),
                request = std::move(request),
                callbacks = std::move(callbacks)](const std::stop_token& stop, const ProgressSink& progress) {
        progress({"load", 0, 0});
        const GeneratorKeeper::Turn turn(*keeper);
        Generator& generator = keeper->get(bundle, options);
        if (callbacks.on_bundle) {
            callbacks.on_bundle(generator.bundle());
        }
        StepCounter counter(request);
        const auto on_step = [&](const GenerationStep& step) {
            progress(counter.update(static_cast<std::size_t>(step.rung), step.step));
            if (callbacks.on_step) {
                callbacks.on_step(step);
            }
            keeper->serve_visitors();
        };
        generator.generate(request, stop, on_step, callbacks.on_variant);
    };
    return job;
}

}  // namespace destudio
