// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/ladder_runs.h"

#include <algorithm>
#include <set>
#include <utility>

namespace destudio::ui {

LadderRun::LadderRun(StoredJob job)
    : stored(std::move(job)),
      finished(stored.rungs.size(), false),
      made(std::make_shared<MadeRungs>(stored.rungs.size())) {
    for (const Rung& rung : stored.rungs) {
        rungs.push_back(
            {rung, 0, effective_steps(stored.settings.sampler, stored.settings.steps, rung.encode_ratio), {}});
    }
}

bool LadderRun::all_made() const {
    return std::all_of(made->begin(), made->end(), [](const auto& one) { return one.load(); });
}

std::vector<PendingRung> LadderRun::unfinished() const {
    std::vector<PendingRung> left;
    for (std::size_t i = 0; i < rungs.size(); ++i) {
        if (!finished[i]) {
            left.push_back(rungs[i]);
        }
    }
    return left;
}

void LadderRun::begin_again() {
    for (std::size_t i = 0; i < rungs.size(); ++i) {
        finished[i] = made->at(i);
        rungs[i].step = 0;
        rungs[i].preview = {};
    }
}

PendingRung* LadderRun::take_step(const GenerationStep& step, const widgets::Picture& preview) {
    if (step.rung >= rungs.size()) {
        return nullptr;
    }
    PendingRung& rung = rungs[step.rung];
    rung.step = step.step;
    rung.total_steps = step.total;
    if (!preview.empty()) {
        rung.preview = preview;
    }
    return &rung;
}

std::pair<int, int> LadderRun::steps() const {
    std::pair<int, int> sum;
    for (const PendingRung& rung : rungs) {
        sum.first += rung.step;
        sum.second += rung.total_steps;
    }
    return sum;
}

LadderRun& LadderRuns::add(StoredJob job) {
    LadderRun run(std::move(job));
    run.id = m_next++;
    return m_runs.emplace(run.id, std::move(run)).first->second;
}

void LadderRuns::set_job(LadderRun& run, JobId job) {
    run.job_id = job;
    m_run_of_job[job] = run.id;
}

LadderRun* LadderRuns::find(RunId id) {
    const auto found = m_runs.find(id);
    return found == m_runs.end() ? nullptr : &found->second;
}

LadderRun* LadderRuns::of_job(JobId job) {
    return const_cast<LadderRun*>(std::as_const(*this).of_job(job));
}

const LadderRun* LadderRuns::of_job(JobId job) const {
    const auto known = m_run_of_job.find(job);
    return known == m_run_of_job.end() ? nullptr : &m_runs.at(known->second);
}

void LadderRuns::remove(RunId id) {
    if (const auto found = m_runs.find(id); found != m_runs.end()) {
        m_run_of_job.erase(found->second.job_id);
        m_runs.erase(found);
    }
}

std::vector<LadderRun> LadderRuns::remove_all_but(const std::vector<JobStatus>& jobs) {
    std::set<JobId> there;
    for (const JobStatus& status : jobs) {
        there.insert(status.id);
    }
    std::vector<LadderRun> gone;
    std::erase_if(m_runs, [&](auto& entry) {
        if (there.contains(entry.second.job_id)) {
            return false;
        }
        m_run_of_job.erase(entry.second.job_id);
        gone.push_back(std::move(entry.second));
        return true;
    });
    return gone;
}

std::vector<LadderRun> LadderRuns::take_all() {
    return remove_all_but({});
}

std::vector<const LadderRun*> LadderRuns::all() const {
    std::vector<const LadderRun*> list;
    for (const auto& [id, run] : m_runs) {
        list.push_back(&run);
    }
    return list;
}

bool LadderRuns::any_active() const {
    return std::any_of(m_runs.begin(), m_runs.end(), [](const auto& entry) { return entry.second.active(); });
}

std::vector<PendingRung> LadderRuns::pending(RowId reference_id) const {
    std::vector<PendingRung> result;
    for (const auto& [id, run] : m_runs) {
        if (run.reference_id() == reference_id && run.active()) {
            const auto left = run.unfinished();
            result.insert(result.end(), left.begin(), left.end());
        }
    }
    return result;
}

int LadderRuns::pending_steps(RowId reference_id) const {
    int steps = 0;
    for (const auto& [id, run] : m_runs) {
        steps = run.reference_id() == reference_id && run.active() ? run.stored.settings.steps : steps;
    }
    return steps;
}

Sampler LadderRuns::pending_sampler(RowId reference_id) const {
    Sampler sampler = Sampler::kDpmpp2m;
    for (const auto& [id, run] : m_runs) {
        sampler = run.reference_id() == reference_id && run.active() ? run.stored.settings.sampler : sampler;
    }
    return sampler;
}

std::vector<RowId> LadderRuns::stored_order(const std::vector<JobStatus>& jobs) const {
    std::vector<RowId> order;
    for (const JobStatus& status : jobs) {
        if (const LadderRun* run = of_job(status.id); run != nullptr && run->stored.id != 0) {
            order.push_back(run->stored.id);
        }
    }
    return order;
}

}  // namespace destudio::ui
