// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/generation_job.h"

#include <new>
#include <vector>

#include "core/base/cancellation.h"

namespace destudio {

namespace {

/// Progress of the whole job as steps done over steps of all rungs.
class StepCounter {
public:
    explicit StepCounter(const GenerationRequest& request) : m_done(request.rungs.size(), 0) {
        for (const auto& rung : request.rungs) {
            m_total += effective_steps(request.recipe.sampler, request.recipe.steps, rung.encode_ratio);
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

/// The same variants with less memory: their bytes depend neither on previews nor on their company.
GeneratorOptions smaller(GeneratorOptions options) {
    options.previews = false;
    return options;
}
GenerationRequest smaller(GenerationRequest request) {
    request.rungs_at_once = 1;
    return request;
}

void run(SharedGenerator& shared, const std::filesystem::path& bundle, const GeneratorOptions& options,
         const GenerationRequest& request, const GenerationCallbacks& callbacks, const JobContext& context) {
    context.progress({"load", 0, 0});
    context.pause_point();
    const SharedGenerator::Lease turn(shared, context.stop.now);
    Generator& generator = shared.get(bundle, options);
    if (callbacks.on_bundle) {
        callbacks.on_bundle(generator.bundle());
    }
    throw_if_stopped(context.stop.after_unit);  // no image is in progress yet
    StepCounter counter(request);
    const auto on_step = [&](const GenerationStep& step) {
        context.progress(counter.update(step.rung, step.step));
        if (callbacks.on_step) {
            callbacks.on_step(step);
        }
        shared.yield_to_waiting_during(context.pause_point);
    };
    generator.generate(request, context.stop, on_step, callbacks.on_variant);
    if (callbacks.on_reference) {
        const FeatureVector seen = generator.reference_features(request, context.stop.now);
        if (!seen.values.empty()) {
            callbacks.on_reference(seen);
        }
    }
}

}  // namespace

JobWork generation_work(std::shared_ptr<SharedGenerator> shared, std::filesystem::path bundle, GeneratorOptions options,
                        GenerationRequest request, GenerationCallbacks callbacks) {
    return [shared = std::move(shared), bundle = std::move(bundle), options = std::move(options),
            request = std::move(request), callbacks = std::move(callbacks)](const JobContext& context) {
        try {
            run(*shared, bundle, context.smaller ? smaller(options) : options,
                context.smaller ? smaller(request) : request, callbacks, context);
        } catch (const ResourceError&) {
            shared->free_memory();  // the next run, of this job or another, begins with it
            throw;
        } catch (const std::bad_alloc&) {
            shared->free_memory();
            throw;
        }
    };
}

}  // namespace destudio
