// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tiny_bundle.h"

#include "core/jobs/generation_job.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <atomic>
#include <mutex>
#include <opencv2/core.hpp>

#include "core/base/error.h"
#include "core/jobs/job_queue.h"
#include "tests/support/test_main.h"

namespace destudio::generation_job_test {

namespace fs = std::filesystem;

class GenerationJobTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path m_bundle = fs::path(m_folder.path().toStdString()) / "tiny";

    static GenerationRequest request(std::vector<Rung> rungs) {
        GenerationRequest request;
        request.reference = cv::Mat(64, 64, CV_8UC3, cv::Scalar(90, 60, 30));
        request.recipe.prompt = "A clipart.";
        request.recipe.steps = 4;
        request.rungs = std::move(rungs);
        return request;
    }

    Job job(GenerationRequest request, const GenerationCallbacks& callbacks,
            const std::shared_ptr<SharedGenerator>& shared = std::make_shared<SharedGenerator>()) const {
        Job job;
        job.stops_after_unit = true;
        job.work = generation_work(shared, m_bundle, options(), std::move(request), callbacks);
        return job;
    }

    static GeneratorOptions options() {
        GeneratorOptions options;
        options.device = "cpu";
        options.precision = Precision::kFloat32;
        return options;
    }

private slots:
    void initTestCase() {
        at::set_num_threads(1);  // the model is too small to share
        test::write_tiny_bundle(m_bundle);
    }

    void hands_back_variants_as_they_finish() {
        const auto shared = std::make_shared<SharedGenerator>();
        std::mutex mutex;
        std::vector<std::size_t> finished;
        int bundles = 0;
        GenerationCallbacks callbacks;
        callbacks.on_bundle = [&](const BundleInfo& info) {
            ++bundles;
            QCOMPARE(info.name, std::string("Tiny"));
        };
        callbacks.on_variant = [&](std::size_t rung, const Variant& variant) {
            const std::lock_guard lock(mutex);
            QCOMPARE(variant.recipe.seed, std::uint64_t{rung});
            finished.push_back(rung);
        };
        JobQueue queue;
        queue.add(job(request({{1.0, 0}, {0.5, 1}}), callbacks, shared));
        queue.add(job(request({{0.5, 0}}), callbacks, shared));
        queue.wait_until_idle();
        const auto jobs = queue.jobs();
        QVERIFY2(jobs[0].state == JobState::kDone, jobs[0].error.c_str());
        QVERIFY2(jobs[1].state == JobState::kDone, jobs[1].error.c_str());
        QVERIFY(finished == (std::vector<std::size_t>{1, 0, 0}));  // fewer steps are done first
        QCOMPARE(bundles, 2);
        QCOMPARE(jobs[0].progress.done, std::int64_t{6});
        QCOMPARE(jobs[0].progress.total, std::int64_t{6});
    }

    void loads_the_bundle_once() {
        SharedGenerator shared;
        Generator& first = shared.get(m_bundle, options());
        QVERIFY(&shared.get(m_bundle, options()) == &first);
        auto other = options();
        other.previews = true;
        shared.get(m_bundle, other);
        QVERIFY_THROWS_EXCEPTION(IoError, shared.get(m_bundle / "none", options()));
        QVERIFY(!shared.get(m_bundle, other).bundle().classes.empty());
    }

    void stops_when_cancelled() {
        std::atomic<int> steps = 0;
        GenerationCallbacks callbacks;
        callbacks.on_step = [&](const GenerationStep&) { ++steps; };
        auto long_request = request({{1.0, 1}});
        long_request.recipe.steps = 500;
        JobQueue queue;
        const JobId id = queue.add(job(long_request, callbacks));
        QTRY_VERIFY_WITH_TIMEOUT(steps > 2, 30'000);
        queue.cancel(id);
        queue.wait_until_idle();
        QVERIFY(queue.jobs().at(0).state == JobState::kCancelled);
        QVERIFY(steps < 500);
    }

    void finishes_the_image_in_progress() {
        JobQueue queue;
        JobId id = 0;
        std::atomic<bool> asked = false;
        std::vector<std::size_t> finished;
        GenerationCallbacks callbacks;
        callbacks.on_step = [&](const GenerationStep& step) {
            if (step.step == 2 && !asked.exchange(true)) {
                queue.cancel_after_unit(id);
            }
        };
        callbacks.on_variant = [&](std::size_t rung, const Variant&) { finished.push_back(rung); };
        queue.pause();
        id = queue.add(job(request({{1.0, 0}, {0.75, 1}, {1.0, 2}}), callbacks));
        queue.resume();
        queue.wait_until_idle();
        QVERIFY(queue.jobs().at(0).state == JobState::kCancelled);
        QVERIFY(finished == std::vector<std::size_t>{1});  // it had the fewest steps to go
    }

    void smaller_runs_give_the_same_bytes() {
        Generator generator(m_bundle, options());
        auto one = request({{1.0, 3}, {0.5, 4}});
        const auto together = generator.generate(one);
        one.rungs_at_once = 1;
        const auto alone = generator.generate(one);
        for (std::size_t i = 0; i < together.size(); ++i) {
            QVERIFY(together[i].recipe == alone[i].recipe);
            QVERIFY(cv::norm(together[i].image, alone[i].image, cv::NORM_INF) == 0);
        }
    }

    void failures_are_one_sentence() {
        JobQueue queue;
        Job bad;
        bad.work =
            generation_work(std::make_shared<SharedGenerator>(), m_bundle / "none", options(), request({{0.5, 1}}), {});
        queue.add(std::move(bad));
        queue.wait_until_idle();
        const JobStatus failed = queue.jobs().at(0);
        QVERIFY(failed.state == JobState::kFailed);
        QVERIFY(failed.error.find("none") != std::string::npos && failed.error.find('\n') == std::string::npos);
    }
};

DESTUDIO_CORE_TEST(GenerationJobTest)

}  // namespace destudio::generation_job_test

#include "generation_job_test.moc"
