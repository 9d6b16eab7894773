// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "core/base/error.h"
#include "core/base/rung.h"
#include "core/diffusion/euler_discrete_scheduler.h"
#include "core/diffusion/lcm_scheduler.h"
#include "core/nn/models/timestep_embedding.h"
#include "core/verify/diffusion_cases.h"
#include "core/verify/recorded_sampler.h"

namespace destudio::verify {

namespace {

constexpr double kSchedulerBound = 1e-4;

class SchedulerCase {
public:
    SchedulerCase(const GoldenRecording& golden, Checks& checks)
        : m_golden(golden),
          m_checks(checks),
          m_source((golden.folder() / "golden.json").string()),
          m_base(golden.index().value("base_config", nlohmann::json::object())),
          m_schedule(diffusion::parse_noise_schedule_config(m_base, m_source)) {}

    void check_tables() {
        const auto betas = torch::tensor(m_schedule.betas(), torch::kFloat64);
        const auto alphas = torch::tensor(m_schedule.alphas_cumprod(), torch::kFloat64);
        const auto sigmas = torch::tensor(m_schedule.sigmas(), torch::kFloat64);
        for (const char* suffix : {"", "_f64"}) {
            m_golden.compare(m_checks, std::string("tables.betas") + suffix, betas);
            m_golden.compare(m_checks, std::string("tables.alphas_cumprod") + suffix, alphas);
            m_golden.compare(m_checks, std::string("tables.sigmas") + suffix, sigmas);
        }
        m_golden.compare(m_checks, "tables.alpha_t", alphas.sqrt());
        m_golden.compare(m_checks, "tables.sigma_t", (1.0 - alphas).sqrt());
        m_golden.compare(m_checks, "tables.lambda_t", (alphas.sqrt() / (1.0 - alphas).sqrt()).log());
    }

    /// Plain and with zero terminal SNR, of which the samplers with sigmas keep the last one finite.
    void check_terminal_tables() {
        for (const auto& [kind, rescaled] : {std::pair("plain", false), std::pair("zero_snr", true)}) {
            auto config = m_schedule.config();
            config.rescale_betas_zero_snr = rescaled;
            const diffusion::NoiseSchedule schedule(config);
            const auto name = "tables." + std::string(kind);
            m_golden.compare(m_checks, name + ".betas", torch::tensor(schedule.betas(), torch::kFloat64));
            m_golden.compare(m_checks, name + ".alphas_cumprod",
                             torch::tensor(schedule.alphas_cumprod(), torch::kFloat64));
            const auto sigmas = torch::tensor(schedule.sigmas(), torch::kFloat64);
            m_golden.compare(m_checks, name + ".euler_alphas_cumprod", 1.0 / (1.0 + sigmas * sigmas));
        }
    }

    void check_boundary() {
        const diffusion::LcmScheduler lcm(m_schedule, {.steps = 1});
        std::vector<double> skip;
        std::vector<double> out;
        for (std::int64_t t = 0; t < m_schedule.config().num_train_timesteps; ++t) {
            const auto boundary = lcm.boundary(static_cast<double>(t));
            skip.push_back(boundary.skip);
            out.push_back(boundary.out);
        }
        m_golden.compare(m_checks, "tables.lcm.c_skip", torch::tensor(skip, torch::kFloat64));
        m_golden.compare(m_checks, "tables.lcm.c_out", torch::tensor(out, torch::kFloat64));
    }

    void check_guidance_embedding() {
        for (const auto& name : m_golden.names("guidance.embedding.")) {
            const auto width = m_golden[name].size(1);
            m_golden.compare(m_checks, name, nn::guidance_embedding(m_golden["guidance.w"] + 1.0, width));
        }
    }

    /// The linear schedule's ends are not in the index, so they are taken from its own recording.
    void check_linear_table() {
        if (!m_golden.has("tables.linear.betas")) {
            return;
        }
        const auto recorded = m_golden["tables.linear.betas"];
        auto config = m_schedule.config();
        config.beta_schedule = "linear";
        config.beta_start = recorded[0].item<double>();
        config.beta_end = recorded[-1].item<double>();
        config.num_train_timesteps = recorded.numel();
        const diffusion::NoiseSchedule schedule(config);
        m_golden.compare(m_checks, "tables.linear.betas", torch::tensor(schedule.betas(), torch::kFloat64));
        m_golden.compare(m_checks, "tables.linear.alphas_cumprod",
                         torch::tensor(schedule.alphas_cumprod(), torch::kFloat64));
    }

    void check_timesteps(const nlohmann::json& entry) {
        const auto name = entry.at("name").get<std::string>();
        const auto scheduler = make(entry);
        m_golden.compare(m_checks, name + ".timesteps", sampler_timesteps(*scheduler));
        m_golden.compare(m_checks, name + ".sigmas", sampler_sigmas(*scheduler));
        const auto* euler = dynamic_cast<const diffusion::EulerDiscreteScheduler*>(scheduler.get());
        if (euler != nullptr && entry.contains("init_noise_sigma")) {
            const auto expected = entry["init_noise_sigma"].get<double>();
            m_checks.number(name + ".init_noise_sigma", euler->init_noise_sigma(), expected,
                            kSchedulerBound * std::abs(expected));
        }
    }

    void check_img2img() {
        if (!m_golden.has("img2img.t_start") || !m_golden.index().contains("img2img")) {
            return;
        }
        const auto columns = m_golden["img2img.t_start"].size(1);
        std::vector<torch::Tensor> rows;
        for (const int steps : m_golden.index()["img2img"].at("num_inference_steps").get<std::vector<int>>()) {
            std::vector<std::int64_t> row;
            for (std::int64_t k = 0; k < columns; ++k) {
                row.push_back(steps - effective_steps(Sampler::kDdim, steps, static_cast<double>(k) / 100.0));
            }
            rows.push_back(torch::tensor(row));
        }
        m_golden.compare(m_checks, "img2img.t_start", torch::stack(rows));
    }

    void check_forward_process() {
        const std::string name = "add_noise.ddim";
        if (m_golden.has(name + ".z0")) {
            const auto z0 = m_golden[name + ".z0"];
            const auto noise = m_golden[name + ".noise"];
            const auto timesteps = m_golden[name + ".timesteps"];
            m_golden.compare(m_checks, name + ".out", m_schedule.add_noise(z0, noise, timesteps));
            m_golden.compare(m_checks, name + ".velocity", m_schedule.velocity(z0, noise, timesteps));
        }
    }

    /// One position of the sampler's own table for each sample of the batch.
    void check_add_noise(const nlohmann::json& entry) {
        const auto name = entry.at("name").get<std::string>();
        const auto scheduler = make(entry);
        const auto z0 = m_golden[name + ".z0"];
        const auto noise = m_golden[name + ".noise"];
        std::vector<torch::Tensor> noised;
        std::vector<double> timesteps;
        for (const auto position : entry.at("step_indices").get<std::vector<std::size_t>>()) {
            const auto sample = static_cast<std::int64_t>(noised.size());
            timesteps.push_back(scheduler->timesteps().at(position));
            noised.push_back(scheduler->add_noise(z0[sample], noise[sample], position));
        }
        m_golden.compare(m_checks, name + ".timesteps", torch::tensor(timesteps, torch::kFloat64));
        m_golden.compare(m_checks, name + ".out", torch::stack(noised));
    }

    /// A run with recorded model outputs, which do not depend on the state.
    void check_trajectory(const nlohmann::json& entry) {
        const auto name = entry.at("name").get<std::string>();
        const auto scheduler = make(entry);
        const auto start = entry.value("t_start", std::size_t{0});
        const auto outputs = m_golden[name + ".model_outputs"];
        const auto variance =
            m_golden.has(name + ".variance_noise") ? m_golden[name + ".variance_noise"] : torch::Tensor();
        if (start + static_cast<std::size_t>(outputs.size(0)) > scheduler->timesteps().size()) {
            throw FormatError(m_source + ": " + name + " has more model outputs than the sampler has steps.");
        }
        m_golden.compare(m_checks, name + ".timesteps", sampler_timesteps(*scheduler, start));
        auto sample = scheduler->add_noise(m_golden[name + ".z0"], m_golden[name + ".noise"], start);
        m_golden.compare(m_checks, name + ".start", sample);
        std::vector<torch::Tensor> inputs;
        std::vector<torch::Tensor> samples;
        std::vector<torch::Tensor> clean;
        std::vector<torch::Tensor> noised;
        for (std::int64_t i = 0; i < outputs.size(0); ++i) {
            const auto position = start + static_cast<std::size_t>(i);
            inputs.push_back(scheduler->scale_model_input(sample, position));
            const auto step =
                scheduler->step(outputs[i], position, sample, variance.defined() ? variance[i] : torch::Tensor());
            sample = step.prev_sample;
            samples.push_back(sample);
            clean.push_back(step.pred_x0);
            noised.push_back(step.pred_noised);
        }
        m_golden.compare(m_checks, name + ".scaled_input", torch::stack(inputs));
        m_golden.compare(m_checks, name + ".prev_samples", torch::stack(samples));
        for (const char* what : {".pred_x0", ".denoised"}) {
            m_golden.compare(m_checks, name + what, torch::stack(clean));
        }
        if (!noised.empty() && noised.front().defined()) {
            m_golden.compare(m_checks, name + ".pred_noised", torch::stack(noised));
        }
    }

private:
    /// Where an entry has a strength, it shapes the table.
    std::unique_ptr<diffusion::Scheduler> make(const nlohmann::json& entry) const {
        auto sampler = read_recorded_sampler(m_base, entry, m_source);
        sampler.options.strength = entry.value("strength", 1.0);
        return sampler.make();
    }

    const GoldenRecording& m_golden;
    Checks& m_checks;
    std::string m_source;
    nlohmann::json m_base;
    diffusion::NoiseSchedule m_schedule;
};

}  // namespace

void run_scheduler_case(const GoldenRecording& golden, Checks& checks) {
    SchedulerCase part(golden, checks);
    part.check_tables();
    part.check_terminal_tables();
    part.check_boundary();
    guarded(checks, "guidance", [&] { part.check_guidance_embedding(); });
    part.check_linear_table();
    part.check_forward_process();
    guarded(checks, "img2img", [&] { part.check_img2img(); });
    const auto each = [&](const char* key, void (SchedulerCase::*check)(const nlohmann::json&)) {
        for (const auto& entry : golden.list(key)) {
            guarded(checks, entry.value("name", std::string(key)), [&] { (part.*check)(entry); });
        }
    };
    each("timestep_tables", &SchedulerCase::check_timesteps);
    each("add_noise", &SchedulerCase::check_add_noise);
    each("trajectories", &SchedulerCase::check_trajectory);
    golden.fail_unused(checks);
}

}  // namespace destudio::verify
